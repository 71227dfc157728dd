"""The accessibility checker is kept with the tests: the manifest must tell the truth about it."""

import hashlib
import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
VENDOR = HERE / "vendor"


def manifest() -> list[dict[str, Any]]:
    files: list[dict[str, Any]] = json.loads((VENDOR / "manifest.json").read_text(encoding="utf-8"))["files"]
    return files


def test_every_vendored_file_is_the_one_the_manifest_describes() -> None:
    hashes = {
        path.relative_to(ROOT).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.iterdir()
        if path.name != "manifest.json"
    }
    assert hashes == {file["path"]: file["sha256"] for file in manifest()}


def test_every_vendored_file_names_a_licence_text_that_is_there() -> None:
    for file in manifest():
        assert (ROOT / file["licence_file"]).read_text(encoding="utf-8").strip(), file["path"]


def test_the_vendored_checker_says_the_version_of_the_manifest() -> None:
    opening = (VENDOR / "axe.min.js").read_text(encoding="utf-8")[:100]
    assert {f"axe v{file['version']}" in opening for file in manifest()} == {True}

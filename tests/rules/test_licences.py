"""What the service runs with has licences that are on the list, and is told as an SBOM that others can read."""

import importlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests.paths import ROOT

POLICY = (ROOT / "requirements" / "licences.toml").read_text(encoding="utf-8")


def run(folder: Path, policy: str = POLICY) -> tuple[int, list[str], Path]:
    """Exit status, complaints, and the file that was to be written."""
    (folder / "licences.toml").write_text(policy, encoding="utf-8")
    script, sbom = ROOT / "scripts" / "sbom.py", folder / "build" / "sbom.cdx.json"
    command = [sys.executable, str(script), "--policy", str(folder / "licences.toml"), "--to", str(sbom)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    return result.returncode, result.stderr.splitlines(), sbom


def test_the_sbom_is_what_cyclonedx_says_and_has_libraries_scripts_and_fonts(tmp_path: Path) -> None:
    status, complaints, sbom = run(tmp_path)
    assert (status, complaints) == (0, [])
    text = sbom.read_text(encoding="utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    bom: dict[str, Any] = json.loads(text)
    components = {component["name"]: component for component in bom["components"]}
    assert {"fastapi", "psycopg-binary", "htmx.org", "plotly.js", "@expo-google-fonts/public-sans"} <= set(components)
    assert "pytest" not in components, "what only tests need is not what the service is made of"
    assert all(component["licenses"] and component["purl"] for component in components.values())
    (script,) = (part for part in components["htmx.org"]["components"] if part["name"].endswith("htmx.min.js"))
    assert [each["alg"] for each in script["hashes"]] == ["SHA-256"]
    assert "d3-format" in {part["name"] for part in components["plotly.js"]["components"]}


def test_a_licence_that_is_not_on_the_list_and_what_is_stated_for_nothing_fail(tmp_path: Path) -> None:
    policy = POLICY.replace('  "LGPL-3.0-only",\n', "").replace(
        "[stated]\n", '[stated]\nfastapi = "MIT"\ngone = "MIT"\n'
    )
    status, complaints, sbom = run(tmp_path, policy)
    assert status == 1
    assert [line.split()[0] for line in complaints] == ["fastapi", "gone", "psycopg", "psycopg-binary"]
    assert complaints[2].endswith("has a licence that is not on the list: LGPL-3.0-only")
    assert not sbom.exists()


@pytest.mark.parametrize(
    ("licence", "is_allowed"),
    [
        ("MIT", True),
        ("MIT OR GPL-3.0-only", True),
        ("MIT AND GPL-3.0-only", False),
        ("MIT AND (GPL-3.0-only OR Zlib)", True),
        ("GPL-3.0-or-later WITH GCC-exception-3.1", True),
        ("GPL-3.0-or-later", False),
        ("MIT and others", False),
        ("", False),
    ],
)
def test_of_a_choice_one_is_enough_and_of_several_all_are_needed(
    monkeypatch: pytest.MonkeyPatch, licence: str, is_allowed: bool
) -> None:
    monkeypatch.syspath_prepend(ROOT / "scripts")
    inventory = importlib.import_module("inventory")
    allowed = {"MIT", "Zlib", "GPL-3.0-or-later WITH GCC-exception-3.1"}
    assert inventory.is_allowed(licence, allowed) is is_allowed

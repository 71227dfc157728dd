import hashlib
import json

import pytest

from tests.paths import ROOT

VENDOR = ROOT / "app/web/static/vendor"
RECIPE = ROOT / "scripts/build-assets"
ENTRIES = json.loads((VENDOR / "manifest.json").read_text(encoding="utf-8"))["files"]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["path"])
def test_a_vendored_file_is_what_its_manifest_says(entry: dict[str, str]) -> None:
    assert hashlib.sha256((ROOT / entry["path"]).read_bytes()).hexdigest() == entry["sha256"]
    assert (ROOT / entry["licence_file"]).is_file()


def test_every_vendored_file_stands_in_the_manifest() -> None:
    folders = (VENDOR, ROOT / "app/reports/styles/fonts")
    present = {path.relative_to(ROOT).as_posix() for folder in folders for path in folder.iterdir()}
    assert present - {"app/web/static/vendor/manifest.json"} == {entry["path"] for entry in ENTRIES}


def test_the_versions_are_those_pinned_for_the_build() -> None:
    pins = json.loads((RECIPE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    lock = json.loads((RECIPE / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for entry in ENTRIES:
        assert entry["version"] == pins[entry["name"]] == lock[f"node_modules/{entry['name']}"]["version"]


def test_the_lock_names_no_address_to_fetch_from() -> None:
    assert '"resolved"' not in (RECIPE / "package-lock.json").read_text(encoding="utf-8")


def test_plotly_css_replaces_the_rules_that_the_script_would_insert() -> None:
    css = (VENDOR / "plotly.css").read_text(encoding="utf-8")
    assert ".js-plotly-plot .plotly .main-svg{position:absolute;" in css

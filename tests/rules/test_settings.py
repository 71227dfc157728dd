"""Every setting is documented, and nothing is documented that is no setting."""

import re

from app.config import Settings
from tests.paths import ROOT

OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")


def test_every_setting_stands_in_the_operations_page_and_no_other() -> None:
    names = re.findall(r"^\| `([A-Z_]+)` \|", OPERATIONS, re.MULTILINE)
    assert sorted(names) == sorted(name.upper() for name in Settings.model_fields)


def test_the_defaults_are_those_that_are_documented() -> None:
    for name, field in Settings.model_fields.items():
        row = re.search(rf"^\| `{name.upper()}` \| (.+?) \|", OPERATIONS, re.MULTILINE)
        assert row is not None
        default = str(field.default).lower() if isinstance(field.default, bool) else str(field.default)
        if name not in {
            "catalogues_dir",
            "learning_dir",
            "questionnaires_dir",
        }:  # their defaults are places on this machine
            assert row[1] == f"`{default}`"

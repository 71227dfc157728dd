"""Comparing with a stored text: set UPDATE_GOLDEN=1 to store the new one, then read the difference before committing."""

import os

from tests.paths import GOLDEN


def assert_golden(name: str, text: str) -> None:
    """The text equals the stored one."""
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text

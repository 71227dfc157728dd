"""A reference names a decision or a case, and nobody."""

import pytest

from app.accounts.audit.references import read_reference
from app.errors import InvalidInputError


@pytest.mark.parametrize(
    "text", ["KS 2026/123", "2026-11-02, § 41", "Dnr KS-2026-00123 (delegation)", "  KS   2026/1 "]
)
def test_references_as_kommuner_write_them_are_taken(text: str) -> None:
    assert read_reference(text, "beslut", "beslutet") == " ".join(text.split())


@pytest.mark.parametrize("text", ["", "muntligen", "KS 2026/1 sara@ale.se", "1" * 121, "KS 2026/1 <b>"])
def test_others_are_not(text: str) -> None:
    with pytest.raises(InvalidInputError) as error:
        read_reference(text, "diarienummer", "diarienumret")
    assert "diarienumret" in error.value.errors["diarienummer"]

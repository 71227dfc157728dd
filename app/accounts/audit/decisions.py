"""References to a decision or a case (diarienummer), as they stand in the audit log: they name a document, nobody."""

import re

from app.errors import Invalid

MOST_CHARACTERS = 120
_NUMBER = re.compile(r"[0-9]")
_ALLOWED = re.compile(r"[\w .,:;§/()&+-]+")


def read_reference(text: str, field: str, what: str) -> str:
    """The reference with single spaces. Raises Invalid for the field; `what` is Swedish: "beslutet", "diarienumret"."""
    reference = " ".join(text.split())
    if not reference:
        raise Invalid({field: f"Skriv {what}, till exempel KS 2026/123 eller 2026-11-02 § 41."})
    if len(reference) > MOST_CHARACTERS:
        raise Invalid({field: f"Högst {MOST_CHARACTERS} tecken får plats. Skriv bara {what}."})
    if not _NUMBER.search(reference) or not _ALLOWED.fullmatch(reference):
        raise Invalid({field: f"Skriv {what} med siffror, till exempel KS 2026/123. Skriv inga namn eller adresser."})
    return reference

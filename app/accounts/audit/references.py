"""References to a decision or a case (diarienummer), as they stand in the audit log: they name a document, nobody."""

import re

from app.errors import InvalidInputError

MAX_CHARACTERS = 120
_NUMBER = re.compile(r"[0-9]")
_ALLOWED = re.compile(r"[\w .,:;§/()&+-]+")


def read_reference(text: str, field: str, what: str) -> str:
    """The reference with single spaces. Raises InvalidInputError for the field; `what` is Swedish: "beslutet",
    "diarienumret".
    """
    reference = " ".join(text.split())
    if not reference:
        raise InvalidInputError({field: f"Skriv {what}, till exempel KS 2026/123 eller 2026-11-02 § 41."})
    if len(reference) > MAX_CHARACTERS:
        raise InvalidInputError({field: f"Högst {MAX_CHARACTERS} tecken får plats. Skriv bara {what}."})
    if not _NUMBER.search(reference) or not _ALLOWED.fullmatch(reference):
        raise InvalidInputError(
            {field: f"Skriv {what} med siffror, till exempel KS 2026/123. Skriv inga namn eller adresser."}
        )
    return reference

"""E-mail addresses as people write them: which text is one, and what is wrong with a text that is not."""

import re
import unicodedata
from dataclasses import dataclass

MOST_CHARACTERS = 254
"""As long as mail servers carry."""
MOST_BEFORE_AT = 64
_BEFORE_AT = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_IN_BRACKETS = re.compile(r"<([^<>]*)>\s*$")
_PART = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class AddressFault:
    """What is wrong, and what to do about it, in Swedish."""

    message: str
    remedy: str


def read_address(text: str) -> str | AddressFault:
    """The address in small letters, or what is wrong with it. Whether anybody has it is not known."""
    address = text.strip().removeprefix("mailto:").lower()
    return _fault_of(address) or address


def _fault_of(address: str) -> AddressFault | None:
    before, _, after = address.rpartition("@")
    if not address:
        return AddressFault("E-postadressen saknas.", "Skriv en e-postadress.")
    if "@" not in address:
        return AddressFault("Det finns inget @.", "Skriv hela e-postadressen, till exempel sara.lind@ale.se.")
    if len(address) > MOST_CHARACTERS or len(before) > MOST_BEFORE_AT:
        return AddressFault("E-postadressen är för lång.", "Kontrollera att det är en adress och inget mer.")
    if "@" in before:
        return AddressFault("Det finns mer än ett @.", "Skriv en adress i taget, med komma eller ny rad emellan.")
    if not before:
        return AddressFault("Det står inget före @.", "Skriv hela e-postadressen, till exempel sara.lind@ale.se.")
    if not address.isascii():
        return AddressFault(
            "E-postadressen har ett tecken som inte går att använda, till exempel å, ä eller ö.",
            "Kontrollera stavningen. De flesta adresser skrivs med a och o.",
        )
    if not _is_domain(after):
        return AddressFault("Det som står efter @ är ingen adress.", "Det ska vara till exempel ale.se.")
    if not _BEFORE_AT.fullmatch(before):
        return AddressFault("Det som står före @ är ingen adress.", "Kontrollera mellanslag, punkter och tecken.")
    return None


def _is_domain(text: str) -> bool:
    parts = text.split(".")
    return len(parts) > 1 and all(map(_PART.fullmatch, parts)) and not parts[-1].isdigit()


def read_pasted_address(text: str) -> str | AddressFault:
    """As `read_address`, for what a mail program copies: a name before it, brackets around, signs of no width."""
    visible = "".join(character for character in text if unicodedata.category(character) != "Cf")
    bracketed = _IN_BRACKETS.search(visible)
    return read_address(bracketed[1] if bracketed else visible)

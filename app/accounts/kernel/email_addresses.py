"""E-mail addresses as people write them: which text is one, and what is wrong with a text that is not."""

import re
import unicodedata
from dataclasses import dataclass

MAX_CHARACTERS = 254
"""As long as mail servers carry."""
MAX_BEFORE_AT = 64
_MAX_WITH_SIGNS = 1_000
_BEFORE_AT = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_IN_BRACKETS = re.compile(r"<([^<>]*)>\s*$")
_PART = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_MAIL_LINK = re.compile(r"mailto:([^?]*)(\?.*)?", re.IGNORECASE | re.DOTALL)
_INVISIBLE = frozenset("\N{COMBINING GRAPHEME JOINER}\N{HANGUL FILLER}\N{HALFWIDTH HANGUL FILLER}")
_HYPHENS: dict[int, str | None] = dict.fromkeys(
    map(ord, "\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{MINUS SIGN}"), "-"
)
_QUOTES = "\"'`´‘’‚“”„«»‹›"
_AFTER = ".,;:!"
"""What sentences and lists put after an address."""
_PAIRS = ("<>", "()", "[]")


@dataclass(frozen=True, slots=True)
class AddressProblem:
    """What is wrong, and what to do about it, in Swedish."""

    message: str
    remedy: str


def read_address(text: str) -> str | AddressProblem:
    """The address in small letters, or what is wrong with it. Whether anybody has it is not known.

    Invisible characters, look-alikes of the hyphen, and quotes, brackets and a full stop around it are taken away. A
    domain with å, ä or ö becomes the ASCII form that mail servers know (RFC 5891).
    """
    address = _ascii_domain(_bare(without_invisible(text)).lower())
    return _error_of(address) or address


def read_pasted_address(text: str) -> str | AddressProblem:
    """As `read_address`, for what a mail program copies: a name before it, brackets around."""
    match = _IN_BRACKETS.search(without_invisible(text))
    return read_address(match[1] if match else text)


def without_invisible(text: str) -> str:
    """Without characters that have neither width nor ink, and with one kind of hyphen.

    Programs leave them behind: zero-width spaces, marks of writing direction, soft hyphens, byte order marks.
    """
    if text.isascii():
        return text
    return text.translate(_HYPHENS | {ord(character): None for character in set(text) if _is_invisible(character)})


def _is_invisible(character: str) -> bool:
    return character in _INVISIBLE or unicodedata.category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f"


def _bare(text: str) -> str:
    """Without what stands around an address, however deep. What is far too long to be one is left as it is."""
    while len(text) <= _MAX_WITH_SIGNS:
        bare = text.strip().strip(_QUOTES).rstrip(_AFTER)
        if bare[:1] + bare[-1:] in _PAIRS:
            bare = bare[1:-1]
        if link := _MAIL_LINK.fullmatch(bare):
            bare = link[1]
        if bare == text:
            break
        text = bare
    return text.strip()


def _ascii_domain(address: str) -> str:
    """sara@malmö.se -> sara@xn--malm-8qa.se. Letters of other alphabets are left: they are made to look like ours."""
    before, at, domain = address.rpartition("@")
    domain = unicodedata.normalize("NFC", domain)
    if domain.isascii() or not all(map(_is_latin, domain)):
        return address
    try:
        return before + at + domain.encode("idna").decode("ascii")
    except UnicodeError:
        return address


def _is_latin(character: str) -> bool:
    return character.isascii() or unicodedata.name(character, "").startswith("LATIN SMALL LETTER")


def _error_of(address: str) -> AddressProblem | None:
    before, _, after = address.rpartition("@")
    if not address:
        return AddressProblem("E-postadressen saknas.", "Skriv en e-postadress.")
    if "@" not in address:
        return AddressProblem("Det finns inget @.", "Skriv hela e-postadressen, till exempel sara.lind@ale.se.")
    if len(address) > MAX_CHARACTERS or len(before) > MAX_BEFORE_AT:
        return AddressProblem("E-postadressen är för lång.", "Kontrollera att det är en adress och inget mer.")
    if "@" in before:
        return AddressProblem("Det finns mer än ett @.", "Skriv en adress i taget, med komma eller ny rad emellan.")
    if not before:
        return AddressProblem("Det står inget före @.", "Skriv hela e-postadressen, till exempel sara.lind@ale.se.")
    if not address.isascii():
        return AddressProblem(
            "E-postadressen har ett tecken som inte går att använda, till exempel å, ä eller ö före @.",
            "Kontrollera stavningen. De flesta adresser skrivs med a och o.",
        )
    if not _is_domain(after):
        return AddressProblem("Det som står efter @ är ingen adress.", "Det ska vara till exempel ale.se.")
    if not _BEFORE_AT.fullmatch(before):
        return AddressProblem("Det som står före @ är ingen adress.", "Kontrollera mellanslag, punkter och tecken.")
    return None


def _is_domain(text: str) -> bool:
    parts = text.split(".")
    return len(parts) > 1 and all(map(_PART.fullmatch, parts)) and not parts[-1].isdigit()


def masked_address(address: str) -> str:
    """The first letter and the domain, s…@ale.se: enough to tell which mail server refuses, and not who it is."""
    name, at, domain = address.rpartition("@")
    return f"{name[:1]}…{at}{domain}" if at else ""

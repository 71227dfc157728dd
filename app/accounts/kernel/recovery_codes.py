"""Recovery codes: how one looks, and how it is read from what somebody types."""

from collections.abc import Callable
from string import ascii_lowercase, digits

from app.accounts.kernel.tokens import hash_of

CODES = 10
"""How many somebody gets at once."""
_ALPHABET = "".join(sorted({*ascii_lowercase, *digits} - {*"ilo01"}))
"""Without letters and digits that look alike on paper: i, l, o, 0, 1. 31 signs."""
_SIGNS, _GROUP = 24, 4
"""31 ** 24 codes, some 118 bits: from 112 on a plain hash is enough (OWASP ASVS 5.0, 6.5.2)."""


def new_code(random_bytes: Callable[[int], bytes]) -> str:
    """Six groups of four signs, such as `k7mp-x2qd-…`. `random_bytes` gives so many bytes that nobody can foresee."""
    number = int.from_bytes(random_bytes(32))
    signs = []
    for _ in range(_SIGNS):
        number, index = divmod(number, len(_ALPHABET))
        signs.append(_ALPHABET[index])
    text = "".join(signs)
    return "-".join(text[start : start + _GROUP] for start in range(0, _SIGNS, _GROUP))


def hash_of_code(person_id: int, code: str) -> str:
    """The same however the code is typed: with spaces or capitals, with or without its dashes."""
    plain = "".join(sign for sign in code.lower() if sign.isalnum())
    return hash_of(f"recovery code:{person_id}:{plain}")

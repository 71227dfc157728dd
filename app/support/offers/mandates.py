"""Mandate balance in words: how many of those who come may decide, while there is time to change it (pre-study 4.3)."""

from collections.abc import Iterable, Sequence

from app.support.offers.sign_up import Mandate, StoredSignUp

MIN_KOMMUNER = 3
"""Fewer are not told about together: it would be telling what single kommuner have said."""
_NUMBERS = ("ingen", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")


def mandate_balance(sign_ups: Iterable[StoredSignUp]) -> tuple[str, ...]:
    """A sentence about all kommuner that have a place, and one for each size group when every group has enough of them.

    Empty with fewer kommuner than `MIN_KOMMUNER`.
    """
    present = [sign_up for sign_up in sign_ups if sign_up.is_active and sign_up.granted]
    if len(present) < MIN_KOMMUNER:
        return ()
    groups: dict[str, list[StoredSignUp]] = {}
    for sign_up in present:
        groups.setdefault(sign_up.size_group, []).append(sign_up)
    has_groups = "" not in groups and len(groups) > 1
    are_enough = all(len(members) >= MIN_KOMMUNER for members in groups.values())
    by_group = sorted(groups.items()) if has_groups and are_enough else ()
    return (_of_all(present), *(f"Av kommunerna {name}: {_share(members)}." for name, members in by_group))


def _of_all(sign_ups: Sequence[StoredSignUp]) -> str:
    count, total = _deciding(sign_ups), len(sign_ups)
    if count == total:
        return f"Alla {_number(total)} kommuner skickar någon som får besluta."
    if count == 0:
        return f"Ingen av de {_number(total)} kommunerna skickar någon som får besluta. Då kan mötet bara bereda."
    few = " De flesta kan alltså bara bereda eller lyssna." if count * 2 < total else ""
    return f"{_number(count).capitalize()} av {_number(total)} kommuner skickar någon som får besluta.{few}"


def _share(sign_ups: Sequence[StoredSignUp]) -> str:
    count, total = _deciding(sign_ups), len(sign_ups)
    return (
        f"alla {_number(total)} får besluta" if count == total else f"{_number(count)} av {_number(total)} får besluta"
    )


def _deciding(sign_ups: Iterable[StoredSignUp]) -> int:
    return sum(sign_up.sign_up.mandate is Mandate.DECIDES for sign_up in sign_ups)


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)

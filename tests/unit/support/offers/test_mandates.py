"""Who may decide, in words."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.support.catalogue.catalogue import TargetGroup
from app.support.offers.mandates import mandate_balance
from app.support.offers.sign_up import Mandate, SignUp, SignUpState, StoredSignUp

SMALL, LARGE = "under 40 000 invånare", "över 40 000 invånare"


def coming(number: int, mandate: Mandate, group: str = "", state: SignUpState = SignUpState.SIGNED_UP) -> StoredSignUp:
    return StoredSignUp(
        id=number,
        municipality_id=number,
        municipality=f"Kommun {number}",
        slug=f"kommun-{number}",
        size_group=group,
        sign_up=SignUp(people=1, roles=(TargetGroup.MANAGERS,), mandate=mandate),
        state=state,
        with_need=False,
        signed_at=datetime(2026, 11, 2, tzinfo=UTC),
        granted=1,
    )


def several(*mandates: Mandate, group: str = "", first: int = 1) -> list[StoredSignUp]:
    return [coming(number, mandate, group) for number, mandate in enumerate(mandates, first)]


@pytest.mark.parametrize(
    ("mandates", "sentence"),
    [
        ((Mandate.DECIDES,) * 3, "Alla tre kommuner skickar någon som får besluta."),
        (
            (Mandate.LISTENS, Mandate.PREPARES, Mandate.LISTENS),
            "Ingen av de tre kommunerna skickar någon som får besluta. Då kan mötet bara bereda.",
        ),
        (
            (Mandate.DECIDES, Mandate.PREPARES, Mandate.LISTENS),
            "En av tre kommuner skickar någon som får besluta. De flesta kan alltså bara bereda eller lyssna.",
        ),
        (
            (Mandate.DECIDES, Mandate.DECIDES, Mandate.PREPARES, Mandate.LISTENS),
            "Två av fyra kommuner skickar någon som får besluta.",
        ),
    ],
)
def test_the_balance_is_told_in_words(mandates: tuple[Mandate, ...], sentence: str) -> None:
    assert mandate_balance(several(*mandates)) == (sentence,)


def test_those_on_the_reserve_list_are_not_at_the_table() -> None:
    waiting = [replace(each, granted=0) for each in several(*[Mandate.DECIDES] * 3, first=4)]
    (sentence,) = mandate_balance([*several(*[Mandate.LISTENS] * 3), *waiting])
    assert sentence.startswith("Ingen av de tre kommunerna")


def test_fewer_than_three_kommuner_are_not_told_about_together() -> None:
    assert mandate_balance(several(Mandate.DECIDES, Mandate.DECIDES)) == ()
    left = coming(3, Mandate.DECIDES, state=SignUpState.LEFT)
    assert mandate_balance([*several(Mandate.DECIDES, Mandate.DECIDES), left]) == ()


def test_size_groups_are_told_when_each_of_them_has_three_kommuner() -> None:
    small = several(Mandate.DECIDES, Mandate.LISTENS, Mandate.LISTENS, group=SMALL)
    large = several(Mandate.DECIDES, Mandate.DECIDES, Mandate.DECIDES, group=LARGE, first=4)
    assert mandate_balance(small + large)[1:] == (
        "Av kommunerna under 40 000 invånare: en av tre får besluta.",
        "Av kommunerna över 40 000 invånare: alla tre får besluta.",
    )


def test_a_group_of_two_hides_every_group_since_it_could_be_worked_out_from_the_rest() -> None:
    small = several(Mandate.DECIDES, Mandate.LISTENS, Mandate.LISTENS, group=SMALL)
    large = several(Mandate.DECIDES, Mandate.DECIDES, group=LARGE, first=4)
    assert len(mandate_balance(small + large)) == 1

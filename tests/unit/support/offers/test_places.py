"""Who gets the places of an offer, and who moves up."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.support.offers.places import Claimant, PlaceStanding, standings

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def kommun(number: int, people: int = 1, *, minute: int | None = None, with_need: bool = False) -> Claimant:
    at = NOON + timedelta(minutes=number if minute is None else minute)
    return Claimant(municipality_id=number, people=people, with_need=with_need, signed_at=at)


@st.composite
def claimants(draw: st.DrawFn) -> list[Claimant]:
    numbers = draw(st.lists(st.integers(1, 20), unique=True, max_size=13))
    return [
        kommun(number, draw(st.integers(1, 5)), minute=draw(st.integers(0, 5)), with_need=draw(st.booleans()))
        for number in numbers
    ]


PLACES, PER_KOMMUN = st.integers(1, 30), st.integers(1, 5)


def test_a_kommun_with_a_need_comes_before_those_who_signed_up_earlier_without() -> None:
    claims = [kommun(1), kommun(2), kommun(3, with_need=True)]
    assert standings(claims, 2, 1) == {1: PlaceStanding(1), 3: PlaceStanding(1), 2: PlaceStanding(0, reserve=1)}


def test_every_kommun_gets_a_first_place_before_any_gets_a_second() -> None:
    # Three places: the second person of kommun 1, who has a need, waits for kommun 3's first.
    claims = [kommun(1, 2, with_need=True), kommun(2, 2), kommun(3)]
    found = standings(claims, 3, 2)
    assert [found[number].granted for number in (1, 2, 3)] == [1, 1, 1]
    assert [found[number].reserve for number in (1, 2, 3)] == [1, 2, 0]


def test_the_rest_goes_by_time_of_sign_up() -> None:
    claims = [kommun(1, 3), kommun(2, 3)]
    assert standings(claims, 4, 3) == {1: PlaceStanding(3), 2: PlaceStanding(1, reserve=1)}


def test_nobody_gets_more_than_the_places_per_kommun_and_is_then_on_no_reserve_list() -> None:
    assert standings([kommun(1, 5)], 10, 2) == {1: PlaceStanding(2)}


@given(claimants(), PLACES, PER_KOMMUN)
def test_never_more_than_the_places_and_none_left_while_somebody_waits(
    claims: list[Claimant], places: int, per_kommun: int
) -> None:
    found = standings(claims, places, per_kommun)
    total = sum(standing.granted for standing in found.values())
    assert total <= places
    assert all(0 <= standing.granted <= per_kommun for standing in found.values())
    if any(standing.reserve for standing in found.values()):
        assert total == places
    numbers = sorted(standing.reserve for standing in found.values() if standing.reserve)
    assert numbers == list(range(1, len(numbers) + 1))


@given(claimants(), PLACES, PER_KOMMUN, st.randoms(use_true_random=False))
def test_the_order_in_which_kommuner_are_listed_says_nothing(
    claims: list[Claimant], places: int, per_kommun: int, chance: object
) -> None:
    shuffled = sorted(claims, key=lambda _: chance.random())  # type: ignore[attr-defined]
    assert standings(shuffled, places, per_kommun) == standings(claims, places, per_kommun)


@given(claimants(), PLACES, PER_KOMMUN)
def test_a_kommun_with_a_need_is_never_without_a_place_while_somebody_without_a_need_has_one(
    claims: list[Claimant], places: int, per_kommun: int
) -> None:
    found = standings(claims, places, per_kommun)
    if any(not found[claim.municipality_id].granted for claim in claims if claim.with_need):
        assert not any(found[claim.municipality_id].granted for claim in claims if not claim.with_need)


@given(claimants(), PLACES, PER_KOMMUN, st.data())
def test_leaving_or_sending_fewer_only_ever_moves_others_up(
    claims: list[Claimant], places: int, per_kommun: int, data: st.DataObject
) -> None:
    if not claims:
        return
    before = standings(claims, places, per_kommun)
    leaver = data.draw(st.sampled_from(claims))
    fewer = data.draw(st.integers(0, leaver.people))
    others = [claim for claim in claims if claim is not leaver]
    after = standings([*others, replace(leaver, people=fewer)] if fewer else others, places, per_kommun)
    for claim in others:
        earlier, later = before[claim.municipality_id], after[claim.municipality_id]
        assert later.granted >= earlier.granted
        # Whoever gets its first place may wait longer for its second; nobody waits longer for the same one.
        assert later.granted > earlier.granted or later.reserve <= earlier.reserve

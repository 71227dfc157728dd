"""Those that took part beside those that did not: medians of both or nothing, with the start of both."""

from collections.abc import Mapping
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from app.support.offers.taking_part import CapitalMedians, GroupMedians, KommunYears, medians_of_both

Indices = Mapping[str, tuple[Fraction, Fraction]]
HALVES = st.integers(0, 8).map(lambda number: Fraction(number, 2))
KOMMUNER = st.lists(
    st.builds(
        KommunYears,
        took_part=st.booleans(),
        indices=st.dictionaries(st.sampled_from(["human", "realt"]), st.tuples(HALVES, HALVES)),
    ),
    max_size=24,
)


def some(took_part: bool, *indices: tuple[int, int]) -> list[KommunYears]:
    return [KommunYears(took_part, {"human": (Fraction(a), Fraction(b))}) for a, b in indices]


def test_both_groups_have_their_middle_before_and_after() -> None:
    came = some(True, (0, 1), (1, 1), (1, 2), (2, 2), (4, 4))
    others = some(False, (1, 1), (2, 2), (2, 3), (3, 3), (3, 3), (4, 4))
    # Before, the others: 1 2 2 3 3 4, so halfway between 2 and 3. After: 1 2 3 3 3 4.
    assert medians_of_both(["human"], came + others) == (
        CapitalMedians(
            capital_id="human",
            participants=GroupMedians(kommuner=5, before=Fraction(1), after=Fraction(2)),
            others=GroupMedians(kommuner=6, before=Fraction(5, 2), after=Fraction(3)),
        ),
    )


def test_four_in_either_group_hide_both() -> None:
    five, four = [(1, 1)] * 5, [(1, 1)] * 4
    assert medians_of_both(["human"], some(True, *five) + some(False, *five)) != ()
    assert medians_of_both(["human"], some(True, *five) + some(False, *four)) == ()
    assert medians_of_both(["human"], some(True, *four) + some(False, *five)) == ()


def test_a_kommun_without_a_result_in_the_capital_does_not_count_there() -> None:
    kommuner = (
        some(True, *[(1, 1)] * 4) + some(False, *[(1, 1)] * 5) + [KommunYears(True, {"realt": (Fraction(1),) * 2})]
    )
    assert medians_of_both(["human", "realt"], kommuner) == ()


@given(KOMMUNER, st.permutations(range(24)))
def test_nobody_s_order_matters_and_a_shown_group_has_at_least_five(
    kommuner: list[KommunYears], order: list[int]
) -> None:
    capitals = medians_of_both(["human", "realt"], kommuner)
    assert (
        medians_of_both(["human", "realt"], [kommuner[place] for place in order if place < len(kommuner)]) == capitals
    )
    for capital in capitals:
        for group, took_part in ((capital.participants, True), (capital.others, False)):
            pairs = [
                each.indices[capital.capital_id]
                for each in kommuner
                if each.took_part is took_part and capital.capital_id in each.indices
            ]
            assert group.kommuner == len(pairs) >= 5
            for median, indices in ((group.before, [b for b, _ in pairs]), (group.after, [a for _, a in pairs])):
                assert (
                    sum(index <= median for index in indices) * 2
                    >= len(pairs)
                    <= sum(index >= median for index in indices) * 2
                )


@given(KOMMUNER)
def test_who_joined_and_who_did_not_are_treated_alike(kommuner: list[KommunYears]) -> None:
    turned = medians_of_both(["human", "realt"], [KommunYears(not each.took_part, each.indices) for each in kommuner])
    assert [(each.others, each.participants) for each in turned] == [
        (each.participants, each.others) for each in medians_of_both(["human", "realt"], kommuner)
    ]

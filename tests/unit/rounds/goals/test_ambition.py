"""The conditions of a region's next step: each by itself, and what is not known is not a no."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rounds.goals.ambition import (
    AmbitionInputs,
    Condition,
    ConditionKey,
    ConditionState,
    Share,
    TwoSided,
    conditions,
    unknown_up_to,
    unmet_up_to,
)

MET = AmbitionInputs(
    with_result_and_need=Share(9, 13),
    covered_needs=Share(2, 4),
    receiver_indices=(Fraction(3),) * 5,
    politics=Share(6, 9),
    mandate=Fraction(2),
    money=Fraction(5, 2),
    collaboration_answers=Share(9, 13),
    responsibility=TwoSided(Fraction(3), Fraction(7, 2)),
    tools=TwoSided(Fraction(4), Fraction(7, 2)),
    kept_projects=Share(1, 2),
    years_financed=3,
)


def condition(inputs: AmbitionInputs, key: ConditionKey) -> Condition:
    return next(item for item in conditions(inputs) if item.key is key)


def test_everything_just_on_its_limit_is_met() -> None:
    # 9 of 13 is 0.69, 6 of 9 exactly two thirds, 2 of 4 a half.
    assert {item.state for item in conditions(MET)} == {ConditionState.MET}


def test_without_any_figure_nothing_is_known_and_nothing_counts_as_not_met() -> None:
    judged = conditions(AmbitionInputs())
    assert {item.state for item in judged} == {ConditionState.NOT_KNOWN}
    assert unmet_up_to(3, judged) == ()
    assert len(unknown_up_to(2, judged)) == 7
    assert len(unknown_up_to(3, judged)) == 12
    assert unknown_up_to(1, judged) == ()


@pytest.mark.parametrize(
    ("key", "change"),
    [
        (ConditionKey.NEEDS_UNDERSTOOD, {"with_result_and_need": Share(8, 13)}),
        (ConditionKey.NEEDS_ANSWERED, {"covered_needs": Share(1, 3)}),
        (ConditionKey.RECEIVERS, {"receiver_indices": (Fraction(19, 10),) * 5}),
        (ConditionKey.POLITICS, {"politics": Share(5, 9)}),
        (ConditionKey.MANDATE, {"mandate": Fraction(19, 10)}),
        (ConditionKey.MONEY, {"money": Fraction(0)}),
        (ConditionKey.COLLABORATION_FOLLOWED, {"collaboration_answers": Share(0, 13)}),
        (ConditionKey.RECEIVERS_HIGH, {"receiver_indices": (Fraction(2),) * 6}),
        (ConditionKey.RESPONSIBILITY, {"responsibility": TwoSided(Fraction(3), Fraction(4))}),
        (ConditionKey.TOOLS, {"tools": TwoSided(Fraction(2), None)}),
        (ConditionKey.EVERYDAY, {"kept_projects": Share(1, 3)}),
        (ConditionKey.FINANCED, {"years_financed": 2}),
    ],
)
def test_just_below_its_limit_a_condition_is_not_met(key: ConditionKey, change: dict[str, object]) -> None:
    assert condition(replace(MET, **change), key).state is ConditionState.NOT_MET  # type: ignore[arg-type]


def test_a_median_of_fewer_than_five_is_not_known_and_says_of_how_many() -> None:
    few = condition(replace(MET, receiver_indices=(Fraction(4),) * 4), ConditionKey.RECEIVERS)
    assert (few.state, few.figure, few.kommuner) == (ConditionState.NOT_KNOWN, None, 4)


def test_a_share_of_nothing_and_one_side_alone_are_not_known() -> None:
    assert condition(replace(MET, kept_projects=Share(0, 0)), ConditionKey.EVERYDAY).state is ConditionState.NOT_KNOWN
    alone = replace(MET, tools=TwoSided(Fraction(4), None))
    assert condition(alone, ConditionKey.TOOLS).state is ConditionState.NOT_KNOWN


def test_a_part_is_never_more_than_the_whole() -> None:
    with pytest.raises(ValueError, match="part"):
        Share(2, 1)


def test_a_decision_is_against_what_is_not_met_on_its_step_and_below() -> None:
    judged = conditions(replace(MET, politics=Share(0, 9), years_financed=0))
    assert [item.key for item in unmet_up_to(2, judged)] == [ConditionKey.POLITICS]
    assert [item.key for item in unmet_up_to(3, judged)] == [ConditionKey.POLITICS, ConditionKey.FINANCED]


SHARES = st.one_of(
    st.none(), st.integers(0, 20).flatmap(lambda whole: st.builds(Share, st.integers(0, whole), st.just(whole)))
)
VALUES = st.one_of(st.none(), st.fractions(0, 4))
INPUTS = st.builds(
    AmbitionInputs,
    with_result_and_need=SHARES,
    covered_needs=SHARES,
    receiver_indices=st.lists(st.fractions(0, 4), max_size=8).map(tuple),
    politics=SHARES,
    mandate=VALUES,
    money=VALUES,
    collaboration_answers=SHARES,
    responsibility=st.builds(TwoSided, VALUES, VALUES),
    tools=st.builds(TwoSided, VALUES, VALUES),
    kept_projects=SHARES,
    years_financed=st.one_of(st.none(), st.integers(0, 9)),
)


@given(INPUTS)
def test_every_condition_is_told_once_in_the_same_order_with_its_figure(inputs: AmbitionInputs) -> None:
    judged = conditions(inputs)
    assert [item.key for item in judged] == list(ConditionKey)
    for item in judged:
        if item.state is not ConditionState.NOT_KNOWN:
            assert item.figure is not None


@given(INPUTS, st.integers(0, 20))
def test_one_condition_says_nothing_of_another(inputs: AmbitionInputs, part: int) -> None:
    changed = conditions(replace(inputs, politics=Share(part, 20)))
    for before, after in zip(conditions(inputs), changed, strict=True):
        if before.key is not ConditionKey.POLITICS:
            assert before == after


@given(INPUTS)
def test_more_of_what_is_asked_for_never_makes_it_worse(inputs: AmbitionInputs) -> None:
    share = inputs.with_result_and_need
    if share is None or share.part == share.whole:
        return
    more = replace(inputs, with_result_and_need=Share(share.part + 1, share.whole))
    before = condition(inputs, ConditionKey.NEEDS_UNDERSTOOD).state
    after = condition(more, ConditionKey.NEEDS_UNDERSTOOD).state
    assert not (before is ConditionState.MET and after is not ConditionState.MET)

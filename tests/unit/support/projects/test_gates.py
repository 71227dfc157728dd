"""The five gates of an idea: what is met, not met and not known, and what another kommun is told of a measured gap."""

from hypothesis import given
from hypothesis import strategies as st

from app.support.projects.gates import (
    NOT_MEASURED,
    GateKey,
    GateState,
    MeasuredGap,
    SharedResults,
    gap_for_kommun,
    gap_for_region,
    gates,
)
from app.support.projects.idea import IdeaRole, OwnerMandate, StoredIdea
from tests.unit.support.projects.builders import an_idea, joining, owner

MET, NOT_MET, NOT_KNOWN = GateState.MET, GateState.NOT_MET, GateState.NOT_KNOWN
GAP = MeasuredGap(MET, 2025, kommuner=4, scored=9)


def states(idea: StoredIdea, gap: MeasuredGap = NOT_MEASURED) -> dict[GateKey, GateState]:
    return {gate.key: gate.state for gate in gates(idea, gap)}


def results(below: set[int], scored: set[int]) -> SharedResults:
    return SharedResults(year=2025, scored=frozenset(scored | below), below=frozenset(below))


def test_an_idea_that_was_just_caught_has_no_gate_behind_it() -> None:
    assert states(an_idea()) == {
        GateKey.KOMMUNER: NOT_KNOWN,
        GateKey.OWNERS: NOT_KNOWN,
        GateKey.GAP: NOT_KNOWN,
        GateKey.RECEIVER: NOT_MET,
        GateKey.FOLLOW_UP: NOT_MET,
    }


def test_an_idea_with_all_of_it_has_every_gate_behind_it() -> None:
    idea = an_idea(owner(1), owner(2), joining(3), receiver="Fastighetschefen", follow_up="Varje år")
    every = gates(idea, GAP)
    assert {gate.state for gate in every} == {MET}


def test_interest_alone_is_not_being_with_it() -> None:
    interested = [joining(kommun, IdeaRole.INTERESTED) for kommun in (2, 3, 4)]
    assert states(an_idea(owner(1), *interested))[GateKey.KOMMUNER] is NOT_MET
    assert states(an_idea(owner(1), joining(2), joining(3)))[GateKey.KOMMUNER] is MET


def test_two_owners_who_may_decide_are_asked_for() -> None:
    yes, no, unknown = OwnerMandate.YES, OwnerMandate.NO, OwnerMandate.UNKNOWN
    by_mandates = {
        (yes, yes, no): MET,
        (yes, unknown): NOT_KNOWN,  # it may still become two
        (unknown, unknown): NOT_KNOWN,
        (yes, no): NOT_MET,
        (unknown, no): NOT_MET,  # one at the most
        (yes,): NOT_MET,
    }
    for mandates, state in by_mandates.items():
        owners = [owner(kommun, mandate) for kommun, mandate in enumerate(mandates, 1)]
        assert states(an_idea(*owners))[GateKey.OWNERS] is state, mandates
    assert states(an_idea(joining(1)))[GateKey.OWNERS] is NOT_MET


def test_an_obligation_in_law_stands_for_a_measured_gap() -> None:
    idea = an_idea(obligation="Plan- och bygglagen")
    assert states(idea, MeasuredGap(NOT_MET, 2025, kommuner=1, scored=9))[GateKey.GAP] is MET
    assert states(an_idea(), MeasuredGap(NOT_MET, 2025, kommuner=1, scored=9))[GateKey.GAP] is NOT_MET


def test_the_region_is_told_how_many_and_of_fewer_than_three_results_it_is_not_known() -> None:
    assert gap_for_region(results({1, 2, 3}, {4})) == MeasuredGap(MET, 2025, kommuner=3, scored=4)
    assert gap_for_region(results({1, 2}, {3, 4})).state is NOT_MET
    assert gap_for_region(results({1, 2}, set())).state is NOT_KNOWN


def test_a_kommun_is_told_of_three_that_it_sees_by_name_or_of_three_among_six_others() -> None:
    assert gap_for_kommun(results({1, 2, 3}, {4}), visible=[1, 2, 3]).state is MET
    assert gap_for_kommun(results({1, 2, 3}, {4, 5, 6}), visible=[]).state is MET
    assert gap_for_kommun(results({1, 2, 3}, {4, 5}), visible=[]).state is NOT_KNOWN  # nearly named
    assert gap_for_kommun(results({1, 2, 3}, {4, 5, 6, 7, 8}), visible=[3]).state is NOT_KNOWN  # never their sum
    assert gap_for_kommun(results({1, 2, 3}, {4, 5, 6}), visible=[]).kommuner is None


def test_no_figure_stands_in_what_a_kommun_reads() -> None:
    gap = gap_for_kommun(results({1, 2, 3, 4}, {5, 6, 7, 8}), visible=[])
    (reason,) = [gate.reason for gate in gates(an_idea(), gap) if gate.key is GateKey.GAP]
    assert reason == "I omgången 2025 låg minst tre kommuner under den nivå som annat bygger på."


KOMMUNER = st.frozensets(st.integers(1, 12))


@given(below=KOMMUNER, others=KOMMUNER, visible=KOMMUNER, hidden=st.integers(1, 12))
def test_one_hidden_result_more_or_less_is_told_only_where_three_are_hidden(
    below: frozenset[int], others: frozenset[int], visible: frozenset[int], hidden: int
) -> None:
    """The worlds differ in whether one kommun that the reader does not see has the gap."""
    scored = below | others | {hidden}
    visible -= {hidden}
    with_it = SharedResults(year=2025, scored=scored, below=below | {hidden})
    without = SharedResults(year=2025, scored=scored, below=below - {hidden})
    told = {gap_for_kommun(world, visible).state for world in (with_it, without)}
    if len((below | {hidden}) - visible) != 3:
        assert len(told) == 1
    assert NOT_MET not in told

"""Who may see what of whom, for every choice of sharing of two kommuner or more."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from app.assessment.questionnaires.questionnaire import Form
from app.assessment.results.method import CURRENT
from app.rounds.kernel.assessment import Assessment, Mode, Sharing
from app.rounds.kernel.round import Round
from app.rounds.kernel.visibility import (
    EVERYBODY,
    counts_anonymously,
    is_another,
    is_readable,
    is_seen_by_name,
    scopes_of,
    shares_by_name,
)

MOMENT = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
ROUND = Round(
    id=1,
    region_id=1,
    region_slug="gr",
    region_name="Göteborgsregionen",
    is_example=False,
    edition_id=1,
    questionnaire_id="omstallningsformaga",
    year=2026,
    content_hash="",
    form=Form.LONG,
    capital_ids=None,
    opens_on=date(2026, 9, 1),
    closes_on=date(2026, 10, 31),
    closed_at=MOMENT,
    is_trial=False,
    opened_at=MOMENT,
    method=CURRENT,
)


def an_assessment(
    kommun: int, sharing: Sharing, *, is_closed: bool = True, is_approved: bool = False, size_group: str = ""
) -> Assessment:
    return Assessment(
        id=kommun,
        round=ROUND,
        municipality_id=kommun,
        code=str(1400 + kommun),
        municipality=f"Kommun {kommun}",
        municipality_slug=f"{1400 + kommun}-kommun",
        mode=Mode.SEVERAL,
        sharing=sharing,
        answering_closed_at=MOMENT if is_closed else None,
        approved_at=MOMENT if is_approved else None,
        approved_by="",
        reasons_in_report=False,
        meeting_version=0,
        size_group=size_group,
    )


def assessments_of(kommun: int) -> st.SearchStrategy[Assessment]:
    return st.builds(
        lambda sharing, is_closed, is_approved, group: an_assessment(
            kommun, sharing, is_closed=is_closed, is_approved=is_closed and is_approved, size_group=group
        ),
        st.sampled_from(Sharing),
        st.booleans(),
        st.booleans(),
        st.sampled_from(["", "små", "stora"]),
    )


ROUNDS = st.integers(2, 8).flatmap(lambda count: st.tuples(*map(assessments_of, range(count))))
"""The assessments of a round, one a kommun. The first is the viewer's own."""


@given(ROUNDS)
def test_a_kommun_that_shares_nothing_or_only_with_the_region_is_never_seen_by_name(
    kommuner: tuple[Assessment, ...],
) -> None:
    viewer, *others = kommuner
    for other in others:
        if other.sharing in {Sharing.NOTHING, Sharing.REGION}:
            assert not is_seen_by_name(other, viewer)


@given(ROUNDS)
def test_two_that_both_share_by_name_see_each_other_once_approved(kommuner: tuple[Assessment, ...]) -> None:
    viewer, *others = kommuner
    for other in others:
        if viewer.sharing is Sharing.NAMED and other.sharing is Sharing.NAMED:
            assert is_seen_by_name(other, viewer) == (other.approved_at is not None)
            assert is_seen_by_name(viewer, other) == (viewer.approved_at is not None)


@given(ROUNDS)
def test_nobody_outside_sees_a_draft_by_name_whatever_is_shared(kommuner: tuple[Assessment, ...]) -> None:
    viewer, *others = kommuner
    for other in others:
        if other.approved_at is None:
            assert not is_readable(other)
            assert not is_seen_by_name(other, viewer)


@given(ROUNDS)
def test_approving_moves_nobody_in_or_out_of_anonymous_figures_unless_it_is_public(
    kommuner: tuple[Assessment, ...],
) -> None:
    viewer, *others = kommuner
    named = [other for other in others if other.sharing is not Sharing.PUBLIC]
    approved = [replace(other, approved_at=other.answering_closed_at) for other in named]
    before, after = (
        scopes_of(viewer, [other for other in group if is_another(other, viewer)]) for group in (named, approved)
    )
    assert before == after


@given(ROUNDS)
def test_an_approved_public_result_is_seen_by_everybody(kommuner: tuple[Assessment, ...]) -> None:
    viewer, *others = kommuner
    for other in others:
        if other.sharing is Sharing.PUBLIC and other.approved_at is not None:
            assert is_seen_by_name(other, viewer)


@given(ROUNDS)
def test_anonymous_figures_are_never_made_over_the_viewer_or_over_somebody_it_sees_by_name(
    kommuner: tuple[Assessment, ...],
) -> None:
    viewer = kommuner[0]
    shared = [other for other in kommuner if is_another(other, viewer)]
    scopes = scopes_of(viewer, shared)
    by_name = {other.municipality_id for other in shared if is_seen_by_name(other, viewer)}
    to_be_named = {other.municipality_id for other in shared if shares_by_name(other, viewer)}
    for members in scopes.values():
        assert viewer.municipality_id not in members
        assert not members & to_be_named
    assert by_name <= to_be_named
    assert scopes[EVERYBODY] | to_be_named == {other.municipality_id for other in shared}


@given(ROUNDS)
def test_a_size_group_is_a_part_of_everybody_and_alike_in_size(kommuner: tuple[Assessment, ...]) -> None:
    viewer = kommuner[0]
    scopes = scopes_of(viewer, [other for other in kommuner if is_another(other, viewer)])
    groups = {other.municipality_id: other.size_group for other in kommuner}
    similar = scopes.get(f"size:{viewer.size_group}", frozenset())
    assert similar <= scopes[EVERYBODY]
    assert {groups[member] for member in similar} <= {viewer.size_group}
    assert set(scopes) == {EVERYBODY} | ({f"size:{viewer.size_group}"} if viewer.size_group else set())


@given(ROUNDS)
def test_the_region_reads_what_is_shared_and_approved(kommuner: tuple[Assessment, ...]) -> None:
    for assessment in kommuner:
        shares = assessment.sharing is not Sharing.NOTHING
        assert is_readable(assessment) == (shares and assessment.approved_at is not None)
        assert counts_anonymously(assessment) == (shares and assessment.answering_closed_at is not None)

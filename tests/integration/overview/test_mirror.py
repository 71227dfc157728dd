"""The mirror: from what is missing to both sides beside each other, who sees it, and that nobody is told of."""

from dataclasses import dataclass, replace
from fractions import Fraction

import pytest
from sqlalchemy import update
from sqlmodel import Session, col

from app.accounts.kernel.roles import Actor, Role
from app.accounts.organisations.organisation import ASSOCIATION_SLUG
from app.assessment.answering.answers import AnswerKind
from app.assessment.comparison.mirror import CAPITAL, QUESTION
from app.assessment.questionnaires.questionnaire import RoundSubject
from app.errors import NotAvailableError, NotFoundError
from app.rounds.goals.ambition import Share, TwoSided
from app.rounds.kernel.assessment import Sharing
from app.rounds.kernel.keys import RoundKey
from app.services.goals import mirror_inputs
from app.services.overview.mirror import MirrorView, mirror_content, mirror_csv, open_mirror
from app.services.results.benchmarks import refresh_benchmarks
from app.services.results.comparison import open_comparison
from app.storage.engine.database import Database
from app.storage.kernel.assessments import find_assessment
from app.storage.organisations.organisations import add_association, association_of, find_region
from app.storage.tables import AgreedAnswerRow, AssessmentRow, RoundRow
from tests.builders import (
    LATER,
    MAL,
    NOW,
    Kommun,
    Scene,
    a_member,
    add_kommun,
    add_region,
    an_edition,
    open_round,
    other_region,
)

MANY = 8


@dataclass(frozen=True, slots=True)
class Collaboration:
    """A round about the collaboration in a region with eight kommuner; it is closed, and nobody has answered."""

    scene: Scene
    kommuner: tuple[Kommun, ...]
    association: Actor
    """Its coordinator."""

    @property
    def database(self) -> Database:
        return self.scene.database

    @property
    def key(self) -> RoundKey:
        return self.scene.norrby.round

    def answer(self, slug: str, level: int, sharing: Sharing = Sharing.REGION, *, is_approved: bool = True) -> None:
        """The same agreed level on every question, approved and shared."""

        def work(session: Session) -> None:
            assessment = find_assessment(session, replace(self.scene.norrby, municipality=slug))
            assert assessment is not None
            for question in self.scene.edition.questions:
                session.add(
                    AgreedAnswerRow(
                        assessment_id=assessment.id,
                        question_id=question,
                        kind=AnswerKind.LEVEL,
                        position=level + 1,
                        agreed_at=NOW,
                    )
                )
            values = {"answering_closed_at": NOW, "approved_at": NOW if is_approved else None, "sharing": sharing}
            session.execute(update(AssessmentRow).where(col(AssessmentRow.id) == assessment.id).values(**values))

        self.database.write(work)

    def change(self, slug: str, **values: object) -> None:
        self.scene.change(replace(self.scene.norrby, municipality=slug), **values)

    def refresh(self) -> None:
        self.database.write(lambda session: refresh_benchmarks(session, self.key, LATER))

    def seen(self, actor: Actor | None = None) -> MirrorView:
        return open_mirror(self.database, actor or self.scene.region.reader, self.key)

    def gaps(self, actor: Actor | None = None) -> dict[str, Fraction | None]:
        return {item.factor: item.gap for item in self.seen(actor).reflections}


@pytest.fixture
def collaboration(database: Database) -> Collaboration:
    region = add_region(database)
    edition = an_edition().model_copy(update={"subject": RoundSubject.COLLABORATION})
    scene = open_round(database, region, edition)

    def work(session: Session) -> Collaboration:
        more = [add_kommun(session, region.id, f"99{number:02}", f"by{number}") for number in range(3, MANY + 1)]
        found = find_region(session, region.slug)
        assert found is not None
        add_association(session, found)
        association = association_of(session, region.id)
        assert association is not None
        for municipality in (*(kommun.id for kommun in more), association.id):
            session.add(AssessmentRow(round_id=scene.round_id, municipality_id=municipality))
        session.execute(update(RoundRow).where(col(RoundRow.id) == scene.round_id).values(closed_at=NOW))
        leader = a_member(session, Role.KOMMUN_COORDINATOR, region.id, association.id)
        return Collaboration(scene, (region.norrby, region.soderby, *more), leader)

    return database.write(work)


def furnish(collaboration: Collaboration, count: int, level: int = 1) -> None:
    """The association on level 3, and so many kommuner on another."""
    collaboration.answer(ASSOCIATION_SLUG, 3)
    for kommun in collaboration.kommuner[:count]:
        collaboration.answer(kommun.slug, level)
    collaboration.refresh()


def test_the_region_sees_what_is_missing_until_both_sides_are_there(collaboration: Collaboration) -> None:
    standing = collaboration.seen().standing
    assert (standing.is_closed, standing.is_association_ready, standing.ready) == (True, False, 0)
    for number, kommun in enumerate(collaboration.kommuner[:4], 1):
        collaboration.answer(kommun.slug, 1)
        collaboration.refresh()
        assert collaboration.seen().standing.ready == number
        assert collaboration.seen().reflections == ()
    collaboration.answer(collaboration.kommuner[4].slug, 1)
    collaboration.refresh()
    assert collaboration.seen().reflections == ()  # the association has not answered
    collaboration.answer(ASSOCIATION_SLUG, 3)
    assert collaboration.gaps() == {
        CAPITAL + "politiskt": 2,
        QUESTION + MAL: 2,
        QUESTION + "politiskt-budget": 2,
        QUESTION + "politiskt-styrning": 2,
        CAPITAL + "finansiellt": 2,
        QUESTION + "finansiellt-reserv": 2,
        QUESTION + "finansiellt-kalkyl": 2,
    }
    assert all(item.sees_differently for item in collaboration.seen().reflections)


def test_a_round_without_the_association_says_that_its_side_is_missing(database: Database) -> None:
    """As one whose edition was about the kommuner when it was planned."""
    scene = open_round(database, add_region(database), an_edition())
    scene.change_round(subject=RoundSubject.COLLABORATION)
    view = open_mirror(database, scene.region.reader, scene.norrby.round)
    assert not view.standing.is_association_ready
    assert view.reflections == ()


def test_before_the_round_is_closed_there_is_none(collaboration: Collaboration) -> None:
    collaboration.scene.change_round(closed_at=None)
    furnish(collaboration, 6)
    assert collaboration.seen().reflections == ()
    assert not collaboration.seen().standing.is_closed


def test_a_kommun_that_has_not_shared_changes_nothing_on_the_page(collaboration: Collaboration) -> None:
    """Two worlds that differ only in what one kommun that shares nothing has answered, and in whether it has."""
    furnish(collaboration, 6)
    silent = collaboration.kommuner[6].slug
    without = mirror_content(collaboration.seen(), LATER), mirror_csv(collaboration.seen(), LATER)
    collaboration.answer(silent, 4, Sharing.NOTHING)
    collaboration.refresh()
    assert (mirror_content(collaboration.seen(), LATER), mirror_csv(collaboration.seen(), LATER)) == without


def test_a_draft_that_is_shared_changes_nothing_on_the_page(collaboration: Collaboration) -> None:
    furnish(collaboration, 6)
    before = mirror_content(collaboration.seen(), LATER)
    collaboration.answer(collaboration.kommuner[6].slug, 4, is_approved=False)
    collaboration.refresh()
    assert mirror_content(collaboration.seen(), LATER) == before


def test_newcomers_move_no_median_until_three_have_come(collaboration: Collaboration) -> None:
    furnish(collaboration, 5)
    before = collaboration.gaps()
    for number, kommun in enumerate(collaboration.kommuner[5:7], 1):
        collaboration.answer(kommun.slug, 4)
        collaboration.refresh()
        assert (collaboration.gaps(), collaboration.seen().newcomers) == (before, number)
    collaboration.answer(collaboration.kommuner[7].slug, 4)
    collaboration.refresh()
    view = collaboration.seen()
    assert (view.made_over, view.newcomers) == (8, 0)


def test_who_withdraws_takes_the_medians_along_at_once(collaboration: Collaboration) -> None:
    furnish(collaboration, 6)
    collaboration.change(collaboration.kommuner[5].slug, sharing=Sharing.NOTHING)
    assert collaboration.seen().reflections == ()
    assert collaboration.seen().standing.is_hidden
    collaboration.refresh()
    assert collaboration.seen().reflections == ()


def test_a_kommun_that_shares_sees_it_and_others_learn_why_not(collaboration: Collaboration) -> None:
    furnish(collaboration, 6)
    sharer, silent = collaboration.kommuner[0], collaboration.kommuner[7]
    # Of six, five are others than itself.
    assert collaboration.gaps(sharer.reader) == collaboration.gaps()
    assert not collaboration.seen(sharer.reader).may_see_round
    with pytest.raises(NotAvailableError, match="när ni har fastställt"):
        collaboration.seen(silent.reader)
    collaboration.change(sharer.slug, sharing=Sharing.NOTHING)
    with pytest.raises(NotAvailableError, match="när ni har fastställt"):
        collaboration.seen(sharer.reader)


def test_of_five_a_kommun_that_is_one_of_them_sees_no_median_of_four(collaboration: Collaboration) -> None:
    furnish(collaboration, 5)
    assert any(collaboration.gaps().values())
    assert not any(collaboration.gaps(collaboration.kommuner[0].reader).values())


def test_those_that_a_kommun_sees_by_name_do_not_count_as_unknown(collaboration: Collaboration) -> None:
    furnish(collaboration, 6)
    for kommun in collaboration.kommuner[:2]:
        collaboration.change(kommun.slug, sharing=Sharing.NAMED)
    with pytest.raises(NotAvailableError, match="röja en enskild kommun"):
        collaboration.seen(collaboration.kommuner[0].reader)
    assert any(collaboration.gaps(collaboration.kommuner[2].reader).values())


def test_beside_its_own_benchmark_the_mirror_tells_a_kommun_of_no_single_other(collaboration: Collaboration) -> None:
    """The benchmark has a draft more than the mirror: the difference between the two is that one kommun."""
    furnish(collaboration, 6)
    collaboration.answer(collaboration.kommuner[6].slug, 4, is_approved=False)
    collaboration.refresh()
    viewer = collaboration.kommuner[0]
    key = replace(collaboration.scene.norrby, municipality=viewer.slug)
    compared = open_comparison(collaboration.database, viewer.reader, key).everybody
    assert not compared.figures
    assert any(collaboration.gaps(viewer.reader).values())


def test_the_association_sees_it_and_strangers_are_told_that_there_is_no_such_page(
    collaboration: Collaboration,
) -> None:
    furnish(collaboration, 6)
    assert collaboration.gaps(collaboration.association) == collaboration.gaps()
    stranger = other_region(collaboration.database)
    for actor in (stranger.region.coordinator, stranger.coordinator, collaboration.scene.respondent()):
        with pytest.raises(NotFoundError):
            collaboration.seen(actor)


def test_a_round_about_the_kommuner_has_no_mirror(scene: Scene) -> None:
    with pytest.raises(NotFoundError):
        open_mirror(scene.database, scene.region.coordinator, scene.norrby.round)


def test_the_association_is_no_part_of_what_kommuner_are_compared_with(collaboration: Collaboration) -> None:
    furnish(collaboration, 6)
    viewer = collaboration.kommuner[0]
    key = replace(collaboration.scene.norrby, municipality=viewer.slug)
    collaboration.change(ASSOCIATION_SLUG, sharing=Sharing.PUBLIC)
    collaboration.change(viewer.slug, sharing=Sharing.PUBLIC)
    compared = open_comparison(collaboration.database, viewer.reader, key)
    assert [peer.assessment.municipality_slug for peer in compared.peers] == []
    assert {figure.count for figure in compared.everybody.figures.values()} == {5}


def test_a_region_s_ambition_goes_by_what_the_mirror_shows(
    collaboration: Collaboration, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mirror_inputs, "COORDINATOR", MAL)
    furnish(collaboration, 6)

    def read() -> mirror_inputs.RegionMirror:
        with collaboration.database.read() as session:
            return mirror_inputs.region_mirror(session, collaboration.scene.region.id)

    assert (read().collaboration_answers, read().mandate) == (Share(6, MANY), None)
    assert read().responsibility == TwoSided(region=Fraction(3), kommuner=Fraction(1))
    collaboration.change(collaboration.kommuner[0].slug, sharing=Sharing.NOTHING)
    assert read().responsibility == TwoSided(region=Fraction(3), kommuner=None)
    collaboration.database.write(lambda session: session.execute(update(RoundRow).values(is_trial=True)))
    assert read() == mirror_inputs.RegionMirror()


def test_a_region_s_mandate_is_that_of_its_round_about_itself(
    collaboration: Collaboration, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mirror_inputs, "OWN_MANDATE", MAL)
    furnish(collaboration, 0)
    collaboration.database.write(lambda session: session.execute(update(RoundRow).values(subject=RoundSubject.REGION)))
    with collaboration.database.read() as session:
        assert mirror_inputs.region_mirror(session, collaboration.scene.region.id).mandate == Fraction(3)

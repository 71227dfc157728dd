"""What a kommun has done in a round stays there, whatever its region does with the round."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import pytest

from app.errors import InvalidInputError, PermissionDeniedError
from app.rounds.assessments.last_years_actions import RawFate
from app.rounds.assessments.plans import RawAction, StoredAction
from app.rounds.kernel.assessment import Sharing
from app.rounds.kernel.keys import RoundKey
from app.rounds.kernel.meeting_time import NEVER_STATED, RawMeetingTime
from app.rounds.progress.round_plans import Field
from app.services.assessments.last_years_actions import open_review, tell_of_actions
from app.services.assessments.meeting_time import remove_meeting_time, state_meeting_time
from app.services.assessments.plans import delete_action, save_action
from app.services.results.sharing import choose_sharing
from app.services.rounds.round_municipalities import changeable, remove_kommun
from app.services.rounds.round_plans import change_plan, change_questions
from app.storage.assessments import plans as stored_plans
from app.storage.assessments.plans import actions_of
from app.storage.engine.database import Database
from app.storage.kernel.assessments import find_assessment, find_round
from tests.builders import LATER, NOW, Region, Scene, add_region, an_edition, open_round
from tests.integration.support.rounds import NORRBY, RAW, SODERBY, Planner, a_planner
from tests.integration.support.together import PATIENCE, HeldUp

MEETING = RawMeetingTime(day="2026-12-10", time="13.00", place="Kommunhuset")


@dataclass(frozen=True, slots=True)
class NewYear:
    """A round in which Norrby can go through two actions of its last year, one of each capital."""

    scene: Scene

    @property
    def region(self) -> Region:
        return self.scene.region

    @property
    def key(self) -> RoundKey:
        return self.scene.norrby.round

    def tell(self) -> None:
        """Both actions go on, with new days."""
        scene = self.scene
        review = open_review(scene.database, scene.coordinator, scene.norrby, NOW)
        entries = {action.id: (RawFate("goes_on", "Hann inte", "2027-05-01"), 1) for action in review.actions.actions}
        tell_of_actions(scene.database, scene.coordinator, scene.norrby, entries, LATER)

    def stored(self) -> tuple[StoredAction, ...]:
        with self.scene.database.read() as session:
            assessment = find_assessment(session, self.scene.norrby)
            assert assessment is not None
            return actions_of(session, assessment.id)

    def actions(self) -> list[tuple[str, str]]:
        """Capital and day of each."""
        return [(item.action.capital_id, str(item.action.due_on)) for item in self.stored()]

    def ask(self, *capitals: str) -> None:
        """Only of these."""
        change_questions(self.scene.database, self.region.coordinator, self.key, "lang", set(capitals), LATER)

    def remove(self) -> None:
        remove_kommun(self.scene.database, self.region.coordinator, self.key, NORRBY, LATER)


@pytest.fixture
def new_year(database: Database) -> NewYear:
    region = add_region(database)
    last = open_round(database, region, an_edition(2025))
    last.answer_alone("3")
    for capital in ("politiskt", "finansiellt"):
        raw = RawAction(capital=capital, text="Anta ett mål", owner="KS", due="2026-11-20", status="under_way")
        save_action(database, last.coordinator, last.norrby, raw, NOW)
    last.change(approved_at=LATER, approved_by="kommundirektören")
    return NewYear(open_round(database, region, an_edition(2026)))


@pytest.fixture
def planner(database: Database) -> Planner:
    return a_planner(database)


def state_meeting(scene: Scene) -> None:
    state_meeting_time(scene.database, scene.coordinator, scene.norrby, MEETING, NEVER_STATED, NOW)


def test_actions_that_went_on_from_last_year_are_not_removed_with_their_kommun(new_year: NewYear) -> None:
    new_year.tell()
    database, region = new_year.scene.database, new_year.region
    with pytest.raises(PermissionDeniedError, match="Norrby har redan gjort något i omgången") as refusal:
        changeable(database, region.coordinator, new_year.key, NORRBY)
    assert "Låt kommunen vara kvar. Den behöver inte svara." in str(refusal.value)
    with pytest.raises(PermissionDeniedError, match="Norrby har redan gjort något i omgången"):
        new_year.remove()
    assert new_year.actions() == [("politiskt", "2027-05-01"), ("finansiellt", "2027-05-01")]


def test_an_action_that_can_be_taken_back_keeps_its_kommun_in_the_round(new_year: NewYear) -> None:
    new_year.tell()
    scene = new_year.scene
    scene.change(answering_closed_at=NOW)
    for action in new_year.stored():
        delete_action(scene.database, scene.coordinator, scene.norrby, action.id, action.version, LATER)
    scene.change(answering_closed_at=None)
    assert new_year.actions() == []
    with pytest.raises(PermissionDeniedError, match="har redan gjort något"):
        new_year.remove()


@pytest.mark.parametrize(
    "act",
    [
        state_meeting,
        lambda scene: choose_sharing(scene.database, scene.coordinator, scene.norrby, Sharing.REGION, NOW),
    ],
    ids=["meeting time", "sharing"],
)
def test_what_a_kommun_has_settled_before_anybody_answers_keeps_it_in_the_round(
    planner: Planner, act: Callable[[Scene], None]
) -> None:
    key = planner.open()
    act(planner.scene(key))
    with pytest.raises(PermissionDeniedError, match="Norrby har redan gjort något"):
        remove_kommun(planner.database, planner.coordinator, key, NORRBY, LATER)
    assert set(planner.kommuner(key)) == {NORRBY, SODERBY}
    remove_kommun(planner.database, planner.coordinator, key, SODERBY, LATER)
    assert set(planner.kommuner(key)) == {NORRBY}


def test_a_kommun_that_has_taken_its_meeting_time_away_can_be_removed(planner: Planner) -> None:
    key = planner.open()
    scene = planner.scene(key)
    state_meeting(scene)
    remove_meeting_time(scene.database, scene.coordinator, scene.norrby, 0, LATER)
    remove_kommun(planner.database, planner.coordinator, key, NORRBY, LATER)
    assert set(planner.kommuner(key)) == {SODERBY}


def test_a_meeting_time_stated_before_the_round_opens_is_not_lost_with_a_changed_plan(planner: Planner) -> None:
    key = planner.plan()
    state_meeting(planner.scene(key))
    without_norrby = replace(RAW, kommuner=frozenset({SODERBY}))
    with pytest.raises(InvalidInputError) as error:
        change_plan(planner.database, planner.coordinator, key, without_norrby, LATER)
    assert "Norrby har redan gjort något" in error.value.errors[Field.KOMMUNER]
    assert set(planner.kommuner(key)) == {NORRBY, SODERBY}
    assert planner.count("meeting_time") == 1


def test_a_removal_waits_for_actions_that_are_being_told_of_and_is_refused(
    new_year: NewYear, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait = HeldUp(stored_plans.store_action)
    monkeypatch.setattr(stored_plans, "store_action", wait)
    with ThreadPoolExecutor(2) as threads:
        telling = threads.submit(new_year.tell)
        assert wait.reached.wait(PATIENCE)
        removal = threads.submit(new_year.remove)
        wait.go_on.set()
        telling.result(PATIENCE)
        with pytest.raises(PermissionDeniedError, match="har redan gjort något"):
            removal.result(PATIENCE)
    assert len(new_year.actions()) == 2


def test_a_capital_in_which_a_kommun_has_actions_is_not_dropped(new_year: NewYear) -> None:
    new_year.tell()
    with pytest.raises(InvalidInputError) as error:
        new_year.ask("politiskt")
    assert error.value.errors == {
        Field.CAPITALS: "En kommun har redan åtgärder i finansiellt. Låt det vara kvar i omgången, så att åtgärderna går "
        "att följa upp."
    }
    assert asked(new_year) == {"politiskt", "finansiellt"}


def test_a_capital_without_actions_is_dropped_though_there_are_some_in_others(new_year: NewYear) -> None:
    new_year.tell()
    new_year.scene.change(answering_closed_at=NOW)
    scene, [_, action] = new_year.scene, new_year.stored()
    delete_action(scene.database, scene.coordinator, scene.norrby, action.id, action.version, LATER)
    new_year.ask("politiskt")
    assert asked(new_year) == {"politiskt"}


def test_a_change_of_capitals_waits_for_actions_that_are_being_told_of_and_is_refused(
    new_year: NewYear, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait = HeldUp(stored_plans.store_action)
    monkeypatch.setattr(stored_plans, "store_action", wait)
    with ThreadPoolExecutor(2) as threads:
        telling = threads.submit(new_year.tell)
        assert wait.reached.wait(PATIENCE)
        change = threads.submit(new_year.ask, "politiskt")
        wait.go_on.set()
        telling.result(PATIENCE)
        with pytest.raises(InvalidInputError, match="har redan åtgärder"):
            change.result(PATIENCE)
    assert asked(new_year) == {"politiskt", "finansiellt"}


def asked(new_year: NewYear) -> set[str]:
    with new_year.scene.database.read() as session:
        round_ = find_round(session, new_year.key)
    assert round_ is not None
    return {capital.id for capital in round_.asked_capitals(new_year.scene.edition)}

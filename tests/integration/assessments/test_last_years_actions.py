"""A new round begins with last year's actions: told once, by whoever is first, and shown in this year's plan."""

from datetime import date

import pytest

from app.errors import NotFoundError, PermissionDeniedError
from app.rounds.assessments.last_years_actions import RawFate
from app.rounds.assessments.plans import ActionStatus, RawAction, StoredAction
from app.rounds.progress.year import StepName, StepState
from app.services.assessments.last_years_actions import ActionReview, open_review, tell_of_actions
from app.services.assessments.plans import InvalidPlanError, delete_action, restore_action, save_action
from app.services.assessments.year import open_year
from app.storage.assessments.due_actions import assessments_with_news, dated_actions_of
from app.storage.assessments.plans import actions_of
from app.storage.engine.database import Database
from app.storage.kernel.assessments import find_assessment
from tests.builders import LATER, NOW, Region, Scene, add_region, an_edition, open_round

TEXTS = ("Anta ett mål", "Utbilda chefer", "Söka medel")
DUE = "2026-11-10"


@pytest.fixture
def region(database: Database) -> Region:
    return add_region(database)


@pytest.fixture
def last_year(database: Database, region: Region) -> Scene:
    scene = open_round(database, region, an_edition(2025))
    scene.answer_alone("3")
    for text in TEXTS:
        raw = RawAction(capital="politiskt", text=text, owner="KS", due=DUE, status="under_way")
        save_action(database, scene.coordinator, scene.norrby, raw, NOW)
    scene.change(approved_at=LATER, approved_by="kommundirektören")
    return scene


@pytest.fixture
def this_year(database: Database, region: Region, last_year: Scene) -> Scene:
    return open_round(database, region, an_edition(2026))


def review(scene: Scene) -> ActionReview:
    return open_review(scene.database, scene.coordinator, scene.norrby, NOW)


def tell(scene: Scene, *fates: RawFate, version: int = 1) -> None:
    """Of last year's actions in the order they were noted."""
    entries = {action.id: (fate, version) for action, fate in zip(review(scene).actions.actions, fates, strict=False)}
    tell_of_actions(scene.database, scene.coordinator, scene.norrby, entries, LATER)


def actions(scene: Scene) -> tuple[StoredAction, ...]:
    with scene.database.read() as session:
        assessment = find_assessment(session, scene.norrby)
        assert assessment is not None
        return actions_of(session, assessment.id)


def next_and_review(scene: Scene) -> tuple[StepName | None, StepState]:
    year = open_year(scene.database, scene.coordinator, scene.norrby, NOW)
    return year.next, next(step.state for step in year.steps if step.name is StepName.REVIEW)


def test_the_year_begins_with_last_years_actions_until_all_are_told(this_year: Scene, last_year: Scene) -> None:
    assert next_and_review(this_year) == (StepName.PREPARE, StepState.ONGOING)
    tell(this_year, RawFate("done", "Målet är antaget"), RawFate("goes_on", "Hann inte", "2027-03-15"))
    assert [action.action.text for action in review(this_year).actions.waiting] == ["Söka medel"]
    tell(this_year, RawFate(), RawFate(), RawFate("dropped", "Inga medel fanns"))
    assert next_and_review(this_year) == (StepName.PREPARE, StepState.DONE)
    done, kept, dropped = (action.action for action in actions(last_year))
    assert (done.status, done.outcome, done.done_on) == (ActionStatus.DONE, "Målet är antaget", date(2026, 11, 2))
    assert (kept.status, kept.outcome) == (ActionStatus.UNDER_WAY, "Hann inte")
    assert (dropped.status, dropped.outcome) == (ActionStatus.DROPPED, "Inga medel fanns")
    [heir] = actions(this_year)
    assert (heir.action.text, heir.action.due_on, heir.action.owner) == ("Utbilda chefer", date(2027, 3, 15), "KS")
    assert heir.action.follows_id == actions(last_year)[1].id


def test_the_button_pressed_twice_copies_nothing_twice(this_year: Scene) -> None:
    for _ in range(2):
        tell(this_year, RawFate("done", "Klart"), RawFate("goes_on", "", "2027-03-15"))
    assert len(actions(this_year)) == 1


def test_what_another_has_told_meanwhile_is_not_written_over_and_nothing_else_is_saved(
    this_year: Scene, last_year: Scene
) -> None:
    tell(this_year, RawFate("done", "Målet är antaget"))
    with pytest.raises(InvalidPlanError) as error:
        tell(this_year, RawFate("dropped", "Fullmäktige sa nej"), RawFate("done", "Alla är utbildade"))
    first = actions(last_year)[0]
    assert list(error.value.errors) == [str(first.id)]
    assert first.action.outcome == "Målet är antaget"
    assert actions(last_year)[1].action.status is ActionStatus.UNDER_WAY


def test_an_action_that_was_changed_in_last_years_plan_is_read_again_first(this_year: Scene, last_year: Scene) -> None:
    first = actions(last_year)[0]
    raw = RawAction(capital="politiskt", text="Anta två mål", due=DUE, status="planned")
    save_action(last_year.database, last_year.coordinator, last_year.norrby, raw, LATER, first.id, first.version)
    with pytest.raises(InvalidPlanError):
        tell(this_year, RawFate("done", "Klart"))
    assert actions(last_year)[0].action.status is ActionStatus.PLANNED


def test_who_deletes_what_goes_on_is_asked_of_it_again(this_year: Scene) -> None:
    this_year.answer_alone("3")
    tell(this_year, RawFate("goes_on"))
    [heir] = actions(this_year)
    delete_action(this_year.database, this_year.coordinator, this_year.norrby, heir.id, heir.version, LATER)
    assert [action.action.text for action in review(this_year).actions.waiting] == list(TEXTS)


def test_the_due_day_of_what_goes_on_is_told_of_in_the_new_year_only(this_year: Scene, last_year: Scene) -> None:
    tell(this_year, *[RawFate("goes_on", "", "2027-03-15")] * 3)
    with this_year.database.read() as session:
        keys = assessments_with_news(session, date(2027, 3, 5), date(2027, 2, 1), date(2027, 3, 19))
        last = find_assessment(session, last_year.norrby)
        assert last is not None
        assert dated_actions_of(session, last.id) == ()
    assert keys == (this_year.norrby,)


def test_a_day_that_is_near_when_it_is_written_is_no_news(this_year: Scene) -> None:
    tell(this_year, *[RawFate("goes_on", "", DUE)] * 3)
    with this_year.database.read() as session:
        assert assessments_with_news(session, date(2026, 11, 2), date(2026, 10, 1), date(2026, 11, 16)) == ()


def test_what_was_noted_during_the_year_stays_with_an_action_that_goes_on(this_year: Scene, last_year: Scene) -> None:
    first = actions(last_year)[0]
    raw = RawAction(capital="politiskt", text="Anta ett mål", due=DUE, status="under_way", outcome="Remissen är klar")
    save_action(last_year.database, last_year.coordinator, last_year.norrby, raw, LATER, first.id, first.version)
    for _ in range(2):
        tell(this_year, RawFate("goes_on"), version=2)
    assert actions(last_year)[0].action.outcome == "Remissen är klar"
    assert len(actions(this_year)) == 1


def test_a_deleted_action_stays_so_where_last_years_has_got_another_answer(this_year: Scene) -> None:
    this_year.answer_alone("3")
    tell(this_year, RawFate("goes_on"))
    [heir] = actions(this_year)
    where = (this_year.database, this_year.coordinator, this_year.norrby, heir.id)
    delete_action(*where, heir.version, LATER)
    restore_action(*where, LATER)
    delete_action(*where, heir.version, LATER)
    tell(this_year, RawFate("done", "Målet är antaget"), version=2)
    with pytest.raises(InvalidPlanError):
        restore_action(*where, LATER)
    assert actions(this_year) == ()


def test_a_kommun_without_an_earlier_year_has_no_such_step(this_year: Scene) -> None:
    soderby = this_year.region.soderby.coordinator
    year = open_year(this_year.database, soderby, this_year.soderby, NOW)
    assert StepName.REVIEW not in {step.name for step in year.steps}
    assert open_review(this_year.database, soderby, this_year.soderby, NOW).actions.last is None


def test_only_the_kommuns_coordinator_goes_through_them(this_year: Scene) -> None:
    norrby, soderby = this_year.region.norrby, this_year.region.soderby
    number = review(this_year).actions.actions[0].id
    entries = {number: (RawFate("done", "Klart"), 1)}
    with pytest.raises(PermissionDeniedError):
        tell_of_actions(this_year.database, norrby.reader, this_year.norrby, entries, LATER)
    for stranger in (soderby.coordinator, this_year.region.coordinator):
        with pytest.raises((NotFoundError, PermissionDeniedError)):
            tell_of_actions(this_year.database, stranger, this_year.norrby, entries, LATER)
    tell_of_actions(this_year.database, soderby.coordinator, this_year.soderby, entries, LATER)
    assert len(review(this_year).actions.waiting) == len(TEXTS)

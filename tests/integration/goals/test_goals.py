"""A region's common goals on real databases: who sets and reads them, and over whom they are counted."""

import pytest

from app.accounts.kernel.roles import Actor
from app.assessment.questionnaires.questionnaire import Previous
from app.errors import InvalidInputError, NotAuthorizedError, NotAvailableError, NotFoundError
from app.rounds.goals.follow_up import GoalStatus, SameKommuner
from app.rounds.goals.goal import RawGoal
from app.rounds.kernel.assessment import Sharing
from app.services.goals.follow_ups import FollowedGoal
from app.services.goals.goals import GoalChangedError, RegionGoals, end_goal, open_goal_form, open_goals, set_goal
from app.storage.engine.database import Database
from app.storage.kernel.audit import every_line
from tests.builders import LATER, NOW, Scene, add_region, an_edition, open_round, other_region

SLUG = "provland"
RAW = RawGoal(capital="politiskt", level="3", kommuner="2", year="2028", decided="2026-03-18", diary="112")


def set_one(scene: Scene, raw: RawGoal = RAW, goal_id: int | None = None, version: int = 0) -> None:
    set_goal(scene.database, scene.region.coordinator, SLUG, raw, LATER, goal_id=goal_id, version=version)


def goals(scene: Scene, actor: Actor | None = None) -> RegionGoals:
    return open_goals(scene.database, actor or scene.region.reader, SLUG, LATER)


def the_goal(scene: Scene, actor: Actor | None = None) -> FollowedGoal:
    (goal,) = goals(scene, actor).goals
    return goal


def counted(scene: Scene, actor: Actor | None = None) -> list[tuple[int, int, int]]:
    return [(item.year, item.reached, item.known) for item in the_goal(scene, actor).follow_up.years]


def events(scene: Scene) -> list[str]:
    with scene.database.read() as session:
        return [line.action for line in every_line(session) if line.action.startswith("goal")]


def test_a_goal_is_set_changed_and_ended_with_a_line_in_the_log_each(scene: Scene) -> None:
    set_one(scene)
    stored = the_goal(scene).stored
    set_one(scene, RAW.model_copy(update={"kommuner": "1"}), stored.id, stored.version)
    changed = the_goal(scene).stored
    assert (changed.goal.kommuner, changed.version) == (1, 2)
    end_goal(scene.database, scene.region.coordinator, SLUG, stored.id, "Ersatt", LATER, version=2)
    assert the_goal(scene).follow_up.status is GoalStatus.ENDED
    assert the_goal(scene).stored.reason == "Ersatt"
    assert events(scene) == ["goal.set", "goal.set", "goal.ended"]


def test_the_same_goal_twice_is_one(scene: Scene) -> None:
    set_one(scene)
    set_one(scene)
    stored = the_goal(scene).stored
    set_one(scene, RAW, stored.id, version=0)
    end_goal(scene.database, scene.region.coordinator, SLUG, stored.id, "Ersatt", LATER, version=1)
    end_goal(scene.database, scene.region.coordinator, SLUG, stored.id, "Ersatt", LATER, version=1)
    assert events(scene) == ["goal.set", "goal.ended"]


def test_what_somebody_else_has_changed_is_not_overwritten(scene: Scene) -> None:
    set_one(scene)
    stored = the_goal(scene).stored
    set_one(scene, RAW.model_copy(update={"year": "2029"}), stored.id, 1)
    with pytest.raises(GoalChangedError):
        set_one(scene, RAW.model_copy(update={"year": "2030"}), stored.id, 1)
    with pytest.raises(GoalChangedError):
        end_goal(scene.database, scene.region.coordinator, SLUG, stored.id, "Ersatt", LATER, version=1)
    assert the_goal(scene).goal.by_year == 2029


def test_a_goal_that_has_ended_is_not_changed(scene: Scene) -> None:
    set_one(scene)
    stored = the_goal(scene).stored
    end_goal(scene.database, scene.region.coordinator, SLUG, stored.id, "Ersatt", LATER, version=1)
    with pytest.raises(NotAvailableError):
        set_one(scene, RAW.model_copy(update={"year": "2030"}), stored.id, 2)
    with pytest.raises(NotAvailableError):
        open_goal_form(scene.database, scene.region.coordinator, SLUG, stored.id)


def test_what_cannot_be_kept_changes_nothing(scene: Scene) -> None:
    with pytest.raises(InvalidInputError) as caught:
        set_one(scene, RAW.model_copy(update={"kommuner": "3"}))
    assert caught.value.errors == {"kommuner": "Skriv hur många kommuner, ett tal från 1 till 2."}
    assert goals(scene).goals == ()


def test_the_coordinator_sets_everybody_in_the_region_reads_and_others_know_of_nothing(scene: Scene) -> None:
    set_one(scene)
    stranger = other_region(scene.database).region.coordinator
    for actor in (scene.region.reader, scene.coordinator):
        assert not goals(scene, actor).may_set
        with pytest.raises((NotAuthorizedError, NotFoundError)):
            set_goal(scene.database, actor, SLUG, RAW, LATER)
    for outsider in (stranger, scene.respondent()):
        with pytest.raises(NotFoundError):
            goals(scene, outsider)
        with pytest.raises(NotFoundError):
            open_goal_form(scene.database, outsider, SLUG, the_goal(scene).stored.id)
    with pytest.raises(NotFoundError):
        open_goal_form(scene.database, stranger, "annat-land", the_goal(scene).stored.id)


def test_before_there_is_a_round_there_is_nothing_to_set_a_goal_for(database: Database) -> None:
    region = add_region(database)
    assert not open_goals(database, region.reader, SLUG, NOW).has_round
    with pytest.raises(NotAvailableError):
        open_goal_form(database, region.coordinator, SLUG)


def test_only_approved_results_that_are_shared_are_counted(scene: Scene) -> None:
    set_one(scene)
    scene.answer_alone("3")
    assert counted(scene) == [(2026, 0, 0)]
    scene.change(sharing=Sharing.REGION)
    assert counted(scene) == [(2026, 0, 0)]
    scene.change(approved_at=LATER)
    assert counted(scene) == [(2026, 1, 1)]
    scene.change(sharing=Sharing.NOTHING)
    assert counted(scene) == [(2026, 0, 0)]


def test_a_kommun_counts_itself_and_those_it_sees_by_name(scene: Scene) -> None:
    set_one(scene)
    scene.answer_alone("3")
    scene.answer_alone("4", scene.region.soderby)
    scene.change(sharing=Sharing.REGION, approved_at=LATER)
    scene.change(scene.soderby, sharing=Sharing.REGION, approved_at=LATER)
    assert counted(scene) == [(2026, 2, 2)]
    assert counted(scene, scene.coordinator) == [(2026, 1, 1)]
    own = the_goal(scene, scene.coordinator).own
    assert own is not None
    assert (own.kommun, own.year, own.reaches) == ("Norrby", 2026, True)
    assert the_goal(scene).own is None
    scene.change(sharing=Sharing.NAMED)
    scene.change(scene.soderby, sharing=Sharing.NAMED)
    assert counted(scene, scene.coordinator) == [(2026, 2, 2)]


def two_years(database: Database, *, previous: Previous) -> Scene:
    """Norrby rises to the goal's level, and Söderby is on it both years; all is approved and shared."""
    region = add_region(database)
    last_year = open_round(database, region, an_edition(2025))
    this_year = open_round(database, region, an_edition(2026, previous=previous))
    for kommun, before, now in ((region.norrby, "2", "3"), (region.soderby, "3", "3")):
        last_year.answer_alone(before, kommun)
        this_year.answer_alone(now, kommun)
    for scene in (last_year, this_year):
        for key in (scene.norrby, scene.soderby):
            scene.change(key, sharing=Sharing.REGION, approved_at=LATER)
    set_one(this_year)
    return this_year


def test_two_years_are_compared_over_the_same_kommuner(database: Database) -> None:
    scene = two_years(database, previous=Previous.SAME)
    assert counted(scene) == [(2025, 1, 2), (2026, 2, 2)]
    goal_follow_up = the_goal(scene).follow_up
    assert goal_follow_up.status is GoalStatus.REACHED
    assert goal_follow_up.same == SameKommuner(
        earlier_year=2025, later_year=2026, kommuner=2, earlier=1, later=2, has_other_questions=False
    )


def test_years_with_other_questions_are_counted_and_not_compared(database: Database) -> None:
    scene = two_years(database, previous=Previous.NEW)
    assert counted(scene) == [(2025, 1, 2), (2026, 2, 2)]
    assert the_goal(scene).follow_up.same is None

"""Planning a round and changing the plan: what is stored, and what is refused to whom."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from app.accounts.kernel.roles import Actor
from app.assessment.questionnaires.questionnaire import Form
from app.errors import InvalidInputError, NotFoundError, PermissionDeniedError
from app.rounds.kernel.keys import RoundKey
from app.rounds.progress.round_plans import Field
from app.services.answering.answers import save_answer
from app.services.assessments.coordination import answer_alone
from app.services.questionnaires.editions import publish
from app.services.rounds.round_plans import change_plan, change_questions, changeable, plan_round, planning
from app.storage.engine.database import Database
from tests.builders import LATER, MAL, NOW, Region, add_region, an_edition, other_region
from tests.integration.support.rounds import NORRBY, RAW, SODERBY, Planner, a_planner

KEY = RoundKey("provland", "prov", 2026)


@pytest.fixture
def planner(database: Database) -> Planner:
    return a_planner(database)


def test_a_planned_round_has_the_kommuner_that_were_chosen_and_nobody_has_been_told(planner: Planner) -> None:
    key = planner.plan(replace(RAW, kommuner=frozenset({NORRBY}), capitals=frozenset({"finansiellt"}), form="lang"))
    assert key == KEY
    round_ = planner.round(key)
    assert (round_.opened_at, round_.closed_at, round_.form) == (None, None, Form.LONG)
    assert round_.capital_ids == ("finansiellt",)
    assert set(planner.kommuner(key)) == {NORRBY}
    assert planner.count("mail") == 0
    assert planner.log() == [("round.planned", None)]


def test_all_capitals_are_stored_as_all(planner: Planner) -> None:
    assert planner.round(planner.plan()).capital_ids is None


def test_planning_the_same_twice_is_the_same_as_once(planner: Planner) -> None:
    assert planner.plan() == planner.plan()
    assert planner.count("round") == 1
    assert planner.log() == [("round.planned", None)]


def test_another_plan_with_the_same_edition_is_told_that_there_is_a_round_already(planner: Planner) -> None:
    planner.plan()
    with pytest.raises(InvalidInputError) as error:
        planner.plan(replace(RAW, closes_on="2026-12-02"))
    assert list(error.value.errors) == [Field.KIND]
    assert "Det finns redan en omgång" in error.value.errors[Field.KIND]
    assert planner.count("round") == 1


def test_an_open_round_is_not_planned_again_even_with_the_same_plan(planner: Planner) -> None:
    planner.open()
    with pytest.raises(InvalidInputError):
        planner.plan()


def test_a_trial_can_stand_beside_the_real_round(planner: Planner) -> None:
    assert planner.plan(replace(RAW, kind="prov")) == replace(KEY, trial=True)
    assert planner.plan() == KEY
    with pytest.raises(InvalidInputError, match="provomgång"):
        planner.plan(replace(RAW, kind="prov", form="kort"))


def test_another_region_plans_its_own_round_with_the_edition(planner: Planner) -> None:
    planner.plan()
    elsewhere = add_region(planner.database, "annat-land")
    assert Planner(planner.database, elsewhere).plan() == replace(KEY, region="annat-land")


def test_a_kommun_of_another_region_cannot_be_chosen(planner: Planner) -> None:
    add_region(planner.database, "annat-land")
    with pytest.raises(InvalidInputError):
        planner.plan(replace(RAW, kommuner=frozenset({"0180-stockholm"})))
    planner.plan()
    region = planner.region
    assert {assessment.municipality_id for assessment in planner.kommuner(KEY).values()} == {
        region.norrby.id,
        region.soderby.id,
    }


def test_an_edition_that_is_not_published_cannot_be_planned(planner: Planner) -> None:
    for questionnaire, year in (("prov", 2025), ("annat", 2026)):
        with pytest.raises(NotFoundError):
            plan_round(planner.database, planner.coordinator, "provland", questionnaire, year, RAW, NOW)


def test_editions_are_offered_latest_first_with_the_rounds_they_have(planner: Planner) -> None:
    publish(planner.database, an_edition(2027), NOW)
    planner.plan()
    planner.plan(replace(RAW, kind="prov"))
    view = planning(planner.database, planner.coordinator, "provland")
    assert [choice.questionnaire.year for choice in view.editions] == [2027, 2026]
    assert [[round_.is_trial for round_ in choice.rounds] for choice in view.editions] == [[], [False, True]]
    assert [kommun.name for kommun in view.kommuner] == ["Norrby", "Soderby"]


def test_everything_of_a_planned_round_can_be_changed(planner: Planner) -> None:
    key = planner.plan()
    raw = replace(RAW, kind="prov", form="kort", opens_on="2026-11-03", kommuner=frozenset({SODERBY}))
    new_key = change_plan(
        planner.database, planner.coordinator, key, replace(raw, capitals=frozenset({"politiskt"})), LATER
    )
    assert new_key == replace(KEY, trial=True)
    round_ = planner.round(new_key)
    assert (round_.form, round_.capital_ids, round_.opens_on.day) == (Form.SHORT, ("politiskt",), 3)
    assert set(planner.kommuner(new_key)) == {SODERBY}
    with pytest.raises(NotFoundError):
        changeable(planner.database, planner.coordinator, key)
    assert planner.log()[-1] == ("round.changed", None)


def test_changing_nothing_is_no_change(planner: Planner) -> None:
    key = planner.plan()
    assert change_plan(planner.database, planner.coordinator, key, RAW, LATER) == key
    assert planner.log() == [("round.planned", None)]


def test_a_real_round_does_not_become_a_second_trial(planner: Planner) -> None:
    planner.plan(replace(RAW, kind="prov"))
    key = planner.plan()
    with pytest.raises(InvalidInputError, match="provomgång"):
        change_plan(planner.database, planner.coordinator, key, replace(RAW, kind="prov"), LATER)
    assert planner.round(key).is_trial is False


def test_a_round_that_has_been_opened_is_not_changed_as_a_plan(planner: Planner) -> None:
    key = planner.open()
    with pytest.raises(PermissionDeniedError, match="redan öppnad"):
        change_plan(planner.database, planner.coordinator, key, replace(RAW, closes_on="2026-12-24"), LATER)


def test_the_questions_of_an_open_round_can_be_changed_until_somebody_has_begun(planner: Planner) -> None:
    key = planner.open()
    change_questions(planner.database, planner.coordinator, key, "kort", {"politiskt"}, LATER)
    assert (planner.round(key).form, planner.round(key).capital_ids) == (Form.SHORT, ("politiskt",))
    assert not changeable(planner.database, planner.coordinator, key).work.begun
    scene = planner.scene(key)
    answer_alone(planner.database, scene.coordinator, scene.norrby, LATER)
    scene.save(scene.coordinator, MAL, "", comment="Bara en kommentar")
    with pytest.raises(PermissionDeniedError, match="redan börjat svara"):
        changeable(planner.database, planner.coordinator, key)
    with pytest.raises(PermissionDeniedError, match="redan börjat svara"):
        change_questions(planner.database, planner.coordinator, key, "lang", {"politiskt"}, LATER)
    change_questions(planner.database, planner.coordinator, key, "kort", {"politiskt"}, LATER)
    assert planner.round(key).form is Form.SHORT


def test_a_short_form_that_asks_nothing_is_refused_in_an_open_round_too(planner: Planner) -> None:
    key = planner.open()
    with pytest.raises(InvalidInputError):
        change_questions(planner.database, planner.coordinator, key, "kort", {"finansiellt"}, LATER)


def test_days_that_have_passed_are_told_by_the_swedish_calendar(planner: Planner) -> None:
    midnight = NOW.replace(hour=23, minute=30)  # half past midnight in Sweden, on the third
    with pytest.raises(InvalidInputError) as error:
        plan_round(planner.database, planner.coordinator, "provland", "prov", 2026, RAW, midnight)
    assert list(error.value.errors) == [Field.OPENS_ON]


Person = Callable[[Region], Actor]
OUTSIDERS: list[Person] = [
    lambda region: region.norrby.coordinator,
    lambda region: region.norrby.reader,
    lambda _: Actor(999, "ingen roll"),
]


@pytest.mark.parametrize("person", OUTSIDERS, ids=["kommun coordinator", "kommun reader", "nobody"])
def test_to_those_outside_the_region_its_rounds_do_not_exist(planner: Planner, person: Person) -> None:
    key, actor = planner.plan(), person(planner.region)
    before = planner.log()
    for act in verbs(planner, key):
        with pytest.raises(NotFoundError):
            act(actor)
    stranger = other_region(planner.database).region.coordinator
    for act in verbs(planner, key):
        with pytest.raises(NotFoundError):
            act(stranger)
    assert planner.log() == before


def test_a_reader_of_the_region_may_not_touch_its_rounds(planner: Planner) -> None:
    key = planner.plan()
    before = planner.log()
    for act in verbs(planner, key):
        with pytest.raises(PermissionDeniedError):
            act(planner.region.reader)
    assert planner.log() == before


def verbs(planner: Planner, key: RoundKey) -> list[Callable[[Actor], object]]:
    database, raw = planner.database, replace(RAW, kind="prov")
    return [
        lambda actor: planning(database, actor, "provland"),
        lambda actor: changeable(database, actor, key),
        lambda actor: plan_round(database, actor, "provland", "prov", 2026, raw, NOW),
        lambda actor: change_plan(database, actor, key, raw, NOW),
        lambda actor: change_questions(database, actor, key, "lang", {"politiskt"}, NOW),
    ]


def test_nobody_can_answer_in_a_planned_round(planner: Planner) -> None:
    key = planner.plan()
    norrby = planner.norrby(key)
    coordinator = planner.region.norrby.coordinator
    with pytest.raises(PermissionDeniedError, match="inte öppnat än"):
        answer_alone(planner.database, coordinator, norrby, LATER)
    with pytest.raises(NotFoundError):
        save_answer(planner.database, coordinator, norrby, MAL, None, 0, NOW + timedelta(days=1))  # type: ignore[arg-type]

"""What happens when a round is changed by several at the same moment, or while people are answering in it."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

import pytest

from app.errors import NotFoundError, OmstallningskollenError, PermissionDeniedError
from app.services.answering.answers import Saved
from app.services.assessments.coordination import answer_alone
from app.services.results.results import open_result
from app.services.rounds.round_municipalities import remove_kommun
from app.services.rounds.round_opening import close_round, open_round
from app.services.rounds.round_plans import change_plan, change_questions
from app.services.rounds.round_removal import remove_round
from app.storage.answering import answers
from app.storage.engine.database import Database
from tests.builders import LATER, MAL, NOW
from tests.integration.support.rounds import NORRBY, PUBLIC_URL, RAW, Planner, a_planner
from tests.integration.support.together import PATIENCE, HeldUp, at_once, kinds


@pytest.fixture
def planner(database: Database) -> Planner:
    return a_planner(database)


def test_opening_many_times_at_once_sends_each_letter_once(planner: Planner) -> None:
    key = planner.plan()
    outcomes = at_once(*(lambda: planner.open(key) for _ in range(6)))
    assert outcomes == [key] * 6
    assert len(planner.letters()) == 2
    assert planner.log().count(("round.opened", None)) == 1


def test_planning_the_same_many_times_at_once_makes_one_round(planner: Planner) -> None:
    assert len(set(at_once(*(planner.plan for _ in range(6))))) == 1
    assert planner.count("round") == 1
    assert planner.count("assessment") == 2


def test_opening_while_somebody_edits_the_plan_either_has_the_change_or_refuses_it(planner: Planner) -> None:
    key = planner.plan()
    raw = replace(RAW, closes_on="2026-12-24")
    works = (
        lambda: planner.open(key),
        lambda: change_plan(planner.database, planner.coordinator, key, raw, LATER),
    )
    opening, change = at_once(*works)
    assert opening == key
    assert change == key or isinstance(change, PermissionDeniedError)
    days = {letter.body.split("Sista dag att svara är ")[1].split(".")[0] for letter in planner.letters()}
    day = "24\u00a0december\u00a02026" if change == key else "1\u00a0december\u00a02026"
    assert days == {day}
    assert planner.round(key).closes_on.day == (24 if change == key else 1)


def test_closing_waits_for_an_answer_that_is_being_saved_and_counts_it(
    planner: Planner, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = planner.open()
    scene = planner.scene(key)
    someone, *others = scene.respondents(5)
    for person in others:
        scene.answer(person, "4")
    wait = HeldUp(answers.store_answer)
    monkeypatch.setattr(answers, "store_answer", wait)
    with ThreadPoolExecutor(2) as threads:
        saving = threads.submit(scene.save, someone, MAL, "4")
        assert wait.reached.wait(PATIENCE)
        close = partial(close_round, planner.database, planner.coordinator, key, LATER, public_url=PUBLIC_URL)
        closing = threads.submit(close)
        wait.go_on.set()
        assert isinstance(saving.result(PATIENCE), Saved)
        closing.result(PATIENCE)
    result = open_result(planner.database, scene.coordinator, scene.norrby)
    assert sum(group.started for group in result.participation) == 5


def test_of_those_who_save_while_the_round_is_closed_each_is_counted_or_told(planner: Planner) -> None:
    key = planner.open()
    scene = planner.scene(key)
    first, *people = scene.respondents(8)
    scene.save(first, MAL, "4")

    def close() -> str:
        close_round(planner.database, planner.coordinator, key, LATER, public_url=PUBLIC_URL)
        return "closed"

    saves = [partial(scene.save, person, MAL, "4") for person in people]
    outcomes = at_once(*saves[:4], close, *saves[4:])
    assert Counter(map(type, outcomes))[str] == 1
    save_count = sum(isinstance(outcome, Saved) for outcome in outcomes)
    assert save_count + sum(isinstance(outcome, PermissionDeniedError) for outcome in outcomes) == len(people)
    assert planner.count("answer") == 1 + save_count


def test_the_questions_do_not_change_under_somebody_who_begins(planner: Planner) -> None:
    """MAL is asked in the capital that the change leaves out: only one of the two can be done."""
    key = planner.open()
    scene = planner.scene(key)
    someone = scene.respondent()

    def change() -> str:
        change_questions(planner.database, planner.coordinator, key, "lang", {"finansiellt"}, LATER)
        return "changed"

    change_outcome, save_outcome = at_once(change, lambda: scene.save(someone, MAL, "3"))
    assert isinstance(change_outcome, PermissionDeniedError) == isinstance(save_outcome, Saved)
    assert isinstance(save_outcome, Saved | NotFoundError)


def test_a_kommun_is_not_taken_away_from_under_somebody_who_begins(planner: Planner) -> None:
    key = planner.open()
    scene = planner.scene(key)
    someone = scene.respondent()

    def remove() -> str:
        remove_kommun(planner.database, planner.coordinator, key, NORRBY, LATER)
        return "removed"

    removal, save_outcome = at_once(remove, lambda: scene.save(someone, MAL, "3"))
    assert isinstance(removal, PermissionDeniedError) == isinstance(save_outcome, Saved)
    assert isinstance(save_outcome, Saved | NotFoundError)


def test_deleting_a_trial_while_people_answer_in_it_leaves_nothing_behind(planner: Planner) -> None:
    key = planner.open(planner.plan(replace(RAW, kind="prov")))
    scene = planner.scene(key)
    people = scene.respondents(6)

    def delete() -> str:
        remove_round(planner.database, planner.coordinator, key, LATER)
        return "deleted"

    def begin() -> str:
        answer_alone(planner.database, planner.region.soderby.coordinator, scene.soderby, LATER)
        return "begun"

    saves = [partial(scene.save, person, MAL, "4") for person in people]
    outcomes = at_once(*saves[:3], delete, delete, begin, *saves[3:])
    assert outcomes.count("deleted") == 2
    assert all(isinstance(outcome, str | Saved | OmstallningskollenError) for outcome in outcomes)
    for table in ("round", "assessment", "respondent", "answer"):
        assert planner.count(table) == 0
    assert planner.log().count(("round.trial_deleted", None)) == 1


def test_opening_and_taking_away_at_once_ends_in_one_of_them(planner: Planner) -> None:
    key = planner.plan()

    def open_() -> str:
        open_round(planner.database, planner.coordinator, key, NOW, public_url=PUBLIC_URL)
        return "opened"

    def remove() -> str:
        remove_round(planner.database, planner.coordinator, key, LATER)
        return "removed"

    outcomes = at_once(open_, remove)
    assert kinds(outcomes)[str] == 1
    assert planner.count("round") == (1 if "opened" in outcomes else 0)

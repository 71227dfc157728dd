"""Saving a whole page of answers at once, for those whose browser has no JavaScript."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager

import pytest
from sqlalchemy import Transaction

from app.accounts.kernel.roles import Actor
from app.assessment.answering.answers import Answer
from app.assessment.answering.entry import Entry, RawEntry
from app.assessment.answering.saved_answer import SavedAnswer
from app.errors import NotFoundError, PermissionDeniedError
from app.services.answering.answer_errors import InvalidAnswerError, StaleAnswerError, UnsavedAnswersError
from app.services.answering.answers import open_answering, save_capital
from app.storage.answering.answers import store_answer
from app.storage.engine.database import Database
from tests.builders import BUDGET, ENIGHET, LATER, MAL, NOW, STYRNING, VAGEN, Scene

PATIENCE = 10
"""Seconds; only a test that fails waits so long."""


def level(choice: str) -> RawEntry:
    return RawEntry(choice, "", "")


def test_a_page_of_answers_is_saved_whole(scene: Scene) -> None:
    someone = scene.respondent()
    scene.save(someone, MAL, "2")
    page = {MAL: (level("3"), 1), BUDGET: (level("4"), 0), ENIGHET: (level(""), 0)}
    save_capital(scene.database, someone, scene.norrby, page, LATER)
    answers = {question_id: (row.entry.answer, row.version) for question_id, row in scene.stored(someone).items()}
    assert answers == {MAL: (Answer.level(3), 2), BUDGET: (Answer.level(4), 1)}


def test_saving_the_same_page_twice_changes_nothing_the_second_time(scene: Scene) -> None:
    someone = scene.respondent()
    page = {MAL: (level("3"), 0), BUDGET: (level("4"), 0)}
    save_capital(scene.database, someone, scene.norrby, page, NOW)
    once = scene.stored(someone)
    save_capital(scene.database, someone, scene.norrby, page, LATER)
    assert scene.stored(someone) == once


def test_every_trouble_of_a_page_is_told_and_the_rest_of_the_page_is_saved(scene: Scene) -> None:
    someone = scene.respondent()
    before = scene.save(someone, BUDGET, "2").answer
    page = {
        MAL: (level("3"), 0),
        BUDGET: (level("5"), 0),
        ENIGHET: (RawEntry("7", "Se protokollet", "ingen adress"), 0),
    }
    with pytest.raises(UnsavedAnswersError) as error_info:
        save_capital(scene.database, someone, scene.norrby, page, LATER)
    troubles = error_info.value.by_question
    assert list(troubles) == [BUDGET, ENIGHET]
    stale, invalid = troubles[BUDGET], troubles[ENIGHET]
    assert isinstance(stale, StaleAnswerError)
    assert stale.current == before
    assert isinstance(invalid, InvalidAnswerError)
    assert [error.field for error in invalid.errors] == ["choice", "evidence_url"]
    assert error_info.value.is_conflict
    assert scene.stored(someone) == {
        BUDGET: before,
        MAL: SavedAnswer(Entry(Answer.level(3)), 1, LATER),
        ENIGHET: SavedAnswer(Entry(None, "Se protokollet"), 1, LATER),
    }


def test_a_page_that_is_only_wrongly_filled_in_is_no_conflict(scene: Scene) -> None:
    someone = scene.respondent()
    with pytest.raises(UnsavedAnswersError) as error:
        save_capital(scene.database, someone, scene.norrby, {MAL: (level("3"), 0), BUDGET: (level("9"), 0)}, NOW)
    assert not error.value.is_conflict
    assert scene.stored(someone) == {MAL: SavedAnswer(Entry(Answer.level(3)), 1, NOW)}


def test_a_page_with_a_question_that_is_not_asked_is_not_found_and_saves_nothing(scene: Scene) -> None:
    someone = scene.respondent("strateg")
    with pytest.raises(NotFoundError):
        save_capital(scene.database, someone, scene.norrby, {MAL: (level("3"), 0), STYRNING: (level("3"), 0)}, NOW)
    assert scene.stored(someone) == {}


def test_a_page_of_another_kommun_is_not_found(scene: Scene) -> None:
    someone = scene.respondent()
    with pytest.raises(NotFoundError):
        save_capital(scene.database, someone, scene.soderby, {MAL: (level("3"), 0)}, NOW)


def test_a_page_is_refused_after_answering_has_ended(scene: Scene) -> None:
    someone = scene.respondent()
    scene.save(someone, MAL, "3")
    scene.close()
    with pytest.raises(PermissionDeniedError):
        save_capital(scene.database, someone, scene.norrby, {MAL: (level("4"), 1), BUDGET: (level("4"), 0)}, LATER)
    assert scene.stored(someone)[MAL].entry == Entry(Answer.level(3))
    assert set(scene.stored(someone)) == {MAL}


@contextmanager
def in_the_way(scene: Scene, url: str, someone: Actor, question_id: str) -> Iterator[Transaction]:
    """Another process has stored the answer and not committed; what it does then is left to the test."""
    respondent = open_answering(scene.database, someone, scene.norrby).place.respondent
    with closing(Database(url)) as other, other.engine.connect() as connection, connection.begin() as transaction:
        store_answer(connection, respondent.id, question_id, SavedAnswer(Entry(Answer.level(1)), 1, NOW))
        yield transaction


def test_one_page_sent_twice_in_opposite_orders_is_saved_and_neither_waits_for_ever(
    scene: Scene, database_url: str
) -> None:
    """Each would have the first of its answers, and wait for the other's, when the middle one is free at last."""
    someone = scene.respondent()
    page = {question_id: (level("3"), 0) for question_id in (BUDGET, MAL, VAGEN)}
    with in_the_way(scene, database_url, someone, MAL) as other, ThreadPoolExecutor(2) as threads:
        futures = [
            threads.submit(save_capital, scene.database, someone, scene.norrby, dict(items), NOW)
            for items in (page.items(), reversed(page.items()))
        ]
        for saving in futures:
            with pytest.raises(TimeoutError):
                saving.result(0.5)
        other.rollback()
        for saving in futures:
            saving.result(PATIENCE)
    answers = {question_id: (row.entry.answer, row.version) for question_id, row in scene.stored(someone).items()}
    assert answers == dict.fromkeys(page, (Answer.level(3), 1))

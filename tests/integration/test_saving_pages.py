"""Saving a whole page of answers at once, for those whose browser has no JavaScript: all of it or nothing."""

import pytest

from app.assessment.answers import Answer
from app.assessment.entry import Entry, RawEntry
from app.errors import NotFound, Refused
from app.services.answering import Faulty, Stale, Troubled, save_capital
from tests.builders import BUDGET, ENIGHET, LATER, MAL, NOW, STYRNING, Scene


def level(choice: str) -> RawEntry:
    return RawEntry(choice, "", "")


def test_a_page_of_answers_is_saved_whole(scene: Scene) -> None:
    someone = scene.respondent()
    scene.save(someone, MAL, "2")
    page = {MAL: (level("3"), 1), BUDGET: (level("4"), 0), ENIGHET: (level(""), 0)}
    save_capital(scene.database, someone, scene.norrby, page, LATER)
    kept = {question_id: (saved.entry.answer, saved.version) for question_id, saved in scene.stored(someone).items()}
    assert kept == {MAL: (Answer.level(3), 2), BUDGET: (Answer.level(4), 1)}


def test_saving_the_same_page_twice_changes_nothing_the_second_time(scene: Scene) -> None:
    someone = scene.respondent()
    page = {MAL: (level("3"), 0), BUDGET: (level("4"), 0)}
    save_capital(scene.database, someone, scene.norrby, page, NOW)
    once = scene.stored(someone)
    save_capital(scene.database, someone, scene.norrby, page, LATER)
    assert scene.stored(someone) == once


def test_every_trouble_of_a_page_is_told_and_none_of_the_page_is_saved(scene: Scene) -> None:
    someone = scene.respondent()
    before = scene.save(someone, BUDGET, "2").answer
    page = {
        MAL: (level("3"), 0),
        BUDGET: (level("5"), 0),
        ENIGHET: (RawEntry("7", "", "ingen adress"), 0),
    }
    with pytest.raises(Troubled) as caught:
        save_capital(scene.database, someone, scene.norrby, page, LATER)
    troubles = caught.value.by_question
    assert list(troubles) == [BUDGET, ENIGHET]
    stale, faulty = troubles[BUDGET], troubles[ENIGHET]
    assert isinstance(stale, Stale)
    assert stale.current == before
    assert isinstance(faulty, Faulty)
    assert [fault.field for fault in faulty.faults] == ["choice", "evidence_url"]
    assert caught.value.is_conflict
    assert scene.stored(someone) == {BUDGET: before}


def test_a_page_that_is_only_wrongly_filled_in_is_no_conflict(scene: Scene) -> None:
    someone = scene.respondent()
    with pytest.raises(Troubled) as caught:
        save_capital(scene.database, someone, scene.norrby, {MAL: (level("3"), 0), BUDGET: (level("9"), 0)}, NOW)
    assert not caught.value.is_conflict
    assert scene.stored(someone) == {}


def test_a_page_with_a_question_that_is_not_asked_is_not_found_and_saves_nothing(scene: Scene) -> None:
    someone = scene.respondent("strateg")
    with pytest.raises(NotFound):
        save_capital(scene.database, someone, scene.norrby, {MAL: (level("3"), 0), STYRNING: (level("3"), 0)}, NOW)
    assert scene.stored(someone) == {}


def test_a_page_of_another_kommun_is_not_found(scene: Scene) -> None:
    someone = scene.respondent()
    with pytest.raises(NotFound):
        save_capital(scene.database, someone, scene.soderby, {MAL: (level("3"), 0)}, NOW)


def test_a_page_is_refused_after_answering_has_ended(scene: Scene) -> None:
    someone = scene.respondent()
    scene.save(someone, MAL, "3")
    scene.close()
    with pytest.raises(Refused):
        save_capital(scene.database, someone, scene.norrby, {MAL: (level("4"), 1), BUDGET: (level("4"), 0)}, LATER)
    assert scene.stored(someone)[MAL].entry == Entry(Answer.level(3))
    assert set(scene.stored(someone)) == {MAL}

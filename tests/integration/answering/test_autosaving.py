"""Saving through the coroutines' door, where several who wait may share one commit."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import TypeVar

import pytest
from sqlalchemy import Connection, insert
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from app.accounts.kernel.roles import Actor
from app.assessment.answering.answers import Answer
from app.assessment.answering.entry import RawEntry
from app.errors import NotFoundError, PermissionDeniedError
from app.services.answering.answer_errors import StaleAnswerError
from app.services.answering.answers import Saved, autosave, open_capital
from app.storage.engine.database import Database
from app.storage.tables import MembershipRow, RegionRow
from tests.builders import BUDGET, KALKYL, MAL, NOW, STYRNING, Scene

T = TypeVar("T")
PATIENCE = 10


def together(*works: Awaitable[T]) -> list[T | BaseException]:
    """All at once in one event loop: what each returned or raised."""

    async def gather() -> list[T | BaseException]:
        return await asyncio.wait_for(asyncio.gather(*works, return_exceptions=True), PATIENCE)

    return asyncio.run(gather())


def saving(
    scene: Scene, someone: Actor, question_id: str, choice: str, version: int = 0, comment: str = ""
) -> Awaitable[Saved]:
    entry = RawEntry(choice, comment, "")
    return autosave(scene.database, someone, scene.norrby, question_id, entry, version, NOW)


def test_of_many_who_autosave_one_version_exactly_one_wins(scene: Scene) -> None:
    someone = scene.respondent()
    outcomes = together(*(saving(scene, someone, MAL, "3", comment=f"flik {number}") for number in range(12)))
    answer = scene.stored(someone)[MAL]
    assert [outcome.answer for outcome in outcomes if isinstance(outcome, Saved)] == [answer]
    assert [outcome.current for outcome in outcomes if isinstance(outcome, StaleAnswerError)] == [answer] * 11


def test_autosaves_of_different_answers_are_all_kept(scene: Scene) -> None:
    people = scene.respondents(12)
    works = [saving(scene, someone, question_id, "4") for someone in people for question_id in (MAL, KALKYL)]
    assert all(isinstance(outcome, Saved) for outcome in together(*works))
    assert [set(scene.stored(someone)) for someone in people] == [{MAL, KALKYL}] * 12


def test_one_autosaves_trouble_is_nobody_elses(scene: Scene) -> None:
    someone, other = scene.respondent(), scene.respondent()
    scene.save(someone, KALKYL, "1")
    outcomes = together(
        saving(scene, other, MAL, "2"),
        saving(scene, someone, MAL, "9"),
        saving(scene, someone, STYRNING, "3"),
        saving(scene, someone, KALKYL, "4"),
        saving(scene, someone, BUDGET, "5"),
    )
    assert [type(outcome) for outcome in outcomes] == [Saved, Saved, NotFoundError, StaleAnswerError, Saved]
    assert [len(outcome.errors) for outcome in outcomes if isinstance(outcome, Saved)] == [0, 1, 0]
    assert {name: row.entry.answer for name, row in scene.stored(someone).items()} == {
        KALKYL: Answer.level(1),
        BUDGET: Answer.level(5),
    }
    assert set(scene.stored(other)) == {MAL}


def test_an_autosave_after_answering_has_ended_is_refused(scene: Scene) -> None:
    someone = scene.respondent()
    scene.save(someone, MAL, "3")
    scene.close()
    assert [type(outcome) for outcome in together(saving(scene, someone, MAL, "4", 1))] == [PermissionDeniedError]
    assert scene.stored(someone)[MAL].version == 1


def test_a_capital_opened_right_after_an_autosave_shows_it(scene: Scene) -> None:
    someone = scene.respondent()

    async def save_and_open() -> dict[str, int]:
        versions: dict[str, int] = {}
        for version in range(3):
            await saving(scene, someone, MAL, str(version + 1), version)
            place = await open_capital(scene.database, someone, scene.norrby, "politiskt")
            versions |= {f"{name}, save {version + 1}": row.version for name, row in place.saved.items()}
        return versions

    assert asyncio.run(save_and_open()) == {f"{MAL}, save {number}": number for number in (1, 2, 3)}


@pytest.fixture
def behind(database: Database) -> Callable[..., list[object]]:
    """Writes that come while another is under way: on SQLite the next commit is for all of them."""

    def run(*works: Callable[[Session], object]) -> list[object]:
        start, go_on = Event(), Event()

        def first(_: Session) -> None:
            start.set()
            assert go_on.wait(PATIENCE)

        with ThreadPoolExecutor(len(works) + 1) as threads:
            blocking = threads.submit(database.write, first)
            assert start.wait(PATIENCE)
            waiting = [threads.submit(database.write, work) for work in works]
            time.sleep(0.05)  # long enough to be standing in the queue
            go_on.set()
            blocking.result(PATIENCE)
            return [future.exception(PATIENCE) or future.result() for future in waiting]

    return run


def add(slug: str, error: Exception | None = None) -> Callable[[Session], str]:
    def work(session: Session) -> str:
        session.add(RegionRow(slug=slug, name=slug))
        session.flush()
        if error is not None:
            raise error
        return slug

    return work


def slugs(database: Database) -> set[str]:
    with database.read() as session:
        return set(session.exec(select(RegionRow.slug)).all())


def test_of_writes_that_wait_together_only_those_that_raise_are_taken_back(
    database: Database, behind: Callable[..., list[object]]
) -> None:
    error = ZeroDivisionError()
    outcomes = behind(add("a"), add("b", error), add("c"), add("d", error), add("e"))
    assert outcomes == ["a", error, "c", error, "e"]
    assert slugs(database) == {"a", "c", "e"}


def test_a_write_that_the_database_refuses_is_taken_back_alone(
    database: Database, behind: Callable[..., list[object]]
) -> None:
    def twice(session: Session) -> None:
        add("dubbel")(session)
        add("dubbel")(session)

    outcomes = behind(add("a"), twice, add("c"))
    assert [type(outcome) for outcome in outcomes] == [str, IntegrityError, str]
    assert slugs(database) == {"a", "c"}


def test_of_coroutines_that_write_together_only_those_that_raise_are_taken_back(database: Database) -> None:
    error = ZeroDivisionError()

    def added(slug: str, *, fails: bool) -> Callable[[Connection], str]:
        def work(connection: Connection) -> str:
            connection.execute(insert(RegionRow).values(slug=slug, name=slug, is_example=False))
            if fails:
                raise error
            return slug

        return work

    slow = database.write_async(lambda _: time.sleep(0.1))
    works = [database.write_async(added(slug, fails=slug in "bd")) for slug in "abcde"]
    assert together(slow, *works) == [None, "a", error, "c", error, "e"]
    assert slugs(database) == {"a", "c", "e"}


@pytest.mark.parametrize("backend", ["sqlite"])
def test_when_a_commit_fails_nobody_in_it_is_told_that_something_was_saved(database: Database, backend: str) -> None:
    def fails_at_commit(connection: Connection) -> str:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        connection.execute(insert(MembershipRow).values(person_id=4711, role="kommun_reader"))
        return "saved"

    def added(connection: Connection) -> str:
        connection.execute(insert(RegionRow).values(slug="a", name="a", is_example=False))
        return "saved"

    outcomes = together(database.write_async(added), database.write_async(fails_at_commit))
    saves = [outcome for outcome in outcomes if outcome == "saved"]
    assert [type(outcome) for outcome in outcomes][1] is IntegrityError
    assert len(slugs(database)) == len(saves)
    database.write(add("efter"))
    assert "efter" in slugs(database)

"""What happens when several write at the same moment."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import TypeVar

import pytest
from sqlmodel import Session, func, select

from app.errors import OmstallningskollenError, Refused
from app.services.answering import Stale, hand_in
from app.services.leading import answer_alone, answer_as_one_of_several, overview
from app.storage.database import Database
from app.storage.tables import AgreedAnswerRow, RegionRow, RespondentRow
from tests.builders import BUDGET, KALKYL, LATER, MAL, NOW, Scene

T = TypeVar("T")
WRITERS = 8


def at_once(*works: Callable[[], T]) -> list[T | OmstallningskollenError]:
    """Every work in a thread of its own, started together: what it returned or raised."""
    start = Barrier(len(works))

    def run(work: Callable[[], T]) -> T | OmstallningskollenError:
        start.wait(10)
        try:
            return work()
        except OmstallningskollenError as fault:
            return fault

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(run, works))


def kinds(outcomes: Sequence[object]) -> Counter[type]:
    return Counter(type(outcome) for outcome in outcomes)


@pytest.mark.parametrize("version", [0, 1])
def test_of_many_who_change_one_version_exactly_one_wins(scene: Scene, version: int) -> None:
    someone = scene.respondent()
    if version:
        scene.save(someone, MAL, "5")
    outcomes = at_once(
        *(
            lambda number=number: scene.save(someone, MAL, "2", version, comment=f"skrivare {number}").answer
            for number in range(WRITERS)
        )
    )
    stored = scene.stored(someone)[MAL]
    stale = [outcome for outcome in outcomes if isinstance(outcome, Stale)]
    assert [outcome for outcome in outcomes if not isinstance(outcome, Stale)] == [stored]
    assert stored.version == version + 1
    assert [loser.current for loser in stale] == [stored] * (WRITERS - 1)


def test_the_same_change_made_many_times_at_once_is_one_change(scene: Scene) -> None:
    someone = scene.respondent()
    outcomes = at_once(*(lambda: scene.save(someone, MAL, "2").answer for _ in range(WRITERS)))
    assert outcomes == [scene.stored(someone)[MAL]] * WRITERS
    assert scene.stored(someone)[MAL].version == 1


def test_changes_of_different_answers_do_not_disturb_each_other(scene: Scene) -> None:
    people = [scene.respondent() for _ in range(WRITERS)]
    works = [
        lambda someone=someone, question_id=question_id: scene.save(someone, question_id, "4").answer.version
        for someone in people
        for question_id in (MAL, BUDGET, KALKYL)
    ]
    assert at_once(*works) == [1] * len(works)
    assert all(set(scene.stored(someone)) == {MAL, BUDGET, KALKYL} for someone in people)


def test_a_write_that_raises_leaves_nothing(database: Database) -> None:
    def work(session: Session) -> None:
        session.add(RegionRow(slug="halv", name="Halv"))
        session.flush()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        database.write(work)
    assert _count(database, RegionRow) == 0
    database.write(lambda session: session.add(RegionRow(slug="hel", name="Hel")))
    assert _count(database, RegionRow) == 1


def test_what_is_changed_in_a_read_is_thrown_away(database: Database) -> None:
    with database.read() as session:
        session.add(RegionRow(slug="last", name="Läst"))
        session.flush()
    assert _count(database, RegionRow) == 0


def test_a_read_sees_one_moment_however_much_is_written_meanwhile(scene: Scene) -> None:
    with scene.database.read() as session:
        before = session.exec(select(func.count()).select_from(RespondentRow)).one()
        scene.respondent()
        assert session.exec(select(func.count()).select_from(RespondentRow)).one() == before
    assert _count(scene.database, RespondentRow) == before + 1


def test_a_read_is_not_held_up_by_a_write_under_way(scene: Scene) -> None:
    someone = scene.respondent()
    written, go_on = Event(), Event()

    def slow(session: Session) -> None:
        session.add(RegionRow(slug="langsam", name="Långsam"))
        session.flush()
        written.set()
        assert go_on.wait(10)

    with ThreadPoolExecutor(1) as threads:
        writing = threads.submit(scene.database.write, slow)
        try:
            assert written.wait(10)
            assert scene.stored(someone) == {}
            assert not writing.done()
        finally:
            go_on.set()
        writing.result(10)


def test_starting_the_simple_mode_twice_at_once_makes_one_joint_place(scene: Scene) -> None:
    at_once(*(lambda: answer_alone(scene.database, scene.coordinator, scene.norrby) for _ in range(4)))
    assert _count(scene.database, RespondentRow) == 1


def test_two_coordinators_who_choose_differently_at_once_do_not_mix_the_modes(scene: Scene) -> None:
    outcomes = at_once(
        lambda: answer_alone(scene.database, scene.coordinator, scene.norrby),
        lambda: answer_as_one_of_several(scene.database, scene.coordinator, scene.norrby, "ledning"),
    )
    assert kinds(outcomes) == {type(None): 1, Refused: 1}
    assert _count(scene.database, RespondentRow) == 1


def test_an_answer_saved_while_answering_is_closed_is_either_counted_or_refused(scene: Scene) -> None:
    """Otherwise two results with one answer between them would give that answer away."""
    people = [scene.respondent() for _ in range(WRITERS)]
    scene.answer(people[0], "3")

    def result_when_closed() -> int:
        scene.close()
        return _started(scene)

    def save(someone: object = None) -> int:
        raise NotImplementedError

    outcomes = at_once(
        result_when_closed,
        *(lambda someone=someone: scene.save(someone, MAL, "5").answer.version for someone in people[1:]),
    )
    assert _started(scene) == outcomes[0]
    assert kinds(outcomes[1:])[int] == _started(scene) - 1


def test_every_answer_of_the_simple_mode_that_was_saved_before_handing_in_is_handed_in(scene: Scene) -> None:
    coordinator = scene.coordinator
    answer_alone(scene.database, coordinator, scene.norrby)
    scene.save(coordinator, BUDGET, "3")
    at_once(
        lambda: hand_in(scene.database, coordinator, scene.norrby, NOW),
        lambda: hand_in(scene.database, coordinator, scene.norrby, LATER),
        *(lambda question=question: scene.save(coordinator, question, "4") for question in (MAL, KALKYL)),
    )
    assert _count(scene.database, AgreedAnswerRow) == len(scene.stored(coordinator))


def _started(scene: Scene) -> int:
    return overview(scene.database, scene.coordinator, scene.norrby).started


def _count(database: Database, table: type) -> int:
    with database.read() as session:
        return session.exec(select(func.count()).select_from(table)).one()

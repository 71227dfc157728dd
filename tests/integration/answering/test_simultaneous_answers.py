"""What happens when several write at the same moment."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from sqlmodel import Session, func, select

from app.accounts.kernel.roles import Actor
from app.errors import PermissionDeniedError
from app.services.answering.answer_errors import StaleAnswerError
from app.services.answering.answers import hand_in
from app.services.answering.respondent_place import RespondentPlace
from app.services.assessments.coordination import answer_alone, answer_as_one_of_several
from app.services.results.results import open_result
from app.storage.answering import answers
from app.storage.engine.database import Database
from app.storage.tables import AgreedAnswerRow, RegionRow, RespondentRow
from tests.builders import BUDGET, EVERYTHING, KALKYL, LATER, MAL, NOW, URL, Scene
from tests.integration.support.together import PATIENCE, HeldUp, at_once, kinds
from tests.integration.support.writing import CHANGES, begin, process

WRITERS = 8


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
    answer = scene.stored(someone)[MAL]
    stale = [outcome for outcome in outcomes if isinstance(outcome, StaleAnswerError)]
    assert [outcome for outcome in outcomes if not isinstance(outcome, StaleAnswerError)] == [answer]
    assert answer.version == version + 1
    assert [loser.current for loser in stale] == [answer] * (WRITERS - 1)


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
    start, go_on = Event(), Event()

    def slow(session: Session) -> None:
        session.add(RegionRow(slug="langsam", name="Långsam"))
        session.flush()
        start.set()
        assert go_on.wait(PATIENCE)

    with ThreadPoolExecutor(1) as threads:
        writing = threads.submit(scene.database.write, slow)
        try:
            assert start.wait(PATIENCE)
            assert scene.stored(someone) == {}
            assert not writing.done()
        finally:
            go_on.set()
        writing.result(PATIENCE)


def test_starting_the_simple_mode_twice_at_once_makes_one_joint_place(scene: Scene) -> None:
    at_once(*(lambda: answer_alone(scene.database, scene.coordinator, scene.norrby, NOW) for _ in range(4)))
    assert _count(scene.database, RespondentRow) == 1


def test_two_coordinators_who_choose_differently_at_once_do_not_mix_the_modes(scene: Scene) -> None:
    outcomes = at_once(
        lambda: answer_alone(scene.database, scene.coordinator, scene.norrby, NOW),
        lambda: answer_as_one_of_several(scene.database, scene.coordinator, scene.norrby, "ledning", NOW),
    )
    assert kinds(outcomes) == {type(None): 1, PermissionDeniedError: 1}
    assert _count(scene.database, RespondentRow) == 1


@pytest.fixture
def held_up(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], HeldUp]]:
    """`held_up("store_answer")` makes the first transaction that comes to this function wait there."""
    waits: list[HeldUp] = []

    def hold_up(name: str) -> HeldUp:
        waits.append(HeldUp(getattr(answers, name)))
        monkeypatch.setattr(answers, name, waits[-1])
        return waits[-1]

    yield hold_up
    for wait in waits:
        wait.go_on.set()


def _close(scene: Scene) -> None:
    scene.close()


def _hand_in(scene: Scene) -> None:
    hand_in(scene.database, scene.coordinator, scene.norrby, LATER, public_url=URL)


@pytest.fixture(params=["close", "hand in"])
def ending(request: pytest.FixtureRequest, scene: Scene) -> tuple[Callable[[Scene], None], Actor]:
    """The two ways in which the answers become a result, with somebody who answers until then."""
    if request.param == "close":
        scene.save(scene.respondent(), BUDGET, "3")
        return _close, scene.respondent()
    answer_alone(scene.database, scene.coordinator, scene.norrby, NOW)
    scene.save(scene.coordinator, BUDGET, "3")
    return _hand_in, scene.coordinator


def test_answering_is_not_ended_before_an_answer_under_way_is_saved(
    scene: Scene, ending: tuple[Callable[[Scene], None], Actor], held_up: Callable[[str], HeldUp]
) -> None:
    """Otherwise two results would have one answer between them, which they would give away."""
    end, someone = ending
    storing = held_up("store_answer")
    with ThreadPoolExecutor(2) as threads:
        saving = threads.submit(scene.save, someone, MAL, "4")
        try:
            assert storing.reached.wait(PATIENCE)
            closing = threads.submit(end, scene)
            with pytest.raises(TimeoutError):
                closing.result(0.3)
        finally:
            storing.go_on.set()
        saving.result(PATIENCE)
        closing.result(PATIENCE)
    result = open_result(scene.database, scene.coordinator, scene.norrby)
    mal = result.profile.capitals[0].questions[0]
    agreed_or_counted = mal.value if someone == scene.coordinator else mal.answered
    assert agreed_or_counted == (3 if someone == scene.coordinator else 1)


def test_an_answer_that_comes_while_answering_is_being_ended_is_refused(
    scene: Scene, ending: tuple[Callable[[Scene], None], Actor], held_up: Callable[[str], HeldUp]
) -> None:
    end, someone = ending
    closing = held_up("set_answering_closed")
    with ThreadPoolExecutor(2) as threads:
        end_future = threads.submit(end, scene)
        try:
            assert closing.reached.wait(PATIENCE)
            saving = threads.submit(scene.save, someone, MAL, "4")
            with pytest.raises(TimeoutError):
                saving.result(0.3)
        finally:
            closing.go_on.set()
        end_future.result(PATIENCE)
        with pytest.raises(PermissionDeniedError):
            saving.result(PATIENCE)
    assert MAL not in scene.stored(someone)


def test_handing_in_twice_at_once_is_the_same_as_once(scene: Scene) -> None:
    answer_alone(scene.database, scene.coordinator, scene.norrby, NOW)
    scene.answer(scene.coordinator, "4")
    outcomes = at_once(
        *(lambda: hand_in(scene.database, scene.coordinator, scene.norrby, NOW, public_url=URL) for _ in range(4))
    )
    assert kinds(outcomes) == {RespondentPlace: 4}
    assert _count(scene.database, AgreedAnswerRow) == len(EVERYTHING) - 1


def test_two_processes_that_change_the_same_answer_never_both_win_a_version(scene: Scene, database_url: str) -> None:
    someone = scene.respondent()
    with process("compete", database_url, someone) as first, process("compete", database_url, someone) as another:
        begin(first)
        begin(another)
        versions = [
            [int(version) for version in child.communicate(timeout=60)[0].split()] for child in (first, another)
        ]
    assert sorted(versions[0] + versions[1]) == list(range(1, 2 * CHANGES + 1))
    assert scene.stored(someone)[MAL].version == 2 * CHANGES


def _count(database: Database, table: type) -> int:
    with database.read() as session:
        return session.exec(select(func.count()).select_from(table)).one()

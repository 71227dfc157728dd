"""The start page of a region's people and of a kommun's: it says what the board says, and asks little of the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import get_ident
from typing import Any

from sqlalchemy import Engine, event
from sqlmodel import Session

from app.accounts.kernel.roles import Actor, Membership, Role
from app.assessment.answering.answers import AnswerKind
from app.rounds.kernel.assessment import Mode
from app.rounds.progress.round_board import Stage
from app.rounds.progress.year import YearState
from app.services.assessments.year import own_years
from app.services.organisations.home_page import own_start
from app.services.rounds.region_start import RunningRound, region_starts
from app.services.rounds.round_board import round_board
from app.storage.engine.database import Database
from app.storage.tables import AgreedAnswerRow, AnswerRow, AssessmentRow, RespondentRow, SubmissionRow
from tests.builders import BUDGET, EVERYTHING, LATER, MAL, NOW, Scene, add_kommun, added

STATES: tuple[dict[str, Any], ...] = (
    {},
    {"mode": Mode.SEVERAL, "answer": "comment"},
    {"mode": Mode.SEVERAL, "answer": "level"},
    {"mode": Mode.SIMPLE, "answer": "level"},
    {"mode": Mode.SEVERAL, "answering_closed_at": LATER},
    {"mode": Mode.SEVERAL, "answering_closed_at": LATER, "agreed": (BUDGET,)},
    {"mode": Mode.SEVERAL, "answering_closed_at": LATER, "agreed": EVERYTHING},
    {"mode": Mode.SIMPLE, "answering_closed_at": LATER},
    {"mode": Mode.SEVERAL, "answering_closed_at": LATER, "submitted": True},
    {"mode": Mode.SEVERAL, "answering_closed_at": LATER, "submitted": True, "approved_at": LATER},
)
"""How far a kommun can have come in an open round."""


def add_kommuner(scene: Scene, times: int = 1, first_code: int = 8000) -> list[int]:
    """One for each state, in the round, with somebody who is asked. Returns their ids."""

    def work(session: Session) -> list[int]:
        states = enumerate(STATES * times, first_code)
        return [_kommun_in(session, scene, str(code), state) for code, state in states]

    return scene.database.write(work)


def _kommun_in(session: Session, scene: Scene, code: str, state: dict[str, Any]) -> int:
    kommun = add_kommun(session, scene.region.id, code, f"kommun{code}")
    columns = {name: state[name] for name in ("mode", "answering_closed_at", "approved_at") if name in state}
    assessment = added(session, AssessmentRow(round_id=scene.round_id, municipality_id=kommun.id, **columns))
    respondent = added(
        session,
        RespondentRow(
            assessment_id=assessment,
            person_id=kommun.coordinator.person_id,
            role_group="strateg",
            for_kommun=state.get("mode") is Mode.SIMPLE,
        ),
    )
    if "answer" in state:
        kind = AnswerKind.LEVEL if state["answer"] == "level" else None
        position = None if kind is None else 3
        session.add(
            AnswerRow(respondent_id=respondent, question_id=MAL, kind=kind, position=position, version=1, saved_at=NOW)
        )
    for question_id in state.get("agreed", ()):
        session.add(
            AgreedAnswerRow(
                assessment_id=assessment, question_id=question_id, kind=AnswerKind.LEVEL, position=2, agreed_at=NOW
            )
        )
    if "submitted" in state:
        content = (
            '{"questionnaire":"prov","year":2026,"content_hash":"","answers":{},"targets":{},"actions":[],"figures":{}}'
        )
        session.add(SubmissionRow(assessment_id=assessment, number=1, content=content, submitted_at=LATER))
    session.flush()
    return kommun.id


@contextmanager
def statements() -> Iterator[list[str]]:
    """What this thread asks of any database meanwhile. On SQLite without the prepared statements, which PostgreSQL has.

    Not what other threads ask: services that other tests share look for work now and then in the same process.
    """
    asked: list[str] = []
    thread = get_ident()

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if get_ident() == thread:
            asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def running(database: Database, actor: Actor) -> RunningRound:
    (start,) = region_starts(database, actor, LATER)
    (round_,) = start.rounds
    return round_


def test_it_says_of_each_kommun_what_the_board_says(scene: Scene) -> None:
    add_kommuner(scene)
    person = scene.respondent()
    scene.answer(person, "3", MAL)
    scene.change(mode=Mode.SIMPLE)  # what the person answered counts no more
    key = scene.norrby.round
    board = round_board(scene.database, scene.region.coordinator, key, LATER)
    round_ = running(scene.database, scene.region.coordinator)

    def said(line: Any) -> tuple[Any, ...]:
        return line.assessment, line.stage, line.state, line.coordinators, line.told_at

    assert [said(line) for line in round_.lines] == [said(line) for line in board.lines]
    assert round_.advice is board.advice[0]
    assert {line.stage for line in round_.lines} == {
        Stage.NOT_STARTED,
        Stage.NO_ANSWERS,
        Stage.UNDER_WAY,
        Stage.DRAFT,
        Stage.SUBMITTED,
        Stage.APPROVED,
    }
    assert {YearState.ANSWERING_CLOSED, YearState.MEETING, YearState.READY} <= {line.state for line in round_.lines}


def test_of_many_kommuner_a_region_asks_the_database_as_often_as_of_few(scene: Scene) -> None:
    counts = []
    for times in (1, 3):
        add_kommuner(scene, times, first_code=1000 * times)
        scene.database.kept.forget()
        with statements() as asked:
            assert len(running(scene.database, scene.region.coordinator).lines) > 10 * times
        counts.append(len(asked))
    assert counts[0] == counts[1] < 25


def test_of_many_own_kommuner_the_start_page_asks_the_database_as_often_as_of_few(scene: Scene) -> None:
    kommun_ids = add_kommuner(scene, 2)
    counts = []
    for number in (10, 20):
        roles = tuple(Membership(Role.KOMMUN_COORDINATOR, scene.region.id, item) for item in kommun_ids[:number])
        actor = Actor(scene.coordinator.person_id, "Samordnare", roles)
        with statements() as asked:
            assert len(own_years(scene.database, actor, LATER)) == number
            assert len(own_start(scene.database, actor).places) == number
        counts.append(len(asked))
    assert counts[0] == counts[1] < 25

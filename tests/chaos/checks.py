"""What must hold after the service was killed, however often: every complaint is a line."""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing

from sqlalchemy import func
from sqlmodel import col, select

from app.accounts.audit.events import RespondentHandedIn, RespondentTookBack, ResultSubmitted, ResultTakenBack
from app.accounts.audit.round_events import RoundReportsMade
from app.accounts.mail.mail_status import MailStatus
from app.rounds.kernel.keys import AssessmentKey
from app.services.privacy.audit_log import verify
from app.storage.assessments.plans import submissions_of
from app.storage.engine.database import Database
from app.storage.kernel.assessments import find_assessment
from app.storage.tables import AnswerRow, AuditLineRow, MailRow, RespondentRow
from tests.chaos.load import HandingIn, Letters
from tests.mail_catcher import Letter


def answers_missing(database: Database, saved: Mapping[int, Mapping[str, int]]) -> Iterator[str]:
    """What was acknowledged is there, or something later of the same person's. `saved`: respondent -> question -> number."""
    for place, numbers in saved.items():
        with database.read() as session:
            rows = session.exec(select(AnswerRow).where(AnswerRow.respondent_id == place)).all()
        stored = {row.question_id: int(row.comment.removeprefix("nummer ")) for row in rows}
        for question, number in numbers.items():
            if stored.get(question, 0) < number:
                yield f"respondent {place} {question}: {number} was acknowledged, {stored.get(question)} is stored"


def wrong_submissions(database: Database, people: Iterable[HandingIn]) -> Iterator[str]:
    """What was acknowledged is so, and the audit log tells the same as the row."""
    for person in people:
        place = person.respondent.respondent_id
        with database.read() as session:
            handed_in_at = session.exec(select(RespondentRow.handed_in_at).where(RespondentRow.id == place)).one()
            facts = f'%"respondent_id":{place}}}%'
            actions = [
                session.exec(
                    select(func.count()).where(
                        col(AuditLineRow.action) == kind.action, col(AuditLineRow.facts).like(facts)
                    )
                ).one()
                for kind in (RespondentHandedIn, RespondentTookBack)
            ]
        is_handed_in = handed_in_at is not None
        if is_handed_in not in person.possible:
            yield f"respondent {place}: handed in is {is_handed_in}, acknowledged was {person.possible}"
        if actions[0] - actions[1] != int(is_handed_in):
            yield f"respondent {place}: handed in is {is_handed_in}, the log has {actions[0]} in, {actions[1]} back"


def wrong_versions(database: Database, key: AssessmentKey, possible: Collection[bool]) -> Iterator[str]:
    """Versions are numbered without a gap, each of them whole and in the log, and at the most the last one waits.
    `possible`: whether one may be waiting, and whether none may."""
    with database.read() as session:
        assessment = find_assessment(session, key)
        assert assessment is not None
        rows = submissions_of(session, assessment.id)
        lines = [
            session.exec(select(func.count()).where(col(AuditLineRow.action) == kind.action)).one()
            for kind in (ResultSubmitted, ResultTakenBack)
        ]
    numbers = sorted(row.number for row in rows)
    if numbers != list(range(1, len(rows) + 1)):
        yield f"the versions of {key.municipality} are numbered {numbers}"
    pending = [row.number for row in rows if row.is_pending]
    if pending not in ([], numbers[-1:]) or bool(pending) not in possible:
        yield f"{pending} wait for approval, acknowledged was {possible}"
    if lines != [len(rows), len(rows) - len(pending)]:
        yield f"{len(rows)} versions, {len(pending)} waiting; the log has {lines[0]} in and {lines[1]} back"


def wrong_letters(database: Database, letters: Letters, delivered: list[Letter], kills: int) -> Iterator[str]:
    """Every letter has ended as sent and came; at most one for each kill came twice."""
    with database.read() as session:
        unsent = session.exec(select(MailRow.to_address).where(MailRow.status != MailStatus.SENT)).all()
    yield from (f"{address} was not sent" for address in unsent)
    counts = Counter(letter.to_address for letter in delivered)
    yield from (f"{address} never came" for address in letters.queued if not counts[address])
    twice = sum(number - 1 for number in counts.values())
    if twice > kills:
        yield f"{twice} letters came twice, although the service was killed {kills} times only"


def wrong_jobs(database: Database, asked: int) -> Iterator[str]:
    """Every file that was ordered has been made once."""
    with database.read() as session:
        made = session.exec(select(func.count()).where(AuditLineRow.action == RoundReportsMade.action)).one()
    if made != asked:
        yield f"{asked} files of reports were ordered, {made} were made"


def broken_database(database: Database) -> Iterator[str]:
    chain = verify(database)
    if not chain.is_whole:
        yield f"the chain of the audit log is broken at {chain.broken}"
    if database.path is not None:
        with closing(sqlite3.connect(database.path)) as connection:
            verdict = connection.execute("PRAGMA integrity_check").fetchall()
            orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
        if verdict != [("ok",)] or orphans:
            yield f"SQLite says {verdict} {orphans}"

"""Reminding the kommuner of a round that are not done: whom, with which words, and who has been reminded when."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from app.accounts.audit.round_events import RoundReminded
from app.accounts.kernel.roles import Actor
from app.accounts.mail.mail_kinds import MailKind, fill, fill_body
from app.accounts.mail.mail_wording import Wording
from app.errors import PermissionDeniedError
from app.rounds.kernel.assessment import Mode
from app.rounds.kernel.days import day_of
from app.rounds.kernel.keys import RoundKey
from app.rounds.kernel.round import RoundState
from app.rounds.progress.round_board import Stage
from app.rounds.progress.round_content import Sent
from app.services.kernel.audit import note
from app.services.rounds import words
from app.services.rounds.round_access import LedRound, led_round, locked_round
from app.services.rounds.round_board import Board, BoardLine, board_of
from app.services.rounds.round_mail import mail_values, write_to
from app.storage.engine.database import Database
from app.storage.mail.mail_queue import wording_of
from app.storage.rounds.round_mail import sent_in

SECOND_CLICK = timedelta(minutes=10)
"""A kommun that was written to within that time gets nothing, whatever was asked for."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """One kommun that can be reminded, and the mail it would get."""

    line: BoardLine
    standing: str
    """How far it has come, as the mail says it."""
    subject: str
    body: str
    last: Sent | None
    is_recent: bool
    """It has been reminded today already."""

    @property
    def slug(self) -> str:
        return self.line.assessment.municipality_slug

    @property
    def letters(self) -> int:
        return sum(bool(person.address) for person in self.line.coordinators)


@dataclass(frozen=True, slots=True)
class KommunReminderPlan:
    board: Board
    reminders: tuple[Reminder, ...]
    """Everybody who is not done and can be written to, in Swedish order."""
    unreachable: tuple[BoardLine, ...]
    """Those who are not done and cannot."""
    sent: tuple[Sent, ...]
    """Every reminder until now, latest first."""

    def chosen(self, slugs: Collection[str]) -> tuple[Reminder, ...]:
        return tuple(reminder for reminder in self.reminders if reminder.slug in slugs)


def plan_reminders(
    database: Database, actor: Actor, key: RoundKey, now: datetime, *, public_url: str
) -> KommunReminderPlan:
    """Changes nothing. Raises NotFoundError, and PermissionDeniedError when the round is not open."""
    with database.read() as session:
        return _plan(session, actor, led_round(session, actor, key), now, public_url=public_url)


def remind(
    database: Database,
    actor: Actor,
    key: RoundKey,
    slugs: Collection[str],
    now: datetime,
    *,
    recent_too: bool,
    public_url: str,
) -> int:
    """Write to the coordinators of the chosen kommuner that are not done. Returns how many kommuner.

    Who has been reminded today is left out unless `recent_too`; asking twice in a row writes once.
    Raises NotFoundError, and PermissionDeniedError when the round is not open or nobody is chosen.
    """

    def work(session: Session) -> int:
        access = locked_round(session, actor, key)
        selection = _plan(session, actor, access, now, public_url=public_url).chosen(slugs)
        if not selection:
            raise PermissionDeniedError(words.CHOOSE_KOMMUN_TO_REMIND)
        due = [reminder for reminder in selection if _is_due(reminder, now, recent_too=recent_too)]
        if not due:
            return 0
        standing = {reminder.line.assessment.id: reminder.standing for reminder in due}
        assessments = [reminder.line.assessment for reminder in due]
        kind = MailKind.ROUND_REMINDER
        notification = write_to(session, actor, access, kind, assessments, standing, now, public_url=public_url)
        event = RoundReminded(
            round_id=access.round.id, municipality_ids=notification.municipality_ids, letters=notification.letters
        )
        note(session, actor, event, access.place, now)
        return len(notification.assessments)

    return database.write(work)


def _is_due(reminder: Reminder, now: datetime, *, recent_too: bool) -> bool:
    if reminder.last is not None and now - reminder.last.at < SECOND_CLICK:
        return False
    return recent_too or not reminder.is_recent


def _plan(session: Session, actor: Actor, access: LedRound, now: datetime, *, public_url: str) -> KommunReminderPlan:
    if access.round.state is not RoundState.OPEN:
        raise PermissionDeniedError(words.NOT_OPEN_NO_REMINDERS)
    board = board_of(session, actor, access.round, now)
    reminders = sent_in(session, access.round.id, MailKind.ROUND_REMINDER)
    last: dict[int, Sent] = {}
    for reminder in reminders:
        last.setdefault(reminder.assessment_id, reminder)
    wording = wording_of(session, access.region.id, MailKind.ROUND_REMINDER)
    reachable = [line for line in board.unfinished if line.is_reachable]
    return KommunReminderPlan(
        board=board,
        reminders=tuple(
            _reminder(actor, access, line, wording, last, now, public_url=public_url) for line in reachable
        ),
        unreachable=tuple(line for line in board.unfinished if not line.is_reachable),
        sent=reminders,
    )


def _reminder(
    actor: Actor,
    access: LedRound,
    line: BoardLine,
    wording: Wording,
    last: Mapping[int, Sent],
    now: datetime,
    *,
    public_url: str,
) -> Reminder:
    standing = standing_of(line)
    values = mail_values(actor, access, line.assessment, standing, now, public_url=public_url)
    before = last.get(line.assessment.id)
    is_recent = before is not None and day_of(before.at) == day_of(now)
    subject, body = fill(wording.subject, values), fill_body(wording.body, values)
    return Reminder(line=line, standing=standing, subject=subject, body=body, last=before, is_recent=is_recent)


def standing_of(line: BoardLine) -> str:
    """How far a kommun has come, as its own coordinators are told."""
    if line.stage is Stage.DRAFT:
        return words.NOT_SUBMITTED
    if line.stage is not Stage.UNDER_WAY:
        return words.NOBODY_ANSWERED
    if line.assessment.mode is Mode.SIMPLE:
        return words.BEGUN_NOT_HANDED_IN
    return words.SOME_FINISHED.with_facts(handed_in=line.handed_in, invited=line.invited)

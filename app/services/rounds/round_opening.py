"""Opening a round, telling its kommuner, giving it more time, and closing it. Nothing of it happens by itself."""

from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.events import AssessmentAnsweringClosed
from app.accounts.audit.round_events import RoundClosed, RoundExtended, RoundKommunerTold, RoundOpened
from app.accounts.kernel.roles import Actor
from app.accounts.mail.mail_form import MailKind
from app.accounts.mail.notifications import Notification
from app.errors import PermissionDeniedError
from app.rounds.kernel.assessment import Assessment, Mode
from app.rounds.kernel.days import day_of
from app.rounds.kernel.keys import RoundKey
from app.rounds.kernel.round import RoundState
from app.rounds.progress.round_plans import read_extension
from app.services.kernel.access import place_of
from app.services.kernel.audit import note
from app.services.mail.notifications import notify
from app.services.results.benchmarks import refresh_benchmarks
from app.services.rounds import words
from app.services.rounds.round_access import LedRound, led_round, locked_round
from app.services.rounds.round_mail import notify_rest
from app.services.rounds.round_plans import invalid
from app.storage.answering.answers import set_answering_closed
from app.storage.answering.participation import participation
from app.storage.engine.database import Database
from app.storage.kernel.assessments import assessments_of_round, kommuner_of_round
from app.storage.rounds import rounds as stored


def open_round(database: Database, actor: Actor, key: RoundKey, now: datetime, *, public_url: str) -> None:
    """Let people answer, and tell the coordinators of every kommun in it. Doing it twice is the same as once.

    Raises NotFoundError, and PermissionDeniedError when its last day has passed or it is closed.
    """

    def work(session: Session) -> None:
        access = locked_round(session, actor, key)
        if access.round.state is RoundState.OPEN:
            return
        _require_openable(access, now)
        kommuner = len(kommuner_of_round(session, access.round.id))
        stored.set_opened(session, access.round.id, now)
        notification = notify_rest(session, actor, access, now, public_url=public_url)
        event = RoundOpened(
            round_id=access.round.id,
            kommuner=kommuner,
            told=len(notification.assessments),
            letters=notification.letters,
        )
        note(session, actor, event, access.place, now)

    database.write(work)


def _require_openable(access: LedRound, now: datetime) -> None:
    if access.round.state is RoundState.CLOSED:
        raise PermissionDeniedError(words.CLOSED_NO_OPENING)
    if access.round.closes_on < day_of(now):
        raise PermissionDeniedError(words.LAST_DAY_PASSED)


def require_openable(database: Database, actor: Actor, key: RoundKey, now: datetime) -> None:
    """Raises NotFoundError, and PermissionDeniedError for a round that cannot be opened now or is open already."""
    with database.read() as session:
        access = led_round(session, actor, key)
        if access.round.state is RoundState.OPEN:
            raise PermissionDeniedError(words.ALREADY_OPENED)
        _require_openable(access, now)


def notify_kommuner(database: Database, actor: Actor, key: RoundKey, now: datetime, *, public_url: str) -> None:
    """Tell the kommuner of an open round that had nobody to tell when it was opened. Who has been told is not again.

    Raises NotFoundError, and PermissionDeniedError when the round is not open.
    """

    def work(session: Session) -> None:
        access = locked_round(session, actor, key)
        if access.round.state is not RoundState.OPEN:
            raise PermissionDeniedError(words.NOT_OPEN)
        notification = notify_rest(session, actor, access, now, public_url=public_url)
        if notification.letters:
            event = RoundKommunerTold(
                round_id=access.round.id, municipality_ids=notification.municipality_ids, letters=notification.letters
            )
            note(session, actor, event, access.place, now)

    database.write(work)


def extend_round(database: Database, actor: Actor, key: RoundKey, closes_on: str, now: datetime) -> None:
    """Give an open round a later last day. The day it has already is no change.

    Raises NotFoundError, PermissionDeniedError when it is not open, and InvalidInputError.
    """

    def work(session: Session) -> None:
        access = locked_round(session, actor, key)
        if access.round.state is not RoundState.OPEN:
            raise PermissionDeniedError(words.NOT_OPEN)
        before = access.round.closes_on
        later = read_extension(closes_on, before, day_of(now))
        if isinstance(later, tuple):
            raise invalid(later)
        if later == before:
            return
        stored.set_closes_on(session, access.round.id, later)
        note(session, actor, RoundExtended(round_id=access.round.id, before=before, closes_on=later), access.place, now)

    database.write(work)


def close_round(database: Database, actor: Actor, key: RoundKey, now: datetime, *, public_url: str) -> None:
    """End all answering in the round for good, and notify its kommuner. Doing it twice is the same as once.

    Where several people have answered, everything saved counts (decision 0003). What one person has saved for the whole
    kommun counts only when handed in; that can be done afterwards too (`answering.hand_in`).
    Raises NotFoundError, and PermissionDeniedError when it has not been opened.
    """

    def work(session: Session) -> None:
        access = locked_round(session, actor, key, with_answering=True)
        if access.round.state is RoundState.CLOSED:
            return
        if access.round.state is RoundState.PLANNED:
            raise PermissionDeniedError(words.NEVER_OPENED)
        assessments = assessments_of_round(session, access.round.id)
        ending = ended_by_closing(session, assessments)
        for assessment in ending:
            set_answering_closed(session, assessment.id, now)
        stored.set_closed(session, access.round.id, now)
        for assessment in ending:
            event = AssessmentAnsweringClosed(assessment_id=assessment.id)
            note(session, actor, event, place_of(assessment), now)
        refresh_benchmarks(session, key, now)
        already_closed = sum(item.answering_closed_at is not None for item in assessments)
        closing = RoundClosed(
            round_id=access.round.id,
            answering_closed=len(ending),
            without_result=len(assessments) - len(ending) - already_closed,
        )
        for assessment in assessments:
            notify(session, assessment, Notification(MailKind.ROUND_CLOSED, actor), now, public_url=public_url)
        note(session, actor, closing, access.place, now)

    database.write(work)


def ended_by_closing(session: Session, assessments: tuple[Assessment, ...]) -> tuple[Assessment, ...]:
    """Those whose answering ends, with a result, when the round is closed: several people answer, and some have."""
    begun_ids = {
        item.assessment_id
        for item in participation(session, *(assessment.id for assessment in assessments))
        if item.started
    }
    return tuple(
        item
        for item in assessments
        if item.mode is Mode.SEVERAL and item.answering_closed_at is None and item.id in begun_ids
    )

"""Taking away a whole round: a trial at any time, any other only while it has never been open."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.chain import Event
from app.accounts.audit.round_events import RoundPlanRemoved, RoundTrialDeleted
from app.accounts.kernel.roles import Actor, Place
from app.errors import PermissionDeniedError
from app.rounds.kernel.keys import RoundKey
from app.rounds.kernel.round import RoundState
from app.rounds.progress.round_content import RoundContent
from app.services.kernel.access import led_region
from app.services.kernel.audit import note
from app.services.rounds import words
from app.services.rounds.round_access import LedRound, led_round
from app.storage.engine.database import Database
from app.storage.privacy import removal
from app.storage.rounds.rounds import content_of, lock_round


@dataclass(frozen=True, slots=True)
class Removal:
    """What goes when the round is taken away."""

    led: LedRound
    content: RoundContent


def removal_of(database: Database, actor: Actor, key: RoundKey) -> Removal:
    """Raises NotFoundError, and PermissionDeniedError for a round that has to stay."""
    with database.read() as session:
        access = led_round(session, actor, key)
        _require_removable(access)
        return Removal(access, content_of(session, access.round.id))


def remove_round(database: Database, actor: Actor, key: RoundKey, now: datetime) -> None:
    """Answers, links and all. One that is gone already is no trouble. Raises NotFoundError and PermissionDeniedError as
    `removal_of`.

    The log of mails stays: somebody did get them.
    """

    def work(session: Session) -> None:
        region = led_region(session, actor, key.region)
        if lock_round(session, key, with_answering=True) is None:
            return
        access = led_round(session, actor, key)
        _require_removable(access)
        event = _event(access, content_of(session, access.round.id))
        removal.remove_round(session, access.round.id)
        note(session, actor, event, Place(region.id), now)

    database.write(work)


def _require_removable(access: LedRound) -> None:
    if not access.round.is_trial and access.round.state is not RoundState.PLANNED:
        raise PermissionDeniedError(words.ONLY_TRIALS_REMOVED)


def _event(access: LedRound, content: RoundContent) -> Event:
    if not access.round.is_trial:
        return RoundPlanRemoved(round_id=access.round.id, kommuner=content.kommuner)
    return RoundTrialDeleted(
        round_id=access.round.id, kommuner=content.kommuner, respondents=content.respondents, answers=content.answers
    )

"""Which kommuner take part in a round: more can always come in, one can leave until it has done something there."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.round_events import RoundKommunerAdded, RoundKommunRemoved
from app.accounts.kernel.roles import Actor
from app.assessment.questionnaires.questionnaire import RoundSubject
from app.errors import NotFoundError, PermissionDeniedError
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.keys import RoundKey
from app.rounds.kernel.round import RoundState
from app.services.kernel.audit import note
from app.services.rounds import words
from app.services.rounds.kommun_work import RoundWork, work_in
from app.services.rounds.round_access import LedRound, locked_round
from app.services.rounds.round_mail import Notified, notify_rest
from app.services.rounds.round_plans import Planned, planned
from app.storage.answering.participation import participation
from app.storage.engine.database import Database
from app.storage.kernel.assessments import kommuner_of_round
from app.storage.organisations.organisations import municipalities_of
from app.storage.privacy.removal import remove_assessments
from app.storage.rounds import rounds as stored


def changeable(database: Database, actor: Actor, key: RoundKey, leaving: str | None = None) -> Planned:
    """The round with its kommuner. Raises NotFoundError, and PermissionDeniedError when it is closed or when the one
    may not leave.
    """
    plan = planned(database, actor, key, RoundState.PLANNED, RoundState.OPEN)
    _require_kommuner(plan.led)
    if leaving is not None:
        with database.read() as session:
            every = kommuner_of_round(session, plan.led.round.id)
        _require_may_leave(_one(every, leaving), plan.work, len(every))
    return plan


def _require_kommuner(access: LedRound) -> None:
    if access.round.subject is RoundSubject.REGION:
        raise PermissionDeniedError(words.ONLY_ASSOCIATION.with_facts(region=access.region.name))


def _one(assessments: Collection[Assessment], slug: str) -> Assessment:
    for assessment in assessments:
        if assessment.municipality_slug == slug:
            return assessment
    raise NotFoundError


def _require_may_leave(assessment: Assessment, work: RoundWork, kommuner: int) -> None:
    why_it_stays = work.why_it_stays(assessment)
    if why_it_stays is not None:
        raise PermissionDeniedError(why_it_stays)
    if kommuner == 1:
        raise PermissionDeniedError(words.ONLY_KOMMUN)


def add_kommuner(
    database: Database, actor: Actor, key: RoundKey, slugs: Collection[str], now: datetime, *, public_url: str
) -> None:
    """Take kommuner of the region into a round. When it is open their coordinators are told at once.

    What is in it already, or does not exist, is left out. Raises NotFoundError, and PermissionDeniedError when nothing
    is chosen or the round is closed.
    """

    def work(session: Session) -> None:
        access = locked_round(session, actor, key)
        if access.round.state is RoundState.CLOSED:
            raise PermissionDeniedError(words.CLOSED_KOMMUNER_FIXED)
        _require_kommuner(access)
        selection = {item.id for item in municipalities_of(session, access.region.id) if item.slug in slugs}
        if not selection:
            raise PermissionDeniedError(words.CHOOSE_KOMMUN_TO_ADD)
        coming = sorted(selection - {item.municipality_id for item in kommuner_of_round(session, access.round.id)})
        if not coming:
            return
        stored.add_assessments(session, access.round.id, coming)
        is_open = access.round.state is RoundState.OPEN
        notification = notify_rest(session, actor, access, now, public_url=public_url) if is_open else Notified((), 0)
        event = RoundKommunerAdded(
            round_id=access.round.id, municipality_ids=tuple(coming), letters=notification.letters
        )
        note(session, actor, event, access.place, now)

    database.write(work)


def remove_kommun(database: Database, actor: Actor, key: RoundKey, slug: str, now: datetime) -> None:
    """Take a kommun out of a round, with whoever has been asked to answer there. Doing it twice is the same as once.

    Raises NotFoundError, and PermissionDeniedError when the kommun has done something there that adding it again would
    not bring back, when it is the last one, or the round is closed.
    """

    def work(session: Session) -> None:
        access = locked_round(session, actor, key, with_answering=True)
        if access.round.state is RoundState.CLOSED:
            raise PermissionDeniedError(words.CLOSED_KOMMUNER_FIXED)
        if slug not in {leaving.slug for leaving in municipalities_of(session, access.region.id)}:
            raise NotFoundError
        every = kommuner_of_round(session, access.round.id)
        leaving = next((assessment for assessment in every if assessment.municipality_slug == slug), None)
        if leaving is None:
            return
        _require_may_leave(leaving, work_in(session, access.round.id), len(every))
        respondents = sum(group.invited for group in participation(session, leaving.id, with_uncounted=True))
        remove_assessments(session, [leaving.id])
        event = RoundKommunRemoved(
            round_id=access.round.id, municipality_id=leaving.municipality_id, respondents=respondents
        )
        note(session, actor, event, access.place, now)

    database.write(work)

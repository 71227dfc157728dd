"""Finding a round for somebody who leads the region's rounds, held against others while it is changed."""

from dataclasses import dataclass

from sqlmodel import Session

from app.accounts.kernel.roles import Actor, Place
from app.accounts.organisations.organisation import Region
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.errors import NotFoundError
from app.rounds.kernel.keys import RoundKey
from app.rounds.kernel.round import Round, RoundState
from app.services.kernel.access import led_region
from app.storage.kernel.assessments import find_round, rounds_of_regions
from app.storage.questionnaires.editions import questionnaire_of
from app.storage.rounds.rounds import lock_round


@dataclass(frozen=True, slots=True)
class LedRound:
    """A round with its region and what it asks."""

    round: Round
    region: Region
    questionnaire: Questionnaire
    """About whom the round is, also where its edition has been replaced by one about others."""

    @property
    def place(self) -> Place:
        return Place(self.region.id)


def led_round(session: Session, actor: Actor, key: RoundKey) -> LedRound:
    """To look at. Raises as `led_region`."""
    region = led_region(session, actor, key.region)
    return _with_questionnaire(session, region, find_round(session, key))


def locked_round(session: Session, actor: Actor, key: RoundKey, *, with_answering: bool = False) -> LedRound:
    """To change: nobody else changes it meanwhile. Raises as `led_region`."""
    region = led_region(session, actor, key.region)
    return _with_questionnaire(session, region, lock_round(session, key, with_answering=with_answering))


def opened_rounds(session: Session, round_: Round) -> tuple[Round, ...]:
    """The region's rounds with the same questionnaire that have been opened, trials left out; latest first."""
    return tuple(
        earlier
        for earlier in rounds_of_regions(session, [round_.region_id])
        if earlier.questionnaire_id == round_.questionnaire_id
        and not earlier.is_trial
        and earlier.state is not RoundState.PLANNED
    )


def _with_questionnaire(session: Session, region: Region, round_: Round | None) -> LedRound:
    if round_ is None:
        raise NotFoundError
    questionnaire = questionnaire_of(session, round_.edition_id, round_.content_hash)
    if questionnaire.subject is not round_.subject:
        questionnaire = questionnaire.model_copy(update={"subject": round_.subject})
    return LedRound(round_, region, questionnaire)

"""Finding a round for somebody who leads the region's rounds, held against others while it is changed."""

from dataclasses import dataclass

from sqlmodel import Session

from app.accounts.organisations.organisation import Region
from app.accounts.roles import Actor, Place, Right
from app.assessment.questionnaire import Questionnaire
from app.errors import NotFound
from app.rounds.kernel.keys import RoundKey
from app.rounds.kernel.round import Round
from app.services.access import require
from app.storage.assessments import find_round
from app.storage.editions import questionnaire_of
from app.storage.organisations import find_region
from app.storage.rounds import hold_round


@dataclass(frozen=True, slots=True)
class LedRound:
    """A round with its region and what it asks."""

    round: Round
    region: Region
    questionnaire: Questionnaire

    @property
    def place(self) -> Place:
        return Place(self.region.id)


def led_region(session: Session, actor: Actor, slug: str) -> Region:
    """Raises NotFound to those outside the region, and Refused to its readers."""
    region = find_region(session, slug)
    if region is None:
        raise NotFound
    require(actor, Right.LEAD_ROUND, Place(region.id))
    return region


def led_round(session: Session, actor: Actor, key: RoundKey) -> LedRound:
    """To look at. Raises as `led_region`."""
    region = led_region(session, actor, key.region)
    return _with_questionnaire(session, region, find_round(session, key))


def held_round(session: Session, actor: Actor, key: RoundKey, *, with_answering: bool = False) -> LedRound:
    """To change: nobody else changes it meanwhile. Raises as `led_region`."""
    region = led_region(session, actor, key.region)
    return _with_questionnaire(session, region, hold_round(session, key, with_answering=with_answering))


def _with_questionnaire(session: Session, region: Region, round_: Round | None) -> LedRound:
    if round_ is None:
        raise NotFound
    return LedRound(round_, region, questionnaire_of(session, round_.edition_id, round_.content_hash))

"""How good the questions of a round were, for the region: so that next year's questionnaire gets better on evidence."""

from dataclasses import dataclass

from sqlmodel import Session

from app.accounts.roles import Actor, Place, Right
from app.assessment.instrument import CapitalQuality, instrument_quality
from app.assessment.questionnaire import Questionnaire
from app.errors import NotFound, Refused
from app.services.access import require
from app.storage.answers import answers_of
from app.storage.assessments import Assessment, Round, RoundKey, assessments_of_round, find_round
from app.storage.database import Database
from app.storage.editions import questionnaire_of
from app.storage.tables import Mode, Sharing

FEWEST_KOMMUNER = 3
"""So that what is shown is never one kommun's own spread, nor what is left when another is taken away."""


@dataclass(frozen=True, slots=True)
class Quality:
    """Figures over the respondents of the kommuner that share with the region. `capitals` is empty when too few do."""

    round: Round
    questionnaire: Questionnaire
    kommuner: int
    respondents: int
    capitals: tuple[CapitalQuality, ...]


def open_quality(database: Database, actor: Actor, key: RoundKey) -> Quality:
    """Raises NotFound to people outside the region, and Refused while the round goes on."""
    with database.read() as session:
        round_ = find_round(session, key)
        if round_ is None:
            raise NotFound
        require(actor, Right.SEE_REGION, Place(round_.region_id))
        if round_.closed_at is None:
            raise Refused("Frågornas kvalitet visas när omgången är avslutad. Då ändras underlaget inte längre.")
        return _quality(session, round_)


def _quality(session: Session, round_: Round) -> Quality:
    questionnaire = questionnaire_of(session, round_.edition_id, round_.content_hash)
    least = questionnaire.limits.min_group
    shared = [answers_of(session, found.id) for found in assessments_of_round(session, round_.id) if _counts(found)]
    counted = [answers for answers in shared if len(answers.respondents) >= least]
    enough = len(counted) >= FEWEST_KOMMUNER
    figures = instrument_quality(questionnaire, round_.form, counted, least) if enough else ()
    asked = {capital.id for capital in round_.asked_capitals(questionnaire)}
    return Quality(
        round_,
        questionnaire,
        len(counted),
        sum(len(answers.respondents) for answers in counted),
        tuple(found for found in figures if found.capital_id in asked),
    )


def _counts(assessment: Assessment) -> bool:
    """Answered by several, closed, and shared by the kommun itself."""
    shared = assessment.sharing is not Sharing.NOTHING
    return shared and assessment.mode is Mode.SEVERAL and assessment.answering_closed_at is not None

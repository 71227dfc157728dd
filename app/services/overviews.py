"""Where a person can go: own assessments, and a region's rounds with how far its kommuner have come."""

from dataclasses import dataclass

from sqlmodel import Session

from app.accounts.roles import REGION_ROLES, Actor, Place, Right, may
from app.errors import NotFound
from app.services.access import place_of, require
from app.storage.answers import assessments_of_respondent
from app.storage.assessments import (
    Assessment,
    Round,
    RoundKey,
    assessments_of_municipalities,
    assessments_of_round,
    find_round,
    rounds_of_regions,
)
from app.storage.database import Database
from app.storage.editions import questionnaire_of
from app.storage.participation import participation


@dataclass(frozen=True, slots=True)
class Start:
    """`led` are the person's kommuner's assessments, `answering` those the person only answers in. Latest first."""

    rounds: tuple[Round, ...]
    led: tuple[Assessment, ...]
    answering: tuple[Assessment, ...]
    may_preview: bool
    """Whether the person may look at questionnaires before they are used."""

    @property
    def is_example(self) -> bool:
        return any(found.round.is_example for found in (*self.led, *self.answering)) or any(
            round_.is_example for round_ in self.rounds
        )


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One kommun in a round. `invited`, `started` and `handed_in` count people."""

    assessment: Assessment
    invited: int
    started: int
    handed_in: int
    may_see_result: bool

    @property
    def has_result(self) -> bool:
        return self.assessment.answering_closed_at is not None


@dataclass(frozen=True, slots=True)
class RoundOverview:
    round: Round
    title: str
    lines: tuple[RoundLine, ...]
    others: tuple[Round, ...]


def own_start(database: Database, actor: Actor) -> Start:
    """Everything a person can go to."""
    held_regions = (held.region_id for held in actor.memberships if held.role in REGION_ROLES)
    regions = {region_id for region_id in held_regions if region_id is not None}
    kommuner = {held.municipality_id for held in actor.memberships if held.municipality_id is not None}
    with database.read() as session:
        led = assessments_of_municipalities(session, kommuner)
        known = {assessment.id for assessment in led}
        answering = assessments_of_respondent(session, actor.person_id, actor.respondent_id)
        return Start(
            rounds_of_regions(session, regions),
            led,
            tuple(found for found in answering if found.id not in known),
            any(may(actor, Right.PREVIEW_QUESTIONNAIRES, Place(region)) for region in regions),
        )


def round_overview(database: Database, actor: Actor, key: RoundKey) -> RoundOverview:
    """A round as its region sees it. Raises NotFound to those outside the region."""
    with database.read() as session:
        round_ = find_round(session, key)
        if round_ is None:
            raise NotFound
        require(actor, Right.SEE_REGION, Place(round_.region_id))
        title = questionnaire_of(session, round_.edition_id, round_.content_hash).title
        others = rounds_of_regions(session, [round_.region_id])
        lines = _lines(session, actor, round_.id)
        return RoundOverview(round_, title, lines, tuple(other for other in others if other.id != round_.id))


def _lines(session: Session, actor: Actor, round_id: int) -> tuple[RoundLine, ...]:
    assessments = assessments_of_round(session, round_id)
    people = participation(session, *(assessment.id for assessment in assessments))
    return tuple(
        RoundLine(
            assessment,
            sum(found.invited for found in people if found.assessment_id == assessment.id),
            sum(found.started for found in people if found.assessment_id == assessment.id),
            sum(found.handed_in for found in people if found.assessment_id == assessment.id),
            may(actor, Right.SEE_RESULT, place_of(assessment)),
        )
        for assessment in sorted(assessments, key=lambda found: swedish(found.municipality))
    )


_AFTER_Z = str.maketrans("åäö", "{|}")
"""The three characters that follow z in the code table."""


def swedish(name: str) -> str:
    """A key that sorts å, ä, ö last, in that order."""
    return name.lower().translate(_AFTER_Z)

"""A region's round with how far its kommuner have come."""

from dataclasses import dataclass

from sqlmodel import Session

from app.accounts.roles import Actor, Place, Right, may
from app.errors import NotFound
from app.services.access import place_of, require
from app.storage.assessments import (
    Assessment,
    Round,
    RoundKey,
    assessments_of_round,
    find_round,
    rounds_of_regions,
)
from app.storage.database import Database
from app.storage.editions import questionnaire_of
from app.storage.participation import participation


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

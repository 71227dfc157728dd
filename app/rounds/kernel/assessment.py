"""An assessment: one kommun in one round, how it answers, and what it shows of its result."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.rounds.kernel.keys import AssessmentKey
from app.rounds.kernel.round import Round


class Sharing(StrEnum):
    """What a kommun shows of a round's result outside itself (method 9). The default is nothing."""

    NOTHING = "nothing"
    REGION = "region"
    NAMED = "named"
    PUBLIC = "public"


class Mode(StrEnum):
    """How a kommun answers: not chosen yet, by several people, or by the coordinator alone."""

    UNDECIDED = "undecided"
    SEVERAL = "several"
    SIMPLE = "simple"


@dataclass(frozen=True, slots=True)
class Assessment:
    id: int
    round: Round
    municipality_id: int
    code: str
    municipality: str
    municipality_slug: str
    mode: Mode
    sharing: Sharing
    answering_closed_at: datetime | None
    approved_at: datetime | None
    approved_by: str
    reasons_in_report: bool
    meeting_version: int
    """Raised at every change of what is agreed."""
    size_group: str
    is_association: bool = False
    """It is the association's own, and not a kommun's."""
    draws_from: int | None = None
    """Its number in the installation that it came from; None where it was made in this one."""

    @property
    def seed(self) -> int:
        """What draws about it begin from: the same wherever it is moved."""
        return self.id if self.draws_from is None else self.draws_from

    @property
    def kommun_code(self) -> str:
        """Of the kommun, as files and papers give it; empty for the association, which has none."""
        return "" if self.is_association else self.code

    @property
    def key(self) -> AssessmentKey:
        round_ = self.round
        return AssessmentKey(
            round_.region_slug, round_.questionnaire_id, round_.year, self.municipality_slug, round_.is_trial
        )

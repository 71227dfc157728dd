"""What is noted at a joint meeting, as it is stored, and what people wrote."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from app.assessment.meeting.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class SavedOutcome:
    """What is noted on one question, with the version that the next change must name."""

    outcome: Outcome
    version: int
    saved_at: datetime


class Comment(NamedTuple):
    """What somebody wrote beside an answer, without who and in which role."""

    text: str
    evidence_url: str

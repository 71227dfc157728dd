"""What is in a round, counted, and the mails about it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class RoundContent:
    """What is in a round, counted."""

    kommuner: int
    respondents: int
    answers: int
    agreed: int


@dataclass(frozen=True, slots=True)
class Sent:
    """Mails that went to one kommun's coordinators at one time."""

    assessment_id: int
    at: datetime
    letters: int
    failed: int
    """How many of them did not arrive, as far as is known."""

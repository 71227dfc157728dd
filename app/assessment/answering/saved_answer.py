"""An answer as it is stored."""

from dataclasses import dataclass
from datetime import datetime

from app.assessment.answering.entry import Entry


@dataclass(frozen=True, slots=True)
class SavedAnswer:
    """What is stored for one question, with the version that the next change must name."""

    entry: Entry
    version: int
    saved_at: datetime

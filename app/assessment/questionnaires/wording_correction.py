"""A text of a published edition that was corrected."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class WordingCorrection:
    """One text that was corrected while a round was going on."""

    place: str
    field: str
    old: str
    new: str
    reason: str
    corrected_at: datetime

    @property
    def concerns_answers(self) -> bool:
        """Whether those who answer read the text. They do not read advice on the next step."""
        return not self.field.startswith("next_step.")

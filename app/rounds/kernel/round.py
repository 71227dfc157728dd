"""A round: the assessments of a region's kommuner (or of itself) in one year, with one questionnaire; its state."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.assessment.questionnaires.questionnaire import Capital, Form, Questionnaire, RoundSubject
from app.assessment.results.method import MethodEdition
from app.rounds.kernel.keys import RoundKey


class RoundState(StrEnum):
    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"


def round_state(opened_at: datetime | None, closed_at: datetime | None) -> RoundState:
    if closed_at is not None:
        return RoundState.CLOSED
    return RoundState.PLANNED if opened_at is None else RoundState.OPEN


@dataclass(frozen=True, slots=True)
class Round:
    id: int
    region_id: int
    region_slug: str
    region_name: str
    is_example: bool
    edition_id: int
    questionnaire_id: str
    year: int
    content_hash: str
    form: Form
    capital_ids: tuple[str, ...] | None
    opens_on: date
    closes_on: date
    closed_at: datetime | None
    is_trial: bool
    opened_at: datetime | None
    method: MethodEdition
    subject: RoundSubject = RoundSubject.KOMMUN
    """Whom it is about: the kommuner, the association itself, or what they do together."""

    @property
    def key(self) -> RoundKey:
        return RoundKey(self.region_slug, self.questionnaire_id, self.year, self.is_trial)

    @property
    def state(self) -> RoundState:
        return round_state(self.opened_at, self.closed_at)

    def is_overdue(self, today: date) -> bool:
        """Its last day has passed and nobody has closed it: people can still answer (decision 0026)."""
        return self.state is RoundState.OPEN and self.closes_on < today

    def asked_capitals(self, questionnaire: Questionnaire) -> tuple[Capital, ...]:
        """The capitals this round asks, in the questionnaire's order."""
        return self.capitals_with((), questionnaire)

    def capitals_with(self, others: Collection[str], questionnaire: Questionnaire) -> tuple[Capital, ...]:
        """Those that it asks, and these others too: capitals that actions stand in from when they were asked."""
        asked_ids = self.capital_ids
        return tuple(
            capital
            for capital in questionnaire.capitals
            if asked_ids is None or capital.id in asked_ids or capital.id in others
        )


def measured_round(rounds: Iterable[Round]) -> Round | None:
    """Of rounds in the order latest first: what figures of a region go by. The latest that is closed; before any is,
    the latest that has been opened. So nothing that was known is not known the day the next round opens.
    """
    opened_rounds = [item for item in rounds if not item.is_trial and item.state is not RoundState.PLANNED]
    return next((item for item in opened_rounds if item.closed_at is not None), next(iter(opened_rounds), None))

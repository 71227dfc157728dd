"""A question to the others: asked by mail to a network, answered in three lines by whoever asked: the memory."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from app.support.exchange.form_reader import ANSWER_LINES, TEXT_MAX, FormReader

REMIND_AFTER = timedelta(days=7)
"""So long after the question whoever asked is reminded to write down the answer, once."""


class QuestionState(StrEnum):
    ASKED = "stalld"
    ANSWERED = "besvarad"
    UNANSWERED = "utan-svar"


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question as it is stored. `membership_id` is the role in the service of the one who asked."""

    id: int
    network_id: int
    network: str
    municipality_id: int
    municipality: str
    membership_id: int | None
    text: str
    asked_at: datetime
    receivers: int
    """How many got it by mail."""
    state: QuestionState = QuestionState.ASKED
    answer: str = ""
    answered_on: date | None = None
    example_ids: tuple[int, ...] = ()
    reminded_at: datetime | None = None
    """Since the question was sent last."""
    asked_again_at: datetime | None = None
    """When the region sent it once more, as nobody had answered."""

    @property
    def stamp(self) -> str:
        """Tells whether somebody has written another answer since a page was loaded."""
        return sha256(repr((self.state.value, self.answer, self.example_ids, self.asked_again_at)).encode()).hexdigest()

    def is_to_remind(self, now: datetime) -> bool:
        """A week has gone since it was sent last, nothing is written, and nobody has reminded."""
        is_waiting = self.state is QuestionState.ASKED and self.reminded_at is None
        return is_waiting and now - (self.asked_again_at or self.asked_at) >= REMIND_AFTER

    @property
    def is_to_ask_again(self) -> bool:
        """Nobody answered, and the region has not asked once more."""
        return self.state is QuestionState.UNANSWERED and self.asked_again_at is None


def read_question(fields: Mapping[str, str]) -> str | dict[str, str]:
    reader = FormReader(fields)
    text = reader.text("text", TEXT_MAX, "Skriv vad ni vill fråga, i några meningar.")
    return reader.errors or text


def read_answer(fields: Mapping[str, str], examples: Mapping[str, str]) -> tuple[str, tuple[int, ...]] | dict[str, str]:
    """The answer, and the examples that were ticked of those that there are; or what is wrong."""
    reader = FormReader(fields)
    answer = reader.lines("answer", ANSWER_LINES, "Skriv vad ni fick veta, på högst tre rader.")
    return reader.errors or (answer, tuple(int(name) for name in examples if f"examples.{name}" in fields))

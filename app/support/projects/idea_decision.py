"""A region's decision on an idea: what became of it, why, and when it is tried again; and reading one as typed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from pydantic import BaseModel

from app.assessment.answering.entry import FieldError, is_text, tidied
from app.support.projects.idea import IdeaState, member
from app.support.projects.texts import DIARY_NUMBER_MAX, LINE_MAX, TEXT_MAX, TextRule, text_errors

OUTCOMES = (IdeaState.PRIORITISED, IdeaState.RESTING, IdeaState.ENDED)
MAX_YEARS_AHEAD = 5
DRAFT_LIMITS = {"text": 4 * TEXT_MAX, "outcome": 20}
"""How much of a field a draft keeps, where it is not a line."""


@dataclass(frozen=True, slots=True)
class IdeaDecision:
    """What was decided. `review_on` is None for an idea that has ended."""

    outcome: IdeaState
    text: str
    diary_number: str
    decided_on: date
    review_on: date | None


@dataclass(frozen=True, slots=True)
class StoredDecision:
    """A decision that is finished, as everybody reads it."""

    idea_id: int
    decision: IdeaDecision


class RawDecision(BaseModel, frozen=True):
    """As typed: the names are those of the form's fields. A draft is kept like this, with whatever is in it."""

    outcome: str = ""
    text: str = ""
    diary: str = ""
    decided: str = ""
    review: str = ""

    @property
    def fingerprint(self) -> str:
        """By which a page tells which draft it was filled with."""
        return sha256(self.model_dump_json().encode()).hexdigest()

    def as_draft(self) -> "RawDecision":
        """What can be kept of it: characters that are text, within what the columns hold."""
        texts = {name: "".join(filter(is_text, text)) for name, text in self.model_dump().items()}
        return RawDecision(**{name: text[: DRAFT_LIMITS.get(name, LINE_MAX)] for name, text in texts.items()})


TEXT = TextRule("text", TEXT_MAX, "Skriv vad ni har beslutat och varför, i några meningar.")
DIARY = TextRule("diary", DIARY_NUMBER_MAX, "Skriv beslutets diarienummer.")


def read_idea_decision(
    raw: RawDecision, decided_on: date | None, review_on: date | None, today: date, *, has_receiver: bool
) -> IdeaDecision | tuple[FieldError, ...]:
    """The decision, or every error in it. The days are those that were typed, None for what is no day.

    An idea without a receiver in the line is not prioritised: nobody would keep what came of it.
    """
    outcome = member(IdeaState, raw.outcome)
    text, diary_number = tidied(raw.text), tidied(raw.diary)
    errors = [*_outcome_errors(outcome, has_receiver=has_receiver), *text_errors(TEXT, text)]
    errors += [*text_errors(DIARY, diary_number), *_day_errors(outcome, raw, decided_on, review_on, today)]
    if errors or outcome is None or decided_on is None:
        return tuple(errors)
    return IdeaDecision(
        outcome=outcome,
        text=text,
        diary_number=diary_number,
        decided_on=decided_on,
        review_on=None if outcome is IdeaState.ENDED else review_on,
    )


def _outcome_errors(outcome: IdeaState | None, *, has_receiver: bool) -> Iterator[FieldError]:
    if outcome not in OUTCOMES:
        yield FieldError("outcome", "Välj vad som ska hända med idén.")
    elif outcome is IdeaState.PRIORITISED and not has_receiver:
        text = "Idén saknar mottagare i linjen och kan inte prioriteras. Skriv in mottagaren i idén först."
        yield FieldError("outcome", text)


def _day_errors(
    outcome: IdeaState | None, raw: RawDecision, decided_on: date | None, review_on: date | None, today: date
) -> Iterator[FieldError]:
    if decided_on is None:
        yield FieldError("decided", "Skriv vilken dag beslutet togs, till exempel 15 mars 2026.")
    elif decided_on > today:
        yield FieldError("decided", "Dagen ligger i framtiden. Skriv den dag då beslutet togs.")
    if outcome is IdeaState.ENDED and not raw.review.strip():
        return
    if review_on is None:
        yield FieldError("review", "Skriv vilken dag ni ska pröva beslutet igen.")
    elif decided_on is not None and review_on <= decided_on:
        yield FieldError("review", "Välj en dag efter den dag då beslutet togs.")
    elif review_on.year > today.year + MAX_YEARS_AHEAD:
        yield FieldError("review", f"Välj en dag senast år {today.year + MAX_YEARS_AHEAD}.")

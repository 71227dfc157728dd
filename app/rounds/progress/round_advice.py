"""Where a round stands, what it asks, and what its coordinator should do next.

A round opens and closes when its coordinator says so and never by itself: people are late, and somebody has to decide
what that means.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.assessment.questionnaires.duration import minutes_to_answer
from app.assessment.questionnaires.questionnaire import Capital, Form, Questionnaire
from app.rounds.kernel.round import RoundState

CLOSING_SOON = timedelta(days=14)
"""So long before the last day it is time to remind."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much a form asks: of somebody who is asked everything."""

    questions: int
    minutes: int


def size_of(questionnaire: Questionnaire, form: Form, capital_ids: Collection[str] | None = None) -> Size:
    """Of some capitals, or (None) of all."""
    questions_by_capital = [
        (capital, capital.asked(form))
        for capital in questionnaire.capitals
        if capital_ids is None or capital.id in capital_ids
    ]
    questions = sum(len(questions) for _, questions in questions_by_capital)
    return Size(questions, minutes_to_answer(questionnaire.introduction, questions_by_capital))


@dataclass(frozen=True, slots=True)
class OmittedCapital:
    """A capital that is asked, and those it builds on that are not."""

    capital: Capital
    missing: tuple[Capital, ...]


def left_out(questionnaire: Questionnaire, capital_ids: Collection[str] | None) -> tuple[OmittedCapital, ...]:
    """Every capital that is asked without all it builds on. What a recommended start rests on is then not known."""
    selection = {capital.id for capital in questionnaire.capitals} if capital_ids is None else set(capital_ids)
    candidates = (
        OmittedCapital(
            capital, tuple(questionnaire.capital(other) for other in capital.depends_on if other not in selection)
        )
        for capital in questionnaire.capitals
        if capital.id in selection
    )
    return tuple(candidate for candidate in candidates if candidate.missing)


class Advice(StrEnum):
    """What the coordinator of a round should do next."""

    CHANGE_DATES = "change dates"
    """It is planned, and its last day has passed."""
    OPEN = "open"
    """It is planned, and its first day is here."""
    WAIT_TO_OPEN = "wait to open"
    EXTEND_OR_CLOSE = "extend or close"
    """Its last day has passed, and not all are done."""
    CLOSE = "close"
    """All are done, or its last day has passed and nobody is left to wait for."""
    APPOINT = "appoint"
    """Some kommuner have nobody who can be told."""
    INVITE = "invite"
    """Some kommuner have not been told, but now have somebody who can be."""
    REMIND = "remind"
    """The last day is near, and not all are done."""
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class RoundStanding:
    """What the advice goes by. The counts are of kommuner."""

    state: RoundState
    opens_on: date
    closes_on: date
    unfinished: int
    unreachable: int
    """Not told that it is open, and without a coordinator who has an address."""
    untold: int
    """Not told that it is open, though somebody could be."""


def advise(standing: RoundStanding, today: date) -> tuple[Advice, ...]:
    """The most pressing first. Nothing is ever left to do in a closed round."""
    advice = tuple(_pressing(standing, today))
    return advice or (Advice.NOTHING,)


def _pressing(standing: RoundStanding, today: date) -> Iterable[Advice]:
    if standing.state is RoundState.PLANNED:
        if standing.closes_on < today:
            yield Advice.CHANGE_DATES
        else:
            yield Advice.OPEN if standing.opens_on <= today else Advice.WAIT_TO_OPEN
    if standing.state is RoundState.OPEN:
        if not standing.unfinished:
            yield Advice.CLOSE
        elif standing.closes_on < today:
            yield Advice.EXTEND_OR_CLOSE
        elif standing.closes_on - today <= CLOSING_SOON:
            yield Advice.REMIND
    if standing.state is not RoundState.CLOSED and standing.unreachable:
        yield Advice.APPOINT
    if standing.state is RoundState.OPEN and standing.untold:
        yield Advice.INVITE

"""How far the joint meeting has come, as all of its pages show it."""

from collections.abc import Callable
from dataclasses import dataclass

from app.assessment.meeting.outcomes import Outcome, OutcomeState
from app.services.meeting.meeting import CapitalStandings, Meeting
from app.web.shell.contexts.frame import url_of


@dataclass(frozen=True, slots=True)
class CapitalRow:
    """How far the meeting has come in one capital."""

    id: str
    name: str
    short_name: str
    url: str
    asked: int
    agreed: int
    not_united: int
    parked: int
    open: int

    @property
    def settled(self) -> int:
        return self.agreed + self.not_united

    @property
    def is_done(self) -> bool:
        return self.settled == self.asked


@dataclass(frozen=True, slots=True)
class LinkTo:
    """A question and its place on the meeting's pages."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the whole meeting has come; on all of its pages."""

    url: str
    """Of the meeting's pages."""
    municipality: str
    year: int
    version: int
    may_lead: bool
    may_change: bool
    closed: str
    capitals: tuple[CapitalRow, ...]
    parked: tuple[LinkTo, ...]

    @property
    def asked(self) -> int:
        return sum(row.asked for row in self.capitals)

    @property
    def settled(self) -> int:
        return sum(row.settled for row in self.capitals)


def progress_of(meeting: Meeting) -> Progress:
    """How far the meeting has come at the moment it was opened."""
    return Progress(
        url=url_at(meeting),
        municipality=meeting.assessment.municipality,
        year=meeting.assessment.round.year,
        version=meeting.version,
        may_lead=meeting.may_lead,
        may_change=meeting.may_change,
        closed=meeting.closed,
        capitals=tuple(_capital_row(meeting, standings) for standings in meeting.capitals),
        parked=questions_where(meeting, lambda outcome: outcome.standing is OutcomeState.PARKED),
    )


def _capital_row(meeting: Meeting, standings: CapitalStandings) -> CapitalRow:
    states = (OutcomeState.AGREED, OutcomeState.NOT_UNITED, OutcomeState.PARKED, OutcomeState.OPEN)
    capital = standings.capital
    return CapitalRow(
        capital.id,
        capital.name,
        capital.short_name,
        url_at(meeting, capital.id),
        standings.asked,
        *(standings.count(standing) for standing in states),
    )


def questions_where(meeting: Meeting, condition: Callable[[Outcome], bool]) -> tuple[LinkTo, ...]:
    """The questions whose outcome is a wanted one, in the questionnaire's order."""
    return tuple(
        LinkTo(meeting.questionnaire.questions[question_id].text, url_at(meeting, standings.capital.id, question_id))
        for standings in meeting.capitals
        for question_id in standings.standings
        if condition(meeting.outcome(question_id))
    )


def url_at(meeting: Meeting, *rest: str) -> str:
    """Address of the meeting, of a capital or of a question in it."""
    return url_of(meeting.assessment.key, "moten", *rest)

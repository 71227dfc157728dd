"""Every kind of event of a round in the audit log, with its exact facts."""

from datetime import date
from typing import ClassVar

from app.accounts.audit.chain import Event
from app.assessment.questionnaires.questionnaire import Form


class RoundPlanned(Event):
    action: ClassVar[str] = "round.planned"
    round_id: int
    is_trial: bool
    closes_on: date


class RoundChanged(Event):
    """As it is after the change. `capital_ids` is None when all are asked; `kommuner` counts them."""

    action: ClassVar[str] = "round.changed"
    round_id: int
    is_trial: bool
    form: Form
    opens_on: date
    closes_on: date
    capital_ids: tuple[str, ...] | None
    kommuner: int


class RoundOpened(Event):
    """`told` counts the kommuner whose coordinators were written to, `letters` the letters."""

    action: ClassVar[str] = "round.opened"
    round_id: int
    kommuner: int
    told: int
    letters: int


class RoundKommunerTold(Event):
    """Written to after the round had been opened, because nobody could be written to then."""

    action: ClassVar[str] = "round.kommuner_told"
    round_id: int
    municipality_ids: tuple[int, ...]
    letters: int


class RoundExtended(Event):
    action: ClassVar[str] = "round.extended"
    round_id: int
    before: date
    closes_on: date


class RoundOrderAsked(Event):
    """Rank intervals were asked for; the seed makes the same draws again."""

    action: ClassVar[str] = "round.order_asked"
    round_id: int
    seed: int


class RoundClosed(Event):
    """`answering_closed` counts the kommuner whose answering ended by it, `without_result` those that have none."""

    action: ClassVar[str] = "round.closed"
    round_id: int
    answering_closed: int
    without_result: int


class RoundKommunerAdded(Event):
    action: ClassVar[str] = "round.kommuner_added"
    round_id: int
    municipality_ids: tuple[int, ...]
    letters: int


class RoundKommunRemoved(Event):
    """`respondents` counts those who had been asked to answer there; none of them had begun."""

    action: ClassVar[str] = "round.kommun_removed"
    round_id: int
    municipality_id: int
    respondents: int


class RoundReminded(Event):
    action: ClassVar[str] = "round.reminded"
    round_id: int
    municipality_ids: tuple[int, ...]
    letters: int


class RoundTrialDeleted(Event):
    """The counts are of what went with it."""

    action: ClassVar[str] = "round.trial_deleted"
    round_id: int
    kommuner: int
    respondents: int
    answers: int


class RoundPlanRemoved(Event):
    """A round that was never opened, taken away."""

    action: ClassVar[str] = "round.plan_removed"
    round_id: int
    kommuner: int


class RoundReportsAsked(Event):
    """Every shared report is to be put in one file."""

    action: ClassVar[str] = "round.reports_asked"
    round_id: int
    kommuner: int


class RoundReportsCancelled(Event):
    action: ClassVar[str] = "round.reports_cancelled"
    round_id: int


class RoundReportsMade(Event):
    """`kommuner` counts the reports in the file, `failed` those that could not be made."""

    action: ClassVar[str] = "round.reports_made"
    round_id: int
    kommuner: int
    failed: int


class RoundReportsFetched(Event):
    action: ClassVar[str] = "round.reports_fetched"
    round_id: int
    kommuner: int

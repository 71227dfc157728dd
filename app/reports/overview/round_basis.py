"""What the tables of a round are made of: its kommuner as the region sees them, and the years compared."""

import datetime as dt
from dataclasses import dataclass

from app.assessment.questionnaires.questionnaire import Capital, Questionnaire
from app.assessment.results.results import Profile
from app.reports.goals.goal_table import GoalYears
from app.rounds.overview.overview import Distribution, MeanChange, Showing
from app.rounds.overview.shared_gaps import SharedGap
from app.rounds.progress.year import YearState


@dataclass(frozen=True, slots=True)
class KommunInRound:
    """One kommun as its region sees it. `profile` is None unless its result may be shown."""

    key: int
    code: str
    name: str
    size_group: str
    state: YearState
    showing: Showing
    is_small: bool
    """Whether so few have answered that nothing of their single answers is shown."""
    invited: int
    started: int | None
    handed_in: int
    answered_percent: int | None
    agreed_percent: int
    handed_in_on: dt.date | None
    sharing: str
    profile: Profile | None


@dataclass(frozen=True, slots=True)
class PanelOfYears:
    """The mean of the kommuner that share both years."""

    earlier_year: int
    capitals: tuple[MeanChange, ...]


@dataclass(frozen=True, slots=True)
class RoundBasis:
    """What a round's tables are made from."""

    questionnaire: Questionnaire
    capitals: tuple[Capital, ...]
    kommuner: tuple[KommunInRound, ...]
    distributions: tuple[Distribution, ...]
    gaps: tuple[SharedGap, ...]
    """Kommuner by their `key`."""
    panel: PanelOfYears | None
    goals: tuple[GoalYears, ...] = ()
    """The region's common goals that are in force."""

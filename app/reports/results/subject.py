"""What a report is made from, besides the questionnaire: whose it is, what was found, and who took part."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from app.assessment.comparison.development import Development
from app.assessment.comparison.earlier_years import EarlierYear
from app.assessment.meeting.outcomes import Outcome
from app.assessment.meeting.samsyn import Samsyn
from app.assessment.priorities.robustness import Robustness
from app.assessment.questionnaires.questionnaire import Form, Questionnaire
from app.assessment.results.method import CURRENT, MethodEdition
from app.assessment.results.results import NextStep, Profile, RecommendedStart, YearComparison
from app.reports.kernel.organisation_words import KOMMUN, OrganisationNoun
from app.rounds.assessments.plans import Action, Target
from app.support.suggestions.by_catalogue import CatalogueSuggestions


@dataclass(frozen=True, slots=True)
class Approval:
    """Who settled the result, by name and role as it is to be printed, and when."""

    day: dt.date
    by: str


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose report it is and in what state. `generated` is the date printed on it; without approval it is a draft."""

    municipality_name: str
    municipality_code: str
    form: Form
    generated: dt.date
    approval: Approval | None = None
    is_example_data: bool = False
    is_trial: bool = False
    """The assessment belongs to a trial round; its figures are to be used nowhere."""
    corrections: tuple[str, ...] = ()
    """Corrections of wording made after the questionnaire was published, as sentences."""
    method: MethodEdition = CURRENT
    """The edition of the rules that it was scored by."""
    today: dt.date | None = None
    """The day by which an action is late; `generated` where it is not said."""
    noun: OrganisationNoun = KOMMUN
    """What the one is called whose report it is."""

    @property
    def plan_day(self) -> dt.date:
        """The day by which an action is late."""
        return self.today or self.generated


@dataclass(frozen=True, slots=True)
class Findings:
    """What the assessment came to. `targets` and `benchmark` (rounded medians) are by capital id."""

    profile: Profile
    comparison: YearComparison | None = None
    start: RecommendedStart | None = None
    next_steps: tuple[NextStep, ...] = ()
    targets: Mapping[str, Target] = field(default_factory=dict)
    actions: tuple[Action, ...] = ()
    benchmark: Mapping[str, Decimal] | None = None
    samsyn: tuple[Samsyn, ...] = ()
    """Agreement per capital, of an assessment that several answered; empty otherwise."""
    individual: Profile | None = None
    """The profile of the single answers alone, where there are agreed answers too."""
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    """What the joint meeting noted, by question id."""
    reasons_shown: bool = False
    """Whether the report has the reasons as an appendix; the coordinator's choice."""
    withheld_years: tuple[int, ...] = ()
    """Locked years that are not compared with, because the kommun does not share them with the reader."""
    development: Development | None = None
    """Over the years, where the report is to have it."""
    editions: tuple[Questionnaire, ...] = ()
    """Of the years of the development, in the same order."""
    earlier: EarlierYear | None = None
    """The year that is compared with, as it was settled; what has changed since then is `comparison`."""
    robustness: Robustness | None = None
    support: CatalogueSuggestions | None = None
    """What support fits; None where no catalogue was in force."""


@dataclass(frozen=True, slots=True)
class ResponseCounts:
    """How many were invited, have begun and have finished; the finished are also among those who have begun."""

    invited: int
    started: int
    finished: int

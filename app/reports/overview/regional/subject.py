"""What a regional report is made from, besides the questionnaire: whose it is, and what each kommun's state is."""

import datetime as dt
from dataclasses import dataclass

from app.assessment.questionnaires.questionnaire import Capital, Form
from app.assessment.results.method import CURRENT, MethodEdition
from app.assessment.results.results import Profile
from app.reports.goals.ambition_text import AmbitionText
from app.reports.goals.goal_words import GoalText
from app.rounds.overview.overview import Distribution, MeanChange, Showing
from app.rounds.overview.shared_gaps import Profiles, SharedGap, SharedStrength
from app.rounds.progress.round_board import DONE, Stage
from app.rounds.progress.year import YearState


@dataclass(frozen=True, slots=True)
class RegionalSubject:
    """Whose report it is and in what state. `generated` is the day that the results were read."""

    region_name: str
    region_slug: str
    form: Form
    closes_on: dt.date
    closed_on: dt.date | None
    """None while the round goes on."""
    generated: dt.date
    is_example_data: bool = False
    corrections: tuple[str, ...] = ()
    """Corrections of wording made after the questionnaire was published, as sentences."""
    method: MethodEdition = CURRENT
    """The edition of the rules that the round is scored by."""


@dataclass(frozen=True, slots=True)
class KommunState:
    """One kommun. `profile` is None unless its result may be shown; `showing` then says why not."""

    id: int
    name: str
    code: str
    stage: Stage
    """What programs read."""
    state: YearState
    """What people read."""
    showing: Showing
    invited: int
    handed_in: int
    has_result: bool
    """Answering has ended. Whether any capital came to a result is another matter."""
    shares_with_region_only: bool
    """It has said yes to its region, and to nobody else."""
    profile: Profile | None

    @property
    def is_approved(self) -> bool:
        return self.stage is Stage.APPROVED

    @property
    def is_done(self) -> bool:
        """Whether the region has nothing more to wait for, as its start page and its board count."""
        return self.stage in DONE

    @property
    def has_scores(self) -> bool:
        """Whether any capital came to a result that is shown."""
        return self.profile is not None and self.profile.has_scores


@dataclass(frozen=True, slots=True)
class YearChangePanel:
    """The kommuner that are in this round and an earlier one, and have approved and share both."""

    earlier_year: int
    kommuner: int
    invited: int
    """Kommuner in this round, whether they share or not."""
    changes: tuple[MeanChange, ...]


@dataclass(frozen=True, slots=True)
class RegionalFindings:
    """What the round came to. `kommuner` are in Swedish order of their names, and stay so; gaps name them by id."""

    capitals: tuple[Capital, ...]
    kommuner: tuple[KommunState, ...]
    distributions: tuple[Distribution, ...]
    strengths: tuple[SharedStrength, ...]
    gaps: tuple[SharedGap, ...]
    panel: YearChangePanel | None
    """None when there is no round before."""
    goals: tuple[GoalText, ...] = ()
    """The region's common goals that are in force, as far as they had come in the round."""
    ambition: AmbitionText | None = None
    """None without a decision, and in a round that its conditions are not counted in."""

    @property
    def sharing(self) -> tuple[KommunState, ...]:
        return tuple(kommun for kommun in self.kommuner if kommun.profile is not None)

    @property
    def results(self) -> Profiles:
        """What is shown of each kommun in the capitals that are told of."""
        capital_ids = {capital.id for capital in self.capitals}
        return {
            kommun.id: [result for result in kommun.profile.capitals if result.capital_id in capital_ids]
            for kommun in self.kommuner
            if kommun.profile is not None
        }

    def names(self, ids: tuple[int, ...]) -> list[str]:
        return [kommun.name for kommun in self.kommuner if kommun.id in ids]

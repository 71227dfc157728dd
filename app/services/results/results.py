"""A kommun's result: its answers scored, compared with its latest locked year, and where to start."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from sqlmodel import Session

from app.accounts.kernel.roles import Actor, Right, may
from app.assessment.comparison.development import Development
from app.assessment.comparison.earlier_years import EarlierYear
from app.assessment.meeting.outcomes import Outcome
from app.assessment.meeting.samsyn import Samsyn
from app.assessment.priorities.priorities import next_steps, recommended_start
from app.assessment.priorities.robustness import Robustness
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.questionnaires.wording_correction import WordingCorrection
from app.assessment.results.method import MethodEdition
from app.assessment.results.results import NextStep, Profile, RecommendedStart, YearComparison
from app.errors import NotFoundError, OmstallningskollenError
from app.rounds.assessments.plans import Action, Target
from app.rounds.kernel.assessment import Assessment, Mode, Sharing
from app.rounds.kernel.keys import AssessmentKey
from app.rounds.kernel.visibility import EVERYBODY, is_readable
from app.services.kernel.access import place_of, require_result
from app.services.results.anonymous_figures import anonymous_for
from app.services.results.scoring import (
    comparison_of,
    developed,
    earlier_year,
    edition_of,
    robustness_of,
    samsyn_of,
    single_profile,
    year_result,
)
from app.services.results.suggested_support import suggested_support
from app.storage.answering.participation import Participation, participation
from app.storage.assessments.plans import actions_of, targets_of
from app.storage.engine.database import Database
from app.storage.kernel.assessments import find_assessment
from app.storage.meeting.meeting import outcomes_of
from app.storage.questionnaires.editions import corrections_of
from app.storage.results.earlier_years import approved_before
from app.storage.results.workshop_lines import workshop_lines_of
from app.support.suggestions.by_catalogue import CatalogueSuggestions

Sees = Callable[[Assessment], bool]
"""Whether whoever reads a result may see that of an earlier year too."""


@dataclass(frozen=True, slots=True)
class Result:
    """Everything that result pages and reports show of one assessment."""

    assessment: Assessment
    questionnaire: Questionnaire
    profile: Profile
    earlier: EarlierYear | None
    """The latest locked year that the reader sees, as it was settled."""
    comparison: YearComparison | None
    """What has changed since then, on what both years share."""
    development: Development | None
    """Over the locked years that the reader sees, and this one; None where it was not asked for."""
    editions: tuple[Questionnaire, ...]
    """Of the years of the development, in the same order."""
    start: RecommendedStart | None
    steps: tuple[NextStep, ...]
    participation: tuple[Participation, ...]
    corrections: tuple[WordingCorrection, ...]
    samsyn: tuple[Samsyn, ...]
    """Agreement per capital; empty where one person answered for the kommun."""
    individual: Profile | None
    """The profile of the single answers alone, where the kommun has agreed on something as well."""
    targets: Mapping[str, Target]
    actions: tuple[Action, ...]
    medians: Mapping[str, Fraction]
    """The other kommuner's anonymous medians by capital, as far as the kommun may see them."""
    outcomes: Mapping[str, Outcome]
    """What the joint meeting noted, by question."""
    robustness: Robustness | None
    """None under the first edition of the method, which had no such thing."""
    support: CatalogueSuggestions | None
    """What support fits; None where no catalogue was in force, and where it was not asked for."""
    withheld_years: tuple[int, ...]
    """Locked years that it would have been compared with, had the kommun shared them with whoever reads it."""

    workshop_lines: Mapping[str, tuple[tuple[str, str], ...]]
    """Capital -> title and line of each group of a workshop that has summed it up for the report."""

    @property
    def is_final(self) -> bool:
        return self.assessment.approved_at is not None


class NotReadyError(OmstallningskollenError):
    """The single answers are not closed yet, so there is no result: two results would show the answer between them."""

    def __init__(self, assessment: Assessment, questionnaire: Questionnaire) -> None:
        super().__init__(assessment.id)
        self.assessment = assessment
        self.questionnaire = questionnaire


def open_result(database: Database, actor: Actor, key: AssessmentKey, *, over_years: bool = False) -> Result:
    """Raises NotFoundError or PermissionDeniedError to those who may not see it, NotReadyError while people are still
    answering, and NotAvailableError to the region until the kommun has approved it.
    """
    with database.read() as session:
        assessment = find_assessment(session, key)
        if assessment is None:
            raise NotFoundError
        require_result(actor, assessment)
        questionnaire = edition_of(session, assessment)
        if assessment.answering_closed_at is None and assessment.approved_at is None:
            raise NotReadyError(assessment, questionnaire)
        return result_of(session, assessment, seen_by(actor), over_years=over_years)


def every_year(_: Assessment) -> bool:
    """What the kommun itself sees."""
    return True


def shared_with_region(year: Assessment) -> bool:
    """What the region sees: each year is the kommun's own to share (method 9)."""
    return is_readable(year)


def seen_by(actor: Actor) -> Sees:
    """The years that somebody may see."""
    return lambda earlier: may(actor, Right.SEE_RESULT, place_of(earlier))


def result_of(session: Session, assessment: Assessment, sees: Sees = every_year, *, over_years: bool = False) -> Result:
    """The result of an assessment whose answering is closed. The caller has checked who asks.

    It is compared with the latest locked year that the reader `sees`; for readers outside the kommun the caller says
    which those are. `over_years` takes the years before that too and the support that fits, as reports have them; it
    takes half as long again.
    """
    locked_years = approved_before(session, assessment)
    visible_years = [year for year in locked_years if sees(year)]
    earlier = tuple(reversed(visible_years if over_years else visible_years[:1]))
    years = (*earlier, assessment) if over_years else ()
    later = year_result(session, assessment)
    targets = {capital: item.target for capital, item in targets_of(session, assessment.id).items()}
    positions = {capital: target.position for capital, target in targets.items()}
    start = recommended_start(later.questionnaire, later.profile, positions, later.method)
    by_several = assessment.mode is Mode.SEVERAL
    return Result(
        assessment=assessment,
        questionnaire=later.questionnaire,
        profile=later.profile,
        earlier=earlier_year(session, assessment, earlier[-1]) if earlier else None,
        comparison=comparison_of(session, assessment, earlier[-1]) if earlier else None,
        development=developed(session, years) if years else None,
        editions=tuple(edition_of(session, year) for year in years),
        start=start,
        steps=() if start is None else next_steps(later.questionnaire, later.profile, start.capital_id),
        participation=participation(session, assessment.id),
        corrections=corrections_of(session, assessment.round.edition_id),
        samsyn=samsyn_of(session, assessment) if by_several else (),
        individual=single_profile(session, assessment) if by_several and later.answers.agreed else None,
        targets=targets,
        actions=tuple(item.action for item in actions_of(session, assessment.id)),
        medians=_medians(session, assessment, is_inside=sees(replace(assessment, sharing=Sharing.NOTHING))),
        robustness=None if later.method is MethodEdition.FIRST else robustness_of(session, assessment, positions),
        outcomes={item: stored_outcome.outcome for item, stored_outcome in outcomes_of(session, assessment.id).items()},
        support=suggested_support(session, assessment) if over_years else None,
        workshop_lines=workshop_lines_of(session, assessment.id),
        withheld_years=tuple(
            year.round.year
            for year in locked_years
            if not sees(year) and (not earlier or year.round.year > earlier[-1].round.year)
        ),
    )


def _medians(session: Session, assessment: Assessment, *, is_inside: bool) -> dict[str, Fraction]:
    """For readers outside the kommun only while everybody in them is approved: who knows all but one of the members by
    name could work out the draft of the last.
    """
    anonymous = anonymous_for(session, assessment, EVERYBODY)
    if anonymous.has_drafts and not is_inside:
        return {}
    return {capital_id: figures.median for capital_id, figures in anonymous.figures.items()}

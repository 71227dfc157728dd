"""A kommun's result: its answers scored, compared with its latest locked year, and where to start."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlmodel import Session

from app.accounts.roles import Actor, Right, may
from app.assessment.answers import AssessmentAnswers
from app.assessment.comparison import YearResult, compare_years
from app.assessment.development import Development, develop
from app.assessment.lineage import later_positions, shared_over
from app.assessment.outcome import Outcome
from app.assessment.questionnaire import Questionnaire
from app.assessment.results import NextStep, Profile, RecommendedStart, YearComparison
from app.assessment.samsyn import Samsyn, capital_samsyn
from app.assessment.scoring import score
from app.errors import NotFound, OmstallningskollenError
from app.followup.plans import Action, Target
from app.followup.priorities import next_steps, recommended_start
from app.services.access import place_of, require
from app.services.anonymous import EVERYBODY, anonymous_for
from app.services.last_year import editions_between
from app.storage.answers import answers_of
from app.storage.assessments import Assessment, AssessmentKey, approved_before, find_assessment
from app.storage.database import Database
from app.storage.editions import WordingCorrection, corrections_of, questionnaire_of
from app.storage.meeting import outcomes_of
from app.storage.participation import Participation, participation
from app.storage.plans import actions_of, targets_of
from app.storage.tables import Mode, Sharing

Sees = Callable[[Assessment], bool]
"""Whether whoever reads a result may see that of an earlier year too."""


@dataclass(frozen=True, slots=True)
class Result:
    """Everything that result pages and reports show of one assessment."""

    assessment: Assessment
    questionnaire: Questionnaire
    profile: Profile
    comparison: YearComparison | None
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
    withheld_years: tuple[int, ...]
    """Locked years that it would have been compared with, had the kommun shared them with whoever reads it."""

    @property
    def is_final(self) -> bool:
        return self.assessment.approved_at is not None


class NotReady(OmstallningskollenError):  # noqa: N818
    """The single answers are not closed yet, so there is no result: two results would show the answer between them."""

    def __init__(self, assessment: Assessment, questionnaire: Questionnaire) -> None:
        super().__init__(assessment.id)
        self.assessment = assessment
        self.questionnaire = questionnaire


def open_result(database: Database, actor: Actor, key: AssessmentKey, *, over_years: bool = False) -> Result:
    """Raises NotFound or Refused to those who may not see it, and NotReady while people are still answering."""
    with database.read() as session:
        assessment = find_assessment(session, key)
        if assessment is None:
            raise NotFound
        require(actor, Right.SEE_RESULT, place_of(assessment))
        questionnaire = _questionnaire(session, assessment)
        if assessment.answering_closed_at is None and assessment.approved_at is None:
            raise NotReady(assessment, questionnaire)
        return result_of(session, assessment, seen_by(actor), over_years=over_years)


def every_year(_: Assessment) -> bool:
    """What the kommun itself sees."""
    return True


def shared_with_region(earlier: Assessment) -> bool:
    """What the region sees: each year is the kommun's own to share (method 9)."""
    return earlier.sharing is not Sharing.NOTHING


def seen_by(actor: Actor) -> Sees:
    """The years that somebody may see."""
    return lambda earlier: may(actor, Right.SEE_RESULT, place_of(earlier))


def result_of(session: Session, assessment: Assessment, sees: Sees = every_year, *, over_years: bool = False) -> Result:
    """The result of an assessment whose answering is closed. The caller has checked who asks.

    It is compared with the latest locked year that the reader `sees`; for readers outside the kommun the caller says
    which those are. `over_years` takes the years before that too, as reports have them; it takes half as long again.
    """
    locked = approved_before(session, assessment)
    seen = [year for year in locked if sees(year)]
    earlier = [year_result(session, year) for year in reversed(seen if over_years else seen[:1])]
    later = year_result(session, assessment)
    development = developed(session, [*earlier, later]) if over_years else None
    targets = {capital: found.target for capital, found in targets_of(session, assessment.id).items()}
    positions = {capital: target.position for capital, target in targets.items()}
    start = recommended_start(later.questionnaire, later.profile, positions)
    by_several = assessment.mode is Mode.SEVERAL
    return Result(
        assessment=assessment,
        questionnaire=later.questionnaire,
        profile=later.profile,
        comparison=_comparison(session, earlier[-1], later) if earlier else None,
        development=development,
        editions=() if development is None else tuple(year.questionnaire for year in (*earlier, later)),
        start=start,
        steps=() if start is None else next_steps(later.questionnaire, later.profile, start.capital_id),
        participation=participation(session, assessment.id),
        corrections=corrections_of(session, assessment.round.edition_id),
        samsyn=_samsyn(later, assessment) if by_several else (),
        individual=_individual(later, assessment) if by_several and later.answers.agreed else None,
        targets=targets,
        actions=tuple(found.action for found in actions_of(session, assessment.id)),
        medians={
            capital: found.median for capital, found in anonymous_for(session, assessment, EVERYBODY).figures.items()
        },
        outcomes={found: saved.outcome for found, saved in outcomes_of(session, assessment.id).items()},
        withheld_years=tuple(
            year.round.year for year in locked if not sees(year) and (not earlier or year.round.year > earlier[-1].year)
        ),
    )


def profile_of(session: Session, assessment: Assessment) -> Profile:
    """The profile alone, of an assessment whose answering is closed. The caller has checked who asks."""
    return year_result(session, assessment).profile


def _samsyn(found: YearResult, assessment: Assessment) -> tuple[Samsyn, ...]:
    questionnaire = found.questionnaire
    return tuple(
        capital_samsyn(capital, questionnaire, found.form, found.answers, questionnaire.limits.min_group)
        for capital in assessment.round.asked_capitals(questionnaire)
    )


def _individual(found: YearResult, assessment: Assessment) -> Profile:
    alone = AssessmentAnswers(found.answers.respondents)
    return score(found.questionnaire, found.form, alone, assessment.round.capital_ids)


def _questionnaire(session: Session, assessment: Assessment) -> Questionnaire:
    return questionnaire_of(session, assessment.round.edition_id, assessment.round.content_hash)


def year_result(session: Session, assessment: Assessment) -> YearResult:
    """The profile with what it was scored from, as `profile_of`."""
    questionnaire = _questionnaire(session, assessment)
    form, answers = assessment.round.form, answers_of(session, assessment.id)
    profile = score(questionnaire, form, answers, assessment.round.capital_ids)
    return YearResult(assessment.round.year, questionnaire, form, answers, profile)


def _comparison(session: Session, earlier: YearResult, later: YearResult) -> YearComparison:
    editions = editions_between(session, later.questionnaire.id, earlier.year, later.year)
    return compare_years(later, earlier, shared_over(editions), later_positions(editions))


def developed(session: Session, years: Sequence[YearResult]) -> Development:
    """Over at least one year, earliest first (method 11)."""
    name, first, last = years[0].questionnaire.id, years[0].year, years[-1].year
    return develop(years, editions_between(session, name, first, last) if len(years) > 1 else [years[0].questionnaire])

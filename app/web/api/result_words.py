"""From a result and from what may be known of the others to what the API answers: the same figures as on the pages."""

from fractions import Fraction
from typing import Literal

from app.assessment.comparison.earlier_years import EarlierYear
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.results.results import CapitalChange, CapitalResult, Interval, LevelCap, QuestionResult
from app.assessment.results.rounding import scale_decimals
from app.reports.figures.capital_facts import lacks_level
from app.reports.figures.profile_figures import change_of
from app.reports.kernel.tables import measure
from app.reports.tables.marking import as_shown
from app.rounds.assessments.plans import Target
from app.rounds.kernel.round import Round
from app.services.overview.overview import Overview
from app.services.results.anonymous_figures import Anonymous
from app.services.results.comparison import Compared
from app.services.results.results import Result
from app.web.api import result_models as models
from app.web.api.models import Municipality
from app.web.api.rounds import round_ref


def result_body(found: Result, *, with_questions: bool) -> models.Result:
    assessment, overall = found.assessment, found.profile.overall
    return models.Result(
        round=round_ref(assessment.round),
        municipality=Municipality(code=assessment.code, name=assessment.municipality),
        status="approved" if found.is_final else "draft",
        example_data=assessment.round.is_example,
        content_hash=assessment.round.content_hash,
        method_edition=assessment.round.method,
        overall=None
        if overall is None
        else models.Overall(index=_figure(overall.index), weakest=overall.weakest_capital_id),
        capitals=[_capital(found, one, with_questions=with_questions) for one in found.profile.capitals],
    )


def anonymous(round_: Round, found: Compared) -> models.AnonymousBenchmark:
    groups = [("all", found.everybody), ("similar_size", found.similar)]
    return models.AnonymousBenchmark(
        kind="anonymous",
        round=round_ref(round_),
        groups=[_group(name, figures) for name, figures in groups if figures is not None],
    )


def distribution(round_: Round, found: Overview) -> models.Distribution:
    return models.Distribution(
        kind="distribution",
        round=round_ref(round_),
        municipalities=sum(line.profile is not None for line in found.lines),
        capitals=[
            models.CapitalDistribution(
                capital=one.capital_id,
                levels=[
                    models.LevelCount(level=_level(position, found.questionnaire), municipalities=count)
                    for position, count in enumerate(one.on_level, start=1)
                ],
                no_level=one.without_level,
                insufficient=one.insufficient,
                not_applicable=one.not_applicable,
            )
            for one in found.distributions
        ],
    )


def _group(name: str, found: Anonymous) -> models.AnonymousGroup:
    return models.AnonymousGroup.model_validate(
        {
            "group": name,
            "status": "shown" if found.figures else "hidden",
            "reason": found.why_none or None,
            "capitals": [
                models.AnonymousFigures(
                    capital=capital_id,
                    municipalities=one.count,
                    median=_figure(one.median),
                    lower_quartile=_perhaps(one.lower_quartile),
                    upper_quartile=_perhaps(one.upper_quartile),
                )
                for capital_id, one in found.figures.items()
            ],
        }
    )


def _capital(found: Result, one: CapitalResult, *, with_questions: bool) -> models.CapitalResult:
    questionnaire, interval = found.questionnaire, one.interval
    change = None if found.comparison is None else change_of(found.comparison, one.capital_id)
    return models.CapitalResult(
        id=one.capital_id,
        name=questionnaire.capital(one.capital_id).name,
        status=one.status.value,
        index=_perhaps(one.index),
        level=None if one.level is None else _level(one.level, questionnaire),
        no_level=_no_level(one),
        near_level=None if one.near is None else _level(one.near, questionnaire),
        cap=None if one.cap is None else _cap(one.cap, questionnaire, with_questions=with_questions),
        coverage=_perhaps(one.coverage),
        interval=_interval(interval, questionnaire) if isinstance(interval, Interval) else None,
        no_interval=None if isinstance(interval, Interval) else interval.value,
        target=_target(found.targets.get(one.capital_id), questionnaire),
        change=None if found.earlier is None or change is None else _change(found.earlier, change),
        questions=[_question(question, questionnaire) for question in one.questions] if with_questions else None,
    )


def _no_level(one: CapitalResult) -> Literal["missing_core", "no_score"] | None:
    if one.level is not None:
        return None
    return "missing_core" if lacks_level(one) else "no_score"


def _interval(found: Interval, questionnaire: Questionnaire) -> models.Interval:
    """As the pages have it: more decimals would tell how the people's answers are spread."""
    decimals = scale_decimals(questionnaire.scale)
    low, high = (float(as_shown(end, decimals)) for end in (found.low, found.high))
    return models.Interval(low=low, high=high, few_respondents=found.few, before_meeting=found.before_meeting)


def _cap(found: LevelCap, questionnaire: Questionnaire, *, with_questions: bool) -> models.Cap:
    return models.Cap(
        reason=found.reason.value,
        uncapped=_level(found.uncapped, questionnaire),
        questions=list(found.question_ids) if with_questions else None,
    )


def _target(found: Target | None, questionnaire: Questionnaire) -> models.Target | None:
    if found is None:
        return None
    return models.Target(level=_level(found.position, questionnaire), by_year=found.by_year)


def _change(earlier: EarlierYear, found: CapitalChange) -> models.Change:
    before = earlier.capital(found.capital_id)
    return models.Change(
        earlier_year=earlier.year,
        status="compared" if found.not_compared is None else found.not_compared.value,
        earlier_index=None if before is None else _perhaps(before.index),
        change_on_shared_questions=_perhaps(found.difference),
        trend=None if found.trend is None else found.trend.value,
        shared_questions=found.shared_questions,
        questions=found.questions,
    )


def _question(found: QuestionResult, questionnaire: Questionnaire) -> models.QuestionResult:
    missing = "not_applicable" if found.settled_not_applicable else "insufficient"
    return models.QuestionResult.model_validate(
        {
            "id": found.question_id,
            "text": questionnaire.questions[found.question_id].text,
            "status": missing if found.value is None else "scored",
            "value": _perhaps(found.value),
            "source": found.source.value,
            "not_united": found.not_united,
        }
    )


def _level(position: int, questionnaire: Questionnaire) -> models.LevelRef:
    return models.LevelRef(position=position, label=questionnaire.scale[position - 1].label)


def _figure(value: Fraction | float) -> float:
    return float(measure(value).value)


def _perhaps(value: Fraction | float | None) -> float | None:
    return None if value is None else _figure(value)

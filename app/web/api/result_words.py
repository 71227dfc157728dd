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


def result_body(result: Result, *, with_questions: bool) -> models.Result:
    assessment, overall = result.assessment, result.profile.overall
    return models.Result(
        round=round_ref(assessment.round),
        municipality=Municipality(code=assessment.code, name=assessment.municipality),
        status="approved" if result.is_final else "draft",
        example_data=assessment.round.is_example,
        content_hash=assessment.round.content_hash,
        method_edition=assessment.round.method,
        overall=None
        if overall is None
        else models.Overall(index=_figure(overall.index), weakest=overall.weakest_capital_id),
        capitals=[_capital(result, capital, with_questions=with_questions) for capital in result.profile.capitals],
    )


def anonymous(round_: Round, comparison: Compared) -> models.AnonymousBenchmark:
    groups = [("all", comparison.everybody), ("similar_size", comparison.similar)]
    return models.AnonymousBenchmark(
        kind="anonymous",
        round=round_ref(round_),
        groups=[_group(name, figures) for name, figures in groups if figures is not None],
    )


def distribution(round_: Round, overview: Overview) -> models.Distribution:
    return models.Distribution(
        kind="distribution",
        round=round_ref(round_),
        municipalities=sum(line.profile is not None for line in overview.lines),
        capitals=[
            models.CapitalDistribution(
                capital=item.capital_id,
                levels=[
                    models.LevelCount(level=_level(position, overview.questionnaire), municipalities=count)
                    for position, count in enumerate(item.on_level, start=1)
                ],
                no_level=item.without_level,
                insufficient=item.insufficient,
                not_applicable=item.not_applicable,
            )
            for item in overview.distributions
        ],
    )


def _group(name: str, benchmark: Anonymous) -> models.AnonymousGroup:
    return models.AnonymousGroup.model_validate(
        {
            "group": name,
            "status": "shown" if benchmark.figures else "hidden",
            "reason": benchmark.why_none or None,
            "capitals": [
                models.AnonymousFigures(
                    capital=capital_id,
                    municipalities=figure.count,
                    median=_figure(figure.median),
                    lower_quartile=_perhaps(figure.lower_quartile),
                    upper_quartile=_perhaps(figure.upper_quartile),
                )
                for capital_id, figure in benchmark.figures.items()
            ],
        }
    )


def _capital(result: Result, capital: CapitalResult, *, with_questions: bool) -> models.CapitalResult:
    questionnaire, interval = result.questionnaire, capital.interval
    change = None if result.comparison is None else change_of(result.comparison, capital.capital_id)
    return models.CapitalResult(
        id=capital.capital_id,
        name=questionnaire.capital(capital.capital_id).name,
        status=capital.status.value,
        index=_perhaps(capital.index),
        level=None if capital.level is None else _level(capital.level, questionnaire),
        no_level=_no_level(capital),
        near_level=None if capital.near is None else _level(capital.near, questionnaire),
        cap=None if capital.cap is None else _cap(capital.cap, questionnaire, with_questions=with_questions),
        coverage=_perhaps(capital.coverage),
        interval=_interval(interval, questionnaire) if isinstance(interval, Interval) else None,
        no_interval=None if isinstance(interval, Interval) else interval.value,
        target=_target(result.targets.get(capital.capital_id), questionnaire),
        change=None if result.earlier is None or change is None else _change(result.earlier, change),
        questions=[_question(question, questionnaire) for question in capital.questions] if with_questions else None,
    )


def _no_level(capital: CapitalResult) -> Literal["missing_core", "no_score"] | None:
    if capital.level is not None:
        return None
    return "missing_core" if lacks_level(capital) else "no_score"


def _interval(interval: Interval, questionnaire: Questionnaire) -> models.Interval:
    """As the pages have it: more decimals would tell how the people's answers are spread."""
    decimals = scale_decimals(questionnaire.scale)
    low, high = (float(as_shown(end, decimals)) for end in (interval.low, interval.high))
    return models.Interval(low=low, high=high, few_respondents=interval.few, before_meeting=interval.before_meeting)


def _cap(cap: LevelCap, questionnaire: Questionnaire, *, with_questions: bool) -> models.Cap:
    return models.Cap(
        reason=cap.reason.value,
        uncapped=_level(cap.uncapped, questionnaire),
        questions=list(cap.question_ids) if with_questions else None,
    )


def _target(target: Target | None, questionnaire: Questionnaire) -> models.Target | None:
    if target is None:
        return None
    return models.Target(level=_level(target.position, questionnaire), by_year=target.by_year)


def _change(earlier: EarlierYear, change: CapitalChange) -> models.Change:
    before = earlier.capital(change.capital_id)
    return models.Change(
        earlier_year=earlier.year,
        status="compared" if change.not_compared is None else change.not_compared.value,
        earlier_index=None if before is None else _perhaps(before.index),
        change_on_shared_questions=_perhaps(change.difference),
        trend=None if change.trend is None else change.trend.value,
        shared_questions=change.shared_questions,
        questions=change.questions,
    )


def _question(result: QuestionResult, questionnaire: Questionnaire) -> models.QuestionResult:
    missing = "not_applicable" if result.settled_not_applicable else "insufficient"
    return models.QuestionResult.model_validate(
        {
            "id": result.question_id,
            "text": questionnaire.questions[result.question_id].text,
            "status": missing if result.value is None else "scored",
            "value": _perhaps(result.value),
            "source": result.source.value,
            "not_united": result.not_united,
        }
    )


def _level(position: int, questionnaire: Questionnaire) -> models.LevelRef:
    return models.LevelRef(position=position, label=questionnaire.scale[position - 1].label)


def _figure(value: Fraction | float) -> float:
    return float(measure(value).value)


def _perhaps(value: Fraction | float | None) -> float | None:
    return None if value is None else _figure(value)

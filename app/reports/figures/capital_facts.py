"""A capital's figures as text, the same in every figure, table and sentence of a report."""

from collections.abc import Sequence
from fractions import Fraction

from app.assessment.questionnaires.questionnaire import Capital, Level, Limits, Question, Questionnaire
from app.assessment.results.results import CapitalResult, Interval
from app.assessment.results.rounding import rounded, scale_decimals, shown
from app.reports.figures.figures import MARKERS, Axis, Ring
from app.reports.kernel.wording import NO_LEVEL, STATUSES, lowered, number, signed


def rings(questionnaire: Questionnaire) -> tuple[Ring, ...]:
    """The scale, lowest level first."""
    return tuple(Ring(float(level.value), number(level.value), level.label) for _, level in questionnaire.levels())


def axis_of(capital: Capital, place: int) -> Axis:
    """The axis of the capital at a place (0…) in the questionnaire's order."""
    return Axis(key=capital.id, label=capital.short_name, name=capital.name, marker=MARKERS[place % len(MARKERS)])


def index_text(result: CapitalResult, questionnaire: Questionnaire) -> str:
    """The index as shown ("2,4"), or why there is none."""
    return STATUSES[result.status] if result.index is None else value_text(result.index, questionnaire.scale)


def value_text(value: Fraction, scale: Sequence[Level]) -> str:
    """An exact value on the scale as shown (method 2)."""
    return number(shown(value, scale))


def distance_text(distance: Fraction, scale: Sequence[Level]) -> str:
    """A distance on the scale, or a value that is rounded already (a median), with the scale's decimals."""
    return number(rounded(distance, scale_decimals(scale)))


def signed_text(difference: Fraction, scale: Sequence[Level]) -> str:
    """A difference on the scale with its sign and the scale's decimals: "+0,5"."""
    return signed(difference, scale_decimals(scale))


def range_text(low: Fraction | float, high: Fraction | float, scale: Sequence[Level]) -> str:
    """Two ends on the scale, such as those of an interval: "1,8–2,9"."""
    decimals = scale_decimals(scale)
    return f"{number(low, decimals)}–{number(high, decimals)}"


def level_name(position: int, questionnaire: Questionnaire) -> str:
    """The label of a position 1…A."""
    return questionnaire.scale[position - 1].label


def level_text(result: CapitalResult, questionnaire: Questionnaire) -> str:
    """The level's name, or why there is none."""
    if result.level is not None:
        return level_name(result.level, questionnaire)
    return STATUSES[result.status] if result.index is None else NO_LEVEL


def lacks_level(result: CapitalResult) -> bool:
    """Whether the index stands without a level, since a core question has no result (method 4)."""
    return result.index is not None and result.level is None


def missing_core(result: CapitalResult, questionnaire: Questionnaire) -> list[Question]:
    """The applicable core questions without a result, in order."""
    missing = {item.question_id for item in result.questions if item.value is None and not item.settled_not_applicable}
    questions = (questionnaire.questions[item.question_id] for item in result.questions)
    return [question for question in questions if question.core and question.id in missing]


def interval_text(result: CapitalResult, questionnaire: Questionnaire) -> str:
    """The interval's ends as shown, or a dash."""
    interval = result.interval
    return range_text(interval.low, interval.high, questionnaire.scale) if isinstance(interval, Interval) else "–"


def name_in_text(capital_id: str, questionnaire: Questionnaire) -> str:
    """The capital's name as it stands inside a sentence."""
    return lowered(questionnaire.capital(capital_id).name)


def shown_dont_know(result: CapitalResult, limits: Limits) -> Fraction | None:
    """The share of vet ej, unless fewer than `min_group` people answered: then it says too much of each (method 10)."""
    people = max(
        (question.answered + question.dont_know + question.not_applicable for question in result.questions), default=0
    )
    return result.dont_know_share if people >= limits.min_group else None

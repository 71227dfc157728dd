"""The figures of a file of answers, per assessment and capital, as plain values for a table or JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from app.assessment.agreement import Agreement, capital_agreement, icc
from app.assessment.answers import AssessmentAnswers
from app.assessment.questionnaire import Capital, Form, Limits, Questionnaire
from app.assessment.results import CapitalResult, Interval, NoInterval
from app.assessment.scoring import respondent_index, score

Plain = dict[str, object]


@dataclass(frozen=True, slots=True)
class ScoredCapital:
    """One assessment, one capital. `level` is the level's value; `respondents` gave a level in the capital."""

    result: CapitalResult
    level: Decimal | None
    respondents: int
    agreement: Agreement

    def as_dict(self) -> Plain:
        """The figures unrounded, None where there is none; `no_interval` says why there is no interval."""
        interval = self.result.interval
        return {
            "capital": self.result.capital_id,
            "status": self.result.status.value,
            "index": _number(self.result.index),
            "level": _number(self.level),
            "capped_by": list(self.result.cap.question_ids) if self.result.cap else [],
            "coverage": _number(self.result.coverage),
            "n": self.respondents,
            "interval": _interval(interval) if isinstance(interval, Interval) else None,
            "no_interval": interval.value if isinstance(interval, NoInterval) else None,
            "ad_m": self.agreement.ad_m,
            "r_wg_j": self.agreement.r_wg_j,
            "a_wg": self.agreement.a_wg,
            "dont_know_share": _number(self.result.dont_know_share),
        }


@dataclass(frozen=True, slots=True)
class ScoredAssessment:
    """One assessment of the file, its capitals in the questionnaire's order."""

    assessment: str
    overall: Fraction | None
    weakest_capital_id: str | None
    capitals: tuple[ScoredCapital, ...]

    def as_dict(self) -> Plain:
        return {
            "assessment": self.assessment,
            "overall": _number(self.overall),
            "weakest_capital": self.weakest_capital_id,
            "capitals": [capital.as_dict() for capital in self.capitals],
        }


@dataclass(frozen=True, slots=True)
class CapitalReliability:
    """ICC(1) and ICC(2) of one capital over all assessments of the file (method 6)."""

    capital_id: str
    icc1: float | None
    icc2: float | None

    def as_dict(self) -> Plain:
        return {"capital": self.capital_id, "icc1": self.icc1, "icc2": self.icc2}


@dataclass(frozen=True, slots=True)
class ScoredSubmission:
    """All that a file of answers comes to, assessments in the file's order."""

    assessments: tuple[ScoredAssessment, ...]
    reliability: tuple[CapitalReliability, ...]

    def as_dict(self) -> Plain:
        return {
            "assessments": [assessment.as_dict() for assessment in self.assessments],
            "reliability": [capital.as_dict() for capital in self.reliability],
        }


def score_submission(
    questionnaire: Questionnaire,
    submission: Mapping[str, AssessmentAnswers],
    form: Form = Form.LONG,
    *,
    limits: Limits | None = None,
) -> ScoredSubmission:
    """Score every assessment that `read_submission` read, as the service would.

    Index, level and interval keep the least number of respondents; the agreement indices follow method 6 alone, since
    whoever holds the file holds the single answers.
    """
    return ScoredSubmission(
        tuple(_scored(questionnaire, key, answers, form, limits) for key, answers in submission.items()),
        tuple(_reliability(capital, questionnaire, submission, form) for capital in questionnaire.capitals),
    )


def _scored(
    questionnaire: Questionnaire, assessment: str, answers: AssessmentAnswers, form: Form, limits: Limits | None
) -> ScoredAssessment:
    profile = score(questionnaire, form, answers, limits=limits)
    overall = profile.overall
    return ScoredAssessment(
        assessment=assessment,
        overall=None if overall is None else overall.index,
        weakest_capital_id=None if overall is None else overall.weakest_capital_id,
        capitals=tuple(_scored_capital(questionnaire, result, answers, form) for result in profile.capitals),
    )


def _scored_capital(
    questionnaire: Questionnaire, result: CapitalResult, answers: AssessmentAnswers, form: Form
) -> ScoredCapital:
    capital = questionnaire.capital(result.capital_id)
    return ScoredCapital(
        result=result,
        level=None if result.level is None else questionnaire.scale[result.level - 1].value,
        respondents=len(_indices(capital, questionnaire, answers, form)),
        agreement=capital_agreement(capital, questionnaire, form, answers),
    )


def _reliability(
    capital: Capital, questionnaire: Questionnaire, submission: Mapping[str, AssessmentAnswers], form: Form
) -> CapitalReliability:
    icc1, icc2 = icc(_indices(capital, questionnaire, answers, form) for answers in submission.values())
    return CapitalReliability(capital.id, icc1, icc2)


def _indices(capital: Capital, questionnaire: Questionnaire, answers: AssessmentAnswers, form: Form) -> list[Fraction]:
    indices = (respondent_index(capital, one, questionnaire, form) for one in answers.respondents)
    return [index for index in indices if index is not None]


def _number(figure: Fraction | Decimal | None) -> float | None:
    return None if figure is None else float(figure)


def _interval(interval: Interval) -> Plain:
    return {
        "low": interval.low,
        "high": interval.high,
        "standard_error": interval.standard_error,
        "degrees_of_freedom": interval.degrees_of_freedom,
        "respondents": interval.respondents,
        "few": interval.few,
    }

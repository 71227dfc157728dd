"""The figures of a file of answers, per assessment and capital, as plain values for a table or JSON."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from app.assessment.answering.answers import AssessmentAnswers, RespondentAnswers
from app.assessment.instrument.instrument import cronbach_alpha
from app.assessment.meeting.agreement import Agreement, capital_agreement, complete_rows, icc
from app.assessment.questionnaires.questionnaire import Capital, Form, Limits, Questionnaire
from app.assessment.results.consensus import is_for_every_role
from app.assessment.results.method import CURRENT
from app.assessment.results.results import CapitalResult, Interval, NoInterval, QuestionSource
from app.assessment.results.scoring import respondent_index, score

METHOD_EDITION = CURRENT.value
"""The edition of the method's rules by which a file is scored."""

Plain = dict[str, object]
Indices = Mapping[tuple[str, str], Sequence[Fraction]]
"""Assessment and capital id -> the index of every respondent who gave a level in the capital."""


@dataclass(frozen=True, slots=True)
class ScoredCapital:
    """One assessment, one capital. `level` is the level's value; `respondents` gave a level in the capital.

    `alpha` is Cronbach's over the assessment's own respondents.
    """

    result: CapitalResult
    level: Decimal | None
    near_level: Decimal | None
    """The value of the level on the other side of a limit that is near."""
    respondents: int
    agreement: Agreement
    alpha: float | None

    @property
    def agreed_questions(self) -> int:
        """On how many questions the result is an agreed answer."""
        return sum(question.source is QuestionSource.AGREED for question in self.result.questions)

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
            "agreed_questions": self.agreed_questions,
            "near_level": _number(self.near_level),
            "interval": _interval(interval) if isinstance(interval, Interval) else None,
            "no_interval": interval.value if isinstance(interval, NoInterval) else None,
            "ad_m": self.agreement.ad_m,
            "r_wg_j": self.agreement.r_wg_j,
            "a_wg": self.agreement.a_wg,
            "alpha": self.alpha,
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
    """ICC(1), ICC(2) and Cronbach's alpha of one capital over all assessments of the file (methods 6 and 12)."""

    capital_id: str
    icc1: float | None
    icc2: float | None
    alpha: float | None

    def as_dict(self) -> Plain:
        return {"capital": self.capital_id, "icc1": self.icc1, "icc2": self.icc2, "alpha": self.alpha}


@dataclass(frozen=True, slots=True)
class ScoredSubmission:
    """All that a file of answers comes to, assessments in the file's order, and what it was scored by."""

    questionnaire_id: str
    year: int
    form: Form
    assessments: tuple[ScoredAssessment, ...]
    reliability: tuple[CapitalReliability, ...]

    def as_dict(self) -> Plain:
        return {
            "method_edition": METHOD_EDITION,
            "questionnaire": self.questionnaire_id,
            "year": self.year,
            "form": self.form.value,
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

    Index, level and interval keep the least number of respondents; the agreement indices and alpha follow methods 6 and
    12 alone, since whoever holds the file holds the single answers.
    """
    indices = {
        (assessment, capital.id): _indices(capital, questionnaire, answers, form)
        for assessment, answers in submission.items()
        for capital in questionnaire.capitals
    }
    return ScoredSubmission(
        questionnaire_id=questionnaire.id,
        year=questionnaire.year,
        form=form,
        assessments=tuple(
            _scored(questionnaire, assessment, answers, form, limits, indices)
            for assessment, answers in submission.items()
        ),
        reliability=tuple(
            _reliability(capital, questionnaire, submission, form, indices) for capital in questionnaire.capitals
        ),
    )


def _scored(
    questionnaire: Questionnaire,
    assessment: str,
    answers: AssessmentAnswers,
    form: Form,
    limits: Limits | None,
    indices: Indices,
) -> ScoredAssessment:
    profile = score(questionnaire, form, answers, limits=limits)
    overall = profile.overall
    return ScoredAssessment(
        assessment=assessment,
        overall=None if overall is None else overall.index,
        weakest_capital_id=None if overall is None else overall.weakest_capital_id,
        capitals=tuple(
            _scored_capital(questionnaire, result, answers, form, len(indices[assessment, result.capital_id]))
            for result in profile.capitals
        ),
    )


def _scored_capital(
    questionnaire: Questionnaire, result: CapitalResult, answers: AssessmentAnswers, form: Form, respondents: int
) -> ScoredCapital:
    capital = questionnaire.capital(result.capital_id)
    return ScoredCapital(
        result=result,
        level=None if result.level is None else questionnaire.scale[result.level - 1].value,
        near_level=None if result.near is None else questionnaire.scale[result.near - 1].value,
        respondents=respondents,
        agreement=capital_agreement(capital, questionnaire, form, answers),
        alpha=_alpha(capital, questionnaire, form, answers.respondents),
    )


def _reliability(
    capital: Capital,
    questionnaire: Questionnaire,
    submission: Mapping[str, AssessmentAnswers],
    form: Form,
    indices: Indices,
) -> CapitalReliability:
    icc1, icc2 = icc(indices[assessment, capital.id] for assessment in submission)
    people = (person for answers in submission.values() for person in answers.respondents)
    return CapitalReliability(
        capital_id=capital.id, icc1=icc1, icc2=icc2, alpha=_alpha(capital, questionnaire, form, people)
    )


def _alpha(
    capital: Capital, questionnaire: Questionnaire, form: Form, people: Iterable[RespondentAnswers]
) -> float | None:
    """Over those who gave a level on every question meant for every role (method 12)."""
    questions = [
        question for question in capital.maturity_questions(form) if is_for_every_role(question, questionnaire)
    ]
    return cronbach_alpha(list(zip(*complete_rows(questions, people), strict=True)))


def _indices(capital: Capital, questionnaire: Questionnaire, answers: AssessmentAnswers, form: Form) -> list[Fraction]:
    indices = (respondent_index(capital, respondent, questionnaire, form) for respondent in answers.respondents)
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
        "before_meeting": interval.before_meeting,
    }

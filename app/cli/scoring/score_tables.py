"""The scores of a file of answers as tables for people: Swedish words and figures, rounded as on the pages."""

from collections.abc import Sequence
from fractions import Fraction

from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.results.results import CapitalResult, CapitalStatus, CapReason, Interval
from app.assessment.results.rounding import shown
from app.assessment.results.uncertainty import CONFIDENCE_PERCENT
from app.assessment.submission.scored_submission import (
    METHOD_EDITION,
    ScoredAssessment,
    ScoredCapital,
    ScoredSubmission,
)
from app.assessment.submission.text_files import printable
from app.cli.tables import table
from app.reports.kernel.wording import FORMS, NO_INTERVALS, STATUSES, number, percent

_CONFIDENCE = f"{CONFIDENCE_PERCENT} %"
_COLUMNS = (
    "Kapitalslag", "Läge", "Index", "Nivå", "Täckning", "Svarande", "Enade", _CONFIDENCE, "AD_M",
    "r_wg(j)", "a_wg", "Alfa", "Vet ej", "Skäl",
)  # fmt: skip
_OF_ALL = ("Kapitalslag", "ICC(1)", "ICC(2)", "Alfa")
_LEFT = frozenset({"Läge", "Skäl"})
_NOTHING = "–"


def score_tables(scores: ScoredSubmission, questionnaire: Questionnaire) -> str:
    """A table for each assessment, then what holds over all of them."""
    parts = [f"{questionnaire.title}, {FORMS[scores.form]}. Metodens utgåva {METHOD_EDITION}."]
    for assessment in scores.assessments:
        rows = [_row(capital, questionnaire) for capital in assessment.capitals]
        parts.append(
            "\n".join(
                (printable(assessment.assessment), table(_COLUMNS, rows, _LEFT), *_overall(assessment, questionnaire))
            )
        )
    of_all = [
        {
            "Kapitalslag": questionnaire.capital(capital.capital_id).short_name,
            "ICC(1)": _share(capital.icc1),
            "ICC(2)": _share(capital.icc2),
            "Alfa": _share(capital.alpha),
        }
        for capital in scores.reliability
    ]
    parts.append(f"Över alla självskattningar\n{table(_OF_ALL, of_all)}")
    return "\n\n".join(parts)


def _overall(assessment: ScoredAssessment, questionnaire: Questionnaire) -> Sequence[str]:
    if assessment.overall is None or assessment.weakest_capital_id is None:
        return ()
    weakest = questionnaire.capital(assessment.weakest_capital_id).short_name
    return (f"Samlat index {_on_scale(assessment.overall, questionnaire)}, svagast är {weakest}.",)


def _row(capital: ScoredCapital, questionnaire: Questionnaire) -> dict[str, str]:
    result, agreement = capital.result, capital.agreement
    return {
        "Kapitalslag": questionnaire.capital(result.capital_id).short_name,
        "Läge": STATUSES[result.status],
        "Index": _on_scale(result.index, questionnaire),
        "Nivå": _NOTHING if capital.level is None else number(capital.level),
        "Täckning": _NOTHING if result.coverage is None else percent(result.coverage),
        "Svarande": str(capital.respondents),
        "Enade": str(capital.agreed_questions),
        _CONFIDENCE: _interval(result, questionnaire),
        "AD_M": _NOTHING if agreement.ad_m is None else number(agreement.ad_m, 1),
        "r_wg(j)": _share(agreement.r_wg_j),
        "a_wg": _share(agreement.a_wg),
        "Alfa": _share(capital.alpha),
        "Vet ej": _NOTHING if result.dont_know_share is None else percent(result.dont_know_share),
        "Skäl": "; ".join(_reasons(capital, questionnaire)),
    }


def _on_scale(index: Fraction | None, questionnaire: Questionnaire) -> str:
    return _NOTHING if index is None else number(shown(index, questionnaire.scale))


def _share(coefficient: float | None) -> str:
    """Coefficients that go to 1 keep two decimals."""
    return _NOTHING if coefficient is None else number(coefficient, 2)


def _interval(result: CapitalResult, questionnaire: Questionnaire) -> str:
    if not isinstance(result.interval, Interval):
        return _NOTHING
    ends = (Fraction(result.interval.low), Fraction(result.interval.high))
    return "–".join(_on_scale(end, questionnaire) for end in ends)


def _reasons(capital: ScoredCapital, questionnaire: Questionnaire) -> list[str]:
    """Why there is no result, why the level is not what the index alone would give, and why there is no interval."""
    result, limits = capital.result, questionnaire.limits
    reasons = []
    if result.status is CapitalStatus.INSUFFICIENT:
        reasons.append(f"för index krävs minst {percent(Fraction(limits.min_coverage))} täckning")
        if 0 < capital.respondents < limits.min_group:
            reasons.append(f"en fråga kräver {limits.min_group} svarande eller ett enat svar")
    if result.cap is not None:
        names = ", ".join(result.cap.question_ids)
        missing = result.cap.reason is CapReason.MISSING_CORE
        reasons.append(
            f"nivån kan inte anges, kärnfråga utan resultat: {names}" if missing else f"nivån hålls nere av {names}"
        )
    if capital.near_level is not None:
        reasons.append(f"nära gränsen till nivå {number(capital.near_level)}")
    if isinstance(result.interval, Interval):
        reasons += ["intervallet är spridningen före mötet"] if result.interval.before_meeting else []
        reasons += ["få svarande"] if result.interval.few else []
    elif why := NO_INTERVALS[result.interval].reason:
        reasons.append(f"inget intervall: {why}")
    return reasons

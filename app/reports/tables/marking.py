"""Which mark stands where a kommun has no figure, and what its tables have in common."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.results.results import CapitalResult, CapitalStatus
from app.assessment.results.rounding import rounded
from app.reports.kernel.tables import Cell, Column, ExportTable, Mark, index_measure
from app.reports.results.subject import Findings, ResponseCounts, Subject

CAPITAL = (
    Column("capital_id", "Kapitalslagets id", "Kort namn för maskiner, detsamma varje år."),
    Column("capital", "Kapitalslag", "Kapitalslagets namn."),
)


@dataclass(frozen=True, slots=True)
class Basis:
    """What a kommun's tables are made from."""

    questionnaire: Questionnaire
    subject: Subject
    findings: Findings
    participation: ResponseCounts

    @property
    def is_small(self) -> bool:
        """Whether so few have answered that nothing of their single answers is shown (method 10)."""
        by_several = bool(self.findings.samsyn)
        return by_several and self.participation.started < self.questionnaire.limits.min_group

    def named(self, capital_id: str) -> tuple[str, str]:
        """The cells of CAPITAL."""
        return capital_id, self.questionnaire.capital(capital_id).name


def index_of(result: CapitalResult, questionnaire: Questionnaire, *, is_small: bool) -> Cell:
    """The index, or why there is none."""
    if result.index is not None:
        return index_measure(result.index, questionnaire.scale)
    return absent(result, is_small=is_small)


def absent(result: CapitalResult, *, is_small: bool) -> Mark:
    """Of a capital without a score. It must not tell whether the few who are hidden have answered anything."""
    if result.status is CapitalStatus.NOT_APPLICABLE:
        return Mark.NOT_APPLICABLE
    return missing(is_small=is_small)


def missing(*, is_small: bool) -> Mark:
    return Mark.PROTECTED if is_small else Mark.MISSING


def yes(applies: bool) -> str:
    return "ja" if applies else "nej"


def as_shown(value: Fraction | float, decimals: int) -> Decimal:
    """Rounded as the pages have it, where more decimals would tell of single answers."""
    return rounded(Fraction(str(value)) if isinstance(value, float) else value, decimals)


def facts_table(facts: Iterable[tuple[str, str]]) -> ExportTable:
    """What must be known of the figures, as name and text."""
    columns = (Column("fact", "Uppgift", "Vad det gäller."), Column("value", "Innehåll", "Uppgiften i ord."))
    return ExportTable(
        "facts", "om", "Om uppgifterna", "Vems uppgifterna är och hur de kom till.", columns, tuple(facts)
    )

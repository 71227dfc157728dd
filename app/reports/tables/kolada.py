"""Indices in the shape of Kolada's data: kpi, municipality, period, value and status, one row per kommun and capital.

The keys are our own, made of the questionnaire's and the capital's ids; they are not among Kolada's.
"""

from collections.abc import Iterable

from app.reports.kernel.tables import Cell, Column, ColumnKind, ExportTable, Mark, Measure

COLUMNS = (
    Column("kpi", "Nyckeltal", "Frågeformulärets namn och kapitalslaget, till exempel omstallningsformaga-politiskt."),
    Column("municipality", "Kommun", "SCB:s fyrsiffriga kod, som text."),
    Column("period", "År", "Omgångens år.", ColumnKind.WHOLE),
    Column("value", "Värde", "Index på frågeformulärets skala; tomt när status säger varför.", ColumnKind.DECIMAL),
    Column("status", "Status", "Tom när det finns ett värde; annars -, . eller .. som i Kolada."),
)


def kpi_id(questionnaire_id: str, capital_id: str) -> str:
    """The key of a capital's index."""
    return f"{questionnaire_id}-{capital_id}"


def kolada_row(kpi: str, municipality: str, period: int, value: Cell) -> tuple[Cell, ...]:
    """One figure, or why there is none. Raises TypeError for what is neither."""
    if isinstance(value, Mark):
        return (kpi, municipality, period, None, value.value)
    if not isinstance(value, Measure):
        raise TypeError("a value is a figure or a mark")
    return (kpi, municipality, period, value, "")


def kolada_table(rows: Iterable[tuple[Cell, ...]]) -> ExportTable:
    """As a table, for the writers; it has no columns of its source."""
    explanation = "Index per kapitalslag i samma form som Koladas data. Nycklarna är verktygets egna."
    return ExportTable("kolada", "kolada", "Som Kolada", explanation, COLUMNS, tuple(rows))

"""docs/exports.md names every table and column that the files have."""

from collections.abc import Iterator
from dataclasses import replace

from app.reports.kernel.tables import Column, ExportTable
from app.reports.overview.round_tables import round_export
from app.reports.tables.assessment_tables import assessment_export, kolada_of
from app.reports.tables.example_tables import examples_export
from app.reports.tables.need_tables import needs_export
from app.reports.tables.project_tables import projects_export
from tests.paths import ROOT
from tests.unit.reports.overview.test_round_tables import BASIS as ROUND_BASIS
from tests.unit.reports.overview.test_round_tables import SOURCE
from tests.unit.reports.results.test_content import FINDINGS, QUESTIONNAIRE, content
from tests.unit.reports.support import samples
from tests.unit.reports.tables.test_assessment_tables import BASIS, SAMSYN

DOCUMENT = ROOT / "docs" / "exports.md"


def every_table() -> Iterator[tuple[str, ExportTable]]:
    """Heading in the document, and the table."""
    development, editions = samples.development(QUESTIONNAIRE)
    findings = replace(FINDINGS, samsyn=SAMSYN, reasons_shown=True, development=development, editions=tuple(editions))
    whole = replace(BASIS, findings=findings)
    for table in assessment_export(whole, content(), "fil").tables:
        yield f"A result: `{table.name}`", table
    for table in round_export(ROUND_BASIS, SOURCE, "fil", ()).tables:
        yield f"A round: `{table.name}`", table
    for table in needs_export([], [], {}, SOURCE, ()).tables:
        yield f"Needs: `{table.name}`", table
    for table in examples_export([], {}, SOURCE, ()).tables:
        yield f"Examples: `{table.name}`", table
    for table in projects_export([], [], [], {}, SOURCE, ()).tables:
        yield f"Project bank: `{table.name}`", table
    yield "Both: `kolada`", kolada_of(BASIS)


def line(column: Column) -> str:
    return f"| `{column.key}` | {column.heading} | {column.kind.value} | {column.explanation} |"


def test_every_table_and_column_is_explained_as_in_the_files() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    for heading, table in every_table():
        part = text.partition(f"### {heading}\n")[2].partition("\n### ")[0]
        assert [text_line for text_line in part.splitlines() if text_line.startswith("| `")] == [
            line(column) for column in table.columns
        ]

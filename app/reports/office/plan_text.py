"""The plan as a Word text that can be pasted into a tjänsteskrivelse: where the kommun is, what to decide, the plan."""

import io

from app.reports.office.slide_frame import cautions
from app.reports.office.word_parts import add_even_table, new_document
from app.reports.results.content import ReportContent
from app.reports.results.parts.plan import NO_ACTIONS, NO_TARGETS
from app.reports.results.proposal import HEADING as PROPOSAL


def plan_text(content: ReportContent) -> bytes:
    """The document as a file."""
    document = new_document(content, ", ".join(cautions(content)))
    summary, plan = content.summary, content.plan
    document.add_heading(f"Mål och åtgärder, {content.municipality_name} {content.year}", 0)
    document.add_paragraph(content.status)
    for mark in content.marks:
        document.add_paragraph().add_run(mark).bold = True
    document.add_heading(PROPOSAL, 1)
    for line in filter(None, (*summary.proposal.text.split("\n"), summary.proposal.note)):
        document.add_paragraph(line)
    document.add_heading("Bakgrund", 1)
    document.add_paragraph(summary.opening)
    document.add_paragraph(summary.plan)
    tables = (
        ("Mål", NO_TARGETS, None if plan is None else plan.targets),
        ("Åtgärder", NO_ACTIONS, None if plan is None else plan.actions),
    )
    for heading, missing, table in tables:
        document.add_heading(heading, 1)
        if table is None:
            document.add_paragraph(missing)
        else:
            add_even_table(document, table)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()

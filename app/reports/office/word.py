"""A report as a Word document that a kommun can go on writing in: all of its text, tables and charts."""

import io
import re
from collections.abc import Iterable, Sequence

from docx.document import Document as Doc

from app.reports.figures.figures import FigureTable
from app.reports.office.slide_frame import cautions
from app.reports.office.word_parts import add_change, add_even_table, add_radar, add_table, new_document
from app.reports.results.content import Chapter, ReportContent, StepLine, steps_heading
from app.reports.results.parts.support import HEADING as SUPPORT
from app.reports.results.proposal import HEADING as PROPOSAL

_EMPHASIS = re.compile(r"\*+|_+(?=\w)|(?<=\w)_+")


def word(content: ReportContent) -> bytes:
    """The document as a file."""
    document = new_document(content, ", ".join(cautions(content)))
    _opening(document, content)
    _profile(document, content)
    document.add_heading("Kapitalslag för kapitalslag", 1)
    for chapter in content.chapters:
        _chapter(document, chapter)
    _change(document, content)
    _development(document, content)
    _start(document, content)
    _support(document, content)
    _meeting(document, content)
    _gathering(document, content)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _opening(document: Doc, content: ReportContent) -> None:
    summary = content.summary
    document.add_heading(f"{content.municipality_name} {content.year}", 0)
    document.add_paragraph(content.title, style="Subtitle")
    document.add_paragraph(content.status)
    for mark in content.marks:
        document.add_paragraph().add_run(mark).bold = True
    document.add_heading("Läget på en sida", 1)
    document.add_paragraph(summary.opening)
    rows = tuple((line.name, line.level, line.index, line.change) for line in summary.levels)
    header = ("Kapitalslag", "Nivå", "Index", summary.since)
    add_table(document, FigureTable("Nivå per kapitalslag", header, rows), (5, 4.5, 2, 4.5))
    for heading, lines in (
        ("Starkt", summary.strong),
        ("Håller tillbaka", summary.holding),
        ("Ändrat", summary.changed),
    ):
        document.add_heading(heading, 2)
        _paragraphs(document, lines)
    document.add_heading("Målnivåer", 2)
    _paragraphs(document, summary.targets)
    document.add_heading("Planen", 2)
    _paragraphs(document, (summary.plan,))
    _steps(document, summary.steps)
    document.add_heading(PROPOSAL, 2)
    _paragraphs(document, summary.proposal.text.split("\n"))
    _paragraphs(document, (summary.proposal.note,))


def _profile(document: Doc, content: ReportContent) -> None:
    document.add_heading("Profilen", 1)
    add_radar(document, content.radar)
    add_even_table(document, content.dots.table)
    _paragraphs(document, (content.overall,))


def _chapter(document: Doc, chapter: Chapter) -> None:
    document.add_heading(chapter.name, 2)
    standing = [f"Nivå: {chapter.level}", f"Index: {chapter.index}"]
    standing += [f"Målnivå: {chapter.target}"] if chapter.target != "–" else []
    document.add_paragraph(". ".join(standing) + ".")
    _paragraphs(document, chapter.notes)
    _paragraphs(document, (_EMPHASIS.sub("", part).replace("\n", " ") for part in chapter.explanation.split("\n\n")))
    rows = tuple(
        (
            f"{line.text}{' (kärnfråga)' if line.core else ''}",
            f"{line.value}, {line.source}",
            _levelled(line.reached_level, line.reached),
            _levelled(line.next_level, line.next),
        )
        for line in chapter.questions
    )
    header = ("Fråga", "Resultat", "Där är ni", chapter.next_heading)
    add_table(document, FigureTable(f"Frågorna i {chapter.name}", header, rows), (4.5, 2.5, 4.5, 4.5))


def _levelled(level: str, text: str) -> str:
    return f"{level}. {text}" if level else text


def _change(document: Doc, content: ReportContent) -> None:
    document.add_heading("Förändring sedan sist", 1)
    if content.change is not None:
        if not content.change.is_empty:
            add_change(document, content.change)
        _paragraphs(document, (content.change.note,))
        add_even_table(document, content.change.table)
    _paragraphs(document, content.change_notes[1 if content.change else 0 :])


def _development(document: Doc, content: ReportContent) -> None:
    part = content.development
    if part is None:
        return
    document.add_heading("Utveckling över åren", 1)
    document.add_paragraph(part.figure.conclusion)
    add_even_table(document, part.figure.table)
    _paragraphs(document, (*part.notes, part.whole_note))
    add_even_table(document, part.whole)


def _start(document: Doc, content: ReportContent) -> None:
    document.add_heading("Var ni kan börja", 1)
    _paragraphs(document, (content.start.headline, *content.start.reasons))
    _steps(document, content.start.steps)


def _support(document: Doc, content: ReportContent) -> None:
    part = content.support
    if part is None:
        return
    document.add_heading(SUPPORT, 1)
    _paragraphs(document, (part.headline, part.note))
    if part.lines:
        rows = tuple(
            (line.title, f"{line.form}, {line.capital.lower()}", line.gives, line.reason) for line in part.lines
        )
        header = ("Stöd", "Form och kapitalslag", "Ni får", "Därför")
        add_table(document, FigureTable(SUPPORT, header, rows), (3.5, 3, 4.5, 5))
    _paragraphs(document, (*(f"{later.title}. {later.when}" for later in part.later), part.source))


def _steps(document: Doc, steps: Sequence[StepLine]) -> None:
    if not steps:
        return
    document.add_heading(steps_heading(steps), 2)
    lines = [f"{step.capital}. {step.text} Frågan: {step.question} {step.standing}" for step in steps]
    _paragraphs(document, [f"{number}. {line}" for number, line in enumerate(lines, 1)])


def _meeting(document: Doc, content: ReportContent) -> None:
    """What stands only in some reports: unity, agreement, plan, reasons."""
    if content.direction_table is not None:
        document.add_heading("Enighet och väg", 1)
        add_even_table(document, content.direction_table)
    if content.plan is not None:
        document.add_heading("Mål och åtgärder", 1)
        for table in filter(None, (content.plan.targets, content.plan.actions)):
            add_even_table(document, table)
    if content.samsyn is not None:
        document.add_heading("Bilaga: samsyn", 1)
        _paragraphs(document, (content.samsyn.conclusion,))
        add_even_table(document, content.samsyn.table)
        _paragraphs(document, content.samsyn.notes)
    if content.reasons:
        document.add_heading("Bilaga: skälen till de enade svaren", 1)
    for group in content.reasons:
        document.add_heading(group.capital, 2)
        for line in group.lines:
            document.add_heading(line.question, 3)
            text = f"{line.settled}. {line.reason}"
            _paragraphs(document, (text, f"Underlag: {line.evidence_url}" if line.evidence_url else ""))


def _gathering(document: Doc, content: ReportContent) -> None:
    document.add_heading("Bilaga: så samlades svaren in", 1)
    _paragraphs(document, (" ".join(content.gathering),))
    add_even_table(document, content.gathering_table)
    document.add_heading("Bilaga: metod och version", 1)
    for heading, paragraphs in content.method:
        document.add_heading(heading, 2)
        _paragraphs(document, paragraphs)
    add_even_table(document, FigureTable("Om rapporten", ("Uppgift", "Innehåll"), content.facts))


def _paragraphs(document: Doc, lines: Iterable[str], style: str | None = None) -> None:
    for line in lines:
        if line:
            document.add_paragraph(line, style=style)

"""A closed workshop as files: its protocol, the large sheet of a group, and its notes as tables."""

from datetime import UTC, datetime, time

from app.errors import PermissionDeniedError
from app.reports.kernel.tables import Export
from app.reports.kernel.wording import count, date, lowered
from app.reports.paper.document import workshop_pdf
from app.reports.tables.lists import list_source
from app.reports.workshops.note_tables import NoteRecord, notes_export
from app.reports.workshops.protocol import SheetGroup, SheetNote, SheetQuestion, WorkshopProtocol
from app.rounds.kernel.days import day_of
from app.services.results.report_files import ReportFiles
from app.services.workshops import words
from app.services.workshops.access import Visitor
from app.services.workshops.landing import WorkshopEnd, open_end
from app.storage.engine.database import Database
from app.support.workshops.board import Cluster, clusters
from app.support.workshops.names import COLUMNS, LANDINGS, OWN_REGIONAL_PAPER, question_text
from app.support.workshops.workshop import NoteColumn, StoredGroup, WorkshopNote


def open_protocol(
    database: Database, visitor: Visitor, slug: str, number: int, group: int | None = None
) -> WorkshopProtocol:
    """The whole workshop, or the large sheet of one group. Raises as `open_end`, and NotFoundError for no group."""
    end = open_end(database, visitor, slug, number)
    workshop = end.open_workshop.workshop
    if workshop.closed_at is None:
        raise PermissionDeniedError(words.NOT_CLOSED)
    groups = end.open_workshop.groups if group is None else (end.open_workshop.group(group),)
    return WorkshopProtocol(
        title=workshop.title,
        owner=workshop.owner,
        focus=workshop.focus,
        closed=date(day_of(workshop.closed_at)),
        closed_iso=day_of(workshop.closed_at).isoformat(),
        marks=("Exempeldata",) if workshop.is_example else (),
        groups=tuple(_group(end, each) for each in groups),
        is_sheet=group is not None,
    )


def workshop_file(files: ReportFiles, content: WorkshopProtocol) -> bytes:
    """As PDF, from the cache or rendered now. Raises RenderError."""
    day = datetime.fromisoformat(content.closed_iso).date()
    return files.get(content.fingerprint(), workshop_pdf, content, datetime.combine(day, time(12), UTC))


def export_notes(database: Database, visitor: Visitor, slug: str, number: int) -> Export:
    """Every note. Raises as `open_end`."""
    end = open_end(database, visitor, slug, number)
    workshop = end.open_workshop.workshop
    closed_on = day_of(workshop.closed_at or workshop.created_at)
    source = list_source(
        owner=workshop.owner,
        title=workshop.title,
        edition="workshop",
        version="",
        year=closed_on.year,
        is_example_data=workshop.is_example,
        day=closed_on,
    )
    facts = [
        (words.FILE_OWNER, workshop.owner),
        (words.FILE_FOCUS, workshop.focus),
        (words.FILE_CLOSED, date(closed_on)),
        words.FILE_CAUTION,
    ]
    return notes_export([_record(end, note) for note in end.notes], source, facts)


def _record(end: WorkshopEnd, note: WorkshopNote) -> NoteRecord:
    group = end.group_of(note)
    return NoteRecord(
        group=group.number,
        capital_id=group.capital_id,
        capital=end.open_workshop.capital_names.get(group.capital_id, group.capital_id),
        question=note.column.question,
        column=COLUMNS[note.column],
        cluster=note.cluster,
        text=note.text,
        dots=note.dots,
        is_merged=note.merged_into is not None,
        landings=", ".join(_landings(end, note.id)),
    )


def _landings(end: WorkshopEnd, note_id: int) -> tuple[str, ...]:
    return tuple(f"{lowered(LANDINGS[each.kind])} ({each.owner})" for each in end.landings_of(note_id))


def _group(end: WorkshopEnd, group: StoredGroup) -> SheetGroup:
    notes = [note for note in end.notes if note.group_id == group.id]
    capital = lowered(end.open_workshop.capital_names.get(group.capital_id, group.capital_id))
    return SheetGroup(
        number=group.number,
        name=end.open_workshop.name_of(group),
        capital_id=group.capital_id,
        one_liner=group.one_liner,
        questions=tuple(_question(end, column, notes, capital) for column in NoteColumn),
    )


def _question(end: WorkshopEnd, column: NoteColumn, notes: list[WorkshopNote], capital: str) -> SheetQuestion:
    is_own = end.open_workshop.workshop.is_of_kommun
    here = clusters(note for note in notes if note.column is column)
    question = question_text(column.question, capital)
    return SheetQuestion(
        heading=f"{column.question} · {question}",
        hint=COLUMNS[column] if column.form is not None else "",
        notes=tuple(note for cluster in here for note in _notes(end, cluster)),
        remark=OWN_REGIONAL_PAPER if is_own and column is NoteColumn.REGIONAL else "",
    )


def _notes(end: WorkshopEnd, cluster: Cluster) -> tuple[SheetNote, ...]:
    """A cluster as one with its heading; notes by themselves one by one."""
    lines = [
        (note.dots, note.note.text, tuple(each.text for each in note.merges), note.note.id) for note in cluster.notes
    ]
    if not cluster.name:
        return tuple(
            SheetNote(heading="", texts=(text, *merges), dots=_dots(dots), landings=_landings(end, note_id))
            for dots, text, merges, note_id in lines
        )
    return (
        SheetNote(
            heading=cluster.name,
            texts=tuple(each for _, text, merges, _ in lines for each in (text, *merges)),
            dots=_dots(sum(dots for dots, _, _, _ in lines)),
            landings=tuple(each for _, _, _, note_id in lines for each in _landings(end, note_id)),
        ),
    )


def _dots(dots: int) -> str:
    return count(dots, "prick", "prickar") if dots else ""

"""Editions of an import: those that are published here already are used, the others are published as they were.

An edition is joined when it says the same, not when it only has the same name; then answers mean what they meant.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Table, func, select, update
from sqlmodel import Session

from app.accounts.audit.chain import Event
from app.accounts.audit.support_events import SupportCataloguePublished
from app.accounts.audit.text_events import QuestionnairePublished
from app.accounts.kernel.reserved_segments import SECOND_SEGMENTS
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.services.transfer.errors import (
    CatalogueMissingError,
    CorrectionsDifferError,
    EditionDiffersError,
    TransferDamagedError,
)
from app.services.transfer.file_rows import Row, rows_in
from app.services.transfer.transfer_file import TransferFile
from app.storage.transfer.moving import Mover
from app.storage.transfer.scope import TABLES
from app.support.catalogue.catalogue import Catalogue

E = TypeVar("E", Questionnaire, Catalogue)


@dataclass(frozen=True, slots=True)
class NewEdition:
    """One that was published here by an import, and what is to be noted of that at its end: whoever notes something
    keeps everybody else from noting anything until the transaction is over."""

    name: str
    event: Event


def join_editions(session: Session, source: TransferFile, mover: Mover) -> tuple[NewEdition, ...]:
    """Returns those that were published. Raises EditionDiffersError, CorrectionsDifferError and
    CatalogueMissingError."""
    corrections: dict[int, list[Row]] = {}
    for row in rows_in(source, "wording_correction"):
        corrections.setdefault(row["edition_id"], []).append(row)
    new: list[NewEdition] = []
    for row in rows_in(source, "edition"):
        name = f"{row['questionnaire']} {row['year']}"
        own = _own(session, TABLES["edition"], questionnaire=row["questionnaire"], year=row["year"])
        theirs = _read(Questionnaire, row, "definition", name, (row["questionnaire"], row["year"]))
        if own is None:
            _require_publishable(session, TABLES["edition"], row, name)
            mover.add(session, TABLES["edition"], [row])
            mover.add(session, TABLES["wording_correction"], corrections.get(row["id"], []))
            number = mover.numbers["edition"][row["id"]]
            event = QuestionnairePublished(questionnaire=theirs.id, year=theirs.year, edition_id=number)
            new.append(NewEdition(name, event))
            continue
        if Questionnaire.model_validate_json(own["definition"]) != theirs:
            raise EditionDiffersError(name)
        mover.joined("edition", row["id"], own["id"])
        _join_corrections(session, mover, corrections.get(row["id"], []), own["id"], name)
    return (*new, *_join_catalogues(session, source, mover))


def _join_corrections(session: Session, mover: Mover, theirs: list[Row], own_id: int, name: str) -> None:
    """Reports tell which words were corrected, so both must have the same history; where nobody uses the edition yet,
    the file's is taken over."""
    table, round_ = TABLES["wording_correction"], TABLES["round"]
    own = [dict(row) for row in session.execute(select(table).where(table.c.edition_id == own_id)).mappings()]
    if _told(own) == _told(theirs):
        return
    in_use = session.execute(select(round_.c.id).where(round_.c.edition_id == own_id)).first() is not None
    if own or in_use:
        raise CorrectionsDifferError(name)
    mover.add(session, table, theirs)


def _told(corrections: list[Row]) -> list[tuple[object, ...]]:
    names = ("corrected_at", "place", "field", "old", "new", "reason")
    return sorted(tuple(row[name] for name in names) for row in corrections)


def _join_catalogues(session: Session, source: TransferFile, mover: Mover) -> tuple[NewEdition, ...]:
    """A catalogue is the whole installation's: one that is missing is published only where there is no region yet, and
    only there it is in force from the day that it was where it came from."""
    table, region = TABLES["support_edition"], TABLES["region"]
    is_empty = session.execute(select(func.count()).select_from(region)).scalar_one() == 0
    new: list[NewEdition] = []
    for row in rows_in(source, "support_edition"):
        name = f"{row['catalogue']} {row['year']}"
        own = _own(session, table, catalogue=row["catalogue"], year=row["year"])
        theirs = _read(Catalogue, row, "content", name, (row["catalogue"], row["year"]))
        if own is None and not is_empty:
            raise CatalogueMissingError(name)
        if own is None:
            _require_publishable(session, table, row, name)
            mover.add(session, table, [row])
            number = mover.numbers["support_edition"][row["id"]]
            event = SupportCataloguePublished(catalogue=theirs.id, year=theirs.year, edition_id=number)
            new.append(NewEdition(name, event))
            continue
        if Catalogue.model_validate_json(own["content"]) != theirs:
            raise EditionDiffersError(name)
        mover.joined("support_edition", row["id"], own["id"])
        if is_empty:
            _put_in_force(session, own["id"], row["published_at"])
    return tuple(new)


def _put_in_force(session: Session, edition_id: int, moment: datetime) -> None:
    """Approved reports suggest support by the catalogue of their day."""
    table = TABLES["support_edition"]
    session.execute(update(table).where(table.c.id == edition_id).values(published_at=moment))


def _own(session: Session, table: Table, **key: object) -> Row | None:
    query = select(table).where(*(table.c[name] == value for name, value in key.items()))
    row = session.execute(query).mappings().one_or_none()
    return None if row is None else dict(row)


def _read(model: type[E], row: Row, column: str, name: str, key: tuple[str, int]) -> E:
    """What publishing asks of an edition that has been published: that this version reads it, under its own name."""
    try:
        edition = model.model_validate_json(row[column])
    except ValueError as error:
        raise TransferDamagedError(name) from error
    if (edition.id, edition.year) != key or edition.id in SECOND_SEGMENTS:
        raise TransferDamagedError(name)
    return edition


def _require_publishable(session: Session, table: Table, row: Row, name: str) -> None:
    """Editions are read by their hash, so none may have that of another."""
    if session.execute(select(table.c.id).where(table.c.content_hash == row["content_hash"])).first() is not None:
        raise TransferDamagedError(name)

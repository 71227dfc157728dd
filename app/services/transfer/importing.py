"""Taking a region or a kommun in from a file that another installation has written: all of it, or nothing.

Everything is one transaction. Its end is a proof: the result of every year is worked out from what has been added, and
must say what the file says that it said where it came from.
"""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from app.accounts.kernel.reserved_segments import FIRST_SEGMENTS
from app.accounts.kernel.roles import INSTALLATION, KOMMUN_ROLES, REGION_ROLES
from app.services.kernel.audit import note
from app.services.transfer.editions import join_editions
from app.services.transfer.errors import (
    OrganisationExistsError,
    SchemaNotCurrentError,
    SlugReservedError,
    SourceTooNewError,
    SourceTooOldError,
    TransferConflictError,
    TransferDamagedError,
    TransferForgedError,
    TransferHashError,
)
from app.services.transfer.exporting import TransferSummary, summary_of
from app.services.transfer.file_rows import Row, rows_in
from app.services.transfer.log_taking import read_trail, take_log
from app.services.transfer.result_proof import prove_results
from app.services.transfer.transfer_file import TransferFile
from app.storage.engine.database import Database
from app.storage.engine.schema import is_current, revision_of, revisions_before
from app.storage.transfer.moving import Mover, UnknownNumberError
from app.storage.transfer.scope import TABLES, taken_in_order


class _RehearsedError(Exception):
    """It went well, and nothing of it is to stay."""

    def __init__(self, summary: TransferSummary) -> None:
        super().__init__()
        self.summary = summary


@dataclass(frozen=True, slots=True)
class ImportTerms:
    """`expected` is the file's SHA-256 as the other installation told it, "" when nobody says; `rehearsal` takes
    everything back at the end; `other_reports` lets results in that say something else here."""

    expected: str = ""
    rehearsal: bool = False
    other_reports: bool = False


def import_file(url: str, path: Path, now: datetime, terms: ImportTerms) -> TransferSummary:
    """Take in what the file holds. Raises OSError and TransferError; then nothing has changed."""
    with closing(Database(url)) as database, closing(TransferFile(path)) as source:
        if terms.expected and terms.expected.lower() != source.sha256:
            raise TransferHashError(source.sha256)
        _require_same_schema(database, source)
        lines = read_trail(source, now)
        importing = _Import(source, now, terms)
        try:
            return database.write(lambda session: importing.run(session, lines))
        except _RehearsedError as rehearsed:
            return rehearsed.summary
        except (UnknownNumberError, OverflowError) as error:
            raise TransferDamagedError(str(error)) from error
        except IntegrityError as error:
            raise TransferConflictError from error


def _require_same_schema(database: Database, source: TransferFile) -> None:
    if not is_current(database):
        raise SchemaNotCurrentError
    with database.read() as session:
        own = revision_of(session)
    theirs = source.manifest.revision
    if theirs != own:
        raise (SourceTooOldError if theirs in revisions_before(own) else SourceTooNewError)(theirs, own)


class _Import:
    def __init__(self, source: TransferFile, now: datetime, terms: ImportTerms) -> None:
        self._source = source
        self._now = now
        self._terms = terms
        self._mover = Mover()
        self._joined: set[int] = set()

    def run(self, session: Session, lines: list[Any]) -> TransferSummary:
        self._require_free(session)
        new_editions = join_editions(session, self._source, self._mover)
        self._join_people(session)
        for table in taken_in_order():
            if table.name not in {"edition", "wording_correction", "support_edition"}:
                self._mover.add(session, table, self._rows(session, table))
        for table in taken_in_order():
            self._mover.settle(session, table)
        names = tuple(edition.name for edition in new_editions)
        summary = summary_of(self._source.manifest, self._source.sha256, len(self._joined), names)
        prove_results(session, self._mover, self._source.manifest, may_differ=self._terms.other_reports)
        for edition in new_editions:
            note(session, None, edition.event, INSTALLATION, self._now)
        take_log(session, self._mover, lines, summary, self._source.manifest, self._now)
        if self._terms.rehearsal:
            raise _RehearsedError(summary)
        return summary

    def _require_free(self, session: Session) -> None:
        slug, kommun = self._source.manifest.region, self._source.manifest.kommun
        kommuner = [row["slug"] for row in rows_in(self._source, "municipality")]
        if [row["slug"] for row in rows_in(self._source, "region")] != [slug] or (kommun and kommuner != [kommun]):
            raise TransferDamagedError("region")
        if slug in FIRST_SEGMENTS:
            raise SlugReservedError(slug)
        table = TABLES["region"]
        if session.execute(select(table.c.id).where(table.c.slug == slug)).first() is not None:
            raise OrganisationExistsError(slug)

    def _join_people(self, session: Session) -> None:
        """Whoever has an account with the same address is the same person."""
        table = TABLES["person"]
        query = select(table.c.email, table.c.id).where(table.c.email.is_not(None))
        own = dict(session.execute(query).all())
        for row in rows_in(self._source, "person"):
            email = row["email"]
            if email is not None and email != email.lower():
                raise TransferDamagedError("person.email")
            if email in own:
                self._joined.add(row["id"])
                self._mover.joined("person", row["id"], own[email])

    def _rows(self, session: Session, table: Table) -> Iterator[Row]:
        for row in rows_in(self._source, table.name):
            match table.name:
                case "region":
                    row["federated_accounts"] = False  # chosen there for other providers, and other kommuner
                case "person" if row["id"] in self._joined:
                    continue
                case "mail_opt_out" if row["person_id"] in self._joined:
                    continue  # what they have chosen here holds
                case "membership":
                    _require_inside(row)
                case "assessment":
                    row["draws_from"] = row["id"] if row["draws_from"] is None else row["draws_from"]
                case "open_link":
                    row["ended_at"] = row["ended_at"] or self._now
                case "round":
                    row["content_hash"] = self._hash_of(session, row)
            yield row

    def _hash_of(self, session: Session, row: Mapping[str, Any]) -> str:
        """Of the round's edition, as it is called here."""
        table = TABLES["edition"]
        number = self._mover.numbers["edition"].get(row["edition_id"])
        content_hash = session.execute(select(table.c.content_hash).where(table.c.id == number)).scalar_one_or_none()
        return str(content_hash or row["content_hash"])


def _require_inside(row: Mapping[str, Any]) -> None:
    """A role in the region or a kommun of it, never in the installation."""
    is_of_kommun = row["municipality_id"] is not None
    roles = KOMMUN_ROLES if is_of_kommun else REGION_ROLES
    if row["role"] not in roles or (not is_of_kommun and row["region_id"] is None):
        raise TransferForgedError("membership.role")

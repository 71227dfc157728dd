"""Writing a whole region, or one of its kommuner, to a file for another installation."""

import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from app.accounts.audit.chain import broken_lines
from app.accounts.audit.trail import packed
from app.accounts.audit.transfer_events import OrganisationExported
from app.accounts.organisations.organisation import Organisation, OrganisationKey
from app.services.kernel.audit import note
from app.services.transfer.errors import LogBrokenError, NoSuchOrganisationError, SchemaNotCurrentError
from app.services.transfer.result_marks import marks_of
from app.services.transfer.transfer_file import FORMAT, LOG, FileDraft, Manifest, PartContent, write_file
from app.storage.engine.database import Database
from app.storage.engine.schema import is_current, revision_of
from app.storage.kernel import audit
from app.storage.organisations.organisations import find_organisation
from app.storage.transfer.reading import lines_of, records_of
from app.storage.transfer.scope import TABLES, TransferScope, scope_of, taken_in_order


@dataclass(frozen=True, slots=True)
class TransferSummary:
    """What is in a file, or came out of one. `accounts` counts the people who had an account here already."""

    name: str
    is_kommun: bool
    """A kommun alone, and not a whole region."""
    sha256: str
    kommuner: int
    rounds: int
    assessments: int
    answers: int
    people: int
    open_links: int
    lines: int
    results: int
    """Years whose result and report were compared, or can be."""
    accounts: int = 0
    new_editions: tuple[str, ...] = ()


def export(url: str, key: OrganisationKey, path: Path, now: datetime) -> TransferSummary:
    """Write everything that belongs to a region or a kommun to a new file, as it is at this moment, and note it in the
    log: there is no file without that line. Other people may work meanwhile.

    Raises OSError and TransferError.
    """
    with closing(Database(url)) as database:
        if not is_current(database):
            raise SchemaNotCurrentError
        with database.read() as session:
            organisation = find_organisation(session, key)
            if organisation is None or organisation.region is None:
                raise NoSuchOrganisationError
            draft, manifest = _written(session, organisation, path, now)
        try:
            summary = summary_of(manifest, draft.sha256)
            event = OrganisationExported(
                file_hash=summary.sha256,
                kommuner=summary.kommuner,
                assessments=summary.assessments,
                people=summary.people,
                lines=summary.lines,
            )
            database.write(lambda session: note(session, None, event, organisation.place, now))
            draft.give_name()
        except BaseException:
            draft.remove()
            raise
        return summary


def _written(session: Session, organisation: Organisation, path: Path, now: datetime) -> tuple[FileDraft, Manifest]:
    for number in broken_lines(audit.every_line(session)):
        raise LogBrokenError(number)
    place = organisation.place
    scope = scope_of(session, place.region_id or 0, place.municipality_id)
    parts = {table.name: _texts(records_of(session, scope, table)) for table in taken_in_order()}
    parts[LOG] = (packed(line) for line in lines_of(session, scope))
    manifests: list[Manifest] = []

    def manifest(contents: Mapping[str, PartContent]) -> Manifest:
        manifests.append(_manifest(session, organisation, scope, contents, now))
        return manifests[0]

    return write_file(path, parts, manifest), manifests[0]


def _texts(records: Iterator[dict[str, Any]]) -> Iterator[str]:
    return (json.dumps(record, ensure_ascii=False, separators=(",", ":")) for record in records)


def _manifest(
    session: Session,
    organisation: Organisation,
    scope: TransferScope,
    contents: Mapping[str, PartContent],
    now: datetime,
) -> Manifest:
    region, kommun = organisation.region, organisation.municipality
    number, last_hash = audit.last_line(session)
    return Manifest(
        format=FORMAT,
        revision=revision_of(session),
        made_at=now,
        region="" if region is None else region.slug,
        region_name="" if region is None else region.name,
        kommun="" if kommun is None else kommun.slug,
        kommun_name="" if kommun is None else kommun.name,
        log_number=number,
        log_hash=last_hash,
        editions=_editions(session, scope),
        results=marks_of(session, scope),
        parts=contents,
    )


def _editions(session: Session, scope: TransferScope) -> dict[str, str]:
    edition = TABLES["edition"]
    query = select(edition.c.questionnaire, edition.c.year, edition.c.content_hash).where(scope.condition(edition))
    return {f"{name} {year}": content_hash for name, year, content_hash in session.execute(query)}


def summary_of(
    manifest: Manifest, sha256: str, accounts: int = 0, new_editions: tuple[str, ...] = ()
) -> TransferSummary:
    counts = {name: part.lines for name, part in manifest.parts.items()}
    return TransferSummary(
        name=manifest.name,
        is_kommun=bool(manifest.kommun),
        sha256=sha256,
        kommuner=counts["municipality"],
        rounds=counts["round"],
        assessments=counts["assessment"],
        answers=counts["answer"],
        people=counts["person"],
        open_links=counts["open_link"],
        lines=counts[LOG],
        results=len(manifest.results),
        accounts=accounts,
        new_editions=new_editions,
    )

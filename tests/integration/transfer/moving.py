"""Moving a region in tests: its source, its file, and what is in a file when numbers do not matter."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, SQLModel, col, delete, update
from sqlmodel import select as select_rows

from app.accounts.organisations.organisation import OrganisationKey
from app.services.support.catalogues import take_in
from app.services.transfer.exporting import export
from app.services.transfer.importing import ImportTerms, import_file
from app.services.transfer.transfer_file import LOG, MANIFEST, MANIFEST_HASH
from app.storage.engine.database import Database
from app.storage.tables import (
    ActionRow,
    AssessmentRow,
    IdeaRow,
    PersonRow,
    RegionSupportRow,
    SubmissionRow,
    SupportEditionRow,
    WorkshopNoteRow,
)
from app.storage.transfer.declaration import BY_KIND, DOCUMENTS, LISTS, NUMBERS, TAKEN
from app.storage.transfer.scope import parent_of
from app.support.catalogue.catalogue import Catalogue
from tests.builders import LATER, NOW
from tests.integration.engine.test_migrations import fill
from tests.paths import CATALOGUES

KEY, KOMMUN_KEY = OrganisationKey("provland"), OrganisationKey("provland", "9901-norrby")
ADDRESS = "svante.svarar@norrby.example"
WHEN = LATER + timedelta(days=1)
TERMS = ImportTerms()
Content = dict[str, list[Any]]


def furnish(database: Database) -> None:
    """A row in every table, a catalogue that can be read, and actions that go on from each other."""
    fill(database)
    take_in(database, CATALOGUES, NOW, in_force_from=NOW)

    def work(session: Session) -> None:
        session.exec(delete(SupportEditionRow).where(col(SupportEditionRow.catalogue) == "stod"))
        catalogue = Catalogue.model_validate_json(session.exec(select_rows(SupportEditionRow.content)).first() or "")
        item = catalogue.items[0].model_copy(update={"id": "kurs"})
        for support in session.exec(select_rows(RegionSupportRow)):
            support.content = item.model_dump_json()
        first = session.exec(select_rows(ActionRow)).one()
        last = ActionRow(
            assessment_id=first.assessment_id, capital_id="politiskt", text="Följ upp planen", follows_id=first.id
        )
        session.add(last)
        action = {"capital_id": "politiskt", "text": "Följ upp planen", "follows_id": first.id}
        session.exec(update(IdeaRow).values(merged_into_id=IdeaRow.id))
        session.exec(update(WorkshopNoteRow).values(merged_into=WorkshopNoteRow.id))
        for submission in session.exec(select_rows(SubmissionRow)):
            submission.content = json.dumps({"actions": [action]})
            submission.submitted_by = session.exec(select_rows(PersonRow.id).order_by(col(PersonRow.id))).first()
        for person in session.exec(select_rows(PersonRow).where(PersonRow.name == "svarande, strateg")):
            person.email = ADDRESS

    database.write(work)


def exported(url: str, key: OrganisationKey, path: Path, now: datetime = WHEN) -> Path:
    export(url, key, path, now)
    return path


def imported(database: Database, path: Path, terms: ImportTerms = TERMS, now: datetime = WHEN) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    import_file(url, path, now, terms)


def content_of_file(path: Path) -> Content:
    with zipfile.ZipFile(path) as source:
        return {
            name.removesuffix(".jsonl"): [json.loads(line) for line in source.read(name).splitlines()]
            for name in source.namelist()
            if name.endswith(".jsonl")
        }


def without_numbers(content: Mapping[str, list[Any]]) -> Content:
    """Every number of a row as its place in its table."""
    places = {
        name: {record["id"]: place for place, record in enumerate(content[name]) if "id" in record} for name in TAKEN
    }
    return {name: [_placed(name, record, places) for record in content[name]] for name in sorted(TAKEN)}


def _placed(name: str, record: Mapping[str, Any], places: Mapping[str, Mapping[int, int]]) -> dict[str, Any]:
    table = SQLModel.metadata.tables[name]
    values = dict(record)
    for column in table.columns:
        value, place = record[column.name], (name, column.name)
        if value is None:
            continue
        if column.name == "id":
            values["id"] = places[name][value]
        elif column.foreign_keys:
            values[column.name] = places[parent_of(column).name][value]
        elif place in BY_KIND:
            kind, tables = BY_KIND[place]
            values[column.name] = places[tables[record[kind]]].get(value, "gone")
        elif place in NUMBERS:
            values[column.name] = places[NUMBERS[place]].get(value, "gone")
        elif place in LISTS:
            values[column.name] = [places[LISTS[place]].get(number, "gone") for number in value]
        elif place in DOCUMENTS:
            document = json.loads(value)
            for action in document["actions"]:
                action["follows_id"] = places["action"][action["follows_id"]]
            values[column.name] = document
    return values


def changed(path: Path, target: Path, change: Callable[[Content, dict[str, Any]], None]) -> Path:
    """A file that somebody has written again with care: every hash in it is right."""
    content = content_of_file(path)
    with zipfile.ZipFile(path) as source:
        manifest = json.loads(source.read(MANIFEST))
    change(content, manifest)
    with zipfile.ZipFile(target, "w") as file:
        for name, records in content.items():
            text = "".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in records).encode()
            file.writestr(f"{name}.jsonl", text)
            manifest["parts"][name] = {"lines": len(records), "sha256": hashlib.sha256(text).hexdigest()}
        text = json.dumps(manifest).encode()
        file.writestr(MANIFEST, text)
        file.writestr(MANIFEST_HASH, hashlib.sha256(text).hexdigest())
    return target


def rows_of(database: Database) -> dict[str, int]:
    """How many rows each table has."""
    with database.read() as session:
        return {
            name: session.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in SQLModel.metadata.tables.items()
        }


def assessments_of(database: Database) -> list[int]:
    with database.read() as session:
        return [number or 0 for number in session.exec(select_rows(AssessmentRow.id)).all()]


def lines_in(path: Path) -> list[Any]:
    return content_of_file(path)[LOG]

"""A stored edition is known by the hash it was published with, whatever becomes of the model meanwhile."""

import hashlib
import json

import pytest
from sqlmodel import Session, select

from app.assessment.questionnaires.questionnaire import Questionnaire
from app.services.questionnaires.editions import correct_wording, publish
from app.services.results.reports import open_report
from app.storage.engine.database import Database
from app.storage.questionnaires import editions
from app.storage.questionnaires.editions import every_edition
from app.storage.tables import EditionRow, RoundRow
from tests.builders import LATER, MAL, NOW, Scene, add_region, an_edition, open_round, without_next_steps
from tests.unit.assessment.questionnaires.later_model import LaterQuestionnaire


@pytest.fixture(autouse=True)
def nothing_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a process that has just been started."""
    monkeypatch.setattr(editions, "_by_hash", {})


@pytest.fixture
def old_scene(database: Database) -> Scene:
    """A round whose edition has nothing that came later."""
    return open_round(database, add_region(database), without_next_steps(an_edition()))


def stored_hashes(database: Database) -> set[str]:
    """Of the edition and of every round that asks it."""
    with database.read() as session:
        rounds = session.exec(select(RoundRow.content_hash)).all()
        return {*rounds, *session.exec(select(EditionRow.content_hash)).all()}


def read_hashes(database: Database) -> set[str]:
    with database.read() as session:
        return {edition.questionnaire.content_hash for edition in every_edition(session)}


def store_as_before(database: Database, edition: Questionnaire) -> str:
    """As versions did that hashed the whole JSON, before questions had next steps. Returns that hash."""
    content = edition.model_dump(mode="json")
    del content["limits"]["role_weight_half"]
    for capital in content["capitals"]:
        del capital["more"]
        direction = capital["direction"] or {}
        for question in (*capital["questions"], *direction.values()):
            del question["more"], question["next_step"]
    definition = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    content_hash = hashlib.sha256(definition.encode()).hexdigest()

    def work(session: Session) -> None:
        row = session.exec(select(EditionRow)).one()
        row.definition, row.content_hash = definition, content_hash
        session.add(row)
        for round_row in session.exec(select(RoundRow)).all():
            round_row.content_hash = content_hash
            session.add(round_row)

    database.write(work)
    return content_hash


def test_a_field_that_the_model_gets_later_leaves_every_stored_hash_as_it_was(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stored_hashes(scene.database)
    assert before == {scene.edition.content_hash}
    monkeypatch.setattr(editions, "Questionnaire", LaterQuestionnaire)
    editions._by_hash.clear()

    assert read_hashes(scene.database) == before
    again = publish(scene.database, LaterQuestionnaire.model_validate_json(scene.edition.model_dump_json()), LATER)
    assert (again.already, {again.content_hash}) == (True, before)
    assert stored_hashes(scene.database) == before


def test_an_edition_that_was_published_with_the_hash_of_before_keeps_it(old_scene: Scene) -> None:
    before = store_as_before(old_scene.database, old_scene.edition)
    assert before != old_scene.edition.content_hash

    assert read_hashes(old_scene.database) == {before}
    again = publish(old_scene.database, without_next_steps(an_edition()), LATER)
    assert (again.already, again.content_hash) == (True, before)
    assert stored_hashes(old_scene.database) == {before}


def test_what_is_written_of_a_result_names_the_edition_by_its_stored_hash(old_scene: Scene) -> None:
    before = store_as_before(old_scene.database, old_scene.edition)
    old_scene.answer_alone("3")

    _, report = open_report(old_scene.database, old_scene.coordinator, old_scene.norrby, LATER)
    assert ("Formulärets version", before[:16]) in report.facts


def test_a_corrected_wording_is_a_new_content_and_gets_a_new_hash_once(old_scene: Scene) -> None:
    before = store_as_before(old_scene.database, old_scene.edition)
    edition = an_edition(texts={MAL: "Hur är det egentligen?"})

    correct_wording(old_scene.database, edition, "Frågan missförstods", NOW)
    assert stored_hashes(old_scene.database) == {edition.content_hash}
    correct_wording(old_scene.database, edition, "Frågan missförstods", LATER)
    assert stored_hashes(old_scene.database) == {edition.content_hash} != {before}

"""A register extract has everything that is stored about a person, and nothing about anybody else."""

import json
from typing import cast

import pytest
from sqlmodel import col, select, update

from app.accounts.kernel.roles import Actor
from app.accounts.privacy.personal_data import Extract, as_json
from app.errors import NotFoundError
from app.services.privacy.personal_data import extract_for, own_extract
from app.storage.privacy.personal_data import REFERENCES
from app.storage.tables import AuditLineRow, MunicipalityRow
from app.web.privacy.contexts.personal_data import OwnDataPage
from app.web.shell.contexts.frame import Frame
from tests.builders import LATER, MAL, Scene
from tests.integration.support.a_life import ADDRESS, COMMENT, LINK, NAME, Life, a_life, rows_naming


def told(extract: Extract) -> dict[tuple[str, str], int]:
    """How many rows of each table and column the extract tells of."""
    return {
        ("membership", "person_id"): len(extract.roles),
        ("sign_in", "person_id"): len(extract.sessions),
        ("sign_in", "respondent_id"): sum(entry.way == "personal_link" for entry in extract.sessions),
        ("sign_in_link", "person_id"): len(extract.sign_in_links),
        ("federated_account", "person_id"): len(extract.own_sign_ins),
        ("passkey", "person_id"): len(extract.passkeys),
        ("recovery_code", "person_id"): len(extract.recovery_codes),
        ("mail", "person_id"): len(extract.letters),
        ("mail_opt_out", "person_id"): len(extract.mail_opt_outs),
        ("mail", "respondent_id"): sum(entry.kind == "inbjudan" for entry in extract.letters),
        ("respondent", "person_id"): len(extract.places),
        ("answer", "respondent_id"): sum(len(place.answers) for place in extract.places),
        ("ballot", "respondent_id"): sum(place.vote is not None for place in extract.places),
        ("personal_link", "respondent_id"): sum(len(place.links) for place in extract.places),
        ("submission", "submitted_by"): sum(entry.what == "submitted" for entry in extract.decisions),
        ("submission", "approved_by"): sum(entry.what == "approved" for entry in extract.decisions),
        ("audit_line", "actor_id"): sum(line.by_the_person for line in extract.log),
    }


def test_nothing_that_names_the_person_is_left_out(scene: Scene) -> None:
    life = a_life(scene)
    with scene.database.read() as session:
        counts = rows_naming(session, life)
    assert set(counts) == set(REFERENCES)
    assert all(counts.values()), "the person of this test has a row in every table that can name one"
    assert told(own_extract(scene.database, life.actor, LATER)) == counts


def test_the_extract_tells_what_is_in_the_rows(scene: Scene) -> None:
    life = a_life(scene)
    extract = own_extract(scene.database, life.actor, LATER)
    assert extract.account is not None
    assert (extract.account.name, extract.account.address) == (NAME, ADDRESS)
    assert [(role.role, role.place, role.ended_at is None) for role in extract.roles] == [
        ("kommun_coordinator", "Norrby", False),
        ("kommun_reader", "Norrby", True),
    ]
    here, there = sorted(extract.places, key=lambda place: place.number)
    assert (here.number, here.kommun, here.by_open_link) == (life.here, "Norrby", False)
    assert (there.number, there.kommun, there.by_open_link) == (life.there, "Soderby", True)
    first = here.answers[0]
    assert (first.question_id, first.position, first.comment) == (MAL, 2, f"{COMMENT} {life.here}")
    assert first.question == scene.edition.questions[MAL].text
    assert first.level == scene.edition.scale[1].label
    assert first.evidence_url == LINK
    assert [(line.action, line.by_the_person) for line in extract.log] == [
        ("membership.granted", False),
        ("respondent.handed_in", True),
    ]


@pytest.mark.parametrize("is_association", [False, True])
def test_what_was_done_names_roles_by_what_the_place_is(scene: Scene, is_association: bool) -> None:
    actor = a_life(scene).actor
    norrby = update(MunicipalityRow).where(col(MunicipalityRow.name) == "Norrby").values(is_association=is_association)
    scene.database.write(lambda session: session.execute(norrby))
    page = OwnDataPage(cast("Frame", None), own_extract(scene.database, actor, LATER))
    role = "läsare i förbundet" if is_association else "läsare i kommunen"
    assert page.log[0][1] == f"Rollen {role} gavs till dig."
    assert role in [title for _, title in page.roles]


def test_the_file_has_all_that_the_page_has(scene: Scene) -> None:
    extract = own_extract(scene.database, a_life(scene).actor, LATER)
    read = json.loads(as_json(extract))
    assert set(read) == set(Extract.__dataclass_fields__)
    assert read["account"]["address"] == ADDRESS
    assert read["made_at"] == LATER.isoformat()
    assert len(read["places"][0]["answers"]) == 2


def test_nobody_elses_data_is_in_it(scene: Scene) -> None:
    """Numbers that begin with the person's own number are of somebody else."""
    mine = a_life(scene)
    others = [a_life(scene, f"Annan {number}", f"annan{number}@norrby.example") for number in range(12)]
    text = as_json(own_extract(scene.database, mine.actor, LATER))
    assert "Annan" not in text
    assert "annan" not in text
    for other in others:
        extract = own_extract(scene.database, other.actor, LATER)
        assert told(extract)["audit_line", "actor_id"] == 1
        assert len(extract.log) == 2
        assert ADDRESS not in as_json(extract)


def by_link(life: Life) -> Actor:
    return Actor(life.actor.person_id, "", respondent_id=life.here)


def test_a_personal_link_shows_what_belongs_to_its_place_only(scene: Scene) -> None:
    life = a_life(scene)
    extract = own_extract(scene.database, by_link(life), LATER)
    assert not extract.is_whole
    assert extract.account is None
    assert (extract.roles, extract.sign_in_links, extract.own_sign_ins, extract.decisions) == ((), (), (), ())
    assert [place.number for place in extract.places] == [life.here]
    assert [entry.way for entry in extract.sessions] == ["personal_link"]
    assert [entry.subject for entry in extract.letters] == [f"Svara {life.here}"]
    assert [line.action for line in extract.log] == ["respondent.handed_in"]


def test_the_operator_takes_it_out_by_address_and_that_is_logged(scene: Scene) -> None:
    life = a_life(scene)
    extract = extract_for(scene.database, f" {ADDRESS.upper()}", LATER)
    assert extract.account is not None
    assert extract.account.number == life.actor.person_id
    with scene.database.read() as session:
        lines = session.execute(
            select(col(AuditLineRow.actor_id), col(AuditLineRow.facts)).where(
                col(AuditLineRow.action) == "person.extracted"
            )
        ).all()
    assert [tuple(line) for line in lines] == [(None, f'{{"person_id":{life.actor.person_id}}}')]


@pytest.mark.parametrize("address", ["ingen@norrby.example", "inte en adress", "", "%"])
def test_an_address_that_nobody_has_gives_nothing(scene: Scene, address: str) -> None:
    a_life(scene)
    with pytest.raises(NotFoundError):
        extract_for(scene.database, address, LATER)

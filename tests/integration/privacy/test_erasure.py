"""Erasing a person takes away who it was, and nothing of what was answered or decided."""

import gc
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import Session, SQLModel, col

from app.accounts.kernel.roles import Actor, Membership, Role
from app.accounts.mail.mail_status import MailStatus
from app.errors import InvalidInputError, NotFoundError, PermissionDeniedError
from app.reports.results.content import ReportContent
from app.services.answering.answers import open_answering
from app.services.privacy.erasure import Erasing, erase, plan_erasure
from app.services.results.reports import open_report
from app.storage.engine.database import Database
from app.storage.engine.schema import migrate
from app.storage.tables import AuditLineRow, MailRow, MembershipRow, PersonRow, RespondentRow
from tests.builders import BUDGET, LATER, NOW, Scene, a_scene, added, other_region
from tests.integration.support.a_life import ADDRESS, COMMENT, NAME, Life, a_life, email_of, rows_naming

DECISION = "KS 2026/123 § 4"
OF_DECISIONS = {("submission", "submitted_by"), ("submission", "approved_by"), ("audit_line", "actor_id")}
"""Numbers that stay: what was decided, and the audit log."""


def an_operator(scene: Scene) -> Actor:
    def work(session: Session) -> Actor:
        person = added(session, PersonRow(name="Drift"))
        session.add(MembershipRow(person_id=person, role=Role.OPERATOR, since=NOW))
        return Actor(person, "Drift", (Membership(Role.OPERATOR),))

    return scene.database.write(work)


def every_text(database: Database) -> str:
    """All that is stored, whatever the table."""
    with database.read() as session:
        tables = SQLModel.metadata.tables.values()
        return repr([[tuple(row) for row in session.execute(select(table))] for table in tables])


def erasures(database: Database) -> list[tuple[Any, ...]]:
    with database.read() as session:
        query = select(col(AuditLineRow.actor_id), col(AuditLineRow.region_id), col(AuditLineRow.facts))
        return [tuple(row) for row in session.execute(query.where(col(AuditLineRow.action) == "person.erased"))]


def named(scene: Scene, life: Life) -> dict[tuple[str, str], int]:
    with scene.database.read() as session:
        return rows_naming(session, life)


def result(scene: Scene) -> ReportContent:
    return open_report(scene.database, scene.coordinator, scene.norrby, LATER)[1]


def plan(scene: Scene, actor: Actor, whom: str, slug: str | None = "provland") -> Erasing:
    return plan_erasure(scene.database, actor, slug, whom)


def test_the_operator_erases_somebody_everywhere(scene: Scene) -> None:
    life, operator = a_life(scene), an_operator(scene)
    before = named(scene, life)
    erase(scene.database, operator, None, life.actor.person_id, DECISION, LATER)
    texts = every_text(scene.database)
    assert NAME not in texts
    assert ADDRESS not in texts
    assert texts.count(COMMENT) == 4, "what was answered stays"
    after = named(scene, life)
    of_answers = {("answer", "respondent_id"), ("mail", "respondent_id")}
    assert {key: count for key, count in after.items() if count} == {
        key: before[key] for key in OF_DECISIONS | of_answers
    }
    facts = (
        f'{{"decision":"KS 2026/123 § 4","is_gone":true,"letters":3,"memberships":2,"person_id":{life.actor.person_id},'
        '"respondents":2}'
    )
    assert erasures(scene.database) == [(operator.person_id, None, facts)]


def test_erasing_twice_is_the_same_as_once(scene: Scene) -> None:
    life, operator = a_life(scene), an_operator(scene)
    for _ in range(2):
        erase(scene.database, operator, None, life.actor.person_id, DECISION, LATER)
    assert len(erasures(scene.database)) == 1


def test_the_result_of_the_kommun_is_the_same_to_the_last_digit(scene: Scene) -> None:
    people = scene.respondents(3, "ledning") + scene.respondents(4, "strateg")
    for someone, choice in zip(people, "2234534", strict=True):
        scene.answer(someone, choice)
    scene.close()
    before = result(scene)
    operator = an_operator(scene)
    for someone in people[::2]:
        erase(scene.database, operator, None, someone.person_id, DECISION, LATER)
    assert result(scene) == before


def test_the_region_erases_what_ties_somebody_to_it_and_its_kommuner(scene: Scene) -> None:
    life = a_life(scene)
    erasure = plan(scene, scene.region.coordinator, ADDRESS)
    assert (erasure.account.name, len(erasure.ties), erasure.places, erasure.answers) == (NAME, 2, 2, 4)
    assert (erasure.letters, erasure.sessions, erasure.obstacles) == (2, 2, ())
    erase(scene.database, scene.region.coordinator, "provland", life.actor.person_id, DECISION, LATER)
    assert ADDRESS not in every_text(scene.database)
    assert erasures(scene.database)[0][:2] == (scene.region.coordinator.person_id, scene.region.id)


def test_what_ties_somebody_to_another_region_stays(scene: Scene) -> None:
    life, elsewhere = a_life(scene), other_region(scene.database)
    person = life.actor.person_id

    def tie(session: Session) -> int:
        role = MembershipRow(
            person_id=person, role=Role.KOMMUN_READER, municipality_id=elsewhere.region.norrby.id, since=NOW
        )
        session.add(_a_mail(elsewhere.region.id, person, "annan@post"))
        return added(session, role)

    membership = scene.database.write(tie)
    erase(scene.database, scene.region.coordinator, "provland", person, DECISION, LATER)
    with scene.database.read() as session:
        assert email_of(session, person) == ADDRESS
        roles = session.execute(select(col(MembershipRow.id)).where(col(MembershipRow.person_id) == person)).scalars()
        assert list(roles) == [membership]
        message_ids = session.execute(
            select(col(MailRow.message_id)).where(col(MailRow.to_address) == ADDRESS)
        ).scalars()
        assert set(message_ids) == {f"{person}@in", "annan@post"}
    assert '"is_gone":false' in erasures(scene.database)[0][2]


def _a_mail(region_id: int, person: int, message_id: str, **more: Any) -> MailRow:
    plain = {"kind": "valkommen", "subject": "Ny roll", "body": "", "to_address": ADDRESS, "status": MailStatus.SENT}
    return MailRow(
        **plain | more, message_id=message_id, person_id=person, region_id=region_id, created_at=NOW, try_at=NOW
    )


def test_somebody_elses_region_finds_nobody_and_changes_nothing(scene: Scene) -> None:
    life, elsewhere = a_life(scene), other_region(scene.database)
    texts = every_text(scene.database)
    with pytest.raises(InvalidInputError):
        plan(scene, elsewhere.region.coordinator, ADDRESS, "annat-land")
    erase(scene.database, elsewhere.region.coordinator, "annat-land", life.actor.person_id, DECISION, LATER)
    assert every_text(scene.database) == texts


@pytest.mark.parametrize("slug", [None, "provland", "ingenstans"])
def test_nobody_else_may_erase_anybody(scene: Scene, slug: str | None) -> None:
    life, elsewhere = a_life(scene), other_region(scene.database)
    texts = every_text(scene.database)
    kommun = scene.region.norrby
    for actor in (kommun.coordinator, kommun.reader, elsewhere.region.coordinator, life.actor):
        with pytest.raises(NotFoundError):
            plan(scene, actor, ADDRESS, slug)
        with pytest.raises(NotFoundError):
            erase(scene.database, actor, slug, life.actor.person_id, DECISION, LATER)
    assert every_text(scene.database) == texts


def test_a_reader_of_the_region_is_refused(scene: Scene) -> None:
    with pytest.raises(PermissionDeniedError):
        plan(scene, scene.region.reader, ADDRESS)


@pytest.mark.parametrize("decision", ["", "   ", "på begäran", "x1" * 61, "beslut 3 om berit@norrby.example"])
def test_a_reference_to_a_decision_is_needed(scene: Scene, decision: str) -> None:
    life, operator = a_life(scene), an_operator(scene)
    texts = every_text(scene.database)
    with pytest.raises(InvalidInputError) as error:
        erase(scene.database, operator, None, life.actor.person_id, decision, LATER)
    assert list(error.value.errors) == ["beslut"]
    assert every_text(scene.database) == texts


def test_the_last_who_leads_something_cannot_be_erased(scene: Scene) -> None:
    operator = an_operator(scene)
    region, norrby = scene.region.coordinator, scene.region.norrby.coordinator
    for someone, place in ((region, "Provland"), (norrby, "Norrby")):
        [obstacle] = plan(scene, operator, str(someone.person_id), None).obstacles
        assert place in obstacle
        with pytest.raises(PermissionDeniedError, match=place):
            erase(scene.database, operator, None, someone.person_id, DECISION, LATER)
    with pytest.raises(PermissionDeniedError, match="Du kan inte ta bort dig själv"):
        erase(scene.database, operator, None, operator.person_id, DECISION, LATER)
    assert erasures(scene.database) == []


def test_one_of_two_who_lead_can_be_erased(scene: Scene) -> None:
    operator, someone = an_operator(scene), scene.region.norrby.coordinator
    other = a_life(scene)
    scene.database.write(
        lambda session: session.add(
            MembershipRow(
                person_id=other.actor.person_id,
                role=Role.KOMMUN_COORDINATOR,
                municipality_id=scene.region.norrby.id,
                since=NOW,
            )
        )
    )
    erase(scene.database, operator, None, someone.person_id, DECISION, LATER)
    with pytest.raises(PermissionDeniedError, match="Norrby"):
        erase(scene.database, operator, None, other.actor.person_id, DECISION, LATER)


def test_a_mail_that_waits_is_never_sent_to_somebody_erased(scene: Scene) -> None:
    life, operator = a_life(scene), an_operator(scene)
    waiting = {"status": MailStatus.QUEUED, "body": "Hej, här är din länk"}
    mine = _a_mail(scene.region.id, life.actor.person_id, "koad", **waiting)
    sign_in_mail = _a_mail(
        scene.region.id, scene.region.reader.person_id, "till-annan", to_address="annan@x.example", reply_to=ADDRESS
    )
    scene.database.write(lambda session: session.add_all([mine, sign_in_mail]))
    erase(scene.database, operator, None, life.actor.person_id, DECISION, LATER)
    with scene.database.read() as session:
        status, body = session.execute(
            select(col(MailRow.status), col(MailRow.body)).where(col(MailRow.message_id) == "koad")
        ).one()
        row = session.execute(
            select(col(MailRow.to_address), col(MailRow.reply_to)).where(col(MailRow.message_id) == "till-annan")
        ).one()
    assert (status, body) == (MailStatus.FAILED, "")
    assert tuple(row) == ("annan@x.example", "")


def test_somebody_without_an_address_is_found_by_number(scene: Scene) -> None:
    someone = scene.respondent()
    erasure = plan(scene, scene.region.coordinator, f" {someone.person_id} ")
    assert (erasure.account.number, erasure.places) == (someone.person_id, 1)
    erase(scene.database, scene.region.coordinator, "provland", someone.person_id, DECISION, LATER)
    with scene.database.read() as session:
        assert session.get(PersonRow, someone.person_id) is None
        assert session.execute(select(col(RespondentRow.person_id))).scalars().all() == [None]


def holders_of(reverse: str) -> int:
    """How many objects of this process hold the text whose letters backwards are `reverse`: tuples by themselves, since
    the collector does not follow those of plain values."""
    gc.collect()
    count = 0
    for holder in gc.get_objects():
        for value in gc.get_referents(holder):
            for text in value if type(value) is tuple else (value,):
                count += type(text) is str and len(text) == len(reverse) and text[::-1] == reverse
    return count


def test_a_comment_that_was_read_does_not_stay_in_memory(scene: Scene) -> None:
    mine, reverse = scene.respondent(), "4711-9302-6615"
    scene.save(mine, BUDGET, "3", comment=reverse[::-1])
    read = open_answering(scene.database, mine, scene.norrby)
    assert holders_of(reverse)
    del read
    assert not holders_of(reverse)


def test_nothing_of_the_person_is_left_in_the_file_of_the_database(tmp_path: Path) -> None:
    path = tmp_path / "test.db"
    with closing(Database(f"sqlite:///{path}")) as database:
        migrate(database)
        scene = a_scene(database)
        life, operator = a_life(scene), an_operator(scene)
        assert ADDRESS.encode() in path.read_bytes() + Path(f"{path}-wal").read_bytes()
        erase(database, operator, None, life.actor.person_id, DECISION, LATER)
    assert ADDRESS.encode() not in path.read_bytes()
    assert NAME.encode() not in path.read_bytes()

"""Handing in where nobody can approve: whoever is named gets the role and the mail, in the same transaction."""

import json
from datetime import timedelta

import pytest
from sqlmodel import col, select

from app.accounts.kernel.roles import Role
from app.accounts.mail.mail_kinds import MailKind
from app.accounts.organisations.organisation import OrganisationKey
from app.errors import RateLimitedError
from app.services.assessments.plans import InvalidPlanError
from app.services.assessments.versions import open_handing_in
from app.services.organisations.approver_naming import RawSubmission, hand_in_result
from app.services.organisations.memberships import ROLE_MAILS, grant
from app.services.sign_in.own_account import choose_mails
from app.storage.kernel.audit import every_line
from app.storage.tables import MailRow, PersonRow
from tests.builders import LATER, URL, Scene
from tests.integration.support.notifications import COORDINATOR_ADDRESS, give_address, member, notifications
from tests.integration.support.together import at_once

NILS = "nils.ek@norrby.example"
NAMED = RawSubmission("", "Nils  Ek", f"Nils Ek <{NILS.upper()}>")


@pytest.fixture
def norrby(scene: Scene) -> Scene:
    """With a result, and nobody who approves."""
    scene.answer_alone("3")
    give_address(scene, scene.coordinator)
    return scene


def send(scene: Scene, raw: RawSubmission = NAMED) -> None:
    hand_in_result(scene.database, scene.coordinator, scene.norrby, raw, LATER, public_url=URL)


def approvers(scene: Scene) -> list[tuple[str, str]]:
    handing_in = open_handing_in(scene.database, scene.coordinator, scene.norrby)
    return [(person.name, person.address) for person in handing_in.approvers]


def versions(scene: Scene) -> int:
    return len(open_handing_in(scene.database, scene.coordinator, scene.norrby).versions)


def logged(scene: Scene) -> list[tuple[str, dict[str, object]]]:
    with scene.database.read() as session:
        return [(line.action, json.loads(line.facts)) for line in every_line(session)][-2:]


def test_who_is_named_becomes_approver_and_gets_one_mail_that_leads_to_the_task(norrby: Scene) -> None:
    send(norrby)
    assert approvers(norrby) == [("Nils Ek", NILS)]
    with norrby.database.read() as session:
        mails = [(mail.kind, mail.to_address) for mail in session.exec(select(MailRow))]
        person = session.exec(select(PersonRow.id).where(col(PersonRow.email) == NILS)).one()
    assert mails == [(MailKind.HANDED_IN, NILS)]
    granted, submitted = logged(norrby)
    assert granted == ("membership.granted", {"person_id": person, "role": Role.KOMMUN_APPROVER})
    assert submitted[0] == "result.submitted"


@pytest.mark.parametrize(
    ("name", "address", "fields"),
    [
        ("", "", ["namn", "adress"]),
        ("Nils Ek", "", ["adress"]),
        ("Nils Ek", "nils.ek", ["adress"]),
        (" ", NILS, ["namn"]),
        ("x" * 101, NILS, ["namn"]),
        ("Nils\nBcc: x@y.se", "nils@ek@norrby.example", ["adress"]),
    ],
)
def test_without_a_name_and_an_address_nothing_is_handed_in_and_nobody_gets_a_role(
    norrby: Scene, name: str, address: str, fields: list[str]
) -> None:
    with pytest.raises(InvalidPlanError) as error:
        send(norrby, RawSubmission("", name, address))
    assert [found.field for found in error.value.errors[""]] == fields
    assert (versions(norrby), approvers(norrby), notifications(norrby)) == (0, [], [])


def test_where_there_is_an_approver_nobody_else_becomes_one(norrby: Scene) -> None:
    member(norrby, "Eva Ås", "eva@norrby.example")
    send(norrby)
    assert approvers(norrby) == [("Eva Ås", "eva@norrby.example")]
    assert notifications(norrby) == [(MailKind.HANDED_IN, "eva@norrby.example")]


def test_one_may_name_oneself(norrby: Scene) -> None:
    send(norrby, RawSubmission("", "Sam Ordnare", COORDINATOR_ADDRESS))
    assert notifications(norrby) == [(MailKind.HANDED_IN, COORDINATOR_ADDRESS)]


def test_a_name_that_somebody_has_given_of_herself_is_kept(norrby: Scene) -> None:
    member(norrby, "Nils-Erik Ek", NILS, Role.KOMMUN_READER)
    send(norrby)
    assert approvers(norrby) == [("Nils-Erik Ek", NILS)]


def test_who_had_turned_the_mail_off_still_hears_of_the_role(norrby: Scene) -> None:
    nils = member(norrby, "Nils Ek", NILS)
    choose_mails(norrby.database, nils, {MailKind.HANDED_IN}, set(), LATER)
    with norrby.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE membership SET ended_at = since WHERE role = 'kommun_approver'")
    send(norrby)
    assert notifications(norrby) == [(MailKind.HANDED_IN, NILS)]


def test_several_who_hand_in_at_once_name_one_approver(norrby: Scene) -> None:
    at_once(*(lambda: send(norrby) for _ in range(4)))
    assert (versions(norrby), len(approvers(norrby)), len(notifications(norrby))) == (1, 1, 1)


def test_a_role_that_is_given_on_the_page_of_people_at_the_same_moment_is_given_once(norrby: Scene) -> None:
    place = OrganisationKey(norrby.region.slug, norrby.region.norrby.slug)
    role = Role.KOMMUN_APPROVER
    at_once(
        lambda: send(norrby),
        lambda: grant(norrby.database, norrby.coordinator, place, role, NILS, LATER, public_url=URL),
    )
    assert [address for _, address in approvers(norrby)] == [NILS]


def test_roles_are_counted_as_when_they_are_given_elsewhere(norrby: Scene) -> None:
    place = OrganisationKey(norrby.region.slug, norrby.region.norrby.slug)
    role = Role.KOMMUN_READER
    for number in range(ROLE_MAILS.most):
        address = f"lasare{number}@norrby.example"
        grant(norrby.database, norrby.coordinator, place, role, address, LATER, public_url=URL)
    with pytest.raises(RateLimitedError):
        send(norrby)
    assert versions(norrby) == 0
    hand_in_result(
        norrby.database, norrby.coordinator, norrby.norrby, NAMED, LATER + timedelta(hours=3), public_url=URL
    )
    assert versions(norrby) == 1

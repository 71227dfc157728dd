"""Notifications are queued with what they tell of: to whose turn it is, once, unless they have turned them off."""

from functools import partial

import pytest
from sqlalchemy import update
from sqlmodel import col

from app.accounts.kernel.roles import Actor, Role
from app.accounts.mail.mail_kinds import MailKind
from app.errors import PermissionDeniedError
from app.services.answering.answers import hand_in
from app.services.assessments import handing_in as service
from app.services.assessments.plans import InvalidPlanError
from app.services.mail.mail_log import assessment_mail, region_mail
from app.services.privacy.erasure import erase
from app.services.rounds.round_opening import close_round
from app.services.sign_in.own_account import choose_mails
from app.storage.tables import RespondentRow
from tests.builders import LATER, MAL, NOW, URL, Scene, other_region
from tests.integration.support.notifications import (
    COORDINATOR_ADDRESS,
    give_address,
    member,
    notifications,
    queued,
)
from tests.integration.support.together import at_once

NILS, EVA = "nils.ek@norrby.example", "eva.as@norrby.example"
HANDED_IN, SENT_BACK, APPROVED = MailKind.HANDED_IN, MailKind.SENT_BACK, MailKind.APPROVED


@pytest.fixture
def nils(scene: Scene) -> Actor:
    """Norrby has a result, its coordinator an address, and two people approve."""
    scene.answer_alone("3")
    give_address(scene, scene.coordinator)
    member(scene, "Eva Ås", EVA)
    return member(scene, "Nils Ek", NILS)


def submit(scene: Scene) -> None:
    service.submit(scene.database, scene.coordinator, scene.norrby, "", LATER, public_url=URL)


def test_what_is_handed_in_is_told_to_every_approver_with_a_link_to_it(scene: Scene, nils: Actor) -> None:
    submit(scene)
    submit(scene)  # a double click
    assert notifications(scene) == [(HANDED_IN, EVA), (HANDED_IN, NILS)]
    mail = queued(scene)[1]
    assert mail.subject.startswith("Att fastställa: ")
    assert mail.subject.endswith(" 2026 för Norrby")
    assert f"{URL}{scene.norrby.path}/lamna-in-resultat\n" in mail.body
    assert mail.body.endswith(f"{URL}/mitt#mejl\n")
    assert mail.reply_to == COORDINATOR_ADDRESS


def test_what_is_sent_back_is_told_to_the_coordinator_with_the_reason(scene: Scene, nils: Actor) -> None:
    submit(scene)
    reason = "Sätt mål {länk}.\n\nOch skriv skälen."
    service.send_back(scene.database, nils, scene.norrby, 1, reason, LATER, public_url=URL)
    assert notifications(scene)[2:] == [(SENT_BACK, COORDINATOR_ADDRESS)]
    mail = queued(scene)[-1]
    assert reason in mail.body
    assert "Nils Ek" in mail.body
    assert mail.reply_to == NILS


def test_what_is_approved_is_told_to_the_coordinator_once(scene: Scene, nils: Actor) -> None:
    submit(scene)
    for _ in range(2):
        service.approve(scene.database, nils, scene.norrby, 1, "kommunstyrelsen", LATER, public_url=URL)
    assert notifications(scene)[2:] == [(APPROVED, COORDINATOR_ADDRESS)]
    assert f"{URL}{scene.norrby.path}/rapport\n" in queued(scene)[-1].body


def test_what_is_refused_tells_nobody(scene: Scene, nils: Actor) -> None:
    submit(scene)
    service.take_back(scene.database, scene.coordinator, scene.norrby, LATER)
    before = notifications(scene)
    with pytest.raises(PermissionDeniedError):
        service.approve(scene.database, nils, scene.norrby, 1, "KS", LATER, public_url=URL)
    with pytest.raises(PermissionDeniedError):
        service.send_back(scene.database, nils, scene.norrby, 1, "Nej", LATER, public_url=URL)
    submit(scene)
    with pytest.raises(InvalidPlanError):
        service.send_back(scene.database, nils, scene.norrby, 2, " ", LATER, public_url=URL)
    assert notifications(scene) == [*before, (HANDED_IN, EVA), (HANDED_IN, NILS)]


def test_who_has_turned_a_notification_off_does_not_get_it_and_others_do(scene: Scene, nils: Actor) -> None:
    choose_mails(scene.database, nils, {HANDED_IN}, set(), NOW)
    submit(scene)
    assert notifications(scene) == [(HANDED_IN, EVA)]


def test_one_person_in_both_roles_is_told_that_it_waits_and_no_more(scene: Scene) -> None:
    scene.answer_alone("3")
    give_address(scene, scene.coordinator)
    both = member(scene, "", None, Role.KOMMUN_APPROVER, scene.coordinator.person_id)
    submit(scene)
    service.approve(scene.database, both, scene.norrby, 1, "kommundirektören", LATER, public_url=URL)
    assert notifications(scene) == [(HANDED_IN, COORDINATOR_ADDRESS)]


def answers(scene: Scene, actor: Actor) -> None:
    scene.save(actor, MAL, "3")
    hand_in(scene.database, actor, scene.norrby, LATER, public_url=URL)


def test_the_last_of_those_invited_tells_the_coordinator_and_not_who_it_was(scene: Scene) -> None:
    give_address(scene, scene.coordinator)
    first, last = scene.respondents(2)
    answers(scene, first)
    assert notifications(scene) == []
    answers(scene, last)
    hand_in(scene.database, last, scene.norrby, LATER, public_url=URL)  # a double click
    assert notifications(scene) == [(MailKind.ALL_ANSWERED, COORDINATOR_ADDRESS)]
    mail = queued(scene)[0]
    assert last.name not in mail.body
    assert mail.respondent_id is None
    assert f"{URL}{scene.norrby.path}/avsluta\n" in mail.body


def test_it_is_told_again_only_when_somebody_new_was_invited_and_has_answered(scene: Scene) -> None:
    give_address(scene, scene.coordinator)
    answers(scene, scene.respondent())
    new = scene.respondent("ledning")
    assert len(notifications(scene)) == 1
    answers(scene, new)
    assert len(notifications(scene)) == 2


def change_respondent(scene: Scene, actor: Actor, **columns: object) -> None:
    statement = update(RespondentRow).where(col(RespondentRow.person_id) == actor.person_id).values(**columns)
    scene.database.write(lambda session: session.execute(statement))


def test_who_was_withdrawn_is_not_waited_for(scene: Scene) -> None:
    give_address(scene, scene.coordinator)
    first, withdrawn = scene.respondents(2)
    change_respondent(scene, withdrawn, withdrawn_at=NOW)
    answers(scene, first)
    assert len(notifications(scene)) == 1


def test_two_who_are_last_at_the_same_moment_tell_it_once(scene: Scene) -> None:
    give_address(scene, scene.coordinator)
    people = scene.respondents(2)
    for person in people:
        scene.save(person, MAL, "3")
    acts = [partial(hand_in, scene.database, person, scene.norrby, LATER, public_url=URL) for person in people]
    at_once(*acts)
    assert len(notifications(scene)) == 1


def test_who_answers_alone_for_the_kommun_is_told_nothing(scene: Scene) -> None:
    give_address(scene, scene.coordinator)
    scene.answer_alone("3")
    assert notifications(scene) == []


def test_a_closed_round_is_told_to_the_coordinators_of_its_kommuner_once(scene: Scene) -> None:
    give_address(scene, scene.coordinator)
    give_address(scene, scene.region.soderby.coordinator, "samordnare@soderby.example")
    give_address(scene, other_region(scene.database).coordinator, "samordnare@annat.example")
    for _ in range(2):
        close_round(scene.database, scene.region.coordinator, scene.norrby.round, LATER, public_url=URL)
    told = [(MailKind.ROUND_CLOSED, f"samordnare@{kommun}.example") for kommun in ("norrby", "soderby")]
    assert notifications(scene) == told
    assert f"{URL}{scene.norrby.path}\n" in queued(scene)[0].body


def test_the_kommuns_own_log_has_its_notifications_and_the_regions_has_not(scene: Scene, nils: Actor) -> None:
    submit(scene)
    own = assessment_mail(scene.database, scene.coordinator, scene.norrby).lines.items
    assert sorted(line.to_address for line in own) == [EVA, NILS]
    assert region_mail(scene.database, scene.region.coordinator, scene.region.slug).lines.items == ()


def test_a_region_that_erases_somebody_takes_the_address_out_of_the_kommuns_notifications(
    scene: Scene, nils: Actor
) -> None:
    other = other_region(scene.database)
    member(other, "", None, Role.KOMMUN_READER, nils.person_id)  # so that the account stays
    submit(scene)
    slug = scene.region.slug
    erase(scene.database, scene.region.coordinator, slug, nils.person_id, "beslut 2026-11-20, § 4", LATER)
    assert [address for _, address in notifications(scene)] == [EVA, ""]

"""What a coordinator does about one respondent, and what that person notices of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from app.accounts.kernel.roles import Actor
from app.accounts.kernel.sign_in_way import SignInWay
from app.accounts.mail.mail_status import MailStatus
from app.errors import InvalidInputError, NotFoundError, PermissionDeniedError
from app.services.answering.answers import hand_in, open_answering
from app.services.assessments.coordination import overview
from app.services.respondents.personal_links import follow
from app.services.respondents.respondent_changes import change_address, change_role_group, resend, restore, withdraw
from app.services.sign_in.sessions import actor_for, sign_in
from app.storage.answering.answers import answers_of
from app.storage.tables import PersonRow
from tests.builders import BUDGET, LATER, MAL, NOW, Scene, other_region
from tests.integration.support.invitations import URL, ask, guest, letters, log, mail_became, people, token_to

SARA, BO, TYPO = "sara@norrby.example", "bo@norrby.example", "sarra@norrby.example"
TOMORROW = NOW + timedelta(days=1)


def respondent_id(scene: Scene, address: str = SARA) -> int:
    return people(scene)[address].asked.id


def call_back(scene: Scene, address: str = SARA) -> None:
    withdraw(scene.database, scene.coordinator, scene.norrby, respondent_id(scene, address), LATER)


def test_who_is_withdrawn_can_save_no_more_and_what_was_saved_counts(scene: Scene) -> None:
    ask(scene, SARA, BO)
    sara = guest(scene, SARA)
    scene.save(sara, MAL, "3")
    call_back(scene)
    with pytest.raises(PermissionDeniedError, match="tillbakadragen"):
        scene.save(sara, BUDGET, "3")
    assert "Det du sparat finns kvar och räknas" in (
        open_answering(scene.database, sara, scene.norrby).place.closed_because() or ""
    )
    assert set(scene.stored(sara)) == {MAL}
    view = overview(scene.database, scene.coordinator, scene.norrby)
    assert (view.invited, view.started) == (2, 1)
    scene.close()
    with scene.database.read() as session:
        counted_respondents = answers_of(session, view.assessment.id).respondents
    assert [list(respondent.answers) for respondent in counted_respondents] == [[MAL]]


def test_who_is_withdrawn_without_having_answered_is_not_counted(scene: Scene) -> None:
    ask(scene, SARA, BO)
    call_back(scene)
    assert overview(scene.database, scene.coordinator, scene.norrby).invited == 1


def test_the_links_of_who_is_withdrawn_lead_nowhere(scene: Scene) -> None:
    ask(scene, SARA)
    token = token_to(scene, SARA)
    call_back(scene)
    with pytest.raises(NotFoundError):
        follow(scene.database, token)


def test_taking_a_withdrawal_back_makes_the_same_link_lead_there_again(scene: Scene) -> None:
    ask(scene, SARA)
    token = token_to(scene, SARA)
    call_back(scene)
    restore(scene.database, scene.coordinator, scene.norrby, respondent_id(scene), LATER)
    assert follow(scene.database, token).respondent_id == respondent_id(scene)
    scene.save(guest(scene, SARA), MAL, "3")


def test_withdrawing_and_restoring_twice_is_the_same_as_once(scene: Scene) -> None:
    ask(scene, SARA)
    for verb in (withdraw, restore):
        for moment in (NOW, LATER):
            verb(scene.database, scene.coordinator, scene.norrby, respondent_id(scene), moment)
    assert [action for action, _ in log(scene)][-2:] == ["respondent.withdrawn", "respondent.restored"]


def test_once_answering_is_closed_nobody_is_withdrawn_or_restored(scene: Scene) -> None:
    ask(scene, SARA, BO)
    call_back(scene, BO)
    scene.save(guest(scene, SARA), MAL, "3")
    scene.close()
    before = people(scene)
    for verb, address in ((withdraw, SARA), (restore, BO)):
        with pytest.raises(PermissionDeniedError, match="Svarstiden är avslutad"):
            verb(scene.database, scene.coordinator, scene.norrby, respondent_id(scene, address), LATER)
    assert people(scene) == before


def test_a_further_link_leaves_the_one_before_in_use(scene: Scene) -> None:
    ask(scene, SARA)
    first = token_to(scene, SARA)
    resend(scene.database, scene.coordinator, scene.norrby, respondent_id(scene), TOMORROW, public_url=URL)
    second = token_to(scene, SARA)
    assert first != second
    assert follow(scene.database, first) == follow(scene.database, second)
    assert log(scene)[-1][0] == "respondent.resent"


def test_a_second_click_sends_no_second_letter(scene: Scene) -> None:
    ask(scene, SARA)
    for seconds in (0, 1, 5):
        moment = TOMORROW + timedelta(seconds=seconds)
        resend(scene.database, scene.coordinator, scene.norrby, respondent_id(scene), moment, public_url=URL)
    assert len(letters(scene, SARA)) == 2


def test_nobody_who_is_finished_or_withdrawn_gets_a_further_link(scene: Scene) -> None:
    ask(scene, SARA, BO)
    bo = guest(scene, BO)
    scene.save(bo, MAL, "3")
    hand_in(scene.database, bo, scene.norrby, NOW, public_url=URL)
    call_back(scene)
    for address, words in ((SARA, "återkallad"), (BO, "klar")):
        with pytest.raises(PermissionDeniedError, match=words):
            resend(
                scene.database, scene.coordinator, scene.norrby, respondent_id(scene, address), TOMORROW, public_url=URL
            )


def mend(scene: Scene, address: str, of: str = TYPO) -> None:
    change_address(
        scene.database, scene.coordinator, scene.norrby, respondent_id(scene, of), address, LATER, public_url=URL
    )


def test_a_mistyped_address_is_mended_and_whoever_got_the_first_letter_is_shut_out(scene: Scene) -> None:
    ask(scene, TYPO)
    mail_became(scene, TYPO, MailStatus.BOUNCED)
    assert not people(scene)[TYPO].is_reached
    stranger, link = guest(scene, TYPO), token_to(scene, TYPO)
    browser = sign_in(
        scene.database, stranger.person_id, SignInWay.PERSONAL_LINK, NOW, respondent_id=stranger.respondent_id
    )
    mend(scene, " Sara@norrby.example ")
    with pytest.raises(NotFoundError):
        follow(scene.database, link)
    assert actor_for(scene.database, browser, LATER) is None
    with pytest.raises(NotFoundError):
        open_answering(scene.database, stranger, scene.norrby)
    assert set(people(scene)) == {SARA}
    assert people(scene)[SARA].is_reached
    scene.save(guest(scene, SARA), MAL, "3")
    assert log(scene)[-1] == (
        "respondent.address_changed",
        {"assessment_id": log(scene)[-1][1]["assessment_id"], "respondent_id": respondent_id(scene)},
    )


def known(scene: Scene, address: str) -> bool:
    with scene.database.read() as session:
        return session.execute(select(PersonRow).where(col(PersonRow.email) == address)).first() is not None


def test_an_address_that_was_only_mistyped_is_forgotten(scene: Scene) -> None:
    ask(scene, TYPO)
    mend(scene, SARA)
    assert not known(scene, TYPO)


def test_an_address_that_somebody_has_elsewhere_is_not_forgotten(scene: Scene) -> None:
    other = other_region(scene.database)
    ask(other, TYPO)
    ask(scene, TYPO)
    mend(scene, SARA)
    assert known(scene, TYPO)
    assert set(people(other)) == {TYPO}


@pytest.mark.parametrize(("address", "words"), [("sara", "inget @"), ("", "saknas"), (BO, "redan inbjuden")])
def test_an_address_that_cannot_be_used_changes_nothing(scene: Scene, address: str, words: str) -> None:
    ask(scene, TYPO, BO)
    with pytest.raises(InvalidInputError, match=words):
        mend(scene, address)
    assert set(people(scene)) == {TYPO, BO}
    assert len(letters(scene)) == 2


def test_the_same_address_again_is_no_change(scene: Scene) -> None:
    ask(scene, TYPO)
    mend(scene, TYPO.upper())
    assert len(letters(scene)) == 1


def test_once_something_is_saved_neither_address_nor_role_group_can_be_changed(scene: Scene) -> None:
    ask(scene, TYPO)
    scene.save(guest(scene, TYPO), MAL, "", comment="Jag väntar")
    with pytest.raises(PermissionDeniedError, match="Då går adressen inte att ändra"):
        mend(scene, SARA)
    with pytest.raises(PermissionDeniedError, match="Då går rollgruppen inte att ändra"):
        change_role_group(scene.database, scene.coordinator, scene.norrby, respondent_id(scene, TYPO), "ledning", LATER)


def test_a_role_group_can_be_changed_before_anything_is_saved(scene: Scene) -> None:
    ask(scene, SARA)
    for _ in range(2):
        change_role_group(scene.database, scene.coordinator, scene.norrby, respondent_id(scene), "ledning", LATER)
    assert open_answering(scene.database, guest(scene, SARA), scene.norrby).place.respondent.role_group == "ledning"
    assert [action for action, _ in log(scene)].count("respondent.role_group_changed") == 1
    with pytest.raises(InvalidInputError, match="Välj en av rollgrupperna"):
        change_role_group(scene.database, scene.coordinator, scene.norrby, respondent_id(scene), "pressen", LATER)


VERBS: dict[str, Callable[[Scene, Actor, int], object]] = {
    "withdraw": lambda scene, actor, number: withdraw(scene.database, actor, scene.norrby, number, NOW),
    "restore": lambda scene, actor, number: restore(scene.database, actor, scene.norrby, number, NOW),
    "resend": lambda scene, actor, number: resend(
        scene.database, actor, scene.norrby, number, TOMORROW, public_url=URL
    ),
    "address": lambda scene, actor, number: change_address(
        scene.database, actor, scene.norrby, number, "ny@norrby.example", NOW, public_url=URL
    ),
    "role group": lambda scene, actor, number: change_role_group(
        scene.database, actor, scene.norrby, number, "ledning", NOW
    ),
}


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_only_the_kommuns_own_coordinator_does_anything_about_a_respondent(
    scene: Scene, verb: Callable[[Scene, Actor, int], object]
) -> None:
    ask(scene, SARA)
    sara, number, before = guest(scene, SARA), respondent_id(scene), people(scene)
    region, elsewhere = scene.region, other_region(scene.database)
    for inside in (region.norrby.reader, region.coordinator, region.reader):
        with pytest.raises(PermissionDeniedError, match="Din roll ger inte rätt"):
            verb(scene, inside, number)
    for outside in (sara, region.soderby.coordinator, elsewhere.coordinator, elsewhere.region.coordinator):
        with pytest.raises(NotFoundError):
            verb(scene, outside, number)
    assert people(scene) == before


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_a_respondent_of_another_kommun_does_not_exist_here(
    scene: Scene, verb: Callable[[Scene, Actor, int], object]
) -> None:
    other = other_region(scene.database)
    ask(other, SARA)
    before = people(other)
    with pytest.raises(NotFoundError):
        verb(scene, scene.coordinator, respondent_id(other))
    assert people(other) == before


def test_a_letter_that_waits_to_be_sent_to_a_mistyped_address_never_is(scene: Scene) -> None:
    ask(scene, TYPO)
    mend(scene, SARA)
    waiting = [letter.to_address for letter in letters(scene) if letter.status is MailStatus.QUEUED]
    assert waiting == [SARA]
    assert letters(scene, TYPO) == []

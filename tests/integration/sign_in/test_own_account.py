"""One's own account: name, roles, and the browsers one is signed in with."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlmodel import col, select

from app.accounts.kernel.roles import Actor, Role
from app.accounts.kernel.sign_in_way import SignInWay
from app.accounts.mail.mail_kinds import MailKind
from app.errors import InvalidInputError, PermissionDeniedError
from app.services.sign_in.own_account import (
    OwnAccount,
    choose_mails,
    end_other_sessions,
    end_session,
    own_account,
    rename,
)
from app.services.sign_in.sessions import STANDARD, actor_for, sign_in, visitor
from app.storage.kernel.audit import every_line
from app.storage.tables import MembershipRow, PersonRow, RespondentRow
from tests.builders import LATER, NOW, Scene


def browser(scene: Scene, name: str = "Firefox på Linux", actor: Actor | None = None, minutes: int = 0) -> str:
    """Sign in with another browser; returns its token."""
    person = (actor or scene.coordinator).person_id
    return sign_in(scene.database, person, SignInWay.MAIL, NOW + timedelta(minutes=minutes), browser=name)


def seen(scene: Scene, token: str, actor: Actor | None = None) -> OwnAccount:
    return own_account(scene.database, actor or scene.coordinator, token, LATER)


def log(scene: Scene) -> list[tuple[int | None, str, str]]:
    """What was logged, but for signing in."""
    with scene.database.read() as session:
        lines = list(every_line(session))
    return [(line.actor_id, line.action, line.facts) for line in lines if line.action != "session.started"]


def name_of(scene: Scene, person_id: int) -> str:
    with scene.database.read() as session:
        return session.get_one(PersonRow, person_id).name


def test_the_browsers_one_is_signed_in_with_are_listed_this_one_first(scene: Scene) -> None:
    here = browser(scene, "Firefox på Linux")
    browser(scene, "Chrome på Android", minutes=1)
    browser(scene, "Safari på iPhone", minutes=2)
    browser(scene, "Edge på Windows", scene.region.reader)
    account = seen(scene, here).browsers
    assert [(session.browser, session.is_this) for session in account] == [
        ("Firefox på Linux", True),
        ("Safari på iPhone", False),
        ("Chrome på Android", False),
    ]
    assert (account[0].way, account[0].began_at, account[0].last_seen_at) == (SignInWay.MAIL, NOW, NOW)


def test_sessions_that_are_over_are_not_listed(scene: Scene) -> None:
    long_ago = -int(STANDARD.idle / timedelta(minutes=1))
    here, _ = browser(scene, minutes=long_ago), browser(scene, minutes=long_ago)
    asyncio.run(visitor(scene.database, here, NOW - timedelta(minutes=1)))
    assert len(seen(scene, here).browsers) == 1


def test_one_browser_can_be_signed_out_from_another(scene: Scene) -> None:
    here, elsewhere = browser(scene), browser(scene, "Safari på iPhone")
    (other,) = [session for session in seen(scene, here).browsers if not session.is_this]
    for _ in range(2):
        end_session(scene.database, scene.coordinator, other.handle, LATER)
    assert actor_for(scene.database, elsewhere, LATER) is None
    assert actor_for(scene.database, here, LATER) == scene.coordinator
    assert log(scene) == [(scene.coordinator.person_id, "session.ended", "{}")]


def test_all_other_browsers_can_be_signed_out_at_once(scene: Scene) -> None:
    here, *others = [browser(scene) for _ in range(4)]
    stranger = browser(scene, actor=scene.region.reader)
    for _ in range(2):
        end_other_sessions(scene.database, scene.coordinator, here, LATER)
    assert [actor_for(scene.database, token, LATER) for token in others] == [None] * 3
    assert actor_for(scene.database, here, LATER) == scene.coordinator
    assert actor_for(scene.database, stranger, LATER) == scene.region.reader
    assert log(scene) == [(scene.coordinator.person_id, "session.ended_others", '{"count":3}')]


def test_nobody_can_sign_out_somebody_elses_browser(scene: Scene) -> None:
    theirs = browser(scene, actor=scene.region.reader)
    (session,) = seen(scene, theirs, scene.region.reader).browsers
    end_session(scene.database, scene.coordinator, session.handle, LATER)
    end_session(scene.database, scene.coordinator, "", LATER)
    assert actor_for(scene.database, theirs, LATER) == scene.region.reader
    assert log(scene) == []


def test_what_names_a_session_on_the_page_signs_nobody_in(scene: Scene) -> None:
    (session,) = seen(scene, browser(scene)).browsers
    assert actor_for(scene.database, session.handle, LATER) is None


def test_the_roles_are_those_held_now_with_their_places(scene: Scene) -> None:
    person = scene.coordinator.person_id
    assert [(role.role, role.place) for role in seen(scene, "").roles] == [(Role.KOMMUN_COORDINATOR, "Norrby")]
    statement = update(MembershipRow).where(col(MembershipRow.person_id) == person).values(ended_at=NOW)
    scene.database.write(lambda session: session.execute(statement))
    assert seen(scene, "").roles == ()


def test_a_name_can_be_changed_and_that_is_logged_without_it(scene: Scene) -> None:
    person = scene.coordinator.person_id
    for name in ("  Åsa   Öberg ", "Åsa Öberg"):
        rename(scene.database, scene.coordinator, name, LATER)
    assert name_of(scene, person) == "Åsa Öberg"
    assert log(scene) == [(person, "account.renamed", f'{{"person_id":{person}}}')]


@pytest.mark.parametrize("name", ["", "   ", "\n", "x" * 101, "Åsa\x00", "Åsa\u202e", "\ud83c"])
def test_what_is_no_name_changes_nothing(scene: Scene, name: str) -> None:
    before = name_of(scene, scene.coordinator.person_id)
    with pytest.raises(InvalidInputError) as invalid:
        rename(scene.database, scene.coordinator, name, LATER)
    assert "namn" in invalid.value.errors
    assert name_of(scene, scene.coordinator.person_id) == before


def test_by_a_personal_link_there_is_only_what_belongs_to_it(scene: Scene) -> None:
    """Whoever holds the link is not necessarily the person: no roles, no address, no other sessions, no new name."""
    person = scene.coordinator.person_id
    scene.answer(scene.respondent(), "3")
    with scene.database.read() as session:
        place = session.exec(select(RespondentRow.id)).one()
    statement = update(RespondentRow).where(col(RespondentRow.id) == place).values(person_id=person)
    scene.database.write(lambda session: session.execute(statement))
    full = browser(scene)
    token = sign_in(scene.database, person, SignInWay.PERSONAL_LINK, NOW, respondent_id=place)
    actor = actor_for(scene.database, token, LATER)
    assert actor is not None
    account = seen(scene, token, actor)
    assert (account.is_whole, account.address, account.roles) == (False, "", ())
    assert [browser_session.is_this for browser_session in account.browsers] == [True]
    with pytest.raises(PermissionDeniedError):
        rename(scene.database, actor, "Någon Annan", LATER)
    end_other_sessions(scene.database, actor, token, LATER)
    assert actor_for(scene.database, full, LATER) == scene.coordinator


def off(scene: Scene, actor: Actor | None = None) -> set[MailKind]:
    """What the person gets no mail about."""
    account = seen(scene, browser(scene, actor=actor), actor)
    return {choice.kind for choice in account.mail_choices if not choice.is_on}


def test_all_notifications_of_ones_roles_are_on_until_they_are_turned_off(scene: Scene) -> None:
    kinds = [choice.kind for choice in seen(scene, browser(scene)).mail_choices]
    assert kinds == [
        MailKind.WEEK_LEFT,
        MailKind.ALL_ANSWERED,
        MailKind.SENT_BACK,
        MailKind.APPROVED,
        MailKind.ROUND_CLOSED,
        MailKind.ACTION_DUE,
        MailKind.ACTION_LATE,
        MailKind.OFFER_PLACE,
        MailKind.OFFER_RESERVE,
        MailKind.OFFER_MOVED_UP,
        MailKind.OFFER_CHANGED,
        MailKind.OFFER_CANCELLED,
        MailKind.QUESTION_ASKED,
        MailKind.ANSWER_DUE,
        MailKind.EXCHANGE_NEWS,
    ]
    assert off(scene) == set()
    assert seen(scene, browser(scene), scene.region.reader).mail_choices == ()


def test_what_is_turned_off_and_on_is_kept_and_logged_once_without_what_it_was(scene: Scene) -> None:
    shown, wanted = {*MailKind}, {MailKind.APPROVED, MailKind.SENT_BACK}
    for _ in range(2):
        choose_mails(scene.database, scene.coordinator, shown, wanted, NOW)
    assert off(scene) == {
        MailKind.WEEK_LEFT,
        MailKind.ALL_ANSWERED,
        MailKind.ROUND_CLOSED,
        MailKind.ACTION_DUE,
        MailKind.ACTION_LATE,
        MailKind.OFFER_PLACE,
        MailKind.OFFER_RESERVE,
        MailKind.OFFER_MOVED_UP,
        MailKind.OFFER_CHANGED,
        MailKind.OFFER_CANCELLED,
        MailKind.QUESTION_ASKED,
        MailKind.ANSWER_DUE,
        MailKind.EXCHANGE_NEWS,
    }
    choose_mails(scene.database, scene.coordinator, shown, shown, NOW)
    assert off(scene) == set()
    facts = f'{{"person_id":{scene.coordinator.person_id}}}'
    assert log(scene) == [(scene.coordinator.person_id, "account.mails_chosen", facts)] * 2


def test_what_a_form_has_not_shown_stays_as_it_was(scene: Scene) -> None:
    choose_mails(scene.database, scene.coordinator, {MailKind.APPROVED}, set(), NOW)
    choose_mails(scene.database, scene.coordinator, {MailKind.SENT_BACK, "påhittat", MailKind.SIGN_IN}, {"x"}, NOW)
    assert off(scene) == {MailKind.APPROVED, MailKind.SENT_BACK}


def test_nobody_chooses_mails_of_a_role_she_has_not_or_for_somebody_else(scene: Scene) -> None:
    choose_mails(scene.database, scene.region.reader, {*MailKind}, set(), NOW)
    assert log(scene) == []
    assert off(scene) == set()


def test_by_a_personal_link_nothing_is_chosen(scene: Scene) -> None:
    guest = Actor(scene.coordinator.person_id, "", respondent_id=1)
    with pytest.raises(PermissionDeniedError):
        choose_mails(scene.database, guest, {*MailKind}, set(), NOW)
    assert off(scene) == set()

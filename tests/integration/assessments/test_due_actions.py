"""A kommun is told of actions whose day is near, and once when it has passed."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from app.accounts.mail.mail_kinds import MailKind
from app.rounds.assessments.plans import RESTORABLE, RawAction
from app.services.assessments.due_actions import notify_due_actions, remove_deleted_actions
from app.services.assessments.plans import delete_action, open_plan, save_action
from app.services.sign_in.own_account import choose_mails
from app.storage.tables import ActionRow
from tests.builders import LATER, NOW, URL, Scene
from tests.integration.support.notifications import COORDINATOR_ADDRESS, give_address, notifications, queued

DUE = datetime(2027, 6, 30, 8, tzinfo=UTC)
"""The morning of the day when the action is to be done."""
ANTA = RawAction(capital="politiskt", text="Anta\nett mål", owner="Kommundirektören", due="30 juni 2027")
NEAR, PASSED = (MailKind.ACTION_DUE, COORDINATOR_ADDRESS), (MailKind.ACTION_LATE, COORDINATOR_ADDRESS)


@pytest.fixture(autouse=True)
def _a_plan(scene: Scene) -> None:
    give_address(scene, scene.coordinator)
    scene.answer_alone("3")
    save(scene)


def save(scene: Scene, now: datetime = LATER, **fields: str) -> None:
    actions = open_plan(scene.database, scene.coordinator, scene.norrby, now).actions
    number, version = (actions[0].id, actions[0].version) if actions else (None, 0)
    raw = ANTA.model_copy(update=fields)
    save_action(scene.database, scene.coordinator, scene.norrby, raw, now, number, version)


def look(scene: Scene, days: int) -> None:
    """So many days after the day of the action, or before it."""
    notify_due_actions(scene.database, DUE + timedelta(days=days), public_url=URL)


def test_a_near_day_is_told_once_and_a_passed_one_once(scene: Scene) -> None:
    for days in (-15, -14, -13, 0, 1, 2, 20):
        look(scene, days)
    assert notifications(scene) == [NEAR, PASSED]
    body = queued(scene)[0].body
    assert "– Anta ett mål Ansvarig: Kommundirektören. Klar senast: 30\u00a0juni\u00a02027." in body
    assert f"{URL}{scene.norrby.path}/atgarder\n" in body


@pytest.mark.parametrize("status", ["done", "dropped"])
def test_what_is_done_or_dropped_is_not_told(scene: Scene, status: str) -> None:
    save(scene, status=status)
    for days in (-14, 1):
        look(scene, days)
    assert notifications(scene) == []


def test_an_action_that_gets_another_day_is_told_of_again(scene: Scene) -> None:
    look(scene, -14)
    save(scene, DUE - timedelta(days=13), due="30 september 2027")
    look(scene, 1)
    assert notifications(scene) == [NEAR]
    look(scene, 92 - 14)  # 30 September is 92 days after 30 June
    assert notifications(scene) == [NEAR, NEAR]


def test_a_day_that_is_near_when_it_is_written_and_what_is_long_past_are_no_news(scene: Scene) -> None:
    save(scene, DUE - timedelta(days=3), owner="KS")
    look(scene, -2)
    look(scene, 31)
    assert notifications(scene) == []


def test_nothing_is_told_at_night_nor_to_who_has_turned_it_off(scene: Scene) -> None:
    notify_due_actions(scene.database, DUE.replace(hour=4), public_url=URL)
    choose_mails(scene.database, scene.coordinator, {MailKind.ACTION_DUE}, set(), NOW)
    look(scene, -3)
    assert notifications(scene) == []


def test_a_deleted_action_is_not_told_of_and_is_gone_for_good_after_its_days(scene: Scene) -> None:
    [action] = open_plan(scene.database, scene.coordinator, scene.norrby, LATER).actions
    delete_action(scene.database, scene.coordinator, scene.norrby, action.id, action.version, LATER)
    look(scene, -3)
    assert notifications(scene) == []
    assert remove_deleted_actions(scene.database, LATER + RESTORABLE - timedelta(hours=1)) == 0
    assert remove_deleted_actions(scene.database, LATER + RESTORABLE) == 1
    with scene.database.read() as session:
        assert session.exec(select(ActionRow)).all() == []

"""A week before the last day of a round the kommuner that still answer are told, once for each last day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.accounts.mail.mail_kinds import MailKind
from app.services.rounds.last_week import LastWeekWorker, notify_last_week
from app.services.sign_in.own_account import choose_mails
from tests.builders import LATER, NOW, URL, Scene
from tests.integration.support.notifications import COORDINATOR_ADDRESS, give_address, notifications, queued
from tests.integration.support.together import at_once

MORNING = datetime(2026, 11, 24, 8, tzinfo=UTC)
"""A week before the scene's last day, 1 December."""
OTHER_ADDRESS = "samordnare@soderby.example"


@pytest.fixture(autouse=True)
def _addresses(scene: Scene) -> None:
    give_address(scene, scene.coordinator)
    give_address(scene, scene.region.soderby.coordinator, OTHER_ADDRESS)


def look(scene: Scene, now: datetime = MORNING) -> int:
    return notify_last_week(scene.database, now, public_url=URL)


def test_every_kommun_that_is_not_done_is_told_the_last_day_once(scene: Scene) -> None:
    assert [look(scene), look(scene), look(scene, MORNING + timedelta(days=2))] == [1, 0, 0]
    assert notifications(scene) == [(MailKind.WEEK_LEFT, COORDINATOR_ADDRESS), (MailKind.WEEK_LEFT, OTHER_ADDRESS)]
    mail = queued(scene)[0]
    assert "Sista dag att svara är 1\u00a0december\u00a02026." in mail.body
    assert f"{URL}{scene.norrby.path}\n" in mail.body


def test_who_is_done_or_has_turned_it_off_is_not_told(scene: Scene) -> None:
    scene.answer_alone("3")
    choose_mails(scene.database, scene.region.soderby.coordinator, {MailKind.WEEK_LEFT}, set(), NOW)
    assert look(scene) == 1
    assert notifications(scene) == []


@pytest.mark.parametrize(
    "now",
    [
        MORNING - timedelta(days=1),
        MORNING.replace(hour=5),  # six o'clock in Sweden
        datetime(2026, 12, 1, 8, tzinfo=UTC),
        datetime(2026, 12, 9, 8, tzinfo=UTC),
    ],
)
def test_nothing_is_told_before_the_week_at_night_or_when_the_day_is_here(scene: Scene, now: datetime) -> None:
    assert look(scene, now) == 0
    assert notifications(scene) == []


def test_a_round_that_gets_more_time_is_told_of_again(scene: Scene) -> None:
    look(scene)
    scene.change_round(closes_on=date(2026, 12, 15))
    assert [look(scene), look(scene, MORNING + timedelta(days=14))] == [0, 1]
    assert len(notifications(scene)) == 4


def test_a_round_that_was_closed_or_opened_this_week_is_left_alone(scene: Scene) -> None:
    scene.change_round(opened_at=MORNING - timedelta(hours=1))
    assert look(scene) == 0
    scene.change_round(opened_at=NOW, closed_at=LATER, week_left_told_for=None)
    assert look(scene) == 0
    assert notifications(scene) == []


def test_several_processes_tell_it_once(scene: Scene) -> None:
    outcomes = at_once(*(lambda: look(scene) for _ in range(3)))
    assert sorted(outcomes, key=str) == [0, 0, 1]
    assert len(notifications(scene)) == 2


def test_the_worker_looks_with_its_own_clock(scene: Scene) -> None:
    worker = LastWeekWorker(scene.database, lambda: MORNING, public_url=URL)
    assert [worker.work(), worker.work()] == [1, 0]

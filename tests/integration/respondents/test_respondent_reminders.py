"""Reminding those who are not finished, and nobody else, and not too often."""

from datetime import timedelta

import pytest

from app.accounts.mail.mail_status import MailStatus
from app.errors import NotFoundError, PermissionDeniedError
from app.services.answering.answers import hand_in
from app.services.respondents.open_links import join, new_place
from app.services.respondents.personal_links import follow
from app.services.respondents.respondent_changes import withdraw
from app.services.respondents.respondent_reminders import RespondentReminderPlan, plan_reminders, remind
from tests.builders import MAL, NOW, Scene, other_region
from tests.integration.support.invitations import (
    URL,
    ask,
    guest,
    letters,
    log,
    mail_became,
    new_open_link,
    people,
    token_to,
)
from tests.integration.support.together import at_once

SARA, BO, EVA, KIM = (f"{name}@norrby.example" for name in ("sara", "bo", "eva", "kim"))
TOMORROW = NOW + timedelta(hours=25)


def plan(scene: Scene) -> RespondentReminderPlan:
    return plan_reminders(scene.database, scene.coordinator, scene.norrby, TOMORROW)


def write(scene: Scene, hours: float = 25, *, recent_too: bool = False) -> int:
    now = NOW + timedelta(hours=hours)
    return remind(scene.database, scene.coordinator, scene.norrby, now, recent_too=recent_too, public_url=URL)


def reminders(scene: Scene) -> list[str]:
    return [letter.to_address for letter in letters(scene) if letter.kind == "paminnelse"]


def test_only_those_who_are_not_finished_and_whom_mails_reach_are_reminded(scene: Scene) -> None:
    ask(scene, SARA, BO, EVA, KIM)
    bo, eva = guest(scene, BO), people(scene)[EVA].asked.id
    scene.save(bo, MAL, "3")
    hand_in(scene.database, bo, scene.norrby, NOW, public_url=URL)
    withdraw(scene.database, scene.coordinator, scene.norrby, eva, NOW)
    mail_became(scene, KIM, MailStatus.BOUNCED)
    reminder_plan = plan(scene)
    assert [
        [respondent.label for respondent in group]
        for group in (reminder_plan.due, reminder_plan.recent, reminder_plan.unreached)
    ] == [
        [SARA],
        [],
        [KIM],
    ]
    assert write(scene) == 1
    assert reminders(scene) == [SARA]
    assert log(scene)[-1][0] == "respondent.reminded"
    assert log(scene)[-1][1]["count"] == 1


def test_a_reminder_has_a_link_to_the_same_place_and_says_that_what_was_saved_is_there(scene: Scene) -> None:
    ask(scene, SARA)
    scene.save(guest(scene, SARA), MAL, "3")
    first = follow(scene.database, token_to(scene, SARA))
    write(scene)
    assert follow(scene.database, token_to(scene, SARA)) == first
    assert "Det du redan sparat finns kvar" in letters(scene, SARA)[-1].body


def test_nobody_is_reminded_twice_a_day_unless_that_is_asked_for(scene: Scene) -> None:
    ask(scene, SARA)
    assert write(scene, 23) == 0
    assert write(scene, 25) == 1
    assert write(scene, 48) == 0
    assert write(scene, 48, recent_too=True) == 1
    assert write(scene, 73) == 1


def test_asking_many_times_at_once_reminds_once(scene: Scene) -> None:
    ask(scene, SARA, BO)
    outcomes = at_once(*(lambda: write(scene, recent_too=True) for _ in range(5)))
    assert sorted(outcomes, key=str) == [0, 0, 0, 0, 2]
    assert reminders(scene) == [SARA, BO]


def test_when_there_is_nobody_to_remind_nothing_is_written_or_logged(scene: Scene) -> None:
    ask(scene, SARA)
    before = log(scene)
    assert write(scene, 1) == 0
    assert (reminders(scene), log(scene)) == ([], before)


def test_who_came_by_an_open_link_has_no_address_to_be_reminded_at(scene: Scene) -> None:
    join(scene.database, new_open_link(scene), new_place(), NOW)
    assert (plan(scene).due, write(scene)) == ((), 0)


def test_nobody_is_reminded_once_answering_is_closed(scene: Scene) -> None:
    ask(scene, SARA)
    scene.save(guest(scene, SARA), MAL, "3")
    scene.close()
    with pytest.raises(PermissionDeniedError, match="avslutad"):
        plan(scene)
    with pytest.raises(PermissionDeniedError, match="avslutad"):
        write(scene)


def test_only_the_kommuns_own_coordinator_reminds(scene: Scene) -> None:
    ask(scene, SARA)
    sara, elsewhere = guest(scene, SARA), other_region(scene.database)
    for outside in (sara, scene.region.soderby.coordinator, elsewhere.coordinator):
        with pytest.raises(NotFoundError):
            remind(scene.database, outside, scene.norrby, TOMORROW, recent_too=True, public_url=URL)
    for inside in (scene.region.norrby.reader, scene.region.coordinator):
        with pytest.raises(PermissionDeniedError):
            remind(scene.database, inside, scene.norrby, TOMORROW, recent_too=True, public_url=URL)
    assert reminders(scene) == []


def test_a_reminder_after_the_last_day_names_no_day_that_has_passed(scene: Scene) -> None:
    ask(scene, SARA)
    scene.change_round(closes_on=(NOW + timedelta(hours=1)).date())
    on_the_day = plan_reminders(scene.database, scene.coordinator, scene.norrby, NOW)
    assert on_the_day.sample is not None
    assert "2\u00a0november\u00a02026" in on_the_day.sample.body
    read = plan(scene).sample
    write(scene)
    reminder = letters(scene, SARA)[-1]
    assert read is not None
    for text in (read.body, reminder.body, reminder.subject):
        assert "november" not in text
    assert "Sista dagen har passerat, men det går att svara" in reminder.body
    assert token_to(scene, SARA)

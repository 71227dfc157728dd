"""Reminding kommuner: who gets a mail, with which words, and never twice by mistake."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from app.accounts.kernel.roles import Actor
from app.accounts.mail.mail_kinds import MailKind
from app.accounts.mail.mail_status import MailStatus
from app.errors import NotFoundError, PermissionDeniedError
from app.rounds.kernel.keys import RoundKey
from app.services.assessments.coordination import answer_alone, close_answering
from app.services.rounds.round_opening import close_round, extend_round
from app.services.rounds.round_reminders import KommunReminderPlan, plan_reminders, remind
from app.storage.engine.database import Database
from app.storage.tables import MailRow, MailTemplateRow
from tests.builders import LATER, MAL, NOW, other_region
from tests.integration.support.rounds import NORRBY, PUBLIC_URL, SODERBY, Planner, a_planner
from tests.integration.support.together import at_once

BOTH = (NORRBY, SODERBY)
KIND = MailKind.ROUND_REMINDER
AN_HOUR = timedelta(hours=1)


@pytest.fixture
def planner(database: Database) -> Planner:
    return a_planner(database)


@pytest.fixture
def key(planner: Planner) -> RoundKey:
    return planner.open()


def plan(planner: Planner, key: RoundKey, after: timedelta = AN_HOUR) -> KommunReminderPlan:
    return plan_reminders(planner.database, planner.coordinator, key, NOW + after, public_url=PUBLIC_URL)


def send(
    planner: Planner,
    key: RoundKey,
    *slugs: str,
    after: timedelta = AN_HOUR,
    again: bool = False,
    by: Actor | None = None,
) -> int:
    actor = by or planner.coordinator
    return remind(planner.database, actor, key, slugs, NOW + after, recent_too=again, public_url=PUBLIC_URL)


def test_the_letter_that_is_sent_is_the_one_that_was_read(planner: Planner, key: RoundKey) -> None:
    scene = planner.scene(key)
    for person in scene.respondents(3):
        scene.save(person, MAL, "3")
    read = plan(planner, key).chosen([NORRBY])[0]
    assert send(planner, key, NORRBY) == 1
    (letter,) = planner.letters(KIND)
    assert (letter.subject, letter.body) == (read.subject, read.body)
    assert letter.subject == "Påminnelse: Prov 2026 för Norrby"
    assert "Läget nu: 0 av 3 tillfrågade är klara." in letter.body
    assert letter.person_id == planner.region.norrby.coordinator.person_id
    assert planner.log()[-1] == ("round.reminded", None)


def test_the_regions_own_wording_is_used_and_the_last_day_is_todays(planner: Planner, key: RoundKey) -> None:
    template = MailTemplateRow(
        region_id=planner.region.id, kind=KIND, subject="Hej {kommun}", body="{länk} {sista_dag}", changed_at=NOW
    )
    planner.database.write(lambda session: session.add(template))
    extend_round(planner.database, planner.coordinator, key, "2026-12-24", LATER)
    assert plan(planner, key).reminders[0].subject == "Hej Norrby"
    send(planner, key, NORRBY)
    assert planner.letters(KIND)[0].body == f"{PUBLIC_URL}/provland/prov/2026/{NORRBY} 24\u00a0december\u00a02026"


def test_after_the_last_day_the_letter_names_no_day_and_reads_as_it_was_shown(planner: Planner, key: RoundKey) -> None:
    planner.scene(key).change_round(closes_on=(LATER - timedelta(days=1)).date())
    read = plan(planner, key).chosen([NORRBY])[0]
    send(planner, key, NORRBY)
    (letter,) = planner.letters(KIND)
    assert (letter.subject, letter.body) == (read.subject, read.body)
    assert "november" not in letter.body
    assert "Sista dagen har passerat, men det går att svara" in letter.body


def test_each_standing_is_told_in_words(planner: Planner, key: RoundKey) -> None:
    scene = planner.scene(key)

    def standings() -> list[str]:
        return [reminder.standing for reminder in plan(planner, key).reminders]

    assert standings() == ["ingen har svarat än"] * 2
    answer_alone(planner.database, scene.coordinator, scene.norrby, NOW)
    scene.save(scene.coordinator, MAL, "3")
    scene.answer(scene.respondent(key=scene.soderby), "3", key=scene.soderby)
    assert standings() == ["svaren är påbörjade, men inte inlämnade", "0 av 1 tillfrågade är klara"]
    close_answering(planner.database, planner.region.soderby.coordinator, scene.soderby, NOW)
    assert standings()[1] == "svarstiden är avslutad, men resultatet är inte inlämnat"


def test_who_is_done_is_not_reminded(planner: Planner, key: RoundKey) -> None:
    planner.scene(key).change(approved_at=LATER)
    assert [reminder.slug for reminder in plan(planner, key).reminders] == [SODERBY]
    assert send(planner, key, *BOTH) == 1
    with pytest.raises(PermissionDeniedError, match="Välj minst en kommun"):
        send(planner, key, NORRBY)


def test_who_cannot_be_reached_is_told_apart(planner: Planner, key: RoundKey) -> None:
    planner.change_people(email=None)
    reminders = plan(planner, key)
    assert reminders.reminders == ()
    assert [line.assessment.municipality_slug for line in reminders.unreachable] == list(BOTH)


def test_a_kommun_is_reminded_once_a_day_unless_it_is_asked_for(planner: Planner, key: RoundKey) -> None:
    assert send(planner, key, NORRBY) == 1
    assert send(planner, key, *BOTH, after=5 * AN_HOUR) == 1
    assert send(planner, key, *BOTH, after=6 * AN_HOUR) == 0
    assert send(planner, key, NORRBY, after=7 * AN_HOUR, again=True) == 1
    next_day = timedelta(hours=15)  # half past midnight in Sweden
    assert not any(reminder.is_recent for reminder in plan(planner, key, next_day).reminders)
    assert send(planner, key, *BOTH, after=next_day) == 2
    assert planner.log().count(("round.reminded", None)) == 4


def test_asking_twice_in_a_row_writes_once_whatever_is_asked_for(planner: Planner, key: RoundKey) -> None:
    send(planner, key, NORRBY)
    assert send(planner, key, NORRBY, after=AN_HOUR + timedelta(minutes=9), again=True) == 0
    outcomes = at_once(*(lambda: send(planner, key, SODERBY, again=True) for _ in range(5)))
    assert sorted(outcomes, key=str) == [0, 0, 0, 0, 1]
    assert len(planner.letters(KIND)) == 2


def test_the_log_says_who_was_reminded_when_and_what_did_not_arrive(planner: Planner, key: RoundKey) -> None:
    send(planner, key, *BOTH)
    send(planner, key, NORRBY, after=30 * AN_HOUR)

    first = planner.letters(KIND)[0].id

    def bounce(session: Session) -> None:
        session.get_one(MailRow, first).status = MailStatus.BOUNCED

    planner.database.write(bounce)
    reminders = plan(planner, key, 31 * AN_HOUR).sent
    slugs = {assessment.id: slug for slug, assessment in planner.kommuner(key).items()}
    assert [
        (slugs[reminder.assessment_id], reminder.at, reminder.letters, reminder.failed) for reminder in reminders
    ] == [
        (NORRBY, NOW + 30 * AN_HOUR, 1, 0),
        (NORRBY, NOW + AN_HOUR, 1, 1),
        (SODERBY, NOW + AN_HOUR, 1, 0),
    ]


def test_only_an_open_round_is_reminded_of(planner: Planner) -> None:
    key = planner.plan()
    with pytest.raises(PermissionDeniedError, match="inte öppen"):
        plan(planner, key)
    planner.open(key)
    close_round(planner.database, planner.coordinator, key, LATER, public_url=PUBLIC_URL)
    with pytest.raises(PermissionDeniedError, match="inte öppen"):
        send(planner, key, NORRBY)


def test_only_the_regions_coordinator_reminds(planner: Planner, key: RoundKey) -> None:
    with pytest.raises(PermissionDeniedError, match="Din roll"):
        send(planner, key, NORRBY, by=planner.region.reader)
    stranger = other_region(planner.database).region.coordinator
    for actor in (planner.region.norrby.coordinator, stranger, Actor(999, "ingen roll")):
        with pytest.raises(NotFoundError):
            send(planner, key, NORRBY, by=actor)
    assert planner.letters(KIND) == []

"""Mails that are queued get sent, once each, whatever the mail server is up to."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Barrier
from time import sleep

import pytest
import structlog
from sqlmodel import select
from structlog.testing import capture_logs

from app.accounts.mail.mail_kinds import MailKind
from app.accounts.mail.mail_status import MailStatus
from app.mail.retry_policy import LONGEST_DELAY
from app.mail.server import read_mail_server, read_sender
from app.mail.smtp import ServerUnreachableError, Smtp
from app.services.kernel.metrics import REGISTRY, MailOutcome
from app.services.kernel.worker import close_all
from app.services.mail import mail_sender as sending
from app.services.mail.mail_queue import queue_mail
from app.services.mail.mail_sender import MailSender
from app.storage.engine.database import Database
from app.storage.engine.lease_queue import LeaseQueue
from app.storage.mail import mail_sender
from app.storage.mail.mail_queue import About
from app.storage.mail.mail_sender import STALE_AFTER
from app.storage.tables import MailRow
from tests.builders import NOW
from tests.mail_catcher import SENDER, MailCatcher, catching_mail

SARA = "sara.lind@ale.example"
URL = "https://kollen.example"
LINK = f"{URL}/lank/hemlig"
MINUTE = timedelta(minutes=1)
PATIENCE = 30
"""Seconds: longer than anything here takes."""


@pytest.fixture
def catcher() -> Iterator[MailCatcher]:
    with catching_mail() as catching:
        yield catching


@dataclass
class Clock:
    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Office:
    """A database with mails, and mail senders that send them to the catcher, at a time that the test decides."""

    database: Database
    catcher: MailCatcher
    clock: Clock = field(default_factory=Clock)
    opened: ExitStack = field(default_factory=ExitStack)

    def queue(
        self, to: str = SARA, kind: MailKind = MailKind.OWN_LINK, subject: str = "", public_url: str = URL
    ) -> int:
        values = dict.fromkeys(("formulär", "år", "kommun", "sista_dag", "kod", "minuter"), "Å")
        values |= {"länk": LINK, "formulär": subject or "Omställningsförmåga"}
        return self.database.write(
            lambda session: queue_mail(session, kind, to, values, About(), self.clock.now, public_url=public_url)
        )

    def postman(self, database: Database | None = None, wait_seconds: float = 1.0) -> MailSender:
        way = Smtp(read_mail_server(self.catcher.url), "studsar@gr.example", timeout_seconds=5)
        self.opened.callback(way.rest)
        return MailSender(
            database or self.database,
            way,
            read_sender(SENDER),
            self.clock,
            look_seconds=wait_seconds,
            rest_seconds=wait_seconds,
        )

    def row(self, mail_id: int) -> MailRow:
        with self.database.read() as session:
            return session.exec(select(MailRow).where(MailRow.id == mail_id)).one()


@pytest.fixture
def office(database: Database, catcher: MailCatcher) -> Iterator[Office]:
    office = Office(database, catcher)
    with office.opened:
        yield office


def count_of(outcome: MailOutcome) -> float:
    """As this process tells it in its metrics."""
    return REGISTRY.get_sample_value("omstallningskollen_mails_total", {"outcome": outcome.value}) or 0.0


def test_a_queued_letter_is_sent_and_its_text_wiped(office: Office) -> None:
    mail, count = office.queue(), count_of(MailOutcome.SENT)
    assert LINK in office.row(mail).body
    assert office.postman().work() == 1
    assert count_of(MailOutcome.SENT) == count + 1
    letter = office.catcher.next_to(SARA)
    assert letter.link == LINK
    assert letter.message["Message-ID"] == f"<{office.row(mail).message_id}>"
    row = office.row(mail)
    assert (row.status, row.sent_at, row.body, row.problem, row.attempts) == (MailStatus.SENT, NOW, "", "", 1)
    assert row.subject


def test_a_subject_in_swedish_arrives_whole(office: Office) -> None:
    office.queue(subject="Åmåls åtgärder – förnyelse, särskilt för östra länet och övriga på ön Öland")
    office.postman().work()
    assert office.catcher.next_to(SARA).subject.startswith("Din länk till Åmåls åtgärder – förnyelse, särskilt för")


def test_a_service_at_an_address_with_swedish_letters_names_its_letters_as_mail_servers_do(office: Office) -> None:
    mail = office.queue(public_url="https://omställning.example")
    assert office.postman().work() == 1
    name = office.catcher.next_to(SARA).message["Message-ID"]
    assert name == f"<{office.row(mail).message_id}>"
    assert name.endswith("@xn--omstllning-t5a.example>")


def test_a_letter_is_not_sent_twice(office: Office) -> None:
    office.queue()
    assert [office.postman().work() for _ in range(3)] == [1, 0, 0]
    assert len(office.catcher.letters) == 1


def test_a_letter_that_was_not_stored_is_not_sent(office: Office) -> None:
    def work(session: object) -> None:
        queue_mail(
            session,  # type: ignore[arg-type]
            MailKind.SIGN_IN,
            SARA,
            {"länk": LINK, "kod": "123456", "minuter": "20"},
            About(),
            NOW,
            public_url="https://kollen.example",
        )
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        office.database.write(work)
    assert office.postman().work() == 0


def test_who_waits_to_sign_in_does_not_wait_for_a_hundred_invitations(office: Office) -> None:
    for number in range(3):
        office.queue(f"person{number}@ale.example")
    office.queue(kind=MailKind.SIGN_IN)
    office.postman().work()
    assert office.catcher.letters[0].to_address == SARA


def test_a_letter_put_off_by_the_server_is_tried_again_after_a_while(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail, count = office.queue(), count_of(MailOutcome.PUT_OFF)
    office.catcher.refuse("451 4.7.1 <sara.lind@ale.example>: senare")
    monkeypatch.setattr(sending, "log", structlog.get_logger())  # one that has not been used before the capture
    with capture_logs() as logs:
        assert office.postman().work() == 0
    row = office.row(mail)
    assert (row.status, row.try_at, row.problem) == (MailStatus.QUEUED, NOW + MINUTE, "451 4.7.1 (adressen): senare")
    assert [line["event"] for line in logs] == ["mail_put_off"]
    assert count_of(MailOutcome.PUT_OFF) == count + 1
    assert SARA not in str(logs)
    assert LINK in row.body
    office.clock.now = NOW + MINUTE - timedelta(seconds=1)
    assert office.postman().work() == 0
    office.clock.now = NOW + MINUTE
    assert office.postman().work() == 1
    row = office.row(mail)
    assert (row.status, row.problem, row.attempts) == (MailStatus.SENT, "", 2)


def test_a_letter_refused_for_good_is_given_up_with_the_servers_words(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusal, other, count = office.queue(), office.queue("erik@ale.example"), count_of(MailOutcome.FAILED)
    office.catcher.refuse("550 5.1.1 <sara.lind@ale.example>: User unknown")
    monkeypatch.setattr(sending, "log", structlog.get_logger())  # one that has not been used before the capture
    with capture_logs() as logs:
        assert office.postman().work() == 1
    row = office.row(refusal)
    assert (row.status, row.body, row.sent_at) == (MailStatus.FAILED, "", None)
    assert row.problem == "550 5.1.1 (adressen): User unknown"
    assert row.to_address == SARA
    assert office.row(other).status is MailStatus.SENT
    assert [(line["event"], line["mail_id"], line["cause"]) for line in logs] == [
        ("mail_failed", refusal, "550 5.1.1 (adressen): User unknown")
    ]
    assert count_of(MailOutcome.FAILED) == count + 1
    office.clock.now = NOW + timedelta(days=1)
    assert office.postman().work() == 0


def test_a_letter_that_is_always_put_off_is_given_up_within_a_day(office: Office) -> None:
    mail = office.queue()
    postman, tries = office.postman(), 0
    while office.row(mail).status is MailStatus.QUEUED:
        office.clock.now = office.row(mail).try_at
        office.catcher.refuse("450 4.2.2 Full")
        postman.work()
        tries += 1
        assert tries < 50
    assert office.row(mail).status is MailStatus.FAILED
    assert (office.row(mail).problem, office.row(mail).body) == ("450 4.2.2 Full", "")
    assert timedelta(hours=22) < office.clock.now - NOW < timedelta(hours=24)
    assert office.catcher.letters == []


def test_a_link_that_no_longer_signs_in_is_not_sent(office: Office) -> None:
    mail = office.queue(kind=MailKind.SIGN_IN)
    office.clock.now = NOW + timedelta(minutes=20)
    assert office.postman().work() == 0
    assert (office.row(mail).status, office.row(mail).body) == (MailStatus.FAILED, "")
    assert office.catcher.letters == []


@pytest.mark.parametrize("address", ["", "ingen", "a@b.example\r\nBcc: c@d.example"])
def test_what_is_no_address_is_given_up_and_holds_nobody_up(office: Office, address: str) -> None:
    mail = office.queue(address)
    office.queue()
    assert office.postman().work() == 1
    assert office.row(mail).status is MailStatus.FAILED
    assert [letter.to_address for letter in office.catcher.letters] == [SARA]


def test_a_server_that_is_away_is_tried_again_and_gets_everything_when_it_is_back(office: Office) -> None:
    mails = [office.queue(f"person{number}@ale.example") for number in range(3)]
    office.catcher.stop()
    with pytest.raises(ServerUnreachableError):
        office.postman().work()
    assert [office.row(mail).attempts for mail in mails] == [1, 0, 0]
    office.catcher.start()
    office.clock.now = NOW + MINUTE
    assert office.postman().work() == 3
    assert {office.row(mail).status for mail in mails} == {MailStatus.SENT}


def test_a_letter_whose_process_died_is_sent_by_another(office: Office) -> None:
    mail = office.queue()
    claimed_mail = office.database.write(lambda session: mail_sender.QUEUE.claim(session, NOW))
    assert claimed_mail is not None
    assert office.postman().work() == 0
    office.clock.now = NOW + STALE_AFTER
    assert office.postman().work() == 1
    assert office.row(mail).attempts == 2


def test_a_letter_that_a_clock_ahead_put_off_is_sent_when_the_clock_is_right_again(office: Office) -> None:
    office.clock.now = NOW + timedelta(days=30)
    mail = office.queue()
    office.catcher.refuse("451 4.7.1 Try again later")
    assert office.postman().work() == 0
    office.clock.now = NOW
    assert office.postman().work() == 1
    assert office.row(mail).status is MailStatus.SENT


def test_a_clock_that_is_half_an_hour_behind_takes_no_letter_from_who_is_sending_it(office: Office) -> None:
    office.queue()
    assert office.database.write(lambda session: mail_sender.QUEUE.claim(session, NOW)) is not None
    office.clock.now = NOW - timedelta(minutes=30)
    assert office.postman().work() == 0


def test_no_letter_is_put_off_further_than_the_queue_believes() -> None:
    assert LONGEST_DELAY <= mail_sender.PUT_OFF


def test_a_process_that_comes_too_late_changes_nothing(office: Office) -> None:
    mail = office.queue()
    late = office.database.write(lambda session: mail_sender.QUEUE.claim(session, NOW))
    assert late is not None
    office.clock.now = NOW + STALE_AFTER
    office.postman().work()
    office.database.write(lambda session: mail_sender.give_up(session, late, "550"))
    assert office.row(mail).status is MailStatus.SENT


def test_two_postmen_at_once_send_every_letter_once(office: Office, database_url: str) -> None:
    """Two processes' worth: each has a database of its own."""
    addresses = [f"person{number}@ale.example" for number in range(30)]
    for address in addresses:
        office.queue(address)
    begin = Barrier(2)

    def deliver(postman: MailSender) -> int:
        begin.wait()
        return postman.work()

    with closing(Database(database_url)) as first, closing(Database(database_url)) as two:
        postmen = [office.postman(first), office.postman(two)]
        with ThreadPoolExecutor(2) as threads:
            counts = list(threads.map(deliver, postmen))
    assert sum(counts) == len(addresses)
    assert sorted(letter.to_address for letter in office.catcher.letters) == sorted(addresses)


@pytest.fixture
def start(office: Office) -> Iterator[Callable[[], MailSender]]:
    postmen: list[MailSender] = []

    def new() -> MailSender:
        postmen.append(office.postman(wait_seconds=0.01))
        postmen[-1].start()
        return postmen[-1]

    yield new
    close_all(postmen, PATIENCE)


def test_a_postman_at_work_sends_what_is_queued_after_it_began(office: Office, start: Callable[[], MailSender]) -> None:
    start()
    office.queue()
    assert office.catcher.next_to(SARA).link == LINK
    office.queue(kind=MailKind.SIGN_IN)
    assert office.catcher.next_to(SARA).subject == "Logga in i Omställningskollen"


def test_a_postman_at_work_outlives_a_server_that_comes_and_goes(
    office: Office, start: Callable[[], MailSender]
) -> None:
    office.catcher.stop()
    first, second = office.queue("erik@ale.example"), office.queue()
    start()
    while office.row(first).attempts + office.row(second).attempts < 2:
        sleep(0.01)
    office.catcher.start()
    office.clock.now = NOW + MINUTE
    office.catcher.next_to("erik@ale.example")
    office.catcher.next_to(SARA)


def test_a_postman_at_work_outlives_a_database_that_fails(
    office: Office, start: Callable[[], MailSender], monkeypatch: pytest.MonkeyPatch
) -> None:
    failures: list[int] = []

    def failing(*_: object) -> bool:
        failures.append(1)
        raise RuntimeError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(LeaseQueue, "is_any_due", failing)
        start()
        while not failures:
            sleep(0.01)
    office.queue()
    office.catcher.next_to(SARA)


def test_what_is_queued_when_the_service_ends_is_sent_by_the_next(office: Office) -> None:
    postman = office.postman()
    postman.start()
    close_all([postman], PATIENCE)
    mail = office.queue()
    assert office.row(mail).status is MailStatus.QUEUED
    office.postman().work()
    office.catcher.next_to(SARA)

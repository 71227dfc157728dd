"""Signing in by a mailed link or its code: who gets one, where and how often it is good."""

import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, update
from sqlmodel import SQLModel, col, select

from app.accounts.kernel.clocks import CLOCK_DIFFERENCE
from app.accounts.kernel.tokens import hash_of
from app.errors import RateLimitedError
from app.services.sign_in.known_browsers import KNOWN_FOR, is_known, remember_browser
from app.services.sign_in.mail_sign_in import (
    MAX_WRONG_CODES,
    VALID,
    Arrival,
    LinkGoneError,
    LinkState,
    OtherBrowserError,
    WrongCodeError,
    ask,
    link_state,
    use_code,
    use_link,
)
from app.storage.engine.database import Database
from app.storage.tables import KnownBrowserRow, MailRow, MembershipRow, PersonRow, RateCountRow, SignInLinkRow
from tests.builders import LATER, NOW, Scene, added

pytestmark = pytest.mark.slow

ADDRESS, UNKNOWN, SITE = "sara.lind@norrby.example", "ingen@norrby.example", "https://kollen.example"
HERE, THERE, KNOWN = "h" * 43, "t" * 43, "k" * 43
CLIENT = "192.0.2.7"
INSTANT = timedelta(microseconds=1)
WRONG = "00000000 or whatever"


@dataclass(frozen=True, slots=True)
class Mail:
    token: str
    code: str


@pytest.fixture
def sara(scene: Scene) -> int:
    """The kommun's coordinator, with an address."""
    give_address(scene.database, scene.coordinator.person_id, ADDRESS)
    return scene.coordinator.person_id


def give_address(database: Database, person_id: int, address: str) -> None:
    statement = update(PersonRow).where(col(PersonRow.id) == person_id).values(email=address)
    database.write(lambda session: session.execute(statement))


def mails(database: Database) -> list[MailRow]:
    with database.read() as session:
        return list(session.exec(select(MailRow).order_by(col(MailRow.id))).all())


def asked(
    database: Database,
    address: str = ADDRESS,
    browser: str = HERE,
    now: datetime = NOW,
    after: str = "/",
    client: str = CLIENT,
    known_browser: str | None = None,
) -> Mail:
    """Ask for a mail, and read it."""
    ask(database, address, browser, after, client, now, public_url=SITE, known_browser=known_browser)
    body = mails(database)[-1].body
    link, code = re.search(rf"{SITE}/logga-in/lank/([\w-]{{43}})\n", body), re.search(r"koden (\d{4} \d{4}) ", body)
    assert link is not None
    assert code is not None
    return Mail(link[1], code[1])


def flood(database: Database, address: str, clients: list[str]) -> int:
    """Somebody asks in another's name, once from each network. How often that is refused."""
    refusals = 0
    for client in clients:
        try:
            ask(database, address, THERE, "/", client, NOW, public_url=SITE)
        except RateLimitedError:
            refusals += 1
    return refusals


def count_rows(database: Database, table: type[SQLModel]) -> int:
    with database.read() as session:
        return len(session.exec(select(table)).all())


def test_a_link_signs_in_the_one_with_the_address_and_leads_on(scene: Scene, sara: int) -> None:
    mail = asked(scene.database, after="/provland")
    assert link_state(scene.database, mail.token, HERE, LATER) is LinkState.OPEN
    assert use_link(scene.database, mail.token, HERE, LATER) == Arrival(sara, "/provland")
    (row,) = mails(scene.database)
    assert (row.to_address, row.person_id, row.kind) == (ADDRESS, sara, "inloggning")


def test_a_code_signs_in_like_the_link(scene: Scene, sara: int) -> None:
    mail = asked(scene.database, after="/provland")
    assert use_code(scene.database, mail.code, HERE, CLIENT, LATER) == Arrival(sara, "/provland")


@pytest.mark.parametrize("separator", ["", " ", "-", "\u00a0", "\n"])
def test_a_code_may_be_written_with_spaces_and_hyphens(scene: Scene, sara: int, separator: str) -> None:
    code = separator.join(asked(scene.database).code.split())
    assert use_code(scene.database, f" {code} ", HERE, CLIENT, LATER).person_id == sara


def test_looking_at_a_link_does_not_use_it(scene: Scene, sara: int) -> None:
    """Programs that check mails open every link, in no browser of the person's."""
    mail = asked(scene.database)
    for browser in (None, THERE, HERE) * 3:
        link_state(scene.database, mail.token, browser, LATER)
    assert use_link(scene.database, mail.token, HERE, LATER).person_id == sara


@pytest.mark.parametrize("first", ["link", "code"])
def test_a_mail_is_good_once_whether_by_link_or_by_code(scene: Scene, sara: int, first: str) -> None:
    mail = asked(scene.database)
    if first == "link":
        use_link(scene.database, mail.token, HERE, LATER)
    else:
        use_code(scene.database, mail.code, HERE, CLIENT, LATER)
    assert link_state(scene.database, mail.token, HERE, LATER) is LinkState.GONE
    with pytest.raises(LinkGoneError):
        use_link(scene.database, mail.token, HERE, LATER)
    with pytest.raises(LinkGoneError):
        use_code(scene.database, mail.code, HERE, CLIENT, LATER)


def test_a_mail_that_a_clock_a_month_ahead_sent_is_good_no_longer_when_the_clock_is_right(
    scene: Scene, sara: int
) -> None:
    mail = asked(scene.database, now=NOW + timedelta(days=30))
    assert link_state(scene.database, mail.token, HERE, NOW) is LinkState.GONE
    with pytest.raises(LinkGoneError):
        use_link(scene.database, mail.token, HERE, NOW)
    with pytest.raises(LinkGoneError):
        use_code(scene.database, mail.code, HERE, CLIENT, NOW)


def test_a_mail_is_good_at_a_server_whose_clock_is_behind(scene: Scene, sara: int) -> None:
    mail = asked(scene.database)
    assert use_link(scene.database, mail.token, HERE, NOW - CLOCK_DIFFERENCE) == Arrival(sara, "/")


def test_a_mail_is_good_for_twenty_minutes(scene: Scene, sara: int) -> None:
    mail = asked(scene.database)
    assert link_state(scene.database, mail.token, HERE, NOW + timedelta(minutes=20) - INSTANT) is LinkState.OPEN
    end = NOW + timedelta(minutes=20)
    assert link_state(scene.database, mail.token, HERE, end) is LinkState.GONE
    with pytest.raises(LinkGoneError):
        use_link(scene.database, mail.token, HERE, end)
    with pytest.raises(LinkGoneError):
        use_code(scene.database, mail.code, HERE, CLIENT, end)


@pytest.mark.parametrize("browser", [None, THERE])
def test_a_link_is_good_only_in_the_browser_that_asked_and_stays_good_there(
    scene: Scene, sara: int, browser: str | None
) -> None:
    mail = asked(scene.database)
    assert link_state(scene.database, mail.token, browser, LATER) is LinkState.OTHER_BROWSER
    with pytest.raises(OtherBrowserError):
        use_link(scene.database, mail.token, browser, LATER)
    assert use_link(scene.database, mail.token, HERE, LATER).person_id == sara


def test_a_code_is_good_only_in_the_browser_that_asked(scene: Scene, sara: int) -> None:
    mail = asked(scene.database)
    with pytest.raises(LinkGoneError):
        use_code(scene.database, mail.code, THERE, CLIENT, LATER)
    assert use_code(scene.database, mail.code, HERE, CLIENT, LATER).person_id == sara


def test_five_wrong_codes_end_the_code_and_the_link(scene: Scene, sara: int) -> None:
    mail = asked(scene.database)
    for tries in range(MAX_WRONG_CODES - 1, 0, -1):
        with pytest.raises(WrongCodeError) as wrong:
            use_code(scene.database, WRONG, HERE, CLIENT, LATER)
        assert wrong.value.left == tries
    for code in (WRONG, mail.code):
        with pytest.raises(LinkGoneError):
            use_code(scene.database, code, HERE, CLIENT, LATER)
    assert link_state(scene.database, mail.token, HERE, LATER) is LinkState.GONE
    with pytest.raises(LinkGoneError):
        use_link(scene.database, mail.token, HERE, LATER)


def test_the_right_code_is_taken_after_four_wrong_ones(scene: Scene, sara: int) -> None:
    mail = asked(scene.database)
    for _ in range(MAX_WRONG_CODES - 1):
        with pytest.raises(WrongCodeError):
            use_code(scene.database, WRONG, HERE, CLIENT, LATER)
    assert use_code(scene.database, mail.code, HERE, CLIENT, LATER).person_id == sara


def test_who_asks_twice_may_use_either_mail(scene: Scene, sara: int) -> None:
    first, second = asked(scene.database), asked(scene.database, now=LATER)
    assert use_link(scene.database, first.token, HERE, LATER).person_id == sara
    assert use_code(scene.database, second.code, HERE, CLIENT, LATER).person_id == sara


def test_an_address_that_nobody_has_gets_no_mail_and_leaves_no_person(scene: Scene, sara: int) -> None:
    before = count_rows(scene.database, PersonRow)
    ask(scene.database, UNKNOWN, HERE, "/", CLIENT, NOW, public_url=SITE)
    assert mails(scene.database) == []
    assert count_rows(scene.database, PersonRow) == before


def test_a_code_for_an_unknown_address_is_answered_as_a_wrong_one(scene: Scene, sara: int) -> None:
    """Otherwise the page for the code would tell who is known here."""
    outcomes = []
    for address, browser in ((ADDRESS, HERE), (UNKNOWN, THERE)):
        ask(scene.database, address, browser, "/", CLIENT, NOW, public_url=SITE)
        for _ in range(MAX_WRONG_CODES + 1):
            with pytest.raises((WrongCodeError, LinkGoneError)) as error:
                use_code(scene.database, WRONG, browser, CLIENT, LATER)
            outcomes.append((browser, type(error.value), getattr(error.value, "left", 0)))
    assert [rest for browser, *rest in outcomes if browser == HERE] == [
        rest for browser, *rest in outcomes if browser == THERE
    ]


def test_asking_with_an_unknown_address_takes_the_same_work(scene: Scene, sara: int) -> None:
    with statements(scene.database) as known_statements:
        ask(scene.database, ADDRESS, HERE, "/", CLIENT, NOW, public_url=SITE)
    with statements(scene.database) as unknown:
        ask(scene.database, UNKNOWN, HERE, "/", CLIENT, NOW, public_url=SITE)
    assert len(known_statements) == 3
    assert unknown == known_statements


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """What is changed in the database meanwhile, except in the counts, which forget what is old now and then."""
    changes: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        match = re.match(r"(INSERT INTO|UPDATE|DELETE FROM) (\w+)", statement)
        if match and match[2] != "rate_count":
            changes.append(match[0])

    event.listen(database.engine, "before_cursor_execute", note)
    yield changes
    event.remove(database.engine, "before_cursor_execute", note)


def test_a_respondent_with_an_address_may_sign_in(scene: Scene) -> None:
    someone = scene.respondent()
    give_address(scene.database, someone.person_id, ADDRESS)
    assert use_link(scene.database, asked(scene.database).token, HERE, LATER).person_id == someone.person_id


def test_somebody_without_any_role_gets_no_mail(scene: Scene) -> None:
    scene.database.write(lambda session: added(session, PersonRow(name="Utan roll", email=ADDRESS)))
    ask(scene.database, ADDRESS, HERE, "/", CLIENT, NOW, public_url=SITE)
    assert mails(scene.database) == []


def test_a_role_that_ends_before_the_link_is_used_makes_it_worth_nothing(scene: Scene, sara: int) -> None:
    mail = asked(scene.database)
    statement = update(MembershipRow).where(col(MembershipRow.person_id) == sara).values(ended_at=LATER)
    scene.database.write(lambda session: session.execute(statement))
    with pytest.raises(LinkGoneError):
        use_link(scene.database, mail.token, HERE, LATER)
    ask(scene.database, ADDRESS, HERE, "/", CLIENT, LATER, public_url=SITE)
    assert len(mails(scene.database)) == 1


def test_the_database_holds_neither_the_token_nor_anything_to_guess_the_code_by(scene: Scene, sara: int) -> None:
    mail = asked(scene.database)
    with scene.database.read() as session:
        row = session.exec(select(SignInLinkRow)).one()
    values = str(row.model_dump())
    assert mail.token not in values
    assert mail.code.replace(" ", "") not in values
    with pytest.raises(LinkGoneError):
        use_link(scene.database, row.token_hash, HERE, LATER)


def test_who_asks_in_anothers_name_all_hour_keeps_neither_a_known_nor_a_new_browser_out(
    scene: Scene, sara: int
) -> None:
    remember_browser(scene.database, sara, KNOWN, NOW)
    flood(scene.database, ADDRESS, [CLIENT] * 30)
    with pytest.raises(RateLimitedError, match="många försök att logga in med den adressen"):
        ask(scene.database, ADDRESS, THERE, "/", CLIENT, NOW, public_url=SITE)
    mail = asked(scene.database, client="198.51.100.9")
    assert use_link(scene.database, mail.token, HERE, LATER).person_id == sara
    flood(scene.database, ADDRESS, [f"192.0.2.{number}" for number in range(100)])
    assert len(mails(scene.database)) == 20
    again = asked(scene.database, known_browser=KNOWN)
    assert use_link(scene.database, again.token, HERE, LATER).person_id == sara


def test_a_mail_that_was_sent_before_a_flood_stays_good(scene: Scene, sara: int) -> None:
    mail = asked(scene.database)
    flood(scene.database, ADDRESS, [f"192.0.2.{number}" for number in range(100)])
    for _ in range(3):
        with pytest.raises((WrongCodeError, LinkGoneError)):
            use_code(scene.database, WRONG, THERE, "192.0.2.99", LATER)
    assert use_code(scene.database, mail.code, HERE, CLIENT, LATER).person_id == sara


def test_a_known_browser_has_five_mails_an_hour_and_nothing_for_other_addresses(scene: Scene, sara: int) -> None:
    remember_browser(scene.database, sara, KNOWN, NOW)
    for _ in range(5):
        asked(scene.database, known_browser=KNOWN)
    with pytest.raises(RateLimitedError):
        asked(scene.database, known_browser=KNOWN)
    flood(scene.database, UNKNOWN, [CLIENT] * 5)
    with pytest.raises(RateLimitedError):
        ask(scene.database, UNKNOWN, HERE, "/", CLIENT, NOW, public_url=SITE, known_browser=KNOWN)


def test_a_browser_is_known_for_half_a_year_and_the_table_tells_nobody_s_name(scene: Scene, sara: int) -> None:
    remember_browser(scene.database, sara, KNOWN, NOW)
    assert is_known(scene.database, ADDRESS, KNOWN, NOW + KNOWN_FOR - INSTANT)
    assert not is_known(scene.database, ADDRESS, KNOWN, NOW + KNOWN_FOR)
    assert not is_known(scene.database, ADDRESS, HERE, NOW)
    remember_browser(scene.database, sara, HERE, NOW + KNOWN_FOR)
    with scene.database.read() as session:
        (row,) = session.exec(select(KnownBrowserRow)).all()
    assert row.key_hash not in {hash_of(HERE), hash_of(ADDRESS)}


def test_a_browser_that_signs_in_in_many_tabs_at_once_is_remembered_by_each(
    scene: Scene, sara: int, database_url: str
) -> None:
    """Each tab is served by another process."""

    def remember(barrier: threading.Barrier) -> bool:
        with closing(Database(database_url)) as database:
            barrier.wait(10)
            return all(
                remember_browser(database, sara, KNOWN, NOW + number * KNOWN_FOR) for number in range(20)
            )  # each time the row before is out of date

    barrier = threading.Barrier(4)
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(remember, [barrier] * 4)) == [True] * 4
    with scene.database.read() as session:
        assert len(session.exec(select(KnownBrowserRow)).all()) == 1


def test_an_unknown_address_is_refused_just_as_often(scene: Scene, sara: int) -> None:
    refusals = {
        address: flood(scene.database, address, [f"192.0.2.{number // 7}" for number in range(60)])
        for address in (ADDRESS, UNKNOWN)
    }
    assert refusals[UNKNOWN] == refusals[ADDRESS] > 0


def test_a_thousand_tries_from_one_place_leave_sixty_of_each(scene: Scene, sara: int) -> None:
    refusals = 0
    for number in range(1_000):
        try:
            ask(scene.database, f"{number}@norrby.example", HERE, "/", CLIENT, NOW, public_url=SITE)
        except RateLimitedError:
            refusals += 1
    assert refusals == 940
    assert count_rows(scene.database, RateCountRow) == 121
    assert count_rows(scene.database, SignInLinkRow) == 60


def test_guessing_codes_is_stopped_for_the_place_it_comes_from(scene: Scene, sara: int) -> None:
    for _ in range(60):
        with pytest.raises((WrongCodeError, LinkGoneError)):
            use_code(scene.database, WRONG, HERE, CLIENT, NOW)
    with pytest.raises(RateLimitedError):
        use_code(scene.database, WRONG, HERE, CLIENT, NOW)


def test_old_links_are_cleared_away_when_somebody_asks(scene: Scene, sara: int) -> None:
    for _ in range(3):
        asked(scene.database)
    asked(scene.database, now=NOW + VALID)
    assert count_rows(scene.database, SignInLinkRow) == 1


@pytest.mark.parametrize("by", ["link", "code"])
def test_of_many_who_use_a_link_at_the_same_time_one_is_let_in(
    scene: Scene, sara: int, database_url: str, by: str
) -> None:
    """Two doors to one database stand for two processes."""
    mail = asked(scene.database)
    let_in: list[int] = []

    def use(door: Database) -> None:
        try:
            if by == "link":
                let_in.append(use_link(door, mail.token, HERE, LATER).person_id)
            else:
                let_in.append(use_code(door, mail.code, HERE, CLIENT, LATER).person_id)
        except LinkGoneError:
            pass

    with closing(Database(database_url)) as other:
        threads = [threading.Thread(target=use, args=(door,)) for door in (scene.database, other) * 4]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert let_in == [sara]


def test_wrong_codes_are_counted_across_processes_and_a_restart(scene: Scene, sara: int, database_url: str) -> None:
    mail = asked(scene.database)
    for _ in range(MAX_WRONG_CODES - 1):
        with closing(Database(database_url)) as database_again, pytest.raises(WrongCodeError):
            use_code(database_again, WRONG, HERE, CLIENT, LATER)
    with pytest.raises(LinkGoneError):
        use_code(scene.database, WRONG, HERE, CLIENT, LATER)
    with pytest.raises(LinkGoneError):
        use_code(scene.database, mail.code, HERE, CLIENT, LATER)

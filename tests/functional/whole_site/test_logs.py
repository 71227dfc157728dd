"""Whatever people do, the server's log tells nobody's name, address, link, code, session or words."""

import json
import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy import text

from app.web.organisations.routes import home_page
from tests.functional.support.invitations import PEOPLE, ask, enter, person_page
from tests.functional.support.people import ALE
from tests.functional.support.real_region import make_real
from tests.functional.support.serving import Site, serving
from tests.functional.support.visitor import Visitor
from tests.mail_catcher import SENDER, MailCatcher, catching_mail

COORDINATOR, SARA, NOBODY = "kerstin.samordnare@ale.example", "sara.svarande@ale.example", "okand.person@ale.example"
NAME, COMMENT, LINK = "Kerstin Samordnare", "Kommentaren om kollegan Berit", "https://ale.example/kerstins-underlag"
QUESTION = "politiskt-langsiktiga-mal"


@pytest.fixture
def catcher() -> Iterator[MailCatcher]:
    with catching_mail() as running:
        yield running


@contextmanager
def installation(folder: Path, database: Path, catcher: MailCatcher) -> Iterator[Site]:
    """One that logs as one does, with mails that really are sent."""
    settings: dict[str, Any] = {"demo": False, "smtp_url": catcher.url, "mail_from": SENDER, "log_level": "INFO"}
    with serving(folder, database, **settings) as running:
        make_real(running)
        running.change(
            "UPDATE person SET email = ?, name = ? WHERE id = (SELECT person_id FROM membership JOIN municipality "
            "ON municipality.id = municipality_id WHERE name = 'Ale' AND role = 'kommun_coordinator')",
            COORDINATOR,
            NAME,
        )
        yield running


def sign_in(visitor: Visitor, catcher: MailCatcher) -> set[str]:
    """With a wrong code first. Returns what must stay secret."""
    visitor.send(visitor.get("/logga-in").form("Skicka länk och kod"), adress=NOBODY)
    waiting = visitor.send(visitor.get("/logga-in").form("Skicka länk och kod"), adress=COORDINATOR)
    visitor.send(next(form for form in waiting.forms if "kod" in form.values), 422, kod="1234 5678")
    letter = catcher.next_to(COORDINATOR)
    page = visitor.get(urlsplit(letter.link).path)
    visitor.press(page, next(button for form in page.forms for button in form.buttons if "Logga in" in button))
    return {urlsplit(letter.link).path.rsplit("/", 1)[1], letter.code, *visitor.http.cookies.values()}


def answer(guest: Visitor, link: str) -> set[str]:
    enter(guest, urlsplit(link).path)
    guest.answer(f"{ALE}/svara/politiskt", QUESTION, "3", comment=COMMENT, evidence=LINK)
    guest.fetch(
        "PUT", f"{ALE}/svara/politiskt/{QUESTION}", {f"{QUESTION}.choice": "99", f"{QUESTION}.comment": COMMENT}
    )
    guest.get("/mitt/uppgifter")
    guest.fetch("GET", "/mitt/uppgifter.json")
    return {urlsplit(link).path.rsplit("/", 1)[1], *guest.http.cookies.values()}


def test_nothing_of_people_stands_in_the_log(
    tmp_path: Path,
    example_database: Path,
    catcher: MailCatcher,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    for own in ("httpx", "httpcore", "mail.log"):  # the tests' own browser and mail server
        monkeypatch.setattr(logging.getLogger(own), "disabled", True)
    with installation(tmp_path / "site", example_database, catcher) as site, ExitStack() as browsers:
        coordinator, guest = (browsers.enter_context(Visitor(site)) for _ in range(2))
        secrets = sign_in(coordinator, catcher)
        ask(coordinator, f"Sara Svarande <{SARA}>")
        secrets |= answer(guest, catcher.next_to(SARA).link)
        catcher.refuse(f"550 5.1.1 <{NOBODY}>: Recipient rejected")
        ask(coordinator, NOBODY)
        site.wait_for(f"SELECT status FROM mail WHERE kind = 'inbjudan' AND to_address = '{NOBODY}'", ("FAILED",))
        person_page(coordinator, NOBODY)
        coordinator.get(PEOPLE)
        guest.get("/lank/" + "x" * 43, 404)
        coordinator.get(f"{ALE}/lamna-ut/granska?diarienummer=Kerstin", 422)
        broken(coordinator, monkeypatch)
    output = capfd.readouterr().err
    events = [json.loads(line)["event"] for line in output.splitlines() if line.startswith("{")]
    assert {"request_failed", "mail_failed"} <= set(events), "something is logged, or this test means nothing"
    words = {COORDINATOR, SARA, NOBODY, NAME, "Sara Svarande", COMMENT, LINK, "Berit", "Kerstin"}
    assert len(secrets) >= 5
    assert {word for word in words | secrets if word.lower() in output.lower()} == set()


def broken(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that fails because the database is asked for something with a name in it, and repeats it in its words."""

    def fail(*_: object) -> None:
        visitor.site.database.write(lambda session: session.execute(text(f'SELECT 1 FROM "{NAME}, {COMMENT}"')))

    monkeypatch.setattr(home_page, "own_start", fail)
    assert visitor.fetch("GET", "/").status_code == 500

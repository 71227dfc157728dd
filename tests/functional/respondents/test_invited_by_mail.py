"""From a coordinator's sign-in to an answer that is handed in, by nothing but mails that a mail server took."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.functional.support.invitations import LINKS, PEOPLE, ask, enter, person_page
from tests.functional.support.pages import question_ids
from tests.functional.support.people import ALE
from tests.functional.support.real_region import make_real
from tests.functional.support.serving import Site, serving
from tests.functional.support.visitor import Visitor
from tests.mail_catcher import SENDER, Letter, MailCatcher, catching_mail

COORDINATOR = "samordnare@ale.example"
SARA, TYPO, BO = "sara.lind@ale.example", "sara.lnd@ale.example", "bo.ek@ale.example"


@pytest.fixture
def catcher() -> Iterator[MailCatcher]:
    with catching_mail() as running:
        yield running


@pytest.fixture
def site(tmp_path: Path, example_database: Path, catcher: MailCatcher) -> Iterator[Site]:
    """An installation without the demo, whose mails really are sent."""
    with serving(tmp_path / "site", example_database, demo=False, smtp_url=catcher.url, mail_from=SENDER) as running:
        make_real(running)
        running.change(
            "UPDATE person SET email = ? WHERE id = (SELECT person_id FROM membership JOIN municipality "
            "ON municipality.id = municipality_id WHERE name = 'Ale' AND role = 'kommun_coordinator')",
            COORDINATOR,
        )
        yield running


@pytest.fixture
def browsers(site: Site) -> Iterator[list[Visitor]]:
    with ExitStack() as open_browsers:
        yield [open_browsers.enter_context(Visitor(site)) for _ in range(4)]


def path_of(letter: Letter) -> str:
    return urlsplit(letter.link).path


def sign_in(coordinator: Visitor, catcher: MailCatcher) -> None:
    waiting = coordinator.send(coordinator.get("/logga-in").form("Skicka länk och kod"), adress=COORDINATOR)
    assert waiting.address == "/logga-in/vanta"
    page = coordinator.get(path_of(catcher.next_to(COORDINATOR)))
    coordinator.press(page, next(button for form in page.forms for button in form.buttons if "Logga in" in button))


def hand_in(guest: Visitor) -> None:
    page = guest.get(f"{ALE}/svara/politiskt")
    guest.fill(page.form("Spara och fortsätt"), {f"{name}.choice": "3" for name in question_ids(page)})
    guest.press(guest.get(f"{ALE}/svara/sammanfattning"), "Lämna in svaren")


def test_an_invitation_goes_by_mail_from_a_signed_in_coordinator_to_an_answer_handed_in(
    browsers: list[Visitor], catcher: MailCatcher
) -> None:
    coordinator, guest, *_ = browsers
    sign_in(coordinator, catcher)
    ask(coordinator, SARA)
    letter = catcher.next_to(SARA)
    assert letter.subject.startswith("Svara för Ale: Omställningsförmåga 2026")
    assert (
        f"Frågor? {coordinator.site.rows('SELECT name FROM person WHERE email = ?', COORDINATOR)[0][0]}" in letter.text
    )
    assert letter.message["Reply-To"] == COORDINATOR
    enter(guest, path_of(letter))
    hand_in(guest)
    coordinator.site.wait_for(f"SELECT status, body FROM mail WHERE to_address = '{SARA}'", ("SENT", ""))
    assert coordinator.get(PEOPLE).table[1][:2] == [SARA, "klar"]


def test_an_address_that_the_mail_server_refuses_is_shown_and_mended(
    browsers: list[Visitor], catcher: MailCatcher
) -> None:
    coordinator, guest, *_ = browsers
    sign_in(coordinator, catcher)
    catcher.refuse("550 5.1.1 No such user here")
    ask(coordinator, TYPO)
    coordinator.site.wait_for("SELECT status FROM mail WHERE to_address = '" + TYPO + "'", ("FAILED",))
    people = coordinator.get(PEOPLE)
    assert "Ett mejl kom inte fram." in people.text
    person = person_page(coordinator, TYPO)
    assert "No such user here" in person.text
    coordinator.send(person.form("Ändra och skicka"), adress=SARA)
    enter(guest, path_of(catcher.next_to(SARA)))
    assert "kom inte fram" not in coordinator.get(PEOPLE).text


def test_who_comes_by_an_open_link_mails_herself_the_way_back(browsers: list[Visitor], catcher: MailCatcher) -> None:
    coordinator, guest, elsewhere, _ = browsers
    sign_in(coordinator, catcher)
    page = coordinator.send(coordinator.get(LINKS).form("Skapa länken"), rollgrupp="verksamhet")
    link = next(element for element in page.tree.iter("input") if "/oppen-lank/" in element.get("value", ""))
    link_page = guest.press(guest.get(urlsplit(link.get("value", "")).path), "Börja svara")
    guest.send(link_page.form("Skicka länken till mig"), adress=BO)
    letter = catcher.next_to(BO)
    assert letter.subject.startswith("Din länk till")
    enter(elsewhere, path_of(letter))
    hand_in(elsewhere)
    assert "1 av 1 är klara. 1 visas inte med namn." in coordinator.get(PEOPLE).text
    assert BO not in coordinator.get(PEOPLE).text

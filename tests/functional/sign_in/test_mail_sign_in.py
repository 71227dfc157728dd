"""Signing in by mail as people do it: asking, opening the link or writing the code, and everything that is refused."""

import logging
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from app.services.sign_in.mail_sign_in import VALID
from app.storage.sign_in import known_browsers
from tests.functional.support.pages import Page
from tests.functional.support.people import ALE, HARRYDA
from tests.functional.support.serving import Site, serving
from tests.functional.support.visitor import NewVisitor, Visitor

ADDRESS, UNKNOWN = "sara.lind@ale.example", "ingen@ale.example"
GONE = "Länken gäller inte längre"


@dataclass(frozen=True, slots=True)
class Mail:
    path: str
    """Of its link."""
    code: str
    address: str


@pytest.fixture
def site(running_site: Site) -> Site:
    """The example region, where Ale's coordinator has an address."""
    running_site.restore()
    running_site.change("UPDATE person SET email = ? WHERE id = ?", ADDRESS, coordinator_of_ale(running_site))
    return running_site


@pytest.fixture(scope="module")
def real_site(tmp_path_factory: pytest.TempPathFactory, example_database: Path) -> Iterator[Site]:
    """Without the demo, over HTTPS as far as cookies go."""
    folder = tmp_path_factory.mktemp("real")
    with serving(
        folder, example_database, demo=False, secure_cookies=True, public_url="https://kollen.example"
    ) as site:
        site.change("UPDATE person SET email = ? WHERE id = ?", ADDRESS, coordinator_of_ale(site))
        yield site


def coordinator_of_ale(site: Site) -> int:
    ((identity,),) = site.rows(
        "SELECT person_id FROM membership JOIN municipality ON municipality.id = municipality_id "
        "WHERE name = 'Ale' AND role = 'kommun_coordinator'"
    )
    return int(identity)


def sign_in_mails(site: Site) -> list[tuple[str, str]]:
    """To whom, and the text."""
    return [
        (address, body)
        for address, body in site.rows("SELECT to_address, body FROM mail WHERE kind = 'inloggning' ORDER BY id")
    ]


def latest_mail(site: Site) -> Mail:
    address, body = sign_in_mails(site)[-1]
    path, code = re.search(r"(/logga-in/lank/\S+)", body), re.search(r"\d{4} \d{4}", body)
    assert path is not None
    assert code is not None
    return Mail(path[1], code[0], address)


def ask(visitor: Visitor, address: str = ADDRESS, then: str = "/") -> Page:
    return visitor.send(visitor.get(f"/logga-in?sedan={then}").form("Skicka länk och kod"), adress=address)


def signed_in(visitor: Visitor) -> bool:
    return "Logga ut" in visitor.get("/").text


def test_a_link_in_a_mail_signs_in_and_leads_to_where_one_was_going(visit: NewVisitor) -> None:
    visitor = visit()
    waiting = ask(visitor, then=ALE)
    assert waiting.heading == "Titta i din e-post"
    mail = latest_mail(visitor.site)
    assert mail.address == ADDRESS
    page = visitor.press(visitor.get(mail.path), "Logga in")
    assert page.address == ALE
    assert "kommunens samordnare" in page.text
    assert visitor.site.rows("SELECT way, person_id FROM sign_in") == [("MAIL", coordinator_of_ale(visitor.site))]


def test_the_code_signs_in_the_browser_that_asked_when_the_mail_is_read_elsewhere(visit: NewVisitor) -> None:
    visitor = visit()
    waiting = ask(visitor, then=ALE)
    assert visitor.send(waiting.form("Logga in"), kod=latest_mail(visitor.site).code).address == ALE


def test_a_browser_that_cannot_be_remembered_is_signed_in_all_the_same(
    visit: NewVisitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise IntegrityError("INSERT", None, sqlite3.IntegrityError(ADDRESS))

    monkeypatch.setattr(known_browsers, "remember", fail)
    visitor = visit()
    waiting = ask(visitor, then=ALE)
    with caplog.at_level(logging.ERROR):
        assert visitor.send(waiting.form("Logga in"), kod=latest_mail(visitor.site).code).address == ALE
    assert signed_in(visitor)
    assert "webblasare" not in visitor.http.cookies, "it would be of no use"
    assert [record.msg["event"] for record in caplog.records if isinstance(record.msg, dict)] == [
        "browser_not_remembered"
    ]


def test_in_the_example_the_mail_is_read_on_a_page(visit: NewVisitor) -> None:
    visitor = visit()
    waiting = ask(visitor, then=ALE)
    letters = visitor.get(waiting.links["Läs mejlet här"])
    link = latest_mail(visitor.site).path
    assert link in letters.links.values()
    assert visitor.press(visitor.get(link), "Logga in").address == ALE


def test_an_address_may_be_written_as_people_copy_it(visit: NewVisitor) -> None:
    visitor = visit()
    ask(visitor, " Sara Lind <Sara.Lind@ALE.example> ")
    assert latest_mail(visitor.site).address == ADDRESS


def test_opening_a_link_signs_nobody_in_and_does_not_use_it(visit: NewVisitor) -> None:
    """Programs that check mails open every link in them, with GET or HEAD, and without anybody's cookies."""
    visitor, scanner = visit(), visit()
    ask(visitor)
    path = latest_mail(visitor.site).path
    for method in ("HEAD", "GET", "GET"):
        assert "set-cookie" not in scanner.fetch(method, path).headers
    assert visitor.site.rows("SELECT * FROM sign_in") == []
    visitor.press(visitor.get(path), "Logga in")
    assert signed_in(visitor)


def test_an_unknown_address_is_answered_exactly_as_a_known_one(visit: NewVisitor) -> None:
    answers = []
    for address in (ADDRESS, UNKNOWN):
        visitor = visit()
        answer = visitor.fetch("POST", "/logga-in", {"adress": address, "sedan": "/"})
        cookie = re.sub("=[^;]+", "=…", answer.headers["set-cookie"], count=1)
        waiting = visitor.fetch("GET", answer.headers["location"])
        code_answer = visitor.fetch("POST", "/logga-in/vanta", {"kod": "1234 5678"})
        answers.append(
            [cookie, *((response.status_code, response.text) for response in (answer, waiting, code_answer))]
        )
    assert answers[0] == answers[1]
    assert [address for address, _ in sign_in_mails(visit().site)] == [ADDRESS]


def test_a_link_that_was_used_is_refused_with_a_way_to_a_new_one(visit: NewVisitor) -> None:
    visitor = visit()
    ask(visitor)
    path = latest_mail(visitor.site).path
    visitor.press(visitor.get(path), "Logga in")
    for page in (visitor.get(path, 410), visitor.post(path, status=410)):
        assert page.heading == GONE
        assert page.links["Skicka ett nytt mejl"] == "/logga-in"
        assert "Du är redan inloggad" in page.text
    assert visitor.site.rows("SELECT count(*) FROM sign_in") == [(1,)]


def test_used_expired_and_unknown_links_cannot_be_told_apart(visit: NewVisitor) -> None:
    earlier, late, other = visit(), visit(), visit()
    pages = []
    for visitor in (earlier, late):
        ask(visitor)
        path = latest_mail(visitor.site).path
        if visitor is earlier:
            visitor.press(visitor.get(path), "Logga in")
            visitor.press(visitor.get("/"), "Logga ut")
        else:
            visitor.site.change("UPDATE sign_in_link SET expires_at = '2026-01-01 00:00:00'")
        pages += [visitor.get(path, 410), visitor.post(path, status=410)]
    for token in ("a" * 43, "a", "å", "%00", "a" * 5_000):
        pages.append(other.get(f"/logga-in/lank/{token}", 410))
    assert len({page.response.text for page in pages}) == 1


def test_a_link_opened_in_another_browser_says_so_and_is_still_good_where_it_belongs(visit: NewVisitor) -> None:
    visitor, thief = visit(), visit()
    ask(visitor, then=ALE)
    path = latest_mail(visitor.site).path
    ask(thief, UNKNOWN)
    for page in (thief.get(path, 403), thief.post(path, status=403)):
        assert page.heading == "Länken hör till en annan webbläsare"
        assert "Skriv koden i mejlet där." in page.text
        assert page.links["Skicka ett nytt mejl"] == "/logga-in"
    assert not signed_in(thief)
    assert visitor.press(visitor.get(path), "Logga in").address == ALE


def test_wrong_codes_are_told_with_how_many_tries_are_left_and_then_the_code_is_gone(visit: NewVisitor) -> None:
    visitor = visit()
    page = ask(visitor)
    mail = latest_mail(visitor.site)
    for tries in ("4 försök", "3 försök", "2 försök", "ett försök"):
        page = visitor.send(page.form("Logga in"), 422, kod="12")
        assert page.title.startswith("Fel: ")
        assert f"Du har {tries} kvar." in page.text
        assert page.by_id("kod").get("aria-invalid") == "true"
    assert visitor.send(page.form("Logga in"), 410, kod="12").heading == GONE
    assert visitor.post("/logga-in/vanta", {"kod": mail.code}, 410).heading == GONE
    assert visitor.get(mail.path, 410).heading == GONE
    assert not signed_in(visitor)


def test_a_code_without_having_asked_leads_to_asking(visit: NewVisitor) -> None:
    visitor = visit()
    ask(visit())
    for page in (
        visitor.get("/logga-in/vanta"),
        visitor.post("/logga-in/vanta", {"kod": latest_mail(visitor.site).code}),
    ):
        assert page.address == "/logga-in"


@pytest.mark.parametrize("cookie", ["x", "å", '"', "a" * 4_000, "' OR 1=1 --", "b" * 43])
def test_a_forged_cookie_of_the_asking_browser_is_worth_nothing(visit: NewVisitor, cookie: str) -> None:
    ask(visit())
    visitor = visit()
    mail = latest_mail(visitor.site)
    headers = {b"Sec-Fetch-Site": b"same-origin", b"Cookie": f"inloggning={cookie}".encode()}
    answer = visitor.http.post(mail.path, headers=headers)
    assert answer.status_code == 403
    assert "session=" not in answer.headers.get("set-cookie", "")
    assert visitor.http.post("/logga-in/vanta", data={"kod": mail.code}, headers=headers).status_code in {303, 410}
    assert visitor.site.rows("SELECT * FROM sign_in") == []


def test_signing_in_from_another_sites_page_is_refused(visit: NewVisitor) -> None:
    """Otherwise somebody could sign a victim in as somebody else, or use a victim's waiting browser."""
    visitor = visit()
    ask(visitor)
    mail = latest_mail(visitor.site)
    foreign = {"Sec-Fetch-Site": "cross-site", "Origin": "https://annan.example"}
    for path, fields in ((mail.path, {}), ("/logga-in/vanta", {"kod": mail.code}), ("/logga-in", {"adress": ADDRESS})):
        assert visitor.http.post(path, data=fields, headers=foreign).status_code == 403
    assert visitor.site.rows("SELECT * FROM sign_in") == []
    assert len(sign_in_mails(visitor.site)) == 1


def test_an_own_session_is_replaced_by_signing_in_as_somebody(visit: NewVisitor) -> None:
    """A token that somebody planted in the browser before is not the one that is signed in."""
    visitor = visit()
    visitor.http.cookies.set("session", "planted-by-somebody-else", domain="127.0.0.1")
    ask(visitor)
    signing = visitor.fetch("POST", latest_mail(visitor.site).path)
    assert re.search(r"\bsession=(?!planted)[\w-]{43}; ", ", ".join(signing.headers.get_list("set-cookie")))
    assert visitor.site.rows("SELECT count(*) FROM sign_in") == [(1,)]


@pytest.mark.parametrize(
    "address", ["", "sara.lind", "sara@", "@ale.example", "å@ale.example", "a b@ale.example", "x" * 300]
)
def test_what_is_no_address_is_told_with_what_to_do_and_kept(visit: NewVisitor, address: str) -> None:
    visitor = visit()
    page = visitor.send(visitor.get(f"/logga-in?sedan={ALE}").form("Skicka länk och kod"), 422, adress=address)
    assert page.title.startswith("Fel: ")
    form = page.form("Skicka länk och kod")
    assert form.values == {"adress": address, "sedan": ALE}
    assert page.by_id("adress").get("aria-describedby") == "adress-tips adress-fel"
    assert visitor.site.rows("SELECT * FROM sign_in_link") == []


@pytest.mark.parametrize(
    "target", ["https://annan.example", "//annan.example", "/\\annan.example", "javascript:alert(1)", ""]
)
def test_a_link_leads_only_to_an_own_page(visit: NewVisitor, target: str) -> None:
    visitor = visit()
    visitor.post("/logga-in", {"adress": ADDRESS, "sedan": target})
    assert visitor.fetch("POST", latest_mail(visitor.site).path).headers["location"] == "/"


def test_a_role_that_ends_before_the_link_is_used_lets_nobody_in(visit: NewVisitor) -> None:
    visitor = visit()
    ask(visitor)
    visitor.site.change("UPDATE membership SET ended_at = '2026-01-01 00:00:00'")
    assert visitor.press(visitor.get(latest_mail(visitor.site).path), "Logga in", 410).heading == GONE


def test_an_address_that_is_asked_for_too_often_is_told_what_to_do(visit: NewVisitor) -> None:
    for address in (ADDRESS, UNKNOWN):
        for _ in range(5):
            ask(visit(), address)
        visitor = visit()
        answer = visitor.fetch("POST", "/logga-in", {"adress": address})
        page = visitor.checked(answer, 429)
        assert page.heading == "Vänta en stund"
        assert re.search(r"med den adressen\. Försök igen efter klockan \d\d\.\d\d\.", page.text)
        minutes = VALID // timedelta(minutes=1)
        assert f"Ett mejl som redan är skickat gäller i {minutes} minuter från det att det skickades" in page.text
        assert "Skriv koden från mejlet" not in page.links
        assert 60 <= int(answer.headers["retry-after"]) <= 7_200
    assert len(sign_in_mails(visit().site)) == 5


def test_who_has_signed_in_before_gets_in_whatever_others_have_asked_for(visit: NewVisitor) -> None:
    """Everybody in these tests comes from one network, as a whole town hall may."""
    owner, stranger = visit(), visit()
    ask(owner)
    owner.press(owner.get(latest_mail(owner.site).path), "Logga in")
    owner.press(owner.get(ALE), "Logga ut")
    for _ in range(4):
        ask(stranger)
    refusal = stranger.send(stranger.get("/logga-in").form("Skicka länk och kod"), 429, adress=ADDRESS)
    assert refusal.links["Skriv koden från mejlet"] == "/logga-in/vanta"
    ask(owner)
    assert owner.fetch("POST", latest_mail(owner.site).path).status_code == 303
    assert "Inloggad" in owner.get(ALE).text


def test_a_thousand_tries_to_sign_in_are_stopped_and_fill_no_database(visit: NewVisitor) -> None:
    visitor = visit()
    statuses = [
        visitor.fetch("POST", "/logga-in", {"adress": f"{number}@ale.example"}).status_code for number in range(1_000)
    ]
    assert (statuses.count(303), statuses.count(429)) == (60, 940)
    for table, most in (("sign_in_link", 60), ("rate_count", 122), ("sign_in", 0)):
        assert visitor.site.rows(f"SELECT count(*) FROM {table}")[0][0] <= most
    assert sign_in_mails(visitor.site) == []
    assert "samma nätverk" in visitor.post("/logga-in", {"adress": ADDRESS}, 429).text


def test_on_a_real_installation_who_must_sign_in_is_sent_there_and_comes_back(real_site: Site) -> None:
    real_site.restore()
    real_site.change("UPDATE person SET email = ? WHERE id = ?", ADDRESS, coordinator_of_ale(real_site))
    with Visitor(real_site) as visitor:
        visitor.http.headers["Cookie"] = ""
        asking = visitor.fetch("GET", HARRYDA)
        assert asking.headers["location"] == f"/logga-in?sedan={HARRYDA}"
        fields = {"adress": ADDRESS, "sedan": ALE}
        answer = visitor.fetch("POST", "/logga-in", fields)
        first, *attributes = answer.headers["set-cookie"].split("; ")
        assert re.fullmatch(r"__Host-inloggning=[\w-]{43}", first)
        assert set(attributes) == {"HttpOnly", "SameSite=lax", "Path=/", "Max-Age=3600", "Secure"}
        mail = latest_mail(real_site)
        last_answer = visitor.fetch("POST", mail.path, headers={"Cookie": first})
        assert last_answer.headers["location"] == ALE
        cookies = last_answer.headers.get_list("set-cookie")
        assert re.match(r"__Host-session=[\w-]{43}; ", cookies[0])
        assert cookies[1].startswith('__Host-inloggning=""; ')
        assert "https://kollen.example/logga-in/lank/" in sign_in_mails(real_site)[0][1]

"""How an installation gets its first operator, and everything from there: no account exists before."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from app.cli import main
from tests.functional.support.serving import Site, serving
from tests.functional.support.visitor import Visitor
from tests.mail_catcher import SENDER

pytestmark = pytest.mark.slow

EVA = "eva.drift@forbund.example"


@pytest.fixture
def site(tmp_path: Path, empty_database: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A new installation, served, and with the command line beside it."""
    with serving(tmp_path, empty_database, demo=False, public_url="https://kollen.example") as running:
        monkeypatch.setenv("DATABASE_URL", running.settings.database_url)
        monkeypatch.setenv("PUBLIC_URL", "https://kollen.example")
        yield running


def invite(capsys: pytest.CaptureFixture[str], address: str = EVA) -> str:
    """The path of the link that it prints, alone on standard output."""
    assert main(["operator", "invite", address]) == 0
    (link,) = capsys.readouterr().out.splitlines()
    parts = urlsplit(link)
    assert f"{parts.scheme}://{parts.netloc}" == "https://kollen.example"
    return parts.path


def listed(capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["operator", "list"]) == 0
    return capsys.readouterr().out


def actions(site: Site) -> list[str]:
    return [action for (action,) in site.rows("SELECT action FROM audit_line ORDER BY number")]


def test_a_new_installation_has_no_account(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert site.rows("SELECT * FROM person") == []
    assert listed(capsys) == "Ingen är driftansvarig än.\n"


def test_the_printed_link_signs_the_first_operator_in(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    path = invite(capsys)
    with Visitor(site) as browser:
        page = browser.press(browser.get(path), "Logga in")
        assert page.address == "/drift"
        assert "driftansvarig" in page.text
    assert EVA in listed(capsys)
    assert actions(site) == ["membership.granted", "account.link_made", "session.started"]
    assert site.rows("SELECT DISTINCT actor_id FROM audit_line WHERE action != 'session.started'") == [(None,)]


def test_the_printed_link_is_good_once_and_for_a_day(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    spent_link, old = invite(capsys), invite(capsys)
    with Visitor(site) as browser, Visitor(site) as other:
        browser.press(browser.get(spent_link), "Logga in")
        assert other.get(spent_link, 410).heading == "Länken gäller inte längre"
        ((hours,),) = site.rows(
            "SELECT round((julianday(expires_at) - julianday(created_at)) * 24) FROM sign_in_link WHERE used_at IS NULL"
        )
        assert hours == 24
        site.change("UPDATE sign_in_link SET expires_at = '2026-01-01 00:00:00'")
        assert other.get(old, 410).heading == "Länken gäller inte längre"


def test_inviting_twice_makes_one_operator_and_a_new_link(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = invite(capsys), invite(capsys, " Eva.Drift@FORBUND.example ")
    assert first != second
    assert site.rows("SELECT count(*), count(ended_at) FROM membership") == [(1, 0)]
    assert site.rows("SELECT count(*) FROM person") == [(1,)]
    assert actions(site) == ["membership.granted", "account.link_made", "account.link_made"]


def test_only_hashes_of_the_link_are_stored(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    token = invite(capsys).rpartition("/")[2]
    assert token not in str(site.rows("SELECT * FROM sign_in_link"))
    assert token not in str(site.rows("SELECT * FROM audit_line"))


def test_a_letter_is_queued_only_where_mail_is_set_up(
    site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    invite(capsys)
    assert site.rows("SELECT * FROM mail") == []
    monkeypatch.setenv("SMTP_URL", "smtp://127.0.0.1:9")
    monkeypatch.setenv("MAIL_FROM", SENDER)
    for _ in range(2):
        invite(capsys, "per.drift@forbund.example")
    ((address, kind, body),) = site.rows("SELECT to_address, kind, body FROM mail")
    assert (address, kind) == ("per.drift@forbund.example", "valkommen")
    assert "https://kollen.example/drift" in body
    assert "/lank/" not in body


@pytest.mark.parametrize("address", ["", "eva", "eva@", "åsa@forbund.example"])
def test_what_is_no_address_makes_nobody(site: Site, capsys: pytest.CaptureFixture[str], address: str) -> None:
    assert main(["operator", "invite", address]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.strip()
    assert site.rows("SELECT * FROM person") == []


def test_ending_the_role_takes_effect_on_the_next_request(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    with Visitor(site) as eva:
        eva.press(eva.get(invite(capsys)), "Logga in")
        invite(capsys, "per.drift@forbund.example")
        assert main(["operator", "end", EVA.upper()]) == 0
        assert capsys.readouterr().out == "Rollen är avslutad.\n"
        eva.get("/drift", 404)
    assert main(["operator", "end", EVA]) == 1
    assert "Ingen driftansvarig har den adressen." in capsys.readouterr().err
    assert EVA not in listed(capsys)
    assert main(["operator", "end", "per.drift@forbund.example"]) == 0
    assert "Nu finns ingen driftansvarig." in capsys.readouterr().out
    assert actions(site)[-2:] == ["membership.ended", "membership.ended"]


def test_an_operator_signs_in_by_mail_from_then_on(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    invite(capsys)
    with Visitor(site) as browser:
        browser.send(browser.get("/logga-in?sedan=/drift").form("Skicka länk och kod"), adress=EVA)
        ((body,),) = site.rows("SELECT body FROM mail WHERE kind = 'inloggning'")
        path = next(word for word in body.split() if "/logga-in/lank/" in word).removeprefix("https://kollen.example")
        assert browser.press(browser.get(path), "Logga in").address == "/drift"


def test_passkeys_are_reset_for_somebody_who_is_there(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    invite(capsys)
    assert main(["passkeys", "reset", "ingen@forbund.example"]) == 1
    assert capsys.readouterr().err == "Ingen har den adressen.\n"
    assert main(["passkeys", "reset", EVA]) == 0
    assert capsys.readouterr().out.startswith("Borttagna passnycklar: 0.")
    assert actions(site)[-1] == "account.passkeys_reset"
    assert site.rows("SELECT to_address FROM mail WHERE kind = 'inloggning-andrad'") == [(EVA,)]

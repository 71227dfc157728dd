"""After a change of host name no passkey works: the two ways through that `docs/operations.md` tells of, and the one
that is none."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from tests.authenticator import Authenticator
from tests.functional.sign_in.passkeys.acts import (
    CONFIRM,
    MINE,
    URL,
    add,
    arrive,
    codes_of,
    device,
    give_addresses,
    shown,
)
from tests.functional.support.serving import Site, serving
from tests.functional.support.visitor import Visitor

NEW_URL = "https://ny.kollen.example"
MAILS = "SELECT count(*) FROM mail WHERE kind = 'inloggning-andrad' AND body LIKE '%borttagna av den som driver%'"


def new_device() -> Authenticator:
    return Authenticator(NEW_URL, "ny.kollen.example")


@contextmanager
def visiting(folder: Path, database: Path, **settings: Any) -> Iterator[Visitor]:
    with serving(folder, database, **settings) as site, Visitor(site) as visitor:
        yield visitor


def stored(site: Site) -> Path:
    return Path(site.settings.database_url.removeprefix("sqlite:///"))


@pytest.fixture
def before(tmp_path: Path, example_database: Path) -> tuple[Path, Authenticator, str]:
    """Somebody has added a passkey at the old address: the database, the device, and a recovery code."""
    key = device()
    with visiting(tmp_path / "before", example_database, public_url=URL) as visitor:
        give_addresses(visitor.site)
        arrive(visitor)
        code, *_ = codes_of(add(visitor, key))
        return stored(visitor.site), key, code


def test_a_recovery_code_leads_to_a_passkey_for_the_new_name(
    tmp_path: Path, before: tuple[Path, Authenticator, str]
) -> None:
    database, old, code = before
    new = new_device()
    with visiting(tmp_path / "after", database, public_url=NEW_URL) as visitor:
        asked = arrive(visitor)
        refused = visitor.send(asked.form("Använd passnyckel"), 422, svar=shown(visitor, old))
        visitor.send(refused.form("Använd reservkoden"), reservkod=code)
        assert add(visitor, new, "Nya namnet").address == MINE
        visitor.press(visitor.get(MINE), "Ta bort passnyckeln Telefonen")
        with Visitor(visitor.site) as later:
            assert (
                later.send(arrive(later, then=MINE).form("Använd passnyckel"), svar=shown(later, new)).address == MINE
            )


def test_passkeys_of_all_are_reset_and_each_adds_a_new_one(
    tmp_path: Path,
    before: tuple[Path, Authenticator, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    database, _, _ = before
    with visiting(tmp_path / "after", database, public_url=NEW_URL) as visitor:
        site, new = visitor.site, new_device()
        assert arrive(visitor).heading == CONFIRM
        monkeypatch.setenv("DATABASE_URL", site.settings.database_url)
        monkeypatch.setenv("PUBLIC_URL", NEW_URL)
        assert main(["passkeys", "reset", "--all"]) == 0
        assert capsys.readouterr().out.startswith("Borttagna passnycklar: 1, hos 1 personer. Var och en är utloggad")
        assert site.rows(MAILS) == [(1,)]
        assert site.rows("SELECT actor_id, count(*) FROM audit_line WHERE action = 'account.passkeys_reset'") == [
            (None, 1)
        ]
        assert visitor.fetch("GET", MINE).status_code == 303, "signed out"
        assert arrive(visitor, then=MINE).address == MINE
        assert len(codes_of(add(visitor, new))) == 10
        with Visitor(site) as later:
            assert (
                later.send(arrive(later, then=MINE).form("Använd passnyckel"), svar=shown(later, new)).address == MINE
            )


def test_turning_passkeys_off_is_no_way_through(tmp_path: Path, before: tuple[Path, Authenticator, str]) -> None:
    with visiting(tmp_path / "off", before[0], public_url=NEW_URL, second_factor="off") as visitor:
        assert arrive(visitor, then=MINE).address == MINE
        assert visitor.fetch("POST", f"{MINE}/utmaning").status_code == 409, "none is added while they are off"
        database = stored(visitor.site)
    with visiting(tmp_path / "on", database, public_url=NEW_URL) as visitor:
        assert arrive(visitor).heading == CONFIRM

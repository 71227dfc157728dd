"""Passkeys as people use them: adding one, signing in with it, recovery codes, and confirming before grave acts."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.functional.sign_in.passkeys.acts import (
    CONFIRM,
    KOMMUN,
    MINE,
    REGION,
    URL,
    add,
    arrive,
    codes_of,
    device,
    give_addresses,
    grow_old,
    shown,
)
from tests.functional.support.people import ALE
from tests.functional.support.serving import Site, serving
from tests.functional.support.visitor import NewVisitor, Visitor


@pytest.fixture(scope="module")
def requiring(tmp_path_factory: pytest.TempPathFactory, example_database: Path) -> Iterator[Site]:
    with serving(
        tmp_path_factory.mktemp("requiring"), example_database, public_url=URL, second_factor="required"
    ) as site:
        yield site


def test_a_passkey_is_added_listed_and_asked_for_at_the_next_sign_in(visit: NewVisitor) -> None:
    here, there, key = visit(), visit(), device()
    account = arrive(here, then="/mitt")
    assert here.get(account.links["Se och lägg till passnycklar"]).heading == "Passnycklar"
    codes = add(here, key)
    assert codes.heading == "Dina reservkoder"
    assert len(codes_of(codes)) == 10
    listing = here.get(codes.links["Jag har sparat dem"])
    assert "Telefonen" in listing.text
    assert "Inte använd än." in listing.text
    assert "Du har 10 kvar" in listing.text
    asked = arrive(there, then=ALE)
    assert asked.heading == CONFIRM
    assert there.get("/").heading == CONFIRM
    there.get("/metod")
    before = there.http.cookies["session"]
    inside = there.send(asked.form("Använd passnyckel"), svar=shown(there, key))
    assert inside.address == ALE
    assert there.http.cookies["session"] != before
    assert "Användes senast" in there.get(MINE).text


def test_one_factor_opens_nothing_of_somebody_who_has_two(visit: NewVisitor) -> None:
    here, there = visit(), visit()
    arrive(here)
    add(here, device())
    arrive(there)
    for address in (ALE, "/mitt", MINE, "/mitt/uppgifter"):
        answer = there.fetch("GET", address)
        assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/logga-in/bekrafta")
    for address in ("/mitt/namn", f"{MINE}/ta-bort", f"{MINE}/utmaning", MINE, f"{MINE}/reservkoder"):
        there.post(address, {"namn": "Tjuv", "nyckel": "1"}, 401)
    assert there.fetch("GET", f"{ALE}/moten/handelser", headers={"Accept": "text/event-stream"}).status_code != 200
    assert "Logga ut" in there.get("/logga-in/bekrafta").text, "who cannot confirm can leave"
    there.press(there.get("/logga-in/bekrafta"), "Logga ut")
    assert there.get("/mitt").address == "/demo"


def test_a_recovery_code_lets_in_without_javascript_once(visit: NewVisitor) -> None:
    here, there = visit(), visit()
    arrive(here)
    code, other, *_ = codes_of(add(here, device()))
    asked = arrive(there, then="/mitt")
    wrong = there.send(asked.form("Använd reservkoden"), 422, reservkod="k7mp-x2qd-9fhr-tw4c-k7mp-x2qd")
    assert wrong.title.startswith("Fel: ")
    assert wrong.by_id("reservkod").get("aria-invalid") == "true"
    assert there.send(wrong.form("Använd reservkoden"), reservkod=code).address == "/mitt"
    third = visit()
    asked = arrive(third)
    third.send(asked.form("Använd reservkoden"), 422, reservkod=code)
    third.send(asked.form("Använd reservkoden"), reservkod=other)
    assert "Du har 8 kvar" in third.get(MINE).text
    subjects = visit().site.rows(
        "SELECT count(*) FROM mail WHERE kind = 'inloggning-andrad' AND to_address = ?", KOMMUN
    )
    assert subjects == [(3,)], "the passkey that was added, and two codes"


def test_what_the_browser_did_not_answer_rightly_is_told_and_the_name_kept(visit: NewVisitor) -> None:
    visitor = visit()
    arrive(visitor)
    page = visitor.send(visitor.get(MINE).form("Lägg till passnyckel"), 422, namn="Jobbdatorn")
    assert "Passnyckeln lades inte till." in page.text
    assert page.form("Lägg till passnyckel").values["namn"] == "Jobbdatorn"
    page = visitor.send(page.form("Lägg till passnyckel"), 422, namn=" ")
    assert page.by_id("namn").get("aria-invalid") == "true"


def test_a_grave_act_asks_anew_and_keeps_what_was_typed(visit: NewVisitor) -> None:
    visitor, key = visit(), device()
    arrive(visitor)
    code, *_ = codes_of(add(visitor, key))
    grow_old(visitor.site)
    form = visitor.get("/gr/kommuner/1440-ale/personer").form("Ge rollen")
    fields = {"roll": "kommun_reader", "adress": "ny.lasare@ale.example"}
    asked = visitor.fill(form, fields, 403)
    assert asked.heading == CONFIRM
    assert "ny.lasare@ale.example" not in visitor.get("/gr/kommuner/1440-ale/personer").text
    wrong = visitor.fill(asked.form("Använd reservkoden"), {"bekrafta.reservkod": "fel"}, 422)
    assert wrong.title.startswith("Fel: ")
    done = visitor.fill(wrong.form("Använd passnyckel"), {"bekrafta.svar": shown(visitor, key)})
    assert "ny.lasare@ale.example" in done.text
    assert visitor.fill(form, fields | {"adress": "en.till@ale.example"}).heading != CONFIRM, "for ten minutes"
    grow_old(visitor.site)
    asked = visitor.fill(form, fields | {"adress": "tredje@ale.example"}, 403)
    assert "tredje@ale.example" in visitor.fill(asked.form("Använd reservkoden"), {"bekrafta.reservkod": code}).text


def test_a_page_that_asks_anew_is_opened_afterwards(visit: NewVisitor) -> None:
    visitor, key = visit(), device()
    arrive(visitor)
    add(visitor, key)
    grow_old(visitor.site)
    asked = visitor.get(f"{ALE}/lamna-ut/granska?diarienummer=KS+2026-1")
    assert asked.heading == CONFIRM
    page = visitor.send(asked.form("Använd passnyckel"), svar=shown(visitor, key))
    assert page.address == f"{ALE}/lamna-ut/granska"


def test_who_has_no_passkey_is_asked_for_none(visit: NewVisitor) -> None:
    visitor = visit()
    arrive(visitor)
    form = visitor.get("/gr/kommuner/1440-ale/personer").form("Ge rollen")
    page = visitor.fill(form, {"roll": "kommun_reader", "adress": "ny.lasare@ale.example"})
    assert "ny.lasare@ale.example" in page.text
    assert visitor.get("/logga-in/bekrafta?sedan=/mitt").address == "/mitt"


def test_a_passkey_is_removed_after_it_was_shown(visit: NewVisitor) -> None:
    visitor, elsewhere, key = visit(), visit(), device()
    arrive(visitor)
    add(visitor, key)
    elsewhere.send(arrive(elsewhere).form("Använd passnyckel"), svar=shown(elsewhere, key))
    grow_old(visitor.site)
    listing = visitor.get(MINE)
    assert not [form for form in listing.forms if "Lägg till passnyckel" in form.buttons], "first one confirms"
    asked = visitor.press(listing, "Ta bort passnyckeln Telefonen", 403)
    gone = visitor.fill(asked.form("Använd passnyckel"), {"bekrafta.svar": shown(visitor, key)})
    assert "Passnyckeln är borttagen." in gone.text
    assert elsewhere.fetch("GET", "/mitt").status_code == 303
    assert arrive(elsewhere, then="/mitt").heading == "Mitt konto"


def test_where_it_is_required_a_coordinator_adds_one_before_anything_else(requiring: Site) -> None:
    requiring.restore()
    give_addresses(requiring)
    with ExitStack() as stack:
        leading, kommun = (stack.enter_context(Visitor(requiring)) for _ in range(2))
        page = arrive(leading, REGION, "/gr")
        assert page.address == MINE
        assert "Lägg till en passnyckel för att komma vidare." in page.text
        for address in ("/", "/gr", "/mitt"):
            assert leading.get(address).address == MINE
        leading.post("/gr/personer", {"roll": "region_reader", "adress": "x@gr.example"}, 401)
        options = leading.fetch("POST", f"{MINE}/utmaning").json()
        answer = device().create(options)
        codes = leading.send(page.form("Lägg till passnyckel"), namn="Nyckeln", svar=answer)
        assert leading.get(codes.links["Jag har sparat dem, gå vidare"]).address == "/gr"
        assert arrive(kommun, KOMMUN, ALE).address == ALE, "of a kommun's people none is required"


def test_options_tell_where_the_passkey_is_good_and_whose_it_is(visit: NewVisitor) -> None:
    visitor = visit()
    arrive(visitor)
    options = visitor.fetch("POST", f"{MINE}/utmaning").json()
    assert options["rp"] == {"id": "kollen.example", "name": "Omställningskollen"}
    assert options["user"]["name"] == KOMMUN
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["attestation"] == "none"
    assert KOMMUN not in json.dumps(options["user"]["id"])


def test_wrong_codes_are_in_the_servers_log_with_whose_session_it_is(
    tmp_path: Path, example_database: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with serving(tmp_path / "site", example_database, public_url=URL, log_level="INFO") as site:
        give_addresses(site)
        with Visitor(site) as here, Visitor(site) as there:
            arrive(here)
            add(here, device())
            there.send(arrive(there).form("Använd reservkoden"), 422, reservkod="k7mp-x2qd-9fhr")
            ((person,),) = site.rows("SELECT id FROM person WHERE email = ?", KOMMUN)
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines() if "request_refused" in line]
    assert [(line["reason"], line["route"], line["person_id"]) for line in lines] == [
        ("wrong_code", "/logga-in/bekrafta", person)
    ]
    assert "k7mp" not in json.dumps(lines)

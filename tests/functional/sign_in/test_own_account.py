"""The page about one's own account, as people use it."""

import re

from tests.functional.support.people import ALE, ALE_COORDINATOR, HARRYDA_COORDINATOR
from tests.functional.support.visitor import NewVisitor

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 Version/26.1 Safari/604.1"


def browser_cards(text: str) -> list[str]:
    return re.findall(r"(?:Firefox på Linux|Safari på iPhone|Okänd webbläsare)", text)


def test_the_account_tells_name_address_roles_and_browsers(visit: NewVisitor) -> None:
    here, phone = visit(), visit()
    here.http.headers["User-Agent"], phone.http.headers["User-Agent"] = FIREFOX, SAFARI
    here.become(ALE_COORDINATOR)
    phone.become(ALE_COORDINATOR)
    account = here.get(here.get("/").links["Mitt konto"])
    assert account.heading == "Mitt konto"
    assert "@ale.example" in account.text
    assert "Kommunens samordnare, Ale" in account.text
    assert "Firefox på Linux (den här)" in account.text
    assert "Safari på iPhone" in account.text
    assert account.links["Se allt som är sparat om dig"] == "/mitt/uppgifter"


def test_a_browser_that_is_signed_out_from_another_is_out_at_once(visit: NewVisitor) -> None:
    here, elsewhere = visit(ALE_COORDINATOR), visit(ALE_COORDINATOR)
    button = next(b for form in here.get("/mitt").forms for b in form.buttons if b.startswith("Logga ut Okänd"))
    after = here.press(here.get("/mitt"), button)
    assert "Webbläsaren är utloggad." in after.text
    assert elsewhere.fetch("GET", ALE).status_code == 303
    assert here.get(ALE).address == ALE


def test_all_other_browsers_are_signed_out_at_once(visit: NewVisitor) -> None:
    here, *others = visit(ALE_COORDINATOR), visit(ALE_COORDINATOR), visit(ALE_COORDINATOR)
    elsewhere = visit(HARRYDA_COORDINATOR)
    after = here.press(here.get("/mitt"), "Logga ut alla andra")
    assert "Alla andra webbläsare är utloggade." in after.text
    assert "Logga ut alla andra" not in [b for form in after.forms for b in form.buttons]
    assert [other.fetch("GET", "/mitt").status_code for other in others] == [303, 303]
    assert elsewhere.get("/mitt").heading == "Mitt konto"


def test_a_name_is_changed_and_seen_everywhere(visit: NewVisitor) -> None:
    visitor = visit(ALE_COORDINATOR)
    after = visitor.send(visitor.get("/mitt").form("Spara namnet"), namn="Åsa Öberg")
    assert "Namnet är ändrat." in after.text
    assert "Inloggad: Åsa Öberg, kommunens samordnare" in visitor.get(ALE).text


def test_what_is_no_name_is_told_and_kept(visit: NewVisitor) -> None:
    visitor = visit(ALE_COORDINATOR)
    for name in ("", "x" * 101):
        page = visitor.send(visitor.get("/mitt").form("Spara namnet"), 422, namn=name)
        assert page.title.startswith("Fel: ")
        assert page.form("Spara namnet").values["namn"] == name
        assert page.by_id("namn").get("aria-invalid") == "true"


def test_nobody_signs_out_another_persons_browser(visit: NewVisitor) -> None:
    theirs, mine = visit(HARRYDA_COORDINATOR), visit(ALE_COORDINATOR)
    theirs.become(HARRYDA_COORDINATOR)
    visit(HARRYDA_COORDINATOR)
    page = theirs.get("/mitt")
    handle = next(form.values["webblasare"] for form in page.forms if "webblasare" in form.values)
    for value in (handle, "", "x", "' OR 1=1 --"):
        mine.post("/mitt/webblasare/avsluta", {"webblasare": value})
    assert len(browser_cards(theirs.get("/mitt").text)) >= 2


def test_who_is_not_signed_in_has_no_account_to_see(visit: NewVisitor) -> None:
    visitor = visit()
    assert visitor.get("/mitt").address == "/demo"
    for address in ("/mitt/namn", "/mitt/webblasare/avsluta", "/mitt/webblasare/avsluta-andra"):
        visitor.post(address, {}, 401)

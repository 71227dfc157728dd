"""The pages where a region and a kommun keep the tokens of programs: made once, shown once, ended at once."""

import re

from tests.functional.support.members import errors, logged
from tests.functional.support.pages import Page
from tests.functional.support.people import (
    ALE_COORDINATOR,
    ALE_READER,
    ALINGSAS_COORDINATOR,
    OTHER_REGION_COORDINATOR,
    REGION_COORDINATOR,
    REGION_READER,
    Person,
)
from tests.functional.support.visitor import NewVisitor, Visitor

REGION, KOMMUN = "/gr/nycklar", "/gr/kommuner/1440-ale/nycklar"
OPERATOR = Person("Hela installationen", "driftansvarig")
SECRET = re.compile(r"omk_[A-Za-z0-9_-]{43}")


def make(visitor: Visitor, address: str = REGION, **fields: str) -> Page:
    form = visitor.get(address).form("Skapa nyckeln")
    return visitor.fill(form, {"namn": "Statistikverktyget"} | fields)


def secret_on(page: Page) -> str:
    [secret] = set(SECRET.findall(page.response.text))
    return str(secret)


def test_a_token_is_shown_once_and_only_its_hash_is_kept(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    reply = make(region)
    assert reply.heading == "Nyckeln är skapad"
    secret = secret_on(reply)
    assert region.get(REGION).table[1] == [
        "Statistikverktyget",
        "Omgångar, resultat",
        region.get(REGION).table[1][2],
        "aldrig",
    ]
    token_page = region.get(region.get(REGION).links["Statistikverktyget"])
    assert "av " in token_page.text
    assert SECRET.search(token_page.response.text + region.get(REGION).response.text) is None
    assert secret not in repr([region.site.rows(f"SELECT * FROM {name}") for name in ("api_token", "audit_line")])
    assert logged(region.site) == ["api_token.made"]
    assert "En nyckel för program skapades, nummer 1. Läser omgångar, resultat." in region.get("/gr/logg").text


def test_a_button_clicked_twice_makes_one_token_and_shows_it(visit: NewVisitor) -> None:
    """A browser shows what the second click gives, so that must have the token too."""
    region = visit(REGION_COORDINATOR)
    form = region.get(REGION).form("Skapa nyckeln")
    first, second = (region.fill(form, {"namn": "Verktyget"}) for _ in range(2))
    assert secret_on(first) == secret_on(second)
    assert region.site.rows("SELECT count(*) FROM api_token") == [(1,)]
    assert logged(region.site) == ["api_token.made"]


def test_loading_the_page_again_later_shows_nothing_and_makes_nothing(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    form = region.get(REGION).form("Skapa nyckeln")
    region.fill(form, {"namn": "Verktyget"})
    region.site.change("UPDATE api_token SET created_at = '2026-11-01 00:00:00'")
    again = region.fill(form, {"namn": "Verktyget"})
    assert again.heading == "Nyckeln har redan visats"
    assert SECRET.search(again.response.text) is None
    assert region.site.rows("SELECT count(*) FROM api_token") == [(1,)]


def test_the_same_form_in_another_browser_makes_another_token(visit: NewVisitor) -> None:
    """Whoever has seen the form cannot tell the token from it."""
    first, other = visit(REGION_COORDINATOR), visit(REGION_COORDINATOR)
    form = first.get(REGION).form("Skapa nyckeln")
    assert secret_on(first.fill(form, {"namn": "a"})) != secret_on(other.fill(form, {"namn": "a"}))


def test_faults_are_told_and_what_was_typed_is_kept(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    fields = {"namn": "", "sista": "i övermorgon", "tillfalle": "x", "laser.catalogue": "ja"}
    page = region.post(REGION, fields, 422)
    assert errors(page) == {
        "namn": "Skriv vad nyckeln ska användas till.",
        "sista": "Skriv en dag, till exempel 2027-06-30.",
    }
    form = page.form("Skapa nyckeln")
    assert form.values["sista"] == "i övermorgon"
    assert [name for name in form.values if name.startswith("laser")] == ["laser.catalogue"]
    for day in ("2020-01-01", "2199-01-01"):
        page = region.post(REGION, {"namn": "x" * 81, "sista": day}, 422)
        assert set(errors(page)) == {"namn", "laser", "sista"}
    assert region.site.rows("SELECT * FROM api_token") == []


def test_results_per_question_take_results_along(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    region.post(
        REGION,
        {"namn": "a", "sista": region.get(REGION).form("Skapa nyckeln").values["sista"], "laser.questions": "ja"},
    )
    assert region.get(REGION).table[1][1] == "Resultat, resultat per fråga"


def test_ending_a_token_twice_and_by_two_people_is_ending_it_once(visit: NewVisitor) -> None:
    first, second = visit(ALE_COORDINATOR), visit(ALE_COORDINATOR)
    make(first, KOMMUN)
    address = first.get(KOMMUN).links["Statistikverktyget"]
    pages = [visitor.get(address) for visitor in (first, second)]
    replies = [visitor.press(page, "Avsluta nyckeln") for visitor, page in zip((first, second), pages, strict=True)]
    assert all("Nyckeln är avslutad." in page.text for page in replies)
    assert "Statistikverktyget, avslutad" in replies[1].text
    assert "Avsluta nyckeln" not in first.get(address).text
    assert logged(first.site) == ["api_token.made", "api_token.ended"]


def test_each_keeps_only_its_own_tokens(visit: NewVisitor) -> None:
    """Not even from above: a kommun's token reads what the kommun has not shared."""
    ale, region = visit(ALE_COORDINATOR), visit(REGION_COORDINATOR)
    make(ale, KOMMUN)
    number = ale.get(KOMMUN).links["Statistikverktyget"].rpartition("/")[2]
    region.get(f"{REGION}/{number}", 404)
    region.post(f"{REGION}/{number}/avsluta", status=404)
    for person, status in ((REGION_COORDINATOR, 403), (OPERATOR, 403), (ALE_READER, 403), (ALINGSAS_COORDINATOR, 404)):
        visit(person).get(KOMMUN, status)
    for person, status in (
        (REGION_READER, 403),
        (OPERATOR, 403),
        (ALE_COORDINATOR, 404),
        (OTHER_REGION_COORDINATOR, 404),
    ):
        visit(person).get(REGION, status)
    assert ale.site.rows("SELECT ended_at FROM api_token") == [(None,)]
    assert "api_token" not in str(logged(region.site)[1:])
    assert "nyckel för program" not in region.get("/gr/logg").text


def test_the_way_there_is_on_the_organisation_s_own_page(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    assert REGION in region.get("/gr").links.values()
    assert KOMMUN in visit(ALE_COORDINATOR).get("/gr/kommuner/1440-ale").links.values()
    assert KOMMUN not in visit(ALE_READER).get("/gr/kommuner/1440-ale").links.values()
    assert region.get("/api").heading == "Hämta resultat med ett program"

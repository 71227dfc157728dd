"""What a kommun shares is its own choice, takes effect at once, and decides what it and others see."""

import re

from tests.functional.support.figures_shown import captioned
from tests.functional.support.pages import Page
from tests.functional.support.people import (
    ALE,
    ALE_COORDINATOR,
    ALE_READER,
    ALINGSAS_COORDINATOR,
    HARRYDA,
    HARRYDA_COORDINATOR,
    HARRYDA_READER,
    REGION_COORDINATOR,
    Person,
)
from tests.functional.support.visitor import NewVisitor, Visitor

ALE_2025, HARRYDA_2025 = ALE.replace("2026", "2025"), HARRYDA.replace("2026", "2025")
LERUM_2025 = "/gr/omstallningsformaga/2025/1441-lerum"
LERUM_COORDINATOR = Person("Lerum", "kommunens samordnare")


def share(visitor: Visitor, address: str, level: str) -> None:
    visitor.send(visitor.get(f"{address}/delning").form("Spara valet"), sharing=level)


def kommuner_offered(page: Page) -> list[str]:
    """The kommuner that can be shown beside one's own, by their addresses."""
    keys = (box.get("value", "") for box in page.tree.iter("input") if box.get("name") == "med")
    return [key for key in keys if re.match(r"\d{4}-", key)]


def test_a_kommun_that_shares_nothing_by_name_sees_nobody_by_name(visit: NewVisitor) -> None:
    page = visit(ALE_COORDINATOR).get(f"{ALE_2025}/jamfor")
    assert "Ni ser andra med namn när ni själva delar med namn" in page.text
    # All others that share, named ones too: eight with the region and three by name, but Stenungsund skipped the year
    # and Ale itself is not among them. Göteborg is public and approved, so it is seen by name.
    assert "Medianen av 9 kommuner" in page.text
    assert kommuner_offered(page) == ["1480-goteborg"]


def test_kommuner_that_share_by_name_see_each_other_and_a_median_of_the_rest(visit: NewVisitor) -> None:
    visitor = visit(HARRYDA_READER)
    page = visitor.get(f"{HARRYDA_2025}/jamfor")
    assert "Medianen av 7 kommuner" in page.text
    assert "Från nio visas också den mittersta hälften" in page.text
    comparison = visitor.get(f"{HARRYDA_2025}/jamfor?med=1441-lerum&med=1482-kungalv&med=1440-ale&med=finns-inte")
    headers = [header for _, (header, *_) in captioned(comparison)]
    assert ["Kapitalslag", "Ni", "Median", "Mittersta hälften", "Kommuner"] in headers
    assert "Lerum" in comparison.text
    assert "Härryda jämfört med andra 2025" in comparison.text
    assert "1440-ale" not in kommuner_offered(comparison)
    # Of Ale it is said that it is not by name, in one sentence for whatever reason it has, and nothing else.
    hidden = (
        "Ale, Alingsås, Kungsbacka, Lilla Edet, Mölndal, Partille, Stenungsund, Tjörn, Öckerö: Delar inte sitt resultat"
    )
    assert hidden in comparison.text
    assert len(re.findall(r"\bAle\b", comparison.text)) == 1


def test_at_most_three_series_are_lit_and_the_rest_is_told(visit: NewVisitor) -> None:
    visitor = visit(HARRYDA_READER)
    kommuner = kommuner_offered(visitor.get(f"{HARRYDA_2025}/jamfor"))
    assert kommuner == ["1480-goteborg", "1482-kungalv", "1441-lerum"]
    three = visitor.get(f"{HARRYDA_2025}/jamfor?{'&'.join(f'med={slug}' for slug in kommuner)}")
    assert "Högst tre visas samtidigt, och bara en median. Lerum är inte med." in three.text
    named = dict(captioned(three))["Index och nivå per kapitalslag"]
    assert named[0] == ["Kapitalslag", "Ni", "Göteborg", "Kungälv"]
    two = visitor.get(f"{HARRYDA_2025}/jamfor?{'&'.join(f'med={slug}' for slug in kommuner[:2])}")
    assert "visas samtidigt, och" not in two.text


def test_similar_size_has_its_own_limit(visit: NewVisitor) -> None:
    page = visit(ALE_COORDINATOR).get(f"{ALE_2025}/jamfor")
    # Under 40 000: Härryda, Partille, Lilla Edet, Tjörn, Öckerö besides Ale; Stenungsund skipped the year.
    assert "Medianen av 5 kommuner" in page.text
    large = visit(ALINGSAS_COORDINATOR).get("/gr/omstallningsformaga/2025/1489-alingsas/jamfor")
    # Over 40 000 there are Kungsbacka, Kungälv and Lerum: Göteborg is seen by name and Mölndal does not share.
    assert "För få kommuner delar sitt resultat" in large.text


def test_a_median_is_hidden_when_one_kommun_withdraws_and_made_anew_when_three_have(visit: NewVisitor) -> None:
    viewer, lerum, harryda = visit(ALE_COORDINATOR), visit(LERUM_COORDINATOR), visit(HARRYDA_COORDINATOR)
    kungalv = visit(Person("Kungälv", "kommunens samordnare"))
    share(lerum, LERUM_2025, "nothing")
    assert "En eller två kommuner har ändrat" in viewer.get(f"{ALE_2025}/jamfor").text
    share(harryda, HARRYDA_2025, "nothing")
    assert "En eller två kommuner har ändrat" in viewer.get(f"{ALE_2025}/jamfor").text
    share(kungalv, "/gr/omstallningsformaga/2025/1482-kungalv", "nothing")
    assert "Medianen av 6 kommuner" in viewer.get(f"{ALE_2025}/jamfor").text


def test_a_kommun_that_shares_again_brings_the_same_median_back(visit: NewVisitor) -> None:
    viewer, lerum = visit(ALE_COORDINATOR), visit(LERUM_COORDINATOR)
    before = viewer.get(f"{ALE_2025}/jamfor").text
    share(lerum, LERUM_2025, "nothing")
    share(lerum, LERUM_2025, "named")
    assert viewer.get(f"{ALE_2025}/jamfor").text == before


def test_withdrawing_takes_the_result_from_the_region_at_once(visit: NewVisitor) -> None:
    region, harryda = visit(REGION_COORDINATOR), visit(HARRYDA_COORDINATOR)
    region.get(f"{HARRYDA}/resultat")
    share(harryda, HARRYDA, "nothing")
    region.get(f"{HARRYDA}/resultat", 403)
    region.get(f"{HARRYDA}/rapport", 403)
    assert region.fetch("GET", f"{HARRYDA}/rapport.pdf").status_code == 403
    harryda.get(f"{HARRYDA}/resultat")


def test_while_a_round_goes_on_nothing_is_compared(visit: NewVisitor) -> None:
    assert "när omgången är avslutad" in visit(HARRYDA_READER).get(f"{HARRYDA}/jamfor").text
    assert "när svarstiden är avslutad" in visit(ALE_COORDINATOR).get(f"{ALE}/jamfor", 409).text


def test_only_the_coordinator_chooses_and_only_what_there_is(visit: NewVisitor) -> None:
    reader, coordinator = visit(ALE_READER), visit(ALE_COORDINATOR)
    assert {button for form in reader.get(f"{ALE}/delning").forms for button in form.buttons} <= {"Logga ut"}
    reader.post(f"{ALE}/delning", {"sharing": "public"}, 409)
    assert "Välj vad ni vill dela." in coordinator.post(f"{ALE}/delning", {"sharing": "alla"}, 409).text
    assert coordinator.site.rows("SELECT sharing FROM assessment WHERE id = 3") != [("PUBLIC",)]
    visit(ALINGSAS_COORDINATOR).get(f"{ALE}/delning", 404)


def test_a_choice_is_in_the_log_and_the_same_again_is_not(visit: NewVisitor) -> None:
    coordinator = visit(ALE_COORDINATOR)
    for _ in range(2):
        share(coordinator, ALE, "named")
    lines = coordinator.site.rows("SELECT facts FROM audit_line WHERE action = 'sharing.chosen'")
    assert len(lines) == 1
    assert '"after":"named"' in lines[0][0]


def test_a_year_that_is_not_shared_is_not_told_by_the_comparison_of_the_year_after(visit: NewVisitor) -> None:
    region, harryda = visit(REGION_COORDINATOR), visit(HARRYDA_COORDINATOR)
    assert "Sedan 2025" in region.get(f"{HARRYDA}/rapport").text
    share(harryda, HARRYDA_2025, "nothing")
    for page in (region.get(f"{HARRYDA}/resultat"), region.get(f"{HARRYDA}/rapport")):
        assert "Resultatet för 2025 delas inte, så det är inte med i jämförelsen." in page.text
        assert "Förändring från 2024 till 2026" in page.text
        assert "saknar fastställd självskattning" not in page.text
    assert "Sedan 2025" in harryda.get(f"{HARRYDA}/rapport").text
    share(harryda, HARRYDA.replace("2026", "2024"), "nothing")
    alone = region.get(f"{HARRYDA}/resultat").text
    assert "Resultatet för 2024 och 2025 delas inte, så det är inte med i jämförelsen." in alone
    assert "Förändring från" not in alone

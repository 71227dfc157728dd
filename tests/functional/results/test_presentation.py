"""The presentation: one thing a screen, from the same content as the report, and on the web capitals that fold out."""

from tests.functional.support.people import ALE_COORDINATOR, HARRYDA, HARRYDA_READER
from tests.functional.support.visitor import NewVisitor


def test_each_screen_leads_to_the_next_and_the_last_to_the_report(visit: NewVisitor) -> None:
    reader = visit(HARRYDA_READER)
    assert reader.get(f"{HARRYDA}/rapport").links["Visa på skärm"] == f"{HARRYDA}/presentation"
    page = reader.get(f"{HARRYDA}/presentation")
    screens = page.by_class("screen")
    assert 6 <= len(screens) <= 9
    ways = [[link.get("href") for link in screen.iter("a") if "button" in link.get("class", "")] for screen in screens]
    for place, way in enumerate(ways, 1):
        assert way[-1] == (f"#bild-{place + 1}" if place < len(screens) else f"{HARRYDA}/rapport")
        assert place == 1 or way[0] == f"#bild-{place - 1}"
    for part in ("Läget", "Nivå per kapitalslag", "Målnivåer", "Planen", "Förslag till beslut"):
        assert part in page.text


def test_it_says_what_page_one_of_the_report_says(visit: NewVisitor) -> None:
    reader = visit(HARRYDA_READER)
    report, screens = reader.get(f"{HARRYDA}/rapport").text, reader.get(f"{HARRYDA}/presentation").text
    assert "ställa sig bakom lägesbilden i självskattningen ”Omställningsförmåga 2026”" in report
    assert "ställa sig bakom lägesbilden i självskattningen ”Omställningsförmåga 2026”" in screens


def test_it_is_shown_to_whom_the_result_is(visit: NewVisitor) -> None:
    visit(ALE_COORDINATOR).get(f"{HARRYDA}/presentation", 404)


def test_the_report_on_the_web_has_folded_capitals_and_contents_that_lead_to_them(visit: NewVisitor) -> None:
    page = visit(HARRYDA_READER).get(f"{HARRYDA}/rapport")
    folds = [element for element in page.tree.iter("details") if "report-fold" in element.get("class", "")]
    assert len(folds) == 8
    assert all(element.get("open") is None for element in folds)
    assert page.by_id("kapitel-human") is not None
    assert page.links["Humankapital"] == "#kapitel-human"

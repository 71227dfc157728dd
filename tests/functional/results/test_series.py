"""What a kommun's radar is shown beside: chosen in the address, bounded by what the reader may see, taken home as it is."""

import re
from io import BytesIO

from PIL import Image

from tests.functional.support.pages import Page, text_of
from tests.functional.support.people import (
    ALE,
    ALE_COORDINATOR,
    HARRYDA,
    HARRYDA_COORDINATOR,
    HARRYDA_READER,
    REGION_READER,
)
from tests.functional.support.visitor import NewVisitor

HARRYDA_2025, ALE_2025 = HARRYDA.replace("2026", "2025"), ALE.replace("2026", "2025")
PICTURES = {"export-profil.svg": "image/svg+xml", "export-profil.png": "image/png"}


def lit(page: Page) -> list[str]:
    return [
        box.get("value", "") for box in page.tree.iter("input") if box.get("name") == "med" and "checked" in box.attrib
    ]


def offered(page: Page) -> list[str]:
    return [box.get("value", "") for box in page.tree.iter("input") if box.get("type") == "checkbox"]


def in_words(page: Page) -> str:
    """The radar's text alternative."""
    return next(text_of(caption) for caption in page.tree.iter("figcaption") if "Radardiagram" in text_of(caption))


def test_last_year_and_the_targets_are_lit_until_somebody_chooses(visit: NewVisitor) -> None:
    reader = visit(HARRYDA_READER)
    page = reader.get(f"{HARRYDA}/resultat")
    assert lit(page) == ["2025", "mal"]
    assert "2025: Politiskt kapital" in in_words(page)
    assert "Målnivå:" in in_words(page)
    chosen = reader.get(f"{HARRYDA}/resultat?med=&med=2024&med=1441-lerum")
    assert lit(chosen) == ["2024", "1441-lerum"]
    assert "Lerum: Politiskt kapital" in in_words(chosen)
    assert "Målnivå:" not in in_words(chosen)
    nothing = reader.get(f"{HARRYDA}/resultat?med=")
    assert lit(nothing) == []
    assert "2025:" not in in_words(nothing)


def test_every_capital_in_the_radar_leads_to_its_page_and_has_its_questions_beside(visit: NewVisitor) -> None:
    page = visit(HARRYDA_READER).get(f"{HARRYDA}/resultat")
    corners = page.by_class("corner")
    assert [corner.get("href") for corner in corners][:2] == [
        f"{HARRYDA}/resultat/politiskt",
        f"{HARRYDA}/resultat/finansiellt",
    ]
    assert re.match(r"Politiskt \d,\d\. Politiskt kapital\. 2026: \d,\d, 2025: \d,\d", corners[0].get("aria-label", ""))
    beside = [part for part in page.tree.iter("section") if part.get("data-focus-on") == "politiskt"]
    assert len(beside) == 1
    assert len(list(beside[0].iter("li"))) >= 4


def test_while_the_round_goes_on_the_last_closed_year_s_median_is_offered_and_told(visit: NewVisitor) -> None:
    page = visit(HARRYDA_READER).get(f"{HARRYDA}/resultat?med=median")
    assert "Andra kommuners median 2025: Politiskt kapital" in in_words(page)
    assert "Årets median räknas när omgången 2026 är avslutad. Tills dess kan ni visa medianen från 2025." in page.text


def test_a_kommun_that_may_not_be_seen_by_name_cannot_be_lit(visit: NewVisitor) -> None:
    page = visit(ALE_COORDINATOR).get(f"{ALE_2025}/resultat?med=1401-harryda&med=1480-goteborg")
    assert lit(page) == ["1480-goteborg"]
    assert "Härryda" not in in_words(page)
    assert re.search(r"Härryda[^:]*: Ni ser andra med namn när ni själva delar med namn\.", page.text)


def test_the_region_sees_no_other_kommun_beside_the_one_it_reads(visit: NewVisitor) -> None:
    page = visit(REGION_READER).get(f"{HARRYDA_2025}/resultat?med=1441-lerum&med=2024")
    assert lit(page) == ["2024"]
    assert not [key for key in offered(page) if re.match(r"\d{4}-", key)]
    assert "Jämför med andra" not in page.text
    assert "Lerum" not in page.text


def test_a_year_that_the_kommun_does_not_share_is_left_out_with_that_reason(visit: NewVisitor) -> None:
    harryda = visit(HARRYDA_COORDINATOR)
    harryda.send(harryda.get(f"{HARRYDA_2025}/delning").form("Spara valet"), sharing="nothing")
    page = visit(REGION_READER).get(f"{HARRYDA}/resultat?med=2025")
    assert lit(page) == []
    assert "2025: Resultatet delas inte." in page.text
    assert lit(harryda.get(f"{HARRYDA}/resultat?med=2025")) == ["2025"]


def test_the_picture_taken_home_shows_what_the_page_shows(visit: NewVisitor) -> None:
    reader = visit(HARRYDA_READER)
    page = reader.get(f"{HARRYDA}/resultat?med=&med=2024")
    links = [link.get("href", "") for link in page.tree.iter("a") if "export-profil" in link.get("href", "")]
    assert links == [f"{HARRYDA}/export-profil.png?med=&med=2024", f"{HARRYDA}/export-profil.svg?med=&med=2024"]
    for name, kind in PICTURES.items():
        answer = reader.fetch("GET", f"{HARRYDA}/{name}?med=&med=2024")
        assert answer.headers["content-type"] == kind
        ending = name.removeprefix("export")
        stem = "omstallningsformaga-1401-harryda-2026-exempeldata"
        assert answer.headers["content-disposition"] == f'attachment; filename="{stem}{ending}"'
        if name.endswith(".png"):
            assert Image.open(BytesIO(answer.content)).size[0] >= 1_000
        else:
            assert "Härryda 2026" in answer.text
            assert "Exempeldata" in answer.text
            assert ">2024<" in answer.text
            assert ">2025<" not in answer.text


def test_a_picture_is_for_those_who_may_read_the_result(visit: NewVisitor) -> None:
    for name in PICTURES:
        assert visit(ALE_COORDINATOR).fetch("GET", f"{HARRYDA}/{name}").status_code == 404
        assert visit(REGION_READER).fetch("GET", f"{HARRYDA}/{name}").status_code == 200
    harryda = visit(HARRYDA_COORDINATOR)
    harryda.send(harryda.get(f"{HARRYDA}/delning").form("Spara valet"), sharing="nothing")
    for name in PICTURES:
        assert visit(REGION_READER).fetch("GET", f"{HARRYDA}/{name}").status_code == 403


def test_the_region_s_goals_can_be_lit_by_whoever_reads_the_result(visit: NewVisitor) -> None:
    for person in (HARRYDA_READER, REGION_READER):
        reader = visit(person)
        assert "regionens-mal" in offered(reader.get(f"{HARRYDA_2025}/resultat"))
        page = reader.get(f"{HARRYDA_2025}/resultat?med=&med=regionens-mal")
        assert lit(page) == ["regionens-mal"]
        assert "Regionens mål:" in in_words(page)
    compared = visit(HARRYDA_COORDINATOR).get(f"{HARRYDA}/jamfor?med=regionens-mal")
    assert "Regionens mål:" in in_words(compared)

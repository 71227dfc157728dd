"""A draft is the kommun's own: to everybody outside it is "pågår", by name and without figures, in every place."""

import csv
import io
import json
import re

import pytest

from tests.functional.overview.test_overview import OVERVIEW, rows, share
from tests.functional.support.api_clients import ask, read, token_of
from tests.functional.support.people import (
    HARRYDA,
    HARRYDA_COORDINATOR,
    HARRYDA_READER,
    KUNGSBACKA,
    KUNGSBACKA_COORDINATOR,
    REGION_COORDINATOR,
    REGION_READER,
    ROUND,
    Person,
)
from tests.functional.support.serving import Site
from tests.functional.support.visitor import NewVisitor, Visitor

RESULT_PAGES = (
    "resultat",
    "resultat/politiskt",
    "rapport",
    "rapport.pdf",
    "export",
    "export.xlsx",
    "export.json",
    "export.pptx",
    "export.docx",
    "export/kapitalslag.csv",
)
"""Kungsbacka shares with the region, and has ended its answering without approving the result."""


def reopen(site: Site, slug: str, year: int = 2026) -> None:
    """As when an approver has opened the locked result again."""
    site.change(
        "UPDATE assessment SET approved_at = NULL, approved_by = '' WHERE municipality_id = "
        "(SELECT id FROM municipality WHERE slug = ?) AND round_id = (SELECT round.id FROM round JOIN edition "
        "ON edition.id = round.edition_id WHERE edition.year = ? AND NOT is_trial)",
        slug,
        year,
    )


def test_the_region_reads_no_page_and_no_file_of_a_draft_and_is_told_that_it_is_under_way(visit: NewVisitor) -> None:
    for person in (REGION_COORDINATOR, REGION_READER):
        region = visit(person)
        for name in RESULT_PAGES:
            answer = region.fetch("GET", f"{KUNGSBACKA}/{name}")
            assert answer.status_code == 409, name
            assert "Resultatet pågår. Regionen kan läsa det när det är fastställt." in answer.text
    kommun = visit(KUNGSBACKA_COORDINATOR)
    assert kommun.get(f"{KUNGSBACKA}/resultat").heading == "Kungsbacka 2026"


def test_a_draft_is_under_way_on_the_board_in_the_overview_and_in_the_report(visit: NewVisitor) -> None:
    region = visit(REGION_READER)
    assert rows(region.get(OVERVIEW))["Kungsbacka"][2:] == ["pågår"]
    assert {row[0]: row[-1] for row in region.get(ROUND).table[1:]}["Kungsbacka"] == "pågår"
    report = region.get(f"{ROUND}/rapport")
    assert "Kungsbacka (pågår)" in report.text
    # In the list of kommuner, and among those whose result is not here; in no table, figure or gap.
    assert report.text.count("Kungsbacka") == 2


def test_no_file_of_the_region_has_a_figure_of_a_draft(visit: NewVisitor) -> None:
    region = visit(REGION_READER)
    tables = json.loads(region.fetch("GET", f"{ROUND}/export.json").content)["tables"]
    (indices,) = [table for table in tables if table["name"] == "kommuner"]
    (row,) = [row for row in indices["rows"] if row["municipality"] == "Kungsbacka"]
    assert row["result_shown"] == "pågår"
    assert {row[capital] for capital in ("politiskt", "human", "realt")} == {None}
    kolada = region.fetch("GET", f"{ROUND}/export-kolada.csv").text
    assert re.findall("omstallningsformaga-[a-z]+,1384,2026,(.*)\r\n", kolada) == [",-"] * 8


def test_a_program_of_the_region_reads_no_draft_and_the_kommun_s_own_does(site: Site) -> None:
    region, own = token_of(site, ""), token_of(site, "1384-kungsbacka")
    address = "rounds/omstallningsformaga/2026/assessments/1384"
    assert read(site, region, address)["availability"] == "not_ready"
    refusal = ask(site, region, f"{address}/result")
    assert (refusal.status_code, refusal.json()["code"]) == (404, "not_ready")
    assert "fastställt" in refusal.json()["detail"]
    assert read(site, own, address)["availability"] == "result"
    assert read(site, own, f"{address}/result")["status"] == "draft"


def test_levels_are_counted_over_the_kommuner_that_are_named(visit: NewVisitor) -> None:
    """One more in the counts than in the rows would tell where the one stands that is not named."""
    region = visit(REGION_COORDINATOR)
    page = region.get(OVERVIEW)
    named = sum(len(cells) == 10 for cells in rows(page).values())
    assert f"{named} kommuner har fastställt och delar sitt resultat." in page.text
    distribution = json.loads(region.fetch("GET", f"{ROUND}/export.json").content)["tables"]
    (levels,) = [table for table in distribution if table["name"] == "fordelning"]
    for row in levels["rows"]:
        assert sum(value for value in row.values() if isinstance(value, int)) == named


def test_approving_shows_the_result_and_opening_it_again_hides_it(visit: NewVisitor) -> None:
    region = visit(REGION_READER)
    region.get(f"{HARRYDA}/resultat")
    reopen(region.site, "1401-harryda")
    assert "Resultatet pågår." in region.get(f"{HARRYDA}/resultat", 409).text
    assert rows(region.get(OVERVIEW))["Härryda"][2:] == ["pågår"]
    # The years before are locked and shared, and can still be read.
    development = region.get(f"{HARRYDA}/utveckling")
    assert "2026 pågår. 2026 kommer med när resultatet är fastställt." in development.text
    assert development.heading == "Utvecklingen i Härryda 2024–2026"
    region.get(f"{HARRYDA.replace('2026', '2025')}/resultat")


def test_kommuner_that_share_by_name_see_no_draft_of_each_other(visit: NewVisitor) -> None:
    lerum, last_year = visit(Person("Lerum", "kommunens samordnare")), ROUND.replace("2026", "2025")
    address = f"{last_year}/1441-lerum/jamfor"
    boxes = [box.get("value") for box in lerum.get(address).tree.iter("input") if box.get("name") == "med"]
    before = re.search(r"Medianen av \d+ kommuner", lerum.get(address).text)
    assert before is not None
    assert "1401-harryda" in boxes
    reopen(lerum.site, "1401-harryda", 2025)
    page = lerum.get(f"{address}?med=1401-harryda")
    assert "1401-harryda" not in {box.get("value") for box in page.tree.iter("input")}
    assert "Härryda: Resultatet är inte fastställt." in page.text
    assert page.text.count("Härryda") == 1
    # Nor has it gone over to those without names.
    assert before[0] in page.text


def test_a_report_that_the_region_reads_has_medians_only_of_approved_results(visit: NewVisitor) -> None:
    """Who knows every member but one by name could work out the draft of the last."""
    region, kommun = visit(REGION_READER), visit(HARRYDA_READER)
    address = f"{HARRYDA.replace('2026', '2025')}/export/kapitalslag-maskin.csv"

    def medians(visitor: Visitor) -> bool:
        data = visitor.fetch("GET", address).text
        return any(row["others_median"] for row in csv.DictReader(io.StringIO(data)))

    assert medians(region)
    reopen(region.site, "1384-kungsbacka", 2025)
    assert not medians(region)
    assert medians(kommun)


@pytest.mark.parametrize("level", ["region", "named", "public"])
def test_the_kommun_is_told_that_nobody_sees_the_draft_before_it_chooses(visit: NewVisitor, level: str) -> None:
    kommun = visit(KUNGSBACKA_COORDINATOR)
    share(kommun, KUNGSBACKA, level)
    page = kommun.get(f"{KUNGSBACKA}/delning")
    assert "Inget visas förrän resultatet är fastställt. Tills dess ser andra bara att det pågår." in page.text
    slug = {"region": "regionen", "named": "namngivet", "public": "offentligt"}[level]
    preview = kommun.get(f"{KUNGSBACKA}/delning/{slug}")
    assert "Resultatet är inte fastställt än. Tills dess står det bara att det pågår" in preview.text
    approved = visit(HARRYDA_COORDINATOR).get(f"{HARRYDA}/delning/{slug}")
    assert "Tills dess" not in approved.text

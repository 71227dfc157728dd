"""The report of a round for the region's board, as page and as PDF: of those that share, and nobody else."""

import csv
import io

import pikepdf

from tests.functional.overview.test_overview import OVERVIEW, rows, share, tables
from tests.functional.support.pages import text_of
from tests.functional.support.people import (
    ALE_COORDINATOR,
    ALINGSAS_RESPONDENT,
    HARRYDA,
    HARRYDA_COORDINATOR,
    HARRYDA_READER,
    OTHER_REGION_COORDINATOR,
    REGION_COORDINATOR,
    REGION_READER,
    ROUND,
)
from tests.functional.support.serving import Site
from tests.functional.support.visitor import NewVisitor

REPORT = f"{ROUND}/rapport"


def test_the_page_shows_the_figures_of_the_overview(visit: NewVisitor) -> None:
    reader = visit(REGION_READER)
    page, overview = reader.get(REPORT), reader.get(OVERVIEW)
    figures = {name: cells[2:] for name, cells in rows(overview).items() if len(cells) == 10}
    (wide,) = [table for table in tables(page) if table[0][1:] == overview.table[0][3:]]
    assert {row[0]: row[1:] for row in wide[1:]} == figures
    (spread,) = [table for table in tables(page) if "Ej tillämpligt" in table[0]]
    assert spread == next(table for table in tables(overview) if "Ej tillämpligt" in table[0])
    radars = [figure for figure in page.tree.iter("figure") if figure.get("class") == "small-radar"]
    assert [text_of(next(figure.iter("figcaption"))) for figure in radars] == list(figures)
    # How the mean has changed with its interval and verdict, and how many went which way.
    (change,) = [table for table in tables(page) if "Bedömning" in table[0]]
    assert change == tables(overview)[-1]


def test_the_overview_and_the_round_lead_to_the_report_and_to_the_profiles(visit: NewVisitor) -> None:
    reader = visit(REGION_READER)
    ways = {link.get("href") for link in reader.get(OVERVIEW).tree.iter("a")}
    assert {REPORT, f"{REPORT}.pdf", f"{REPORT}#profiler"} <= ways
    assert REPORT in {link.get("href") for link in reader.get(ROUND).tree.iter("a")}
    assert reader.get(REPORT).by_id("profiler") is not None


def test_the_file_holds_the_pages_figures_and_is_not_made_twice(visit: NewVisitor) -> None:
    reader = visit(REGION_READER)
    answer = reader.fetch("GET", f"{REPORT}.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == 'attachment; filename="omstallningsformaga-gr-2026.pdf"'
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        data = pdf.attachments["omstallningskollen-gr-2026.csv"].get_file().read_bytes().decode()
    file_rows = list(csv.DictReader(io.StringIO(data)))
    assert {row["example_data"] for row in file_rows} == {"yes"}
    overview = rows(reader.get(OVERVIEW))
    assert [row["municipality"] for row in file_rows if row["record"] == "kommun"] == list(overview)
    results = {row["municipality"] for row in file_rows if row["record"] == "capital"}
    assert results == {name for name, cells in overview.items() if len(cells) == 10}
    files = sorted(reader.site.settings.cache_dir.glob("*.pdf"))
    assert reader.fetch("GET", f"{REPORT}.pdf").content == answer.content
    assert sorted(reader.site.settings.cache_dir.glob("*.pdf")) == files


def test_a_kommun_that_withdraws_is_gone_from_the_report_at_once(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    share(visit(HARRYDA_COORDINATOR), HARRYDA, "nothing")
    page = region.get(REPORT)
    # In the list of kommuner, and among those whose result is not here.
    assert page.text.count("Härryda") == 2
    assert "Härryda (delar inte)" in page.text


def test_a_kommun_is_told_that_the_report_names_it_before_it_chooses_to_share(visit: NewVisitor) -> None:
    kommun = visit(HARRYDA_COORDINATOR)
    assert "står i regionens rapport till sin styrelse" in kommun.get(f"{HARRYDA}/delning").text
    assert "står i regionens rapport till sin styrelse" in kommun.get(f"{HARRYDA}/delning/regionen").text
    assert "till sin styrelse" not in kommun.get(f"{HARRYDA}/delning/ingenting").text


def test_while_nobody_shares_the_page_says_so_and_draws_nothing(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    region.site.change("UPDATE assessment SET sharing = 'NOTHING'")
    page = region.get(REPORT)
    assert "Ingen kommun har fastställt sitt resultat och delar det med regionen än." in page.text
    assert list(page.tree.iter("figure")) == []


def test_a_trial_and_a_planned_round_have_none(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    for address in (f"{ROUND}-prov/rapport", f"{ROUND}-prov/rapport.pdf"):
        assert "En provomgång har ingen översikt" in region.get(address, 409).text
    region.site.change("UPDATE round SET opened_at = NULL WHERE is_trial = 0")
    assert "när omgången är öppnad" in region.get(REPORT, 409).text
    assert not [link for link in region.get(ROUND).tree.iter("a") if "/rapport" in link.get("href", "")]


def test_others_find_no_report(visit: NewVisitor) -> None:
    for person in (ALE_COORDINATOR, HARRYDA_READER, ALINGSAS_RESPONDENT, OTHER_REGION_COORDINATOR):
        visitor = visit(person)
        for address in (REPORT, f"{REPORT}.pdf"):
            refusal = visitor.fetch("GET", address)
            nowhere = visitor.fetch("GET", address.replace("2026", "2023"))
            assert (refusal.status_code, refusal.text) == (404, nowhere.text)


def test_the_report_has_the_region_s_common_goals(visit: NewVisitor) -> None:
    page = visit(REGION_READER).get(f"{ROUND}/rapport")
    assert page.by_id("mal") is not None
    assert "Minst 10 kommuner på nivå 2 i politiskt kapital 2028" in page.text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_report_of_the_round_that_the_conditions_go_by_has_the_region_s_ambition(
    visit: NewVisitor, site: Site
) -> None:
    reader, last_year = visit(REGION_READER), ROUND.replace("2026", "2025")
    # This year's round is open: the conditions are counted in the one that was closed last (decision 0092).
    page = reader.get(f"{last_year}/rapport")
    text = page.text.replace("\N{NO-BREAK SPACE}", " ")
    assert page.by_id("ambition") is not None
    assert "Nivå 1: bygga grunden." in text
    assert "diarienummer GR 2025-00112 (påhittat)" in text
    assert "Steget till nivå 2: utveckla stödet" in text
    assert "Villkoren är därför våra egna." in text
    assert "Regionens ambition" not in reader.get(f"{ROUND}/rapport").text
    site.change("UPDATE round SET closed_at = '2026-12-15 12:00:00' WHERE region_id = 1 AND closed_at IS NULL")
    assert reader.get(f"{ROUND}/rapport").by_id("ambition") is not None
    # An earlier report would tell conditions of its own.
    assert "Regionens ambition" not in reader.get(f"{last_year}/rapport").text

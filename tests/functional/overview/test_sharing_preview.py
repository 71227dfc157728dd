"""What others will see at a choice of sharing is what they do see once it is made, and looking at it changes nothing."""

import csv
import io

import pytest

from tests.functional.overview.test_overview import OVERVIEW, rows
from tests.functional.results.test_development import share, tables
from tests.functional.support.pages import Page
from tests.functional.support.people import (
    ALE,
    ALE_COORDINATOR,
    ALINGSAS_COORDINATOR,
    HARRYDA,
    HARRYDA_COORDINATOR,
    HARRYDA_READER,
    KUNGSBACKA,
    KUNGSBACKA_COORDINATOR,
    NOT_SHARING,
    REGION_COORDINATOR,
    ROUND,
    Person,
)
from tests.functional.support.visitor import NewVisitor
from tests.functional.whole_site.test_permission_matrix import stored

MOLNDAL_COORDINATOR = Person("Mölndal", "kommunens samordnare")
CHOICES = {"ingenting": "nothing", "regionen": "region", "namngivet": "named", "offentligt": "public"}
OWN_ROW = "Er rad i regionens översikt"


def own_row(page: Page) -> list[str]:
    return tables(page)[OWN_ROW][1]


@pytest.mark.parametrize(("slug", "level"), CHOICES.items())
def test_the_row_is_the_one_that_the_region_s_overview_has_after_the_choice(
    visit: NewVisitor, slug: str, level: str
) -> None:
    molndal = visit(MOLNDAL_COORDINATOR)
    name, *cells = own_row(molndal.get(f"{NOT_SHARING}/delning/{slug}"))
    share(molndal, NOT_SHARING, level)
    assert rows(visit(REGION_COORDINATOR).get(OVERVIEW))[name] == cells
    assert (cells[2:] == ["delar inte"]) is (slug == "ingenting")


def test_the_tables_are_those_of_the_result_that_the_region_then_reads(visit: NewVisitor) -> None:
    """Of the years before, 2024 is shared and 2025 is not."""
    molndal, region = visit(MOLNDAL_COORDINATOR), visit(REGION_COORDINATOR)
    share(molndal, NOT_SHARING.replace("2026", "2024"), "region")
    preview = molndal.get(f"{NOT_SHARING}/delning/regionen")
    assert "Resultatet för 2025 delas inte" in preview.text
    region.get(f"{NOT_SHARING}/resultat", 403)
    share(molndal, NOT_SHARING, "region")
    region_tables = tables(region.get(f"{NOT_SHARING}/resultat"))
    preview_tables = tables(preview)
    del preview_tables[OWN_ROW]
    # The same figures again, beside what the reader chooses to light in the radar.
    chosen = region_tables.pop("Siffrorna i diagrammet 2026")
    assert [row[:2] for row in chosen] == [row[:2] for row in region_tables["Profil 2026"]]
    assert preview_tables == region_tables
    assert list(region_tables) == ["Profil 2026", "Förändring från 2024 till 2026"]


def test_by_name_it_is_what_another_kommun_sees(visit: NewVisitor) -> None:
    harryda = visit(HARRYDA_COORDINATOR)
    last_year = HARRYDA.replace("2026", "2025")
    preview = tables(harryda.get(f"{last_year}/delning/namngivet"))["Index och nivå per kapitalslag"]
    lerum = visit(Person("Lerum", "kommunens samordnare"))
    comparison = tables(lerum.get(f"{ROUND.replace('2026', '2025')}/1441-lerum/jamfor?med=1401-harryda"))
    assert [[row[0], row[2]] for row in comparison["Index och nivå per kapitalslag"][1:]] == preview[1:]
    assert "Index och nivå per kapitalslag" not in tables(harryda.get(f"{last_year}/delning/regionen"))


def test_publicly_it_is_index_and_level_and_nothing_more(visit: NewVisitor) -> None:
    page = visit(KUNGSBACKA_COORDINATOR).get(f"{KUNGSBACKA}/delning/offentligt")
    header, *open_rows = tables(page)["Öppna data"]
    assert header == ["Kapitalslag", "Kommun", "År", "Index", "Nivå", "Underlag", "Täckning"]
    profile = {row[0]: row[1] for row in tables(page)["Profil 2026"][1:]}
    assert {row[0]: row[4] for row in open_rows} == profile
    assert "och det är det inte än" in page.text


def test_publicly_it_is_what_the_open_file_says_once_it_is_chosen(visit: NewVisitor) -> None:
    molndal = visit(MOLNDAL_COORDINATOR)
    header, *open_rows = tables(molndal.get(f"{NOT_SHARING}/delning/offentligt"))["Öppna data"]
    address = "/oppna-data/resultat-excel.csv"
    assert "Mölndal" not in molndal.fetch("GET", address).text
    share(molndal, NOT_SHARING, "public")
    file = molndal.fetch("GET", address).content.decode("utf-8-sig")
    file_rows = [row for row in csv.DictReader(io.StringIO(file), delimiter=";") if row["Kommun"] == "Mölndal"]
    assert [[row[heading] for heading in header] for row in file_rows] == open_rows


def test_looking_changes_nothing(visit: NewVisitor) -> None:
    molndal = visit(MOLNDAL_COORDINATOR)
    before = stored(molndal)
    for slug in CHOICES:
        molndal.get(f"{NOT_SHARING}/delning/{slug}")
    assert stored(molndal) == before


def test_before_there_is_a_result_it_says_what_will_be_shown_without_figures(visit: NewVisitor) -> None:
    ale = visit(ALE_COORDINATOR)
    for slug in CHOICES:
        page = ale.get(f"{ALE}/delning/{slug}")
        assert "Svarstiden är inte avslutad, så det finns inga siffror än." in page.text
        assert own_row(page)[3:] == ["har inte svarat"]
        assert list(tables(page)) == [OWN_ROW]
    assert "De ser index och nivå per kapitalslag, inget annat." in ale.get(f"{ALE}/delning/namngivet").text


def test_the_choice_can_be_made_from_its_own_page_by_who_may(visit: NewVisitor) -> None:
    coordinator, reader = visit(HARRYDA_COORDINATOR), visit(HARRYDA_READER)
    assert "Så delar ni nu." in coordinator.get(f"{HARRYDA}/delning/namngivet").text
    page = reader.get(f"{HARRYDA}/delning/regionen")
    assert {button for form in page.forms for button in form.buttons} <= {"Logga ut"}
    reply = coordinator.send(coordinator.get(f"{HARRYDA}/delning/regionen").form("Välj att dela så"))
    assert "Valet är sparat" in reply.text
    assert "Så delar ni nu." in reader.get(f"{HARRYDA}/delning/regionen").text


def test_a_trial_and_what_is_no_choice_have_nothing_to_show(visit: NewVisitor) -> None:
    lerum = visit(Person("Lerum", "kommunens samordnare"))
    page = lerum.get(f"{ROUND}-prov/1441-lerum/delning/offentligt")
    assert "En provomgång delas inte med någon." in page.text
    assert not tables(page)
    lerum.get(f"{ROUND}/1441-lerum/delning/alla", 404)
    visit(ALINGSAS_COORDINATOR).get(f"{HARRYDA}/delning/regionen", 404)

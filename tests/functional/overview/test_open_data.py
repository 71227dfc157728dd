"""Open data: what kommuner show everybody, and nothing that they do not, from the moment they choose."""

import csv
import io
from xml.etree import ElementTree as ET

import pandas as pd

from tests.functional.support.people import REGION_COORDINATOR, Person
from tests.functional.support.serving import Site
from tests.functional.support.visitor import NewVisitor, Visitor

PAGE = "/oppna-data"
FILES = ("resultat.csv", "resultat-excel.csv", "resultat.json", "kolada.csv")
GOALS = "mal.csv"
GOTEBORG = Person("Göteborg", "kommunens samordnare")
GOTEBORG_2025 = "/gr/omstallningsformaga/2025/1480-goteborg"


def everything(visitor: Visitor) -> str:
    answers = [visitor.fetch("GET", f"{PAGE}/{name}") for name in FILES]
    assert {answer.status_code for answer in answers} == {200}
    return "".join(answer.text for answer in answers) + visitor.get(PAGE).text


def rows(visitor: Visitor) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(visitor.fetch("GET", f"{PAGE}/resultat.csv").text)))


def test_anybody_reads_what_is_shared_publicly_and_approved_and_nothing_else(visit: NewVisitor) -> None:
    visitor = visit()
    public = visitor.site.rows(
        "SELECT m.code, e.year FROM assessment a JOIN municipality m ON m.id = a.municipality_id "
        "JOIN round r ON r.id = a.round_id JOIN edition e ON e.id = r.edition_id "
        "WHERE a.sharing = 'PUBLIC' AND a.approved_at IS NOT NULL AND r.is_trial = 0"
    )
    assert public
    shared_rows = rows(visitor)
    assert {(row["municipality_code"], int(row["year"])) for row in shared_rows} == set(public)
    assert len(shared_rows) == 7 + 8 + 8  # in 2024 one capital was not asked about
    assert {row["example_data"] for row in shared_rows} == {"ja"}
    assert "Exempeldata." in visitor.get(PAGE).text


def test_the_figures_are_those_of_the_result_s_page_and_the_same_in_every_file(visit: NewVisitor) -> None:
    visitor, own = visit(), visit(GOTEBORG)
    page = own.get(f"{GOTEBORG_2025}/resultat").text
    of_2025 = [row for row in rows(visitor) if row["year"] == "2025"]
    assert of_2025
    assert all(row["level"] in page for row in of_2025)
    swedish = pd.read_csv(
        io.BytesIO(visitor.fetch("GET", f"{PAGE}/resultat-excel.csv").content),
        sep=";",
        decimal=",",
        dtype={"Kommunkod": str},
    )
    from_json = visitor.fetch("GET", f"{PAGE}/resultat.json").json()
    kolada = csv.DictReader(io.StringIO(visitor.fetch("GET", f"{PAGE}/kolada.csv").text))
    indices = [float(row["index"]) for row in rows(visitor) if row["index"]]
    assert [float(value) for value in swedish["Index"] if str(value) not in "-.."] == indices
    assert [row["index"] for row in from_json["rows"] if row["index"] is not None] == indices
    assert [float(row["value"]) for row in kolada if row["value"]] == indices


def test_withdrawing_takes_a_result_out_at_once_and_a_draft_is_never_in(visit: NewVisitor) -> None:
    visitor, own = visit(), visit(GOTEBORG)
    assert "Göteborg" in everything(visitor)
    for year in ("2024", "2025", "2026"):
        form = own.get(f"{GOTEBORG_2025.replace('2025', year)}/delning").form("Spara valet")
        own.send(form, sharing="named")
    assert rows(visitor) == []
    assert "Ingen kommun har valt" in visitor.get(PAGE).text
    assert "1480" not in everything(visitor)
    visitor.site.change("UPDATE assessment SET sharing = 'PUBLIC' WHERE approved_at IS NULL")
    assert rows(visitor) == []


def test_a_region_that_changes_its_name_has_the_new_one_there_at_once(visit: NewVisitor) -> None:
    visitor, region = visit(), visit(REGION_COORDINATOR)
    assert {row["region"] for row in rows(visitor)} == {"Göteborgsregionen"}
    region.send(region.get("/gr/installningar").form("Spara"), namn="Västra Storstaden")
    assert {row["region"] for row in rows(visitor)} == {"Västra Storstaden"}


def test_nothing_of_others_shows_whatever_they_answer(visit: NewVisitor) -> None:
    """Two worlds that differ in all that is not public look the same."""
    visitor = visit()
    before = everything(visitor)
    others = "(SELECT id FROM assessment WHERE sharing <> 'PUBLIC')"
    visitor.site.change(f"UPDATE agreed_answer SET position = 6 - position WHERE assessment_id IN {others}")
    assert everything(visitor) == before
    assert "Härryda" not in before
    assert visit(REGION_COORDINATOR).get(PAGE).by_class("site-footer")


def test_the_metadata_names_every_file_by_its_whole_address(site: Site, visit: NewVisitor) -> None:
    answer = visit().fetch("GET", f"{PAGE}/katalog.rdf")
    assert answer.headers["content-type"] == "application/rdf+xml; charset=utf-8"
    root = ET.fromstring(answer.content)
    addresses = [
        value for element in root.iter("{http://www.w3.org/ns/dcat#}downloadURL") for value in element.attrib.values()
    ]
    assert addresses == [f"{site.settings.public_url}{PAGE}/{name}" for name in FILES]
    titles = [element.text for element in root.iter("{http://purl.org/dc/terms/}title")]
    assert "Kommuners omställningsförmåga (exempeldata)" in titles


def test_there_are_no_other_files(visit: NewVisitor) -> None:
    visit().get(f"{PAGE}/finns-inte.csv", 404)


def goal_rows(visitor: Visitor) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(visitor.fetch("GET", f"{PAGE}/{GOALS}").text)))


def test_the_goals_of_a_region_are_counted_over_what_everybody_may_read(visit: NewVisitor) -> None:
    visitor, own = visit(), visit(GOTEBORG)
    politics = [row for row in goal_rows(visitor) if row["capital_id"] == "politiskt"]
    assert {(row["kommuner"], row["by_year"], row["example_data"]) for row in politics} == {("10", "2028", "ja")}
    levels = {
        row["year"]: int(row["level_position"])
        for row in rows(visitor)
        if row["capital_id"] == "politiskt" and row["level_position"]
    }
    # Göteborg alone shows its result to everybody.
    assert {row["year"]: (row["reached"], row["known"]) for row in politics} == {
        year: (str(int(level >= 3)), "1") for year, level in levels.items()
    }
    assert f"{PAGE}/{GOALS}" in visitor.get(PAGE).links.values()
    for year in ("2024", "2025", "2026"):
        form = own.get(f"{GOTEBORG_2025.replace('2025', year)}/delning").form("Spara valet")
        own.send(form, sharing="named")
    assert goal_rows(visitor) == []

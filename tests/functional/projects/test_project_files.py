"""Files of the project bank, the kommun's own page, and what a kommun hands out: the same as the pages, and no more."""

import csv
import io
from io import BytesIO

import openpyxl
import pytest

from tests.functional.support.people import (
    ALE_READER,
    HARRYDA_COORDINATOR,
    OTHER_REGION_COORDINATOR,
    REGION_COORDINATOR,
)
from tests.functional.support.visitor import NewVisitor, Visitor

EXPORT = "/gr/projekt/export"


@pytest.fixture
def reader(visit: NewVisitor) -> Visitor:
    return visit(ALE_READER)


def table(visitor: Visitor, name: str) -> list[dict[str, str]]:
    text = visitor.fetch("GET", f"{EXPORT}/{name}-maskin.csv").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_ideas_projects_and_calls_are_tables(reader: Visitor) -> None:
    ideas = {row["title"]: row for row in table(reader, "ideer")}
    assert len(ideas) == 9
    assert ideas["En delad energicontroller"]["kommuner_agare"] == "Ale och Härryda"
    assert ideas["Klimatutbildning för nya förtroendevalda"]["state"] == "Vilande"
    assert {row["state"] for row in table(reader, "projekt")} == {"I vardagen", "Lades ner", "Ansökan"}
    calls = table(reader, "utlysningar")
    assert [row["title"] for row in calls] == ["Klimatanpassning i kustkommuner", "Nya sätt att arbeta i små kommuner"]
    assert calls[0]["kommuner_soker"] == "Stenungsund"


def test_excel_has_them_all(reader: Visitor) -> None:
    content = reader.fetch("GET", f"{EXPORT}.xlsx").content
    sheets = openpyxl.load_workbook(BytesIO(content), read_only=True).sheetnames
    assert len(sheets) >= 4


def test_the_editor_s_file_has_no_drafts_either_and_others_get_none(visit: NewVisitor) -> None:
    assert len(table(visit(REGION_COORDINATOR), "utlysningar")) == 2
    for address in (f"{EXPORT}.xlsx", f"{EXPORT}/ideer.csv"):
        assert visit(OTHER_REGION_COORDINATOR).fetch("GET", address).status_code == 404
    visit(ALE_READER).get(f"{EXPORT}/annat.csv", 404)


def test_a_kommun_sees_on_its_page_what_closes_soon_and_is_for_it(visit: NewVisitor) -> None:
    harryda = visit(HARRYDA_COORDINATOR)
    harryda.site.change("UPDATE funding_call SET capital_ids = '[]' WHERE id = 1")
    page = harryda.get("/gr/kommuner/1401-harryda")
    assert page.links["Klimatanpassning i kustkommuner"] == "/gr/utlysningar/1"
    assert "Nya sätt att arbeta i små kommuner" not in page.links  # it closes later
    harryda.site.change("""UPDATE funding_call SET capital_ids = '["ingen"]' WHERE id = 1""")
    assert "Stänger snart" not in harryda.get("/gr/kommuner/1401-harryda").text
    region = visit(REGION_COORDINATOR)
    assert "Stänger snart" not in region.get("/gr/kommuner/1401-harryda").text

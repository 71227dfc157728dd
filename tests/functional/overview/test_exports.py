"""Files of a result and of a round: opened by real readers, with the same figures in each as on the page."""

import csv
import io
import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pandas as pd
import pikepdf
import pytest

from tests.functional.overview.test_overview import OVERVIEW, share
from tests.functional.overview.test_overview import rows as overview_rows
from tests.functional.support.pages import text_of
from tests.functional.support.people import (
    ALE_COORDINATOR,
    COORDINATOR,
    HARRYDA,
    HARRYDA_COORDINATOR,
    HARRYDA_READER,
    REGION_COORDINATOR,
    REGION_READER,
    ROUND,
    Person,
)
from tests.functional.support.visitor import NewVisitor, Visitor

pytestmark = pytest.mark.slow

KUNGSBACKA = f"{ROUND}/1384-kungsbacka"
"""Has a draft."""
MOLNDAL = f"{ROUND}/1481-molndal"
"""Has a result and shares nothing."""
HOSTILE = '=HYPERLINK("http://x";"y")'
DOCUMENTS = {
    "export.pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "export.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "export-plan.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
SLOW = {*DOCUMENTS, "export-profil.png"}


def fetched(visitor: Visitor, home: str, *names: str) -> dict[str, bytes]:
    """Files by their address below `home`."""
    files = {}
    for name in names:
        answer = visitor.fetch("GET", f"{home}/{name}")
        assert answer.status_code == 200, name
        assert answer.headers["content-type"] == TYPES[Path(name).suffix]
        assert answer.headers["cache-control"] == "no-store"
        match = re.fullmatch(r'attachment; filename="([a-z0-9.-]+)"', answer.headers["content-disposition"])
        assert match is not None
        assert Path(match[1]).suffix == Path(name).suffix
        files[name] = answer.content
    return files


def every_file(visitor: Visitor, home: str) -> dict[str, bytes]:
    """What the page of files leads to, but for what takes time to make."""
    links = [link.get("href", "") for link in visitor.get(f"{home}/export").tree.iter("a")]
    names = [
        link.removeprefix(f"{home}/")
        for link in links
        if link.startswith((f"{home}/export.", f"{home}/export-", f"{home}/export/"))
    ]
    return fetched(visitor, home, *(name for name in names if name not in SLOW))


def swedish(content: bytes) -> pd.DataFrame:
    """As a Swedish spreadsheet reads it; marks are nothing."""
    text = {"Kommunkod": str}
    return pd.read_csv(
        io.BytesIO(content), sep=";", decimal=",", dtype=text, na_values=["-", ".", ".."], encoding="utf-8-sig"
    )


def machine(content: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(content), dtype={"municipality_code": str, "municipality": str})


def excel(content: bytes, sheet: str) -> pd.DataFrame:
    return pd.read_excel(io.BytesIO(content), sheet_name=sheet, dtype={"Kommunkod": str}, na_values=["-", ".", ".."])


def tables_of(files: Mapping[str, bytes]) -> dict[str, str]:
    """Name in the address -> name of the sheet, for the tables that the workbook has."""
    tables = json.loads(files["export.json"])["tables"]
    return {table["name"]: table["title"] for table in tables if table["name"] != "om"}


def numbers(frame: pd.DataFrame) -> list[list[float]]:
    """Every column of figures, in order, with gaps as -1."""
    figures = frame.select_dtypes("number")
    return [list(figures[column].fillna(-1)) for column in figures.columns if figures[column].notna().any()]


@pytest.mark.parametrize(("home", "person"), [(HARRYDA, HARRYDA_READER), (ROUND, REGION_READER)])
def test_both_csv_files_and_the_sheet_of_a_table_hold_equal_figures(
    visit: NewVisitor, home: str, person: Person
) -> None:
    files = every_file(visit(person), home)
    assert len(files) >= 15
    names = tables_of(files)
    assert len(names) >= 4
    for name, title in names.items():
        sheet = numbers(excel(files["export.xlsx"], title))
        # The CSV files have the year before the table's own columns.
        assert numbers(swedish(files[f"export/{name}.csv"]))[1:] == sheet, name
        assert numbers(machine(files[f"export/{name}-maskin.csv"]))[1:] == sheet, name
        data = next(table for table in json.loads(files["export.json"])["tables"] if table["title"] == title)
        assert numbers(pd.DataFrame(data["rows"]).drop(columns="marks", errors="ignore"))[: len(sheet)] == sheet, name


def test_a_result_s_files_have_the_figures_of_its_page_and_pages_of_the_region(visit: NewVisitor) -> None:
    visitor = visit(HARRYDA_READER)
    page = visitor.get(f"{HARRYDA}/resultat")
    figures = {row[0]: (row[1], row[2]) for row in page.table[1:]}
    file_figures = {
        row["Kapitalslag"]: (row["Nivå"], row["Index"])
        for row in csv.DictReader(
            io.StringIO(fetched(visitor, HARRYDA, "export/kapitalslag.csv").popitem()[1].decode("utf-8-sig")),
            delimiter=";",
        )
    }
    assert file_figures.keys() == figures.keys()
    for capital, (level, index) in figures.items():
        assert file_figures[capital][0] == level
        assert abs(float(file_figures[capital][1].replace(",", ".")) - float(index.replace(",", "."))) <= 0.05
    kolada = pd.read_csv(
        io.BytesIO(fetched(visit(REGION_READER), ROUND, "export-kolada.csv")["export-kolada.csv"]), dtype=str
    )
    own = kolada[(kolada.municipality == "1401")].value.str.replace(".", ",").tolist()
    assert own == [index for _, index in file_figures.values()]


def test_a_round_s_files_have_the_figures_of_the_overview_and_marks_where_it_has_words(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    figures = overview_rows(region.get(OVERVIEW))
    files = fetched(region, ROUND, "export/kommuner.csv")
    file_rows = list(csv.reader(io.StringIO(files["export/kommuner.csv"].decode("utf-8-sig")), delimiter=";"))
    assert [row[4] for row in file_rows[1:]] == list(figures)
    assert {row[3] for row in file_rows[1:]} >= {"1440", "1401"}
    for row in file_rows[1:]:
        cells = figures[row[4]][2:]
        if len(cells) == 1:
            assert set(row[8:]) == {".." if cells == ["delar inte"] else "-"}, row[4]
        else:
            assert [text[:1].isdigit() for text in row[8:]] == [text[:1].isdigit() for text in cells], row[4]


def test_a_kommun_that_withdraws_is_gone_from_the_region_s_files_at_once(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    share(visit(HARRYDA_COORDINATOR), HARRYDA, "nothing")
    kolada = fetched(region, ROUND, "export-kolada.csv").popitem()[1].decode()
    assert re.findall("omstallningsformaga-[a-z]+,1401,2026,(.*)\r\n", kolada) == [",.."] * 8


def test_hostile_names_and_actions_stay_text_in_every_file(visit: NewVisitor) -> None:
    visitor = visit(Person("Kungsbacka", COORDINATOR))
    form = visitor.get(f"{KUNGSBACKA}/atgarder").form("Lägg till")
    visitor.send(form, capital="human", text="@SUM(A1)\n-rad", owner="+46 31", status="planned")
    visitor.site.change("UPDATE municipality SET name = ? WHERE slug = '1384-kungsbacka'", HOSTILE)
    files = every_file(visitor, KUNGSBACKA)
    for name, content in files.items():
        if name.endswith(".csv"):
            delimiter = "," if "maskin" in name or "kolada" in name else ";"
            fields = [
                cell
                for row in csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=delimiter)
                for cell in row
            ]
            assert not [cell for cell in fields if re.match(r"[=+@]|-[^0-9]", cell)], name
            assert "kolada" in name or f"'{HOSTILE}" in fields
    book = openpyxl.load_workbook(io.BytesIO(files["export.xlsx"]))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "d"}
    assert "@SUM(A1)" in str(book["Åtgärder"]["C2"].value)
    assert book["Läs mig"]["A1"].value == f"{HOSTILE} 2026"
    assert json.loads(files["export.json"])["source"]["owner"] == HOSTILE


def test_libreoffice_opens_every_document_and_finds_the_kommun_in_it(visit: NewVisitor, tmp_path: Path) -> None:
    visitor = visit(HARRYDA_READER)
    for name in ("export.xlsx", *DOCUMENTS):
        answer = visitor.fetch("GET", f"{HARRYDA}/{name}")
        assert answer.headers["content-type"] == (DOCUMENTS | {"export.xlsx": TYPES[".xlsx"]})[name]
        name_pattern = r'filename="omstallningsformaga-1401-harryda-2026-exempeldata(-plan)?\.'
        assert re.search(name_pattern, answer.headers["content-disposition"])
        (tmp_path / f"{name.removeprefix('export').strip('-.').replace('.', '-')}{Path(name).suffix}").write_bytes(
            answer.content
        )
    program = shutil.which("soffice")
    assert program is not None
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    documents = sorted(str(path) for path in tmp_path.glob("*.*"))
    command = [program, "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path / "pdf"), *documents]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    for kind, pages in (("xlsx", 5), ("pptx", 7), ("docx", 8), ("plan-docx", 1)):
        with pikepdf.open(tmp_path / "pdf" / f"{kind}.pdf") as pdf:
            assert len(pdf.pages) >= pages, kind


def test_only_those_who_see_the_result_take_out_its_files(visit: NewVisitor) -> None:
    region, other = visit(REGION_READER), visit(ALE_COORDINATOR)
    for name in ("export", "export.xlsx", "export/kapitalslag.csv"):
        assert region.fetch("GET", f"{HARRYDA}/{name}").status_code == 200
        assert region.fetch("GET", f"{MOLNDAL}/{name}").status_code == 403
        assert other.fetch("GET", f"{HARRYDA}/{name}").status_code == 404
    for name in DOCUMENTS:
        assert region.fetch("GET", f"{MOLNDAL}/{name}").status_code == 403
        assert other.fetch("GET", f"{HARRYDA}/{name}").status_code == 404
    assert region.fetch("GET", f"{HARRYDA}/export/finns-inte.csv").status_code == 404
    assert other.fetch("GET", f"{ROUND}/export.xlsx").status_code == 404
    assert "En provomgång har ingen översikt" in region.get(f"{ROUND}-prov/export", 409).text


def test_the_page_of_files_says_what_each_is_and_how_figures_are_marked(visit: NewVisitor) -> None:
    page = visit(HARRYDA_READER).get(f"{HARRYDA}/export")
    text = text_of(page.tree)
    assert "Filerna är märkta: Exempeldata." in text
    assert re.search(r"Excel \d+ kB Alla tabeller", text)
    assert "Skyddat. Visas inte, för att få har svarat" in text

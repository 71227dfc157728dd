"""Everywhere that a kommun's index, level and change are shown: each place as it is read, each figure as it is told.

Files and the API have figures with more decimals than pages, so they are rounded here by the rule of the method.
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any
from xml.etree.ElementTree import Element

import docx
import openpyxl

from tests.functional.support.api_clients import read
from tests.functional.support.pages import Page, text_of
from tests.functional.support.serving import Site
from tests.functional.support.visitor import Visitor

TENTH, HUNDREDTH = Decimal("0.1"), Decimal("0.01")
QUESTIONNAIRE = "/gr/omstallningsformaga"
Table = list[list[str]]


def index_text(value: object) -> str:
    """One decimal, one more where that would look like the next whole level."""
    exact = Decimal(str(value))
    decimal = exact.quantize(TENTH, ROUND_HALF_UP)
    if decimal > exact and decimal == int(decimal):
        decimal = exact.quantize(HUNDREDTH, ROUND_HALF_UP)
        decimal = exact.quantize(HUNDREDTH, ROUND_FLOOR) if decimal == int(decimal) else decimal
    return str(decimal).replace(".", ",")


def change_text(value: object, finest: Decimal = TENTH) -> str:
    decimal = Decimal(str(value)).quantize(finest, ROUND_HALF_UP)
    sign = "+" if decimal > 0 else "−" if decimal < 0 else ""
    return f"{sign}{abs(decimal)}".replace(".", ",")


def captioned(page: Page) -> Iterator[tuple[str, Table]]:
    """The tables, heads included, with their captions or the names of the regions they stand in."""
    for table in page.tree.iter("table"):
        caption = next((text_of(element) for element in table.iter("caption")), "")
        yield caption, [[text_of(cell) for cell in row if cell.tag in {"th", "td"}] for row in table.iter("tr")]


class Shown:
    """What is shown of one kommun: figure -> place -> text. A figure is its kind, its year and the capital."""

    def __init__(self) -> None:
        self.texts: dict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)

    def index(self, place: str, year: object, capital: str, text: str) -> None:
        if text[:1].isdigit():
            self.texts["index", str(year), capital][place] = text

    def level(self, place: str, year: object, capital: str, text: str) -> None:
        if text and text[0].isalpha():
            self.texts["nivå", str(year), capital][place] = text.capitalize()

    def change(self, place: str, years: str, capital: str, difference: str, verdict: str, shared: str) -> None:
        """`years` as in "2025–2026". What is not told in a place is left out."""
        for kind, text in (("förändring", difference), ("bedömning", verdict), ("frågor", shared)):
            if text and text not in "–-.":
                self.texts[kind, years, capital][place] = " ".join(text.split())

    # Pages

    def page(self, place: str, page: Page, year: int) -> None:
        for caption, table in captioned(page):
            self.table(f"{place}, {caption}", caption, table, year)
        for drawing in page.tree.iter("div"):
            if drawing.get("role") == "img":
                self._drawing(place, drawing.get("aria-label", ""))

    def table(self, place: str, caption: str, table: Table, year: int) -> None:
        header, *rows = table
        for row in rows:
            if caption.startswith("Profil "):
                self.level(place, year, row[0], row[1])
                self.index(place, year, row[0], row[2])
                for earlier, text in zip(header[4:], row[4:], strict=True):
                    self.index(f"{place}, året före", earlier, row[0], text)
            elif caption.startswith("Siffrorna i diagrammet"):
                self.level(place, year, row[0], row[1])
                self._years(place, header[2:], row[0], row[2:])
            elif caption == "Nivå per kapitalslag":
                self.level(place, year, row[0], row[1])
                self.index(place, year, row[0], row[2])
            elif caption == "Index per år":
                for other, text in zip(header[1:], row[1:], strict=True):
                    self.index(place, other, row[0], text)
            elif caption == "Mål":
                self.level(place, year, row[0], row[1])
            elif match := re.fullmatch(r"Förändring från (\d{4}) till (\d{4})", caption):
                verdict = row[2] if row[1] != "–" else ""
                self.change(place, "–".join(match.groups()), row[0], row[1], verdict, row[3])

    def _years(self, place: str, headings: list[str], capital: str, cells: list[str]) -> None:
        """Of columns some of which are years."""
        for heading, text in zip(headings, cells, strict=True):
            if heading.isdigit():
                self.index(f"{place}, {heading}", heading, capital, text)

    def _drawing(self, place: str, words: str) -> None:
        if words.startswith("Punktdiagram"):
            for name, index in re.findall(r"(?:^|[.;] )([A-ZÅÄÖ][\w ]+?) (\d,\d+)", words):
                self.index(f"{place}, punkter", self.year_of(place), name, index)
            for name, year, index in re.findall(
                r"(?:[.;] )([A-ZÅÄÖ][\w ]+?) \d,\d+ \([^;]*?(\d{4}): (\d,\d+)\)", words
            ):
                self.index(f"{place}, punkter, året före", year, name, index)
        elif words.startswith("Linjediagram"):
            for name, years, links in re.findall(r"([A-ZÅÄÖ][\w ]+?): ([^(;]*) \((.*?)\)(?=[;.])", words):
                for year, index in re.findall(r"(\d{4}) (\d,\d+)", years):
                    self.index(f"{place}, rutor", year, name, index)
                for both, verdict, change in re.findall(r"(\d{4}–\d{4}) ([\w ]+), ([+−]?\d,\d+)", links):
                    self.change(f"{place}, rutor", both, name, change, verdict, "")
        elif words.startswith("Diagram över förändring"):
            both = f"{int(self.year_of(place)) - 1}–{self.year_of(place)}"
            for name, change, shared, verdict in re.findall(
                r"([A-ZÅÄÖ][\w ]+?) ([+−]?\d,\d+) på (\d+ av \d+)\s+frågor, ([\w ]+)", words
            ):
                self.change(f"{place}, streck", both, name, change, verdict, shared)

    @staticmethod
    def year_of(place: str) -> str:
        return place[:4]

    def radar(self, place: str, page: Page, names: Iterable[str]) -> None:
        """The lines of the profile, axis by axis in the order of the capitals."""
        captions = (text_of(caption) for caption in page.tree.iter("figcaption"))
        words = next(text for text in captions if "Radardiagram" in text)
        for year, line in re.findall(r"(?<=\. )(\d{4}): (.*?)\.(?= |$)", words):
            for name, text in zip(names, re.split(r", (?=[A-ZÅÄÖ])", line), strict=True):
                self.index(f"{place}, radar", year, name, text.rsplit(" ", 1)[-1])

    def cards(self, place: str, page: Page, year: int) -> None:
        """The capitals of a result page, each with its level, its index and what is said of it."""
        for card in page.tree.iter("li"):
            if card.get("class") == "card":
                name, words = text_of(_first(card, "h3")), text_of(card)
                self.level(place, year, name, text_of(_first(card, "strong")))
                for index in re.findall(r"index (\d,\d+)", words):
                    self.index(place, year, name, index)
                self.sentence(place, name, year, words)

    def sentence(self, place: str, name: str, year: int, words: str) -> None:
        pattern = r"Sedan (\d{4}): ([\w ]+) \(([+−]?\d,\d+)\), räknat på (\d+ av \d+)\s+fråg"
        for earlier, verdict, change, shared in re.findall(pattern, words):
            self.change(f"{place}, mening", f"{earlier}–{year}", name, change, verdict, shared)

    def chapters(self, place: str, page: Page, year: int) -> None:
        for part in page.tree.iter("details"):
            if "report-chapter" in (part.get("class") or "").split():
                name, words = text_of(_first(part, "h3")), text_of(part)
                level, index = (text_of(element) for element in list(part.iter("dd"))[:2])
                self.level(place, year, name, level)
                self.index(place, year, name, index)
                self.sentence(place, name, year, words)

    def compared(self, place: str, page: Page, year: int, column: str) -> None:
        """The own column among the anonymous figures, or a named kommun's."""
        for _, (header, *rows) in captioned(page):
            if column in header:
                for row in rows:
                    index, _, level = row[header.index(column)].partition(" ")
                    self.index(place, year, row[0], index)
                    self.level(place, year, row[0], level)

    def side_by_side(self, place: str, page: Page, kommun: str, names: Iterable[str], year: int) -> None:
        """The kommun's row in the region's table, its last cells one for each capital."""
        names = list(names)
        row = next(
            row for _, table in captioned(page) for row in table[1:] if row[0] == kommun and re.match(r"\d,\d", row[-1])
        )
        for name, cell in zip(names, row[-len(names) :], strict=True):
            index, _, level = cell.partition(" ")
            self.index(place, year, name, index)
            self.level(place, year, name, level)

    # Files and the API

    def files(self, place: str, visitor: Visitor, home: str, year: int) -> None:
        for name, rows in _every_form(visitor, f"{home}/export", "kapitalslag", "Kapitalslag"):
            for row in rows:
                self._row(f"{place}, {name}", row, year)
                self._index(f"{place}, {name}, året före", row["earlier_year"], row["capital"], row["earlier_index"])
        for name, rows in _every_form(visitor, f"{home}/export", "utveckling", "Utveckling"):
            for row in rows:
                self._row(f"{place}, {name}, utveckling", row, row["result_year"])
        kolada = visitor.fetch("GET", f"{home}/export-kolada.csv").text
        names = {row["capital_id"]: row["capital"] for row in rows}
        for row in csv.DictReader(io.StringIO(kolada)):
            capital = names[row["kpi"].removeprefix("omstallningsformaga-")]
            self._index(f"{place}, kolada", row["period"], capital, row["value"])

    def _row(self, place: str, row: dict[str, Any], year: object) -> None:
        capital, shared = row["capital"], f"{row['shared_questions']} av {row['questions']}"
        self._index(place, year, capital, row["index"])
        self.level(place, year, capital, row["level"] or "")
        difference, years = row["change_on_shared_questions"], f"{row['earlier_year']}–{year}"
        if is_figure(difference):
            self.change(place, years, capital, change_text(difference), row["trend"], shared)

    def _index(self, place: str, year: object, capital: str, value: object) -> None:
        if is_figure(value):
            self.index(place, year, capital, index_text(value))

    def round_files(self, place: str, visitor: Visitor, home: str, kommun: str, year: int) -> None:
        """What the region takes out of a round, of the kommun."""
        tables = {table["name"]: table for table in visitor.fetch("GET", f"{home}/export.json").json()["tables"]}
        names = {column["key"]: column["heading"] for column in tables["kommuner"]["columns"]}
        (wide,) = [row for row in tables["kommuner"]["rows"] if row["municipality"] == kommun]
        for capital_id in {row["capital_id"] for row in tables["resultat"]["rows"]}:
            self._index(f"{place}, bredvid varandra", year, names[capital_id], wide[capital_id])
        for row in tables["resultat"]["rows"]:
            if row["municipality"] == kommun:
                self._index(f"{place}, på längden", year, row["capital"], row["index"])
                self.level(f"{place}, på längden", year, row["capital"], row["level"] or "")

    def open_data(self, place: str, visitor: Visitor, code: str) -> None:
        for row in csv.DictReader(io.StringIO(visitor.fetch("GET", "/oppna-data/resultat.csv").text)):
            if row["municipality_code"] == code:
                self._index(place, row["year"], row["capital"], row["index"])
                self.level(place, row["year"], row["capital"], row["level"])

    def api(self, site: Site, token: str, code: str, year: int) -> None:
        verdicts = {
            "up": "tydligt upp",
            "down": "tydligt ned",
            "unclear": "ingen tydlig förändring",
            "untested": "inte prövad mot osäkerhet",
        }
        place = f"{year} API"
        for capital in read(site, token, f"rounds/omstallningsformaga/{year}/assessments/{code}/result")["capitals"]:
            self._index(place, year, capital["name"], capital["index"])
            self.level(place, year, capital["name"], capital["level"]["label"] if capital["level"] else "")
            change = capital["change"]
            if change is None:
                continue
            self._index(f"{place}, året före", change["earlier_year"], capital["name"], change["earlier_index"])
            if change["status"] == "compared":
                difference = change_text(change["change_on_shared_questions"])
                shared = f"{change['shared_questions']} av {change['questions']}"
                years = f"{change['earlier_year']}–{year}"
                self.change(place, years, capital["name"], difference, verdicts[change["trend"]], shared)

    def word(self, content: bytes, year: int) -> None:
        """The tables by the captions that stand above them, as a reader finds them."""
        document = docx.Document(io.BytesIO(content))
        caption = ""
        for block in document.iter_inner_content():
            if isinstance(block, docx.table.Table):
                rows = [[" ".join(cell.text.split()) for cell in row.cells] for row in block.rows]
                self.table(f"{year} Word, {caption}", caption, rows, year)
            elif block.text.strip():
                caption = block.text.strip()


def is_figure(value: object) -> bool:
    return value is not None and str(value) not in {"", "-", ".", ".."}


def _first(element: Element, tag: str) -> Element:
    return next(element.iter(tag))


def _every_form(visitor: Visitor, home: str, name: str, sheet: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A table as both kinds of CSV, as JSON and as Excel: rows by the machine's keys. Nothing where there is none."""
    tables = {table["name"]: table for table in visitor.fetch("GET", f"{home}.json").json()["tables"]}
    if name not in tables:
        return
    keys = [column["key"] for column in tables[name]["columns"]]
    yield "JSON", tables[name]["rows"]
    machine = visitor.fetch("GET", f"{home}/{name}-maskin.csv").text
    yield "CSV för program", list(csv.DictReader(io.StringIO(machine)))
    swedish = visitor.fetch("GET", f"{home}/{name}.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(swedish), delimiter=";"))[1:]
    yield "CSV för Excel", [_by_key(keys, [cell.replace(",", ".") for cell in row[-len(keys) :]]) for row in rows]
    book = openpyxl.load_workbook(io.BytesIO(visitor.fetch("GET", f"{home}.xlsx").content))
    yield "Excel", [_by_key(keys, row) for row in book[sheet].iter_rows(min_row=2, values_only=True)]


def _by_key(keys: list[str], row: Iterable[Any]) -> dict[str, Any]:
    return dict(zip(keys, row, strict=True))

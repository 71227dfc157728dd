"""What a kommun hands out of an assessment when somebody asks for its documents (allmänna handlingar).

The same sheets make the CSV files and the PDF, so that they never say different things.
"""

import csv
import hashlib
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from app.reports.results.data_file import escape_formula

MASKED = "[maskerad uppgift]"
PDF_NAME = "handlingar.pdf"
README_NAME = "LASMIG.txt"


@dataclass(frozen=True, slots=True)
class DisclosureSheet:
    """One table: a CSV file (`key`.csv) and, unless it is long and found elsewhere, a part of the PDF."""

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str = "Det finns inget."
    """Said where there are no rows."""
    on_paper: bool = True


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Everything that is handed out, already masked. `reference` is the diary number or the decision."""

    municipality_name: str
    municipality_code: str
    title: str
    year: int
    marks: tuple[str, ...]
    generated: str
    generated_iso: str
    reference: str
    sheets: tuple[DisclosureSheet, ...]
    masked: int
    ground: str
    left_out: tuple[str, ...]
    """Sentences on what is not in it, and why."""

    @property
    def whose(self) -> str:
        """With its code, for a kommun."""
        code = f" ({self.municipality_code})" if self.municipality_code else ""
        return f"{self.municipality_name}{code}"

    @property
    def file_name(self) -> str:
        return "-".join(filter(None, ("utlamnande", self.municipality_code, str(self.year)))) + ".zip"


def mask_key(kind: str, question_id: str, text: str) -> str:
    """By what a text is told from others in the review. It says nothing of who wrote it."""
    return hashlib.sha256(f"{kind}\n{question_id}\n{text}".encode()).hexdigest()[:24]


def sheet_csv(sheet: DisclosureSheet) -> bytes:
    """As Swedish spreadsheets open it: UTF-8 with byte order mark, semicolons, no cell that is taken for a formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(sheet.columns)
    writer.writerows([escape_formula(cell) for cell in row] for row in sheet.rows)
    return text.getvalue().encode("utf-8-sig")


def readme(disclosure: Disclosure) -> bytes:
    """What is in the archive and what is not, in plain text."""
    lines = [
        f"{disclosure.title}, {disclosure.whose}",
        *disclosure.marks,
        "",
        f"Framtaget {disclosure.generated} ur Omställningskollen. Diarienummer eller beslut: {disclosure.reference}.",
        "",
        "Filer",
        f"  {PDF_NAME}: det mesta, att läsa",
        *(f"  {sheet.key}.csv: {sheet.title} ({len(sheet.rows)} rader)" for sheet in disclosure.sheets),
        "CSV-filerna är i UTF-8 med semikolon mellan fälten.",
        "",
        "Maskerat",
        f"  {disclosure.masked} uppgifter är ersatta med {MASKED}."
        if disclosure.masked
        else "  Ingen uppgift är maskerad.",
        *((f"  Grund: {disclosure.ground}",) if disclosure.ground else ()),
        "",
        "Ingår inte",
        *(f"  {sentence}" for sentence in disclosure.left_out),
    ]
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")


def archive(disclosure: Disclosure, pdf: bytes) -> bytes:
    """The zip file. The same content gives the same bytes."""
    files = [(README_NAME, readme(disclosure)), (PDF_NAME, pdf)]
    files += [(f"{sheet.key}.csv", sheet_csv(sheet)) for sheet in disclosure.sheets]
    return _zipped(files, disclosure.generated_iso)


def _zipped(files: Sequence[tuple[str, bytes]], day: str) -> bytes:
    year, month, date = map(int, day.split("-"))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files:
            target.writestr(zipfile.ZipInfo(name, (year, month, date, 12, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()

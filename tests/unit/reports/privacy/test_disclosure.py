"""The archive that a kommun hands out: the same sheets as files and on paper, nothing that a spreadsheet would run."""

import csv
import io
import zipfile
from dataclasses import replace

import pytest

from app.reports.paper.rendering import disclosure_page
from app.reports.privacy.disclosure import MASKED, Disclosure, DisclosureSheet, archive, mask_key, readme, sheet_csv

SHEETS = (
    DisclosureSheet(
        "enade-svar", "Det kommunen enades om", ("Fråga", "Skäl"), (("Vilka mål?", "Åäö; ”citat”\noch ny rad"),)
    ),
    DisclosureSheet("logg", "Loggen", ("Tid",), (), "Loggen är tom.", on_paper=False),
    DisclosureSheet("utskick", "Utskick", ("Tid",), (), "Inga mejl har skickats."),
)
DISCLOSURE = Disclosure(
    municipality_name="Norrby",
    municipality_code="9901",
    title="Omställningsförmåga",
    year=2026,
    marks=("Exempeldata",),
    generated="2 november 2026",
    generated_iso="2026-11-02",
    reference="KS 2026/123",
    sheets=SHEETS,
    masked=2,
    ground="21 kap. 7 § OSL",
    left_out=("Enskilda svar.",),
)


def cells(sheet: DisclosureSheet) -> list[list[str]]:
    return list(csv.reader(io.StringIO(sheet_csv(sheet).decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+46", "-2+3+cmd|' /C calc'!A0", "@SUM(A1)", "＝1+1", "-A1", "=HYPERLINK(1)"],
)
def test_no_cell_is_taken_for_a_formula(text: str) -> None:
    [_, [cell]] = cells(DisclosureSheet("x", "x", ("Text",), ((text,),)))
    assert cell == f"'{text}"


@pytest.mark.parametrize("text", ["Skäl; med semikolon", "två\nrader", '"citat"', "a=b", "-1,5", "2026-11-02", ""])
def test_other_text_is_as_it_was_written(text: str) -> None:
    assert cells(DisclosureSheet("x", "x", ("Text", "Annat"), ((text, "b"),)))[1] == [text, "b"]


def test_the_archive_has_a_file_for_each_sheet_the_pdf_and_a_readme() -> None:
    content = archive(DISCLOSURE, b"%PDF-1.7")
    with zipfile.ZipFile(io.BytesIO(content)) as archive_:
        assert archive_.testzip() is None
        assert archive_.namelist() == ["LASMIG.txt", "handlingar.pdf", "enade-svar.csv", "logg.csv", "utskick.csv"]
        assert archive_.read("handlingar.pdf") == b"%PDF-1.7"
    assert archive(DISCLOSURE, b"%PDF-1.7") == content
    assert DISCLOSURE.file_name == "utlamnande-9901-2026.zip"


def test_the_readme_says_what_is_masked_why_and_what_is_left_out() -> None:
    text = readme(DISCLOSURE).decode("utf-8-sig")
    for words in (
        "KS 2026/123",
        f"2 uppgifter är ersatta med {MASKED}",
        "21 kap. 7 § OSL",
        "Enskilda svar.",
        "Exempeldata",
    ):
        assert words in text
    assert "Ingen uppgift är maskerad" in readme(replace(DISCLOSURE, masked=0, ground="")).decode("utf-8-sig")


def test_the_paper_has_every_sheet_that_is_to_be_read_and_says_what_is_empty() -> None:
    page = disclosure_page(DISCLOSURE)
    assert "Vilka mål?" in page
    assert "Inga mejl har skickats." in page
    assert "Loggen" not in page


def test_text_cannot_become_markup_on_paper() -> None:
    sly = replace(DISCLOSURE, sheets=(DisclosureSheet("x", "x", ("Text",), (("<script>alert(1)</script>",),)),))
    assert "<script>" not in disclosure_page(sly)


def test_a_text_is_known_by_what_it_is_and_where_it_stands() -> None:
    assert mask_key("Skäl", "q1", "text") == mask_key("Skäl", "q1", "text")
    assert len({mask_key("Skäl", "q1", "a"), mask_key("Skäl", "q2", "a"), mask_key("Kommentar", "q1", "a")}) == 3

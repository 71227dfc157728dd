"""The regional report as a PDF: tagged and archivable as a kommun's, each kommun's profile a figure with its numbers."""

import datetime as dt
import io
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace

import pikepdf
import pytest

from app.reports.overview.regional.content import contents
from app.reports.paper.document import regional_pdf
from tests.integration.support.pdf_checks import (
    CHECKS,
    elements,
    is_element,
    kids,
    of,
    outline,
    page_of,
    pages_of_headings,
)
from tests.unit.reports.support.golden import assert_golden
from tests.unit.reports.support.regional_samples import HIDDEN, SUBJECT, content, findings, many

pytestmark = pytest.mark.slow

CREATED = dt.datetime(2026, 11, 27, 12, 0, tzinfo=dt.UTC)
MARKED = replace(SUBJECT, is_example_data=True)
EXAMPLE = content(subject=MARKED)
OPENING = "Radardiagram"


@pytest.fixture(scope="module")
def pdf() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(regional_pdf(EXAMPLE, CREATED))) as document:
        yield document


@pytest.fixture(scope="module")
def of_many() -> Iterator[pikepdf.Pdf]:
    """So many kommuner that tables and figures go on over pages."""
    with pikepdf.open(io.BytesIO(regional_pdf(content(many(24), MARKED), CREATED))) as document:
        yield document


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
@pytest.mark.parametrize("file", ["pdf", "of_many"])
def test_what_every_report_keeps(
    request: pytest.FixtureRequest, file: str, check: Callable[[pikepdf.Pdf], None]
) -> None:
    check(request.getfixturevalue(file))


def test_the_document_says_language_title_and_what_it_conforms_to(pdf: pikepdf.Pdf) -> None:
    assert (str(pdf.Root.Lang), str(pdf.docinfo.Title)) == ("sv", "Omställningsförmåga 2026, Provregionen")
    with pdf.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"], metadata["pdfuaid:part"]) == ("3", "A", "1")


def test_every_kommun_that_shares_is_a_figure_that_gives_its_numbers(pdf: pikepdf.Pdf) -> None:
    alternatives = [str(figure.Alt) for figure in of(pdf, "/Figure")]
    assert EXAMPLE.profiles is not None
    assert [text for text in alternatives if text.startswith(OPENING)] == [
        radar.alternative for radar in EXAMPLE.profiles.radars
    ]
    assert EXAMPLE.levels is not None
    assert EXAMPLE.change is not None
    assert {EXAMPLE.levels.alternative, EXAMPLE.change.alternative, EXAMPLE.profiles.key.alternative} <= {*alternatives}


def test_every_figure_of_many_has_its_own_alternative(of_many: pikepdf.Pdf) -> None:
    radars = [str(figure.Alt) for figure in of(of_many, "/Figure") if str(figure.Alt).startswith(OPENING)]
    assert len(radars) == len(set(radars)) == 24


def test_bookmarks_contents_and_links_name_every_part(pdf: pikepdf.Pdf) -> None:
    parts = {text for _, text in contents(EXAMPLE)}
    with pdf.open_outline() as outline:
        assert parts <= {entry.title for top in outline.root for entry in (top, *top.children)}
    assert {str(link.Contents) for page in pdf.pages for link in page.get("/Annots", [])} == parts


def test_page_one_is_one_page_and_the_last_holds_method_and_version(pdf: pikepdf.Pdf, of_many: pikepdf.Pdf) -> None:
    for file in (pdf, of_many):
        assert page_of(file, "sammanfattning") == 2
        assert page_of(file, "innehall") == 3
        assert pages_of_headings(file).count(2) == 6  # its name, three columns, proposals and decisions
        assert page_of(file, "metod") == len(file.pages)


def test_with_thirteen_kommuner_no_page_is_left_half_empty_for_a_table_that_nearly_fits() -> None:
    with pikepdf.open(io.BytesIO(regional_pdf(content(many(13), MARKED), CREATED))) as file:
        assert page_of(file, "deltagande") == page_of(file, "innehall")
        assert page_of(file, "metod") == page_of(file, "andrat") + 1


def test_pages_are_a4_and_the_wide_table_lies_down(pdf: pikepdf.Pdf) -> None:
    sizes = [tuple(round(float(str(side))) for side in page.MediaBox[2:]) for page in pdf.pages]
    assert sizes[page_of(pdf, "kommuner") - 1] == (842, 595)
    assert sizes.count((842, 595)) == 1
    assert set(sizes) == {(595, 842), (842, 595)}
    assert page_of(pdf, "profiler") == page_of(pdf, "kommuner") + 1


def test_the_wide_table_heads_its_columns_on_each_page_and_every_kommun_its_row(of_many: pikepdf.Pdf) -> None:
    parts = [_below(table) for table in of(of_many, "/Table")]
    wide = [part for part in parts if round(float(str(part[-1].Pg.MediaBox[2]))) == 842]
    assert len(wide) == 2
    for part in wide:
        assert [str(cell.A.Scope) for cell in part if _is(cell, "/TH")][:9] == ["/Column"] * 9
    cells = [cell for part in wide for cell in part]
    assert sum(_is(cell, "/TD") for cell in cells) == 24 * 8
    assert sum(_is(cell, "/TH") and str(cell.A.Scope) == "/Row" for cell in cells) == 24


def _below(element: pikepdf.Object) -> list[pikepdf.Object]:
    return [descendant for kid in kids(element) if is_element(kid) for descendant in (kid, *_below(kid))]


def _is(element: pikepdf.Object, tag: str) -> bool:
    return str(element.S) == tag


def test_the_figures_travel_inside_as_data(pdf: pikepdf.Pdf) -> None:
    [file] = pdf.Root.AF
    assert (str(file.AFRelationship), str(file.UF)) == ("/Data", "omstallningskollen-provregionen-2026.csv")
    assert file.EF.F.read_bytes().startswith(b"region,year,example_data,record,municipality_code,")


def test_the_tag_tree_equals_the_stored_one(pdf: pikepdf.Pdf) -> None:
    assert_golden("regional_tags.txt", outline(pdf))


def test_a_report_while_nobody_shares_renders_without_any_warning(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        file = regional_pdf(content(findings(HIDDEN)), CREATED)
    assert [record.getMessage() for record in caplog.records] == []
    with pikepdf.open(io.BytesIO(file)) as document:
        assert [element for element in elements(document) if _is(element, "/Figure")] == []

"""The PDF as a reader with assistive technology meets it, and as an archive checks it (veraPDF's rules that matter here)."""

import datetime as dt
import io
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from app.reports.paper import rendering
from app.reports.paper.document import report_pdf
from app.reports.paper.pdf import render_pdf
from app.reports.paper.pdf_parts import AttachedFile
from app.reports.results.content import ReportContent
from app.reports.results.subject import Findings
from app.rounds.assessments.plans import Target
from tests.integration.support.pdf_checks import CHECKS, dict_of, kids, of, outline, page_of, pages_of_headings
from tests.integration.support.pdf_words import words
from tests.unit.reports.results.test_content import FINDINGS, PROFILE, QUESTIONNAIRE, SUBJECT, content
from tests.unit.reports.support import samples
from tests.unit.reports.support.golden import assert_golden

pytestmark = pytest.mark.slow

SUPPORT_LINE = "Stöd som passar: Grundkurs · Budgetguide: räkna, äska, finansiera · Nätverk (katalogen 2026)"
CREATED = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
DEVELOPMENT, EDITIONS = samples.development(samples.questionnaire())
EXAMPLE = content(replace(SUBJECT, is_example_data=True), replace(FINDINGS, development=DEVELOPMENT, editions=EDITIONS))


@pytest.fixture(scope="module")
def file() -> bytes:
    return report_pdf(EXAMPLE, CREATED)


@pytest.fixture(scope="module")
def pdf(file: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(file)) as document:
        yield document


def test_the_document_says_its_language_title_and_that_it_is_tagged(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.Root.Lang) == "sv"
    assert str(pdf.docinfo.Title) == "Omställningsförmåga 2026, Ale"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert bool(pdf.Root.MarkInfo.Marked)


def test_the_metadata_claims_pdf_a_3a_and_pdf_ua_1_and_describes_the_latters_schema(pdf: pikepdf.Pdf) -> None:
    xmp = pdf.Root.Metadata.read_bytes().decode()
    assert xmp.count("<rdf:RDF") == 1
    with pdf.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Omställningsförmåga 2026, Ale"
    assert "pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/<" in xmp


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_what_every_report_keeps(pdf: pikepdf.Pdf, check: Callable[[pikepdf.Pdf], None]) -> None:
    check(pdf)


def test_every_figure_has_an_alternative_and_the_charts_give_their_numbers(pdf: pikepdf.Pdf) -> None:
    alternatives = [str(figure.get("/Alt", "")) for figure in of(pdf, "/Figure")]
    assert all(alternatives)
    assert EXAMPLE.change is not None
    assert EXAMPLE.direction is not None
    for figure in (EXAMPLE.radar, EXAMPLE.dots, EXAMPLE.change, EXAMPLE.direction):
        assert figure.alternative in alternatives


def test_every_link_is_tagged_leads_somewhere_and_is_described_by_its_words(pdf: pikepdf.Pdf) -> None:
    annotations = [annotation for page in pdf.pages for annotation in page.get("/Annots", [])]
    destinations = {str(name) for name in list(pdf.Root.Names.Dests.Names)[::2]}
    assert {str(annotation.Contents) for annotation in annotations} == {text for _, text in rendering.contents(EXAMPLE)}
    assert all(str(annotation.Dest) in destinations for annotation in annotations)
    objects = [kid.Obj.objgen for link in of(pdf, "/Link") for kid in kids(link) if "/Obj" in dict_of(kid)]
    assert sorted(objects) == sorted(annotation.objgen for annotation in annotations)


def test_the_bookmarks_name_every_part(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        titles = [entry.title for top in outline.root for entry in (top, *top.children)]
    assert {text for _, text in rendering.contents(EXAMPLE)} - {chapter.name for chapter in EXAMPLE.chapters} <= set(
        titles
    )


def test_the_figures_travel_inside_as_data(pdf: pikepdf.Pdf) -> None:
    [file] = pdf.Root.AF
    assert str(file.AFRelationship) == "/Data"
    assert str(file.UF) == "omstallningskollen-1440-2026.csv"
    assert str(file.Desc)
    assert str(file.EF.F.Subtype) == "/text/csv"
    assert str(file.EF.F.Params.ModDate) == "D:20261123120000Z"
    assert file.EF.F.read_bytes().startswith(b"municipality_code,year,example_data,trial,record,")
    assert "/EmbeddedFiles" in pdf.Root.Names


def test_every_page_is_a4(pdf: pikepdf.Pdf) -> None:
    sizes = {tuple(round(float(str(side))) for side in page.MediaBox) for page in pdf.pages}
    assert sizes == {(0, 0, 595, 842)}


def test_the_same_input_gives_the_same_bytes_without_any_warning(file: bytes, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        assert report_pdf(EXAMPLE, CREATED) == file
    assert [record.getMessage() for record in caplog.records] == []


def test_another_time_gives_another_file(file: bytes) -> None:
    assert report_pdf(EXAMPLE, CREATED + dt.timedelta(days=1)) != file


def test_the_tag_tree_equals_the_stored_one(pdf: pikepdf.Pdf) -> None:
    assert_golden("report_tags.txt", outline(pdf))


def test_page_one_is_one_page_even_with_the_longest_texts() -> None:
    long = "Ett mycket långt mål som beskriver vad som ska vara på plats i alla nämnder och förvaltningar " * 2
    targets = {capital.id: Target(5, 2028 + place) for place, capital in enumerate(QUESTIONNAIRE.capitals)}
    summary = content(replace(SUBJECT, is_example_data=True), replace(FINDINGS, targets=targets)).summary
    steps = tuple(replace(step, text=long[:170], question=long[:110]) for step in summary.steps)
    holding = (*summary.holding, *summary.holding[:1])
    report = replace(EXAMPLE, summary=replace(summary, steps=steps, holding=holding))
    with pikepdf.open(io.BytesIO(report_pdf(report, CREATED))) as pdf:
        assert pages_of_headings(pdf)[:10] == [1] * 9 + [2]
        assert page_of(pdf, "innehall") == 2


def first_page(file: bytes, folder: Path) -> str:
    path = folder / "report.pdf"
    path.write_bytes(file)
    return " ".join(word.text for word in words(path) if word.page == 1)


def test_page_one_names_the_support_that_fits_only_where_there_is_room(file: bytes, tmp_path: Path) -> None:
    assert SUPPORT_LINE in first_page(file, tmp_path)
    assert EXAMPLE.support is not None
    lines = tuple(replace(line, title=f"{line.title} med en mycket lång rubrik" * 20) for line in EXAMPLE.support.lines)
    full = replace(EXAMPLE, support=replace(EXAMPLE.support, lines=lines))
    without = report_pdf(full, CREATED)
    assert "Stöd som passar" not in first_page(without, tmp_path)
    with pikepdf.open(io.BytesIO(without)) as document:
        assert page_of(document, "innehall") == 2


def test_the_annex_begins_within_eight_pages(pdf: pikepdf.Pdf) -> None:
    assert page_of(pdf, "bilaga") <= 9


def test_no_page_before_the_annex_is_left_half_empty(file: bytes, pdf: pikepdf.Pdf, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(file)
    margin, height = 62, 711  # points: below what is written, and of what is written on a whole page
    for page in range(1, page_of(pdf, "bilaga")):
        lowest = min(word.bottom for word in words(path) if word.page == page and word.bottom > margin)
        assert lowest - margin <= height / 2, page


def test_the_method_is_the_last_part_and_the_last_page_holds_the_version(pdf: pikepdf.Pdf) -> None:
    assert rendering.contents(EXAMPLE)[-1][0] == "metod"
    assert page_of(pdf, "metod") >= len(pdf.pages) - 2
    assert pages_of_headings(pdf)[-1] == len(pdf.pages)  # "Om rapporten", with the version


def test_a_report_without_change_direction_and_start_is_still_a_report() -> None:
    bare: ReportContent = content(findings=Findings(replace(PROFILE, directions=())))
    with pikepdf.open(io.BytesIO(report_pdf(bare, CREATED))) as pdf:
        assert all(str(figure.get("/Alt", "")) for figure in of(pdf, "/Figure"))


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/x.png",
        "file:///etc/hostname",
        "data:image/png;base64,AAAA",
        "fonts/../../pdf.py",
        "fonts/%2e%2e/%2e%2e/pdf.py",
    ],
)
def test_nothing_is_fetched_but_the_reports_own_styles(address: str, caplog: pytest.LogCaptureFixture) -> None:
    html = f'<html lang="sv"><title>t</title><body><img src="{address}" alt="bild"></body></html>'
    with caplog.at_level(logging.ERROR, logger="weasyprint"):
        file = render_pdf(html, title="t", created_at=CREATED)
    assert "Failed to load image" in caplog.text
    with pikepdf.open(io.BytesIO(file)) as pdf:
        assert all(str(item.get("/Subtype")) != "/Image" for item in pdf.objects if isinstance(item, pikepdf.Stream))


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        render_pdf("<html lang=sv></html>", title="t", created_at=dt.datetime(2026, 1, 1))  # noqa: DTZ001


def test_several_files_keep_their_names() -> None:
    files = [AttachedFile("a.csv", b"x", "En"), AttachedFile("b.csv", b"y", "Två")]
    with pikepdf.open(
        io.BytesIO(render_pdf("<html lang=sv><p>x", title="t", created_at=CREATED, attachments=files))
    ) as pdf:
        assert [str(file.UF) for file in pdf.Root.AF] == ["a.csv", "b.csv"]

"""The PDF as a reader with assistive technology meets it, and as an archive checks it (veraPDF's rules that matter here)."""

import datetime as dt
import io
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pikepdf
import pytest

from app.reports import rendering
from app.reports.content import ReportContent
from app.reports.document import report_pdf
from app.reports.pdf import AttachedFile, render_pdf
from app.reports.subject import Findings
from tests.unit.reports.golden import assert_golden
from tests.unit.reports.test_content import PROFILE, SUBJECT, content

CREATED = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
PAINTING = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Tj", "TJ", "'", '"', "Do", "sh", "BI", "INLINE IMAGE"}
EXAMPLE = content(replace(SUBJECT, is_example_data=True))
FILE = report_pdf(EXAMPLE, CREATED)


@pytest.fixture(scope="module")
def pdf() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(FILE)) as opened:
        yield opened


def kids(element: Any) -> list[Any]:
    found = element.get("/K", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def is_element(kid: Any) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def elements(pdf: pikepdf.Pdf) -> list[Any]:
    """Every structure element of the tree, in reading order."""

    def below(element: Any) -> Iterator[Any]:
        yield element
        for kid in kids(element):
            if is_element(kid):
                yield from below(kid)

    return list(below(pdf.Root.StructTreeRoot.K[0]))


def of(pdf: pikepdf.Pdf, *tags: str) -> list[Any]:
    return [element for element in elements(pdf) if str(element.S) in tags]


def outline(pdf: pikepdf.Pdf) -> str:
    """The tag tree as text, leaving out spans and the numbers of marked content; like neighbours are counted."""
    lines: list[str] = []

    def told(element: Any, depth: int) -> None:
        alternative = f' "{element.Alt}"' if "/Alt" in element else ""
        scope = f" {element.A.Scope}" if "/A" in element and "/Scope" in element.A else ""
        if str(element.S) != "/Span":
            lines.append(f"{'  ' * depth}{element.S}{scope}{alternative}")
        for kid in kids(element):
            if is_element(kid):
                told(kid, depth + 1)

    told(pdf.Root.StructTreeRoot.K[0], 0)
    return "\n".join(lines) + "\n"


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


def test_the_colours_have_an_output_intent(pdf: pikepdf.Pdf) -> None:
    intent = pdf.Root.OutputIntents[0]
    assert str(intent.S) == "/GTS_PDFA1"
    assert intent.DestOutputProfile.read_bytes()[36:40] == b"acsp"


def test_every_figure_has_an_alternative_and_the_charts_give_their_numbers(pdf: pikepdf.Pdf) -> None:
    alternatives = [str(figure.get("/Alt", "")) for figure in of(pdf, "/Figure")]
    assert all(alternatives)
    assert EXAMPLE.change is not None
    assert EXAMPLE.direction is not None
    for figure in (EXAMPLE.radar, EXAMPLE.dots, EXAMPLE.change, EXAMPLE.direction):
        assert figure.alternative in alternatives


def test_header_cells_have_a_scope_and_data_cells_point_at_headers_that_exist(pdf: pikepdf.Pdf) -> None:
    headers = of(pdf, "/TH")
    assert {str(header.A.Scope) for header in headers} == {"/Column", "/Row"}
    known = {bytes(header.ID) for header in headers}
    pointed = {bytes(name) for cell in of(pdf, "/TD") for name in cell.A.get("/Headers", [])}
    assert pointed
    assert pointed <= known


def test_the_id_tree_is_sorted_and_finds_every_id(pdf: pikepdf.Pdf) -> None:
    names = list(pdf.Root.StructTreeRoot.IDTree.Names)
    identifiers = [bytes(name) for name in names[::2]]
    assert identifiers == sorted(identifiers)
    assert set(identifiers) == {bytes(element.ID) for element in elements(pdf) if "/ID" in element}
    assert all(bytes(element.ID) == name for name, element in zip(identifiers, names[1::2], strict=True))


def test_headings_begin_at_one_and_never_skip_a_level(pdf: pikepdf.Pdf) -> None:
    levels = [int(str(element.S)[2]) for element in elements(pdf) if re.fullmatch("/H[1-6]", str(element.S))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_captions_stand_in_tables_only(pdf: pikepdf.Pdf) -> None:
    assert {str(caption.P.S) for caption in of(pdf, "/Caption")} == {"/Table"}


def test_every_link_is_tagged_leads_somewhere_and_is_described_by_its_words(pdf: pikepdf.Pdf) -> None:
    annotations = [annotation for page in pdf.pages for annotation in page.get("/Annots", [])]
    destinations = {str(name) for name in list(pdf.Root.Names.Dests.Names)[::2]}
    assert {str(annotation.Contents) for annotation in annotations} == {text for _, text in rendering.contents(EXAMPLE)}
    assert all(str(annotation.Dest) in destinations for annotation in annotations)
    tagged = [kid.Obj.objgen for link in of(pdf, "/Link") for kid in kids(link) if "/Obj" in dict_of(kid)]
    assert sorted(tagged) == sorted(annotation.objgen for annotation in annotations)


def dict_of(kid: Any) -> Any:
    return kid if isinstance(kid, pikepdf.Dictionary) else {}


def test_every_annotation_finds_its_tag_in_the_parent_tree(pdf: pikepdf.Pdf) -> None:
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            assert str(owners[int(annotation.StructParent)].S) == "/Link"


def test_pages_follow_the_structure_when_tabbed_through(pdf: pikepdf.Pdf) -> None:
    assert {str(page.Tabs) for page in pdf.pages} == {"/S"}


def test_the_bookmarks_name_every_part(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as found:
        titles = [entry.title for top in found.root for entry in (top, *top.children)]
    assert {text for _, text in rendering.contents(EXAMPLE)} - {chapter.name for chapter in EXAMPLE.chapters} <= set(
        titles
    )


def test_nothing_is_painted_outside_marked_content(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        depth = 0
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            depth += (operator in {"BDC", "BMC"}) - (operator == "EMC")
            if operator in PAINTING:
                assert depth > 0, (page.index, operator)
        assert depth == 0


def test_marked_content_is_never_nested_and_every_number_belongs_to_a_tag_of_the_tree(pdf: pikepdf.Pdf) -> None:
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    known = {element.objgen for element in elements(pdf)}
    for page in pdf.pages:
        for instruction in pikepdf.parse_content_stream(page):
            if str(instruction.operator) != "BDC" or "/MCID" not in dict_of(instruction.operands[1]):
                continue
            owner = owners[int(page.StructParents)][int(instruction.operands[1].MCID)]
            assert owner.objgen in known


def test_running_headers_and_page_numbers_are_artifacts(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages[1:]:
        paginations = [
            instruction
            for instruction in pikepdf.parse_content_stream(page)
            if str(instruction.operator) == "BDC" and str(instruction.operands[0]) == "/Artifact"
        ]
        assert len(paginations) == 3


def test_every_font_is_embedded_and_maps_to_unicode(pdf: pikepdf.Pdf) -> None:
    fonts = [found for found in pdf.objects if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/Font"]
    composite = [font for font in fonts if str(font.Subtype) == "/Type0"]
    assert len(composite) >= 2
    for font in composite:
        assert "/ToUnicode" in font
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys())
        assert "Public-Sans" in str(font.BaseFont)
    assert len(fonts) == 2 * len(composite)


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


def test_the_same_input_gives_the_same_bytes() -> None:
    assert report_pdf(EXAMPLE, CREATED) == FILE


def test_another_time_gives_another_file() -> None:
    assert report_pdf(EXAMPLE, CREATED + dt.timedelta(days=1)) != FILE


def test_the_tag_tree_equals_the_stored_one(pdf: pikepdf.Pdf) -> None:
    assert_golden("report_tags.txt", outline(pdf))


def test_page_one_is_one_page_even_with_the_longest_texts() -> None:
    long = "Ett mycket långt mål som beskriver vad som ska vara på plats i alla nämnder och förvaltningar " * 2
    steps = tuple(replace(step, goal=long[:170], question=long[:110]) for step in EXAMPLE.summary.steps)
    holding = (*EXAMPLE.summary.holding, *EXAMPLE.summary.holding[:1])
    crowded = replace(EXAMPLE, summary=replace(EXAMPLE.summary, steps=steps, holding=holding))
    with pikepdf.open(io.BytesIO(report_pdf(crowded, CREATED))) as pdf:
        assert pages_of_headings(pdf)[:4] == [1, 2, 2, 2]
        assert page_of(pdf, "innehall") == 3


def pages_of_headings(pdf: pikepdf.Pdf) -> list[int]:
    places: dict[Any, int] = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    return [places[element.Pg.objgen] for element in of(pdf, "/H1", "/H2", "/H3")]


def page_of(pdf: pikepdf.Pdf, anchor: str) -> int:
    names = list(pdf.Root.Names.Dests.Names)
    found = dict(zip(map(str, names[::2]), names[1::2], strict=True))
    places: dict[Any, int] = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    return places[found[anchor][0].objgen]


def test_the_last_page_holds_method_and_version(pdf: pikepdf.Pdf) -> None:
    assert page_of(pdf, "metod") == len(pdf.pages)


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
        file = render_pdf(html, title="t", created=CREATED)
    assert "Failed to load image" in caplog.text
    with pikepdf.open(io.BytesIO(file)) as pdf:
        assert all(str(found.get("/Subtype")) != "/Image" for found in pdf.objects if isinstance(found, pikepdf.Stream))


def test_the_report_itself_renders_without_any_warning(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        report_pdf(EXAMPLE, CREATED)
    assert [record.getMessage() for record in caplog.records] == []


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        render_pdf("<html lang=sv></html>", title="t", created=dt.datetime(2026, 1, 1))  # noqa: DTZ001


def test_several_files_keep_their_names() -> None:
    files = [AttachedFile("a.csv", b"x", "En"), AttachedFile("b.csv", b"y", "Två")]
    with pikepdf.open(
        io.BytesIO(render_pdf("<html lang=sv><p>x", title="t", created=CREATED, attachments=files))
    ) as pdf:
        assert [str(file.UF) for file in pdf.Root.AF] == ["a.csv", "b.csv"]

"""What every report must be as a PDF: tagged as PDF/UA-1 wants it, and fit for an archive (veraPDF's rules that matter here)."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pikepdf

PAINTING = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Tj", "TJ", "'", '"', "Do", "sh", "BI", "INLINE IMAGE"}


def kids(element: Any) -> list[Any]:
    value = element.get("/K", [])
    return list(value) if isinstance(value, pikepdf.Array) else [value]


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


def dict_of(kid: Any) -> Any:
    return kid if isinstance(kid, pikepdf.Dictionary) else {}


def pages_of_headings(pdf: pikepdf.Pdf) -> list[int]:
    places: dict[Any, int] = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    return [places[element.Pg.objgen] for element in of(pdf, "/H1", "/H2", "/H3")]


def page_of(pdf: pikepdf.Pdf, anchor: str) -> int:
    names = list(pdf.Root.Names.Dests.Names)
    destinations = dict(zip(map(str, names[::2]), names[1::2], strict=True))
    places: dict[Any, int] = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    return places[destinations[anchor][0].objgen]


def the_colours_have_an_output_intent(pdf: pikepdf.Pdf) -> None:
    intent = pdf.Root.OutputIntents[0]
    assert str(intent.S) == "/GTS_PDFA1"
    assert intent.DestOutputProfile.read_bytes()[36:40] == b"acsp"


def header_cells_have_a_scope_and_data_cells_point_at_headers_that_exist(pdf: pikepdf.Pdf) -> None:
    headers = of(pdf, "/TH")
    assert {str(header.A.Scope) for header in headers} == {"/Column", "/Row"}
    ids = {bytes(header.ID) for header in headers}
    references = {bytes(name) for cell in of(pdf, "/TD") for name in cell.A.get("/Headers", [])}
    assert references
    assert references <= ids


def the_id_tree_is_sorted_and_finds_every_id(pdf: pikepdf.Pdf) -> None:
    names = list(pdf.Root.StructTreeRoot.IDTree.Names)
    identifiers = [bytes(name) for name in names[::2]]
    assert identifiers == sorted(identifiers)
    assert set(identifiers) == {bytes(element.ID) for element in elements(pdf) if "/ID" in element}
    assert all(bytes(element.ID) == name for name, element in zip(identifiers, names[1::2], strict=True))


def headings_begin_at_one_and_never_skip_a_level(pdf: pikepdf.Pdf) -> None:
    levels = [int(str(element.S)[2]) for element in elements(pdf) if re.fullmatch("/H[1-6]", str(element.S))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def captions_stand_in_tables_only(pdf: pikepdf.Pdf) -> None:
    assert {str(caption.P.S) for caption in of(pdf, "/Caption")} == {"/Table"}


def every_annotation_finds_its_tag_in_the_parent_tree(pdf: pikepdf.Pdf) -> None:
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            assert str(owners[int(annotation.StructParent)].S) == "/Link"


def pages_follow_the_structure_when_tabbed_through(pdf: pikepdf.Pdf) -> None:
    assert {str(page.Tabs) for page in pdf.pages} == {"/S"}


def nothing_is_painted_outside_marked_content(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        depth = 0
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            depth += (operator in {"BDC", "BMC"}) - (operator == "EMC")
            if operator in PAINTING:
                assert depth > 0, (page.index, operator)
        assert depth == 0


def marked_content_is_never_nested_and_every_number_belongs_to_a_tag_of_the_tree(pdf: pikepdf.Pdf) -> None:
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    ids = {element.objgen for element in elements(pdf)}
    for page in pdf.pages:
        for instruction in pikepdf.parse_content_stream(page):
            if str(instruction.operator) != "BDC" or "/MCID" not in dict_of(instruction.operands[1]):
                continue
            owner = owners[int(page.StructParents)][int(instruction.operands[1].MCID)]
            assert owner.objgen in ids


def running_headers_and_page_numbers_are_artifacts(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages[1:]:
        paginations = [
            instruction
            for instruction in pikepdf.parse_content_stream(page)
            if str(instruction.operator) == "BDC"
            and str(instruction.operands[0]) == "/Artifact"
            and str(instruction.operands[1].Type) == "/Pagination"
        ]
        assert len(paginations) == 3


def every_font_is_embedded_and_maps_to_unicode(pdf: pikepdf.Pdf) -> None:
    fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"]
    composite = [font for font in fonts if str(font.Subtype) == "/Type0"]
    assert len(composite) >= 2
    for font in composite:
        assert "/ToUnicode" in font
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys())
        assert "Public-Sans" in str(font.BaseFont)
    assert len(fonts) == 2 * len(composite)


CHECKS: tuple[Callable[[pikepdf.Pdf], None], ...] = (
    the_colours_have_an_output_intent,
    header_cells_have_a_scope_and_data_cells_point_at_headers_that_exist,
    the_id_tree_is_sorted_and_finds_every_id,
    headings_begin_at_one_and_never_skip_a_level,
    captions_stand_in_tables_only,
    every_annotation_finds_its_tag_in_the_parent_tree,
    pages_follow_the_structure_when_tabbed_through,
    nothing_is_painted_outside_marked_content,
    marked_content_is_never_nested_and_every_number_belongs_to_a_tag_of_the_tree,
    running_headers_and_page_numbers_are_artifacts,
    every_font_is_embedded_and_maps_to_unicode,
)
"""Each is named after the rule."""

"""What PDF/UA-1 asks for beyond WeasyPrint's PDF/A-3a: identification, scopes, an ID tree, link texts, artifacts;
and soft hyphens in its text.

ISO 14289-1:2014 clauses 5 (identification), 7.1 (artifacts), 7.5 (tables), 7.9 (ID tree) and 7.18.5 (links).
"""

import re
from collections.abc import Iterator
from typing import Any

import pydyf
from weasyprint import Document

from app.reports.kernel.hyphens import EXTRACTED, LAID_OUT

Element = Any
"""A pydyf.Dictionary: a dict that also knows its own `reference`; pydyf has no types."""

REFERENCE = re.compile(rb"(\d+) \d+ R")
ROW_GROUPS_OF_COLUMN_HEADERS = "/THead"
PDFUA_IDENTIFICATION = """
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1"/>
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about="">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>part</pdfaProperty:name>
      <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


class Finisher:
    """Called by WeasyPrint with the rendered document and the PDF's objects, just before they are written."""

    def __call__(self, document: Document, pdf: pydyf.PDF) -> None:
        identify_as_pdfua(pdf)
        name_links(document)
        associate_files_once(pdf)
        soften_hyphens(pdf)
        decorations = leave_out_decorations(pdf)
        reachable = list(structure(pdf))
        retag_captions(pdf, reachable)
        scope_headers(pdf, reachable)
        add_id_tree(pdf, reachable)
        make_artifacts(pdf, reachable, decorations)


def referenced(pdf: pydyf.PDF, reference: bytes) -> Any:
    """The object that a reference such as b"12 0 R" points at. Raises ValueError for anything else."""
    match = REFERENCE.fullmatch(reference)
    if match is None:
        raise ValueError(f"{reference!r} is no reference")
    return pdf.objects[int(match[1])]


def structure(pdf: pydyf.PDF) -> Iterator[Element]:
    """Every structure element that hangs in the document's tree, parents before children."""
    waiting = [referenced(pdf, referenced(pdf, pdf.catalog["StructTreeRoot"])["K"][0])]
    while waiting:
        element = waiting.pop()
        yield element
        kids = [referenced(pdf, kid) for kid in element["K"] if isinstance(kid, bytes)]
        waiting.extend(kid for kid in reversed(kids) if kid.get("Type") == "/StructElem")


def identify_as_pdfua(pdf: pydyf.PDF) -> None:
    """Say PDF/UA-1 in the XMP metadata, with the extension schema that PDF/A wants for it, uncompressed."""
    metadata = referenced(pdf, pdf.catalog["Metadata"])
    text = metadata.stream[0].replace(b"</rdf:RDF>", PDFUA_IDENTIFICATION.encode() + b"</rdf:RDF>")
    metadata.stream, metadata.compress = [text], False


def associate_files_once(pdf: pydyf.PDF) -> None:
    """WeasyPrint lists each attached file twice among the document's associated files."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


def soften_hyphens(pdf: pydyf.PDF) -> None:
    """Let the hyphens of automatically broken words be read as soft hyphens, in every font that draws them."""
    laid_out, in_text = (f"<{ord(sign):04x}>".encode() for sign in (LAID_OUT, EXTRACTED))
    for font in pdf.objects:
        if isinstance(font, pydyf.Dictionary) and "ToUnicode" in font:
            meanings = referenced(pdf, font["ToUnicode"])
            meanings.stream = [line.replace(laid_out, in_text) for line in meanings.stream]


def name_links(document: Document) -> None:
    """Give every link annotation the words of its link as its description, instead of its target."""
    for page in document.pages:
        for *_, box in page.links:
            annotation = getattr(box, "link_annotation", None)
            if annotation is not None:
                text = " ".join("".join(box.element.itertext()).split())
                annotation["Contents"] = pydyf.String(text)


def retag_captions(pdf: pydyf.PDF, elements: list[Element]) -> None:
    """A caption stands in what it captions; elsewhere (an HTML figure is no tag of its own) it is a paragraph."""
    for element in elements:
        if element["S"] == "/Caption" and referenced(pdf, element["P"])["S"] not in {"/Table", "/Figure", "/L"}:
            element["S"] = "/P"


def leave_out_decorations(pdf: pydyf.PDF) -> set[bytes]:
    """A drawing without an alternative, such as an icon beside the name it stands for, is no part of the text.

    Returns the references of what was taken out of the tree.
    """
    decorations = [element for element in structure(pdf) if element["S"] == "/Figure" and "Alt" not in element]
    for element in decorations:
        referenced(pdf, element["P"])["K"].remove(element.reference)
    return {element.reference for element in decorations}


def scope_headers(pdf: pydyf.PDF, elements: list[Element]) -> None:
    """Header cells in the table's head head their column, the others their row."""
    for element in elements:
        if element["S"] == "/TH":
            group = referenced(pdf, referenced(pdf, element["P"])["P"])["S"]
            element["A"]["Scope"] = "/Column" if group == ROW_GROUPS_OF_COLUMN_HEADERS else "/Row"


def add_id_tree(pdf: pydyf.PDF, elements: list[Element]) -> None:
    """Name tree from the IDs that cells point at to the elements that have them."""
    entries = sorted((element["ID"].string, element) for element in elements if "ID" in element)
    names = pydyf.Array()
    for identifier, element in entries:
        names.extend((pydyf.String(identifier), element.reference))
    if entries:
        referenced(pdf, pdf.catalog["StructTreeRoot"])["IDTree"] = pydyf.Dictionary({"Names": names})


def make_artifacts(pdf: pydyf.PDF, elements: list[Element], decorations: set[bytes]) -> None:
    """Turn marked content that no element of the tree owns into artifacts: running lines and decorations."""
    parents = referenced(pdf, referenced(pdf, pdf.catalog["StructTreeRoot"])["ParentTree"])["Nums"]
    references = {element.reference for element in elements}
    for page_number, page_reference in enumerate(pdf.page_references):
        owners = parents[2 * page_number + 1]
        stray = {
            mcid: "/Layout" if owner in decorations else "/Pagination"
            for mcid, owner in enumerate(owners)
            if owner not in references
        }
        _mark_as_artifacts(referenced(pdf, referenced(pdf, page_reference)["Contents"]), stray)
        for mcid in stray:
            owners[mcid] = "null"
    _drop_orphans(pdf, references)


def _mark_as_artifacts(stream: pydyf.Stream, stray: dict[int, str]) -> None:
    """`stray` has the kind of artifact by the number of the marked content."""
    for place, item in enumerate(stream.stream):
        if isinstance(item, dict) and item.get("MCID") in stray:
            stream.stream[place - 1] = "/Artifact"
            stream.stream[place] = pydyf.Dictionary({"Type": stray[item["MCID"]]})


def _drop_orphans(pdf: pydyf.PDF, references: set[bytes]) -> None:
    objects: list[Element] = pdf.objects
    for element in objects:
        if (
            isinstance(element, pydyf.Dictionary)
            and element.get("Type") == "/StructElem"
            and element.reference not in references
        ):
            element.free = "f"

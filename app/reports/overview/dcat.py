"""The metadata by which Sveriges dataportal finds the open data: DCAT-AP-SE as RDF/XML.

Source: DCAT-AP-SE (Digg), which builds on DCAT-AP 3 and W3C's DCAT. Every address is absolute.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element, SubElement

from app.reports.overview.open_data import LICENCE

SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
AUTHORITY = "http://publications.europa.eu/resource/authority"
MEDIA_TYPES = "https://www.iana.org/assignments/media-types"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file of the data set. `media_type` has no parameters."""

    address: str
    title: str
    description: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Publication:
    """Who publishes what. `base` is the open data's own page; `modified` is None while there is nothing."""

    base: str
    publisher: str
    email: str
    title: str
    description: str
    keywords: tuple[str, ...]
    modified: dt.date | None
    files: Sequence[OpenFile]


def catalogue(published: Publication) -> bytes:
    """A catalogue with one data set and a distribution for each file."""
    for prefix, space in SPACES.items():
        ET.register_namespace(prefix, space)
    root = Element(_name("rdf:RDF"))
    data_set, publisher = f"{published.base}#datamangd", f"{published.base}#utgivare"
    _catalogue(root, published, data_set, publisher)
    _data_set(root, published, data_set, publisher)
    for file in published.files:
        _distribution(root, published, file)
    agent = _thing(root, "foaf:Agent", publisher)
    _text(agent, "foaf:name", published.publisher)
    if published.email:
        _refer(agent, "foaf:mbox", f"mailto:{published.email}")
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _catalogue(root: Element, published: Publication, data_set: str, publisher: str) -> None:
    found = _thing(root, "dcat:Catalog", f"{published.base}#katalog")
    _text(found, "dcterms:title", f"Öppna data från {published.publisher}", "sv")
    _text(
        found, "dcterms:description", "Resultat om kommuners omställningsförmåga som kommunerna visar för alla.", "sv"
    )
    _refer(found, "dcterms:publisher", publisher)
    _refer(found, "dcterms:license", LICENCE)
    _refer(found, "dcterms:language", f"{AUTHORITY}/language/SWE")
    _refer(found, "foaf:homepage", published.base)
    _modified(found, published)
    _refer(found, "dcat:dataset", data_set)


def _data_set(root: Element, published: Publication, data_set: str, publisher: str) -> None:
    found = _thing(root, "dcat:Dataset", data_set)
    _text(found, "dcterms:title", published.title, "sv")
    _text(found, "dcterms:description", published.description, "sv")
    _text(found, "dcterms:identifier", data_set)
    _refer(found, "dcterms:publisher", publisher)
    _refer(found, "dcterms:accessRights", f"{AUTHORITY}/access-right/PUBLIC")
    _refer(found, "dcterms:accrualPeriodicity", f"{AUTHORITY}/frequency/ANNUAL")
    _refer(found, "dcterms:language", f"{AUTHORITY}/language/SWE")
    _refer(found, "dcterms:spatial", f"{AUTHORITY}/country/SWE")
    for theme in ("GOVE", "ENVI"):
        _refer(found, "dcat:theme", f"{AUTHORITY}/data-theme/{theme}")
    for keyword in published.keywords:
        _text(found, "dcat:keyword", keyword, "sv")
    _refer(found, "dcat:landingPage", published.base)
    _modified(found, published)
    if published.email:
        contact = SubElement(SubElement(found, _name("dcat:contactPoint")), _name("vcard:Organization"))
        _text(contact, "vcard:fn", published.publisher)
        _refer(contact, "vcard:hasEmail", f"mailto:{published.email}")
    for file in published.files:
        _refer(found, "dcat:distribution", _distribution_address(published, file))


def _distribution(root: Element, published: Publication, file: OpenFile) -> None:
    found = _thing(root, "dcat:Distribution", _distribution_address(published, file))
    _text(found, "dcterms:title", file.title, "sv")
    _text(found, "dcterms:description", file.description, "sv")
    _refer(found, "dcat:accessURL", published.base)
    _refer(found, "dcat:downloadURL", f"{published.base}/{file.address}")
    _refer(found, "dcterms:license", LICENCE)
    _text(found, "dcterms:format", file.media_type)
    _refer(found, "dcat:mediaType", f"{MEDIA_TYPES}/{file.media_type}")
    _refer(found, "dcterms:language", f"{AUTHORITY}/language/SWE")
    _modified(found, published)


def _distribution_address(published: Publication, file: OpenFile) -> str:
    return f"{published.base}#{file.address.replace('.', '-')}"


def _modified(thing: Element, published: Publication) -> None:
    if published.modified is not None:
        text = SubElement(thing, _name("dcterms:modified"), {_name("rdf:datatype"): f"{SPACES['xsd']}date"})
        text.text = published.modified.isoformat()


def _thing(root: Element, kind: str, address: str) -> Element:
    return SubElement(root, _name(kind), {_name("rdf:about"): address})


def _refer(thing: Element, name: str, address: str) -> None:
    SubElement(thing, _name(name), {_name("rdf:resource"): address})


def _text(thing: Element, name: str, text: str, language: str = "") -> None:
    SubElement(thing, _name(name), {LANG: language} if language else {}).text = text


def _name(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{SPACES[prefix]}}}{local}"

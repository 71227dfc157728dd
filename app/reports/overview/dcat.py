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


def catalogue(publication: Publication) -> bytes:
    """A catalogue with one data set and a distribution for each file."""
    for prefix, space in SPACES.items():
        ET.register_namespace(prefix, space)
    root = Element(_name("rdf:RDF"))
    data_set, publisher = f"{publication.base}#datamangd", f"{publication.base}#utgivare"
    _catalogue(root, publication, data_set, publisher)
    _data_set(root, publication, data_set, publisher)
    for file in publication.files:
        _distribution(root, publication, file)
    agent = _thing(root, "foaf:Agent", publisher)
    _text(agent, "foaf:name", publication.publisher)
    if publication.email:
        _refer(agent, "foaf:mbox", f"mailto:{publication.email}")
    xml: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return xml


def _catalogue(root: Element, publication: Publication, data_set: str, publisher: str) -> None:
    resource = _thing(root, "dcat:Catalog", f"{publication.base}#katalog")
    _text(resource, "dcterms:title", f"Öppna data från {publication.publisher}", "sv")
    _text(
        resource,
        "dcterms:description",
        "Resultat om kommuners omställningsförmåga som kommunerna visar för alla.",
        "sv",
    )
    _refer(resource, "dcterms:publisher", publisher)
    _refer(resource, "dcterms:license", LICENCE)
    _refer(resource, "dcterms:language", f"{AUTHORITY}/language/SWE")
    _refer(resource, "foaf:homepage", publication.base)
    _modified(resource, publication)
    _refer(resource, "dcat:dataset", data_set)


def _data_set(root: Element, publication: Publication, data_set: str, publisher: str) -> None:
    resource = _thing(root, "dcat:Dataset", data_set)
    _text(resource, "dcterms:title", publication.title, "sv")
    _text(resource, "dcterms:description", publication.description, "sv")
    _text(resource, "dcterms:identifier", data_set)
    _refer(resource, "dcterms:publisher", publisher)
    _refer(resource, "dcterms:accessRights", f"{AUTHORITY}/access-right/PUBLIC")
    _refer(resource, "dcterms:accrualPeriodicity", f"{AUTHORITY}/frequency/ANNUAL")
    _refer(resource, "dcterms:language", f"{AUTHORITY}/language/SWE")
    _refer(resource, "dcterms:spatial", f"{AUTHORITY}/country/SWE")
    for theme in ("GOVE", "ENVI"):
        _refer(resource, "dcat:theme", f"{AUTHORITY}/data-theme/{theme}")
    for keyword in publication.keywords:
        _text(resource, "dcat:keyword", keyword, "sv")
    _refer(resource, "dcat:landingPage", publication.base)
    _modified(resource, publication)
    if publication.email:
        contact = SubElement(SubElement(resource, _name("dcat:contactPoint")), _name("vcard:Organization"))
        _text(contact, "vcard:fn", publication.publisher)
        _refer(contact, "vcard:hasEmail", f"mailto:{publication.email}")
    for file in publication.files:
        _refer(resource, "dcat:distribution", _distribution_address(publication, file))


def _distribution(root: Element, publication: Publication, file: OpenFile) -> None:
    distribution = _thing(root, "dcat:Distribution", _distribution_address(publication, file))
    _text(distribution, "dcterms:title", file.title, "sv")
    _text(distribution, "dcterms:description", file.description, "sv")
    _refer(distribution, "dcat:accessURL", publication.base)
    _refer(distribution, "dcat:downloadURL", f"{publication.base}/{file.address}")
    _refer(distribution, "dcterms:license", LICENCE)
    _text(distribution, "dcterms:format", file.media_type)
    _refer(distribution, "dcat:mediaType", f"{MEDIA_TYPES}/{file.media_type}")
    _refer(distribution, "dcterms:language", f"{AUTHORITY}/language/SWE")
    _modified(distribution, publication)


def _distribution_address(publication: Publication, file: OpenFile) -> str:
    return f"{publication.base}#{file.address.replace('.', '-')}"


def _modified(thing: Element, publication: Publication) -> None:
    if publication.modified is not None:
        text = SubElement(thing, _name("dcterms:modified"), {_name("rdf:datatype"): f"{SPACES['xsd']}date"})
        text.text = publication.modified.isoformat()


def _thing(root: Element, kind: str, address: str) -> Element:
    return SubElement(root, _name(kind), {_name("rdf:about"): address})


def _refer(thing: Element, name: str, address: str) -> None:
    SubElement(thing, _name(name), {_name("rdf:resource"): address})


def _text(thing: Element, name: str, text: str, language: str = "") -> None:
    SubElement(thing, _name(name), {LANG: language} if language else {}).text = text


def _name(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{SPACES[prefix]}}}{local}"

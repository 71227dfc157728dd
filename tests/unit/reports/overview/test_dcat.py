"""Metadata of open data: what DCAT-AP-SE demands is there, every address is absolute, and hostile names stay text."""

from datetime import date
from xml.etree import ElementTree as ET

from app.reports.overview.dcat import SPACES, OpenFile, Publication, catalogue

BASE = "https://kollen.example/oppna-data"
FILES = (
    OpenFile("resultat.csv", "CSV", "Komma", "text/csv"),
    OpenFile("resultat.json", "JSON", "För program", "application/json"),
)
RESOURCE = f"{{{SPACES['rdf']}}}resource"


def published(publisher: str = "Provlands förbund", modified: date | None = date(2026, 11, 2)) -> ET.Element:
    made = Publication(BASE, publisher, "hej@provland.example", "Titel", "Text", ("kommun",), modified, FILES)
    return ET.fromstring(catalogue(made))


def of(root: ET.Element, kind: str) -> list[ET.Element]:
    return root.findall(kind, SPACES)


def test_everything_that_the_profile_demands_is_there() -> None:
    root = published()
    [found] = of(root, "dcat:Catalog")
    for name in ("title", "description", "publisher", "license"):
        assert of(found, f"dcterms:{name}"), name
    [data_set] = of(root, "dcat:Dataset")
    for name in ("title", "description", "publisher", "accessRights"):
        assert of(data_set, f"dcterms:{name}"), name
    assert of(found, "dcat:dataset")[0].get(RESOURCE) == data_set.get(f"{{{SPACES['rdf']}}}about")
    assert [one.text for one in of(of(root, "foaf:Agent")[0], "foaf:name")] == ["Provlands förbund"]
    distributions = of(root, "dcat:Distribution")
    assert [one.get(RESOURCE) for one in of(data_set, "dcat:distribution")] == [
        one.get(f"{{{SPACES['rdf']}}}about") for one in distributions
    ]
    for one, file in zip(distributions, FILES, strict=True):
        assert [found.get(RESOURCE) for found in of(one, "dcat:accessURL")] == [BASE]
        assert [found.get(RESOURCE) for found in of(one, "dcat:downloadURL")] == [f"{BASE}/{file.address}"]
        assert [found.text for found in of(one, "dcterms:format")] == [file.media_type]
        assert "publicdomain/zero" in (of(one, "dcterms:license")[0].get(RESOURCE) or "")


def test_every_address_is_absolute_and_every_title_says_its_language() -> None:
    root = published()
    addresses = [value for element in root.iter() for name, value in element.attrib.items() if name == RESOURCE]
    assert len(addresses) > 25
    assert all(address.startswith(("https://", "http://", "mailto:")) for address in addresses)
    titles = [one for one in root.iter() if one.tag.endswith(("}title", "}description", "}keyword"))]
    assert {one.get("{http://www.w3.org/XML/1998/namespace}lang") for one in titles} == {"sv"}


def test_a_name_cannot_become_markup_and_without_results_there_is_no_day() -> None:
    root = published('<dcat:Dataset/>&"', None)
    assert [one.text for one in root.iter(f"{{{SPACES['foaf']}}}name")] == ['<dcat:Dataset/>&"']
    assert list(root.iter(f"{{{SPACES['dcterms']}}}modified")) == []

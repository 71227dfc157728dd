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


def published(publisher: str = "Provlands förbund", modified_on: date | None = date(2026, 11, 2)) -> ET.Element:
    publication = Publication(BASE, publisher, "hej@provland.example", "Titel", "Text", ("kommun",), modified_on, FILES)
    return ET.fromstring(catalogue(publication))


def of(root: ET.Element, kind: str) -> list[ET.Element]:
    return root.findall(kind, SPACES)


def test_everything_that_the_profile_demands_is_there() -> None:
    root = published()
    [catalogue_element] = of(root, "dcat:Catalog")
    for name in ("title", "description", "publisher", "license"):
        assert of(catalogue_element, f"dcterms:{name}"), name
    [data_set] = of(root, "dcat:Dataset")
    for name in ("title", "description", "publisher", "accessRights"):
        assert of(data_set, f"dcterms:{name}"), name
    assert of(catalogue_element, "dcat:dataset")[0].get(RESOURCE) == data_set.get(f"{{{SPACES['rdf']}}}about")
    assert [element.text for element in of(of(root, "foaf:Agent")[0], "foaf:name")] == ["Provlands förbund"]
    distributions = of(root, "dcat:Distribution")
    assert [element.get(RESOURCE) for element in of(data_set, "dcat:distribution")] == [
        element.get(f"{{{SPACES['rdf']}}}about") for element in distributions
    ]
    for element, file in zip(distributions, FILES, strict=True):
        assert [catalogue_element.get(RESOURCE) for catalogue_element in of(element, "dcat:accessURL")] == [BASE]
        assert [catalogue_element.get(RESOURCE) for catalogue_element in of(element, "dcat:downloadURL")] == [
            f"{BASE}/{file.address}"
        ]
        assert [catalogue_element.text for catalogue_element in of(element, "dcterms:format")] == [file.media_type]
        assert "publicdomain/zero" in (of(element, "dcterms:license")[0].get(RESOURCE) or "")


def test_every_address_is_absolute_and_every_title_says_its_language() -> None:
    root = published()
    addresses = [value for element in root.iter() for name, value in element.attrib.items() if name == RESOURCE]
    assert len(addresses) > 25
    assert all(address.startswith(("https://", "http://", "mailto:")) for address in addresses)
    titles = [item for item in root.iter() if item.tag.endswith(("}title", "}description", "}keyword"))]
    assert {item.get("{http://www.w3.org/XML/1998/namespace}lang") for item in titles} == {"sv"}


def test_a_name_cannot_become_markup_and_without_results_there_is_no_day() -> None:
    root = published('<dcat:Dataset/>&"', None)
    assert [element.text for element in root.iter(f"{{{SPACES['foaf']}}}name")] == ['<dcat:Dataset/>&"']
    assert list(root.iter(f"{{{SPACES['dcterms']}}}modified")) == []

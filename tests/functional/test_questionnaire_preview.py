"""A region's coordinator looks at questionnaires before anybody answers them: those on disk and one of her own."""

from pathlib import Path

import httpx
import pytest

from app.config import PROJECT
from tests.functional.pages import Page
from tests.functional.people import REGION_COORDINATOR
from tests.functional.visitor import NewVisitor, Visitor

DEFINITIONS = Path(__file__).parent.parent / "definitions"
OWN = PROJECT / "questionnaires" / "omstallningsformaga" / "2026.yaml"
PUBLISHED = ("edition", "round", "wording_correction")


@pytest.fixture
def region(visit: NewVisitor) -> Visitor:
    visitor: Visitor = visit(REGION_COORDINATOR)
    return visitor


def send_in(region: Visitor, name: str, content: bytes, status: int) -> Page:
    """Through the form on the page."""
    form = region.get("/frageformular").form("Granska filen")
    assert (form.method, list(form.values)) == ("POST", ["fil"])
    answer = region.http.post(form.action, files={"fil": (name, content)}, headers={"Sec-Fetch-Site": "same-origin"})
    return region.checked(answer, status)


def test_every_file_of_the_installation_is_listed_and_can_be_seen(region: Visitor) -> None:
    page = region.get("/frageformular")
    rows = {row[1]: row[2] for row in page.table[1:]}
    assert rows == {f"omstallningsformaga/{year}.yaml": "publicerat" for year in (2026, 2025, 2024)}
    for title, way in page.links.items():
        if way.startswith("/frageformular/"):
            assert region.get(way).heading == title


def test_a_preview_shows_every_question_and_nothing_that_can_be_sent(region: Visitor) -> None:
    page = region.get("/frageformular/omstallningsformaga/2026")
    assert len(page.by_class("question")) == 54
    assert "Inget sparas" in page.text
    assert [form.action for form in page.forms] == ["/logga-ut"]


def test_a_file_that_is_right_is_shown_as_respondents_would_see_it(region: Visitor) -> None:
    before = [region.site.rows(f"SELECT * FROM {table}") for table in PUBLISHED]
    page = send_in(region, "2026.yaml", OWN.read_bytes(), 200)
    assert page.heading == "Omställningsförmåga 2026"
    assert [region.site.rows(f"SELECT * FROM {table}") for table in PUBLISHED] == before


@pytest.mark.parametrize(
    "path", sorted((DEFINITIONS / "invalid").iterdir()), ids=lambda path: path.name
)
def test_a_file_with_problems_is_shown_with_all_of_them(region: Visitor, path: Path) -> None:
    answer = region.http.post(
        "/frageformular/granska",
        files={"fil": (path.name, path.read_bytes())},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    page = region.checked(answer, answer.status_code)
    assert answer.status_code in {200, 422}
    if answer.status_code == 422:
        assert f"{path.name} har" in page.text
        assert page.by_class("problems")


def test_most_of_the_wrong_files_are_found_wrong_when_sent_in(region: Visitor) -> None:
    """Only what concerns the edition before, which the installation does not have, cannot be told."""
    passed = []
    for path in sorted((DEFINITIONS / "invalid").iterdir()):
        answer: httpx.Response = region.http.post(
            "/frageformular/granska",
            files={"fil": (path.name, path.read_bytes())},
            headers={"Sec-Fetch-Site": "same-origin"},
        )
        if answer.status_code == 200:
            passed.append(path.stem)
    assert passed == []


def test_a_file_that_is_too_large_is_told_so(region: Visitor) -> None:
    page = send_in(region, "stor.yaml", b"id: a\n" + b"#" * 50_000_000, 422)
    assert "Filen är större än 1 MB." in page.text


def test_an_empty_file_is_told_so(region: Visitor) -> None:
    assert "Filen är tom." in send_in(region, "tom.yaml", b"", 422).text


@pytest.mark.parametrize("fields", [{}, {"fil": ""}, {"fil": "text"}, {"annat": "x"}])
def test_no_file_is_told_so(region: Visitor, fields: dict[str, str]) -> None:
    page = region.post("/frageformular/granska", fields, 422)
    assert "Välj en YAML-fil att granska." in page.text


def test_a_browser_sends_an_empty_name_when_no_file_is_chosen(region: Visitor) -> None:
    assert "Välj en YAML-fil att granska." in send_in(region, "", b"", 422).text


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "C:\\Mina filer\\2026.yaml", "å" * 300 + ".yaml", "<b>.yaml", "a\nb.yaml", "."]
)
def test_a_files_name_is_only_a_name(region: Visitor, name: str) -> None:
    page = send_in(region, name, b"id: x\n", 422)
    assert "/etc" not in page.text


def test_a_file_that_is_no_text_is_told_so(region: Visitor) -> None:
    page = send_in(region, "bild.yaml", bytes(range(256)) * 40, 422)
    assert "bild.yaml har" in page.text

"""A region's coordinator looks at questionnaires before anybody answers them: those on disk and one of her own."""

import re
from pathlib import Path

import pytest

from app.assessment.questionnaires.reader import load
from app.config import PROJECT
from tests.functional.support.pages import Page, text_of
from tests.functional.support.people import REGION_COORDINATOR
from tests.functional.support.visitor import NewVisitor, Visitor
from tests.paths import DEFINITIONS

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
    assert rows == {f"omstallningsformaga/{year}.yaml": "publicerat" for year in (2026, 2025, 2024)} | {
        f"{name}/2026.yaml": "inte publicerat" for name in ("samverkan-uppfoljning", "samverkanskapital")
    }
    for title, way in page.links.items():
        if way.startswith("/frageformular/"):
            assert region.get(way).heading == title


def test_a_preview_shows_every_question_and_nothing_that_can_be_sent(region: Visitor) -> None:
    page = region.get("/frageformular/omstallningsformaga/2026")
    assert len(page.by_class("question")) == len(load(OWN).questions)
    assert "Inget sparas" in page.text
    assert "De nästa steg som rapporten föreslår ser de inte när de svarar." in page.text
    assert "formuläret som de svarande ser det" not in region.get("/frageformular").text
    assert [form.action for form in page.forms] == ["/logga-ut"]


def test_a_file_that_is_right_is_shown_as_respondents_would_see_it(region: Visitor) -> None:
    before = [region.site.rows(f"SELECT * FROM {table}") for table in PUBLISHED]
    page = send_in(region, "2026.yaml", OWN.read_bytes(), 200)
    assert page.heading == "Omställningsförmåga 2026"
    assert [region.site.rows(f"SELECT * FROM {table}") for table in PUBLISHED] == before


def test_a_preview_shows_levels_with_their_numbers_and_the_advice_from_each(region: Visitor) -> None:
    text = (DEFINITIONS / "valid" / "uneven-scale.yaml").read_text(encoding="utf-8")
    page = send_in(region, "2026.yaml", text.encode(), 200)
    first = page.by_class("question")[0]
    levels = [text_of(element) for element in first.iter("span") if element.get("class") == "choice-text"]
    assert levels[:3] == [
        "0 · Saknas Inga mål är beslutade.",
        "0,5 · Påbörjat Mål finns för mandatperioden.",
        "3,25 · Etablerat Mål finns till 2045.",
    ]
    advice = page.by_class("next-steps")
    assert len(advice) == len(page.by_class("question"))
    assert [text_of(element) for element in advice[0]] == ["0 · Saknas", "Besluta.", "0,5 · Påbörjat", "Följ upp."]


def test_what_most_can_do_without_is_folded_under_read_more(region: Visitor) -> None:
    text = (DEFINITIONS / "valid" / "minimal.yaml").read_text(encoding="utf-8")
    for line in (
        "    explanation: Att enas om mål som håller.\n",
        "        text: Hur långt fram är målen beslutade?\n",
    ):
        indent = line[: len(line) - len(line.lstrip())]
        assert line in text
        text = text.replace(line, f"{line}{indent}more: Det här klarar *{line.split()[-1]}* sig utan.\n")
    page = send_in(region, "2026.yaml", text.encode(), 200)
    texts = [text_of(element) for element in page.by_class("disclosure")]
    assert [text for text in texts if text.startswith("Läs mer")] == [
        "Läs mer om: Politiskt kapitalDet här klarar håller. sig utan.",
        "Läs mer om: Hur långt fram är målen beslutade?Det här klarar beslutade? sig utan.",
    ]


@pytest.mark.parametrize(
    "name", ["missing-anchor.yaml", "syntax.yaml", "latin-1.bytes", "duplicate-id.yaml", "tag.yaml"]
)
def test_a_file_with_problems_is_shown_with_each_and_its_line(region: Visitor, name: str) -> None:
    page = send_in(region, name, (DEFINITIONS / "invalid" / name).read_bytes(), 422)
    assert f"{name} har 1 problem" in page.text
    (problems,) = page.by_class("problems")
    assert re.match(r"Rad \d+: .+\. .+ " + Path(name).stem, text_of(problems))


def test_a_file_that_is_too_large_is_told_so(region: Visitor) -> None:
    page = send_in(region, "stor.yaml", b"id: a\n" + b"#" * 50_000_000, 422)
    assert "Filen är större än 1 MB." in page.text


def test_an_empty_file_is_told_so(region: Visitor) -> None:
    assert "Filen är tom." in send_in(region, "tom.yaml", b"", 422).text


@pytest.mark.parametrize("fields", [{}, {"fil": "text"}])
def test_no_file_is_told_so(region: Visitor, fields: dict[str, str]) -> None:
    page = region.post("/frageformular/granska", fields, 422)
    assert "Välj en YAML-fil att granska." in page.text


def test_a_browser_sends_an_empty_name_when_no_file_is_chosen(region: Visitor) -> None:
    assert "Välj en YAML-fil att granska." in send_in(region, "", b"", 422).text


@pytest.mark.parametrize("name", ["../../etc/passwd", "å" * 300 + ".yaml", "<b>.yaml", "."])
def test_a_files_name_is_only_a_name(region: Visitor, name: str) -> None:
    page = send_in(region, name, b"id: x\n", 422)
    assert "/etc" not in page.text


def test_a_file_that_is_no_text_is_told_so(region: Visitor) -> None:
    page = send_in(region, "bild.yaml", bytes(range(256)) * 40, 422)
    assert "bild.yaml har" in page.text

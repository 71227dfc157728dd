"""Text from people is shown as text, wherever it is shown. The visitor's checks find scripts, handlers and styles."""

import json

import pytest

from tests.functional.support.journeys import begin_for_ale, save_button
from tests.functional.support.pages import Page, parse, question_ids, text_of
from tests.functional.support.people import (
    ALE,
    ALE_COORDINATOR,
    HARRYDA,
    HARRYDA_COORDINATOR,
    REGION_COORDINATOR,
    ROUND,
)
from tests.functional.support.visitor import NewVisitor

pytestmark = pytest.mark.slow

ATTACKS = [
    "<script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<svg/onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "[länk](javascript:alert(1))",
    "![bild](https://annan.se/bild.png)",
    "</style><style>*{display:none}</style>",
    "<!-- --><p style='color:red'>",
]
LINK = 'https://annan.se/"onmouseover="alert(1)'


def foreign_addresses(page: Page) -> list[str]:
    """Whatever the page would fetch or lead to outside this site."""
    ways = [element.get(name, "") for element in page.tree.iter() for name in ("href", "src", "action")]
    return [way for way in ways if "//" in way or ":" in way]


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_comment_is_shown_to_the_letter_and_never_as_code(visit: NewVisitor, attack: str) -> None:
    coordinator = visit()
    page = begin_for_ale(coordinator)
    name = question_ids(page)[0]
    fields = {f"{name}.choice": "3", f"{name}.comment": attack, f"{name}.version": "0"}
    response = coordinator.fetch("POST", page.address, fields)
    assert response.status_code == 303
    again = coordinator.fetch("GET", page.address)
    assert attack not in again.text or "<" not in attack
    summary = coordinator.fetch("GET", f"{ALE}/svara/sammanfattning")
    pages = [Page(answer, parse(answer.text)[0]) for answer in (again, summary)]
    assert pages[0].form(save_button(pages[0])).values[f"{name}.comment"] == attack
    assert f"Kommentar: {attack}" in pages[1].text
    for each in pages:
        assert foreign_addresses(each) == []
        assert not any(script.get("src") is None for script in each.tree.iter("script"))
        assert not list(each.tree.iter("style"))
        assert not any(attribute.startswith("on") for element in each.tree.iter() for attribute in element.attrib)


def test_a_link_that_can_be_kept_cannot_leave_its_field(visit: NewVisitor) -> None:
    coordinator = visit()
    page = begin_for_ale(coordinator)
    name = question_ids(page)[0]
    coordinator.fill(page.form(save_button(page)), {f"{name}.choice": "3", f"{name}.evidence": LINK})
    again = coordinator.get(page.address)
    assert again.form(save_button(again)).values[f"{name}.evidence"] == LINK
    answer = coordinator.fetch("GET", f"{ALE}/svara/sammanfattning")
    (link_element,) = [link for link in parse(answer.text)[0].iter("a") if link.get("href") == LINK]
    assert text_of(link_element) == LINK


def test_what_could_not_be_saved_is_shown_again_as_text(visit: NewVisitor) -> None:
    coordinator = visit()
    page = begin_for_ale(coordinator)
    name = question_ids(page)[0]
    values = {f"{name}.comment": ATTACKS[1], f"{name}.evidence": 'javascript:alert("1")'}
    invalid = coordinator.fill(page.form(save_button(page)), values, 422)
    assert invalid.form(save_button(page)).values[f"{name}.comment"] == ATTACKS[1]
    assert invalid.form(save_button(page)).values[f"{name}.evidence"] == 'javascript:alert("1")'


def test_names_from_the_database_are_text_too(visit: NewVisitor) -> None:
    hostile = "<b onclick=alert(1)>Å</b><script>alert(1)</script>"
    region, coordinator = visit(REGION_COORDINATOR), visit(HARRYDA_COORDINATOR)
    for table in ("municipality", "region", "person"):
        coordinator.site.change(f"UPDATE {table} SET name = ?", hostile)
    assert hostile in coordinator.get("/").text
    assert hostile in coordinator.get(HARRYDA).text
    assert hostile in region.get(ROUND).text
    assert coordinator.get(f"{HARRYDA}/resultat").heading == f"{hostile} 2026"
    assert coordinator.get(f"{HARRYDA}/rapport").heading == f"{hostile} 2026"
    visit().get("/demo")


def test_what_an_author_writes_is_markdown_and_nothing_more(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    answer = region.http.post(
        "/frageformular/granska",
        files={"fil": ("<b>2026</b>.yaml", hostile_questionnaire().encode())},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    page = region.checked(answer, 200)
    assert "alert(1)" in page.text
    assert "<script>alert(1)</script>" in page.text
    assert [element.tag for element in page.tree.iter() if element.tag in {"img", "iframe", "b", "h4"}] == []
    assert "https://annan.se/bra" in foreign_addresses(page)
    assert [way for way in foreign_addresses(page) if "javascript" in way or "bild" in way or "data:" in way] == []
    strong = [text_of(element) for element in page.tree.iter("strong")]
    assert "viktigt" in strong


def hostile_questionnaire() -> str:
    """Every text that an author can write, with code in it."""
    attack = "<script>alert(1)</script>"
    markdown = (
        f"{attack} **viktigt** [bra](https://annan.se/bra) [ond](javascript:alert(1)) ![bild](https://annan.se/bild.png)"
        " <img src=x onerror=alert(1)> [data](data:text/html,x)\n\n<iframe src='https://annan.se'></iframe>\n\n#### Rubrik"
    )
    question = {"text": f"Fråga {attack}?", "help": markdown, "more": markdown, "source": attack, "previous": "new"}

    def asked(name: str, **more: object) -> dict[str, object]:
        texts = {"anchors": {0: f"{attack} nej", 1: f"{attack} ja"}, "next_step": {0: f"Gör {attack}"}}
        return {"id": name, **question, **texts, **more}

    return json.dumps(
        {
            "id": "ond",
            "year": 2026,
            "title": f"Ond {attack}",
            "language": "sv",
            "introduction": markdown,
            "scale": [{"value": 0, "label": f"Nej {attack}"}, {"value": 1, "label": f"Ja {attack}"}],
            "role_groups": [
                {"id": name, "name": f"{name} {attack}", "description": attack} for name in ("politik", "ledning")
            ],
            "capitals": [
                {
                    "id": "politiskt",
                    "name": f"Politiskt {attack}",
                    "short_name": "<i>Pol</i>",
                    "explanation": markdown,
                    "more": markdown,
                    "source": attack,
                    "questions": [asked("mal", core=True)],
                    "direction": {"unity": asked("enighet"), "predictability": asked("vagen")},
                }
            ],
        },
        ensure_ascii=False,
    )


def test_a_kommuns_coordinator_with_a_hostile_name_is_greeted_by_it(visit: NewVisitor) -> None:
    coordinator = visit(ALE_COORDINATOR)
    coordinator.site.change("UPDATE person SET name = '<script>alert(1)</script>'")
    assert coordinator.get("/").heading == "Hej <script>alert(1)</script>"

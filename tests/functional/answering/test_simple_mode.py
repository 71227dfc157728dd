"""One person answers for the whole kommun: from the first page to the report, and back again to change something."""

import csv
import io
from decimal import ROUND_HALF_UP, Decimal

import pikepdf
import pytest

from tests.functional.support.journeys import answer_everything, begin_for_ale, save_button
from tests.functional.support.pages import Page, question_ids, text_of
from tests.functional.support.people import ALE, ALE_COORDINATOR, CAPITALS
from tests.functional.support.visitor import NewVisitor, Visitor

OWN_ANSWERS = "SELECT question_id, position FROM answer WHERE respondent_id = (SELECT max(id) FROM respondent)"
"""Of the place that was added last, which is Ale's."""


def hand_in(visitor: Visitor, position: int = 3) -> Page:
    """The result of Ale, with the same level on every question."""
    receipt = visitor.press(answer_everything(visitor, position), "Lämna in svaren")
    return visitor.get(receipt.links["Se resultatet"])


def indices(page: Page) -> dict[str, str]:
    """What the profile's table shows, by capital."""
    assert page.table[0][:3] == ["Kapitalslag", "Nivå", "2026"]
    return {row[0]: row[2] for row in page.table[1:]}


def attached(pdf: bytes) -> list[dict[str, str]]:
    """The data file inside a report."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        (file,) = (bytes(document.attachments[name].get_file().read_bytes()) for name in document.attachments)
    return list(csv.DictReader(io.StringIO(file.decode("utf-8"), newline="")))


def on_page(index: str) -> str:
    """An index of the data file as pages write it; only where one decimal does not reach the next level."""
    return str(Decimal(index).quantize(Decimal("0.1"), ROUND_HALF_UP)).replace(".", ",") if index else "–"


def test_a_coordinator_gets_from_the_start_page_to_the_result_without_javascript(visit: NewVisitor) -> None:
    coordinator = visit(ALE_COORDINATOR)
    start = coordinator.get("/")
    assert "Att göra nu" in start.text
    choice = coordinator.get(start.links["Välj hur ni svarar: Ale 2026"])
    begin = coordinator.press(choice, "Svara för kommunen")
    page = coordinator.get(begin.links["Börja"])
    for place, capital in enumerate(CAPITALS, start=1):
        assert page.address == f"{ALE}/svara/{capital}"
        assert f"Del {place} av 8" in page.text
        choices = {f"{name}.choice": "3" for name in question_ids(page)}
        page = coordinator.fill(page.form(save_button(page)), choices)
    assert page.address == f"{ALE}/svara/sammanfattning"
    assert "Alla frågor är besvarade." in page.text
    receipt = coordinator.press(page, "Lämna in svaren")
    assert receipt.heading == "Tack, svaren är inlämnade"
    result = coordinator.get(receipt.links["Se resultatet"])
    assert indices(result) == dict.fromkeys(indices(result), "2,0")
    assert len(indices(result)) == 8
    for capital in CAPITALS:
        assert "2,0" in coordinator.get(f"{ALE}/resultat/{capital}").text
    report = coordinator.get(result.links["Rapport"])
    assert report.heading == "Ale 2026"


def test_the_data_in_the_report_is_what_the_page_shows(visit: NewVisitor) -> None:
    coordinator = visit()
    page = begin_for_ale(coordinator)
    positions = iter([1, 2, 3, 4, 5, 3, 2, 4])
    for position in positions:
        names = question_ids(page)
        choices = {f"{name}.choice": str(position if place % 2 else 3) for place, name in enumerate(names)}
        page = coordinator.fill(page.form(save_button(page)), choices)
    receipt = coordinator.press(page, "Lämna in svaren")
    result = coordinator.get(receipt.links["Se resultatet"])
    pdf = coordinator.fetch("GET", result.links["Hämta rapporten (PDF)"])
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.headers["content-disposition"] == 'attachment; filename="omstallningsformaga-1440-ale-2026.pdf"'
    rows = attached(pdf.content)
    capitals = [row for row in rows if row["record"] == "capital"]
    assert {row["name"]: on_page(row["index"]) for row in capitals} == indices(result)
    assert len({row["index"] for row in capitals}) > 3
    assert {(row["municipality_code"], row["year"], row["example_data"]) for row in rows} == {("1440", "2026", "yes")}
    for capital in capitals:
        capital_page = coordinator.get(f"{ALE}/resultat/{capital['capital_id']}")
        questions = [row for row in rows if row["record"] == "question" and row["capital_id"] == capital["capital_id"]]
        assert [row["name"] for row in questions] == [
            next(row["name"] for row in questions if cell.startswith(row["name"]))
            for cell, *_ in capital_page.table[1:]
        ]
        for row, cells in zip(questions, capital_page.table[1:], strict=True):
            assert cells[1].startswith(on_page(row["index"])), cells


def test_the_summary_shows_every_answer_and_what_is_missing(visit: NewVisitor) -> None:
    coordinator = visit()
    page = begin_for_ale(coordinator)
    first, second, *rest = question_ids(page)
    fields = {f"{first}.choice": "5", f"{second}.choice": "vet_ej", f"{first}.comment": "Se protokollet.\nParagraf 7."}
    coordinator.fill(page.form(save_button(page)), fields)
    summary = coordinator.get(f"{ALE}/svara/sammanfattning")
    rows = [text_of(row) for row in summary.by_class("summary-row")]
    assert "4 Integrerat" in rows[0] or "Integrerat och lärande" in rows[0]
    assert "Kommentar: Se protokollet. Paragraf 7." in rows[0]
    assert "Vet ej" in rows[1]
    assert all("Inte besvarad" in row for row in rows[2:])
    assert f"{len(rows) - 2} frågor är obesvarade" in summary.text
    assert len(rest) + 2 == len(question_ids(page))


def test_what_was_answered_stands_there_when_one_comes_back(visit: NewVisitor) -> None:
    coordinator = visit()
    page = begin_for_ale(coordinator)
    name = question_ids(page)[0]
    text = '\nBörjar med en tom rad.\n\nSlutar med <b>fetstil</b> & citat "så" – åäö 🌱'
    fields = {f"{name}.choice": "4", f"{name}.comment": text, f"{name}.evidence": "https://ale.se/a?b=1&c=å"}
    coordinator.fill(page.form(save_button(page)), fields)
    form = coordinator.get(page.address).form(save_button(page))
    assert form.values[f"{name}.choice"] == "4"
    assert form.values[f"{name}.comment"] == text.strip()
    assert form.values[f"{name}.evidence"] == "https://ale.se/a?b=1&c=å"
    assert form.values[f"{name}.version"] == "1"


def test_of_a_page_with_one_bad_field_all_else_is_saved_and_nothing_typed_is_lost(visit: NewVisitor) -> None:
    coordinator = visit()
    page = begin_for_ale(coordinator)
    first, second = question_ids(page)[:2]
    fields = {f"{first}.choice": "2", f"{second}.choice": "4", f"{second}.evidence": "inte en länk"}
    invalid = coordinator.fill(page.form(save_button(page)), fields, 422)
    assert invalid.title.startswith("Fel: ")
    assert "Länken ska vara en hel webbadress" in text_of(invalid.by_id("fel"))
    assert text_of(invalid.by_id(f"{second}-lank-fel")).startswith("Fel: Länken ska vara en hel webbadress")
    values = invalid.form(save_button(page)).values
    assert (values[f"{first}.choice"], values[f"{second}.choice"]) == ("2", "4")
    assert values[f"{second}.evidence"] == "inte en länk"
    assert sorted(coordinator.site.rows(OWN_ANSWERS)) == sorted([(first, 2), (second, 4)])
    assert "men inte länken" in text_of(invalid.by_id(f"fraga-{second}"))
    reply = coordinator.fill(invalid.form(save_button(page)), {f"{second}.evidence": "https://ale.se/beslut"})
    assert reply.address == f"{ALE}/svara/finansiellt"


def test_a_page_loaded_before_somebody_else_saved_tells_what_they_saved(visit: NewVisitor) -> None:
    coordinator = visit()
    page = begin_for_ale(coordinator)
    name = question_ids(page)[0]
    coordinator.answer(page.address, name, "2")
    conflict = coordinator.fill(page.form(save_button(page)), {f"{name}.choice": "5"}, 409)
    assert "Du har ändrat svaret i en annan flik" in text_of(conflict.by_id("fel"))
    assert "1 Påbörjat" in text_of(conflict.by_id(f"fraga-{name}"))
    assert coordinator.get(page.address).form(save_button(page)).values[f"{name}.choice"] == "2"
    coordinator.fill(conflict.form(save_button(page)), {})
    assert coordinator.get(page.address).form(save_button(page)).values[f"{name}.choice"] == "5"


def test_handing_in_without_an_answer_is_refused_with_what_to_do(visit: NewVisitor) -> None:
    coordinator = visit()
    begin_for_ale(coordinator)
    summary = coordinator.get(f"{ALE}/svara/sammanfattning")
    refusal = coordinator.press(summary, "Lämna in svaren", 409)
    assert "Svara på minst en fråga innan du lämnar in." in refusal.text
    assert coordinator.get(f"{ALE}/svara/klart").heading == "Svaren är inte inlämnade"


def test_answers_can_be_opened_changed_and_handed_in_again(visit: NewVisitor) -> None:
    coordinator = visit()
    hand_in(coordinator, 2)
    home = coordinator.get(ALE)
    coordinator.press(home, "Öppna svaren igen")
    assert coordinator.get(f"{ALE}/resultat").heading == "Resultatet är inte klart än"
    page = coordinator.get(f"{ALE}/svara/politiskt")
    choices = {f"{name}.choice": "5" for name in question_ids(page)}
    coordinator.fill(page.form(save_button(page)), choices)
    receipt = coordinator.press(coordinator.get(f"{ALE}/svara/sammanfattning"), "Lämna in svaren")
    figures = indices(coordinator.get(receipt.links["Se resultatet"]))
    assert figures.pop("Politiskt kapital") == "4,0"
    assert set(figures.values()) == {"1,0"}


def test_handed_in_answers_are_read_but_not_changed(visit: NewVisitor) -> None:
    coordinator = visit()
    hand_in(coordinator)
    page = coordinator.get(f"{ALE}/svara/politiskt")
    assert "Svaren är redan inlämnade" in page.text
    assert page.forms[-1].buttons == ()
    name = question_ids(page)[0]
    coordinator.post(page.address, {f"{name}.choice": "1", f"{name}.version": "1"}, 409)
    assert {position for _, position in coordinator.site.rows(OWN_ANSWERS)} == {3}


def test_handing_in_twice_is_the_same_as_once(visit: NewVisitor) -> None:
    coordinator = visit()
    summary = answer_everything(coordinator)
    coordinator.press(summary, "Lämna in svaren")
    before = coordinator.site.rows("SELECT handed_in_at FROM respondent WHERE for_kommun ORDER BY id DESC LIMIT 1")
    assert coordinator.press(summary, "Lämna in svaren").heading == "Tack, svaren är inlämnade"
    after = coordinator.site.rows("SELECT handed_in_at FROM respondent WHERE for_kommun ORDER BY id DESC LIMIT 1")
    assert before == after


@pytest.mark.parametrize(
    ("page", "status"), [("resultat", 200), ("resultat/politiskt", 200), ("rapport", 409), ("rapport.pdf", 409)]
)
def test_there_is_no_result_before_the_answers_are_handed_in(visit: NewVisitor, page: str, status: int) -> None:
    coordinator = visit()
    answer_everything(coordinator)
    assert coordinator.get(f"{ALE}/{page}", status).heading == "Resultatet är inte klart än"


def test_a_kommun_that_answers_alone_cannot_change_to_several(visit: NewVisitor) -> None:
    coordinator = visit(ALE_COORDINATOR)
    choice = coordinator.get(f"{ALE}/hur-ni-svarar")
    coordinator.press(choice, "Svara för kommunen")
    refusal = coordinator.send(choice.form("Svara som en av flera"), 409, roll="strateg")
    assert "Ni har valt att en svarar för alla." in refusal.text

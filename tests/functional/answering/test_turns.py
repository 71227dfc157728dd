"""How far one has come, the way to the next question, and what comes after handing in; all without JavaScript."""

import re

import pytest

from tests.functional.support.journeys import answer_page, begin_for_ale, save_button
from tests.functional.support.pages import Page, question_ids, text_of
from tests.functional.support.people import ALE, ALINGSAS, ALINGSAS_COORDINATOR, ALINGSAS_RESPONDENT
from tests.functional.support.visitor import NewVisitor, Visitor

PAGE = f"{ALE}/svara/politiskt"


@pytest.fixture
def coordinator(visit: NewVisitor) -> Visitor:
    visitor: Visitor = visit()
    begin_for_ale(visitor)
    return visitor


def bar(page: Page) -> str:
    (element,) = page.by_class("answer-bar")
    return text_of(element)


def press_next(visitor: Visitor, turn: str, **choices: str) -> str:
    """Where a button leads that goes to another question, with some of the page filled in."""
    page = visitor.get(PAGE)
    form = page.form(save_button(page))
    reply = visitor.fetch("POST", PAGE, form.filled(choices) | {"next": turn})
    assert reply.status_code == 303
    return str(reply.headers["location"])


def test_the_bar_tells_how_much_is_answered_what_time_is_left_and_when_it_was_saved(coordinator: Visitor) -> None:
    assert re.search(r"^.*0 av 59 besvarade, ungefär \d+ minuter kvar", bar(coordinator.get(PAGE)))
    assert "Senast sparat" not in bar(coordinator.get(PAGE))
    first = question_ids(coordinator.get(PAGE))[0]
    coordinator.answer(PAGE, first, "3")
    elsewhere = bar(coordinator.get(f"{ALE}/svara/finansiellt"))
    assert "1 av 59 besvarade" in elsewhere
    assert re.search(r"Senast sparat \d\d\.\d\d", elsewhere)


def test_the_time_left_shrinks_to_a_minute_in_the_singular(coordinator: Visitor) -> None:
    page = coordinator.get(PAGE)
    minutes = []
    for _ in range(7):
        minutes.append(int(re.findall(r"ungefär (\d+)", bar(page))[0]))
        page = answer_page(coordinator, page, 3)
    assert minutes == sorted(minutes, reverse=True)
    names = question_ids(page)
    coordinator.fill(page.form(save_button(page)), {f"{name}.choice": "3" for name in names[1:]})
    assert "58 av 59 besvarade, ungefär 1 minut kvar" in bar(coordinator.get(page.address))
    coordinator.answer(page.address, names[0], "3")
    assert "Alla frågor är besvarade" in bar(coordinator.get(page.address))


def test_the_chosen_card_says_that_it_is_saved_and_only_then(coordinator: Visitor) -> None:
    first, second = question_ids(coordinator.get(PAGE))[:2]
    coordinator.answer(PAGE, first, "3")
    page = coordinator.get(PAGE)
    words = [text_of(state) for state in page.by_class("choice-saved")]
    assert len(words) == 1
    assert re.fullmatch(r"Sparat \d\d\.\d\d", words[0])
    fields = {f"{first}.choice": "4", f"{second}.choice": "2", f"{second}.evidence": "inte en länk"}
    fields |= {f"{first}.version": "0"}
    conflict = coordinator.fill(page.form(save_button(page)), fields, 409)
    assert [text_of(state) for state in conflict.by_class("choice-saved")] == ["", ""]


def test_going_to_the_next_question_saves_what_is_filled_in(coordinator: Visitor) -> None:
    first, second = question_ids(coordinator.get(PAGE))[:2]
    assert press_next(coordinator, second, **{f"{first}.choice": "2"}) == f"{PAGE}#fraga-{second}"
    assert coordinator.get(PAGE).form("Spara och fortsätt").values[f"{first}.choice"] == "2"


def test_the_next_question_without_an_answer_is_looked_for_after_saving(coordinator: Visitor) -> None:
    first, second, third, *rest = question_ids(coordinator.get(PAGE))
    choices = {f"{first}.choice": "2", f"{second}.choice": "vet_ej"}
    assert press_next(coordinator, "obesvarad", **choices) == f"{PAGE}#fraga-{third}"
    every = {f"{name}.choice": "1" for name in (third, *rest)}
    assert press_next(coordinator, "obesvarad", **every) == f"{ALE}/svara/finansiellt"


def test_a_capital_that_is_begun_is_gone_on_with_at_its_question(coordinator: Visitor) -> None:
    page = coordinator.get(f"{ALE}/svara/finansiellt")
    first, second = question_ids(page)[:2]
    coordinator.answer(page.address, first, "3")
    answer_page(coordinator, coordinator.get(PAGE), 3)
    assert press_next(coordinator, "obesvarad") == f"{page.address}#fraga-{second}"
    begin = coordinator.get(f"{ALE}/svara")
    assert begin.links["Fortsätt där du slutade"] == f"{page.address}#fraga-{second}"


@pytest.mark.parametrize("turn", ["finns-inte", "", "//ond.example", "x" * 300])
def test_a_question_that_is_not_there_leads_on_to_the_next_capital(coordinator: Visitor, turn: str) -> None:
    assert press_next(coordinator, turn) == f"{ALE}/svara/finansiellt"


def test_when_everything_is_answered_the_way_leads_to_the_summary(coordinator: Visitor) -> None:
    page = coordinator.get(PAGE)
    for _ in range(8):
        page = answer_page(coordinator, page, 3)
    assert press_next(coordinator, "obesvarad") == f"{ALE}/svara/sammanfattning"


def test_the_summary_begins_with_what_is_missing_and_one_question_is_singular(coordinator: Visitor) -> None:
    page = coordinator.get(PAGE)
    last = question_ids(page)[-1]
    page = coordinator.fill(
        page.form(save_button(page)), {f"{name}.choice": "3" for name in question_ids(page) if name != last}
    )
    for _ in range(7):
        page = answer_page(coordinator, page, 3)
    assert "1 fråga är obesvarad." in page.text
    (missing,) = page.by_class("open-questions")
    assert [link.get("href") for link in missing.iter("a")] == [f"{PAGE}#fraga-{last}"]
    missing_part, first_part, *_ = [text_of(summary) for summary in next(page.tree.iter("main")).iter("summary")]
    asked = len(question_ids(coordinator.get(PAGE)))
    assert missing_part == f"Politiskt kapital 1 av {asked} saknas"
    assert first_part == f"Politiskt kapital {asked - 1} av {asked} besvarade"
    assert page.text.index("Lämna in svaren") < page.text.index("Frågan som saknar svar")


def hand_in(visitor: Visitor) -> Page:
    """A respondent of Alingsås has answered the first capital alike, and hands in."""
    answer_page(visitor, visitor.get(f"{ALINGSAS}/svara/politiskt"), 4)
    return visitor.press(visitor.get(f"{ALINGSAS}/svara/sammanfattning"), "Lämna in svaren")


def test_after_handing_in_one_sees_what_ones_own_answers_come_to_and_whom_to_ask(visit: NewVisitor) -> None:
    receipt = hand_in(visit(ALINGSAS_RESPONDENT))
    assert receipt.table[1][:2] == ["Politiskt kapital", "3 · Etablerat"]
    assert "Bilden visas för dig och för ingen annan i verktyget." in receipt.text
    ((address,),) = visit(ALINGSAS_COORDINATOR).site.rows(
        "SELECT email FROM person JOIN membership ON person_id = person.id JOIN municipality ON municipality_id = "
        "municipality.id WHERE role = 'kommun_coordinator' AND ended_at IS NULL AND code = '1489'"
    )
    assert receipt.links[address] == f"mailto:{address}"


def test_handed_in_answers_are_taken_back_changed_and_handed_in_again(visit: NewVisitor) -> None:
    respondent = visit(ALINGSAS_RESPONDENT)
    receipt = hand_in(respondent)
    page = respondent.get(f"{ALINGSAS}/svara/politiskt")
    assert page.links["Ångra inlämningen"] == receipt.address
    assert respondent.press(receipt, "Ångra inlämningen").address == f"{ALINGSAS}/svara/sammanfattning"
    answer_page(respondent, respondent.get(page.address), 5)
    again = respondent.press(respondent.get(f"{ALINGSAS}/svara/sammanfattning"), "Lämna in svaren")
    assert again.heading == "Tack, svaren är inlämnade"


def test_after_the_answering_has_ended_nothing_is_taken_back(visit: NewVisitor) -> None:
    respondent, coordinator = visit(ALINGSAS_RESPONDENT), visit(ALINGSAS_COORDINATOR)
    receipt = hand_in(respondent)
    coordinator.press(coordinator.get(f"{ALINGSAS}/avsluta"), "Ja, avsluta svarstiden")
    refusal = respondent.press(receipt, "Ångra inlämningen", 409)
    assert "har avslutat svarstiden" in refusal.text
    assert "Ångra inlämningen" not in [button for form in refusal.forms for button in form.buttons]
    assert respondent.get(receipt.address).heading == "Tack, svaren är inlämnade"

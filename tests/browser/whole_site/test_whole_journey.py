"""From the demo page to the report: all eight parts of the questionnaire, by mouse, by keyboard and without JavaScript."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.support.keyboard import press, tab_to
from tests.browser.support.visiting import (
    ALE,
    CAPITALS,
    SAVED,
    answer,
    begin_for_ale,
    expect_saved,
    expect_words_saved,
    level,
    progress,
    question,
    questions,
    radio,
)

pytestmark = pytest.mark.slow

LEAST_PDF_BYTES = 50_000
MINUTES = re.compile(r"ungefär\s\d+\sminuter", re.IGNORECASE)


def expect_explained_before_asked(page: Page) -> None:
    explanation = page.locator(".explanation")
    expect(explanation).to_be_in_viewport()
    assert len(explanation.inner_text()) > 100
    first = question(page, 1).bounding_box()
    above = explanation.bounding_box()
    assert first is not None
    assert above is not None
    assert above["y"] + above["height"] <= first["y"]


def expect_nothing_answered(page: Page, capital: str) -> int:
    """Returns how many questions there are."""
    expect(page).to_have_url(re.compile(rf"{ALE}/svara/{capital}$"))
    expect_explained_before_asked(page)
    total = len(questions(page))
    assert progress(page) == f"0 av {total}"
    expect(page.locator(".last-level")).to_have_count(0)
    expect(page.locator(".saved")).to_have_count(0)
    return total


def expect_result_with_figures(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Ale 2026")
    expect(page.locator(".figure-drawing[role=img]").first).to_be_visible()
    radar = page.get_by_role("figure", name=re.compile("radar", re.IGNORECASE)).first
    expect(radar).to_be_visible()
    table = page.get_by_role("table").first
    expect(table).to_be_visible()
    for capital in ("Politiskt kapital", "Realt kapital", "Mottagarförmåga"):
        expect(table.get_by_role("rowheader", name=capital)).to_be_visible()


def download_report(page: Page, folder: Path) -> bytes:
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("link", name="Hämta rapporten (PDF)").click(timeout=60_000)
    waiting.value.save_as(folder / "rapport.pdf")
    assert waiting.value.suggested_filename == "omstallningsformaga-1440-ale-2026.pdf"
    return (folder / "rapport.pdf").read_bytes()


def test_a_coordinator_answers_hands_in_and_takes_the_report_home_with_the_mouse(page: Page, tmp_path: Path) -> None:
    page.goto("/")
    page.get_by_role("link", name="Prova med exempeldata").click()
    page.locator(".card", has_text="Ale").get_by_role("button").click()
    page.get_by_role("link", name="Välj hur ni svarar").click()
    page.get_by_role("button", name="Svara för kommunen").click()
    expect(page.locator(".facts").get_by_text(MINUTES)).to_be_visible()
    page.get_by_role("link", name="Börja").click()
    answer_count = with_last_year = 0
    for part, capital in enumerate(CAPITALS):
        total = expect_nothing_answered(page, capital)
        for number in range(1, total + 1):
            item = question(page, number)
            expect(item.locator(".last-level")).to_have_count(0)
            answer(item, 2 + (part + number) % 3)
            expect(page.locator("[data-current] .step-count")).to_have_text(f"{number} av {total}")
            with_last_year += item.locator(".last-level").count()
        answer_count += total
        page.get_by_role("button", name=re.compile("^Spara och")).click()
    assert answer_count >= 50
    assert with_last_year >= answer_count / 2
    expect(page.get_by_text("Alla frågor är besvarade.")).to_be_visible()
    expect(page.locator(".summary-row")).to_have_count(answer_count)
    expect(page.locator(".summary-missing")).to_have_count(0)
    page.get_by_role("button", name="Lämna in svaren").click()
    expect(page.get_by_role("heading", name="Tack, svaren är inlämnade")).to_be_visible()
    page.get_by_role("link", name="Se resultatet").click()
    expect_result_with_figures(page)
    pdf = download_report(page, tmp_path)
    assert pdf.startswith(b"%PDF")
    assert len(pdf) > LEAST_PDF_BYTES


def test_the_whole_questionnaire_can_be_answered_and_handed_in_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/demo")
    press(page, page.locator(".card", has_text="Ale").get_by_role("button"), "Enter")
    press(page, page.get_by_role("link", name="Välj hur ni svarar"), "Enter")
    press(page, page.get_by_role("button", name="Svara för kommunen"), "Space")
    press(page, page.get_by_role("link", name="Börja"), "Enter")
    for capital in CAPITALS:
        total = expect_nothing_answered(page, capital)
        for number in range(1, total + 1):
            item = question(page, number)
            tab_to(page, radio(item, 1))
            page.keyboard.press("Space")
            for _ in range(number % 4):
                page.keyboard.press("ArrowDown")
            expect_saved(item)
            expect(radio(item, 1 + number % 4)).to_be_checked()
            expect(radio(item, 1 + number % 4)).to_be_focused()
        assert progress(page) == f"{total} av {total}"
        press(page, page.get_by_role("button", name=re.compile("^Spara och")), "Enter")
    expect(page.get_by_text("Alla frågor är besvarade.")).to_be_visible()
    press(page, page.get_by_role("button", name="Lämna in svaren"), "Enter")
    press(page, page.get_by_role("link", name="Se resultatet"), "Enter")
    expect_result_with_figures(page)
    tab_to(page, page.get_by_role("link", name="Hämta rapporten (PDF)"))


def test_a_comment_and_a_link_are_opened_and_written_with_the_keyboard_alone(page: Page) -> None:
    begin_for_ale(page)
    first = question(page, 1)
    press(page, first.locator("summary", has_text="Kommentar och underlag"), "Enter")
    tab_to(page, first.get_by_label("Kommentar"))
    page.keyboard.type("Beslut i kommunfullmäktige.")
    tab_to(page, first.get_by_label("Länk till underlag"))
    page.keyboard.type("https://www.ale.se/beslut")
    expect_words_saved(first)
    page.reload()
    expect(first.get_by_label("Kommentar")).to_have_value("Beslut i kommunfullmäktige.")
    expect(first.get_by_label("Länk till underlag")).to_have_value("https://www.ale.se/beslut")


def test_the_whole_journey_works_without_javascript(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(java_script_enabled=False)
    page.goto("/demo")
    page.locator(".card", has_text="Ale").get_by_role("button").click()
    page.get_by_role("link", name="Välj hur ni svarar").click()
    page.get_by_role("button", name="Svara för kommunen").click()
    page.get_by_role("link", name="Börja").click()
    for capital in CAPITALS:
        total = expect_nothing_answered(page, capital)
        for number in range(1, total + 1):
            level(question(page, number), 1 + number % 5).click()
        page.get_by_role("button", name=re.compile("^Spara och")).click()
    expect(page.get_by_text("Alla frågor är besvarade.")).to_be_visible()
    page.goto(f"{ALE}/svara/politiskt")
    assert progress(page) == f"{len(questions(page))} av {len(questions(page))}"
    expect(question(page, 1).locator(".saved")).to_have_text(SAVED)
    expect(radio(question(page, 3), 4)).to_be_checked()
    expect(page.locator(".last-level").first).to_be_visible()
    page.goto(f"{ALE}/svara/sammanfattning")
    page.get_by_role("button", name="Lämna in svaren").click()
    page.get_by_role("link", name="Se resultatet").click()
    expect_result_with_figures(page)
    assert page.locator("svg.chart").count() >= 2
    for drawing in page.locator("svg.chart").all():
        expect(drawing).to_be_visible()
    assert download_report(page, tmp_path).startswith(b"%PDF")

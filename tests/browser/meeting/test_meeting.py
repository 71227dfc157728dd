"""The joint meeting in browsers: several at once, on a screen in the room, by keyboard, on a phone."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE, OpenPage
from tests.browser.support.axe import violations
from tests.browser.support.keyboard import press, tab_to
from tests.browser.support.meeting import (
    ALE_READER,
    KUNGSBACKA_COORDINATOR,
    KUNGSBACKA_READER,
    MEETING,
    SOON_MS,
    also_coordinator,
    answered_by_twelve,
    at_meeting,
    choice,
    choose,
    expect_following,
    expect_saved,
    expect_standing,
    talk,
    two_at_meeting,
)
from tests.browser.support.page_rules import expect_no_wider_than
from tests.browser.support.server import Server
from tests.browser.support.visiting import ALE, sign_in

pytestmark = pytest.mark.slow

LARGE = {"width": 1920, "height": 1080}


def test_twelve_people_in_five_roles_have_answered_and_two_coordinators_hold_the_meeting(
    open_page: OpenPage, browser: Browser, server: Server
) -> None:
    first, second = open_page(), open_page()
    answered_by_twelve(first, browser, server)
    also_coordinator(server, "1440-ale")
    first.get_by_role("link", name="Öppna mötet").click()
    first.get_by_role("link", name="Politiskt kapital").click()
    sign_in(second, ALE_READER, f"{ALE}/moten/politiskt")
    for page in (first, second):
        expect_following(page)

    talk_place = talk(first)
    # No role group has five people. Two, two and two are pooled, and so are the three and three that are left.
    expect(talk_place.locator(".spread-sentence")).to_contain_text(re.compile(r"12\sperson"))
    expect(talk_place.locator(".choosers-key li")).to_have_text(
        [re.compile(r"Förtroendevald och verksamhet\s+\(6\)"), re.compile(r"Ledning, stödfunktion och strateg .*\(6\)")]
    )
    expect(talk_place.locator(".talk-why")).to_contain_text(re.compile(r"svaren skiljer sig i snitt \d,\d nivåer"))
    expect(talk_place.locator(".choosers-count")).to_have_text(
        ["3 svar", "4 svar", "inga svar", "3 svar", "2 svar"], use_inner_text=True
    )

    choose(talk(first), "3")
    expect_standing(talk(second), "Ni enades om 2 Delvis på plats", SOON_MS)
    expect(choice(talk(second), "3")).to_be_checked()
    talk(second).get_by_label("Skäl").fill("Beslutet finns, men det följs inte upp.")
    expect_saved(talk(second))
    expect(talk(first).get_by_label("Skäl")).to_have_value("Beslutet finns, men det följs inte upp.", timeout=SOON_MS)
    choose(talk(second, 2), "enades_inte")
    expect_standing(talk(first, 2), "Ni enades inte", SOON_MS)
    choose(talk(first, 3), "parkerad")
    expect(second.locator("#parkerat a")).to_have_count(1, timeout=SOON_MS)
    for page in (first, second):
        expect(page.locator("#lage-politiskt")).to_have_text("2 av 8")
        expect(page.locator(".notice-warning")).to_have_count(0)
        page.evaluate("() => { scrollTo(0, 0); }")  # so that no target is half behind the capitals, which stay on top
        assert violations(page) == []


def test_who_writes_keeps_focus_and_words_while_another_chooses_the_level(open_page: OpenPage) -> None:
    moderator, secretary = two_at_meeting(open_page)
    reason = talk(secretary).get_by_label("Skäl")
    reason.focus()
    secretary.keyboard.type("Vi har ett beslut")
    choose(talk(moderator), "3")
    expect(choice(talk(secretary), "3")).to_be_checked()
    expect(talk(secretary).locator("[data-other]")).to_contain_text("Ändrat av en annan kl.")
    expect(reason).to_be_focused()
    secretary.keyboard.type(" från i juni")
    expect_saved(talk(secretary))
    expect(reason).to_be_focused()
    expect(reason).to_have_value("Vi har ett beslut från i juni")
    expect(talk(moderator).get_by_label("Skäl")).to_have_value("Vi har ett beslut från i juni")
    expect_standing(talk(moderator), "Ni enades om 2 Delvis på plats")
    expect(secretary.locator(".notice-warning")).to_have_count(0)


def test_a_change_of_another_question_does_not_disturb_who_writes(open_page: OpenPage) -> None:
    writer, other = two_at_meeting(open_page)
    reason = talk(writer).get_by_label("Skäl")
    reason.focus()
    writer.keyboard.type("Först")
    choose(talk(other, 4), "2")
    expect_standing(talk(writer, 4), "Ni enades om")
    expect(reason).to_be_focused()
    writer.keyboard.type(" sedan")
    expect(reason).to_have_value("Först sedan")


def meet_at_the_reason(open_page: OpenPage) -> tuple[Page, Page]:
    """Both write a reason for the same question; the second is too late."""
    first, second = two_at_meeting(open_page)
    second.route("**/moten/**", lambda route: route.abort() if route.request.method == "GET" else route.fallback())
    talk(first).get_by_label("Skäl").fill("Målen är beslutade.")
    expect_saved(talk(first))
    talk(second).get_by_label("Skäl").fill("Målen saknar mått.")
    expect(talk(second).locator(".notice-warning")).to_be_visible()
    second.unroute_all()
    return first, second


def test_two_who_write_the_same_reason_are_told_and_the_second_chooses(open_page: OpenPage) -> None:
    first, second = meet_at_the_reason(open_page)
    notice = talk(second).locator(".notice-warning")
    expect(notice).to_contain_text("Det du skrev är inte sparat.")
    expect(notice).to_contain_text("Målen är beslutade.")
    expect(notice).to_be_focused()
    expect(talk(second).get_by_label("Skäl")).to_have_value("Målen saknar mått.")
    expect(talk(first).get_by_label("Skäl")).to_have_value("Målen är beslutade.")
    notice.get_by_role("button", name="Spara mitt i stället").click()
    expect_saved(talk(second))
    expect(talk(first).get_by_label("Skäl")).to_have_value("Målen saknar mått.")


def test_keeping_what_the_other_wrote_shows_it_and_leaves_other_questions_alone(open_page: OpenPage) -> None:
    first, second = meet_at_the_reason(open_page)
    talk(second, 2).get_by_label("Skäl").fill("Om något annat.")
    talk(second).get_by_role("link", name="Behåll det sparade").click()
    expect(talk(second).get_by_label("Skäl")).to_have_value("Målen är beslutade.")
    expect(talk(second).locator(".notice-warning")).to_have_count(0)
    expect_saved(talk(second))
    expect(talk(second, 2).get_by_label("Skäl")).to_have_value("Om något annat.")
    expect(talk(first, 2).get_by_label("Skäl")).to_have_value("Om något annat.")


def test_who_only_follows_sees_it_all_as_it_happens(open_page: OpenPage) -> None:
    coordinator, reader = at_meeting(open_page()), at_meeting(open_page(), person=KUNGSBACKA_READER)
    overview = at_meeting(open_page(), "", KUNGSBACKA_READER)
    choose(talk(coordinator), "4")
    talk(coordinator).get_by_label("Skäl").fill("Alla partier står bakom.")
    expect_standing(talk(reader), "Ni enades om 3 Etablerat", SOON_MS)
    expect(talk(reader).locator(".choice-agreed")).to_contain_text("3 · Etablerat")
    expect(talk(reader).get_by_text("Skäl: Alla partier står bakom.")).to_be_visible()
    expect(reader.locator("input")).to_have_count(0)
    expect(overview.get_by_role("row", name="Politiskt kapital")).to_contain_text("1 av 8")


def test_a_locked_meeting_is_told_to_who_has_it_open(open_page: OpenPage, server: Server) -> None:
    first, second = two_at_meeting(open_page)
    first.goto(f"{MEETING.removesuffix('/moten')}/lamna-in-resultat")
    first.locator("textarea").first.fill("Vi hann inte fler.")
    first.locator("form[action$='/lamna-in-resultat'] button[type=submit]").first.click()
    choice(talk(second), "2").check()
    expect(talk(second).locator(".notice-error")).to_contain_text("väntar på att fastställas")
    expect(second.locator("[data-outdated]")).to_contain_text("Ladda om sidan")


def test_the_meeting_is_held_with_the_keyboard_alone(page: Page) -> None:
    sign_in(page, KUNGSBACKA_COORDINATOR, MEETING)
    press(page, page.get_by_role("link", name="Börja: godta där ni är eniga"), "Enter")
    tab_to(page, page.get_by_role("checkbox").first)
    page.keyboard.press("Space")
    press(page, page.get_by_role("button", name="Godta de ikryssade"), "Enter")
    press(page, page.get_by_role("link", name="Till nästa fråga på dagordningen"), "Enter")
    addresses = []
    expect(page.locator(".agenda-bar")).to_contain_text("Punkt 1 av 13")
    for number in (1, 2):
        addresses.append(page.url)
        tab_to(page, choice(talk(page), "oppen"))
        for _ in range(number):
            page.keyboard.press("ArrowDown")  # round to the lowest level and up
        expect(choice(talk(page), str(number))).to_be_checked()
        tab_to(page, talk(page).get_by_label("Skäl"))
        page.keyboard.type(f"Skäl {number}.")
        expect_saved(talk(page))
        press(page, page.get_by_role("link", name="Nästa fråga på dagordningen"), "Enter")
        # Waited for also after the last: a way there that has just begun would cross the way back, which then never ends.
        expect(page.locator(".agenda-bar")).to_contain_text(f"Punkt {number + 1} av 13")
    for number, address in enumerate(addresses, start=1):
        page.goto(address)
        expect(choice(talk(page), str(number))).to_be_checked()
        expect(talk(page).get_by_label("Skäl")).to_have_value(f"Skäl {number}.")


def test_the_meeting_is_held_on_a_phone(open_page: OpenPage) -> None:
    page = at_meeting(open_page(**PHONE))
    talk(page).locator("label.choice").nth(2).tap()
    expect_saved(talk(page))
    talk(page, 2).locator("label.choice", has_text="Parkera").tap()
    expect_saved(talk(page, 2))
    expect_no_wider_than(page, 360)
    page.reload()
    expect_standing(talk(page), "Ni enades om 2 Delvis på plats")
    expect_standing(talk(page, 2), "Parkerad")


WITHOUT_LARGE = """(shown) => {
  const copy = shown.cloneNode(true);
  copy.querySelector(".talk-large")?.remove();
  return copy.textContent;
}"""
"""The words of a question but for the list's link to it."""


def test_one_question_at_a_time_is_large_and_holds_all_that_the_list_does(open_page: OpenPage) -> None:
    list_page, alone = open_page(viewport=LARGE), open_page(viewport=LARGE)
    at_meeting(list_page)
    where = talk(list_page).get_attribute("id") or ""
    at_meeting(alone, f"/politiskt/{where.removeprefix('fraga-')}")
    sizes = [
        float(page.locator(".choice-anchor").first.evaluate("(text) => parseFloat(getComputedStyle(text).fontSize)"))
        for page in (list_page, alone)
    ]
    assert sizes[1] >= 1.4 * sizes[0]
    words = [re.sub(r"Fråga 1 av 8|\s+", "", str(talk(page).evaluate(WITHOUT_LARGE))) for page in (list_page, alone)]
    assert words[0] == words[1]
    expect(alone.locator("section.talk")).to_have_count(1)
    # The question and every level with its answers are in view at once.
    for level in talk(alone).locator(".choices-spread > .choice").all():
        expect(level).to_be_in_viewport(ratio=0.9)
    choose(talk(alone), "4")
    expect_standing(talk(list_page), "Ni enades om 3 Etablerat", SOON_MS)


def test_going_back_shows_what_is_saved_and_it_can_be_changed_without_conflict(page: Page) -> None:
    at_meeting(page)
    talk(page).get_by_role("link", name="Visa stort").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Politiskt kapital, fråga 1 av 8")
    choose(talk(page), "2")
    page.get_by_role("link", name="Till dagordningen").click()
    expect(heading).to_have_text("Gemensamt möte")
    page.go_back()
    expect(heading).to_have_text("Politiskt kapital, fråga 1 av 8")
    expect(choice(talk(page), "2")).to_be_checked()
    choose(talk(page), "5")
    expect_standing(talk(page), "Ni enades om 4 Integrerat och lärande")
    expect(page.locator(".notice-warning")).to_have_count(0)


def test_what_is_written_last_is_saved_before_one_goes_on(page: Page) -> None:
    at_meeting(page)
    talk(page).get_by_label("Skäl").fill("Skrivet i sista stund.")
    page.get_by_role("link", name="Finansiellt 0 av 8").click()
    page.wait_for_url(f"**{MEETING}/finansiellt")
    page.go_back()
    expect(talk(page).get_by_label("Skäl")).to_have_value("Skrivet i sista stund.")


def test_pressing_save_twice_quickly_saves_once(page: Page) -> None:
    at_meeting(page)
    talk(page).get_by_label("Skäl").fill("En gång.")
    talk(page).get_by_role("button", name="Spara", exact=True).dblclick()
    expect_saved(talk(page))
    expect(talk(page).locator("input[name$='.version']")).to_have_value("1")
    expect(page.locator(".notice-warning")).to_have_count(0)


def test_quick_changes_of_mind_end_with_the_last_and_without_conflict(open_page: OpenPage) -> None:
    first, second = two_at_meeting(open_page)
    for value in ("1", "2", "parkerad", "4", "enades_inte", "3"):
        choice(talk(first), value).check()
    expect_saved(talk(first))
    for page in (first, second):
        expect_standing(talk(page), "Ni enades om 2 Delvis på plats")
        expect(choice(talk(page), "3")).to_be_checked()
        expect(page.locator(".notice-warning")).to_have_count(0)


def test_time_for_a_question_runs_pauses_and_is_told_politely(page: Page) -> None:
    page.clock.install()
    at_meeting(page)
    timer = talk(page).locator(".timer")
    timer.get_by_role("button", name="Ta tid på frågan").click()
    timer.get_by_label("Minuter").select_option("2")
    expect(timer.get_by_role("timer")).to_have_text("2.00")
    timer.get_by_role("button", name="Starta").click()
    page.clock.run_for(59_000)
    expect(timer.get_by_role("timer")).to_have_text("1.01")
    timer.get_by_role("button", name="Pausa").click()
    page.clock.run_for(30_000)
    expect(timer.get_by_role("timer")).to_have_text("1.01")
    timer.get_by_role("button", name="Starta").click()
    page.clock.run_for(2_000)
    expect(timer.get_by_role("status")).to_have_text("En minut kvar")
    page.clock.run_for(60_000)
    expect(timer.get_by_role("timer")).to_have_text("0.00")
    expect(timer.get_by_role("status")).to_have_text("Tiden är slut")
    talk(page, 2).get_by_role("button", name="Ta tid på frågan").click()
    expect(talk(page, 2).get_by_role("timer")).to_have_text("2.00")
    assert violations(page) == []


@pytest.mark.parametrize("place", ["/politiskt", "/politiskt/politiskt-partistod"])
def test_without_javascript_there_is_no_timer_and_all_the_rest(open_page: OpenPage, place: str) -> None:
    page = open_page(java_script_enabled=False)
    sign_in(page, KUNGSBACKA_COORDINATOR, f"{MEETING}{place}")
    expect(page.get_by_role("button", name="Ta tid på frågan")).to_have_count(0)
    choice(talk(page), "3").check()
    talk(page).get_by_label("Skäl").fill("Utan skript.")
    talk(page).get_by_role("button", name="Spara", exact=True).click()
    expect_saved(talk(page))
    expect(talk(page).get_by_label("Skäl")).to_have_value("Utan skript.")


def test_the_bar_at_the_bottom_does_not_cover_the_reason_that_is_pressed(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    at_meeting(page)
    page.get_by_role("link", name="Visa stort").first.click()
    reason = page.get_by_label("Skäl")
    reason.evaluate("(field) => scrollTo(0, field.getBoundingClientRect().top + scrollY - 660)")
    page.mouse.click(400, 675)
    expect(reason).to_be_focused()
    bar = page.locator(".question-nav").bounding_box()
    page.wait_for_function(
        "(top) => document.activeElement.getBoundingClientRect().bottom <= top", arg=bar["y"] if bar else 0
    )

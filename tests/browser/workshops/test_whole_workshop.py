"""Twelve people in three groups through a whole workshop: one group with mice, one by keyboard alone, one without
JavaScript. It ends in a need, an offer and an action.
"""

import re
import time
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.support.axe import violations
from tests.browser.support.keyboard import tab_to
from tests.browser.support.visiting import Person, sign_in

pytestmark = pytest.mark.slow

LEADER = Person("Härryda", "kommunens samordnare")
PEOPLE = 4
"""In each group."""
SEEN_SECONDS = 2.0
MICE, KEYS, PLAIN = "Politiskt kapital", "Finansiellt kapital", "Relationskapital"
STRENGTHEN, RESOURCES = "Ny lapp", re.compile("Ny lapp ?: Resursbas")


def _begin(leader: Page) -> str:
    sign_in(leader, LEADER, "/gr/workshop/ny")
    leader.get_by_label("Vad heter den?").fill("Omställning i vardagen")
    for capital in (MICE, KEYS, PLAIN):
        leader.get_by_label(capital).select_option("1")
    leader.get_by_role("button", name="Planera workshopen").click()
    leader.get_by_role("button", name="Skapa länken och börja").click()
    link = leader.get_by_label("Länk till workshopen").input_value()
    leader.get_by_role("link", name="Till workshopen").click()
    return "/workshop/" + link.rsplit("/", 1)[1]


def _tab_to(page: Page, target: Locator) -> None:
    """Unless the focus is there already."""
    if not target.first.evaluate("(element) => element === document.activeElement"):
        tab_to(page, target.first)


def _join(page: Page, link: str, group: str, *, by_keyboard: bool = False) -> Page:
    page.goto(link)
    choice = page.get_by_role("radio", name=re.compile(group))
    if by_keyboard:
        _tab_to(page, page.get_by_role("radio"))
        while not choice.is_checked():
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    else:
        choice.check()
        page.get_by_role("button", name="Gå med").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(group)
    return page


def _field(page: Page, label: str | re.Pattern[str] = STRENGTHEN) -> Locator:
    return page.get_by_label(label, exact=isinstance(label, str)).first


def _write(page: Page, text: str, label: str | re.Pattern[str] = STRENGTHEN) -> None:
    field = _field(page, label)
    field.fill(text)
    field.locator("xpath=..").get_by_role("button").click()
    expect(_note(page, text)).to_be_visible()


def _write_by_keyboard(page: Page, text: str) -> None:
    _tab_to(page, _field(page))
    page.keyboard.type(text)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(_note(page, text)).to_be_visible()
    expect(_field(page)).to_be_focused()


def _note(page: Page, text: str) -> Locator:
    return page.locator("li.note", has_text=text)


def _give(page: Page, text: str) -> None:
    _note(page, text).get_by_role("button", name="Sätt prick").click()
    expect(_note(page, text)).to_contain_text("Du har satt 1 här")


def _sum_up(page: Page, text: str) -> None:
    page.get_by_label("Gruppens mening").fill(text)
    page.get_by_role("button", name="Spara meningen").click()
    expect(page.get_by_label("Gruppens mening")).to_have_value(text)


@dataclass(frozen=True)
class Room:
    leader: Page
    mice: list[Page]
    keys: list[Page]
    plain: list[Page]


def test_twelve_people_go_through_a_whole_workshop_that_ends_in_a_need_an_offer_and_an_action(
    open_page: OpenPage,
) -> None:
    leader = open_page()
    link = _begin(leader)
    room = Room(
        leader,
        [_join(open_page(), link, MICE) for _ in range(PEOPLE)],
        [_join(open_page(), link, KEYS, by_keyboard=True) for _ in range(PEOPLE)],
        [_join(open_page(java_script_enabled=False), link, PLAIN) for _ in range(PEOPLE)],
    )
    expect(leader.locator("#antal")).to_contain_text("12 personer är med")
    for phase in (_write_silently, _show, _group, _prioritise, _end):
        phase(room)
    _land(leader)


def _write_silently(room: Room) -> None:
    """They write silently: one sees one's own notes, and how many there are."""
    for number, page in enumerate(room.mice, 1):
        _write(page, f"Tanke {number} om ledning")
    _write(room.mice[0], "En delad processledare", RESOURCES)
    for number, page in enumerate(room.keys, 1):
        _write_by_keyboard(page, f"Tanke {number} om pengar")
    for number, page in enumerate(room.plain, 1):
        _write(page, f"Tanke {number} om samverkan")
    expect(room.mice[0].get_by_text("3 lappar från andra.")).to_be_visible()
    expect(_note(room.mice[0], "Tanke 2 om ledning")).to_have_count(0)
    assert violations(room.mice[0]) == []


def _show(room: Room) -> None:
    """The leader shows them; whoever writes meanwhile is not disturbed."""
    _field(room.mice[1]).fill("Ett halvt ord")
    room.leader.get_by_role("button", name="Visa lapparna").click()
    expect(_note(room.mice[0], "Tanke 4 om ledning")).to_be_visible()
    expect(room.mice[1].get_by_text("Gruppen har gått till en annan fas.")).to_be_visible()
    expect(_field(room.mice[1])).to_have_value("Ett halvt ord")
    room.mice[1].reload()
    begun = time.monotonic()
    _write(room.mice[1], "Sagt i rummet")
    expect(_note(room.mice[0], "Sagt i rummet")).to_be_visible()
    assert time.monotonic() - begun < SEEN_SECONDS + 1, "one for the hand that writes it"
    room.plain[0].reload()
    expect(_note(room.plain[0], "Tanke 4 om samverkan")).to_be_visible()


def _group(room: Room) -> None:
    """They group: by forms alone, which a keyboard and a browser without scripts both have."""
    room.leader.get_by_role("button", name="Börja gruppera").click()
    expect(room.keys[0].get_by_role("link", name=re.compile("Flytta till")).first).to_be_visible()
    _tab_to(room.keys[0], _note(room.keys[0], "Tanke 1 om pengar").get_by_role("link"))
    room.keys[0].keyboard.press("Enter")
    expect(room.keys[0].get_by_role("heading", name="Flytta lappen")).to_be_visible()
    assert violations(room.keys[0]) == []
    _tab_to(room.keys[0], room.keys[0].get_by_label("Ny rubrik", exact=True))
    room.keys[0].keyboard.type("Budgeten")
    room.keys[0].keyboard.press("Enter")
    expect(room.keys[1].get_by_role("heading", name="Budgeten")).to_be_visible()
    _tab_to(room.keys[1], _note(room.keys[1], "Tanke 3 om pengar").get_by_role("button", name=re.compile("Upp")))
    room.keys[1].keyboard.press("Enter")
    expect(room.keys[1].locator("#lappar-starka > ul li.note").first).to_contain_text("Tanke 3")
    expect(_note(room.keys[1], "Tanke 3 om pengar").get_by_role("button", name=re.compile("Upp"))).to_be_focused()
    room.plain[0].reload()
    _note(room.plain[0], "Tanke 1 om samverkan").get_by_role("link").click()
    room.plain[0].get_by_label("Lappen som säger samma sak").select_option("Tanke 2 om samverkan")
    room.plain[0].get_by_role("button", name="Slå ihop").click()
    expect(_note(room.plain[0], "Tanke 2 om samverkan")).to_contain_text("Tanke 1 om samverkan")


def _prioritise(room: Room) -> None:
    """They prioritise."""
    room.leader.get_by_role("button", name="Börja prioritera").click()
    for page in room.mice:
        expect(page.get_by_text("Du har 3 prickar kvar.")).to_be_visible()
        _give(page, "Tanke 1 om ledning")
    _give(room.mice[0], "En delad processledare")
    expect(room.keys[0].get_by_text("Du har 3 prickar kvar.")).to_be_visible()
    _tab_to(room.keys[0], _note(room.keys[0], "Tanke 2 om pengar").get_by_role("button"))
    room.keys[0].keyboard.press("Enter")
    expect(_note(room.keys[0], "Tanke 2 om pengar")).to_contain_text("Du har satt 1 här")
    room.plain[0].reload()
    _give(room.plain[0], "Tanke 2 om samverkan")


def _end(room: Room) -> None:
    """One-liners, and the end."""
    room.leader.get_by_role("button", name="Skriv one-liner").click()
    expect(room.mice[0].get_by_label("Gruppens mening")).to_be_visible()
    _sum_up(room.mice[0], "Chefer som vet vad som krävs.")
    room.plain[0].reload()
    _sum_up(room.plain[0], "Vi möts innan vi beslutar.")
    expect(room.leader.get_by_text("Chefer som vet vad som krävs.")).to_be_visible()
    room.leader.get_by_role("link", name="Avsluta workshopen").click()
    room.leader.get_by_role("button", name="Avsluta workshopen").click()
    expect(room.mice[1].get_by_text("Workshopen är avslutad.")).to_be_visible()
    assert violations(room.leader) == []


def _land(leader: Page) -> None:
    end = leader.url
    line = leader.locator("li.landing", has_text="Tanke 1 om ledning")
    expect(line).to_contain_text("4 prickar")
    line.get_by_role("link", name=re.compile("Gör till åtgärd")).click()
    leader.get_by_role("button", name="Lägg i planen").click()
    expect(leader.get_by_text("Åtgärden står i planen.")).to_be_visible()

    shared = leader.locator("li.landing", has_text="En delad processledare")
    shared.get_by_role("link", name=re.compile("Gör till behov")).click()
    leader.get_by_role("button", name="Skicka behovet").click()
    expect(shared).to_contain_text("Blev behov")

    shared.get_by_role("link", name=re.compile("Gör till erbjudande")).click()
    leader.locator("#demands").fill("En chef är med.")
    leader.locator("#groups input").first.check()
    leader.locator("[name='hours.fortroendevald']").fill("2")
    leader.locator("[name='paid_by']").first.check()
    leader.locator("[name='total']").fill("20")
    leader.locator("[name='per_kommun']").fill("2")
    leader.locator("[name='last_day']").fill("2027-03-15")
    leader.locator("[name='contact']").fill("strateg@harryda.example")
    leader.get_by_role("button", name="Spara som utkast").click()
    expect(shared).to_contain_text("Blev erbjudande")

    shared.get_by_role("link", name="Härryda").last.click()
    expect(leader.get_by_text("Kom från workshopen")).to_be_visible()
    leader.goto(end)
    leader.locator("li.landing", has_text="Tanke 1 om ledning").get_by_role("link", name="Härryda").click()
    expect(leader.get_by_text("Kom från workshopen").first).to_be_visible()

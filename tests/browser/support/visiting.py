"""What a person does on the pages, and what they look at meanwhile. Shared by the journeys."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

ROUND = "/gr/omstallningsformaga/2026"
ALE = f"{ROUND}/1440-ale"
COORDINATOR = "kommunens samordnare"
CAPITALS = (
    "politiskt",
    "finansiellt",
    "relations",
    "human",
    "organisatoriskt",
    "dynamiskt",
    "realt",
    "mottagarformaga",
)
SAVED = re.compile(r"^Sparat \d\d\.\d\d$")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the example region, by where they are and what they are there."""

    place: str
    title: str


ALE_COORDINATOR = Person("Ale", COORDINATOR)


def sign_in(page: Page, person: Person, then: str = "/") -> None:
    """Become somebody of the example region and go to the address `then`. The demo page itself is used in the journeys."""
    # The service may have closed the connection that the browser had left open.
    page.request.post("/demo", form={"person": _number_of(page, person)}, max_redirects=0, max_retries=1)
    page.goto(then)


_NUMBERS: dict[Person, str] = {}
"""They are the same in every copy of the example region that a run has made."""


def _number_of(page: Page, person: Person) -> str:
    """What the page where one chooses whom to be sends for a person."""
    if person not in _NUMBERS:
        text = page.request.get("/demo", max_retries=1).text()
        match = re.search(rf'<optgroup label="{person.place}">.*?value="(\d+)">[^<]*{person.title}', text, re.DOTALL)
        assert match is not None, f"{person} is not in the example region"
        _NUMBERS[person] = match[1]
    return _NUMBERS[person]


def begin_for_ale(page: Page, capital: str = "politiskt") -> None:
    """The coordinator of Ale has chosen to answer alone and stands at a capital."""
    sign_in(page, ALE_COORDINATOR, f"{ALE}/hur-ni-svarar")
    page.get_by_role("button", name="Svara för kommunen").click()
    page.wait_for_url(f"**{ALE}/svara")
    page.goto(f"{ALE}/svara/{capital}")


def questions(page: Page) -> list[Locator]:
    return page.locator("fieldset.question").all()


def question(page: Page, number: int) -> Locator:
    """The question on the page, counted from 1."""
    return page.locator("fieldset.question").nth(number - 1)


def turn_to(page: Page, number: int) -> Locator:
    """The question, shown: on a phone there is one at a time, the one that the address names."""
    item = question(page, number)
    page.evaluate("(name) => { location.hash = name; }", item.get_attribute("id"))
    return item


def level(question: Locator, position: int) -> Locator:
    """The label of the level at a position from 1: what a person clicks."""
    return question.locator(".choices > .choice").nth(position - 1)


def radio(question: Locator, position: int) -> Locator:
    return level(question, position).locator("input")


def expect_saved(question: Locator) -> None:
    expect(question.locator(".saved")).to_have_text(SAVED)


def expect_words_saved(question: Locator) -> None:
    """Saved, where no level is chosen."""
    expect(question.locator(".saved")).to_have_text(re.compile(r"^Sparat \d\d\.\d\d\. Inget svar är valt\.$"))


def answer(question: Locator, position: int) -> None:
    """Choose a level and wait until the page says that it is saved."""
    level(question, position).click()
    expect_saved(question)


def progress(page: Page) -> str:
    """Of the capital one stands at, as "3 av 8"."""
    return page.locator("[data-current] .step-count").inner_text()

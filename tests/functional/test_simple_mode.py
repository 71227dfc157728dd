"""One person answers for the whole kommun: from the first page to the report, and back again to change something."""

import csv
import io

import pikepdf

from tests.functional.conftest import NewVisitor
from tests.functional.pages import Page, question_ids, text_of
from tests.functional.people import ALE, ALE_COORDINATOR, ALE_READER, CAPITALS
from tests.functional.visitor import Visitor


def begin(visitor: Visitor) -> Page:
    """The coordinator of Ale has chosen to answer alone and stands at the first capital."""
    visitor.become(ALE_COORDINATOR, ALE)
    chosen = visitor.press(visitor.get(ALE), "Svara för kommunen")
    return visitor.get(chosen.links["Börja"])


def answer_page(visitor: Visitor, page: Page, position: int) -> Page:
    """The same level on every question of a capital, and on to the next."""
    button = next(button for button in page.forms[-1].buttons if button.startswith("Spara"))
    return visitor.fill(page.form(button), {f"{name}.choice": str(position) for name in question_ids(page)})


def answer_everything(visitor: Visitor, position: int = 3) -> Page:
    """Returns the summary."""
    page = begin(visitor)
    for _ in CAPITALS:
        page = answer_page(visitor, page, position)
    return page

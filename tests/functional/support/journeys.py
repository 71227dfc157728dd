"""What people do on the pages, shared by the tests."""

from tests.functional.support.pages import Page, question_ids
from tests.functional.support.people import ALE, ALE_COORDINATOR, CAPITALS
from tests.functional.support.visitor import Visitor


def begin_for_ale(visitor: Visitor) -> Page:
    """The coordinator of Ale has chosen to answer alone and stands at the first capital."""
    visitor.become(ALE_COORDINATOR)
    page = visitor.press(visitor.get(f"{ALE}/hur-ni-svarar"), "Svara för kommunen")
    return visitor.get(page.links["Börja"])


def save_button(page: Page) -> str:
    return next(button for button in page.forms[-1].buttons if button.startswith("Spara"))


def answer_page(visitor: Visitor, page: Page, position: int) -> Page:
    """The same level on every question of a capital, and on to the next."""
    choices = {f"{name}.choice": str(position) for name in question_ids(page)}
    return visitor.fill(page.form(save_button(page)), choices)


def answer_everything(visitor: Visitor, position: int = 3) -> Page:
    """Ale answers every question alike. Returns the summary."""
    page = begin_for_ale(visitor)
    for _ in CAPITALS:
        page = answer_page(visitor, page, position)
    return page

"""The one button of the result page goes on as the year's steps do."""

from tests.functional.support.journeys import answer_everything
from tests.functional.support.pages import Page, text_of
from tests.functional.support.people import ALE, LILLA_EDET, LILLA_EDET_COORDINATOR
from tests.functional.support.visitor import NewVisitor


def button(page: Page) -> tuple[str, str]:
    (link,) = [each for each in page.tree.iter("a") if each.get("class", "") == "button"]
    return text_of(link), link.get("href", "")


def test_where_nothing_has_been_agreed_the_result_leads_to_the_meeting(visit: NewVisitor) -> None:
    page = visit(LILLA_EDET_COORDINATOR).get(f"{LILLA_EDET}/resultat")
    assert button(page) == ("Öppna mötet", f"{LILLA_EDET}/moten")
    (story,) = page.by_class("story")
    assert text_of(story).count("Inget kapitalslag har tillräckligt underlag för ett resultat.") == 1


def test_where_one_has_answered_for_all_it_leads_to_the_plan(visit: NewVisitor) -> None:
    visitor = visit()
    answer_everything(visitor)
    visitor.press(visitor.get(f"{ALE}/svara/sammanfattning"), "Lämna in svaren")
    assert button(visitor.get(f"{ALE}/resultat")) == ("Gå vidare till planen", f"{ALE}/mal")

"""One page of every kind of the project bank: ideas, points, projects and calls, as each sees them."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.support.page_kind import PageKind, as_person
from tests.browser.support.visiting import ALE_COORDINATOR, COORDINATOR, Person, sign_in

IDEAS, POINTS, PROJECTS, CALLS = "/gr/ideer", "/gr/poang", "/gr/projekt", "/gr/utlysningar"
HARRYDA_COORDINATOR = Person("Härryda", COORDINATOR)
REGION_COORDINATOR = Person("Göteborgsregionen", "regionens samordnare")


def _with_errors(person: Person, path: str, button: str) -> Callable[[Page], None]:
    def arrive(page: Page) -> None:
        sign_in(page, person, path)
        page.get_by_role("button", name=button, exact=True).last.click()
        expect(page.locator(".error-summary")).to_be_visible()

    return arrive


def _points_with_errors(page: Page) -> None:
    sign_in(page, REGION_COORDINATOR, POINTS)
    page.get_by_label("Sista dag att dela ut poäng").fill("2027-03-01")
    page.get_by_role("button", name="Öppna poängomgången").click()
    expect(page.get_by_role("status")).to_contain_text("Poängomgången är öppen.")
    sign_in(page, ALE_COORDINATOR, POINTS)
    page.get_by_label("Poäng till En delad energicontroller").fill("5")
    page.get_by_label("Poäng till Klimatbudget efter samma mall").fill("3")
    page.get_by_role("button", name="Spara poängen").click()
    expect(page.locator(".error-summary")).to_contain_text("Ni har delat ut 8 poäng.")


PROJECT_PAGES = (
    PageKind("ideas", as_person(ALE_COORDINATOR, IDEAS)),
    PageKind("idea in preparation, of the region", as_person(REGION_COORDINATOR, f"{IDEAS}/8")),
    PageKind("idea that a kommun has not answered", as_person(ALE_COORDINATOR, f"{IDEAS}/6")),
    PageKind("idea that is a project", as_person(HARRYDA_COORDINATOR, f"{IDEAS}/4")),
    PageKind("new idea with errors", _with_errors(ALE_COORDINATOR, f"{IDEAS}/ny", "Spara idén")),
    PageKind("describing an idea", as_person(HARRYDA_COORDINATOR, f"{IDEAS}/8/andra")),
    PageKind("being with an idea, with errors", _with_errors(ALE_COORDINATOR, f"{IDEAS}/9/med", "Spara svaret")),
    PageKind("ending an idea, with errors", _with_errors(REGION_COORDINATOR, f"{IDEAS}/9/avsluta", "Avsluta idén")),
    PageKind("merging ideas", as_person(REGION_COORDINATOR, f"{IDEAS}/9/sla-ihop")),
    PageKind(
        "decision on an idea, with errors", _with_errors(REGION_COORDINATOR, f"{IDEAS}/7/beslut", "Beslutet är klart")
    ),
    PageKind("points, none open", as_person(REGION_COORDINATOR, POINTS)),
    PageKind("points with errors", _points_with_errors),
    PageKind("projects", as_person(ALE_COORDINATOR, PROJECTS)),
    PageKind("project in everyday work", as_person(ALE_COORDINATOR, f"{PROJECTS}/1")),
    PageKind("project form", as_person(REGION_COORDINATOR, f"{PROJECTS}/3/andra")),
    PageKind("moving a project, with errors", _with_errors(REGION_COORDINATOR, f"{PROJECTS}/3/lage", "Spara läget")),
    PageKind("calls", as_person(ALE_COORDINATOR, CALLS)),
    PageKind("call that a kommun has not answered", as_person(ALE_COORDINATOR, f"{CALLS}/1")),
    PageKind("call as a draft", as_person(REGION_COORDINATOR, f"{CALLS}/3")),
    PageKind("call with errors", _with_errors(REGION_COORDINATOR, f"{CALLS}/ny", "Visa för kommunerna")),
)

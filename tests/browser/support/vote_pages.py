"""Pages of a new vote at the joint meeting: the coordinator's while it is open and closed, and the one on a phone."""

from playwright.sync_api import Page, expect

from tests.browser.support.page_kind import PageKind
from tests.browser.support.visiting import ROUND, Person, sign_in

ALINGSAS = f"{ROUND}/1489-alingsas"
ALINGSAS_COORDINATOR = Person("Alingsås", "kommunens samordnare")
ALINGSAS_RESPONDENT = Person("Alingsås", "svarande")
QUESTION = f"{ALINGSAS}/moten/politiskt/politiskt-langsiktiga-mal"
VOTING = f"{ALINGSAS}/rosta"


def start_vote(page: Page) -> None:
    """Alingsås closes its answering, and its coordinator starts a vote."""
    sign_in(page, ALINGSAS_COORDINATOR, f"{ALINGSAS}/avsluta")
    page.get_by_role("button", name="Ja, avsluta svarstiden").click()
    expect(page).not_to_have_url(f"**{ALINGSAS}/avsluta")
    page.goto(QUESTION)
    page.get_by_role("button", name="Rösta om").click()
    expect(page.get_by_text("Ingen har röstat")).to_be_visible()


def _vote_closed(page: Page) -> None:
    start_vote(page)
    page.get_by_role("button", name="Stäng omröstningen").click()
    expect(page.get_by_text("För få röster för att visa.")).to_be_visible()


def _voting(page: Page) -> None:
    start_vote(page)
    sign_in(page, ALINGSAS_RESPONDENT, VOTING)


def _voting_for_nothing(page: Page) -> None:
    _voting(page)
    page.get_by_role("button", name="Rösta", exact=True).click()
    expect(page.locator(".error-summary")).to_be_visible()


def _voted(page: Page) -> None:
    _voting(page)
    page.get_by_role("radio").nth(2).check()
    page.get_by_role("button", name="Rösta", exact=True).click()
    expect(page.get_by_text("Din röst är sparad")).to_be_visible()


def _told_of_the_vote(page: Page) -> None:
    start_vote(page)
    sign_in(page, ALINGSAS_RESPONDENT, f"{ALINGSAS}/svara")
    expect(page.get_by_text("Det pågår en omröstning")).to_be_visible()


VOTE_PAGES = (
    PageKind("meeting, a vote under way", start_vote),
    PageKind("meeting, a vote closed", _vote_closed),
    PageKind("voting", _voting),
    PageKind("voting for nothing", _voting_for_nothing),
    PageKind("voting, voted", _voted),
    PageKind("beginning, while there is a vote", _told_of_the_vote),
)

"""A new vote with a phone that has no JavaScript and the coordinator's page, which hears of each vote by itself."""

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, OpenPage
from tests.browser.support.meeting import SOON_MS, choice, choose, expect_following, talk
from tests.browser.support.visiting import sign_in
from tests.browser.support.vote_pages import ALINGSAS, ALINGSAS_RESPONDENT, start_vote


def test_a_phone_votes_and_the_screen_counts_it_without_telling_what(open_page: OpenPage) -> None:
    screen, phone = open_page(), open_page(**PHONE, java_script_enabled=False)
    start_vote(screen)
    expect_following(screen)
    sign_in(phone, ALINGSAS_RESPONDENT, f"{ALINGSAS}/svara")
    phone.get_by_role("link", name="Rösta", exact=True).tap()
    phone.locator("label.choice").nth(2).tap()
    phone.get_by_role("button", name="Rösta", exact=True).tap()
    expect(phone.get_by_text("Din röst är sparad: 2 Delvis på plats.")).to_be_visible()
    for part in (phone.locator("label.choice").first, phone.get_by_role("button", name="Ändra min röst")):
        box = part.bounding_box()
        assert box is not None
        assert box["height"] >= 48
    expect(screen.get_by_text("1 har röstat")).to_be_visible(timeout=SOON_MS)
    expect(screen.locator(".vote-levels")).to_have_count(0)

    screen.get_by_role("button", name="Stäng omröstningen").click()
    expect(screen.get_by_text("För få röster för att visa.")).to_be_visible()
    choose(talk(screen), "3")
    expect(choice(talk(screen), "3")).to_be_checked()
    phone.get_by_role("button", name="Ändra min röst").tap()
    expect(phone.get_by_text("Omröstningen stängdes innan din röst kom fram.")).to_be_visible()

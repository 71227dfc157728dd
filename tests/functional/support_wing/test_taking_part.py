"""On the page of an offer that is done the region sees those that took part beside those that did not."""

import pytest

from tests.functional.support.pages import Page, text_of
from tests.functional.support.people import ALE_READER, HARRYDA_COORDINATOR, REGION_COORDINATOR, REGION_READER
from tests.functional.support.serving import Site
from tests.functional.support.visitor import NewVisitor

DONE = "/gr/erbjudanden/2"
NOT_A_PROOF = "De som deltar skiljer sig från andra redan från början. Siffrorna visar inte vad erbjudandet har betytt."
WITHHELD = (
    "Siffrorna visas när minst 5 kommuner som deltog och minst 5 andra delar ett fastställt resultat med regionen, från "
    "både före och efter erbjudandet."
)
CAME = ("1440", "1489", "1480", "1401", "1384")
"""Five of the eleven that have shared an approved result in both 2024 and 2025."""
SIGN_UP = """INSERT INTO sign_up (offer_id, municipality_id, people, roles, mandate, note, state, with_need, signed_at,
  granted, version) SELECT 2, id, 1, '[]', 'DECIDES', '', 'ATTENDED', 0, '2025-01-10 08:00:00', 1, 1
  FROM municipality WHERE code = ?"""
OF = "municipality_id = (SELECT id FROM municipality WHERE code = ?)"


@pytest.fixture
def held(site: Site) -> Site:
    """The offer was held in the spring of 2025, between two rounds, and five kommuner came."""
    site.change(
        "UPDATE occasion SET starts_at = '2025-03-04 08:00:00', ends_at = '2025-03-04 11:00:00' WHERE offer_id = 2"
    )
    site.change("DELETE FROM sign_up WHERE offer_id = 2")
    for code in CAME:
        site.change(SIGN_UP, code)
    return site


def medians(page: Page) -> list[list[str]]:
    table = next(
        each for each in page.tree.iter("table") if text_of(each).startswith("Median av kommunernas index, 2024 → 2025")
    )
    return [[text_of(cell) for cell in row] for row in table.iter("tr")]


def test_the_region_sees_the_start_and_what_came_after_of_both_groups(held: Site, visit: NewVisitor) -> None:
    for person in (REGION_COORDINATOR, REGION_READER):
        page = visit(person).get(DONE)
        rows = medians(page)
        assert [row[0] for row in rows] == ["Kapitalslag", "Politiskt kapital", "Finansiellt kapital"]
        assert all(cell.endswith("(5 kommuner)") for cell in (row[1] for row in rows[1:]))
        assert all(cell.endswith("(6 kommuner)") for cell in (row[2] for row in rows[1:]))
        assert NOT_A_PROOF in page.text


def test_with_four_in_a_group_nothing_is_shown_but_what_it_takes(held: Site, visit: NewVisitor) -> None:
    held.change(f"UPDATE assessment SET sharing = 'NOTHING' WHERE {OF}", CAME[0])
    page = visit(REGION_COORDINATOR).get(DONE)
    assert WITHHELD in page.text
    assert "Median av" not in page.text


def test_a_kommun_sees_nothing_of_it(held: Site, visit: NewVisitor) -> None:
    for person in (HARRYDA_COORDINATOR, ALE_READER):
        page = visit(person).get(DONE)
        assert "Före och efter" not in page.text
        assert "Median av" not in page.text


def test_a_kommun_that_offers_is_in_neither_group(held: Site, visit: NewVisitor) -> None:
    held.change("UPDATE offer SET municipality_id = (SELECT id FROM municipality WHERE code = '1441') WHERE id = 2")
    rows = medians(visit(REGION_COORDINATOR).get(DONE))
    assert all(row[2].endswith("(5 kommuner)") for row in rows[1:])


def test_an_offer_that_no_later_result_follows_says_what_it_takes(visit: NewVisitor) -> None:
    assert WITHHELD in visit(REGION_COORDINATOR).get(DONE).text
    assert "Före och efter" not in visit(REGION_COORDINATOR).get("/gr/erbjudanden/1").text


@pytest.mark.parametrize("with_years", [True, False], ids=["with years", "without"])
def test_an_offer_of_no_capital_that_is_answered_about_promises_no_figures(
    request: pytest.FixtureRequest, visit: NewVisitor, with_years: bool
) -> None:
    site: Site = request.getfixturevalue("held" if with_years else "site")
    site.change("""UPDATE offer SET capital_ids = '["overgripande"]' WHERE id = 2""")
    page = visit(REGION_COORDINATOR).get(DONE)
    assert "Vilka som var med" in page.text
    assert "Före och efter" not in page.text

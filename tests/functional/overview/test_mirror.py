"""The mirror, and the association's own year from choosing how to answer to its report."""

from datetime import UTC, datetime

import pytest

from app.demo.collaboration import add_collaboration
from tests.functional.support.journeys import answer_page
from tests.functional.support.pages import Page
from tests.functional.support.people import (
    ALE_COORDINATOR,
    ALINGSAS_COORDINATOR,
    OTHER_REGION_COORDINATOR,
    REGION_COORDINATOR,
    REGION_READER,
    Person,
)
from tests.functional.support.serving import Site
from tests.functional.support.visitor import NewVisitor
from tests.paths import QUESTIONNAIRES

MIRROR = "/gr/samverkan-uppfoljning/2026/spegel"
OWN_ROUND = "/gr/samverkanskapital/2026"
OWN = f"{OWN_ROUND}/forbundet"
ASSOCIATION = Person("Göteborgsregionen", "förbundets samordnare")
ASSOCIATION_APPROVER = Person("Göteborgsregionen", "godkännare i förbundet")


@pytest.fixture(autouse=True)
def the_region_itself(site: Site) -> None:
    add_collaboration(site.database, QUESTIONNAIRES, datetime.now(UTC))
    site.app.state.database.kept.forget()


def main_of(page: Page) -> str:
    return " ".join(page.text.replace("\N{SOFT HYPHEN}", "").split())


def test_the_region_reads_where_it_and_its_kommuner_see_differently(visit: NewVisitor) -> None:
    page = visit(REGION_READER).get(MIRROR)
    text = main_of(page)
    assert "Göteborgsregionen och kommunerna ser olika på 4 av 8 frågor. Börja samtalet där." in text
    assert page.links["Vilket mandat har de som sitter runt bordet?"].endswith("#question-uppf-mandat")
    # Needs: association 3, kommuner 1 2 1 1 2 1, median 1. Purpose: 3, and 2 2 3 1 2 3, median 2.
    rows = {row[0]: row[1:4] for row in page.table}
    assert rows["Hur når samordnarnas behov dem som prioriterar?"] == ["3,0", "1,0", "2 nivåer högre ni ser olika"]
    assert rows["Hur tar ni upp varför ni samverkar och vart ni ska?"] == ["3,0", "2,0", "1 nivå högre ni ser olika"]
    assert "medianen av 6 kommuner" in text


def test_the_mirror_is_a_pdf_and_a_file_with_the_same_figures(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    response = region.fetch("GET", f"{MIRROR}.pdf")
    assert response.content.startswith(b"%PDF-")
    lines = region.fetch("GET", f"{MIRROR}.csv").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + 4 + 8
    assert any("uppf-mandat" in line and ";3;1;2;ja" in line for line in lines)


def test_a_kommun_that_shares_reads_it_and_one_outside_the_round_finds_nothing(visit: NewVisitor) -> None:
    assert "ser olika på 4 av 8" in main_of(visit(ALINGSAS_COORDINATOR).get(MIRROR))
    for address in (MIRROR, f"{MIRROR}.pdf", f"{MIRROR}.csv"):
        visit(ALE_COORDINATOR).get(address, 404)
        visit(OTHER_REGION_COORDINATOR).get(address, 404)


def test_before_enough_kommuner_share_the_page_says_how_many_there_are(site: Site, visit: NewVisitor) -> None:
    site.change("UPDATE assessment SET sharing = 'NOTHING' WHERE municipality_id IN (1, 2, 3, 4, 5, 6)")
    kommuner = "round_id = (SELECT id FROM round WHERE subject = 'COLLABORATION')"
    (shares,) = site.rows(
        f"SELECT count(*) FROM assessment JOIN municipality m ON m.id = municipality_id WHERE {kommuner}"
        " AND sharing <> 'NOTHING' AND NOT m.is_association"
    )[0]
    page = visit(REGION_COORDINATOR).get(MIRROR)
    assert f"{shares} av minst 5 kommuner har ett fastställt resultat som delas" in main_of(page)
    visit(REGION_COORDINATOR).get(f"{MIRROR}.pdf", 404)


def test_the_association_answers_hands_in_approves_and_reads_its_report(visit: NewVisitor) -> None:
    leader = visit(ASSOCIATION)
    assert "förbundets samordnare" in leader.get("/").text
    page = leader.press(leader.get(f"{OWN}/hur-ni-svarar"), "Svara för förbundet")
    page = leader.get(page.links["Börja"])
    for _ in range(4):
        page = answer_page(leader, page, 3)
    page = leader.press(page, "Lämna in svaren")
    assert "kommunen" not in main_of(page).lower()
    page = leader.get(f"{OWN}/lamna-in-resultat")
    leader.press(page, "Lämna in")
    approver = visit(ASSOCIATION_APPROVER)
    page = approver.get(f"{OWN}/lamna-in-resultat")
    locked = approver.fill(page.form("Fastställ och lås"), {"title": "förbundsdirektören"})
    assert "av förbundsdirektören och är låst" in main_of(locked)
    report = main_of(approver.get(f"{OWN}/rapport"))
    assert "av förbundsdirektören" in report
    assert "Förbundsstyrelsen beslutar att" in report
    assert "Kommunstyrelsen" not in report
    assert approver.fetch("GET", f"{OWN}/rapport.pdf").content.startswith(b"%PDF-")


def test_the_region_still_has_thirteen_kommuner_and_its_board_shows_itself_beside_them(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    assert "13 kommuner är med" in main_of(region.get("/gr"))
    assert "Göteborgsregionen: fastställt. 6 av 6 kommuner har börjat." in main_of(
        region.get("/gr/samverkan-uppfoljning/2026")
    )
    assert "Göteborgsregionen: inte påbörjad." in main_of(region.get(OWN_ROUND))
    region.get(f"{OWN_ROUND}/oversikt", 409)

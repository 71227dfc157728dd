"""The association's whole year in a round about the collaboration: planned, answered by several, met about, approved,
and at last laid beside its kommuner. Wherever its people come, nothing calls them or what is theirs a kommun.
"""

import re
from datetime import UTC, datetime

import pytest
from sqlmodel import Session, col, select

from app.assessment.questionnaires.cached_reader import load_cached
from app.assessment.questionnaires.questionnaire import RoundSubject
from app.demo.collaboration import KOMMUNER, answer_as_one, levels_of
from app.services.questionnaires.editions import publish
from app.storage.tables import AssessmentRow, MunicipalityRow, RoundRow
from tests.functional.organisations.test_memberships import give
from tests.functional.support.invitations import enter as enter_by_link
from tests.functional.support.invitations import letters, link_to
from tests.functional.support.members import enter
from tests.functional.support.pages import Page, question_ids
from tests.functional.support.people import ALINGSAS_COORDINATOR, REGION_COORDINATOR
from tests.functional.support.rounds import day
from tests.functional.support.serving import Site
from tests.functional.support.visitor import NewVisitor, Visitor
from tests.paths import QUESTIONNAIRES

pytestmark = pytest.mark.slow

ROUND = "/gr/samverkan-uppfoljning/2026"
OWN = f"{ROUND}/forbundet"
HOME = "/gr/kommuner/forbundet"
LEADER, APPROVER = "maja@gr.example", "torsten@gr.example"
POSITIONS = (1, 2, 3, 3, 4, 4)
"""What each of six people chooses on every question."""
CAPITALS = ("kunskapsbas", "resursbas", "handlingsutrymme", "forutsattningar")
AS_KOMMUN = re.compile(r"kommunens|kommunen\b|er kommun\b|kommundirektör(?!, förbundsdirektör)", re.IGNORECASE)
"""Words for a kommun, but for those of a role group that both sides have."""
FILES = ("rapport.pdf", "protokoll.pdf", "export.xlsx", "export.json", "export-plan.docx", "kalender/sista-dag.ics")


def main_of(page: Page) -> str:
    return " ".join(page.text.replace("\N{SOFT HYPHEN}", "").split())


def own(page: Page) -> Page:
    """A page of the association's, where nothing is called a kommun's."""
    text = main_of(page)
    text = text.replace("i kommunen eller förbundet", "")  # of the questionnaire, which both sides answer
    assert AS_KOMMUN.search(text) is None, f"{page.address}: {AS_KOMMUN.search(text)} {text}"
    return page


def address_of(number: int) -> str:
    return f"svarande{number}@gr.example"


def plan_and_open(region: Visitor) -> None:
    publish(
        region.site.database, load_cached(QUESTIONNAIRES / "samverkan-uppfoljning" / "2026.yaml"), datetime.now(UTC)
    )
    form = region.get("/gr/omgangar/ny/samverkan-uppfoljning/2026").form("Planera")
    board = region.send(form, slag="riktig", oppnar=day(0), stanger=day(30))
    assert "Göteborgsregionen och 13 kommuner är med." in board.text
    give(region, LEADER, at=HOME)
    region.press(region.get(f"{ROUND}/oppna"), "Ja, öppna omgången")


def invite(leader: Visitor) -> None:
    form = own(leader.get(f"{OWN}/svarande/bjud-in")).form("Granska listan")
    lines = "\n".join(address_of(number) for number in range(len(POSITIONS)))
    page = own(leader.send(form, lista=lines, rollgrupp="ledning"))
    own(leader.press(page, f"Bjud in {len(POSITIONS)} personer"))


def answer(guest: Visitor, address: str, position: int) -> None:
    begin = enter_by_link(guest, link_to(guest.site, address))
    page = guest.get(begin.links["Börja"])
    for _ in CAPITALS:
        page = guest.fill(page.forms[-1], {f"{name}.choice": str(position) for name in question_ids(page)})
    thanks = own(guest.press(page, "Lämna in svaren"))
    assert "Förbundets samordnare avslutar svarstiden." in thanks.text
    assert "Så ser samverkan ut om man bara räknar dina svar." in thanks.text


def vote_and_settle(leader: Visitor, guest: Visitor) -> None:
    question = f"{OWN}/moten/kunskapsbas/uppf-syfte"
    own(leader.press(leader.get(question), "Rösta om"))
    guest.press(guest.get(link_to(guest.site, address_of(0))), "Läs dina svar")
    own(guest.fill(guest.get(f"{OWN}/rosta").forms[-1], {"val": "3"}))
    own(leader.press(leader.get(question), "Stäng omröstningen"))
    for capital in CAPITALS:
        for name in question_ids(own(leader.get(f"{OWN}/moten/{capital}"))):
            identifier = name.removeprefix("falt-")
            form = leader.get(f"{OWN}/moten/{capital}/{identifier}").form("Spara")
            leader.fill(form, {f"{identifier}.choice": "4", f"{identifier}.comment": "Vi är eniga."})
    assert "8 av 8" in main_of(own(leader.get(OWN)))


def hand_in(leader: Visitor, approver: Visitor) -> None:
    """The leader names who approves, who does."""
    form = own(leader.get(f"{OWN}/lamna-in-resultat")).form("Lämna in")
    waiting = own(leader.fill(form, {"namn": "Torsten Wik", "adress": APPROVER}))
    assert "lämnades in" in waiting.text
    enter(approver, APPROVER)
    assert "Godkännare i förbundet" in own(approver.get("/")).text
    page = own(approver.get(f"{OWN}/lamna-in-resultat"))
    assert "Till exempel förbundsdirektören eller förbundsstyrelsen." in page.text
    own(approver.fill(page.form("Fastställ och lås"), {"title": "förbundsdirektören"}))


def kommuner_answer(site: Site) -> None:
    """Six kommuner have answered, approved and shared, as the example's do."""

    def work(session: Session) -> None:
        rows = (
            select(AssessmentRow, MunicipalityRow.code)
            .join(MunicipalityRow, col(MunicipalityRow.id) == col(AssessmentRow.municipality_id))
            .join(RoundRow, col(RoundRow.id) == col(AssessmentRow.round_id))
            .where(col(RoundRow.subject) == RoundSubject.COLLABORATION)
        )
        by_code = {code: row for row, code in session.exec(rows).all()}
        for place, code in enumerate(KOMMUNER):
            answer_as_one(session, by_code[code], levels_of(place), datetime.now(UTC))

    site.database.write(work)


def test_the_association_goes_all_the_way_from_the_plan_to_the_mirror(site: Site, visit: NewVisitor) -> None:
    region, leader, guests = visit(REGION_COORDINATOR), visit(), [visit() for _ in POSITIONS]
    plan_and_open(region)
    enter(leader, LEADER)
    assert "Flera var för sig, eller en för hela förbundet." in own(leader.get("/")).text
    own(leader.get(f"{OWN}/hur-ni-svarar"))
    invite(leader)
    for number, position in enumerate(POSITIONS):
        answer(guests[number], address_of(number), position)
    for way in ("", "/svarande", "/utskick", "/lankar", "/motestid"):
        own(leader.get(OWN + way))
    own(leader.press(leader.get(f"{OWN}/avsluta"), "Ja, avsluta svarstiden"))
    vote_and_settle(leader, visit())
    action = leader.get(f"{OWN}/atgarder").form("Lägg till")
    own(leader.send(action, capital="kunskapsbas", text="Ta upp syftet varje år", owner="Förbundsdirektören"))
    hand_in(leader, visit())
    plan_of_report = main_of(leader.get(f"{OWN}/rapport"))
    assert "Ta upp syftet varje år" in plan_of_report
    assert "Katalog över stöd" not in plan_of_report
    assert "Andra kommuners median" not in plan_of_report
    for way in ("/resultat", "/mal", "/presentation", "/export", "/lamna-ut", "/utveckling"):
        page = leader.get(OWN + way)
        assert not {f"{OWN}/stod", f"{OWN}/jamfor", f"{OWN}/export-kolada.csv"} & set(page.links.values()), way
    for file in FILES:
        assert leader.fetch("GET", f"{OWN}/{file}").status_code == 200, file
    assert '"municipality_code": null' in leader.fetch("GET", f"{OWN}/export.json").text
    leader.get(f"{OWN}/stod", 404)
    assert "Förbundet har ingen att jämföras med." in leader.get(f"{OWN}/jamfor", 409).text

    sharing = own(leader.get(f"{OWN}/delning"))
    assert sharing.form("Spara valet").options["sharing"] == ("nothing", "region")
    leader.post(f"{OWN}/delning", {"sharing": "public"}, 409)
    own(leader.send(sharing.form("Spara valet"), sharing="region"))
    kommuner_answer(site)
    region.press(region.get(f"{ROUND}/stang"), "Ja, stäng omgången")
    assert (
        leader.get(f"{OWN}/resultat").links["Spegeln: förbundet och kommunerna bredvid varandra"] == f"{ROUND}/spegel"
    )
    for visitor in (region, leader, visit(ALINGSAS_COORDINATOR)):
        # Needs: the meeting settled on the fourth of five levels, 3; kommuner 1 2 1 1 2 1, median 1.
        rows = {row[0]: row[1:4] for row in visitor.get(f"{ROUND}/spegel").table}
        assert rows["Hur når samordnarnas behov dem som prioriterar?"] == ["3,0", "1,0", "2 nivåer högre ni ser olika"]
        assert visitor.fetch("GET", f"{ROUND}/spegel.csv").status_code == 200

    log = own(leader.get(f"{HOME}/logg")).text
    assert "Rollen förbundets samordnare gavs till" in log
    for address in (LEADER, APPROVER, address_of(0)):
        for kind, body in letters(site, address):
            assert AS_KOMMUN.search(body) is None, f"{kind}: {body}"
    assert "Bakom den står Göteborgsregionen.\n" in letters(site, address_of(0))[0][1]
    account = main_of(leader.get("/mitt"))
    assert "Förbundets samordnare, Göteborgsregionen" in account

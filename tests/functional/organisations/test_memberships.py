"""Who has which role: given, ended and handed over on the pages of a kommun, a region and the installation."""

import pytest

from app.accounts.kernel.roles import Role
from tests.functional.support.members import OPERATOR, add_role, as_operator, enter, errors, logged, mails
from tests.functional.support.pages import Page, text_of
from tests.functional.support.people import (
    ALE,
    ALE_COORDINATOR,
    ALE_READER,
    HARRYDA,
    HARRYDA_COORDINATOR,
    REGION_COORDINATOR,
    REGION_READER,
)
from tests.functional.support.visitor import NewVisitor, Visitor

KOMMUN = "/gr/kommuner/1440-ale"
NEW = "ny.person@ale.example"
MEMBERS = "SELECT * FROM membership ORDER BY id"


def give(
    visitor: Visitor, address: str = NEW, role: str = "kommun_coordinator", at: str = KOMMUN, status: int = 200
) -> Page:
    page = visitor.get(f"{at}/personer")
    return visitor.send(page.form("Ge rollen"), status, adress=address, roll=role)


def people(page: Page) -> dict[str, str]:
    """Role by what the page calls the person."""
    return {row[0].split(",")[0]: row[1] for row in page.table[1:]}


def test_a_coordinator_gives_a_colleague_a_role_and_the_colleague_can_work_at_once(visit: NewVisitor) -> None:
    sara = visit(ALE_COORDINATOR)
    page = sara.get(sara.get(KOMMUN).links["Ändra personer och roller"])
    page = sara.send(page.form("Ge rollen"), adress="  Ny Person <Ny.Person@Ale.example> ", roll="kommun_coordinator")
    assert "Personen har rollen." in page.text
    assert people(page)[NEW] == "kommunens samordnare"
    ((to, subject, body),) = mails(sara.site)
    assert (to, subject) == (NEW, "Du är kommunens samordnare i Omställningskollen")
    assert f"{sara.site.settings.public_url}{KOMMUN}\n" in body
    assert "Frågor? " in body
    colleague = enter(visit(), NEW)
    assert colleague.get("/").links["Ale 2026"] == ALE
    colleague.press(colleague.get(f"{ALE}/hur-ni-svarar"), "Svara för kommunen")
    assert logged(sara.site)[0] == "membership.granted"


@pytest.mark.parametrize(("address", "words"), [
    ("", "E-postadressen saknas."), ("ny.person", "inget @"), ("åsa@växjö.se", "å, ä eller ö"),
    ("a@ale.se, b@ale.se", "mer än ett @"), ("ny@ale", "efter @"), ('"><script>alert(1)</script>', "inget @"),
])  # fmt: skip
def test_a_wrong_address_is_told_with_what_was_typed_still_there(visit: NewVisitor, address: str, words: str) -> None:
    sara = visit(ALE_COORDINATOR)
    before = sara.site.rows(MEMBERS)
    page = give(sara, address, "kommun_reader", status=422)
    assert page.title.startswith("Fel: ")
    assert words in errors(page)["adress"]
    assert words in text_of(page.by_id("adress-fel"))
    values = page.form("Ge rollen").values
    assert (values["adress"], values["roll"]) == (address, "kommun_reader")
    assert sara.site.rows(MEMBERS) == before
    assert (mails(sara.site), logged(sara.site)) == ([], [])
    reply = sara.send(page.form("Ge rollen"), adress=NEW)
    assert people(reply)[NEW] == "läsare i kommunen"


@pytest.mark.parametrize("role", ["", "kung", "operator", "region_coordinator", "KOMMUN_READER", "\x00"])
def test_a_role_that_is_not_offered_is_refused(visit: NewVisitor, role: str) -> None:
    sara = visit(ALE_COORDINATOR)
    page = sara.post(f"{KOMMUN}/personer", {"adress": NEW, "roll": role}, 422)
    assert "roll" in errors(page)
    assert page.form("Ge rollen").values["adress"] == NEW
    assert mails(sara.site) == []


def test_a_double_click_gives_one_role_and_one_letter(visit: NewVisitor) -> None:
    sara = visit(ALE_COORDINATOR)
    for _ in range(2):
        sara.post(f"{KOMMUN}/personer", {"adress": NEW, "roll": "kommun_reader"})
    assert len(mails(sara.site)) == len(logged(sara.site)) == 1
    assert list(people(sara.get(f"{KOMMUN}/personer"))).count(NEW) == 1


def test_a_role_that_ends_is_refused_on_the_next_request(visit: NewVisitor) -> None:
    sara = visit(ALE_COORDINATOR)
    give(sara)
    colleague = enter(visit(), NEW)
    colleague.get(KOMMUN)
    page = sara.get(f"{KOMMUN}/personer")
    member_page = sara.get(page.links[f"{NEW}, kommunens samordnare"])
    reply = sara.press(member_page, "Avsluta rollen")
    assert "Rollen är avslutad." in reply.text
    assert NEW not in people(reply)
    for address in (KOMMUN, f"{KOMMUN}/personer", ALE):
        assert colleague.get(address, 404).heading == "Sidan finns inte"
    colleague.post(f"{KOMMUN}/personer", {"adress": "x@ale.example", "roll": "kommun_reader"}, 404)
    assert "Du har ingen självskattning" in colleague.get("/").text
    assert logged(sara.site) == ["membership.granted", "membership.ended"]


def test_ending_a_role_twice_is_the_same_as_once(visit: NewVisitor) -> None:
    sara = visit(ALE_COORDINATOR)
    page = sara.get(f"{KOMMUN}/personer")
    (reader,) = [way for name, way in page.links.items() if name.endswith(", läsare i kommunen")]
    for _ in range(2):
        assert sara.post(f"{reader}/avsluta").address == f"{KOMMUN}/personer"
    assert logged(sara.site) == ["membership.ended"]
    sara.get(reader, 404)


def test_the_last_coordinator_is_told_what_to_do_instead(visit: NewVisitor) -> None:
    sara = visit(ALE_COORDINATOR)
    page = sara.get(f"{KOMMUN}/personer")
    (own,) = [way for name, way in page.links.items() if name.endswith(", kommunens samordnare")]
    member_page = sara.get(own)
    assert "Ingen annan har den här rollen." in member_page.text
    assert member_page.links["Lämna över din roll"] == f"{KOMMUN}/personer/lamna-over"
    refusal = sara.post(f"{own}/avsluta", status=409)
    assert "Ni måste ha en samordnare. Ge rollen till någon annan först" in refusal.text
    give(sara)
    start = sara.press(sara.get(own), "Avsluta din roll")
    assert start.address == "/"
    assert "Du har avslutat din roll." in start.text
    sara.get(KOMMUN, 404)
    assert sara.post(f"{own}/avsluta").address == "/"


def test_a_coordinator_hands_over_and_everything_is_still_there(visit: NewVisitor) -> None:
    sara = visit(HARRYDA_COORDINATOR)
    kommun = "/gr/kommuner/1401-harryda"
    before = [sara.site.rows(f"SELECT * FROM {table}") for table in ("assessment", "answer", "respondent")]
    confirm = sara.get(sara.get(f"{kommun}/personer").links["Lämna över din roll"])
    invalid = sara.send(confirm.form("Lämna över"), 422, adress="inte en adress")
    assert "inget @" in errors(invalid)["adress"]
    assert invalid.form("Lämna över").values["adress"] == "inte en adress"
    start = sara.send(invalid.form("Lämna över"), adress=NEW)
    assert start.address == "/"
    assert "Du har lämnat över rollen." in start.text
    sara.get(kommun, 404)
    sara.get(f"{HARRYDA}/resultat", 404)
    successor = enter(visit(), NEW)
    successor.get(f"{HARRYDA}/resultat")
    assert people(successor.get(f"{kommun}/personer"))[NEW] == "kommunens samordnare"
    assert [sara.site.rows(f"SELECT * FROM {table}") for table in ("assessment", "answer", "respondent")] == before
    assert logged(sara.site) == ["membership.handed_over"]


def test_a_second_click_on_handing_over_does_nothing_more(visit: NewVisitor) -> None:
    sara = visit(ALE_COORDINATOR)
    for _ in range(2):
        assert sara.post(f"{KOMMUN}/personer/lamna-over", {"adress": NEW}).address == "/"
    assert len(mails(sara.site)) == len(logged(sara.site)) == 1


def test_a_region_finds_a_kommun_its_coordinator_but_gives_no_other_role(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    home = region.get(region.get("/gr/kommuner").links["Ale"])
    assert "Du ser kommunens personer, inte dess svar." in home.text
    assert ALE not in home.links.values()
    page = region.get(home.links["Ändra personer och roller"])
    assert page.form("Ge rollen").options["roll"] == ("kommun_coordinator",)
    assert NEW in people(give(region))
    refusal = region.post(f"{KOMMUN}/personer", {"adress": "b@ale.example", "roll": "kommun_reader"}, 409)
    assert "Regionen sköter bara rollen som samordnare." in refusal.text
    assert refusal.form("Ge rollen").values["adress"] == "b@ale.example"
    (reader,) = [way for name, way in page.links.items() if name.endswith(", läsare i kommunen")]
    assert "Den här rollen sköter kommunens samordnare." in region.get(reader).text
    region.post(f"{reader}/avsluta", status=409)
    region.get(f"{KOMMUN}/personer/lamna-over", 403)


def test_a_region_cannot_let_itself_into_a_kommun(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    region.site.change(
        "UPDATE person SET email = 'region@gr.example' WHERE id = "
        "(SELECT person_id FROM membership WHERE role = 'region_coordinator' ORDER BY id LIMIT 1)"
    )
    refusal = give(region, "region@gr.example", status=409)
    assert "Det finns redan en samordnare." in refusal.text
    region.get(ALE, 403)


def test_readers_see_who_is_who_and_change_nothing(visit: NewVisitor) -> None:
    before = visit().site.rows(MEMBERS)
    reader = visit(ALE_READER)
    home = reader.get(KOMMUN)
    assert set(people(home).values()) == {"kommunens samordnare", "godkännare i kommunen", "läsare i kommunen"}
    assert "Ändra personer och roller" not in home.links
    reader.get(f"{KOMMUN}/personer", 403)
    reader.post(f"{KOMMUN}/personer", {"adress": NEW, "roll": "kommun_reader"}, 409)
    reader.post(f"{KOMMUN}/personer/lamna-over", {"adress": NEW}, 409)
    region_reader = visit(REGION_READER)
    assert "Ale" not in region_reader.get("/gr/kommuner").links
    for address in (KOMMUN, f"{KOMMUN}/personer", "/gr/personer", "/gr/installningar", "/gr/kommuner/lagg-till"):
        region_reader.get(address, 403)
    assert reader.site.rows(MEMBERS) == before


def test_the_letter_is_sent_again_when_it_got_lost_but_not_on_a_double_click(visit: NewVisitor) -> None:
    sara = visit(ALE_COORDINATOR)
    page = give(sara, role="kommun_reader")
    sara.site.wait_for("SELECT count(*) FROM mail WHERE status = 'QUEUED'", (0,))
    sara.site.change(
        "UPDATE mail SET status = 'BOUNCED', problem = '550 okänd mottagare', created_at = '2026-01-01 00:00:00', "
        "sent_at = NULL WHERE kind = 'valkommen'"
    )
    member_page = sara.get(page.links[f"{NEW}, läsare i kommunen"])
    assert "kom i retur: 550 okänd mottagare" in member_page.text
    assert "Mejlet kom inte fram." in member_page.text
    for _ in range(2):
        assert "Ett nytt mejl är på väg." in sara.press(member_page, "Skicka mejlet igen").text
    assert [to for to, *_ in mails(sara.site)] == [NEW, NEW]


def test_a_region_s_own_people_are_given_roles_by_its_coordinator(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    page = region.get(region.get("/gr").links["Ändra personer och roller"])
    assert set(page.form("Ge rollen").options["roll"]) == {"region_coordinator", "region_reader"}
    give(region, NEW, "region_reader", "/gr")
    reader = enter(visit(), NEW)
    assert reader.get("/").links["Göteborgsregionen"] == "/gr"
    reader.get("/gr/omstallningsformaga/2026")


def test_an_operator_gives_every_role_and_sees_no_answers(visit: NewVisitor) -> None:
    operator = as_operator(visit())
    for at, role in (
        ("/drift", "operator"),
        ("/gr", "region_coordinator"),
        (KOMMUN, "kommun_approver"),
        (KOMMUN, "kommun_reader"),
    ):
        assert NEW in people(give(operator, NEW, role, at))
    for address in (ALE, f"{HARRYDA}/resultat", "/gr/omstallningsformaga/2026"):
        operator.get(address, 403)
    (own,) = [way for name, way in operator.get("/drift/personer").links.items() if name.startswith("Dag Drift")]
    assert operator.press(operator.get(own), "Avsluta din roll").address == "/"
    operator.get("/drift", 404)


def test_the_last_operator_stays(visit: NewVisitor) -> None:
    operator = as_operator(visit())
    ((number,),) = operator.site.rows("SELECT id FROM membership WHERE role = 'operator' AND ended_at IS NULL")
    refusal = operator.post(f"/drift/personer/{number}/avsluta", status=409)
    assert "Installationen måste ha en driftansvarig." in refusal.text


def test_who_has_roles_in_several_organisations_finds_them_all_at_the_start(visit: NewVisitor) -> None:
    operator = as_operator(visit())
    for at, role in (
        ("/gr", "region_reader"),
        (KOMMUN, "kommun_reader"),
        ("/annan/kommuner/0180-annan-kommun", "kommun_coordinator"),
    ):
        give(operator, NEW, role, at)
    add_role(operator.site, NEW, Role.OPERATOR)
    start = enter(visit(), NEW).get("/")
    ways = {
        name: start.links[name]
        for name in ("Drift", "Göteborgsregionen", "Ale", "Annan kommun", "Ale 2026", "Göteborgsregionen 2026")
    }
    assert list(ways.values())[:4] == ["/drift", "/gr", KOMMUN, "/annan/kommuner/0180-annan-kommun"]
    headings = [text_of(heading) for heading in start.tree.iter("h2")]
    assert headings == ["Att göra nu", "Göteborgsregionen 2026", "Drift", "Göteborgsregionen", "Ale", "Annan kommun"]
    assert OPERATOR not in start.text


@pytest.mark.parametrize("number", ["0", "-1", "x", "999999", "9" * 30, "1%20OR%201=1", "٣"])
def test_a_role_that_does_not_exist_is_not_found(visit: NewVisitor, number: str) -> None:
    sara = visit(ALE_COORDINATOR)
    sara.get(f"{KOMMUN}/personer/{number}", 404)
    sara.post(f"{KOMMUN}/personer/{number}/mejl", status=404)

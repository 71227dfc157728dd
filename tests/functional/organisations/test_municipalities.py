"""Regions and their kommuner: made, filled and looked after by those who run them, on their own pages."""

import pytest

from tests.functional.support.members import OPERATOR, as_operator, enter, errors, logged, mails
from tests.functional.support.pages import Page, text_of
from tests.functional.support.people import (
    ALE_COORDINATOR,
    OTHER_REGION_COORDINATOR,
    REGION_COORDINATOR,
    REGION_READER,
    ROUND,
)
from tests.functional.support.visitor import NewVisitor, Visitor

FIRST = "sam.ordnare@skane.example"
NEW_REGION = "/drift/regioner/ny"
ADD = "/gr/kommuner/lagg-till"
REGIONS = "SELECT slug, name FROM region ORDER BY id"
KOMMUNER = "SELECT code FROM municipality JOIN region ON region.id = region_id WHERE region.slug = 'gr' ORDER BY code"


def create(operator: Visitor, status: int = 200, **fields: str) -> Page:
    values = {"namn": "Kommunförbundet Skåne", "sida": "", "adress": FIRST} | fields
    return operator.send(operator.get(NEW_REGION).form("Lägg upp regionen"), status, **values)


def test_an_operator_makes_a_region_whose_coordinator_makes_the_rest(visit: NewVisitor) -> None:
    """From nothing to a kommun that can begin, each step by the one who has the right to it."""
    operator = as_operator(visit())
    drift = operator.get(operator.get("/").links["Drift"])
    form = operator.get(drift.links["Lägg upp en region"]).form("Lägg upp regionen")
    region_page = operator.send(form, namn="Kommunförbundet Skåne", sida="skane", adress=FIRST)
    assert region_page.address == "/skane"
    assert ["Kommunförbundet Skåne", FIRST, "0", "0"] in operator.get("/drift").table
    assert [to for to, *_ in mails(operator.site)] == [FIRST]
    region = enter(visit(), FIRST)
    home = region.get(region.get("/").links["Kommunförbundet Skåne"])
    kommuner = region.send(region.get(home.links["Lägg till kommuner"]).form("Lägg till"), lista="1280\nLunds kommun")
    assert [row[:2] for row in kommuner.table[1:]] == [["Lund", "saknas"], ["Malmö", "saknas"]]
    people = region.get(region.get(kommuner.links["Malmö"]).links["Ge kommunen en samordnare"])
    region.send(people.form("Ge rollen"), adress="mia@malmo.example", roll="kommun_coordinator")
    kommun = enter(visit(), "mia@malmo.example")
    assert "Ni är inte med i någon omgång än." in kommun.get(kommun.get("/").links["Malmö"]).text
    expected = ["region.created", "membership.granted", "municipality.added", "membership.granted"]
    assert logged(operator.site) == expected


def test_a_region_without_a_word_for_its_address_gets_one_of_its_name(visit: NewVisitor) -> None:
    assert create(as_operator(visit())).address == "/kommunforbundet-skane"


@pytest.mark.parametrize(("fields", "field", "words"), [
    ({"namn": ""}, "namn", "Skriv vad regionen heter."),
    ({"namn": "å" * 101}, "namn", "Högst 100"),
    ({"namn": "!!!", "sida": ""}, "sida", "2 till 40 tecken"),
    ({"adress": "ingen"}, "adress", "inget @"),
    ({"sida": "gr"}, "sida", "upptagen av en annan region"),
    ({"sida": "drift"}, "sida", "används av tjänsten själv"),
    ({"sida": "demo"}, "sida", "används av tjänsten själv"),
    ({"sida": "skåne"}, "sida", "bara ha a till z"),
    ({"sida": "a/b"}, "sida", "bara ha a till z"),
    ({"sida": "-a-"}, "sida", "bara ha a till z"),
    ({"sida": "x"}, "sida", "2 till 40 tecken"),
    ({"sida": "a" * 41}, "sida", "2 till 40 tecken"),
])  # fmt: skip
def test_what_is_wrong_with_a_new_region_is_told_and_what_was_typed_is_kept(
    visit: NewVisitor, fields: dict[str, str], field: str, words: str
) -> None:
    operator = as_operator(visit())
    before = operator.site.rows(REGIONS)
    page = create(operator, 422, **fields)
    assert words in errors(page)[field]
    values = page.form("Lägg upp regionen").values
    assert {name: values[name] for name in fields} == fields
    assert operator.site.rows(REGIONS) == before
    assert (mails(operator.site), logged(operator.site)) == ([], [])


def test_everything_wrong_with_a_new_region_is_told_at_once(visit: NewVisitor) -> None:
    assert set(errors(create(as_operator(visit()), 422, namn="", sida="mitt", adress=""))) == {"namn", "sida", "adress"}


def test_making_a_region_twice_is_the_same_as_once(visit: NewVisitor) -> None:
    operator = as_operator(visit())
    assert {create(operator).address for _ in range(2)} == {"/kommunforbundet-skane"}
    assert len(operator.site.rows(REGIONS)) == 3
    assert len(mails(operator.site)) == 1


def test_an_operator_sees_what_a_region_has_and_nothing_that_was_answered(visit: NewVisitor) -> None:
    operator = as_operator(visit())
    home = operator.get(operator.get("/drift").links["Göteborgsregionen"])
    assert "13 kommuner är med." in home.text
    assert "Göteborgsregionen 2026" in home.text
    assert ROUND not in home.links.values()
    operator.get(ROUND, 403)
    assert operator.get("/gr/kommuner").links["Ale"] == "/gr/kommuner/1440-ale"


def test_only_an_operator_has_the_pages_of_the_installation(visit: NewVisitor) -> None:
    for person in (REGION_COORDINATOR, ALE_COORDINATOR):
        visitor = visit(person)
        for address in ("/drift", NEW_REGION, "/drift/personer"):
            assert visitor.get(address, 404).heading == "Sidan finns inte"
        visitor.post(NEW_REGION, {"namn": "Min egen", "adress": FIRST}, 404)
        visitor.post("/drift/personer", {"adress": FIRST, "roll": "operator"}, 404)
        assert "Drift" not in visitor.get("/").links
    assert len(visit().site.rows(REGIONS)) == 2


def test_a_region_adds_kommuner_from_the_list_and_from_a_pasted_one_at_once(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    before = region.site.rows(KOMMUNER)
    fields = {"kommun": ["1280", "1281"], "lista": "Ale\r\n0180 Stockholm\r\nVäxjö kommun, Ödeshög"}
    answer = region.http.post(ADD, data=fields, headers={"Sec-Fetch-Site": "same-origin"})
    page = region.get(answer.headers["location"])
    assert "Kommunerna finns nu i regionen." in page.text
    codes = {"0180", "0509", "0780", "1280", "1281"}
    assert {code for (code,) in region.site.rows(KOMMUNER)} == {code for (code,) in before} | codes
    assert [row[0] for row in page.table[1:]][-3:] == ["Växjö", "Öckerö", "Ödeshög"]
    ((facts,),) = region.site.rows(
        "SELECT facts FROM audit_line WHERE action = 'municipality.added' ORDER BY number DESC LIMIT 1"
    )
    assert facts == '{"codes":["0180","0509","0780","1280","1281"]}'


def test_every_faulty_line_of_a_list_is_explained_and_none_is_added(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    before = region.site.rows(KOMMUNER)
    text = "Lund\nMalmo\n9999\n1280 Lund\nAtlantis"
    page = region.send(region.get(ADD).form("Lägg till"), 422, lista=text)
    assert "4 rader i listan går inte att använda." in errors(page)["lista"]
    messages = [text_of(line) for problems in page.by_class("problems") for line in problems]
    assert [line.split(":")[0] for line in messages] == ["Rad 2", "Rad 3", "Rad 4", "Rad 5"]
    assert "Menade du Malmö?" in messages[0]
    assert "Koden 1280 är Malmö." in messages[2]
    assert page.form("Lägg till").values["lista"].strip() == text
    assert region.site.rows(KOMMUNER) == before
    assert logged(region.site) == []


def test_adding_nothing_or_what_is_there_already_is_told(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    page = region.send(region.get(ADD).form("Lägg till"), 422, lista=" \n ")
    assert "Välj minst en kommun" in errors(page)["lista"]
    again = region.send(region.get(ADD).form("Lägg till"), lista="Ale")
    assert "Kommunerna fanns redan i regionen." in again.text
    assert region.site.rows("SELECT count(*) FROM municipality WHERE code = '1440'") == [(1,)]
    assert logged(region.site) == []


def test_what_was_ticked_stays_ticked_when_the_list_is_faulty(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    answer = region.http.post(
        ADD, data={"kommun": ["1280"], "lista": "Atlantis"}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    page = region.checked(answer, 422)
    boxes = {box.get("value"): box for box in page.tree.iter("input") if box.get("name") == "kommun"}
    assert len(boxes) == 290
    codes = {code for code, box in boxes.items() if box.get("checked") is not None and box.get("disabled") is None}
    assert codes == {"1280"}
    assert boxes["1440"].get("disabled") is not None


def test_a_kommun_can_be_in_several_regions_and_is_kept_apart_in_each(visit: NewVisitor) -> None:
    other = visit(OTHER_REGION_COORDINATOR)
    other.post("/annan/kommuner/lagg-till", {"lista": "Ale"})
    assert "Kommunen saknar samordnare." in other.get("/annan/kommuner/1440-ale").text
    other.get("/gr/kommuner/1440-ale", 404)
    visit(ALE_COORDINATOR).get("/annan/kommuner/1440-ale", 404)


def test_a_kommun_is_removed_only_while_it_has_no_assessments(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    assert "Ta bort Ale" not in region.get("/gr/kommuner/1440-ale").links
    refusal = region.get("/gr/kommuner/1440-ale/ta-bort", 403)
    assert "Ale har självskattningar, erbjudanden eller exempel i regionen." in refusal.text
    region.post("/gr/kommuner/1440-ale/ta-bort", status=409)
    region.post(ADD, {"lista": "Lund"})
    region.post("/gr/kommuner/1281-lund/personer", {"adress": "lia@lund.example", "roll": "kommun_coordinator"})
    lia = enter(visit(), "lia@lund.example")
    lia.get("/gr/kommuner/1281-lund")
    confirm = region.get(region.get("/gr/kommuner/1281-lund").links["Ta bort Lund"])
    assert "En roll i den avslutas." in confirm.text
    for _ in range(2):
        kommuner = region.press(confirm, "Ja, ta bort Lund")
    assert "Kommunen är borttagen ur regionen." in kommuner.text
    assert "Lund" not in [row[0] for row in kommuner.table]
    lia.get("/gr/kommuner/1281-lund", 404)
    assert logged(region.site).count("municipality.removed") == 1
    region.post(ADD, {"lista": "Lund"})
    lia.get("/gr/kommuner/1281-lund", 404)


def test_a_region_tells_whom_to_turn_to_and_its_letters_and_notice_say_so(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    form = region.get(region.get("/gr").links["Inställningar: kontakt, dataskydd, gallring, tid och konton"]).form(
        "Spara"
    )
    reply = region.send(
        form, kontakt="Bo Ek", epost="Bo.Ek@gr.example", telefon="031-390 06 99", ombud="Ida Ombud, ombud@gr.example",
        manader="36", beslut="beslut 2026-10-01, § 7", konton="ja",
    )  # fmt: skip
    assert "Ändringarna är sparade." in reply.text
    notice = visit().get("/gr/personuppgifter").text
    for words in ("Bo Ek", "bo.ek@gr.example", "031-390 06 99", "Ida Ombud", "36 månader", "beslut 2026-10-01, § 7"):
        assert words in notice
    region.post("/gr/kommuner/1440-ale/personer", {"adress": "ny@ale.example", "roll": "kommun_coordinator"})
    assert "Frågor? Bo Ek, bo.ek@gr.example, 031-390 06 99" in mails(region.site)[0][2]
    assert region.site.rows("SELECT reply_to FROM mail WHERE kind = 'valkommen'") == [("bo.ek@gr.example",)]
    ((facts,),) = region.site.rows(
        "SELECT facts FROM audit_line WHERE action = 'region.changed' ORDER BY number DESC LIMIT 1"
    )
    assert "Bo" not in facts
    assert '"retention_months"' in facts
    assert region.get("/gr/installningar").form("Spara").values["konton"] == "ja"


def test_saving_settings_twice_is_one_change(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    form = region.get("/gr/installningar").form("Spara")
    for _ in range(2):
        region.send(form, telefon="0300-12 34 56")
    assert logged(region.site) == ["region.changed"]


@pytest.mark.parametrize(("field", "value", "words"), [
    ("namn", " ", "Skriv vad regionen heter."), ("epost", "bo ek", "inget @"), ("kontakt", "a" * 101, "Högst 100"),
    ("manader", "två år", "med siffror, från 1 till 120"), ("manader", "0", "från 1 till 120"),
    ("manader", "121", "från 1 till 120"), ("manader", "9" * 30, "från 1 till 120"), ("manader", "١٢", "från 1 till 120"),
    ("timmar", "0", "med siffror, från 1 till 160"), ("timmar", "161", "från 1 till 160"), ("timmar", "åtta", "från 1 till 160"),
    ("ombud", "x\x07y", "tecken som inte går att spara"), ("beslut", "b" * 201, "Högst 200"),
])  # fmt: skip
def test_a_faulty_setting_is_told_and_nothing_is_changed(visit: NewVisitor, field: str, value: str, words: str) -> None:
    region = visit(REGION_COORDINATOR)
    before = region.site.rows("SELECT * FROM region")
    fields = region.get("/gr/installningar").form("Spara").values | {field: value, "telefon": "ändrat"}
    answer = region.fetch("POST", "/gr/installningar", fields)
    assert answer.status_code == 422
    if "\x07" not in value:
        page = region.checked(answer, 422)
        assert words in errors(page)[field]
        assert (page.form("Spara").values[field], page.form("Spara").values["telefon"]) == (value, "ändrat")
    assert words in answer.text
    assert region.site.rows("SELECT * FROM region") == before
    assert logged(region.site) == []


def test_whether_own_accounts_let_people_in_has_to_be_answered(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    fields = region.get("/gr/installningar").form("Spara").values | {"konton": "kanske"}
    assert errors(region.post("/gr/installningar", fields, 422))["konton"] == "Välj ja eller nej."


def test_names_are_shown_as_text_and_never_as_code(visit: NewVisitor) -> None:
    operator = as_operator(visit())
    create(operator, namn="<script>alert(1)</script> & Söner", sida="soner")
    for address in ("/drift", "/soner", "/soner/installningar", "/soner/personer", "/soner/kommuner"):
        assert "<script>alert(1)" not in operator.get(address).response.text
    assert OPERATOR not in operator.get("/soner").text


def test_a_reader_of_the_region_sees_its_page_and_its_kommuner(visit: NewVisitor) -> None:
    reader = visit(REGION_READER)
    home = reader.get("/gr")
    assert home.links["Göteborgsregionen 2026"] == ROUND
    assert not {"Ändra personer och roller", "Lägg till kommuner"} & set(home.links)
    assert "@" not in reader.get("/gr/kommuner").text

"""Asking the others: the mail to a network, the answer in three lines, the memory; and networks with their seats."""

import re

import pytest

from tests.functional.support.people import (
    ALE_COORDINATOR,
    ALE_READER,
    HARRYDA_COORDINATOR,
    HARRYDA_READER,
    KUNGSBACKA_COORDINATOR,
    REGION_COORDINATOR,
    REGION_READER,
    TJORN_COORDINATOR,
)
from tests.functional.support.visitor import NewVisitor, Visitor

QUESTIONS, NETWORK = "/gr/fragor", "/gr/natverk/1"
NEW_NETWORK = {
    "title": "Ekonomichefer",
    "purpose": "Budget och omställning.",
    "target_group": "Ekonomichefer",
    "mandate": "Ger råd. Beslutat av förbundsstyrelsen.",
    "leader": "Ekonomidirektören, GR",
}


@pytest.fixture
def ale(visit: NewVisitor) -> Visitor:
    return visit(ALE_COORDINATOR)


def ask(visitor: Visitor, text: str, status: int = 200) -> str:
    page = visitor.fill(visitor.get(f"{QUESTIONS}/ny").form("Skicka frågan"), {"network": "1", "text": text}, status)
    return page.address


def mails(visitor: Visitor) -> list[tuple[object, ...]]:
    return visitor.site.rows(
        "SELECT to_address, reply_to, body FROM mail WHERE kind = 'fraga-till-natverk' ORDER BY id"
    )


def test_a_question_is_a_mail_to_the_others_whose_answers_go_to_who_asked(visit: NewVisitor, ale: Visitor) -> None:
    own = ale.site.rows(
        "SELECT p.email FROM person p JOIN membership m ON m.person_id = p.id JOIN municipality k ON"
        " k.id = m.municipality_id WHERE k.code = '1440' AND m.role = 'kommun_coordinator'"
    )[0][0]
    address = ask(ale, "Vem betalar laddstolparna?")
    assert "Frågan är skickad." in ale.get(f"{address}?klart=skickad").text
    letters = mails(ale)
    assert len(letters) == 11  # 13 kommuner, of which two seats are vacant
    assert {reply_to for _, reply_to, _ in letters} == {own}
    assert own not in {to for to, _, _ in letters}
    assert all("Vem betalar laddstolparna?" in str(body) and address in str(body) for _, _, body in letters)
    assert ask(ale, "Vem betalar laddstolparna?") == address
    assert len(mails(ale)) == 11


def test_the_answer_is_three_lines_by_the_kommun_that_asked_and_can_be_found(visit: NewVisitor, ale: Visitor) -> None:
    address = ask(ale, "Vem betalar laddstolparna?")
    assert "Vad fick ni veta?" in ale.get(QUESTIONS).text
    form = ale.get(address).form("Spara svaret")
    assert "Svaret är 4 rader. Korta till 3 rader." in ale.fill(form, {"answer": "1\n2\n3\n4"}, 422).text
    ale.fill(form, {"answer": "Parkeringsbolaget, i nio av tio.", "examples.1": "ja"})
    tjorn = visit(TJORN_COORDINATOR)
    assert "Parkeringsbolaget" in tjorn.get(f"{QUESTIONS}?q=laddstolpe").text
    assert "En rad om omställning i varje budgetanvisning" in tjorn.get(address).links
    assert "Spara svaret" not in tjorn.get(address).text
    assert tjorn.fetch("POST", f"{address}/svar", {"answer": "Nej"}).status_code == 409


def test_who_got_no_answer_says_so(ale: Visitor) -> None:
    address = ask(ale, "Vem betalar laddstolparna?")
    form = ale.get(address).form("Vi fick inget svar")
    page = ale.post(form.action, form.values | {"act": "utan-svar"})
    assert "Utan svar" in page.text
    assert "Vad fick ni veta?" not in ale.get(QUESTIONS).text


def test_the_region_asks_once_more_what_nobody_answered(visit: NewVisitor, ale: Visitor) -> None:
    address, region = ask(ale, "Vem betalar laddstolparna?"), visit(REGION_COORDINATOR)
    assert "Fråga en gång till" not in region.get(address).text
    form = ale.get(address).form("Vi fick inget svar")
    page = ale.post(form.action, form.values | {"act": "utan-svar"})
    assert "Regionens samordnare kan skicka frågan en gång till." in page.text
    assert (
        "Ingen svarade Ni kan skicka en sådan fråga en gång till. Vem betalar laddstolparna?"
        in region.get(QUESTIONS).text
    )
    again = region.get(address).form("Fråga en gång till")
    visit(REGION_READER).fetch("POST", again.action, {})
    assert region.site.rows("SELECT id FROM mail WHERE kind = 'fraga-en-gang-till'") == []
    for _ in range(2):  # a double click
        assert "Frågan är skickad en gång till." in region.post(again.action, again.values).text
    letters = region.site.rows("SELECT reply_to, body FROM mail WHERE kind = 'fraga-en-gang-till'")
    assert len(letters) == 11
    assert {reply_to for reply_to, _ in letters} == {reply_to for _, reply_to, _ in mails(ale)}
    page = ale.get(address)
    assert "Ingen svarade, och regionen frågade en gång till" in page.text
    form = page.form("Vi fick inget svar")
    page = ale.post(form.action, form.values | {"act": "utan-svar"})
    assert "så frågan vilar" in page.text
    assert "Fråga en gång till" not in region.get(address).text
    assert "Ingen svarade" not in region.get(QUESTIONS).text


def test_an_answer_that_a_colleague_has_written_is_not_overwritten_unread(ale: Visitor) -> None:
    address = ask(ale, "Vem betalar laddstolparna?")
    page = ale.get(address)
    late, later = page.form("Vi fick inget svar"), page.form("Spara svaret")
    ale.fill(later, {"answer": "Parkeringsbolaget."})
    ale.fill(later, {"answer": "Parkeringsbolaget."})  # the same again is no change
    refused = ale.post(late.action, late.values | {"act": "utan-svar"}, 422)
    assert "Någon annan har ändrat texten." in refused.text
    assert refused.form("Spara svaret").values["answer"].strip() == "Parkeringsbolaget."
    refused = ale.fill(later, {"answer": "Energibolaget."}, 422)
    assert "Parkeringsbolaget." in refused.text
    assert "Besvarad" in ale.get(address).text
    both = refused.form("Spara svaret")
    assert both.values["answer"].strip() == "Energibolaget."
    assert "Energibolaget." in ale.fill(both, {}).text


def test_a_kommun_asks_five_times_a_day_and_no_more(ale: Visitor) -> None:
    for number in range(5):
        ask(ale, f"Fråga nummer {number}?")
    form = ale.get(f"{QUESTIONS}/ny").form("Skicka frågan")
    refused = ale.fetch("POST", form.action, form.filled({"network": "1", "text": "En till?"}))
    assert refused.status_code == 429
    assert "Er kommun har ställt många frågor på kort tid." in refused.text
    assert len(ale.site.rows("SELECT id FROM asked_question WHERE text = 'En till?'")) == 0


def test_an_empty_question_is_refused_and_reaches_nobody(ale: Visitor) -> None:
    form = ale.get(f"{QUESTIONS}/ny").form("Skicka frågan")
    assert "Skriv vad ni vill fråga" in ale.fill(form, {"text": " "}, 422).text
    assert mails(ale) == []


def test_the_regions_people_read_and_do_not_ask(visit: NewVisitor) -> None:
    for person in (REGION_COORDINATOR, REGION_READER):
        visitor = visit(person)
        assert "Hur har ni fått in omställningen i budgeten" in visitor.get(QUESTIONS).text
        visitor.get(f"{QUESTIONS}/ny", 403)


def test_a_network_shows_roles_and_vacant_seats_and_names_nobody(visit: NewVisitor) -> None:
    page = visit(HARRYDA_READER).get(NETWORK)
    assert ["Ale", "Vakant"] in page.table
    assert ["Härryda", "Miljöstrateg"] in page.table
    names = visit().site.rows("SELECT name FROM person WHERE name <> ''")
    main = page.response.text.partition("<main")[2]
    assert not [name for (name,) in names if str(name) in main]


def test_the_kommun_itself_says_who_has_its_seat_and_whoever_leaves_the_role_leaves_it(visit: NewVisitor) -> None:
    ale, reader = visit(ALE_COORDINATOR), visit(ALE_READER)
    form = ale.get(f"{NETWORK}/plats").form("Spara")
    assert "Skriv vilken roll som har platsen" in ale.fill(form, {"role": ""}, 422).text
    holder = next(value for value in form.options["holder"] if value)
    page = ale.fill(form, {"role": "Samhällsplanerare", "holder": holder})
    assert ["Ale", "Samhällsplanerare"] in page.table
    assert "Ändra: Ale" not in reader.get(NETWORK).text
    reader.get(f"{NETWORK}/plats", 404)
    visit(KUNGSBACKA_COORDINATOR).get(f"{NETWORK}/plats?kommun=1440-ale", 422)
    ale.site.change("UPDATE membership SET ended_at = since WHERE id = ?", holder)
    assert ["Ale", "Samhällsplanerare, vakant"] in visit(HARRYDA_COORDINATOR).get(NETWORK).table


def test_a_network_with_several_seats_mails_everybody_and_counts_a_kommun_once(visit: NewVisitor) -> None:
    region, ale = visit(REGION_COORDINATOR), visit(ALE_COORDINATOR)
    form = region.get(f"{NETWORK}/andra").form("Spara nätverket")
    assert "från 1 till 5" in region.post(form.action, form.values | {"seats_each": "6"}, 422).text
    region.fill(form, {"seats_each": "2"})
    assert "Ale kan ha 2 platser." in ale.get(NETWORK).text
    roles = ("Samhällsplanerare", "Ekonomichef")
    holders = [value for value in ale.get(f"{NETWORK}/plats").form("Spara").options["holder"] if value][:2]
    for role, holder in zip(roles, holders, strict=True):
        link = next(url for text, url in ale.get(NETWORK).links.items() if text == "Säg vem det är: Ale, ny plats")
        seat = ale.get(link).form("Spara")
        page = ale.fill(seat, {"role": role, "holder": holder})
    assert ["Ale", " ".join(roles)] in page.table
    assert "Säg vem det är" not in page.text
    second = ale.get(page.links["Ändra: Ale, Ekonomichef"]).form("Spara")
    assert holders[0] not in second.options["holder"]  # nobody has two of a kommun's seats
    assert "12 av 13 kommuner har någon på plats, 13 personer i allt" in page.text
    tjorn = visit(TJORN_COORDINATOR)
    assert ["Härryda", "Miljöstrateg"] in tjorn.get(NETWORK).table  # its free seat is its own matter
    assert "(12 personer i 11 kommuner)" in tjorn.get(f"{QUESTIONS}/ny").text
    address = ask(tjorn, "Vem betalar laddstolparna?")
    assert len(mails(tjorn)) == 12
    assert "12 personer fick frågan" in tjorn.get(address).text
    refused = region.fill(region.get(f"{NETWORK}/andra").form("Spara nätverket"), {"seats_each": "1"}, 422)
    assert "Fler har en plats i Ale." in refused.text
    assert ["Ale", " ".join(roles)] in ale.get(NETWORK).table


def test_the_region_makes_a_network_with_meetings_that_lead_on(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    form = region.get("/gr/natverk/nytt").form("Spara nätverket")
    assert "Skriv vad nätverket heter." in region.fill(form, {}, 422).text
    page = region.fill(form, NEW_NETWORK | {"documents": "https://gr.example/uppdrag.pdf"})
    assert "0 av 13 kommuner har någon på platsen" in page.text
    network = page.address
    form = region.get(network).form("Spara mötet")
    assert "Skriv en dag" in region.fill(form, {"day": "någon gång"}, 422).text
    page = region.fill(form, {"day": "2027-03-15", "place": "https://mote.example/1"})
    add = next(url for text, url in page.links.items() if text.startswith("Lägg till en punkt"))
    page = region.fill(region.get(add).form("Lägg till punkten"), {"text": "Budget", "target": "exempel.1"})
    edit = next(url for text, url in page.links.items() if text == "Ändra: Budget")
    region.fill(region.get(edit).form("Spara punkten"), {"outcome": "Alla provar.", "review": "2027-09-01"})
    text = visit(ALE_COORDINATOR).get(network).text
    assert "Alla provar." in text
    assert re.search(r"Tas upp igen 1.september.2027", text)
    assert "Till exemplet: Budget" in visit(ALE_COORDINATOR).get(network).links


def test_only_whole_https_addresses_are_documents(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    form = region.get("/gr/natverk/nytt").form("Spara nätverket")
    for link in ("http://gr.example", "javascript:alert(1)", "https://ekot:x@gr.example"):
        refused = region.fill(form, NEW_NETWORK | {"documents": link}, 422)
        assert "Den ska börja med https://." in refused.text


def test_a_challenge_is_raised_shared_and_ended(visit: NewVisitor, ale: Visitor) -> None:
    form = ale.get("/gr/utmaningar/ny").form("Lägg till utmaningen")
    page = ale.fill(form, {"text": "Ingen äger frågan om dagvatten.", "capital": "realt"})
    assert "Faller mellan stolarna: ingen tar den." in page.text
    tjorn = visit(TJORN_COORDINATOR)
    mine = [
        form
        for form in tjorn.get("/gr/utmaningar").forms
        if "Tjörn har den också: Ingen äger frågan om dagvatten." in form.buttons
    ]
    tjorn.post(mine[0].action, mine[0].values | {"act": "med"})
    assert "1 kommun till har den: Tjörn." in ale.get("/gr/utmaningar").text
    edit = next(
        url for text, url in visit(REGION_COORDINATOR).get("/gr/utmaningar").links.items() if "dagvatten" in text
    )
    region = visit(REGION_COORDINATOR)
    region.fill(region.get(edit).form("Spara ändringen"), {"carrier": "Vattenstrategen, GR"})
    assert "Tas av: Vattenstrategen, GR" in ale.get("/gr/utmaningar").text
    assert tjorn.fetch("POST", f"{edit}/avsluta", {"reason": "x"}).status_code == 409
    ale.fill(ale.get(f"{edit}/avsluta").form("Avsluta utmaningen"), {"reason": "Regionen tar den."})
    assert "Regionen tar den." in ale.get("/gr/utmaningar").text


def test_what_an_item_of_an_agenda_can_lead_to_is_shortened_between_words_and_says_so(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    text = "Ingen äger frågan om dagvatten mellan kommunerna och det märks varje gång vi ska bygga nytt nära en gräns."
    region.fill(region.get("/gr/utmaningar/ny").form("Lägg till utmaningen"), {"text": text, "capital": "realt"})
    page = region.get("/gr/natverk/1/moten/1/punkter/0")
    assert "Utmaningen ”Ingen äger frågan om dagvatten mellan kommunerna och det märks varje gång vi…”" in page.text

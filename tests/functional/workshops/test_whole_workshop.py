"""A whole workshop without JavaScript: from planning to a need, an action and an offer that tell where they came from."""

from app.support.workshops.names import PHASE_TASKS
from app.support.workshops.workshop import GroupPhase
from tests.functional.support.pages import Page
from tests.functional.support.people import (
    HARRYDA,
    HARRYDA_COORDINATOR,
    HARRYDA_READER,
    KUNGSBACKA,
    KUNGSBACKA_COORDINATOR,
    REGION_COORDINATOR,
)
from tests.functional.support.visitor import NewVisitor, Visitor
from tests.functional.workshops.walking import (
    COACH,
    FOCUS,
    ROOM,
    TITLE,
    TRAIN,
    WORKSHOPS,
    RunningWorkshop,
    closed_workshop,
    note_of,
    note_of_end,
    put_up,
    running,
)

OFFER = {
    "demands": "En chef är med.",
    "contact": "Strateg, strateg@harryda.example",
    "hours.strateg": "2",
    "groups.strateg": "ja",
    "paid_by": "egen",
    "total": "20",
    "per_kommun": "2",
    "last_day": "2027-03-15",
}


def test_a_workshop_ends_in_a_need_an_action_and_an_offer_that_tell_where_they_came_from(visit: NewVisitor) -> None:
    leader = visit(HARRYDA_COORDINATOR)
    workshop = closed_workshop(leader, visit)
    end = f"{workshop.url}/avslut"
    page = leader.get(end)
    assert page.text.index(TRAIN) < page.text.index(COACH), "two dots come before one"

    form = leader.get(f"{end}/{note_of_end(page, TRAIN)}/atgard").form("Lägg i planen")
    assert form.values["text"] == TRAIN
    page = leader.send(form, owner="HR-chef")
    assert "Åtgärden står i planen." in page.text
    assert "Blev åtgärd Härryda" in page.text

    need = leader.get(f"{end}/{note_of_end(page, COACH)}/behov").form("Skicka behovet")
    assert (need.values["text"], need.values["capital"], need.values["form"]) == (COACH, "politiskt", "resursbas")
    page = leader.send(need)
    assert "Blev behov Härryda" in page.text

    offer = leader.get(f"{end}/{note_of_end(page, COACH)}/erbjudande").form("Spara som utkast")
    assert offer.values["title"] == COACH
    page = leader.post(offer.action, offer.values | OFFER | {"act": "utkast"})
    assert "Blev erbjudande Härryda" in page.text

    words = f"Kom från workshopen {TITLE}"
    assert words in leader.get(f"{HARRYDA}/atgarder").text
    support = leader.get(f"{HARRYDA}/stod")
    assert words in support.text
    assert support.links[TITLE] == workshop.url
    assert (
        words in leader.get(page.links["Härryda"] if "erbjudanden" in page.links["Härryda"] else offer_url(page)).text
    )


def test_the_title_of_an_offer_from_a_long_note_ends_between_words_and_all_of_it_is_below(visit: NewVisitor) -> None:
    leader = visit(HARRYDA_COORDINATOR)
    workshop = running(leader)
    text = "En processledare som delas av flera kommuner och kan vara med när arbetet börjar på allvar hos er"
    put_up(workshop.join(visit), workshop.board(), "resursbas", text)
    workshop.close()
    end = f"{workshop.url}/avslut"
    form = leader.get(f"{end}/{note_of_end(leader.get(end), text)}/erbjudande").form("Spara som utkast")
    title = "En processledare som delas av flera kommuner och kan vara med när arbetet…"
    assert (form.values["title"], form.values["gives"].strip()) == (title, text)


def offer_url(page: Page) -> str:
    links = [link.get("href", "") for link in page.tree.iter("a")]
    return next(link for link in links if "/erbjudanden/" in link)


def test_a_kommun_is_told_that_its_notes_for_the_region_do_not_go_there(visit: NewVisitor) -> None:
    leader = visit(HARRYDA_COORDINATOR)
    workshop = running(leader)
    board, sentence = workshop.board(), "Lapparna skickas inte till regionen."
    person = workshop.join(visit)
    assert sentence in person.get(board).text
    put_up(person, board, "starka", TRAIN)
    workshop.go_to(2)
    put_up(person, board, "regionen", ROOM)
    workshop.close()
    page = leader.get(f"{workshop.url}/avslut")
    assert "Lappar under Hos regionen skickas inte till regionen." in page.text
    visit(REGION_COORDINATOR).get(workshop.url, 404)
    region = visit(REGION_COORDINATOR)
    own = running(region, title="Regionens egen")
    assert sentence not in region.get(own.board()).text
    put_up(own.join(visit), own.board(), "regionen", ROOM)
    own.close()
    assert "skickas inte till regionen" not in region.get(f"{own.url}/avslut").text


def test_the_region_keeps_what_it_must_have_in_its_own_house_as_evidence(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    workshop = closed_workshop(region, visit)
    page = region.press(region.get(f"{workshop.url}/avslut"), f"Märk som underlag: {ROOM}")
    assert "Lappen är märkt som underlag." in page.text
    assert "Blev underlag" in page.text
    assert "Märk som underlag" not in page.text, "once is enough"
    kommun = visit(HARRYDA_COORDINATOR)
    own = closed_workshop(kommun, visit)
    page = kommun.get(f"{own.url}/avslut")
    assert "som underlag" not in page.text, "the region cannot open a kommun's own workshop"
    kommun.post(f"{own.url}/avslut/{note_of_end(page, ROOM)}/underlag", {}, 404)


def test_a_kommun_takes_notes_of_the_regions_workshop_home_to_its_own_plan(visit: NewVisitor) -> None:
    workshop = closed_workshop(visit(REGION_COORDINATOR), visit)
    kommun = visit(HARRYDA_COORDINATOR)
    page = kommun.get(f"{workshop.url}/avslut")
    form = kommun.get(f"{workshop.url}/avslut/{note_of_end(page, TRAIN)}/atgard").form("Lägg i planen")
    kommun.send(form)
    assert TRAIN in kommun.get(f"{HARRYDA}/atgarder").text
    reader = visit(HARRYDA_READER)
    assert "Gör till" not in reader.get(f"{workshop.url}/avslut").text
    reader.post(form.action, form.values, 404)


def put_into_report(leader: Visitor, workshop: RunningWorkshop, status: int = 200) -> Page:
    page = leader.get(f"{workshop.url}/avslut")
    return leader.send(next(form for form in page.forms if "/rad/" in form.action), status)


def test_a_one_liner_is_put_into_the_report_once(visit: NewVisitor) -> None:
    leader = visit(KUNGSBACKA_COORDINATOR)
    page = put_into_report(leader, closed_workshop(leader, visit))
    assert "Meningen står i rapporten." in page.text
    assert "Ta med i rapporten" not in page.text
    report = leader.get(f"{KUNGSBACKA}/rapport").text
    assert f"Från workshopen {TITLE}: Chefer som vet, och tid att göra det." in report


def test_a_report_that_is_approved_is_not_changed_by_a_workshop(visit: NewVisitor) -> None:
    leader = visit(HARRYDA_COORDINATOR)
    page = put_into_report(leader, closed_workshop(leader, visit), 422)
    assert "Resultatet är fastställt, så rapporten ändras inte längre." in page.text
    assert "Från workshopen" not in leader.get(f"{HARRYDA}/rapport").text


def test_closing_locks_the_workshop_and_erases_who_wrote_what(visit: NewVisitor) -> None:
    leader = visit(HARRYDA_COORDINATOR)
    workshop = running(leader)
    person = workshop.join(visit)
    put_up(person, workshop.board(), "starka", TRAIN)
    workshop.close()
    person.get(workshop.link, 404)
    assert "Workshopen kan vara avslutad" in person.get(workshop.board(), 404).text, "the key opens nothing any more"
    assert 'data-running="nej"' in person.fetch("GET", f"{workshop.board()}/lappar?efter=1").text
    for address in (workshop.url, f"{workshop.url}/visa", f"{workshop.url}/avslut", f"{workshop.board()}/lapp/1"):
        assert "Workshopen kan vara avslutad" in person.get(address, 404).text, "she has no account to sign in to"
    page = put_up(person, workshop.board(), "starka", "Ett sista ord", 404)
    assert ("Ett sista ord" in page.text, "utloggad" in page.text) == (True, False)
    page = person.post(f"{workshop.board()}/rad", {"rad": "En sista mening", "version": "0"}, 404)
    assert "En sista mening" in page.text
    assert "Ändrat" in person.post(f"{workshop.board()}/lapp/1", {"gor": "andra", "text": "Ändrat"}, 404).text
    leader.post(workshop.board(), {"fraga": "starka", "text-starka": "Sent"}, 409)
    page = leader.get(workshop.board())
    assert TRAIN in page.text
    assert "Ändra" not in page.text
    database = leader.site.database
    with database.engine.connect() as connection:
        for table in ("workshop_participant", "workshop_dot"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0
        query = "SELECT count(*) FROM workshop_note WHERE author_id IS NOT NULL"
        assert connection.exec_driver_sql(query).scalar() == 0


def test_the_page_of_the_workshop_always_has_the_next_step_as_its_one_button(visit: NewVisitor) -> None:
    leader = visit(HARRYDA_COORDINATOR)
    workshop = running(leader)
    for button in ("Visa lapparna", "Börja gruppera", "Börja prioritera", "Skriv one-liner"):
        page = leader.get(workshop.url)
        assert FOCUS in page.text
        leader.press(page, button)
    assert leader.get(workshop.url).links["Avsluta workshopen"] == f"{workshop.url}/avsluta"
    assert "Tillbaka till prioritera" in leader.get(workshop.url).text
    page = leader.press(leader.get(workshop.url), "Tillbaka till prioritera")
    assert "Sätt dina prickar på det som betyder mest." in page.text


def test_a_group_that_has_gone_before_the_others_is_not_thrown_back(visit: NewVisitor) -> None:
    leader = visit(HARRYDA_COORDINATOR)
    workshop = running(leader)
    leader.post(f"{workshop.url}/fas", {"fas": "4", "grupp": "1"})
    page = leader.get(workshop.url)
    assert "Tillbaka till skriv tyst" not in page.text
    leader.press(page, "Visa lapparna")
    assert PHASE_TASKS[GroupPhase.PRIORITISE] in leader.get(workshop.board(1)).text
    for other in (2, 3):
        assert PHASE_TASKS[GroupPhase.SHOW] in leader.get(workshop.board(other)).text


def test_the_list_is_found_from_the_kommuns_and_the_regions_support(visit: NewVisitor) -> None:
    links = visit(HARRYDA_COORDINATOR).get(f"{HARRYDA}/stod").links
    assert links["Workshoppar: ta fram vad som krävs tillsammans"] == WORKSHOPS
    assert visit(REGION_COORDINATOR).get("/gr/stod").links["Workshoppar"] == WORKSHOPS


def test_a_note_keeps_its_number_from_the_board_to_what_it_became(visit: NewVisitor) -> None:
    leader = visit(HARRYDA_COORDINATOR)
    workshop = closed_workshop(leader, visit)
    number = note_of(leader.get(workshop.board()), TRAIN)
    assert note_of_end(leader.get(f"{workshop.url}/avslut"), TRAIN) == number

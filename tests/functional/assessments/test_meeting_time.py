"""When and where the joint meeting is: stated once, seen by everybody it concerns, and taken to one's own calendar."""

import re

from tests.functional.support.people import (
    ALE,
    ALE_COORDINATOR,
    ALINGSAS,
    ALINGSAS_COORDINATOR,
    ALINGSAS_READER,
    ALINGSAS_RESPONDENT,
    HARRYDA,
    HARRYDA_COORDINATOR,
    REGION_COORDINATOR,
)
from tests.functional.support.visitor import NewVisitor, Visitor

FORM = f"{ALINGSAS}/motestid"
WHEN = "15 mars 2027 kl. 13.00–14.30"


def state(visitor: Visitor, status: int = 200, **fields: str) -> str:
    """The text of the page that comes of it."""
    form = visitor.get(FORM).form("Spara mötestiden")
    typed = {"day": "15 mars 2027", "time": "13.00", "place": "Rum Ale"} | fields
    return visitor.fill(form, typed, status).text


def event(visitor: Visitor, address: str) -> dict[str, str]:
    response = visitor.fetch("GET", address)
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/calendar; charset=utf-8"
    assert re.fullmatch(r'attachment; filename="[a-z-]+\.ics"', response.headers["content-disposition"])
    text = response.content.decode().replace("\r\n ", "")
    return dict(line.split(":", 1) for line in text[text.index("BEGIN:VEVENT") :].splitlines())


def test_the_time_is_stated_once_and_told_to_everybody_it_concerns(visit: NewVisitor) -> None:
    coordinator, respondent = visit(ALINGSAS_COORDINATOR), visit(ALINGSAS_RESPONDENT)
    assert "Tiden är inte bestämd" in coordinator.get(ALINGSAS).text
    assert f"Mötet är {WHEN}." in state(coordinator)
    assert f"Mötet är {WHEN}." in coordinator.get("/").text
    assert f"Mötet är {WHEN}." in coordinator.get(f"{ALINGSAS}/avsluta").text
    assert f"Mötet är {WHEN}." in visit(ALINGSAS_READER).get(ALINGSAS).text
    for capital in ("politiskt", "finansiellt"):
        page = respondent.get(f"{ALINGSAS}/svara/{capital}")
        respondent.fill(
            page.forms[-1], {f"{page.by_class('question')[0].get('id', '').removeprefix('fraga-')}.choice": "3"}
        )
    done = respondent.press(respondent.get(f"{ALINGSAS}/svara/sammanfattning"), "Lämna in svaren")
    assert f"Mötet är {WHEN}." in done.text
    assert "Rum Ale" in done.text
    assert f"Mötet är {WHEN}." in respondent.get("/").text
    assert event(respondent, done.links["Lägg i kalendern: mötet"])["LOCATION"] == "Rum Ale"


def test_a_changed_time_has_the_same_name_and_a_later_sequence(visit: NewVisitor) -> None:
    coordinator = visit(ALINGSAS_COORDINATOR)
    state(coordinator)
    before = event(coordinator, f"{ALINGSAS}/kalender/mote.ics")
    state(coordinator)
    assert event(coordinator, f"{ALINGSAS}/kalender/mote.ics")["SEQUENCE"] == before["SEQUENCE"]
    state(coordinator, day="2027-03-29")
    after = event(coordinator, f"{ALINGSAS}/kalender/mote.ics")
    assert after["UID"] == before["UID"]
    assert int(after["SEQUENCE"]) == int(before["SEQUENCE"]) + 1
    assert after["DTSTART;TZID=Europe/Stockholm"] == "20270329T130000"
    coordinator.press(coordinator.get(FORM), "Ta bort mötestiden")
    assert coordinator.fetch("GET", f"{ALINGSAS}/kalender/mote.ics").status_code == 404
    state(coordinator)
    assert int(event(coordinator, f"{ALINGSAS}/kalender/mote.ics")["SEQUENCE"]) == int(before["SEQUENCE"]) + 3
    log = coordinator.get("/gr/kommuner/1489-alingsas/logg").text
    assert f"Det gemensamma mötet sattes till {WHEN[:-6]}." in log
    assert "Tiden för det gemensamma mötet togs bort." in log


def test_the_last_day_is_a_whole_day_for_those_who_answer_and_who_follow(visit: NewVisitor) -> None:
    respondent, coordinator = visit(ALINGSAS_RESPONDENT), visit(ALINGSAS_COORDINATOR)
    own = event(respondent, respondent.get(f"{ALINGSAS}/svara").links["Lägg i kalendern: sista dagen"])
    led = event(coordinator, coordinator.get(ALINGSAS).links["Lägg i kalendern: sista dagen"])
    assert own["UID"] == led["UID"]
    assert own["DTSTART;VALUE=DATE"] == led["DTSTART;VALUE=DATE"]
    assert "personliga länk" in own["DESCRIPTION"]
    assert ALINGSAS in led["DESCRIPTION"]


def test_what_is_wrong_is_said_and_kept_and_changes_nothing(visit: NewVisitor) -> None:
    coordinator = visit(ALINGSAS_COORDINATOR)
    text = state(coordinator, 422, day="i vår", time="efter lunch")
    assert "Skriv vilken dag ni ses" in text
    assert "Skriv när ni börjar" in text
    page = coordinator.fill(coordinator.get(FORM).form("Spara mötestiden"), {"day": "i vår"}, 422)
    assert page.form("Spara mötestiden").values["day"] == "i vår"
    assert "Tiden är inte bestämd" in coordinator.get(ALINGSAS).text


def test_nobody_outside_learns_when_a_kommun_meets(visit: NewVisitor) -> None:
    state(visit(ALINGSAS_COORDINATOR))
    for outsider in (visit(ALE_COORDINATOR), visit(REGION_COORDINATOR)):
        for address in (FORM, f"{ALINGSAS}/kalender/mote.ics", f"{ALINGSAS}/svara/kalender/mote.ics"):
            assert outsider.fetch("GET", address).status_code in {403, 404}
    reader = visit(ALINGSAS_READER)
    reader.get(FORM, 403)
    reader.post(FORM, {"day": "2027-03-16", "time": "09.00"}, 409)
    assert visit(ALINGSAS_COORDINATOR).fetch("GET", f"{ALINGSAS}/kalender/annat.ics").status_code == 404


def test_there_is_no_time_to_state_where_there_is_no_meeting_to_come(visit: NewVisitor) -> None:
    done = visit(HARRYDA_COORDINATOR)
    assert "Bestäm när ni ses" not in done.get(HARRYDA).links
    page = done.post(f"{HARRYDA}/motestid", {"day": "2027-03-15", "time": "13.00"}, 409)
    assert "fastställt" in page.text
    alone = visit(ALE_COORDINATOR)
    alone.press(alone.get(f"{ALE}/hur-ni-svarar"), "Svara för kommunen")
    assert "inget möte" in alone.post(f"{ALE}/motestid", {"day": "2027-03-15", "time": "13.00"}, 409).text

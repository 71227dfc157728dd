"""What a kommun lets notes of the region's workshop become shows to nobody else, and takes nothing away from them.

Two worlds, before and after, look the same to the region and to the other kommuner: page, protocol, tables and log.
"""

from tests.functional.support.people import (
    ALE_READER,
    HARRYDA_COORDINATOR,
    HARRYDA_READER,
    KUNGSBACKA_COORDINATOR,
    REGION_COORDINATOR,
)
from tests.functional.support.visitor import NewVisitor, Visitor
from tests.functional.workshops.test_whole_workshop import OFFER, offer_url, put_into_report
from tests.functional.workshops.walking import COACH, ROOM, TRAIN, closed_workshop, note_of_end

REGIONS_LOG, HARRYDAS_LOG = "/gr/logg", "/gr/kommuner/1401-harryda/logg"
ADDRESSES = ("avslut", "protokoll.pdf", "grupp/1/affisch.pdf", "export.xlsx", "export/lappar.csv")


def looks(people: list[Visitor], url: str) -> dict[str, object]:
    contents: dict[str, object] = {}
    for number, person in enumerate(people):
        for address in ADDRESSES:
            answer = person.fetch("GET", f"{url}/{address}")
            contents[f"{number}: {address}"] = (answer.status_code, answer.content)
    return contents


def test_what_one_kommun_makes_of_the_regions_notes_shows_to_nobody_else(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    workshop = closed_workshop(region, visit)
    url, end = workshop.url, f"{workshop.url}/avslut"
    kommun, other = visit(HARRYDA_COORDINATOR), visit(KUNGSBACKA_COORDINATOR)
    people = [region, visit(ALE_READER), other]
    before = looks(people, url)
    assert {each[0] for each in before.values() if isinstance(each, tuple)} == {200}

    coach = note_of_end(kommun.get(end), COACH)
    kommun.send(kommun.get(f"{end}/{note_of_end(kommun.get(end), TRAIN)}/atgard").form("Lägg i planen"))
    kommun.send(kommun.get(f"{end}/{coach}/behov").form("Skicka behovet"))
    offer = kommun.get(f"{end}/{coach}/erbjudande").form("Spara som utkast")
    page = kommun.post(offer.action, offer.values | OFFER | {"act": "utkast"})
    for words in ("Blev åtgärd Härryda", "Blev behov Härryda", "Blev erbjudande Härryda"):
        assert words in page.text
    assert f"Gör till åtgärd: {TRAIN}" not in page.text, "once is enough"
    assert looks(people, url) == before
    assert "Blev behov Härryda" in visit(HARRYDA_READER).get(end).text

    form = other.get(f"{end}/{note_of_end(other.get(end), TRAIN)}/atgard").form("Lägg i planen")
    assert "Blev åtgärd Kungsbacka" in other.send(form).text
    assert "Meningen står i rapporten." in put_into_report(other, workshop).text
    first_two = {name: look for name, look in before.items() if not name.startswith("2")}
    assert looks(people[:2], url) == first_two
    assert "Kungsbacka" not in kommun.get(end).text

    draft = kommun.get(offer_url(page))
    publish = next(form for form in kommun.get(f"{draft.address}/andra").forms if "Publicera" in " ".join(form.buttons))
    kommun.post(publish.action, publish.values | OFFER | {"act": "publicera"})
    assert "Blev erbjudande Härryda" in region.get(end).text, "what is published everybody reads"


def logged(person: Visitor, log: str) -> dict[str, bytes]:
    return {ending: person.fetch("GET", f"{log}{ending}").content for ending in ("", ".csv", ".json")}


def landed(person: Visitor, log: str) -> list[list[str]]:
    """What, who and where of every line about what a note or a sentence became, the newest first."""
    return [row[1:] for row in person.get(f"{log}?grupp=stod").table if " blev " in row[1]]


def test_what_a_kommun_makes_of_the_regions_notes_stands_in_its_own_log_alone(visit: NewVisitor) -> None:
    region, kommun, other = visit(REGION_COORDINATOR), visit(HARRYDA_COORDINATOR), visit(KUNGSBACKA_COORDINATOR)
    workshop = closed_workshop(region, visit)
    end, number = f"{workshop.url}/avslut", workshop.url.rpartition("/")[2]
    train, coach, room = (note_of_end(kommun.get(end), text) for text in (TRAIN, COACH, ROOM))
    before = logged(region, REGIONS_LOG)
    assert b"avslutades med" in before[""], "the log is there"

    kommun.send(kommun.get(f"{end}/{train}/atgard").form("Lägg i planen"))
    kommun.send(kommun.get(f"{end}/{coach}/behov").form("Skicka behovet"))
    offer = kommun.get(f"{end}/{coach}/erbjudande").form("Spara som utkast")
    kommun.post(offer.action, offer.values | OFFER | {"act": "utkast"})
    put_into_report(other, workshop)
    assert logged(region, REGIONS_LOG) == before

    ((name,),) = kommun.site.rows(
        "SELECT person.name FROM person JOIN membership ON person_id = person.id JOIN municipality "
        "ON municipality.id = municipality_id WHERE slug = '1401-harryda' AND role = 'kommun_coordinator'"
    )
    lines = landed(kommun, HARRYDAS_LOG)
    assert [line[0].partition(",")[0].rstrip(".") for line in lines] == [
        f"Lapp {coach} i workshop {number} blev erbjudande",
        f"Lapp {coach} i workshop {number} blev behov",
        f"Lapp {train} i workshop {number} blev åtgärd",
    ]
    assert {tuple(line[1:]) for line in lines} == {(name, "Härryda")}
    (sentence,) = landed(other, "/gr/kommuner/1384-kungsbacka/logg")
    assert sentence[0].startswith(f"En grupps mening i workshop {number} blev ")

    region.press(region.get(end), f"Märk som underlag: {ROOM}")
    assert [line[0] for line in landed(region, REGIONS_LOG)] == [f"Lapp {room} i workshop {number} blev underlag."]


def test_what_is_erased_since_is_said_to_be_nobodys(visit: NewVisitor) -> None:
    workshop = closed_workshop(visit(REGION_COORDINATOR), visit)
    end = f"{workshop.url}/avslut"
    kommun = visit(HARRYDA_COORDINATOR)
    kommun.send(kommun.get(f"{end}/{note_of_end(kommun.get(end), COACH)}/behov").form("Skicka behovet"))
    kommun.site.change("UPDATE note_landing SET assessment_id = 999999")
    for person in (kommun, visit(REGION_COORDINATOR)):
        assert "Blev behov" not in person.get(end).text

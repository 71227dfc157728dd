"""Who coordinates several kommuner says for which of them a note of the region's workshop becomes something."""

import pytest

from app.accounts.kernel.roles import Role
from tests.functional.support.members import errors
from tests.functional.support.people import (
    HARRYDA,
    HARRYDA_COORDINATOR,
    KUNGSBACKA,
    KUNGSBACKA_COORDINATOR,
    REGION_COORDINATOR,
)
from tests.functional.support.visitor import NewVisitor, Visitor
from tests.functional.workshops.test_whole_workshop import put_into_report
from tests.functional.workshops.walking import COACH, TRAIN, RunningWorkshop, closed_workshop, note_of_end

CHOOSE = "Välj vilken kommun det gäller."
HARRYDAS, KUNGSBACKAS = HARRYDA.rpartition("/")[2], KUNGSBACKA.rpartition("/")[2]


@pytest.fixture
def workshop(visit: NewVisitor) -> RunningWorkshop:
    """The region's, closed."""
    return closed_workshop(visit(REGION_COORDINATOR), visit)


@pytest.fixture
def leader(visit: NewVisitor) -> Visitor:
    """Of Kungsbacka, and of Härryda."""
    visitor = visit(KUNGSBACKA_COORDINATOR)
    visitor.site.change(
        "INSERT INTO membership (person_id, role, municipality_id, since) SELECT m.person_id, m.role, other.id, m.since "
        "FROM membership m JOIN municipality own ON own.id = m.municipality_id, municipality other "
        "WHERE own.slug = ? AND other.slug = ? AND m.role = ?",
        KUNGSBACKAS,
        HARRYDAS,
        Role.KOMMUN_COORDINATOR,
    )
    return visitor


@pytest.mark.parametrize(
    ("note", "kind", "button", "made", "home"),
    [
        (TRAIN, "atgard", "Lägg i planen", "Blev åtgärd", "atgarder"),
        (COACH, "behov", "Skicka behovet", "Blev behov", "stod"),
    ],
)
def test_a_note_becomes_something_of_the_kommun_that_is_chosen_and_then_of_the_other(
    leader: Visitor, workshop: RunningWorkshop, note: str, kind: str, button: str, made: str, home: str
) -> None:
    end, words = f"{workshop.url}/avslut", "Med helt egna ord"
    assert "Åtgärder hamnar i planen för den kommun du väljer" in leader.get(end).text
    address = f"{end}/{note_of_end(leader.get(end), note)}/{kind}"
    form = leader.get(address).form(button)
    assert form.options["kommun"] == (HARRYDAS, KUNGSBACKAS)
    page = leader.send(form, 422, text=words)
    assert errors(page) == {"kommun": CHOOSE}
    form = page.form(button)
    assert form.values["text"] == words

    page = leader.send(form, kommun=KUNGSBACKAS)
    assert f"{made} Kungsbacka" in page.text
    assert words in leader.get(f"{KUNGSBACKA}/{home}").text
    assert words not in leader.get(f"{HARRYDA}/{home}").text
    again = leader.send(form, kommun=KUNGSBACKAS)  # a double click
    assert again.text.count(made) == 1

    page = leader.get(address)
    assert "Kommun: Härryda" in page.text, "the one that is left is named"
    page = leader.press(page, button)
    assert f"{made} Härryda" in page.text
    assert f"{made} Kungsbacka" in page.text
    assert address not in page.links.values(), "now both have it"


def test_a_sentence_is_taken_into_the_report_of_each(leader: Visitor, workshop: RunningWorkshop) -> None:
    page = leader.get(f"{workshop.url}/avslut")
    into = {each.values["kommun"]: each for each in page.forms if "/rad/" in each.action}
    assert into.keys() == {HARRYDAS, KUNGSBACKAS}
    page = leader.post(into[KUNGSBACKAS].action, {}, 422)
    assert CHOOSE in page.text
    assert "Resultatet är fastställt" in leader.send(into[HARRYDAS], 422).text
    page = leader.send(into[KUNGSBACKAS])
    assert "Meningen står i rapporten." in page.text
    assert "Blev mening i rapporten Kungsbacka" in page.text
    assert "Ta med i rapporten för Kungsbacka" not in page.text
    assert "Ta med i rapporten för Härryda" in page.text
    assert "Från workshopen" in leader.get(f"{KUNGSBACKA}/rapport").text
    assert "Från workshopen" not in leader.get(f"{HARRYDA}/rapport").text


def test_for_her_only_kommun_the_forms_name_it_and_no_other_can_be_sent(
    visit: NewVisitor, workshop: RunningWorkshop
) -> None:
    kommun, end = visit(HARRYDA_COORDINATOR), f"{workshop.url}/avslut"
    page = kommun.get(end)
    assert "Åtgärder hamnar i planen för Härryda" in page.text
    assert "Ta med i rapporten för Härryda" in page.text
    for note, kind, button in ((TRAIN, "atgard", "Lägg i planen"), (COACH, "behov", "Skicka behovet")):
        form_page = kommun.get(f"{end}/{note_of_end(page, note)}/{kind}")
        assert "Kommun: Härryda" in form_page.text
        form = form_page.form(button)
        refused = kommun.post(form.action, form.values | {"kommun": KUNGSBACKAS, "text": "Egna ord"}, 422)
        assert errors(refused) == {"kommun": CHOOSE}
        assert refused.form(button).values["text"] == "Egna ord"
        assert refused.form(button).options["kommun"] == (HARRYDAS,)
    assert "Resultatet är fastställt" in put_into_report(kommun, workshop, 422).text

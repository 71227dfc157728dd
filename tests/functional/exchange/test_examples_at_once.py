"""An example that two archive, or note something of, at once: nobody's words are written over or dropped unread."""

import pytest

from tests.functional.support.pages import Form, Page, text_of
from tests.functional.support.people import ALE_COORDINATOR, HARRYDA_COORDINATOR, REGION_COORDINATOR, Person
from tests.functional.support.visitor import NewVisitor, Visitor

EXAMPLE, SENT = "/gr/exempel/1", "/gr/exempel/3"
KUNGALV_COORDINATOR = Person("Kungälv", "kommunens samordnare")
REMOVE = "Ta bort vad Ale har noterat"


@pytest.fixture
def harryda(visit: NewVisitor) -> Visitor:
    return visit(HARRYDA_COORDINATOR)


@pytest.fixture
def ale(visit: NewVisitor) -> Visitor:
    return visit(ALE_COORDINATOR)


def press(visitor: Visitor, form: Form, act: str, reason: str = "", status: int = 200) -> Page:
    """One of the two buttons of reading what a kommun has sent."""
    return visitor.post(form.action, form.filled({"reason": reason}) | {"act": act}, status)


def test_a_second_reason_for_archiving_is_shown_beside_the_first(harryda: Visitor) -> None:
    form = harryda.get(EXAMPLE).form("Arkivera")
    for _ in range(2):  # a double click
        assert "Exemplet är arkiverat." in harryda.fill(form, {"reason": "Vi har bytt modell."}).text
    page = harryda.fill(form, {"reason": "Ekonomichefen har slutat."}, 409)
    assert "Skälet som står är ett annat än det du skrev." in page.text
    assert "Vi har bytt modell." in page.text
    assert "Det här är inte sparat." in page.text
    assert "Ekonomichefen har slutat." in page.text
    assert "Ekonomichefen har slutat." not in harryda.get(EXAMPLE).text


def test_a_reason_for_archiving_what_somebody_has_taken_back_can_be_copied(harryda: Visitor) -> None:
    page = harryda.get(EXAMPLE)
    harryda.send(page.form("Ta tillbaka och ändra"))
    refused = harryda.fill(page.form("Arkivera"), {"reason": "Vi har bytt modell."}, 409)
    assert "Exemplet är inte publicerat längre" in refused.text
    assert "Vi har bytt modell." in refused.text
    assert "Vi har bytt modell." not in harryda.get(EXAMPLE).text


def test_what_should_have_been_changed_in_what_another_has_published_meanwhile_can_be_copied(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    review = region.get(SENT).form("Skicka tillbaka")
    for _ in range(2):  # a double click
        assert "Exemplet är publicerat." in press(region, review, "publicera").text
    refused = press(region, review, "tillbaka", "Nämn inte läraren.", 409)
    assert "Någon annan har redan publicerat exemplet." in refused.text
    assert "Det här är inte sparat." in refused.text
    assert "Nämn inte läraren." in refused.text
    assert "Nämn inte läraren." not in region.get(SENT).text


def test_sending_back_twice_is_once(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    review = region.get(SENT).form("Skicka tillbaka")
    for _ in range(2):
        page = press(region, review, "tillbaka", "Nämn inte läraren.")
        assert "Exemplet är skickat tillbaka till kommunen." in page.text


def test_another_reason_for_sending_back_what_is_with_the_kommun_again_can_be_copied(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    review = region.get(SENT).form("Skicka tillbaka")
    press(region, review, "tillbaka", "Nämn inte läraren.")
    refused = press(region, review, "tillbaka", "Säg vad kursen kostade.", 404)
    assert "Exemplet går inte att läsa här längre." in refused.text
    assert "Säg vad kursen kostade." in refused.text
    assert "Grundkurs för nya förtroendevalda" not in refused.text
    assert "Säg vad kursen kostade." not in visit(KUNGALV_COORDINATOR).get(SENT).text


def test_what_is_typed_of_an_example_that_is_archived_meanwhile_can_be_copied(harryda: Visitor, ale: Visitor) -> None:
    form = ale.get(EXAMPLE).form("Spara för Ale")
    harryda.fill(harryda.get(EXAMPLE).form("Arkivera"), {"reason": "Vi har bytt modell."})
    typed = {"state": "lade-ner", "why": "Ekonomichefen slutade."}
    refused = ale.fill(form, typed, 404)
    assert "Ekonomichefen slutade." in refused.text
    never = ale.post("/gr/exempel/999/anvandning", form.filled(typed), 404)
    assert never.text == refused.text, "what is not to be seen is as what has never been"


def test_what_somebody_else_has_noted_of_the_kommun_is_shown_beside_what_was_typed(ale: Visitor) -> None:
    form = ale.get(EXAMPLE).form("Spara för Ale")
    for _ in range(2):  # a double click
        ale.fill(form, {"state": "provar", "why": "Vi provar i tre nämnder."})
    refused = ale.fill(form, {"state": "lade-ner", "why": "Ekonomichefen slutade."}, 409)
    assert "har ändrats sedan du öppnade sidan" in refused.text
    assert refused.text.count("Vi provar i tre nämnder.") == 2, "among what kommuner have noted, and at the form"
    typed = refused.form("Spara för Ale")
    assert (typed.values["state"], typed.values["why"].strip()) == ("lade-ner", "Ekonomichefen slutade.")
    assert "Ekonomichefen slutade." not in ale.get(EXAMPLE).text
    assert "Ekonomichefen slutade." in ale.fill(typed, {}).text


def test_what_somebody_has_changed_is_not_taken_away_unread(ale: Visitor) -> None:
    ale.fill(ale.get(EXAMPLE).form("Spara för Ale"), {"state": "vill-prova"})
    remove, change = (ale.get(EXAMPLE).form(button) for button in (REMOVE, "Spara för Ale"))
    ale.fill(change, {"state": "provar", "why": "Vi provar i tre nämnder."})
    refused = ale.send(remove, 409)
    assert refused.form("Spara för Ale").values["why"].strip() == "Vi provar i tre nämnder."
    assert "Vi provar i tre nämnder." in ale.get(EXAMPLE).text
    for _ in range(2):  # a double click
        ale.send(refused.form(REMOVE))
    assert "Vi provar i tre nämnder." not in ale.get(EXAMPLE).text


def test_what_is_typed_of_something_taken_away_meanwhile_is_kept(ale: Visitor) -> None:
    ale.fill(ale.get(EXAMPLE).form("Spara för Ale"), {"state": "vill-prova"})
    remove, change = (ale.get(EXAMPLE).form(button) for button in (REMOVE, "Spara för Ale"))
    ale.send(remove)
    refused = ale.fill(change, {"why": "Till hösten."}, 409)
    assert "Inget är noterat" in refused.text
    assert "Till hösten." in ale.fill(refused.form("Spara för Ale"), {}).text


def test_of_several_kommuner_an_error_stands_at_the_form_that_was_sent(ale: Visitor) -> None:
    ale.site.change(
        "INSERT INTO membership (person_id, role, municipality_id, since) SELECT m.person_id, m.role, other.id, m.since "
        "FROM membership m JOIN municipality own ON own.id = m.municipality_id, municipality other "
        "WHERE own.slug = '1440-ale' AND other.slug = '1441-lerum' AND m.role = 'kommun_coordinator'"
    )
    refused = ale.fill(ale.get(EXAMPLE).form("Spara för Lerum"), {"state": "lade-ner", "why": ""}, 422)
    first, second = (form for form in refused.tree.iter("form") if form.get("class") == "reuse-form")
    assert "Fel:" in text_of(first)
    assert "Spara för Lerum" in text_of(first)
    assert "Fel:" not in text_of(second)
    assert refused.form("Spara för Lerum").values["state"] == "lade-ner"

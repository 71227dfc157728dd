"""Needs of several kommuner together: all of it for the region, and for a kommun what it may know of the others."""

import csv

from tests.functional.support.pages import text_of
from tests.functional.support.people import (
    HARRYDA,
    HARRYDA_COORDINATOR,
    HARRYDA_READER,
    KUNGSBACKA,
    KUNGSBACKA_COORDINATOR,
    OTHER_KOMMUN_COORDINATOR,
    REGION_COORDINATOR,
    REGION_READER,
)
from tests.functional.support.visitor import NewVisitor, Visitor

NEEDS = "/gr/behov"
HIDDEN = "?insats=omstallning-i-budgeten&kapital=finansiellt&form=kunskapsbas"
"""What Lerum, Göteborg and Mölndal seek in the example region without showing it to the others."""
OF_MOLNDAL = """DELETE FROM need WHERE assessment_id IN (SELECT a.id FROM assessment a
    JOIN municipality m ON m.id = a.municipality_id WHERE m.code = '1481')"""
"""So that two are left."""


def note(visitor: Visitor, home: str, query: str, **fields: str) -> None:
    visitor.send(visitor.get(f"{home}/stod/behov{query}").form("Skicka behovet"), **fields)


def test_the_region_sees_first_what_three_seek_and_nobody_offers(visit: NewVisitor) -> None:
    for person in (REGION_COORDINATOR, REGION_READER):
        page = visit(person).get(NEEDS)
        (gaps,) = page.by_class("gaps")
        assert "Här söker tre eller fler, och inget erbjuds" in text_of(gaps)
        assert "Finansiellt kapital, kunskapsbas För chefer och stödfunktioner. 3 kommuner." in text_of(gaps)
        assert "Göteborg, Lerum och Mölndal" in text_of(gaps)
        assert "resursbas" not in text_of(gaps)  # three seek that too, and something is offered


def test_the_table_counts_kommuner_and_can_be_narrowed_to_a_target_group(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    table = text_of(region.get(NEEDS).by_id("behov-tabell"))
    assert "3 kommuner Inget erbjuds Göteborg, Lerum, Mölndal" in table
    assert "3 kommuner 3 av 3 har plats Kungälv, Partille, Stenungsund" in table
    assert "Ingen söker något i politiskt kapital, relationskapital" in table
    politicians = text_of(region.get(f"{NEEDS}?malgrupp=fortroendevald").by_id("behov-tabell"))
    assert "Organisatoriskt kapital" in politicians
    assert "Finansiellt kapital" not in politicians.partition("Ingen söker")[0]
    assert "Inget behov är till för den gruppen." in region.get(f"{NEEDS}?malgrupp=verksamhet").text
    assert text_of(region.get(f"{NEEDS}?malgrupp=ingen").by_id("behov-tabell")) == table


def test_a_kommun_sees_those_that_show_themselves_and_no_number(visit: NewVisitor) -> None:
    for person in (KUNGSBACKA_COORDINATOR, HARRYDA_READER):
        page = visit(person).get(NEEDS)
        assert "Tre eller fler kommuner söker det här, bland dem Kungälv, Partille och Stenungsund." in page.text
        assert "Delad kompetens för EU-ansökningar" in page.text
        assert "Tre eller fler kommuner söker det här." in page.text
        main = text_of(next(page.tree.iter("main")))
        for hidden in ("Göteborg ", "Lerum", "Mölndal", "budgetanvisning", "3 kommuner", "inget erbjuds"):
            assert hidden not in main
    visit(OTHER_KOMMUN_COORDINATOR).get(NEEDS, 404)


def test_what_others_seek_leads_to_a_need_of_the_same_kind(visit: NewVisitor) -> None:
    kommun = visit(KUNGSBACKA_COORDINATOR)
    links = [link for text, link in kommun.get(NEEDS).links.items() if text.startswith("Det här behöver vi också")]
    assert len(links) == 3
    form = kommun.get(links[0]).form("Skicka behovet")
    assert (form.values["capital"], form.values["form"]) == ("finansiellt", "kunskapsbas")
    kommun.get(f"{KUNGSBACKA}/stod/behov?kapital=ingen&form=annat")
    assert "Det här behöver vi också" not in visit(HARRYDA_READER).get(NEEDS).text


def test_beside_its_own_need_a_kommun_reads_who_seeks_the_same(visit: NewVisitor) -> None:
    kommun = visit(KUNGSBACKA_COORDINATOR)
    note(kommun, KUNGSBACKA, "?insats=ansokningsstod&kapital=finansiellt&form=resursbas")
    page = kommun.get(f"{KUNGSBACKA}/stod")
    assert "Tre eller fler kommuner söker samma, bland dem Kungälv, Partille och Stenungsund." in page.text
    assert page.links["Vad andra kommuner söker"] == NEEDS
    assert "Ni söker det här." in kommun.get(NEEDS).text


def test_two_that_do_not_show_themselves_are_not_told_by_adding_ones_own(visit: NewVisitor) -> None:
    kommun = visit(KUNGSBACKA_COORDINATOR)
    kommun.site.change(OF_MOLNDAL)
    note(kommun, KUNGSBACKA, HIDDEN)
    page = kommun.get(f"{KUNGSBACKA}/stod")
    assert page.by_class("needs") != []
    assert page.by_class("sought") == []
    seen = kommun.get(NEEDS)
    (own,) = (group for group in seen.by_class("need-group") if "kunskapsbas" in text_of(group))
    assert "Ni söker det här." in text_of(own)
    assert "Tre eller fler" not in text_of(own)


def test_from_three_that_do_not_show_themselves_it_is_told_without_a_name(visit: NewVisitor) -> None:
    visit().site.change(OF_MOLNDAL)
    assert "kunskapsbas" not in visit(KUNGSBACKA_COORDINATOR).get(NEEDS).text
    note(visit(HARRYDA_COORDINATOR), HARRYDA, HIDDEN)
    page = visit(KUNGSBACKA_COORDINATOR).get(NEEDS)
    assert "Tre eller fler kommuner söker det här." in page.text
    assert "Härryda" not in page.text


def test_what_the_order_of_an_offer_can_tell_of_a_need_is_said_where_it_is_noted(visit: NewVisitor) -> None:
    kommun = visit(KUNGSBACKA_COORDINATOR)
    for page in (kommun.get(f"{KUNGSBACKA}/stod/behov"), kommun.get(NEEDS)):
        assert "går ni före till er första plats. Då kan andra förstå att ni har ett behov" in page.text
        assert "får annars bara veta" not in page.text


def test_the_region_takes_the_needs_out_as_files_and_a_kommun_does_not(visit: NewVisitor) -> None:
    region = visit(REGION_READER)
    links = [link for text, link in region.get(NEEDS).links.items() if "CSV" in text or "Excel" in text]
    assert f"{NEEDS}/export.xlsx" in links
    needs = list(csv.DictReader(region.fetch("GET", f"{NEEDS}/export/behov-maskin.csv").text.splitlines()))
    assert len(needs) == 7
    assert ("Partille", "Resursbas", "exempeldata") in [
        (row["municipality"], row["form"], row["caution"]) for row in needs
    ]
    demand = region.fetch("GET", f"{NEEDS}/export/efterfragan.csv").text
    assert "Finansiellt kapital;Resursbas;Strateger;3;3;3;ja;nej" in demand
    assert region.fetch("GET", f"{NEEDS}/export.xlsx").content.startswith(b"PK")
    region.get(f"{NEEDS}/export/annat.csv", 404)
    for address in (f"{NEEDS}/export.xlsx", f"{NEEDS}/export/behov.csv"):
        assert visit(KUNGSBACKA_COORDINATOR).fetch("GET", address).status_code == 404


def test_a_need_in_ones_own_words_can_say_what_kind_of_support_it_is(visit: NewVisitor) -> None:
    kommun = visit(KUNGSBACKA_COORDINATOR)
    page = kommun.get(f"{KUNGSBACKA}/stod/behov")
    assert "Vad för slags stöd?" in page.text
    assert "Vad för slags stöd?" not in kommun.get(f"{KUNGSBACKA}/stod/behov{HIDDEN}").text
    choices = {
        "text": "Ett nätverk",
        "capital": "human",
        "urgency": "i-ar",
        "together": "helst",
        "audience": "regionen",
    }
    kommun.send(page.form("Skicka behovet"), **choices, form="handlingsutrymme")
    assert kommun.site.rows("SELECT form FROM need WHERE text = 'Ett nätverk'") == [("handlingsutrymme",)]


def test_a_gap_leads_to_an_offer_that_answers_its_needs(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    link = next(link for text, link in region.get(NEEDS).links.items() if text.startswith("Erbjud något"))
    form = region.get(link).form("Publicera")
    assert form.values["capitals.finansiellt"] == "ja"
    assert len([name for name in form.values if name.startswith("needs.") and form.values[name]]) == 3
    assert "Erbjud något" not in visit(REGION_READER).get(NEEDS).text


def test_the_time_that_offers_take_is_told_and_marked_in_words(visit: NewVisitor) -> None:
    region, kommun = visit(REGION_COORDINATOR), visit(HARRYDA_COORDINATOR)
    region.send(region.get("/gr/installningar").form("Spara"), timmar="20")
    (table,) = region.get(NEEDS).by_class("ledger")
    assert "Strateger" in text_of(table)
    assert "över gränsen" not in text_of(table)
    region.send(region.get("/gr/installningar").form("Spara"), timmar="3")
    (table,) = region.get(NEEDS).by_class("ledger")
    assert "timmar över gränsen" in text_of(table)
    own = kommun.get(f"{HARRYDA}/stod")
    assert "Detta kräver det som ni har anmält er till" in own.text
    assert "Regionens gräns för sina erbjudanden är 3 timmar i månaden." in own.text
    assert own.by_class("ledger") != []
    assert "Detta kräver det som ni har" not in visit(KUNGSBACKA_COORDINATOR).get(f"{KUNGSBACKA}/stod").text


def test_the_offer_form_says_what_goes_above_the_limit_before_it_is_published(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    form = region.get("/gr/erbjudanden/nytt?insats=grundkurs").form("Publicera")
    (day,) = region.site.rows("SELECT max(date(starts_at)) FROM occasion")[0]
    choices = {
        "title": "Lång kurs",
        "hours.strateg": "20",
        "last_day": day,
        "total": "20",
        "per_kommun": "2",
        "paid_by": "medlemsavgift",
        "contact": "Utvecklingsledaren",
        "occasion.0.day": day,
        "occasion.0.start": "9.00",
        "occasion.0.end": "12.00",
        "act": "publicera",
    }
    asked = region.post("/gr/erbjudanden/nytt", form.values | choices, 422)
    box = text_of(asked.by_id("over-gransen"))
    assert "Erbjudandet är inte publicerat än." in box
    assert "Strateger i" in box
    assert "Er gräns är 8 timmar i månaden" in box
    count = "SELECT count(*) FROM offer WHERE title = 'Lång kurs'"
    assert region.site.rows(count) == [(0,)]
    again = asked.form("Publicera ändå")
    assert again.values["title"] == "Lång kurs"
    region.post("/gr/erbjudanden/nytt", again.values | {"act": "publicera"})
    assert region.site.rows(count) == [(1,)]

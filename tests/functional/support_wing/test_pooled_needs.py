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
"""What Lerum and Göteborg seek in the example region without showing it to the others."""


def note(visitor: Visitor, home: str, query: str, **fields: str) -> None:
    visitor.send(visitor.get(f"{home}/stod/behov{query}").form("Skicka behovet"), **fields)


def test_the_region_sees_first_what_three_seek_and_nobody_offers(visit: NewVisitor) -> None:
    for person in (REGION_COORDINATOR, REGION_READER):
        page = visit(person).get(NEEDS)
        (gaps,) = page.by_class("gaps")
        assert "Här söker tre eller fler, och inget erbjuds" in text_of(gaps)
        assert "Finansiellt kapital, resursbas" in text_of(gaps)
        assert "3 kommuner, alla helst tillsammans." in text_of(gaps)
        assert "Kungälv, Partille och Stenungsund" in text_of(gaps)
        assert "kunskapsbas" not in text_of(gaps)  # two seek that


def test_the_table_counts_kommuner_and_can_be_narrowed_to_a_target_group(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    table = text_of(region.get(NEEDS).by_id("behov-tabell"))
    assert "2 kommuner Inget erbjuds Göteborg, Lerum" in table
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
        for hidden in ("Göteborg ", "Lerum", "budgetanvisning", "3 kommuner", "inget erbjuds"):
            assert hidden not in text_of(page.tree.find(".//main"))
    visit(OTHER_KOMMUN_COORDINATOR).get(NEEDS, 404)


def test_beside_its_own_need_a_kommun_reads_who_seeks_the_same(visit: NewVisitor) -> None:
    kommun = visit(KUNGSBACKA_COORDINATOR)
    note(kommun, KUNGSBACKA, "?insats=ansokningsstod&kapital=finansiellt&form=resursbas")
    page = kommun.get(f"{KUNGSBACKA}/stod")
    assert "Tre eller fler kommuner söker samma, bland dem Kungälv, Partille och Stenungsund." in page.text
    assert page.links["Vad andra kommuner söker"] == NEEDS
    assert "Ni söker det här." in kommun.get(NEEDS).text


def test_two_that_do_not_show_themselves_are_not_told_by_adding_ones_own(visit: NewVisitor) -> None:
    kommun = visit(KUNGSBACKA_COORDINATOR)
    note(kommun, KUNGSBACKA, HIDDEN)
    page = kommun.get(f"{KUNGSBACKA}/stod")
    assert page.by_class("needs") != []
    assert page.by_class("sought") == []
    seen = kommun.get(NEEDS)
    (own,) = (group for group in seen.by_class("need-group") if "kunskapsbas" in text_of(group))
    assert "Ni söker det här." in text_of(own)
    assert "Tre eller fler" not in text_of(own)


def test_from_three_that_do_not_show_themselves_it_is_told_without_a_name(visit: NewVisitor) -> None:
    note(visit(HARRYDA_COORDINATOR), HARRYDA, HIDDEN)
    page = visit(KUNGSBACKA_COORDINATOR).get(NEEDS)
    assert "Tre eller fler kommuner söker det här." in page.text
    assert "Härryda" not in page.text


def test_the_region_takes_the_needs_out_as_files_and_a_kommun_does_not(visit: NewVisitor) -> None:
    region = visit(REGION_READER)
    links = [link for text, link in region.get(NEEDS).links.items() if "CSV" in text or "Excel" in text]
    assert f"{NEEDS}/export.xlsx" in links
    needs = list(csv.DictReader(region.fetch("GET", f"{NEEDS}/export/behov-maskin.csv").text.splitlines()))
    assert len(needs) == 6
    assert ("Partille", "Resursbas", "exempeldata") in [
        (row["municipality"], row["form"], row["caution"]) for row in needs
    ]
    demand = region.fetch("GET", f"{NEEDS}/export/efterfragan.csv").text
    assert "Finansiellt kapital;Resursbas;Strateger;3;3;0;nej;ja" in demand
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

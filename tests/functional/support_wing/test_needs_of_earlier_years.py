"""The turn of the year: what a kommun needs goes on on its page and at the region, by the year that it is needed in."""

import csv
from datetime import UTC, datetime, tzinfo
from typing import Self

import pytest

from app.rounds.kernel.days import day_of
from app.web.shell.http import request
from tests.functional.support.pages import text_of
from tests.functional.support.people import HARRYDA, HARRYDA_COORDINATOR, HARRYDA_READER, REGION_COORDINATOR
from tests.functional.support.visitor import NewVisitor, Visitor

EARLIER = HARRYDA.replace("/2026/", "/2025/")
HEADING = "Behov från tidigare år som gäller än"
EMPTY = "Inga behov är sparade än."
THIS_YEAR = day_of(datetime.now(UTC)).year
NEXT_YEAR = THIS_YEAR + 1


class NextYear(datetime):
    """The clock of the service in June next year."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return super().now(tz).replace(year=NEXT_YEAR, month=6, day=15)


@pytest.fixture
def coordinator(visit: NewVisitor) -> Visitor:
    """Whose kommun has asked for something for next year in its self-assessment of 2025."""
    person = visit(HARRYDA_COORDINATOR)
    assert EMPTY in person.get(f"{HARRYDA}/stod").text
    form = person.get(f"{EARLIER}/stod/behov?insats=grundkurs&kapital=human&form=kunskapsbas").form("Skicka behovet")
    person.send(form, text="Två platser på kursen", urgency="nasta-ar")
    return person


@pytest.fixture
def in_a_year(coordinator: Visitor, monkeypatch: pytest.MonkeyPatch, visit: NewVisitor) -> Visitor:
    """The same person a year later."""
    monkeypatch.setattr(request, "datetime", NextYear)
    return visit(HARRYDA_COORDINATOR)


def test_the_form_says_which_years_its_choices_are(coordinator: Visitor) -> None:
    choices = text_of(coordinator.get(f"{HARRYDA}/stod/behov").by_id("urgency"))
    assert f"I år ({THIS_YEAR}) Nästa år ({NEXT_YEAR}) Senare (efter {NEXT_YEAR})" in choices


def test_the_kommuns_page_of_the_next_year_has_what_is_still_open(in_a_year: Visitor, visit: NewVisitor) -> None:
    page = in_a_year.get(f"{HARRYDA}/stod")
    assert HEADING in page.text
    assert EMPTY not in page.text
    assert "Från 2025 · Humankapital Två platser på kursen" in page.text
    assert f"Behövs {NEXT_YEAR} · " in page.text
    read = visit(HARRYDA_READER).get(f"{HARRYDA}/stod")
    assert "Två platser på kursen" in read.text
    assert not any(link.startswith(f"{EARLIER}/stod/behov") for link in read.links.values())
    assert HEADING not in visit(REGION_COORDINATOR).get(f"{HARRYDA}/stod").text
    assert HEADING not in in_a_year.get(f"{EARLIER}/stod").text


def test_it_is_changed_and_ended_from_there(in_a_year: Visitor) -> None:
    change, close = (
        next(link for text, link in in_a_year.get(f"{HARRYDA}/stod").links.items() if text.startswith(name))
        for name in ("Ändra", "Avsluta")
    )
    form = in_a_year.get(change).form("Spara ändringen")
    assert form.values["urgency"] == "i-ar", "next year has come"
    in_a_year.send(form, urgency="nasta-ar")
    assert f"Behövs {NEXT_YEAR + 1} · " in in_a_year.get(f"{HARRYDA}/stod").text
    in_a_year.send(in_a_year.get(close).form("Avsluta behovet"), state="tillgodosett")
    ended = in_a_year.get(f"{HARRYDA}/stod")
    assert HEADING not in ended.text
    assert EMPTY in ended.text


def test_the_region_reads_the_year_in_its_list_and_its_file(in_a_year: Visitor, visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    page = region.get("/gr/behov")
    assert f"Två platser på kursen Behövs {NEXT_YEAR} · " in page.text
    assert "Nästa år" not in page.text
    needs = csv.DictReader(region.fetch("GET", "/gr/behov/export/behov-maskin.csv").text.splitlines())
    assert [row["urgency"] for row in needs if row["text"] == "Två platser på kursen"] == [str(NEXT_YEAR)]


def test_a_form_that_was_opened_before_the_new_year_asks_again_how_soon(
    coordinator: Visitor, monkeypatch: pytest.MonkeyPatch, visit: NewVisitor
) -> None:
    form = coordinator.get(f"{HARRYDA}/stod/behov?insats=grundkurs&kapital=human").form("Skicka behovet")
    monkeypatch.setattr(request, "datetime", NextYear)
    late = visit(HARRYDA_COORDINATOR)
    refused = late.send(form, 422)
    assert refused.text.count("Det har blivit ett nytt år sedan du öppnade sidan.") == 2
    again = refused.form("Skicka behovet")
    assert not again.values.get("urgency")
    late.send(again, urgency="i-ar")
    assert f"Behövs {NEXT_YEAR} · " in late.get(f"{HARRYDA}/stod").text

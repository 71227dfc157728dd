"""Everybody can read and take home what is stored about them, and only that."""

import json

import pytest

from tests.functional.support.people import (
    ALE_COORDINATOR,
    ALINGSAS,
    ALINGSAS_COORDINATOR,
    ALINGSAS_RESPONDENT,
    REGION_COORDINATOR,
    Person,
)
from tests.functional.support.serving import Site
from tests.functional.support.visitor import NewVisitor

QUESTION = "politiskt-langsiktiga-mal"


def test_who_answers_finds_every_answer_on_the_page_and_in_the_file(visit: NewVisitor) -> None:
    visitor = visit(ALINGSAS_RESPONDENT)
    visitor.answer(f"{ALINGSAS}/svara/politiskt", QUESTION, "3", comment="Min egen tanke")
    page = visitor.get(visitor.get("/personuppgifter").links["Här är allt som finns om dig"])
    assert page.heading == "Uppgifter om dig"
    assert "Min egen tanke" in page.text
    assert "Alingsås 2026" in page.text
    response = visitor.fetch("GET", page.links["Hämta som fil (JSON)"])
    assert response.headers["content-type"] == "application/json"
    assert response.headers["content-disposition"].startswith('attachment; filename="mina-uppgifter-')
    assert response.headers["cache-control"] == "no-store"
    [place] = json.loads(response.text)["places"]
    [answer] = [item for item in place["answers"] if item["question_id"] == QUESTION]
    assert (answer["position"], answer["comment"]) == (3, "Min egen tanke")


@pytest.mark.parametrize(
    ("person", "words"),
    [
        (ALE_COORDINATOR, "kommunens samordnare Ale"),
        (REGION_COORDINATOR, "regionens samordnare Göteborgsregionen"),
        (ALINGSAS_COORDINATOR, "Du har inte blivit ombedd att svara"),
    ],
    ids=["kommun", "region", "nobody asked"],
)
def test_whoever_has_a_role_reads_it_there(visit: NewVisitor, person: Person, words: str) -> None:
    page = visit(person).get("/mitt/uppgifter")
    assert words in page.text
    assert "i exemplet" in page.text, "what was done stands in words"


def test_nobody_reads_anything_without_signing_in(visit: NewVisitor) -> None:
    for address in ("/mitt/uppgifter", "/mitt/uppgifter.json"):
        response = visit().fetch("GET", address)
        assert (response.status_code, response.text) == (303, "")


def test_a_session_by_a_personal_link_shows_its_place_and_no_more(visit: NewVisitor, site: Site) -> None:
    visitor = visit(ALINGSAS_RESPONDENT)
    site.change(
        "UPDATE sign_in SET respondent_id = (SELECT id FROM respondent WHERE respondent.person_id = sign_in.person_id)"
    )
    page = visitor.get("/mitt/uppgifter")
    assert "Därför visas bara det som hör till den" in page.text
    assert "Alingsås 2026" in page.text
    assert "Roller" not in page.text
    assert json.loads(visitor.fetch("GET", "/mitt/uppgifter.json").text)["account"] is None

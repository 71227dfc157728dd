"""How long it takes to answer is told before one begins, and is the same wherever the same questions are meant."""

import re

from app.assessment.questionnaires.questionnaire import Form
from app.assessment.questionnaires.reader import load
from app.config import PROJECT
from app.rounds.progress.round_advice import size_of
from tests.functional.support.journeys import begin_for_ale
from tests.functional.support.pages import text_of
from tests.functional.support.people import ALE, REGION_COORDINATOR, ROUND
from tests.functional.support.serving import Site
from tests.functional.support.visitor import NewVisitor, Visitor

EDITION = load(PROJECT / "questionnaires" / "omstallningsformaga" / "2026.yaml")
SHORT, LONG = size_of(EDITION, Form.SHORT), size_of(EDITION, Form.LONG)


def facts(visitor: Visitor, address: str) -> list[str]:
    return [text_of(element) for element in visitor.get(address).by_class("facts")]


def test_a_stranger_is_told_of_the_latest_questionnaire(visit: NewVisitor) -> None:
    sentence = f"Det tar ungefär {SHORT.minutes} minuter att svara på kärnfrågorna och {LONG.minutes} på alla frågor."
    assert sentence in visit().get("/").text


def test_a_stranger_is_told_no_time_while_nothing_is_published(visit: NewVisitor, site: Site) -> None:
    site.change("DELETE FROM edition")
    page = visit().get("/")
    assert "Du kan pausa och fortsätta" in page.text
    assert "Det tar" not in page.text
    assert not re.search(r"\d\s+minuter", page.text)


def test_round_preview_and_answering_tell_the_same_time(visit: NewVisitor) -> None:
    region, coordinator = visit(REGION_COORDINATOR), visit()
    begin_for_ale(coordinator)
    minutes = f"ungefär {LONG.minutes} minuter"
    for visitor, address in ((region, ROUND), (region, "/frageformular/omstallningsformaga/2026")):
        assert f"{LONG.questions} frågor, {minutes}" in " ".join(facts(visitor, address))
    (fact,) = facts(coordinator, f"{ALE}/svara")
    assert minutes in fact


def test_a_preview_tells_the_time_of_the_short_form_too(visit: NewVisitor) -> None:
    (fact,) = facts(visit(REGION_COORDINATOR), "/frageformular/omstallningsformaga/2026")
    assert f"{SHORT.questions} frågor, ungefär {SHORT.minutes} minuter" in fact

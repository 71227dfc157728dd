"""A region's ambition: what the next step takes, and writing down a decision."""

import re

from tests.functional.support.people import ALE_COORDINATOR, REGION_COORDINATOR, REGION_READER
from tests.functional.support.visitor import NewVisitor

AMBITION = "/gr/ambition"
TYPED = {
    "level": "2",
    "decided": "15 mars 2026",
    "diary": "GR 2026/114",
    "reason": "Kommunerna har bett om det.",
    "review": "15 mars 2028",
}


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_each_condition_stands_by_itself_with_its_figure_and_the_page_says_whose_they_are(visit: NewVisitor) -> None:
    reader = visit(REGION_READER)
    page = reader.get(AMBITION)
    text = plain(page.text)
    assert "Nivå 1: bygga grunden" in text
    assert "Politiken är med" in text
    assert re.search(r"Politiken är med Minst två tredjedelar [^.]*\. Inte uppfyllt \d+ av \d+ kommuner", text)
    assert "Kommunernas resultat är från 2025." in text, "the latest closed round, though 2026 is open"
    assert "Villkoren är därför våra egna." in text
    assert "Vet inte" in text
    assert "Skriv in ett beslut" not in page.links
    reader.get(f"{AMBITION}/beslut", 403)


def test_a_decision_against_the_conditions_is_kept_and_said(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    form = region.get(f"{AMBITION}/beslut").form("Spara beslutet")
    refused = region.fill(form, TYPED | {"reason": "", "review": "15 mars 2025"}, 422)
    assert "Skriv varför ni har beslutat så." in refused.text
    assert "Välj en dag efter den dag då beslutet togs." in refused.text
    assert refused.form("Spara beslutet").values["diary"] == "GR 2026/114"
    page = region.fill(refused.form("Spara beslutet"), TYPED)
    text = plain(page.text)
    assert "Beslutet är sparat, med villkoren som de står i dag." in text
    assert "Nivå 2: utveckla stödet" in text
    assert "Beslutet togs trots att detta inte var uppfyllt: behoven är förstådda" in text
    assert "Steget till nivå 3" in text
    assert "Tidigare beslut" in text


def test_a_kommun_s_people_do_not_learn_of_it(visit: NewVisitor) -> None:
    visit(ALE_COORDINATOR).get(AMBITION, 404)

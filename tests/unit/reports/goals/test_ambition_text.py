"""A decision on ambition and the next step in words, as page and report have them."""

from dataclasses import replace
from datetime import UTC, date, datetime

from app.reports.goals.ambition_text import ambition_text, decision_text, steps_ahead
from app.reports.goals.ambition_words import conditions_kept
from app.rounds.goals.ambition import AmbitionInputs, Share, conditions
from app.rounds.goals.decision import AmbitionDecision, StoredAmbition

CONDITIONS = conditions(AmbitionInputs(politics=Share(1, 12), covered_needs=Share(3, 4)))
DECISION = AmbitionDecision(
    level=2,
    decided_on=date(2026, 3, 17),
    diary_number="GR 2026/114",
    reason="Vi behöver mer.",
    review_on=date(2027, 3, 16),
)
STORED = StoredAmbition(1, DECISION, conditions_kept(CONDITIONS), datetime(2026, 3, 20, tzinfo=UTC))


def at(level: int) -> StoredAmbition:
    return replace(STORED, decision=replace(DECISION, level=level))


def test_a_decision_says_what_was_not_met_up_to_its_own_level() -> None:
    text = decision_text(STORED)
    assert text.heading == "Nivå 2: utveckla stödet"
    assert text.decided.replace("\N{NO-BREAK SPACE}", " ") == "Beslutat 17 mars 2026, diarienummer GR 2026/114"
    assert text.against == "Beslutet togs trots att detta inte var uppfyllt: politiken är med."
    assert decision_text(at(1)).against == ""


def test_the_steps_begin_with_the_one_after_the_level_that_is_decided() -> None:
    headings = {level: [step.heading for step in steps_ahead(level, CONDITIONS)] for level in (None, 1, 2, 3)}
    second, third = "Steget till nivå 2: utveckla stödet", "Steget till nivå 3: varaktig samordning"
    assert headings[None] == headings[1] == [second, third]
    assert headings[2] == [third]
    assert headings[3] == ["Det som nivå 3 vilar på: varaktig samordning"]


def test_the_next_step_has_each_condition_with_its_state_and_figure_and_no_sum() -> None:
    text = ambition_text(at(1), CONDITIONS)
    rows = {title: (state, figure.replace("\N{NO-BREAK SPACE}", " ")) for title, state, figure in text.table.rows}
    assert rows["Behoven är besvarade"] == ("Uppfyllt", "3 av 4 behov")
    assert rows["Politiken är med"] == ("Inte uppfyllt", "1 av 12 kommuner")
    assert rows["Regionen har mandat"][0] == "Vet inte"
    assert len(rows) == len(text.step.conditions) == 7

"""What can be noted at the joint meeting, as it is chosen on the page and kept."""

import pytest

from app.assessment.answering.answers import NOT_APPLICABLE, Answer
from app.assessment.answering.entry import FieldError, RawEntry
from app.assessment.meeting.outcomes import NOTHING_NOTED, Outcome, OutcomeReading, OutcomeState, read_outcome
from tests.unit.builders import a_question

EVERY_OUTCOME = {
    "1": Outcome(Answer.level(1)),
    "5": Outcome(Answer.level(5)),
    "ej_tillampligt": Outcome(NOT_APPLICABLE),
    "enades_inte": Outcome(not_united=True),
    "parkerad": Outcome(parked=True),
    "oppen": NOTHING_NOTED,
}


def read(choice: str, reason: str = "", link: str = "", *, may_not_apply: bool = True) -> OutcomeReading:
    return read_outcome(a_question(may_not_apply=may_not_apply), RawEntry(choice, reason, link))


@pytest.mark.parametrize(("choice", "outcome"), EVERY_OUTCOME.items())
def test_every_choice_on_the_page_is_one_outcome_and_is_chosen_again_when_it_is_shown(
    choice: str, outcome: Outcome
) -> None:
    assert read(choice) == OutcomeReading(outcome)
    assert outcome.choice == choice


@pytest.mark.parametrize("choice", ["", "vet_ej", "6", "0", "-1", "enade", "inget", "parkerad ", "²"])
def test_anything_else_is_no_choice(choice: str) -> None:
    assert [error.field for error in read(choice).errors] == ["choice"]


def test_ej_tillampligt_is_chosen_only_where_the_question_allows_it() -> None:
    assert [error.field for error in read("ej_tillampligt", may_not_apply=False).errors] == ["choice"]


def test_reason_and_link_are_kept_whatever_is_chosen_and_tidied() -> None:
    for choice, outcome in EVERY_OUTCOME.items():
        result = read(choice, "  Vi såg\r\npå besluten. ", " https://norrby.se/p ").outcome
        assert (result.reason, result.evidence_url) == ("Vi såg\npå besluten.", "https://norrby.se/p")
        assert result.settles == outcome.settles


def test_a_reason_that_cannot_be_kept_is_told_in_words_that_fit_the_page() -> None:
    errors = read("3", "a" * 2_002, "ftp://norrby.se").errors
    assert errors[0] == FieldError("comment", "Texten är 2 tecken för lång. Korta den till 2000 tecken.")
    assert errors[1].field == "evidence_url"


def test_a_question_is_settled_by_a_level_ej_tillampligt_or_by_not_agreeing() -> None:
    choices = {choice for choice, outcome in EVERY_OUTCOME.items() if outcome.is_settled}
    assert choices == {"1", "5", "ej_tillampligt", "enades_inte"}
    assert [outcome.standing for outcome in EVERY_OUTCOME.values()] == [
        OutcomeState.AGREED,
        OutcomeState.AGREED,
        OutcomeState.AGREED,
        OutcomeState.NOT_UNITED,
        OutcomeState.PARKED,
        OutcomeState.OPEN,
    ]


def test_over_what_is_noted_only_the_faulty_fields_stay() -> None:
    outcome = Outcome(not_united=True, reason="Förut", evidence_url="https://norrby.se/1")
    assert read("3", "Nytt", "beslutet").over(outcome) == Outcome(
        Answer.level(3), reason="Nytt", evidence_url="https://norrby.se/1"
    )
    assert read("9", "a" * 2_001, "www.norrby.se").over(outcome) == Outcome(
        not_united=True, reason="Förut", evidence_url="https://www.norrby.se"
    )

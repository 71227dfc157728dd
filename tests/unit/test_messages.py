"""A message is the sentence it always was, and keeps its code and facts for whoever speaks another language."""

import copy
import pickle

import pytest

from app.errors import PermissionDeniedError
from app.messages import Message, MessageTemplate

TOO_LONG = MessageTemplate("too-long-for-a-label", "Skriv högst {limit} tecken.")
CLOSED = Message("closed-for-today", "Stängt för i dag.")


def test_a_message_reads_as_its_sentence() -> None:
    assert TOO_LONG.with_facts(limit=40) == "Skriv högst 40 tecken."
    assert str(PermissionDeniedError(CLOSED)) == "Stängt för i dag."


def test_another_language_finds_its_sentence_by_the_code_and_fills_in_the_facts() -> None:
    english = {"too-long-for-a-label": "Write at most {limit} characters.", "closed-for-today": "Closed for today."}
    assert [english[told.code].format(**told.facts) for told in (TOO_LONG.with_facts(limit=40), CLOSED)] == [
        "Write at most 40 characters.",
        "Closed for today.",
    ]


def test_an_error_hands_over_the_message_with_its_code() -> None:
    message = PermissionDeniedError(CLOSED).message
    assert isinstance(message, Message)
    assert message.code == "closed-for-today"


@pytest.mark.parametrize("facts", [{}, {"most": 40}, {"limit": 40, "most": 40}])
def test_facts_that_are_not_the_templates_are_refused(facts: dict[str, object]) -> None:
    with pytest.raises(TypeError, match="too-long-for-a-label: the facts are limit, not"):
        TOO_LONG.with_facts(**facts)


def test_a_fact_is_never_read_as_a_template() -> None:
    assert TOO_LONG.with_facts(limit="{limit} {0} {") == "Skriv högst {limit} {0} { tecken."


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda message: pickle.loads(pickle.dumps(message))])
def test_a_copy_keeps_code_and_facts(copied: object) -> None:
    assert callable(copied)
    message = copied(TOO_LONG.with_facts(limit=40))
    assert (type(message), message, message.code, message.facts) == (
        Message,
        "Skriv högst 40 tecken.",
        "too-long-for-a-label",
        {"limit": 40},
    )

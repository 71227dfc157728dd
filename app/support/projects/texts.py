"""Free text of the project bank: how long each may be, and what is wrong with one as it was typed."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.assessment.answering.entry import FieldError, is_text

TITLE_MAX, LINE_MAX, TEXT_MAX = 120, 200, 1_500
DIARY_NUMBER_MAX = 60


@dataclass(frozen=True, slots=True)
class TextRule:
    """What one field must keep. `missing` is what to do when it is empty; without it the field may be."""

    field: str
    limit: int
    missing: str = ""


def text_errors(rule: TextRule, text: str) -> Iterator[FieldError]:
    """At most one error. `text` is without space around it."""
    if not text and rule.missing:
        yield FieldError(rule.field, rule.missing)
    elif len(text) > rule.limit:
        yield FieldError(
            rule.field, f"Texten är {len(text) - rule.limit} tecken för lång. Korta till {rule.limit} tecken."
        )
    elif not is_text(text):
        yield FieldError(rule.field, "Texten innehåller ett tecken som inte går att spara. Skriv om den.")

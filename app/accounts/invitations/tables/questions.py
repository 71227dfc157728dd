"""Questions that a list of people raises before anybody is invited by it, each answered once for the whole list.

This is how they are asked. What makes one of a row, a column, a role or a sheet stands in `people.py`, `columns.py`,
`role_words.py` and `lists.py`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LEAVE = "lamna"
"""The answer to leave out what a question is about."""


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class InvitationQuestion:
    """`id` stays the same when the list is read again, so that its answer does. Texts are Swedish."""

    id: str
    text: str
    hint: str
    options: tuple[Option, ...]
    suggestion: str = ""
    """The option that is chosen on the page until somebody chooses another."""
    answer: str = ""
    """Empty until one of the options has been chosen."""


class Inquiry:
    """The questions of one reading. An answer that is none of the options counts as none."""

    def __init__(self, answers: Mapping[str, str]) -> None:
        self._answers = answers
        self._questions: list[InvitationQuestion] = []

    @property
    def questions(self) -> tuple[InvitationQuestion, ...]:
        return tuple(self._questions)

    def ask(self, name: str, text: str, hint: str, options: Sequence[Option], suggestion: str = "") -> str:
        """The answer, or nothing while there is none."""
        value = self._answers.get(name, "")
        answer = value if any(option.value == value for option in options) else ""
        self._questions.append(
            InvitationQuestion(
                id=name, text=text, hint=hint, options=tuple(options), suggestion=suggestion, answer=answer
            )
        )
        return answer


def people_count(count: int) -> str:
    return "1 person" if count == 1 else f"{count} personer"


def row_count(count: int) -> str:
    return "1 rad" if count == 1 else f"{count} rader"


def examples(texts: Sequence[str], most: int = 3) -> str:
    """Åsa Öberg, Sara Lind och 4 till."""
    first = [text for text in texts if text][:most]
    rest = len(texts) - len(first)
    if rest:
        return f"{', '.join(first)} och {rest} till" if first else ""
    return " och ".join(filter(None, (", ".join(first[:-1]), *first[-1:])))

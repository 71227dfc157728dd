"""What the words in a file of answers stand for in a questionnaire, in whatever case and with whatever between them.

Each is looked up once, since a file says the same few things thousands of times.
"""

import re
from decimal import Decimal

from app.assessment.answering.answers import DONT_KNOW, NOT_APPLICABLE, Answer
from app.assessment.questionnaires.questionnaire import Question, Questionnaire
from app.assessment.submission.submission_problems import brief

_AGREED = {
    "": False,
    **dict.fromkeys(("single", "enskilt", "enskild", "enskiltsvar"), False),
    **dict.fromkeys(("agreed", "enat", "enad", "enatsvar"), True),
}
_DONT_KNOW = frozenset({"vetej"})
_NOT_APPLICABLE = frozenset({"ejtillampligt", "ejtillämpligt"})
_NUMBER = re.compile(r"[+-]?[0-9]{1,20}([.,][0-9]{1,20})?")


class SubmissionWords:
    """The words of one questionnaire."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._questionnaire = questionnaire
        self._questions: dict[str, Question | None] = {**questionnaire.questions}
        self._roles: dict[str, str | None] = {}
        self._answers: dict[tuple[str, str], Answer | str] = {}
        for role in questionnaire.role_groups:
            self._roles[_plain(role.name)] = role.id
        for role in questionnaire.role_groups:
            self._roles[_plain(role.id)] = role.id

    def is_agreed(self, kind: str) -> bool | None:
        """Whether a row is an agreed answer; None for a word that says neither."""
        return _AGREED.get(_plain(kind))

    def role_group(self, text: str) -> str | None:
        """The id of a role group by its id or its name; None for one that the questionnaire does not have."""
        try:
            return self._roles[text]
        except KeyError:
            return self._roles.setdefault(text, self._roles.get(_plain(text)))

    def question(self, text: str) -> Question | None:
        """The question by its id; None for one that the questionnaire does not have."""
        try:
            return self._questions[text]
        except KeyError:
            return self._questions.setdefault(text, self._questions.get(text.casefold()))

    def answer(self, question: Question, text: str) -> Answer | str:
        """The answer, or what is wrong with it, in Swedish."""
        try:
            return self._answers[question.id, text]
        except KeyError:
            return self._answers.setdefault((question.id, text), self._read(question, text))

    def _read(self, question: Question, text: str) -> Answer | str:
        word = _plain(text)
        if word in _DONT_KNOW:
            return DONT_KNOW if question.may_not_know else f"Frågan {question.id} kan inte besvaras med vet_ej."
        if word in _NOT_APPLICABLE:
            error = f"Frågan {question.id} kan inte besvaras med ej_tillampligt."
            return NOT_APPLICABLE if question.may_not_apply else error
        if _NUMBER.fullmatch(text):
            number = Decimal(text.replace(",", "."))
            for position, level in self._questionnaire.levels():
                if level.value == number:
                    return Answer.level(position)
        levels = ", ".join(f"{level.value:f}".replace(".", ",") for level in self._questionnaire.scale)
        return f"Värdet {brief(text)} finns inte på skalan. Ange en nivå ({levels}), vet_ej eller ej_tillampligt."


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))

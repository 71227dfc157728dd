"""Reading a file of answers, for whoever scores a round outside the service: all of it, or every error in it."""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import NamedTuple

from app.assessment.answering.answers import DONT_KNOW, Answer, AssessmentAnswers, RespondentAnswers
from app.assessment.questionnaires.questionnaire import Question, Questionnaire
from app.assessment.submission.submission_problems import ProblemList, brief
from app.assessment.submission.submission_table import OF_SINGLE_ANSWERS, read_table
from app.assessment.submission.submission_words import SubmissionWords

_INVISIBLE = re.compile("[\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}-\N{ZERO WIDTH JOINER}\N{WORD JOINER}\ufeff]")
"""What comes along from web pages and mails, and would make one kommun two."""


def read_submission(text: str, questionnaire: Questionnaire) -> dict[str, AssessmentAnswers]:
    """The answers of every assessment in a file, in the file's order: one row per respondent and question.

    The columns are those of `submission_table.COLUMNS` and, where there are agreed answers, `kind`: in any order, in
    English or Swedish, split by comma, semicolon, tab or pipe. The value is a level's number, with decimal point or
    comma, or the name of another kind of answer. A role group goes by its id or its name. A respondent's id holds
    within its assessment; an agreed answer has neither respondent nor role group, and what stands there is not read.
    Raises SubmissionError with every error; nothing is read halfway.
    """
    problems = ProblemList()
    collection = _Collected(SubmissionWords(questionnaire), problems)
    for line, cells in read_table(_composed(text), problems):
        collection.add(line, _Row(*map(str.strip, cells)))
    if not collection.places and not problems:
        problems.add(1, "Filen har rubriker men inga svar. Lägg till en rad för varje svar.")
    problems.raise_if_any()
    return {assessment: place.answers() for assessment, place in collection.places.items()}


def _composed(text: str) -> str:
    """Without characters that nobody sees, and with å as one character however it was typed."""
    return text if text.isascii() else unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


class _Row(NamedTuple):
    assessment: str
    respondent: str
    role_group: str
    question: str
    value: str
    kind: str

    def missing(self, *, is_agreed: bool) -> list[str]:
        return [
            name
            for name, cell in zip(self._fields[:-1], self, strict=False)
            if not cell and not (is_agreed and name in OF_SINGLE_ANSWERS)
        ]


@dataclass(slots=True)
class _Voice:
    """What one respondent, or the meeting, answered: question id -> answer, and the line that said so first."""

    role_group: str = ""
    line: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Place:
    """One assessment."""

    people: dict[str, _Voice] = field(default_factory=dict)
    meeting: _Voice = field(default_factory=_Voice)

    def answers(self) -> AssessmentAnswers:
        people = (RespondentAnswers(name, voice.role_group, voice.answers) for name, voice in self.people.items())
        return AssessmentAnswers(tuple(people), self.meeting.answers)


@dataclass(slots=True)
class _Collected:
    """Gathers the rows of a file, and the errors in them."""

    words: SubmissionWords
    problems: ProblemList
    places: dict[str, _Place] = field(default_factory=dict)

    def add(self, line: int, row: _Row) -> None:
        is_agreed = self.words.is_agreed(row.kind) if row.kind else False
        if is_agreed is None:
            error = f"Slaget {brief(row.kind)} finns inte. Skriv single (enskilt svar) eller agreed (enat svar)."
            self.problems.add(line, error)
        elif "" in row[:5] and (missing := row.missing(is_agreed=is_agreed)):
            self.problems.add(line, f"Fält saknas: {', '.join(missing)}. Fyll i dem.")
        else:
            question = self._question(line, row)
            voice = self._place(row.assessment).meeting if is_agreed else self._person(line, row, question)
            if question is not None:
                self._answer(line, row, question, voice, is_agreed=is_agreed)

    def _question(self, line: int, row: _Row) -> Question | None:
        question = self.words.question(row.question)
        if question is None:
            error = f"Frågan {brief(row.question)} finns inte i frågeformuläret. Rätta kolumnen question."
            self.problems.add(line, error)
        return question

    def _place(self, assessment: str) -> _Place:
        place = self.places.get(assessment)
        if place is None:
            place = self.places[assessment] = _Place()
        return place

    def _person(self, line: int, row: _Row, question: Question | None) -> _Voice:
        """The respondent, who keeps the role group that was said first."""
        role = self.words.role_group(row.role_group)
        if role is None:
            error = f"Rollgruppen {brief(row.role_group)} finns inte i frågeformuläret. Rätta kolumnen role_group."
            self.problems.add(line, error)
            return _Voice()
        people = self._place(row.assessment).people
        voice = people.get(row.respondent)
        if voice is None:
            voice = people[row.respondent] = _Voice(role, line)
        elif voice.role_group != role:
            self._report_other_role(line, row, voice, role)
        if question is not None and not question.is_meant_for(role):
            self.problems.add(line, f"Frågan {question.id} ställs inte till rollgruppen {role}. Ta bort raden.")
        return voice

    def _report_other_role(self, line: int, row: _Row, voice: _Voice, role: str) -> None:
        who = f"Svarande {brief(row.respondent)}"
        self.problems.add(
            line,
            f"{who} har rollgruppen {voice.role_group} på rad {voice.line} men {role} här. Ange samma rollgrupp.",
            f"{who} har rollgruppen {voice.role_group} på rad {voice.line} men en annan här. Ange samma rollgrupp.",
        )

    def _answer(self, line: int, row: _Row, question: Question, voice: _Voice, *, is_agreed: bool) -> None:
        answer = self.words.answer(question, row.value)
        if isinstance(answer, str):
            self.problems.add(line, answer)
        elif is_agreed and answer is DONT_KNOW:
            self.problems.add(line, "Ett enat svar kan inte vara vet_ej. Ange en nivå eller ej_tillampligt.")
        else:
            voice.answers[question.id] = answer
        first = voice.lines.setdefault(question.id, line)
        if first != line:
            self._report_second(line, question.id, first, is_agreed=is_agreed)

    def _report_second(self, line: int, question_id: str, first: int, *, is_agreed: bool) -> None:
        who = "Ett enat svar finns redan" if is_agreed else "Samma svarande har redan svarat"
        self.problems.add(
            line,
            f"{who} på frågan {question_id} på rad {first}. Ta bort den ena raden.",
            f"{who} på samma fråga på en tidigare rad. Behåll en rad för varje fråga.",
        )

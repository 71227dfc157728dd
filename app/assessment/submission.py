"""Reading a file of single answers, for whoever scores a round outside the service: all of it, or every fault in it."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from io import StringIO

from app.assessment.answers import DONT_KNOW, NOT_APPLICABLE, Answer, AnswerKind, AssessmentAnswers, RespondentAnswers
from app.assessment.questionnaire import Question, Questionnaire
from app.errors import OmstallningskollenError

COLUMNS = ("assessment", "respondent", "role_group", "question", "value")
_NUMBER = re.compile(r"[+-]?[0-9]{1,20}([.,][0-9]{1,20})?")


@dataclass(frozen=True, slots=True)
class SubmissionProblem:
    """What is wrong on one line of the file (1 is the first), in Swedish, with what to do."""

    line: int
    message: str


class SubmissionProblems(OmstallningskollenError):  # noqa: N818  several faults, told at once
    """The file cannot be scored. `problems` are all its faults, by line."""

    def __init__(self, problems: tuple[SubmissionProblem, ...]) -> None:
        super().__init__("; ".join(f"rad {problem.line}: {problem.message}" for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    assessment: str
    respondent: str
    role_group: str
    question: str
    value: str


def read_submission(text: str, questionnaire: Questionnaire) -> dict[str, AssessmentAnswers]:
    """The answers of every assessment in a CSV file, in the file's order: one row per respondent and question.

    The columns are those of `COLUMNS`, in any order, split by comma or semicolon; the value is a level's number, with
    decimal point or comma, or the name of another kind of answer. A respondent's id holds within its assessment. Raises
    SubmissionProblems with every fault; nothing is read halfway.
    """
    problems: list[SubmissionProblem] = []
    collected = _Collected(questionnaire, problems)
    for row in _rows(text.removeprefix("\ufeff"), problems):
        collected.add(row)
    if not collected.answers and not problems:
        problems.append(SubmissionProblem(1, "Filen har rubriker men inga svar. Lägg till en rad för varje svar."))
    if problems:
        raise SubmissionProblems(tuple(sorted(problems, key=lambda problem: problem.line)))
    return collected.submission()


@dataclass(slots=True)
class _Collected:
    questionnaire: Questionnaire
    problems: list[SubmissionProblem]
    roles: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)
    """Role group of every respondent, and the line that said it first."""
    lines: dict[tuple[str, str, str], int] = field(default_factory=dict)
    answers: dict[str, dict[str, dict[str, Answer]]] = field(default_factory=dict)

    def add(self, row: _Row) -> None:
        faults = [*self._faults_of_respondent(row), *self._faults_of_question(row)]
        question = self.questionnaire.questions.get(row.question)
        if question is not None:
            answer = _answer(row.value, question, self.questionnaire)
            if isinstance(answer, Answer):
                self.answers.setdefault(row.assessment, {}).setdefault(row.respondent, {})[row.question] = answer
            else:
                faults.append(answer)
        self.problems.extend(SubmissionProblem(row.line, fault) for fault in faults)

    def submission(self) -> dict[str, AssessmentAnswers]:
        return {
            assessment: AssessmentAnswers(
                tuple(
                    RespondentAnswers(respondent, self.roles[assessment, respondent][0], answers)
                    for respondent, answers in respondents.items()
                )
            )
            for assessment, respondents in self.answers.items()
        }

    @property
    def _role_groups(self) -> set[str]:
        return {role.id for role in self.questionnaire.role_groups}

    def _faults_of_respondent(self, row: _Row) -> Iterator[str]:
        if row.role_group not in self._role_groups:
            yield f"Rollgruppen ”{_brief(row.role_group)}” finns inte i frågeformuläret. Rätta kolumnen role_group."
            return
        role, line = self.roles.setdefault((row.assessment, row.respondent), (row.role_group, row.line))
        if role != row.role_group:
            who = f"Svarande ”{_brief(row.respondent)}”"
            yield f"{who} har rollgruppen {role} på rad {line} men {row.role_group} här. Ange samma rollgrupp."

    def _faults_of_question(self, row: _Row) -> Iterator[str]:
        question = self.questionnaire.questions.get(row.question)
        if question is None:
            yield f"Frågan ”{_brief(row.question)}” finns inte i frågeformuläret. Rätta kolumnen question."
            return
        if row.role_group in self._role_groups and not question.is_meant_for(row.role_group):
            yield f"Frågan {question.id} ställs inte till rollgruppen {row.role_group}. Ta bort raden."
        line = self.lines.setdefault((row.assessment, row.respondent, row.question), row.line)
        if line != row.line:
            yield f"Samma svarande har redan svarat på frågan {question.id} på rad {line}. Ta bort den ena raden."


def _answer(value: str, question: Question, questionnaire: Questionnaire) -> Answer | str:
    """The answer, or what is wrong with it."""
    if value == AnswerKind.DONT_KNOW:
        return DONT_KNOW if question.may_not_know else f"Frågan {question.id} kan inte besvaras med vet_ej."
    if value == AnswerKind.NOT_APPLICABLE:
        return (
            NOT_APPLICABLE if question.may_not_apply else f"Frågan {question.id} kan inte besvaras med ej_tillampligt."
        )
    if _NUMBER.fullmatch(value):
        number = Decimal(value.replace(",", "."))
        for position, level in questionnaire.levels():
            if level.value == number:
                return Answer.level(position)
    levels = ", ".join(f"{level.value:f}".replace(".", ",") for level in questionnaire.scale)
    return f"Värdet ”{_brief(value)}” finns inte på skalan. Ange en nivå ({levels}), vet_ej eller ej_tillampligt."


def _rows(text: str, problems: list[SubmissionProblem]) -> Iterator[_Row]:
    """The rows under the header. Faults in how the file is built are added to the problems."""
    records = _records(text, problems)
    line, header = next(records, (1, []))
    names = [name.lower() for name in header]
    if problems:
        return
    if faults := _header_faults(names):
        problems.extend(SubmissionProblem(line, fault) for fault in faults)
        return
    for line, fields in records:
        if len(fields) != len(names):
            fault = f"Raden har {len(fields)} fält men rubrikraden {len(names)}. Se över skiljetecken och citattecken."
            problems.append(SubmissionProblem(line, fault))
            continue
        row = dict(zip(names, fields, strict=True))
        if missing := [name for name in COLUMNS if not row[name]]:
            problems.append(SubmissionProblem(line, f"Fält saknas: {', '.join(missing)}. Fyll i dem."))
        elif any("\x00" in value for value in fields):
            fault = "Raden innehåller ett osynligt nolltecken. Spara om filen som CSV med UTF-8."
            problems.append(SubmissionProblem(line, fault))
        else:
            yield _Row(line, **row)


def _header_faults(names: list[str]) -> list[str]:
    if not names:
        return [f"Filen är tom. Den ska börja med rubrikerna {', '.join(COLUMNS)}."]
    faults = [f"Kolumnen {name} saknas. Lägg till den." for name in COLUMNS if name not in names]
    unknown = [name for name in names if name not in COLUMNS]
    faults += [f"Kolumnen ”{_brief(name)}” ska inte vara med. Ta bort den." for name in unknown]
    faults += [f"Kolumnen {name} finns två gånger. Ta bort den ena." for name in COLUMNS if names.count(name) > 1]
    return faults


def _records(text: str, problems: list[SubmissionProblem]) -> Iterator[tuple[int, list[str]]]:
    """Every record that is not blank: the line it starts on and its fields without surrounding space."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first = next((line for line in text.split("\n") if line.strip()), "")
    reader = csv.reader(StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ",", strict=True)
    line = 1
    try:
        for record in reader:
            fields = [value.strip() for value in record]
            if any(fields):
                yield line, fields
            line = reader.line_num + 1
    except csv.Error:
        problems.append(SubmissionProblem(line, "Raden går inte att läsa. Se över citattecknen från den här raden."))


def _brief(text: str) -> str:
    """A value from the file, made safe to print."""
    visible = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text[:40])
    return visible if len(text) <= 40 else f"{visible}…"

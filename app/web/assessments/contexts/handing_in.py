"""Contexts of handing in, approving, and the versions that were handed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from app.assessment.answering.answers import AnswerKind
from app.assessment.answering.entry import FieldError
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.results.rounding import shown
from app.reports.kernel.wording import NO_LEVEL, number, sentence
from app.reports.results.action_columns import DETAILS, HEADER
from app.rounds.assessments.handing_in import (
    Difference,
    Differences,
    HandedIn,
    HandedInAnswer,
    HandedInFigure,
    HandedInTarget,
)
from app.rounds.assessments.plans import Action
from app.services.assessments.versions import HandingIn
from app.storage.assessments.plans import Submission
from app.web.shell.contexts.frame import Frame, url_of

GONE = "en person som tagits bort"


@dataclass(frozen=True, slots=True)
class Missing:
    """A capital with questions that are still open."""

    name: str
    url: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VersionLine:
    number: int
    state: str
    submitted_at: datetime
    submitted_by: str
    note: str
    """The reason that goes with its state, if any."""


@dataclass(frozen=True, slots=True)
class HandingInPage:
    frame: Frame
    url: str
    missing: tuple[Missing, ...]
    missing_count: int
    parked: tuple[str, ...]
    without_target: tuple[str, ...]
    pending: VersionLine | None
    versions: tuple[VersionLine, ...]
    locked: bool
    approved_at: datetime | None
    approved_by: str
    may_submit: bool
    may_approve: bool
    reasons_shown: bool
    typed: str
    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class VersionTableRow:
    """A line of a table in words: what, and what is said of it."""

    subject: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VersionPage:
    frame: Frame
    url: str
    line: VersionLine
    missing: int
    missing_reason: str
    figures: tuple[VersionTableRow, ...]
    answers: tuple[VersionTableRow, ...]
    actions: tuple[VersionTableRow, ...]
    actions_header: tuple[str, ...]
    earlier: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CompareVersionsPage:
    frame: Frame
    url: str
    earlier: int
    later: int
    figures: tuple[VersionTableRow, ...]
    answers: tuple[VersionTableRow, ...]
    targets: tuple[VersionTableRow, ...]
    added: tuple[str, ...]
    gone: tuple[str, ...]
    same: bool


def handing_in_page(
    frame: Frame, found: HandingIn, typed: str = "", errors: tuple[FieldError, ...] = ()
) -> HandingInPage:
    questionnaire, left = found.questionnaire, found.completeness
    url = url_of(found.assessment.key)
    lines = tuple(_line(found, version) for version in found.versions)
    return HandingInPage(
        frame=frame,
        url=url,
        missing=tuple(
            Missing(
                questionnaire.capital(capital_id).name,
                f"{url}/resultat/{capital_id}",
                tuple(questionnaire.questions[one].text for one in open_ones),
            )
            for capital_id, open_ones in left.open_questions.items()
        ),
        missing_count=left.missing,
        parked=tuple(questionnaire.questions[one].text for one in left.parked),
        without_target=tuple(questionnaire.capital(one).name for one in left.without_target),
        pending=None if found.pending is None else lines[0],
        versions=lines,
        locked=found.assessment.approved_at is not None,
        approved_at=found.assessment.approved_at,
        approved_by=found.assessment.approved_by,
        may_submit=found.may_submit,
        may_approve=found.may_approve,
        reasons_shown=found.assessment.reasons_in_report,
        typed=typed,
        errors={error.field: error.message for error in errors},
    )


def _line(found: HandingIn, version: Submission) -> VersionLine:
    by = "okänd" if version.submitted_by is None else found.people.get(version.submitted_by, GONE)
    state, reason = _state(version)
    return VersionLine(version.number, state, version.submitted_at, by, reason)


def _state(version: Submission) -> tuple[str, str]:
    if version.reopened_at is not None:
        return "öppnades igen", version.reopened_reason
    if version.approved_at is not None:
        return "fastställd", version.missing_reason
    if version.returned_at is not None:
        return "gick tillbaka", version.returned_reason
    return "väntar på godkännande", version.missing_reason


def version_page(frame: Frame, found: HandingIn, version: Submission) -> VersionPage:
    questionnaire, content = found.questionnaire, version.content
    return VersionPage(
        frame=frame,
        url=url_of(found.assessment.key),
        line=_line(found, version),
        missing=version.missing,
        missing_reason=version.missing_reason,
        figures=tuple(
            VersionTableRow(
                questionnaire.capital(capital_id).name,
                (_figure(figure, questionnaire), _target(content.targets.get(capital_id), questionnaire)),
            )
            for capital_id, figure in content.figures.items()
        ),
        answers=tuple(
            VersionTableRow(questionnaire.questions[question_id].text, (_answer(answer, questionnaire), answer.reason))
            for question_id, answer in _in_order(content, questionnaire)
        ),
        actions=tuple(_action(action, questionnaire) for action in content.actions),
        actions_header=HEADER,
        earlier=tuple(other.number for other in found.versions if other.number < version.number),
    )


def _in_order(content: HandedIn, questionnaire: Questionnaire) -> list[tuple[str, HandedInAnswer]]:
    return [(one, content.answers[one]) for one in questionnaire.questions if one in content.answers]


def compare_page(frame: Frame, found: HandingIn, earlier: int, later: int, changed: Differences) -> CompareVersionsPage:
    questionnaire = found.questionnaire
    return CompareVersionsPage(
        frame=frame,
        url=url_of(found.assessment.key),
        earlier=earlier,
        later=later,
        figures=tuple(_changed(one, questionnaire.capital(one.subject).name, questionnaire) for one in changed.figures),
        answers=tuple(
            _changed(one, questionnaire.questions[one.subject].text, questionnaire) for one in changed.answers
        ),
        targets=tuple(_changed(one, questionnaire.capital(one.subject).name, questionnaire) for one in changed.targets),
        added=tuple(action.text for action in changed.actions_added),
        gone=tuple(action.text for action in changed.actions_gone),
        same=changed.is_empty,
    )


def _changed(one: Difference, name: str, questionnaire: Questionnaire) -> VersionTableRow:
    return VersionTableRow(name, (_in_words(one.before, questionnaire), _in_words(one.after, questionnaire)))


def _in_words(value: object, questionnaire: Questionnaire) -> str:
    if isinstance(value, HandedInAnswer):
        said = _answer(value, questionnaire)
        return f"{said}. {value.reason}" if value.reason else said
    if isinstance(value, HandedInFigure):
        return _figure(value, questionnaire)
    if isinstance(value, HandedInTarget):
        return _target(value, questionnaire)
    return "inget"


def _answer(answer: HandedInAnswer, questionnaire: Questionnaire) -> str:
    if answer.not_united:
        return "Enades inte"
    if answer.kind is AnswerKind.NOT_APPLICABLE or answer.position is None:
        return "Ej tillämpligt"
    return questionnaire.scale[answer.position - 1].label


def _figure(figure: HandedInFigure, questionnaire: Questionnaire) -> str:
    if figure.index is None:
        return "inget resultat"
    index = number(shown(Fraction(figure.index), questionnaire.scale))
    level = NO_LEVEL if figure.level is None else questionnaire.scale[figure.level - 1].label
    return f"{sentence(level)[:-1]}, index {index}"


def _target(target: HandedInTarget | None, questionnaire: Questionnaire) -> str:
    if target is None:
        return "inget mål"
    return f"{questionnaire.scale[target.position - 1].label} år {target.by_year}"


def _action(action: Action, questionnaire: Questionnaire) -> VersionTableRow:
    capital = questionnaire.capital(action.capital_id).name
    return VersionTableRow(action.text, (capital, *(column.text(action) for column in DETAILS)))

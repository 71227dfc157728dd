"""Contexts of handing in, approving, and the versions that were handed in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from app.accounts.organisations.member import Member
from app.accounts.organisations.organisation import OrganisationKey
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
from app.rounds.assessments.versions import Submission
from app.rounds.kernel.days import day_of
from app.services.assessments.versions import HandingIn
from app.web.shell.contexts.frame import Frame, url_of
from app.web.shell.wording import either

GONE = "en person som tagits bort"
UNNAMED = "en godkännare"


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
    pending_since: date | None
    waits_for: str
    """Who can approve, in words; empty while nobody can."""
    people_url: str
    """Where roles in the kommun are given."""
    versions: tuple[VersionLine, ...]
    locked: bool
    approved_at: datetime | None
    approved_by: str
    may_submit: bool
    may_approve: bool
    needs_approver: bool
    """Nobody can approve, so whoever hands in names somebody."""
    reasons_shown: bool
    typed: Mapping[str, str]
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


def heading(handing_in: HandingIn) -> str:
    """What the page is for, for the one who opens it."""
    if handing_in.assessment.approved_at is not None:
        return "Resultatet är fastställt"
    is_approvers_turn = handing_in.may_approve and handing_in.pending is not None
    return "Fastställ resultatet" if is_approvers_turn else "Lämna in resultatet"


def handing_in_page(
    frame: Frame, handing_in: HandingIn, fields: Mapping[str, str], errors: tuple[FieldError, ...] = ()
) -> HandingInPage:
    questionnaire, completeness = handing_in.questionnaire, handing_in.completeness
    url = url_of(handing_in.assessment.key)
    lines = tuple(_line(handing_in, version) for version in handing_in.versions)
    organisation = OrganisationKey(handing_in.assessment.round.region_slug, handing_in.assessment.municipality_slug)
    return HandingInPage(
        frame=frame,
        url=url,
        missing=tuple(
            Missing(
                questionnaire.capital(capital_id).name,
                f"{url}/resultat/{capital_id}",
                tuple(questionnaire.questions[identifier].text for identifier in open_ones),
            )
            for capital_id, open_ones in completeness.open_questions.items()
        ),
        missing_count=completeness.missing,
        parked=tuple(questionnaire.questions[identifier].text for identifier in completeness.parked),
        without_target=tuple(questionnaire.capital(identifier).name for identifier in completeness.without_target),
        pending=None if handing_in.pending is None else lines[0],
        pending_since=None if handing_in.pending is None else day_of(handing_in.pending.submitted_at),
        waits_for=names_of_approvers(handing_in.approvers),
        people_url=f"{organisation.path}/personer",
        versions=lines,
        locked=handing_in.assessment.approved_at is not None,
        approved_at=handing_in.assessment.approved_at,
        approved_by=handing_in.assessment.approved_by,
        may_submit=handing_in.may_submit,
        may_approve=handing_in.may_approve,
        needs_approver=not handing_in.approvers,
        reasons_shown=handing_in.assessment.reasons_in_report,
        typed=fields,
        errors={error.field: error.message for error in errors},
    )


def names_of_approvers(approvers: Sequence[Member]) -> str:
    """In running text; empty when there are none."""
    return either([approver.name or approver.address or UNNAMED for approver in approvers])


def _line(handing_in: HandingIn, version: Submission) -> VersionLine:
    by = (
        "okänd"
        if version.submitted_by is None
        else handing_in.people.get(version.submitted_by, GONE) or "en samordnare"
    )
    state, reason = _state(version)
    return VersionLine(
        number=version.number, state=state, submitted_at=version.submitted_at, submitted_by=by, note=reason
    )


def _state(version: Submission) -> tuple[str, str]:
    if version.reopened_at is not None:
        return "öppnades igen", version.reopened_reason
    if version.approved_at is not None:
        return "fastställd", version.missing_reason
    if version.returned_at is not None:
        return "gick tillbaka", version.returned_reason
    return "väntar på att fastställas", version.missing_reason


def version_page(frame: Frame, handing_in: HandingIn, version: Submission) -> VersionPage:
    questionnaire, content = handing_in.questionnaire, version.content
    return VersionPage(
        frame=frame,
        url=url_of(handing_in.assessment.key),
        line=_line(handing_in, version),
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
        earlier=tuple(other.number for other in handing_in.versions if other.number < version.number),
    )


def _in_order(content: HandedIn, questionnaire: Questionnaire) -> list[tuple[str, HandedInAnswer]]:
    return [
        (question_id, content.answers[question_id])
        for question_id in questionnaire.questions
        if question_id in content.answers
    ]


def compare_page(
    frame: Frame, handing_in: HandingIn, earlier: int, later: int, differences: Differences
) -> CompareVersionsPage:
    questionnaire = handing_in.questionnaire
    return CompareVersionsPage(
        frame=frame,
        url=url_of(handing_in.assessment.key),
        earlier=earlier,
        later=later,
        figures=tuple(
            _changed(difference, questionnaire.capital(difference.subject).name, questionnaire)
            for difference in differences.figures
        ),
        answers=tuple(
            _changed(difference, questionnaire.questions[difference.subject].text, questionnaire)
            for difference in differences.answers
        ),
        targets=tuple(
            _changed(difference, questionnaire.capital(difference.subject).name, questionnaire)
            for difference in differences.targets
        ),
        added=tuple(action.text for action in differences.actions_added),
        gone=tuple(action.text for action in differences.actions_gone),
        same=differences.is_empty,
    )


def _changed(difference: Difference, name: str, questionnaire: Questionnaire) -> VersionTableRow:
    return VersionTableRow(
        name, (_in_words(difference.before, questionnaire), _in_words(difference.after, questionnaire))
    )


def _in_words(value: object, questionnaire: Questionnaire) -> str:
    if isinstance(value, HandedInAnswer):
        text = _answer(value, questionnaire)
        return f"{text}. {value.reason}" if value.reason else text
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
    reason = f" ({target.reason})" if target.reason else ""
    return f"{questionnaire.scale[target.position - 1].label} år {target.by_year}{reason}"


def _action(action: Action, questionnaire: Questionnaire) -> VersionTableRow:
    capital = questionnaire.capital(action.capital_id).name
    return VersionTableRow(action.text, (capital, *(column.text(action) for column in DETAILS)))

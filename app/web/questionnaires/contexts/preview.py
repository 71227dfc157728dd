"""Contexts of the pages where a region's coordinator looks at questionnaires before anybody answers them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from app.accounts.invitations.tables.limits import megabytes
from app.assessment.questionnaires.questionnaire import Capital, Form, Question, Questionnaire
from app.editions.problems import Problem
from app.reports.kernel.wording import level_title
from app.rounds.progress.round_advice import Size, size_of
from app.services.questionnaires.editions import QuestionnaireFileState
from app.web.questionnaires.contexts.questions import QuestionView, unanswered_view
from app.web.shell.contexts.frame import Frame

MAX_BYTES = 1_000_000
"""Of a questionnaire file that is sent in to be checked."""


@dataclass(frozen=True, slots=True)
class QuestionnaireFileRow:
    name: str
    title: str
    url: str
    """Empty when the file has problems and so cannot be shown."""
    state: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class QuestionnairesPage:
    frame: Frame
    rows: tuple[QuestionnaireFileRow, ...]
    checked: str = ""
    """Name of the file just sent in, when it has problems."""
    problems: tuple[Problem, ...] = ()
    error: str = ""
    max_size: str = megabytes(MAX_BYTES)
    """Of a file sent in."""


class Step(NamedTuple):
    """Advice to a kommun on a level, as the report gives it."""

    level: str
    text: str


@dataclass(frozen=True, slots=True)
class PreviewQuestion:
    view: QuestionView
    steps: tuple[Step, ...]
    """For every level but the highest; empty in editions without."""


@dataclass(frozen=True, slots=True)
class PreviewCapital:
    capital: Capital
    questions: tuple[PreviewQuestion, ...]


@dataclass(frozen=True, slots=True)
class PreviewPage:
    frame: Frame
    questionnaire: Questionnaire
    capitals: tuple[PreviewCapital, ...]
    long: Size
    short: Size
    content_hash: str


def file_rows(states: Iterable[QuestionnaireFileState]) -> tuple[QuestionnaireFileRow, ...]:
    return tuple(map(_file_row, states))


def _file_row(state: QuestionnaireFileState) -> QuestionnaireFileRow:
    name = f"{state.path.parent.name}/{state.path.name}"
    if state.questionnaire is None:
        problems = () if state.problems is None else state.problems.problems
        return QuestionnaireFileRow(name=name, title=name, url="", state=f"{len(problems)} problem", problems=problems)
    words = "publicerat" if state.published else "inte publicerat"
    if state.frozen_and_changed:
        words = "filen skiljer sig från det publicerade, som gäller. Se omstallningskollen publish"
    questionnaire = state.questionnaire
    return QuestionnaireFileRow(
        name=name,
        title=questionnaire.title,
        url=f"/frageformular/{questionnaire.id}/{questionnaire.year}",
        state=words,
        problems=(),
    )


def preview_page(frame: Frame, questionnaire: Questionnaire) -> PreviewPage:
    return PreviewPage(
        frame=frame,
        questionnaire=questionnaire,
        capitals=tuple(_preview_capital(questionnaire, capital) for capital in questionnaire.capitals),
        long=size_of(questionnaire, Form.LONG),
        short=size_of(questionnaire, Form.SHORT),
        content_hash=questionnaire.content_hash,
    )


def _preview_capital(questionnaire: Questionnaire, capital: Capital) -> PreviewCapital:
    return PreviewCapital(
        capital, tuple(_preview_question(questionnaire, question) for question in capital.asked(Form.LONG))
    )


def _preview_question(questionnaire: Questionnaire, question: Question) -> PreviewQuestion:
    steps = zip(questionnaire.scale, question.next_step, strict=False)
    return PreviewQuestion(
        unanswered_view(questionnaire, question), tuple(Step(level_title(level), text) for level, text in steps)
    )

"""Context of the page on how good a round's questions were."""

from dataclasses import dataclass

from app.assessment.instrument.instrument import CapitalQuality, QuestionQuality
from app.reports.kernel.wording import number, percent
from app.reports.rounds import instrument_words as words
from app.services.rounds.instrument import Quality
from app.web.rounds.contexts.instrument_sections import MISSING, Section, sections
from app.web.shell.contexts.frame import Frame, url_of


@dataclass(frozen=True, slots=True)
class QuestionRow:
    text: str
    cells: tuple[str, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CapitalQualityView:
    name: str
    alpha: str
    complete: int
    rows: tuple[QuestionRow, ...]


@dataclass(frozen=True, slots=True)
class InstrumentPage:
    frame: Frame
    url: str
    basis: str
    has_figures: bool
    sections: tuple[Section, ...]
    conclusion: str
    explained: tuple[str, ...]
    capitals: tuple[CapitalQualityView, ...]


def instrument_page(frame: Frame, quality: Quality) -> InstrumentPage:
    least, kommuner = quality.questionnaire.limits.min_group, len(quality.kommuner)
    enough = bool(quality.capitals)
    return InstrumentPage(
        frame=frame,
        url=url_of(quality.round.key),
        basis=words.basis(quality.respondents, kommuner, least) if enough else words.too_little(kommuner, least),
        has_figures=enough,
        sections=tuple(sections(quality)),
        conclusion=words.questions_conclusion(quality.capitals),
        explained=words.questions_explained(),
        capitals=tuple(_capital(quality, capital) for capital in quality.capitals),
    )


def _capital(quality: Quality, capital: CapitalQuality) -> CapitalQualityView:
    questionnaire = quality.questionnaire
    return CapitalQualityView(
        name=questionnaire.capital(capital.capital_id).name,
        alpha=MISSING if capital.alpha is None else number(capital.alpha, 2),
        complete=capital.complete,
        rows=tuple(
            _row(questionnaire.questions[question.question_id].text, question) for question in capital.questions
        ),
    )


def _row(text: str, question: QuestionQuality) -> QuestionRow:
    shares = (question.dont_know_share, question.not_applicable_share, question.floor_share, question.ceiling_share)
    cells = (
        number(question.answered) if question.answered else MISSING,
        *(MISSING if share is None else percent(share) for share in shares),
        MISSING if question.item_total is None else number(question.item_total, 2),
    )
    return QuestionRow(text, cells, words.remarks(question))

"""Context of the page on how good a round's questions were."""

from dataclasses import dataclass
from fractions import Fraction

from app.assessment.instrument import CapitalQuality, QuestionQuality
from app.reports.wording import number, percent
from app.services.instrument import FEWEST_KOMMUNER, Quality
from app.web.contexts.frame import Frame, url_of

MANY = Fraction(1, 5)
"""From this share on, vet ej and ej tillämpligt are worth a look; for the ends of the scale it is four fifths."""
WEAK = 0.3
"""Below this, a question measures something else than the others of its capital (Nunnally & Bernstein 1994)."""


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
    kommuner: int
    respondents: int
    fewest: int
    min_group: int
    capitals: tuple[CapitalQualityView, ...]


def instrument_page(frame: Frame, quality: Quality) -> InstrumentPage:
    return InstrumentPage(
        frame,
        url_of(quality.round.key),
        quality.kommuner,
        quality.respondents,
        FEWEST_KOMMUNER,
        quality.questionnaire.limits.min_group,
        tuple(_capital(quality, found) for found in quality.capitals),
    )


def _capital(quality: Quality, found: CapitalQuality) -> CapitalQualityView:
    questionnaire = quality.questionnaire
    return CapitalQualityView(
        questionnaire.capital(found.capital_id).name,
        "–" if found.alpha is None else number(found.alpha, 2),
        found.complete,
        tuple(_row(questionnaire.questions[one.question_id].text, one) for one in found.questions),
    )


def _row(text: str, one: QuestionQuality) -> QuestionRow:
    shares = (one.dont_know_share, one.not_applicable_share, one.floor_share, one.ceiling_share)
    cells = (
        number(one.answered) if one.answered else "–",
        *("–" if share is None else percent(share) for share in shares),
        "–" if one.item_total is None else number(one.item_total, 2),
    )
    return QuestionRow(text, cells, tuple(_remarks(one)))


def _remarks(one: QuestionQuality) -> list[str]:
    """What to think of before next year."""
    remarks = []
    if (one.dont_know_share or 0) >= MANY:
        remarks.append("Många vet ej. Fråga dem som vet, eller skriv om frågan.")
    if (one.not_applicable_share or 0) >= MANY:
        remarks.append("Många har svarat ej tillämpligt. Passar frågan alla kommuner?")
    if (one.floor_share or 0) >= 1 - MANY or (one.ceiling_share or 0) >= 1 - MANY:
        remarks.append("Nästan alla valde samma ändnivå. Frågan skiljer inte kommuner åt.")
    if one.item_total is not None and one.item_total < WEAK:
        remarks.append("Svaren följer inte de andra frågorna i kapitalslaget.")
    return remarks

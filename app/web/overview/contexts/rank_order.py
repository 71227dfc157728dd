"""Context of the page with rank intervals: in the order of names, so that it is no league table."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from app.assessment.comparison.ranking import RankDraws, RankInterval
from app.reports.kernel.wording import listing, lowered
from app.reports.overview import rank_words
from app.reports.paper.rendering import rank_bar
from app.rounds.kernel.assessment import Assessment
from app.services.overview.rank_order import RankOrder
from app.web.shell.contexts.frame import Frame, url_of


@dataclass(frozen=True, slots=True)
class PairChoice:
    """The two kommuner that the address asks to hold against each other, as slugs; empty when none is."""

    one: str
    other: str


@dataclass(frozen=True, slots=True)
class RankRow:
    municipality: str
    places: str
    """Plats 2–7."""
    bar: Markup


@dataclass(frozen=True, slots=True)
class PairView:
    """The form for two kommuner with what was chosen, and what came of it: an answer, or what to do."""

    choice: PairChoice
    kommuner: tuple[tuple[str, str], ...]
    answer: str
    reading: str
    errors: Mapping[str, str]
    """Field -> what to do."""


@dataclass(frozen=True, slots=True)
class RankOrderPage:
    frame: Frame
    url: str
    back_url: str
    lead: str
    cautions: tuple[str, ...]
    is_asked: bool
    may_ask: bool
    why_none: str
    rows: tuple[RankRow, ...]
    count: int
    heading: str
    how_made: tuple[str, ...]
    left_out: str
    pair: PairView | None


def rank_order_page(frame: Frame, order: RankOrder, choice: PairChoice) -> RankOrderPage:
    key, draws, seed = order.overview.round.key, order.drawn, order.seed
    return RankOrderPage(
        frame=frame,
        url=url_of(key, "rang"),
        back_url=url_of(key, "oversikt"),
        lead=rank_words.lead(),
        cautions=rank_words.cautions(),
        is_asked=seed is not None,
        may_ask=order.may_ask,
        why_none=_why_none(order),
        rows=()
        if draws is None
        else tuple(_row(assessment, draws, len(order.ordered)) for assessment in order.ordered),
        count=len(order.ordered),
        heading=rank_words.kommuner_in_order(len(order.ordered)),
        how_made=() if draws is None or seed is None else _how_made(order, draws, seed),
        left_out=listing([assessment.municipality for assessment in order.left_out]),
        pair=None if draws is None else _pair(order, draws, choice),
    )


def _why_none(order: RankOrder) -> str:
    if order.is_too_few:
        return rank_words.too_few(len(order.ordered))
    return "" if order.has_uncertainty else rank_words.nothing_known()


def _row(assessment: Assessment, draws: RankDraws, count: int) -> RankRow:
    interval = draws.intervals[assessment.id]
    return RankRow(assessment.municipality, _places(interval), rank_bar(interval.best, interval.worst, count))


def _places(interval: RankInterval) -> str:
    alone = interval.best == interval.worst
    return f"{interval.best}" if alone else f"{interval.best}–{interval.worst}"


def _how_made(order: RankOrder, draws: RankDraws, seed: int) -> tuple[str, ...]:
    names = {capital.id: lowered(capital.name) for capital in order.capitals}
    borrowings = {
        assessment.municipality: [names[capital] for capital in draws.borrowed[assessment.id]]
        for assessment in order.ordered
        if assessment.id in draws.borrowed
    }
    *steps, repeat, source = rank_words.how_made(seed, list(names.values()))
    unknown = [names[capital] for capital in draws.unknown]
    return (*steps, *rank_words.borrowed(borrowings, list(names), unknown), repeat, source)


def _pair(order: RankOrder, draws: RankDraws, choice: PairChoice) -> PairView:
    """What was chosen is kept in the form, whatever comes of it."""
    kommuner = {first.municipality_slug: first for first in order.ordered}
    choices = (("", "Välj kommun"), *((slug, first.municipality) for slug, first in kommuner.items()))
    first, other = kommuner.get(choice.one), kommuner.get(choice.other)
    if not choice.one and not choice.other:
        return PairView(choice=choice, kommuner=choices, answer="", reading="", errors={})
    if first is None or other is None or first is other:
        error = rank_words.pair_error(is_same=first is not None and first is other)
        return PairView(
            choice=choice, kommuner=choices, answer="", reading="", errors={"kommun" if first is None else "mot": error}
        )
    answer = rank_words.pair_words(first.municipality, other.municipality, draws.pair(first.id, other.id))
    return PairView(choice=choice, kommuner=choices, answer=answer, reading=rank_words.pair_reading(), errors={})

"""Context of the page with rank intervals: in the order of names, so that it is no league table."""

from dataclasses import dataclass

from markupsafe import Markup

from app.assessment.ranking import RankInterval
from app.reports.rendering import rank_bar
from app.reports.wording import listing, lowered
from app.services.rank_ordering import RankOrder
from app.storage.assessments import Assessment
from app.web.contexts.frame import Frame, url_of


@dataclass(frozen=True, slots=True)
class Row:
    municipality: str
    places: str
    """Plats 2–7."""
    bar: Markup


@dataclass(frozen=True, slots=True)
class RankOrderPage:
    frame: Frame
    url: str
    back_url: str
    is_asked: bool
    may_ask: bool
    is_too_few: bool
    fewest: int
    rows: tuple[Row, ...]
    count: int
    capitals: str
    left_out: str
    draws: str
    seed: int | None


def rank_order_page(frame: Frame, found: RankOrder) -> RankOrderPage:
    key = found.overview.round.key
    return RankOrderPage(
        frame=frame,
        url=url_of(key, "rang"),
        back_url=url_of(key, "oversikt"),
        is_asked=found.seed is not None,
        may_ask=found.may_ask,
        is_too_few=found.is_too_few,
        fewest=found.fewest,
        rows=tuple(
            _row(one, found.intervals[one.id], len(found.ordered)) for one in found.ordered if one.id in found.intervals
        ),
        count=len(found.ordered),
        capitals=listing([lowered(capital.name) for capital in found.capitals]),
        left_out=listing([one.municipality for one in found.left_out]),
        draws=f"{found.draws:,}".replace(",", "\N{NO-BREAK SPACE}"),
        seed=found.seed,
    )


def _row(assessment: Assessment, interval: RankInterval, count: int) -> Row:
    alone = interval.best == interval.worst
    places = f"{interval.best}" if alone else f"{interval.best}–{interval.worst}"
    return Row(assessment.municipality, places, rank_bar(interval.best, interval.worst, count))

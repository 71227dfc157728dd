"""Context of the region's overview of a round: kommuner beside each other, never in order of level."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from app.assessment.comparison import regional_change
from app.reports.figures.capital_facts import level_name
from app.reports.figures.change_words import CHANGE_NOTE
from app.reports.figures.level_ramp import ramp_step
from app.reports.kernel.wording import in_words, listing, number, percent
from app.reports.overview.regional.change_words import (
    STRICTER,
    countable,
    difference,
    fell,
    how_judged,
    interval,
    rose,
    verdict,
)
from app.reports.overview.regional.figures import MIN_AXES
from app.rounds.kernel.keys import RoundKey
from app.rounds.overview.shared_gaps import MIN_SHARING, SharedGap
from app.rounds.progress.year import YearState
from app.services.kernel.alphabet import swedish
from app.services.overview.overview import Overview, OverviewLine, YearPanel
from app.web.overview.contexts.overview_cells import Cell, cells_of
from app.web.shell.contexts.frame import Frame, url_of

BY_NAME, BY_SIZE, BY_STATUS = "namn", "storlek", "status"
COLUMNS = ((BY_NAME, "Kommun"), (BY_SIZE, "Storleksgrupp"), (BY_STATUS, "Läge"))
_STATES = list(YearState)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for."""

    order: str
    size_group: str
    capital_id: str


@dataclass(frozen=True, slots=True)
class SortLink:
    label: str
    url: str
    is_sorted: bool


@dataclass(frozen=True, slots=True)
class OverviewRow:
    municipality: str
    url: str
    size_group: str
    state: str
    cells: tuple[Cell, ...]
    why_not: str
    """Instead of cells."""


@dataclass(frozen=True, slots=True)
class Gap:
    capital: str
    kommuner: str
    below: int
    scored: int


@dataclass(frozen=True, slots=True)
class ChangePanel:
    earlier_year: int
    kommuner: int
    invited: int
    note: str
    countable: str
    """In how many of them the change can be counted, unless in all."""
    verdict: str
    """Why the verdict may be stricter than the interval beside it."""
    confidence: str
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OverviewPage:
    frame: Frame
    url: str
    report_url: str
    back_url: str
    reports_url: str
    participation: tuple[tuple[str, str], ...]
    order: str
    size_group: str
    size_groups: tuple[tuple[str, str], ...]
    capital_id: str
    capital_choices: tuple[tuple[str, str], ...]
    years: tuple[tuple[str, str], ...]
    columns: tuple[SortLink, ...]
    capitals: tuple[str, ...]
    rows: tuple[OverviewRow, ...]
    shared: int
    has_profiles: bool
    """Whether the report has small radars."""
    levels: tuple[str, ...]
    ramp: tuple[tuple[int, str, str], ...]
    """Of each level its step on the ramp, its number and its name."""
    distributions: tuple[tuple[str, ...], ...]
    limit: str
    several: str
    """How many kommuner make a gap a shared one, in words."""
    gaps: tuple[Gap, ...]
    year: int
    panel: ChangePanel | None


def overview_page(frame: Frame, overview: Overview, wish: Filters) -> OverviewPage:
    chosen_size = wish.size_group if wish.size_group in overview.size_groups else ""
    chosen_capital = overview.capitals[0].id if len(overview.capitals) < len(overview.every_capital) else ""
    questionnaire = overview.questionnaire
    return OverviewPage(
        frame=frame,
        url=url_of(overview.round.key, "oversikt"),
        report_url=url_of(overview.round.key, "rapport"),
        back_url=url_of(overview.round.key),
        reports_url=url_of(overview.round.key, "rapporter"),
        participation=tuple(_participation(overview)),
        order=_order(wish),
        size_group=chosen_size,
        size_groups=(("", "Alla"), *((group, group) for group in overview.size_groups)),
        capital_id=chosen_capital,
        capital_choices=(("", "Alla"), *((item.id, item.name) for item in overview.every_capital)),
        years=tuple((str(item.year), str(item.year)) for item in overview.years),
        columns=tuple(_column(overview, wish, chosen_size, chosen_capital, *column) for column in COLUMNS),
        capitals=tuple(item.short_name for item in overview.capitals),
        rows=tuple(row_of(overview, line) for line in _arranged(overview.lines, _order(wish))),
        shared=_shared(overview),
        has_profiles=len(overview.every_capital) >= MIN_AXES,
        levels=tuple(level.label for _, level in questionnaire.levels()),
        ramp=tuple(
            (ramp_step(position, len(questionnaire.scale)), number(level.value), level.label)
            for position, level in questionnaire.levels()
        ),
        distributions=tuple(
            (
                questionnaire.capital(item.capital_id).name,
                *(str(count) for count in (*item.on_level, item.without_level, item.insufficient, item.not_applicable)),
            )
            for item in overview.distributions
        ),
        limit=level_name(questionnaire.prerequisite_position, questionnaire),
        several=in_words(MIN_SHARING),
        gaps=tuple(_gap(overview, gap) for gap in overview.gaps),
        year=overview.round.year,
        panel=None if overview.panel is None else _panel(overview, overview.panel),
    )


def _shared(overview: Overview) -> int:
    return sum(line.profile is not None for line in overview.lines)


def _participation(overview: Overview) -> Iterable[tuple[str, str]]:
    board = overview.lines
    yield "Kommuner i omgången", str(len(board))
    yield "Svarstiden är avslutad", str(sum(line.has_result for line in board))
    yield "Har fastställt och delar med regionen", str(_shared(overview))
    yield (
        "Har resultat i minst ett kapitalslag, av dem som delar",
        str(sum(line.profile is not None and line.profile.has_scores for line in board)),
    )
    yield "Tillfrågade personer", str(sum(line.invited for line in board))
    yield "Har lämnat in sina svar", str(sum(line.handed_in for line in board))


def _order(wish: Filters) -> str:
    """As the address says; anything it does not know is the order of names."""
    return wish.order if wish.order in {BY_SIZE, BY_STATUS} else BY_NAME


def _arranged(lines: Iterable[OverviewLine], order: str) -> list[OverviewLine]:
    """Kommuner that are alike stay in the order of their names."""
    if order == BY_SIZE:
        return sorted(lines, key=lambda line: (not line.assessment.size_group, swedish(line.assessment.size_group)))
    if order == BY_STATUS:
        return sorted(lines, key=lambda line: _STATES.index(line.state))
    return list(lines)


def _column(overview: Overview, wish: Filters, size_group: str, capital_id: str, by: str, label: str) -> SortLink:
    url = _address(overview.round.key, Filters(by, size_group, capital_id))
    return SortLink(label, url, _order(wish) == by)


def other_year(overview: Overview, wish: Filters, year: str) -> str:
    """Address of the overview of another of the years, or nothing when it is this one or there is none."""
    keys = {str(other.year): other.key for other in overview.years if other.year != overview.round.year}
    return _address(keys[year], wish) if year in keys else ""


def _address(key: RoundKey, wish: Filters) -> str:
    parameters = {"ordna": wish.order, "storlek": wish.size_group, "kapitalslag": wish.capital_id}
    query = urlencode({name: value for name, value in parameters.items() if value})
    return f"{url_of(key, 'oversikt')}?{query}" if query else url_of(key, "oversikt")


def row_of(overview: Overview, line: OverviewLine) -> OverviewRow:
    """The kommun's row in the table of the overview."""
    assessment, profile = line.assessment, line.profile
    return OverviewRow(
        municipality=assessment.municipality,
        url=url_of(overview.round.key, "kommuner", assessment.municipality_slug),
        size_group=assessment.size_group or "–",
        state=line.state.value,
        cells=() if profile is None else cells_of(overview, profile),
        why_not=line.showing.value if profile is None else "",
    )


def _gap(overview: Overview, gap: SharedGap) -> Gap:
    below = frozenset(gap.below)
    names = [line.assessment.municipality for line in overview.lines if line.assessment.id in below]
    return Gap(
        capital=overview.questionnaire.capital(gap.capital_id).name,
        kommuner=listing(names),
        below=len(gap.below),
        scored=gap.scored,
    )


def _panel(overview: Overview, panel: YearPanel) -> ChangePanel:
    scale, looked_at = overview.questionnaire.scale, {capital.id for capital in overview.capitals}
    changes = [change for change in panel.capitals if change.capital_id in looked_at]
    rows = [
        (
            overview.questionnaire.capital(change.capital_id).name,
            difference(change, scale),
            interval(change, scale),
            verdict(change),
            rose(change),
            fell(change),
        )
        for change in changes
    ]
    level = percent(regional_change.CONFIDENCE)
    return ChangePanel(
        earlier_year=panel.earlier_year,
        kommuner=panel.kommuner,
        invited=panel.invited,
        note=CHANGE_NOTE,
        countable=countable(overview.questionnaire, changes, panel.kommuner),
        verdict=STRICTER,
        confidence=level,
        rows=tuple(rows),
        notes=how_judged(),
    )

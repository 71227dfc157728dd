"""Context of the region's overview of a round: kommuner beside each other, never in order of level."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from app.reports.figures.capital_facts import level_name
from app.reports.figures.level_ramp import ramp_step
from app.reports.goals.goal_words import TABLE_HEADER
from app.reports.kernel.wording import count, in_words, listing, number
from app.reports.overview.regional.figures import MIN_AXES
from app.rounds.kernel.keys import RoundKey
from app.rounds.overview.shared_gaps import MIN_SHARING, SharedGap
from app.rounds.progress.year import YearState
from app.services.kernel.alphabet import swedish
from app.services.overview.overview import Overview, OverviewLine
from app.services.overview.overview_figures import OverviewFigures
from app.web.goals.contexts.goals import GoalCard, goal_card
from app.web.overview.contexts.overview_cells import MAX_CACHED_ROWS, CellRow, cells_of
from app.web.overview.contexts.overview_change import ChangePanel, change_panel
from app.web.overview.contexts.overview_figures import (
    ActionView,
    KeyFigure,
    ParticipationView,
    action_view,
    key_figures,
    participation_view,
)
from app.web.overview.contexts.overview_radars import RadarCard, radar_cards
from app.web.shell.contexts.frame import Frame, url_of

BY_NAME, BY_SIZE, BY_STATUS = "namn", "storlek", "status"
AS_TABLE, AS_RADARS = "", "diagram"
VIEWS = ((AS_TABLE, "tabell", "Tabell"), (AS_RADARS, "diagram", "Små diagram"))
COLUMNS = ((BY_NAME, "Kommun"), (BY_SIZE, "Storleksgrupp"), (BY_STATUS, "Läge"))
_STATES = list(YearState)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for."""

    order: str
    size_group: str
    capital_id: str
    view: str = ""


@dataclass(frozen=True, slots=True)
class SortLink:
    key: str
    label: str
    url: str
    is_sorted: bool


@dataclass(frozen=True, slots=True)
class ViewLink:
    """A way to look at the kommuner: as a table, or as small radars."""

    key: str
    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True, eq=False)
class OverviewRow:
    """A kommun. It is told from others by being itself, so that the page finds what it drew of it at once."""

    municipality: str
    url: str
    size_group: str
    state: str
    cells: CellRow | None
    why_not: str
    """Instead of cells."""
    capitals: int
    """So many cells it stands for."""


@dataclass(frozen=True, slots=True)
class Gap:
    capital: str
    kommuner: str
    below: int
    scored: int


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
    said: str
    """What a screen reader is told when a choice has been made."""
    view: str
    views: tuple[ViewLink, ...]
    """Empty where there are no radars to look at."""
    radars: tuple[RadarCard, ...]
    """Empty unless they are what is looked at."""
    figures: tuple[KeyFigure, ...]
    years_taking_part: ParticipationView | None
    actions: ActionView | None
    goals: tuple[GoalCard, ...]
    goals_url: str
    goal_table_header: tuple[str, ...]
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


def overview_page(frame: Frame, overview: Overview, figures: OverviewFigures, wish: Filters) -> OverviewPage:
    chosen_size = wish.size_group if wish.size_group in overview.size_groups else ""
    chosen_capital = overview.capitals[0].id if len(overview.capitals) < len(overview.every_capital) else ""
    questionnaire = overview.questionnaire
    has_radars = len(overview.every_capital) >= MIN_AXES and _shared(overview) > 0
    view = AS_RADARS if has_radars and wish.view == AS_RADARS else AS_TABLE
    filters = Filters(order=_order(wish), size_group=chosen_size, capital_id=chosen_capital, view=view)
    lines = _arranged(overview.lines, filters.order)
    return OverviewPage(
        frame=frame,
        url=url_of(overview.round.key, "oversikt"),
        report_url=url_of(overview.round.key, "rapport"),
        back_url=url_of(overview.round.key),
        reports_url=url_of(overview.round.key, "rapporter"),
        participation=tuple(_participation(overview)),
        order=filters.order,
        size_group=chosen_size,
        size_groups=(("", "Alla"), *((group, group) for group in overview.size_groups)),
        capital_id=chosen_capital,
        capital_choices=(("", "Alla"), *((item.id, item.name) for item in overview.every_capital)),
        years=tuple((str(item.year), str(item.year)) for item in overview.years),
        columns=tuple(_column(overview, filters, *column) for column in COLUMNS),
        capitals=tuple(item.short_name for item in overview.capitals),
        rows=() if view == AS_RADARS else tuple(row_of(overview, line) for line in lines),
        shared=_shared(overview),
        said=f"{count(len(lines), 'kommun visas', 'kommuner visas')}.",
        view=view,
        views=tuple(_view_link(overview, filters, view, *choice) for choice in VIEWS) if has_radars else (),
        radars=radar_cards(overview, lines) if view == AS_RADARS else (),
        figures=key_figures(overview, figures),
        years_taking_part=participation_view(figures.participation),
        actions=action_view(overview, figures),
        goals=tuple(goal_card(goal, _goals_url(overview)) for goal in figures.goals),
        goals_url=_goals_url(overview),
        goal_table_header=TABLE_HEADER,
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
        panel=None if overview.panel is None else change_panel(overview, overview.panel),
    )


def _goals_url(overview: Overview) -> str:
    return f"/{overview.round.region_slug}/mal"


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


def _column(overview: Overview, filters: Filters, by: str, label: str) -> SortLink:
    url = _address(overview.round.key, replace(filters, order=by))
    return SortLink(key=by, label=label, url=url, is_sorted=filters.order == by)


def _view_link(overview: Overview, filters: Filters, current: str, view: str, key: str, label: str) -> ViewLink:
    url = _address(overview.round.key, replace(filters, view=view))
    return ViewLink(key=key, label=label, url=url, is_current=view == current)


def other_year(overview: Overview, wish: Filters, year: str) -> str:
    """Address of the overview of another of the years, or nothing when it is this one or there is none."""
    keys = {str(other.year): other.key for other in overview.years if other.year != overview.round.year}
    return _address(keys[year], wish) if year in keys else ""


def _address(key: RoundKey, wish: Filters) -> str:
    parameters = {"ordna": wish.order, "storlek": wish.size_group, "kapitalslag": wish.capital_id, "visa": wish.view}
    query = urlencode({name: value for name, value in parameters.items() if value})
    return f"{url_of(key, 'oversikt')}?{query}" if query else url_of(key, "oversikt")


def row_of(overview: Overview, line: OverviewLine) -> OverviewRow:
    """The kommun's row in the table of the overview. Cached for as long as the line has the same in it: a large region
    has hundreds of rows."""
    made_from = (line.assessment, line.profile, line.state, line.showing)
    key = (line.assessment.id, tuple(capital.id for capital in overview.capitals))
    cached_from, row = _cached_rows.get(key, ((), None))
    if row is None or any(old is not new for old, new in zip(cached_from, made_from, strict=True)):
        if len(_cached_rows) >= MAX_CACHED_ROWS:
            _cached_rows.clear()
        row = _row(overview, line)
        _cached_rows[key] = (made_from, row)
    return row


_cached_rows: dict[Hashable, tuple[tuple[object, ...], OverviewRow | None]] = {}


def _row(overview: Overview, line: OverviewLine) -> OverviewRow:
    assessment, profile = line.assessment, line.profile
    return OverviewRow(
        municipality=assessment.municipality,
        url=url_of(overview.round.key, "kommuner", assessment.municipality_slug),
        size_group=assessment.size_group or "–",
        state=line.state.value,
        cells=None if profile is None else cells_of(overview, profile),
        why_not=line.showing.value if profile is None else "",
        capitals=len(overview.capitals),
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

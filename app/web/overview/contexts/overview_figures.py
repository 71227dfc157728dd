"""Contexts of what stands around the overview's table: four figures, who took part over the years, actions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app.assessment.results.results import Trend
from app.reports.figures import svg
from app.reports.figures.capital_facts import name_in_text, value_text
from app.reports.kernel.wording import count, in_words
from app.reports.overview.regional.change_words import difference, verdict
from app.rounds.overview.key_figures import YearParticipation
from app.services.overview.overview import Overview, YearPanel
from app.services.overview.overview_figures import OverviewFigures

NONE = "–"
SEVERAL = 2
FIRST_YEAR = "Första året, inget att jämföra med."
NOT_TESTED = "för få för att pröva"


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """`value` is large, `unit` beside it small; `change` says what it was the year before."""

    label: str
    value: str
    unit: str
    change: str


@dataclass(frozen=True, slots=True)
class ParticipationView:
    conclusion: str
    alternative: str
    drawing: Markup
    rows: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class ActionView:
    """Rows are capital, all, done, in time, late, without a day."""

    lead: str
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...]


def key_figures(overview: Overview, figures: OverviewFigures) -> tuple[KeyFigure, ...]:
    now, before = figures.now, figures.before
    questionnaire = overview.questionnaire
    middle, lowest = figures.middle, figures.lowest
    return (
        KeyFigure(
            label="Har fastställt",
            value=f"{now.approved} av {now.invited}",
            unit="kommuner" if now.invited != 1 else "kommun",
            change=FIRST_YEAR if before is None else _year_before(before.year, before.approved, before.invited),
        ),
        KeyFigure(
            label="Mitten, samlat index",
            value=NONE if middle is None else value_text(middle.median, questionnaire.scale),
            unit="" if middle is None else f"median av {count(middle.kommuner, 'kommun', 'kommuner')}",
            change=_moved(overview.panel),
        ),
        KeyFigure(
            label="Lägsta kapitalslag",
            value=NONE if lowest is None else questionnaire.capital(lowest.capital_id).short_name,
            unit="" if lowest is None else f"median {value_text(lowest.median, questionnaire.scale)}",
            change=_change_of(overview, None if lowest is None else lowest.capital_id),
        ),
        KeyFigure(
            label="Har planerat åtgärder",
            value=f"{now.with_actions} av {now.readable}" if now.readable else NONE,
            unit="som delar" if now.readable else "",
            change=FIRST_YEAR if before is None else _year_before(before.year, before.with_actions, before.readable),
        ),
    )


def _year_before(year: int, part: int, whole: int) -> str:
    return f"{year}: {part} av {whole}." if whole else f"{year}: ingen."


def _moved(panel: YearPanel | None) -> str:
    """In how many capitals the mean of the same kommuner has clearly moved; the official index is not compared."""
    if panel is None:
        return FIRST_YEAR
    if all(change.trend is None for change in panel.capitals):
        return f"För få delar både {panel.earlier_year} och nu för att pröva förändringen."
    ways = ((Trend.UP, "upp"), (Trend.DOWN, "ned"))
    moves = [(sum(change.trend is trend for change in panel.capitals), word) for trend, word in ways]
    parts = [f"tydligt {word} i {in_words(amount)} kapitalslag" for amount, word in moves if amount]
    return f"Sedan {panel.earlier_year}: {' och '.join(parts) or 'ingen tydlig förändring'}."


def _change_of(overview: Overview, capital_id: str | None) -> str:
    panel = overview.panel
    if panel is None:
        return FIRST_YEAR
    change = next((item for item in panel.capitals if item.capital_id == capital_id), None)
    if change is None or change.difference is None:
        return f"Går inte att jämföra med {panel.earlier_year}."
    judgement = NOT_TESTED if change.trend is None else verdict(change)
    return f"{difference(change, overview.questionnaire.scale)} sedan {panel.earlier_year}, {judgement}."


def participation_view(years: Sequence[YearParticipation]) -> ParticipationView | None:
    """Earliest first; None before there is a kommun in any."""
    rounds = [year for year in years if year.invited]
    if not rounds:
        return None
    bars = [svg.ParticipationBar(str(year.year), year.invited, year.begun, year.approved) for year in rounds]
    sentences = " ".join(
        f"{year.year}: {year.invited} inbjudna, {year.begun} har börjat, {year.approved} har fastställt."
        for year in rounds
    )
    return ParticipationView(
        conclusion=" ".join(_conclusion(rounds)),
        alternative=f"Stapeldiagram över kommunerna i varje omgång. {sentences}",
        drawing=Markup(svg.participation_bars(bars)),  # noqa: S704 - the drawing escapes every text
        rows=tuple((str(year.year), str(year.invited), str(year.begun), str(year.approved)) for year in rounds),
    )


def _conclusion(rounds: Sequence[YearParticipation]) -> Iterable[str]:
    latest = rounds[-1]
    yield (
        f"{latest.year} har {latest.begun} av {count(latest.invited, 'kommun', 'kommuner')} börjat "
        f"och {latest.approved or 'ingen'} fastställt."
    )
    if len(rounds) > 1:
        before = rounds[-2]
        yield f"{before.year} fastställde {before.approved or 'ingen'} av {before.invited}."


def action_view(overview: Overview, figures: OverviewFigures) -> ActionView | None:
    """None while the kommuner that share have planned nothing."""
    counts = figures.actions
    if not any(item.every for item in counts):
        return None
    looked_at = {capital.id for capital in overview.capitals}
    capitals = [item for item in counts if item.capital_id in looked_at]
    columns = [(item.every, item.done, item.in_time, item.late, item.without_day) for item in capitals]
    total = [sum(column) for column in zip(*columns, strict=True)]
    most = max(capitals, key=lambda item: item.every)
    late = total[3]
    lead = (
        f"{count(total[0], 'åtgärd', 'åtgärder')} hos {count(figures.now.with_actions, 'kommun', 'kommuner')} "
        f"som delar. {total[1] or 'Ingen'} är {'klar' if total[1] < SEVERAL else 'klara'} "
        f"och {late or 'ingen'} är {'försenad' if late < SEVERAL else 'försenade'}."
    )
    if most.every and len(capitals) > 1:
        lead += f" Flest gäller {name_in_text(most.capital_id, overview.questionnaire)}."
    return ActionView(
        lead=lead,
        rows=tuple(
            (overview.questionnaire.capital(item.capital_id).name, *map(str, column))
            for item, column in zip(capitals, columns, strict=True)
        ),
        total=tuple(map(str, total)),
    )

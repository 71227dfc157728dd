"""Context of a kommun's development over the years: figure, tables, and what was decided beside what came of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from app.assessment.comparison.development import CapitalDevelopment, Development, Point
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.reports.figures.capital_facts import level_name
from app.reports.figures.change_figures import change_table
from app.reports.figures.change_words import CHANGE_NOTE, NO_PROOF, comparison_text, named_changes
from app.reports.figures.figures import FigureTable
from app.reports.kernel.wording import NO_LEVEL, listing
from app.reports.method.method_text import clear_note
from app.reports.paper.rendering import change_table as change_markup
from app.reports.paper.rendering import figure, table, table_of_words
from app.reports.results.action_columns import CAPITAL_HEADING, OUTCOME, STATUS, TEXT, in_order
from app.reports.results.development_figure import (
    capital_named,
    development_figure,
    development_notes,
    development_table,
    link_text,
    point_text,
)
from app.rounds.assessments.plans import Action
from app.services.results.development import OverYears
from app.web.shell.contexts.frame import Frame, url_of


@dataclass(frozen=True, slots=True)
class DevelopmentPage:
    frame: Frame
    url: str
    municipality: str
    notices: tuple[str, ...]
    """What is not here, and why."""
    figure: Markup | None
    """None until there are two years."""
    table: Markup | None
    notes: tuple[str, ...]
    whole_conclusion: str
    """What has clearly changed over the whole time; empty until there are three years."""
    change_note: str
    clear_note: str
    changes: tuple[Markup, ...]
    """The whole time first, then year by year from the latest."""
    decided_year: int | None
    decided: Markup | None
    no_proof: str
    has_result: bool


def development_page(frame: Frame, over_years: OverYears) -> DevelopmentPage:
    development = over_years.development
    several = development is not None and len(development.years) > 1
    return DevelopmentPage(
        frame=frame,
        url=url_of(over_years.assessment.key),
        municipality=over_years.assessment.municipality,
        notices=tuple(_notices(over_years)),
        figure=_figure(over_years, development) if development is not None and several else None,
        table=None
        if development is None
        else table(development_table(development, over_years.editions, over_years.targets)),
        notes=() if development is None else development_notes(development, over_years.editions),
        whole_conclusion=_whole_conclusion(over_years),
        change_note=CHANGE_NOTE,
        clear_note=clear_note(),
        changes=() if development is None else tuple(_changes(over_years, development)),
        decided_year=None if over_years.decided is None else over_years.decided.year,
        decided=_decided(over_years),
        no_proof=NO_PROOF,
        has_result=over_years.has_this_year,
    )


def development_title(over_years: OverYears) -> str:
    """From the first year shown to the assessment's own, so that two years' pages have titles of their own."""
    last = over_years.assessment.round.year
    first = last if over_years.development is None else over_years.development.years[0]
    span = str(last) if first == last else f"{first}–{last}"
    return f"Utvecklingen i {over_years.assessment.municipality} {span}"


def _whole_conclusion(over_years: OverYears) -> str:
    development = over_years.development
    if development is None or development.whole is None:
        return ""
    return named_changes(development.whole, over_years.editions[-1], development.years[-1])


def _notices(over_years: OverYears) -> Iterator[str]:
    assessment = over_years.assessment
    year, years = assessment.round.year, () if over_years.development is None else over_years.development.years
    if assessment.round.is_trial:
        yield "En provomgång jämförs inte med tidigare år."
    elif not years:
        yield "Det finns inget år med resultat att visa än."
    elif len(years) == 1:
        yield f"Det finns ett år att visa: {years[0]}. Utvecklingen visas när det finns två."
    if over_years.has_result and not over_years.has_this_year:
        yield f"{year} pågår. {year} kommer med när resultatet är fastställt."
    elif not over_years.has_this_year:
        yield f"Svaren för {year} är inte klara. {year} kommer med när svarstiden är avslutad."
    elif assessment.approved_at is None:
        yield f"{year} är ett utkast tills resultatet är fastställt."
    if over_years.withheld_years:
        withheld = listing([str(withheld_year) for withheld_year in over_years.withheld_years])
        yield f"Resultatet för {withheld} delas inte, så det är inte med."


def _figure(over_years: OverYears, development: Development) -> Markup:
    return figure(development_figure(development, over_years.editions, over_years.targets), with_table=False)


def _changes(over_years: OverYears, development: Development) -> Iterator[Markup]:
    if development.whole is not None:
        yield change_markup(change_table(comparison_text(over_years.editions[-1], development.whole)))
    for edition, step in reversed(list(zip(over_years.editions[1:], development.steps, strict=True))):
        yield change_markup(change_table(comparison_text(edition, step)))


def _decided(over_years: OverYears) -> Markup | None:
    decision, development = over_years.decided, over_years.development
    if decision is None or development is None or not decision.actions:
        return None
    now = development.years[-1]
    capitals = {capital.capital_id: capital for capital in development.capitals}
    rows = tuple(
        _decided_row(action, capitals[action.capital_id], over_years) for action in in_order(decision.actions, capitals)
    )
    header = [CAPITAL_HEADING, TEXT.heading, STATUS.heading, OUTCOME.heading, f"Nivå {now}"]
    header += [f"Sedan {development.years[-2]}"] if now > decision.year else []
    return table_of_words(FigureTable(f"Åtgärder från {decision.year}", tuple(header), rows))


def _decided_row(action: Action, capital: CapitalDevelopment, over_years: OverYears) -> tuple[str, ...]:
    point, edition = capital.points[-1], over_years.editions[-1]
    has_moved = over_years.decided is not None and point.year > over_years.decided.year
    return (
        capital_named(capital.capital_id, over_years.editions).name,
        TEXT.words(action),
        STATUS.words(action),
        OUTCOME.words(action),
        _level_of(point, edition),
        *([link_text(capital.links[-1], edition)] if has_moved else []),
    )


def _level_of(point: Point, edition: Questionnaire) -> str:
    if point.level is not None:
        return level_name(point.level, edition)
    return point_text(point, edition) if point.index is None else NO_LEVEL

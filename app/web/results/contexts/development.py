"""Context of a kommun's development over the years: figure, tables, and what was decided beside what came of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from app.assessment.comparison.development import CapitalDevelopment, Development, Point
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.reports.figures.capital_facts import level_name
from app.reports.figures.change_figures import change_table
from app.reports.figures.change_words import CHANGE_NOTE, named_changes
from app.reports.figures.figures import FigureTable
from app.reports.kernel.wording import NO_LEVEL, listing
from app.reports.method.method_text import clear_note
from app.reports.paper.rendering import change_table as change_markup
from app.reports.paper.rendering import figure, table, table_of_words
from app.reports.results.action_columns import CAPITAL_HEADING, OWNER, STATUS, TEXT, in_order
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
    has_result: bool


def development_page(frame: Frame, found: OverYears) -> DevelopmentPage:
    development = found.development
    several = development is not None and len(development.years) > 1
    return DevelopmentPage(
        frame=frame,
        url=url_of(found.assessment.key),
        municipality=found.assessment.municipality,
        notices=tuple(_notices(found)),
        figure=_figure(found, development) if development is not None and several else None,
        table=None if development is None else table(development_table(development, found.editions, found.targets)),
        notes=() if development is None else development_notes(development, found.editions),
        whole_conclusion=_whole_conclusion(found),
        change_note=CHANGE_NOTE,
        clear_note=clear_note(),
        changes=() if development is None else tuple(_changes(found, development)),
        decided_year=None if found.decided is None else found.decided.year,
        decided=_decided(found),
        has_result=found.has_this_year,
    )


def development_title(found: OverYears) -> str:
    """From the first year shown to the assessment's own, so that two years' pages have titles of their own."""
    last = found.assessment.round.year
    first = last if found.development is None else found.development.years[0]
    span = str(last) if first == last else f"{first}–{last}"
    return f"Utvecklingen i {found.assessment.municipality} {span}"


def _whole_conclusion(found: OverYears) -> str:
    development = found.development
    if development is None or development.whole is None:
        return ""
    return named_changes(development.whole, found.editions[-1], development.years[-1])


def _notices(found: OverYears) -> Iterator[str]:
    assessment = found.assessment
    year, years = assessment.round.year, () if found.development is None else found.development.years
    if assessment.round.is_trial:
        yield "En provomgång jämförs inte med tidigare år."
    elif not years:
        yield "Det finns inget år med resultat att visa än."
    elif len(years) == 1:
        yield f"Det finns ett år att visa: {years[0]}. Utvecklingen visas när det finns två."
    if not found.has_this_year:
        yield f"Svaren för {year} är inte klara. {year} kommer med när svarstiden är avslutad."
    elif assessment.approved_at is None:
        yield f"{year} är ett utkast tills resultatet är fastställt."
    if found.withheld_years:
        withheld = listing([str(one) for one in found.withheld_years])
        yield f"Kommunen delar inte resultatet för {withheld}, så det är inte med."


def _figure(found: OverYears, development: Development) -> Markup:
    return figure(development_figure(development, found.editions, found.targets), with_table=False)


def _changes(found: OverYears, development: Development) -> Iterator[Markup]:
    if development.whole is not None:
        yield change_markup(change_table(found.editions[-1], development.whole))
    for edition, step in reversed(list(zip(found.editions[1:], development.steps, strict=True))):
        yield change_markup(change_table(edition, step))


def _decided(found: OverYears) -> Markup | None:
    decided, development = found.decided, found.development
    if decided is None or development is None or not decided.actions:
        return None
    now = development.years[-1]
    capitals = {capital.capital_id: capital for capital in development.capitals}
    rows = tuple(
        _decided_row(action, capitals[action.capital_id], found) for action in in_order(decided.actions, capitals)
    )
    header = [TEXT.heading, CAPITAL_HEADING, OWNER.heading, STATUS.heading, f"Nivå {now}"]
    header += [f"Sedan {development.years[-2]}"] if now > decided.year else []
    return table_of_words(FigureTable(f"Åtgärder från {decided.year}", tuple(header), rows))


def _decided_row(action: Action, capital: CapitalDevelopment, found: OverYears) -> tuple[str, ...]:
    point, edition = capital.points[-1], found.editions[-1]
    has_moved = found.decided is not None and point.year > found.decided.year
    return (
        TEXT.words(action),
        capital_named(capital.capital_id, found.editions).name,
        OWNER.words(action),
        STATUS.words(action),
        _level_of(point, edition),
        *([link_text(capital.links[-1], edition)] if has_moved else []),
    )


def _level_of(point: Point, edition: Questionnaire) -> str:
    if point.level is not None:
        return level_name(point.level, edition)
    return point_text(point, edition) if point.index is None else NO_LEVEL

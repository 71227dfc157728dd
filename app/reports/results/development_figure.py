"""The development over the years as a figure of small panels, with its table and the words for every broken line."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from app.assessment.comparison.development import CapitalDevelopment, Development, LinkKind, Point, YearLink
from app.assessment.questionnaires.questionnaire import Capital, Questionnaire
from app.assessment.results.results import NotCompared
from app.assessment.results.scale import scale_values
from app.reports.figures.capital_facts import axis_of, level_name, rings, value_text
from app.reports.figures.change_figures import change_table
from app.reports.figures.change_words import change_note, change_text, comparison_text, difference_text, named_changes
from app.reports.figures.figures import Axis, DevelopmentFigure, DevelopmentPanel, FigureTable, PanelLink, PanelPoint
from app.reports.kernel.wording import NOT_ASKED, NOT_COMPARED, STATUSES, listing, lowered, number
from app.reports.results.content import DevelopmentPart
from app.reports.results.subject import Findings
from app.rounds.assessments.plans import Target

NO_LONGER_ASKED = "Kapitalslaget ingick inte det senare året."


def development_figure(
    development: Development, editions: Sequence[Questionnaire], targets: Mapping[str, Target]
) -> DevelopmentFigure:
    """Of at least two years. `editions` are the years' own, in the same order; `targets` are the latest year's."""
    first, last = development.years[0], development.years[-1]
    return DevelopmentFigure(
        key="utveckling",
        title=f"Utveckling {first}–{last}",
        conclusion=named_changes(development.steps[-1], editions[-1], last),
        alternative=_alternative(development, editions),
        table=development_table(development, editions, targets),
        scale=rings(editions[-1]),
        years=tuple(range(first, last + 1)),
        panels=tuple(
            _panel(capital, place, editions, targets.get(capital.capital_id))
            for place, capital in enumerate(development.capitals)
        ),
    )


def development_part(findings: Findings) -> DevelopmentPart | None:
    """Of a report: None until there are three years, since with two the change since last year says it all."""
    development = findings.development
    if development is None or development.whole is None:
        return None
    return DevelopmentPart(
        figure=development_figure(development, findings.editions, findings.targets),
        whole=change_table(comparison_text(findings.editions[-1], development.whole)),
        notes=development_notes(development, findings.editions),
        whole_note=change_note(development.whole, findings.editions[-1]),
        whole_conclusion=named_changes(development.whole, findings.editions[-1], development.years[-1]),
    )


def capital_named(capital_id: str, editions: Sequence[Questionnaire]) -> Capital:
    """As the latest of the editions that has it says. Raises StopIteration for a capital that none has."""
    return next(capital for edition in reversed(editions) for capital in edition.capitals if capital.id == capital_id)


def _axis(capital_id: str, place: int, editions: Sequence[Questionnaire]) -> Axis:
    """The shape follows the place in the latest questionnaire, as everywhere; what it no longer has comes after."""
    capital_ids = [capital.id for capital in editions[-1].capitals]
    return axis_of(
        capital_named(capital_id, editions),
        capital_ids.index(capital_id) if capital_id in capital_ids else len(capital_ids) + place,
    )


def _panel(
    development: CapitalDevelopment, place: int, editions: Sequence[Questionnaire], target: Target | None
) -> DevelopmentPanel:
    points = tuple(
        PanelPoint(point.year, float(point.placed), value_text(point.placed, editions[-1].scale))
        for point in development.points
        if point.placed is not None
    )
    links = tuple(_drawn(link, *link.drawn) for link in development.links if link.drawn is not None)
    aim = None if target is None else float(scale_values(editions[-1])[target.position - 1])
    missing = "" if points else "inget resultat att rita"
    return DevelopmentPanel(
        axis=_axis(development.capital_id, place, editions), points=points, links=links, target=aim, missing=missing
    )


def _drawn(link: YearLink, start: Fraction, end: Fraction) -> PanelLink:
    quiet = link.kind is LinkKind.QUIET
    return PanelLink(
        earlier_year=link.earlier_year, later_year=link.later_year, start=float(start), end=float(end), quiet=quiet
    )


def point_text(point: Point, edition: Questionnaire) -> str:
    """The year's index on its own scale, or why there is none."""
    if point.index is not None:
        return value_text(point.index, edition.scale)
    return NOT_ASKED if point.status is None else STATUSES[point.status]


def development_table(
    development: Development, editions: Sequence[Questionnaire], targets: Mapping[str, Target]
) -> FigureTable:
    """Index per capital and year, and the target where there is one."""
    header = ["Kapitalslag", *(str(year) for year in development.years), *(["Mål"] if targets else [])]
    rows = []
    for capital in development.capitals:
        target = targets.get(capital.capital_id)
        aim = "–" if target is None else f"{level_name(target.position, editions[-1])} {target.by_year}"
        texts = [point_text(point, edition) for point, edition in zip(capital.points, editions, strict=True)]
        rows.append((capital_named(capital.capital_id, editions).name, *texts, *([aim] if targets else [])))
    return FigureTable("Index per år", tuple(header), tuple(rows))


def _alternative(development: Development, editions: Sequence[Questionnaire]) -> str:
    parts = []
    for capital in development.capitals:
        years = ", ".join(
            f"{point.year} {point_text(point, edition)}"
            for point, edition in zip(capital.points, editions, strict=True)
        )
        links = ", ".join(
            f"{link.earlier_year}–{link.later_year} {link_text(link, edition)}"
            for link, edition in zip(capital.links, editions[1:], strict=True)
        )
        parts.append(f"{capital_named(capital.capital_id, editions).name}: {years} ({links})")
    return f"Linjediagram med en ruta per kapitalslag. {'; '.join(parts)}."


def link_text(link: YearLink, later: Questionnaire) -> str:
    """The link in a few words: "tydligt upp, +0,6" or "jämförs inte"; `later` is the later year's edition."""
    if link.change is None or link.kind is LinkKind.BROKEN:
        return "jämförs inte"
    return f"{change_text(link.change)}, {difference_text(link.change, later)}"


def development_notes(development: Development, editions: Sequence[Questionnaire]) -> tuple[str, ...]:
    """Why lines are broken, which years are passed over, and which have another scale."""
    return (*_broken(development, editions), *_skipped(development), *_other_scales(development, editions))


def _broken(development: Development, editions: Sequence[Questionnaire]) -> Iterator[str]:
    for place, step in enumerate(development.steps):
        by_reason: dict[NotCompared | None, list[str]] = {}
        for capital in development.capitals:
            if _is_told(capital, place):
                change = capital.links[place].change
                name = lowered(capital_named(capital.capital_id, editions).name)
                if change is not None and change.not_compared is NotCompared.TOO_LITTLE_SHARED:
                    name += f" ({change.shared_questions} av {change.questions} frågor)"
                by_reason.setdefault(None if change is None else change.not_compared, []).append(name)
        for reason, names in by_reason.items():
            why = NO_LONGER_ASKED if reason is None else NOT_COMPARED[reason]
            later = development.years[place + 1]
            yield f"Från {step.earlier_year} till {later} jämförs inte {listing(names)}. {why}"


def _is_told(capital: CapitalDevelopment, place: int) -> bool:
    """A broken line, but not between two years that both lack the capital."""
    ends = capital.points[place : place + 2]
    return capital.links[place].kind is LinkKind.BROKEN and any(point.status is not None for point in ends)


def _skipped(development: Development) -> Iterator[str]:
    for step, later in zip(development.steps, development.years[1:], strict=True):
        if step.skipped_years:
            years = listing([str(year) for year in step.skipped_years])
            yield f"{years} är inte med. {later} jämförs med {step.earlier_year}."


def _other_scales(development: Development, editions: Sequence[Questionnaire]) -> Iterator[str]:
    latest = scale_values(editions[-1])
    for place, (year, edition) in enumerate(zip(development.years, editions, strict=True)):
        values = scale_values(edition)
        if values == latest:
            continue
        points = [capital.points[place] for capital in development.capitals]
        is_placed = any(point.placed is not None for point in points)
        ends = f"{number(values[0])}–{number(values[-1])}"
        how = (
            "Punkterna är flyttade till den nya skalan."
            if is_placed
            else "Det året går inte att rita bredvid de andra."
        )
        yield f"{year} hade en annan skala ({ends}). {how}"

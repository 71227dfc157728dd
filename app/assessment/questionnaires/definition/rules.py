"""What must hold between the parts of one edition: ids, scale, anchors, who is asked, what builds on what."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from app.editions.nodes import Node
from app.editions.part_rules import alike, check_known, check_once
from app.editions.problems import Report, SourcePosition, listed


def check(edition: Node, report: Report) -> None:
    """Reports every breach. What is invalid in itself has been reported already and is passed over."""
    _scale(edition, report)
    _ids(edition, report)
    _names(edition, report)
    for capital in edition.parts("capitals"):
        _depends_on_known(capital, edition, report)
        _core(capital, report)
        _direction(capital, report)
    for _, question in questions(edition):
        _anchors(question, edition, report)
        _next_steps(question, edition, report)
        _meant_for(question, edition, report)
    _no_cycle(edition, report)


def check_advised(edition: Node, report: Report) -> None:
    """Every question has next steps. Those that are written are held to the rules by `check`."""
    values = scale_values(edition)
    for _, question in questions(edition):
        if values is not None and "next_step" not in question.inner:
            _missing_steps(question, question.missing("next_step"), values[:-1], report)


def capital_questions(capital: Node) -> Iterator[tuple[str, Node]]:
    """The capital's questions with the kind of each: "questions", "unity" or "predictability"."""
    for question in capital.parts("questions"):
        yield "questions", question
    direction = capital.part("direction")
    for kind in ("unity", "predictability"):
        one_of_two = direction and direction.part(kind)
        if one_of_two:
            yield kind, one_of_two


def questions(edition: Node) -> Iterator[tuple[str, Node]]:
    """Every question of the edition, with where it belongs: "politiskt", or "politiskt, unity" for direction."""
    for capital in edition.parts("capitals"):
        for kind, question in capital_questions(capital):
            yield (capital.text("id") or "?") + ("" if kind == "questions" else f", {kind}"), question


def scale_values(edition: Node) -> tuple[Decimal, ...] | None:
    """The values of the scale, lowest first; None when any is invalid, so that nothing can be held against it."""
    levels = edition.parts("scale")
    values = [value for level in levels if (value := level.number("value")) is not None]
    whole = values and len(values) == len(levels) and values == sorted(set(values))
    return tuple(values) if whole else None


def _scale(edition: Node, report: Report) -> None:
    levels = [(value, level) for level in edition.parts("scale") if (value := level.number("value")) is not None]
    for (before, _), (value, level) in pairwise(levels):
        if value <= before:
            report.add("scale-not-increasing", level.at("value"), value=value, before=before)
    limits = edition.part("limits")
    prerequisite = limits and limits.number("prerequisite_level")
    values = scale_values(edition)
    if limits and prerequisite is not None and values and prerequisite not in values:
        place = limits.at("prerequisite_level")
        report.add("prerequisite-not-a-level", place, value=prerequisite, levels=listed(values))


def _ids(edition: Node, report: Report) -> None:
    check_once(edition.parts("role_groups"), "id", "rollgrupp", report)
    check_once(edition.parts("capitals"), "id", "kapitalslag", report)
    check_once((question for _, question in questions(edition)), "id", "fråga", report)


def _names(edition: Node, report: Report) -> None:
    check_once(edition.parts("scale"), "label", "nivå", report)
    check_once(edition.parts("role_groups"), "name", "rollgrupp", report)
    check_once(edition.parts("capitals"), "name", "kapitalslag", report)
    check_once(edition.parts("capitals"), "short_name", "kapitalslag", report)


def _anchors(question: Node, edition: Node, report: Report) -> None:
    values = scale_values(edition)
    if values is None or not question.usable_at("anchors"):
        return
    anchors = question.levels("anchors")
    for anchor in anchors:
        if anchor.level not in values:
            report.add("unknown-level", anchor.key_place, value=anchor.level, levels=listed(values))
    have = {anchor.level for anchor in anchors}
    for level in edition.parts("scale"):
        value = level.number("value")
        if value is not None and value not in have:
            label = f" ({level.text('label')})" if level.text("label") else ""
            name = question.text("id") or "?"
            report.add("missing-anchor", question.at("anchors"), question=name, level=value, label=label)
    _anchors_differ(question, report)


def _anchors_differ(question: Node, report: Report) -> None:
    first_levels: dict[str, Decimal] = {}
    for anchor in question.levels("anchors"):
        if anchor.text is None:
            continue
        first = first_levels.setdefault(alike(anchor.text), anchor.level)
        if first != anchor.level:
            report.add("duplicate-anchor", anchor.key_place, level=anchor.level, first_level=first)


def _next_steps(question: Node, edition: Node, report: Report) -> None:
    """Where there is advice, it is for every level but the highest, from which there is nowhere to go."""
    values = scale_values(edition)
    if values is None or not question.usable_at("next_step"):
        return
    steps = question.levels("next_step")
    for step in steps:
        if step.level not in values:
            report.add("unknown-level", step.key_place, value=step.level, levels=listed(values))
        elif step.level == values[-1]:
            report.add("next-step-from-highest", step.key_place, level=step.level)
    missing = [value for value in values[:-1] if value not in {step.level for step in steps}]
    if missing:
        _missing_steps(question, question.at("next_step"), missing, report)


def _missing_steps(question: Node, place: SourcePosition, levels: Sequence[Decimal], report: Report) -> None:
    name = question.text("id") or "?"
    report.add("missing-next-step", place, question=name, levels=listed(levels))


def _meant_for(question: Node, edition: Node, report: Report) -> None:
    check_known(question.entries("meant_for"), edition.parts("role_groups"), "unknown-role-group", report)


def _depends_on_known(capital: Node, edition: Node, report: Report) -> None:
    check_known(capital.entries("depends_on"), edition.parts("capitals"), "unknown-capital", report)


def _core(capital: Node, report: Report) -> None:
    questions = capital.parts("questions")
    unsure = any("core" in question.inner and not question.usable_at("core") for question in questions)
    if questions and not unsure and not any(question.is_true("core") for question in questions):
        report.add("no-core-question", capital.at("questions"), capital=_name(capital))


def _direction(capital: Node, report: Report) -> None:
    unsure = "cross_cutting" in capital.inner and not capital.usable_at("cross_cutting")
    if "direction" not in capital.inner and not capital.is_true("cross_cutting") and not unsure:
        report.add("missing-direction", capital.missing("direction"), capital=_name(capital))


def _no_cycle(edition: Node, report: Report) -> None:
    """Reports each ring once, at the `depends_on` of its first capital in the file."""
    capitals = {name: capital for capital in edition.parts("capitals") if (name := capital.text("id"))}
    graph = {
        name: {item.raw for item in capital.entries("depends_on")} & capitals.keys()
        for name, capital in capitals.items()
    }
    while cycle := _cycle(graph):
        first = min(cycle, key=list(capitals).index)
        at = cycle.index(first)
        ring = [*cycle[at:], *cycle[:at], first]
        report.add("dependency-cycle", capitals[first].at("depends_on"), cycle=" → ".join(ring[:20]))
        for name, prerequisite in pairwise(ring):
            graph[name].discard(prerequisite)


def _cycle(graph: dict[str, set[str]]) -> list[str]:
    """Ids of which each builds on the next, and the last on the first; empty when there is no ring."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(reversed(error.args[1][1:]))
    return []


def _name(part: Node) -> str:
    return part.text("name") or part.text("id") or "?"

"""Commands for those who write catalogues of support, who work on files and need no database."""

import argparse
from pathlib import Path

from app.cli.commands import Parsers
from app.cli.output import print_message, show, show_json
from app.cli.problem_lists import show_problems
from app.editions.problems import Problem
from app.editions.reader import Lookup
from app.support.catalogue.catalogue import Catalogue, CatalogueItem
from app.support.catalogue.lineage import ItemChange, changes
from app.support.catalogue.names import CTM_PARTS, FORMS, SIZES, TARGET_GROUPS, WEIGHTS
from app.support.catalogue.problems import CatalogueError
from app.support.catalogue.reader import load
from app.support.catalogue.schema import json_schema


def register(parsers: Parsers) -> None:
    kinds = parsers["catalogue"].add_subparsers(required=True, metavar="VAD")
    checking = kinds.add_parser("check", help="granska kataloger: alla problem, med rad och åtgärd")
    checking.add_argument("files", type=Path, nargs="+", metavar="FIL")
    checking.add_argument("--json", action="store_true", help="problemen som JSON")
    checking.set_defaults(run=check)
    previewing = kinds.add_parser("preview", help="visa insatserna som de läses")
    previewing.add_argument("file", type=Path, metavar="FIL")
    previewing.add_argument("items", nargs="*", metavar="INSATS", help="bara dessa, med id")
    previewing.set_defaults(run=preview)
    comparing = kinds.add_parser("compare", help="visa vad som har hänt med varje insats mellan två utgåvor")
    comparing.add_argument("earlier", type=Path, metavar="FÖRE")
    comparing.add_argument("later", type=Path, metavar="EFTER")
    comparing.set_defaults(run=compare)
    schema = kinds.add_parser("schema", help="skriv ut filformatet som JSON Schema")
    schema.set_defaults(run=print_schema)


def check(arguments: argparse.Namespace) -> int:
    problems: list[Problem] = []
    for path in arguments.files:
        try:
            load(path)
        except CatalogueError as error:
            problems += error.problems
    return show_problems(problems, len(arguments.files), as_json=arguments.json)


def preview(arguments: argparse.Namespace) -> int:
    try:
        catalogue = load(arguments.file)
    except CatalogueError as error:
        return show_problems(error.problems, 1, as_json=False)
    unknown = [name for name in arguments.items if name not in catalogue.by_id]
    if unknown:
        print_message(f"Insatsen finns inte i katalogen: {', '.join(unknown)}.")
        return 1
    items = [catalogue.by_id[name] for name in arguments.items] or list(catalogue.items)
    show("\n\n".join(map(_as_text, items)))
    return 0


def compare(arguments: argparse.Namespace) -> int:
    try:
        earlier: Catalogue = load(arguments.earlier, previous=Lookup.UNCHECKED)
        later = load(arguments.later, previous=earlier)
    except CatalogueError as error:
        return show_problems(error.problems, 2, as_json=False)
    for change in changes(earlier, later):
        show(_change_line(change))
    return 0


def print_schema(_: argparse.Namespace) -> int:
    show_json(json_schema())
    return 0


def _change_line(change: ItemChange) -> str:
    origin = f", ersätter {change.earlier_id}" if change.earlier_id not in (None, change.item_id) else ""
    fields = f" ({', '.join(change.fields)})" if change.fields else ""
    return f"{change.previous:<9} {change.item_id}{origin}{fields}"


def _as_text(item: CatalogueItem) -> str:
    places = ", ".join(
        f"{placing.capital} ({', '.join(FORMS[form].lower() for form in placing.forms)})" for placing in item.places
    )
    hours = ", ".join(f"{TARGET_GROUPS[group].lower()} {hours}" for group, hours in item.demands.hours.by_group.items())
    lines = [
        f"{item.title} [{item.id}]" + ("" if item.is_offered else " – erbjuds inte längre"),
        f"  {item.gives}",
        f"  {' '.join(item.how.split())}",
        f"  Stärker: {places}",
        f"  För: {', '.join(TARGET_GROUPS[group].lower() for group in item.target_groups)}. {SIZES[item.size]}.",
        f"  Nivå {item.suits.lowest}–{item.suits.highest}, mottagarförmåga från nivå {item.receiver_min}.",
        f"  {WEIGHTS[item.weight]}. {CTM_PARTS[item.ctm]}.",
        f"  Ni bidrar med: {item.demands.kommun}",
        f"  Regionen bidrar med: {item.demands.region}",
        f"  Timmar per person: {hours}",
    ]
    return "\n".join([*lines, *([f"  Känsligt: {item.sensitive}"] if item.sensitive else [])])

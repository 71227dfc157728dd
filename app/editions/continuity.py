"""Does what an edition claims about the edition before hold? Every entry says what it is to it: same, changed, new …"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.editions.nodes import Node
from app.editions.problems import Report, SourcePosition, difference, suggestion

NEW, CHANGED = "new", "changed"
KEEPS_ID = ("same", "reworded")


@dataclass(frozen=True, slots=True)
class EditionBefore:
    """The edition before as far as its entries' ids; `keeps_id` are the words that say that an entry was there."""

    id: str
    year: int
    entries: Mapping[str, object]
    keeps_id: tuple[str, ...] = KEEPS_ID


def check_first_entries(entries: Iterable[Node], report: Report) -> None:
    """The rules of an edition that has none before it: every entry is new."""
    for entry in entries:
        previous = entry.text("previous")
        if previous not in (None, NEW):
            report.add("first-edition-not-new", entry.at("previous"), previous=previous)
        elif "predecessor" in entry.inner:
            report.add("unexpected-predecessor", entry.at("predecessor"), previous=NEW)


def check_follows(edition: Node, before: EditionBefore, report: Report) -> bool:
    """Whether the edition is of the same name and later. Reports when it isn't: then nothing can be held against it."""
    name, year = edition.text("id"), edition.whole("year")
    if (name is None or name == before.id) and (year is None or year > before.year):
        return True
    this = f"{edition.text('id')} {edition.whole('year')}"
    report.add("wrong-previous-edition", edition.at("year"), name=f"{before.id} {before.year}", this=this)
    return False


def check_entries(entries: Iterable[Node], before: EditionBefore, report: Report) -> None:
    """What each says holds: an id that is kept was there, a new one was not, and what is changed names what it was."""
    nodes = tuple(entries)
    still_there = {name: entry for entry in nodes if (name := entry.text("id"))}
    for entry in nodes:
        previous = entry.text("previous")
        if previous in before.keeps_id:
            _kept(entry, before, report)
        elif previous is not None:
            _new_id(entry, before, report)
        if previous is not None:
            _predecessor(entry, before, still_there, report)


def check_same(entry_place: SourcePosition, field: str, old: str, new: str, before: int, report: Report) -> None:
    """Of an entry that says "same": a text that it keeps to the letter. `before` is the year of the edition before."""
    if old != new:
        old_excerpt, new_excerpt = difference(old, new)
        report.add("same-differs", entry_place, field=field, edition=before, old=old_excerpt, new=new_excerpt)


def _kept(entry: Node, before: EditionBefore, report: Report) -> None:
    name, previous = entry.text("id"), entry.text("previous")
    if name is not None and name not in before.entries:
        facts = {"edition": before.year, "suggestion": suggestion(name, before.entries)}
        report.add("unknown-previous", entry.at("id"), entry=name, previous=previous, **facts)


def _new_id(entry: Node, before: EditionBefore, report: Report) -> None:
    name, previous = entry.text("id"), entry.text("previous")
    if name in before.entries:
        report.add("id-reused", entry.at("id"), entry=name, previous=previous, edition=before.year)


def _predecessor(entry: Node, before: EditionBefore, still_there: dict[str, Node], report: Report) -> None:
    previous, predecessor = entry.text("previous"), entry.text("predecessor")
    if previous != CHANGED:
        if "predecessor" in entry.inner:
            report.add("unexpected-predecessor", entry.at("predecessor"), previous=previous)
    elif "predecessor" not in entry.inner:
        report.add("missing-predecessor", entry.at("previous"))
    elif predecessor is not None and predecessor not in before.entries:
        facts = {"edition": before.year, "suggestion": suggestion(predecessor, before.entries)}
        report.add("unknown-predecessor", entry.at("predecessor"), predecessor=predecessor, **facts)
    elif predecessor in still_there and predecessor != entry.text("id"):
        line = still_there[predecessor].at("id").line
        report.add("predecessor-kept", entry.at("predecessor"), predecessor=predecessor, first_line=line)

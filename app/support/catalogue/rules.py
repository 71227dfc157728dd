"""What must hold between the parts of one catalogue, and between it and the questionnaire it answers to."""

from app.assessment.questionnaires.questionnaire import Questionnaire
from app.editions.continuity import EditionBefore, check_entries, check_first_entries, check_follows, check_same
from app.editions.nodes import Node
from app.editions.part_rules import check_among, check_no_cycle, check_once
from app.editions.problems import Report, suggestion
from app.support.catalogue.catalogue import OVERALL, Catalogue, CatalogueItem, ItemPrevious

RETIRED = ItemPrevious.RETIRED.value
KEEPS_ID = tuple(previous.value for previous in (ItemPrevious.SAME, ItemPrevious.REWORDED, ItemPrevious.RETIRED))


def check(catalogue: Node, report: Report) -> None:
    """Reports every breach. What is invalid in itself has been reported already and is passed over."""
    items = catalogue.parts("items")
    check_once(items, "id", "insats", report)
    check_once(items, "title", "insats", report)
    for item in items:
        _suits(item, report)
        _places(item, report)
        _hours(item, report)
        _sources(item, report)
    _rows_once(items, report)
    _builds_on(items, report)


def check_against(catalogue: Node, questionnaire: Questionnaire, report: Report) -> None:
    """Capitals, levels and questions are those of the questionnaire."""
    capitals = {capital.id: capital for capital in questionnaire.capitals if not capital.cross_cutting}
    top = len(questionnaire.scale) - 1
    name = f"{questionnaire.id} {questionnaire.year}"
    for item in catalogue.parts("items"):
        placings = tuple(node for place in item.parts("places") if (node := place.usable_at("capital")))
        check_among(placings, {**capitals, OVERALL: None}, "unknown-capital", report)
        for holder, key in ((item.part("suits"), "lowest"), (item.part("suits"), "highest"), (item, "receiver_min")):
            level = holder.whole(key) if holder else None
            if holder and level is not None and level > top:
                report.add("unknown-level", holder.at(key), value=level, levels=f"0–{top}")
        for question in item.entries("questions"):
            if question.raw not in questionnaire.questions:
                close = suggestion(question.raw, questionnaire.questions)
                report.add("unknown-question", question.place, id=question.raw, name=name, suggestion=close)


def check_first(catalogue: Node, report: Report) -> None:
    """The rules of an edition that has none before it: every item is new."""
    check_first_entries(catalogue.parts("items"), report)


def check_continuity(catalogue: Node, before: Catalogue, report: Report) -> None:
    """Holds an edition against the one before it. Nothing that was offered goes out of it without a word."""
    earlier = EditionBefore(id=before.id, year=before.year, entries=before.by_id, keeps_id=KEEPS_ID)
    if not check_follows(catalogue, earlier, report):
        return
    items = catalogue.parts("items")
    check_entries(items, earlier, report)
    for item in items:
        old = before.by_id.get(item.text("id") or "")
        if old is not None and item.text("previous") in KEEPS_ID:
            _kept(item, old, before.year, report)
    _none_gone(catalogue, items, before, report)


def _kept(item: Node, old: CatalogueItem, year: int, report: Report) -> None:
    if not old.is_offered:
        report.add("already-retired", item.at("id"), item=old.id, edition=year)
    elif item.text("previous") == ItemPrevious.SAME:
        for field, old_text in (("title", old.title), ("gives", old.gives), ("how", old.how)):
            text = item.text(field)
            if text is not None:
                check_same(item.at(field), field, old_text, text, year, report)
        old_places = _written({placing.capital: [form.value for form in placing.forms] for placing in old.places})
        places = item.parts("places")
        new_places = {place.text("capital") or "?": [form.raw for form in place.entries("forms")] for place in places}
        if places and "?" not in new_places:
            check_same(item.at("places"), "places", old_places, _written(new_places), year, report)


def _written(places: dict[str, list[str]]) -> str:
    return ", ".join(f"{capital} ({' '.join(sorted(forms))})" for capital, forms in sorted(places.items()))


def _none_gone(catalogue: Node, items: tuple[Node, ...], before: Catalogue, report: Report) -> None:
    ids = [item.text("id") for item in items]
    if None in ids or len(items) < len(catalogue.inner["items"].inner if "items" in catalogue.inner else ()):
        return  # an id that is itself invalid could be any of them
    continued_ids = {*ids, *(item.text("predecessor") for item in items)}
    for item in before.offered:
        if item.id not in continued_ids:
            report.add("item-gone", catalogue.at("items"), item=item.id, edition=before.year)


def _suits(item: Node, report: Report) -> None:
    suits = item.part("suits")
    lowest, highest = (suits.whole("lowest"), suits.whole("highest")) if suits else (None, None)
    if suits and lowest is not None and highest is not None and lowest > highest:
        report.add("suits-order", suits.at("lowest"), lowest=lowest, highest=highest)


def _places(item: Node, report: Report) -> None:
    first_lines: dict[str, int | None] = {}
    for place in item.parts("places"):
        capital = place.text("capital")
        if capital in first_lines:
            report.add("duplicate-place", place.at("capital"), capital=capital, first_line=first_lines[capital])
        elif capital is not None:
            first_lines[capital] = place.at("capital").line


def _hours(item: Node, report: Report) -> None:
    demands = item.part("demands")
    hours = demands and demands.part("hours")
    if demands and hours and not hours.inner:
        report.add("no-hours", demands.at("hours"))


def _sources(item: Node, report: Report) -> None:
    for source in item.parts("sources"):
        has_rows, has_chapter = "bilaga2" in source.inner, bool({"chapter", "section"} & source.inner.keys())
        if has_rows and has_chapter:
            report.add("source-with-both", source.place)
        elif not (has_rows and source.inner["bilaga2"].inner) and not {"chapter", "section"} <= source.inner.keys():
            report.add("source-without-place", source.place)


def _rows_once(items: tuple[Node, ...], report: Report) -> None:
    first: dict[str, tuple[str, int | None]] = {}
    for item in items:
        for source in item.parts("sources"):
            for row in source.entries("bilaga2"):
                home, line = first.setdefault(row.raw, (item.text("id") or "?", row.place.line))
                if home != (item.text("id") or "?"):
                    report.add("row-in-two-items", row.place, row=row.raw, item=home, first_line=line)


def _builds_on(items: tuple[Node, ...], report: Report) -> None:
    ids = {name: item for item in items if (name := item.text("id"))}
    retired_ids = {name for name, item in ids.items() if item.text("previous") == RETIRED}
    if len(ids) == len(items):
        for item in items:
            references = item.entries("builds_on")
            check_among(references, ids, "unknown-item", report)
            for reference in references:
                if reference.raw in retired_ids and item.text("id") not in retired_ids:
                    report.add("builds-on-retired", reference.place, id=reference.raw)
    check_no_cycle(items, "builds_on", "builds-on-cycle", report)

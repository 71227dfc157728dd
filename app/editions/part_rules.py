"""What must hold between the parts of any file: ids and names that are there once, references that lead somewhere."""

from collections.abc import Iterable, Mapping

from app.editions.nodes import Node
from app.editions.problems import Report, listed, suggestion


def check_once(parts: Iterable[Node], key: str, noun: str, report: Report) -> None:
    """No two parts say the same under a key; `noun` is what a part is called."""
    first_lines: dict[str, int | None] = {}
    for part in parts:
        text = part.text(key)
        if text is None:
            continue
        place = part.at(key)
        if alike(text) in first_lines:
            facts = {"first_line": first_lines[alike(text)], "part": noun}
            if key == "id":
                report.add("duplicate-id", place, id=text, **facts)
            else:
                report.add("duplicate-name", place, name=text, **facts)
        else:
            first_lines[alike(text)] = place.line


def check_known(references: tuple[Node, ...], parts: tuple[Node, ...], code: str, report: Report) -> None:
    """Every named id is that of a part. An id that is itself invalid could be any of them: then nothing is said."""
    ids = [part.text("id") for part in parts]
    part_ids = {part_id: None for part_id in ids if part_id is not None}
    if len(part_ids) == len(ids) and part_ids:
        check_among(references, part_ids, code, report)


def check_among(references: tuple[Node, ...], ids: Mapping[str, object], code: str, report: Report) -> None:
    """Every named id is one of these."""
    for item in references:
        if item.raw not in ids:
            report.add(code, item.place, id=item.raw, suggestion=suggestion(item.raw, ids), options=listed(ids))


def alike(text: str) -> str:
    """What texts that differ only in case and spaces have in common."""
    return " ".join(text.casefold().split())

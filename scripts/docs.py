"""Write the generated parts of the documentation: the floors and wings in docs/architecture.md, the index of decisions.

Floors and their order come from the import-linter contracts in pyproject.toml, what each is for from the first
paragraph of its package's docstring, decisions from the headers of their files. usage: scripts/docs.py [--check]
"""

import ast
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[1]
ARCHITECTURE = ROOT / "docs" / "architecture.md"
DECISIONS = ROOT / "docs" / "decisions"
BEGIN = "<!-- made by `make docs`: {name} -->"
END = "<!-- end of {name} -->"
HEADER = re.compile(
    r"# (?P<number>\d{4}) (?P<title>.+)\n\n- Status: (?P<status>.+)\n- Date: (?P<date>\d{4}-\d\d-\d\d)\n\n\S"
)
STATUS = re.compile(r"Accepted|Superseded by \[\d{4}\]\(\d{4}-[a-z0-9-]+\.md\)")


class DocumentationError(Exception):
    """Something that the documentation is made from is missing or malformed."""


def contracts() -> list[dict[str, object]]:
    """Every contract of import-linter, as it stands in pyproject.toml."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return list(settings["tool"]["importlinter"]["contracts"])


def layers_of(container: str) -> list[list[str]]:
    """The layers inside a package, highest first, those side by side together; empty where no contract orders them."""
    for contract in contracts():
        if contract["type"] == "layers" and contract.get("containers") == [container]:
            layers = contract["layers"]
            assert isinstance(layers, list)
            return [re.split(r"\s*[|:]\s*", layer.strip("()")) for layer in layers]
    return []


def floors() -> list[str]:
    """The packages directly in app/, highest first."""
    names = [name for layer in layers_of("app") for name in layer]
    return [name for name in names if (ROOT / "app" / name / "__init__.py").exists()]


def wings(floor: str) -> list[str]:
    """The packages of a floor, highest first."""
    packages = sorted(path.parent.name for path in (ROOT / "app" / floor).glob("*/__init__.py"))
    order = [name for layer in layers_of(f"app.{floor}") for name in layer]
    return sorted(packages, key=lambda name: order.index(name) if name in order else len(order))


def purpose(package: Path) -> str:
    """The first paragraph of a package's docstring, on one line. Raises DocumentationError where there is none."""
    text = ast.get_docstring(ast.parse((package / "__init__.py").read_text(encoding="utf-8")))
    if not text:
        raise DocumentationError(
            f"{package.relative_to(ROOT).as_posix()}/__init__.py has no docstring that says what the package is for"
        )
    return " ".join(text.split("\n\n")[0].split())


def picture() -> Iterator[str]:
    """A text drawing: a column per floor with wings, lowest first, a row per shared wing, marked where it has it."""
    columns = [floor for floor in reversed(floors()) if len(wings(floor)) > 1]
    counts = Counter(wing for floor in columns for wing in wings(floor))
    rows = sorted((wing for wing, count in counts.items() if count > 1), key=_height)
    margin = max(len(name) for name in (*rows, *columns)) + 2
    yield "```"
    yield (" " * margin + "  ".join(columns)).rstrip()
    for row in rows:
        marks = [("#" if row in wings(floor) else ".").center(len(floor)) for floor in columns]
        yield (row.ljust(margin) + "  ".join(marks)).rstrip()
    yield ""
    yield "wings of one floor alone"
    for floor in columns:
        if own := [wing for wing in wings(floor) if counts[wing] == 1]:
            yield f"{floor.ljust(margin)}{', '.join(own)}"
    yield "```"


def _height(wing: str) -> tuple[int, str]:
    """Where a wing stands in the drawing: as the services have it, below them those that services have not."""
    order = wings("services")
    return (order.index(wing) if wing in order else len(order), wing)


def descriptions() -> Iterator[str]:
    """A table: each floor, highest first, followed by its wings, with what each is for."""
    yield "| package | what it is for |"
    yield "|---|---|"
    for floor in floors():
        folder = ROOT / "app" / floor
        yield f"| **`app/{floor}/`** | **{purpose(folder)}** |"
        for wing in wings(floor):
            yield f"| `app/{floor}/{wing}/` | {purpose(folder / wing)} |"


def decision_index() -> Iterator[str]:
    """A table of all decisions by number. Raises DocumentationError for two of one number, and for another header."""
    yield "| number | decision | status | date |"
    yield "|---|---|---|---|"
    paths = sorted(DECISIONS.glob("[0-9]*.md"))
    for earlier, later in pairwise(paths):
        if earlier.name[:4] == later.name[:4]:
            raise DocumentationError(f"{earlier.name} and {later.name} have the same number")
    for path in paths:
        header = HEADER.match(path.read_text(encoding="utf-8"))
        if header is None or not STATUS.fullmatch(header["status"]) or header["number"] != path.name[:4]:
            raise DocumentationError(
                f"{path.name} does not begin with: # {path.name[:4]} Title, - Status: Accepted, - Date: YYYY-MM-DD"
            )
        yield f"| {header['number']} | [{header['title']}]({path.name}) | {header['status']} | {header['date']} |"


def filled(text: str, name: str, lines: Iterator[str]) -> str:
    """The text with new lines between the marks of that name. Raises DocumentationError where the marks are missing."""
    begin, end = BEGIN.format(name=name), END.format(name=name)
    if text.count(begin) != 1 or text.count(end) != 1:
        raise DocumentationError(f"The marks {begin} and {end} must each stand once")
    before, after = text.partition(begin)[0], text.partition(end)[2]
    content = "\n".join(lines)
    return f"{before}{begin}\n\n{content}\n\n{end}{after}"


def pages() -> dict[Path, str]:
    """Every page with generated parts, as it should be."""
    architecture = ARCHITECTURE.read_text(encoding="utf-8")
    architecture = filled(architecture, "picture", picture())
    architecture = filled(architecture, "packages", descriptions())
    index = DECISIONS / "README.md"
    return {ARCHITECTURE: architecture, index: filled(index.read_text(encoding="utf-8"), "index", decision_index())}


def main() -> int:
    """Write the pages; with --check write nothing, and name those that are out of date."""
    try:
        outdated = {path: text for path, text in pages().items() if path.read_text(encoding="utf-8") != text}
    except DocumentationError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if "--check" in sys.argv[1:]:
        for path in outdated:
            sys.stderr.write(f"{path.relative_to(ROOT).as_posix()} is out of date: run make docs\n")
        return 1 if outdated else 0
    for path, text in outdated.items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""From a YAML file to an edition, or to every problem that keeps it from being one."""

import re
from collections.abc import Callable
from enum import Enum
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Generic

from app.editions.composer import compose
from app.editions.json_schema import FileSchema, Model
from app.editions.nodes import Node
from app.editions.problems import EditionError, FileKind, Report
from app.editions.reading import decode, read_bytes
from app.editions.validation import validate

_FILE_NAME = re.compile(r"([0-9]{4})\.yaml")
_MAX_EDITIONS_BEFORE = 8


class Lookup(Enum):
    """Where the edition before comes from, when it is not given."""

    SAME_FOLDER = "the file of the same folder with the greatest earlier year"
    UNCHECKED = "nowhere: what is claimed about it is taken as it stands"


Also = Callable[[Node, Report], None]
"""Rules beyond those that every file of the kind is held to."""


class EditionReader(Generic[Model]):
    """Reads one kind of file. `check` holds what is written to the kind's own rules, and against the edition before."""

    def __init__(
        self, kind: FileKind, schema: FileSchema[Model], check: Callable[[Node, Model | Lookup | None, Report], None]
    ) -> None:
        self._kind = kind
        self._schema = schema
        self._check = check
        self._load_unchecked = lru_cache(maxsize=_MAX_EDITIONS_BEFORE)(self._load_by_digest)

    def load(
        self, path: Path, *, previous: Model | Lookup | None = Lookup.SAME_FOLDER, also: Also | None = None
    ) -> Model:
        """The edition at <id>/<year>.yaml. `previous` is the edition before, None when this is the first.

        Raises the error of the kind, with every problem found.
        """
        report = Report(str(path), self._kind)
        node, edition = self._validated(read_bytes(path, report), report)
        _check_place(node, path, report)
        if previous is Lookup.SAME_FOLDER:
            previous = self._edition_before(node, path, report)
        return self._held_to_rules(node, edition, previous, also, report)

    def load_text(
        self, text: bytes, *, filename: str, previous: Model | Lookup | None, also: Also | None = None
    ) -> Model:
        """As `load`, of content that is not at its place, such as an uploaded file; `filename` is for the messages."""
        report = Report(filename, self._kind)
        node, edition = self._validated(text, report)
        if previous is Lookup.SAME_FOLDER:
            raise ValueError("a text has no folder")
        return self._held_to_rules(node, edition, previous, also, report)

    def digest_of(self, path: Path) -> bytes:
        """SHA-256 of a file. Raises the error of the kind when it can't be read."""
        return sha256(read_bytes(path, Report(str(path), self._kind))).digest()

    def _validated(self, content: bytes, report: Report) -> tuple[Node, Model | None]:
        """What is written, and the edition unless that is refused."""
        node = compose(decode(content, report), report)
        return node, validate(node, self._schema, report)

    def _held_to_rules(
        self, node: Node, edition: Model | None, previous: Model | Lookup | None, also: Also | None, report: Report
    ) -> Model:
        self._check(node, previous, report)
        if also is not None:
            also(node, report)
        report.raise_if_any()
        if edition is None:
            raise RuntimeError(f"{report.file} was refused without a problem")
        return edition

    def _edition_before(self, node: Node, path: Path, report: Report) -> Model | Lookup | None:
        """The greatest earlier year in the folder, loaded without looking further back. Its problems become one."""
        match = _FILE_NAME.fullmatch(path.name)
        year = int(match[1]) if match else node.whole("year")
        if year is None:
            return Lookup.UNCHECKED
        earlier = [file for other, file in editions_in(path.absolute().parent).items() if other < year]
        if not earlier:
            return None
        try:
            return self._load_unchecked(earlier[-1], self.digest_of(earlier[-1]))
        except EditionError as error:
            facts = {"name": earlier[-1].name, "count": len(error.problems)}
            report.add("previous-edition-broken", node.at("year"), **facts)
            return Lookup.UNCHECKED

    def _load_by_digest(self, path: Path, _digest: bytes) -> Model:
        """Kept in an LRU cache: the edition before is the same one for every file that is tried against it."""
        return self.load(path, previous=Lookup.UNCHECKED)


def editions_in(folder: Path) -> dict[int, Path]:
    """Year -> file of every edition in a folder, earliest first."""
    files = {int(match[1]): file for file in folder.iterdir() if (match := _FILE_NAME.fullmatch(file.name))}
    return dict(sorted(files.items()))


def _check_place(node: Node, path: Path, report: Report) -> None:
    year, name, folder = node.whole("year"), node.text("id"), path.absolute().parent.name
    if year is not None and path.name != f"{year}.yaml":
        report.add("file-name", node.at("year"), name=path.name, year=year)
    if name is not None and folder != name:
        report.add("folder-name", node.at("id"), folder=folder, id=name)

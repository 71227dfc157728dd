"""Coded problems of a file of editions, told to its author: where, what, and what to do about it."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from difflib import get_close_matches
from itertools import islice

from app.errors import OmstallningskollenError

MAX_PROBLEMS = 200
"""A file with more problems than this is something else than an edition; the rest is not listed."""


@dataclass(frozen=True, slots=True)
class SourcePosition:
    """A spot in a file: line and column from 1; `path` is the way there, as in capitals[2].questions[0].anchors."""

    line: int | None = None
    column: int | None = None
    path: str = ""


NOWHERE = SourcePosition()


@dataclass(frozen=True, slots=True)
class Problem:
    """One error. `message` says what is wrong and `remedy` what to do, in Swedish; `code` is a key of the messages."""

    file: str
    line: int | None
    column: int | None
    code: str
    message: str
    remedy: str
    path: str

    def as_dict(self) -> dict[str, str | int | None]:
        """The fields by name, fit for JSON."""
        return asdict(self)

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        return f"{where}: [{self.code}] {self.message} {self.remedy}"


class EditionError(OmstallningskollenError):
    """A file of an edition that cannot be used, with every problem found, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda item: (item.line or 0, item.column or 0)))
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: the texts of its problems by code, what is raised, and what it and its entries are called."""

    messages: Mapping[str, tuple[str, str]]
    error: type[EditionError]
    words: Mapping[str, str]
    codes_of_empty_lists: Mapping[str, str] = field(default_factory=dict)
    """Key -> code, where too few entries of a list are a problem of its own."""

    def problem(self, file: str, code: str, place: SourcePosition, **facts: object) -> Problem:
        """The problem that `code` stands for, with `facts` in its texts.

        Raises KeyError for an unknown code or fact.
        """
        message, remedy = self.messages[code]
        facts = {**self.words, **facts}
        return Problem(
            file=file,
            line=place.line,
            column=place.column,
            code=code,
            message=message.format(**facts),
            remedy=remedy.format(**facts),
            path=place.path,
        )


class Report:
    """Collects the problems of one file. Raises the error of its kind when there are too many to list."""

    def __init__(self, file: str, kind: FileKind) -> None:
        self.file = file
        self.kind = kind
        self.problems: list[Problem] = []

    def add(self, code: str, place: SourcePosition, **facts: object) -> None:
        if len(self.problems) >= MAX_PROBLEMS:
            raise self.stop("too-many-problems", most=MAX_PROBLEMS)
        self.problems.append(self.kind.problem(self.file, code, place, **facts))

    def stop(self, code: str, place: SourcePosition = NOWHERE, **facts: object) -> EditionError:
        """The exception to raise where reading cannot go on."""
        self.problems.append(self.kind.problem(self.file, code, place, **facts))
        return self.kind.error(self.problems)

    def raise_if_any(self) -> None:
        if self.problems:
            raise self.kind.error(self.problems)


def closest(word: str, vocabulary: Iterable[str]) -> str | None:
    """The known word that was probably meant. Looks at no more of either than a sensible file holds."""
    return next(iter(get_close_matches(word[:80], islice(vocabulary, 300), n=1)), None)


def suggestion(word: str, vocabulary: Iterable[str]) -> str:
    """ " Menade du ”…”?" with the closest known word, or nothing when none is close."""
    close = closest(word, vocabulary)
    return f" Menade du ”{close}”?" if close else ""


def listed(words: Iterable[object]) -> str:
    """The first twenty words, with commas."""
    first = [str(word) for word in islice(words, 21)]
    return ", ".join(first[:20]) + (" …" if len(first) > 20 else "")


def shortened(text: str, longest: int = 60) -> str:
    """The text on one line, cut with an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def difference(old: str, new: str) -> tuple[str, str]:
    """Both texts shortened so that the first place where they differ shows."""
    at = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    start = max(0, at - 25) if max(len(old), len(new)) > 60 else 0
    lead = "…" if start else ""
    return lead + shortened(old[start:]), lead + shortened(new[start:])

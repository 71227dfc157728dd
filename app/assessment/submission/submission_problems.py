"""What is wrong in a file of answers, in Swedish, with what to do: the same error on many lines is told once."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.assessment.submission.text_files import printable
from app.errors import OmstallningskollenError

MAX_NAMED = 3
"""How many lines, or columns, an error names; the others are counted."""
_BRIEF = 40


@dataclass(frozen=True, slots=True)
class SubmissionProblem:
    """One error, and the lines of the file that have it (1 is the first)."""

    lines: tuple[int, ...]
    message: str

    @property
    def place(self) -> str:
        """The first lines, and how many more there are: "rad 3, 4, 5 och 1 204 till"."""
        return f"rad {listed([str(line) for line in self.lines[:MAX_NAMED]], len(self.lines))}"


class SubmissionError(OmstallningskollenError):
    """The file cannot be scored. `problems` are all its errors, by their first lines."""

    def __init__(self, problems: tuple[SubmissionProblem, ...]) -> None:
        super().__init__("; ".join(f"{problem.place}: {problem.message}" for problem in problems))
        self.problems = problems


@dataclass(slots=True)
class ProblemList:
    """Collects errors line by line."""

    _faults: dict[str, tuple[str, list[int]]] = field(default_factory=dict)
    """What an error is called on several lines -> what it is called on its first, and its lines."""

    def __bool__(self) -> bool:
        return bool(self._faults)

    def add(self, line: int, message: str, several: str | None = None) -> None:
        """`several` is said instead of the message when there are more lines than one."""
        self._faults.setdefault(several or message, (message, []))[1].append(line)

    def raise_if_any(self) -> None:
        """Raises SubmissionError."""
        problems = [
            SubmissionProblem(tuple(lines), message if len(lines) == 1 else several)
            for several, (message, lines) in self._faults.items()
        ]
        if problems:
            raise SubmissionError(tuple(sorted(problems, key=lambda problem: problem.lines[0])))


def brief(text: str) -> str:
    """A value from the file as it stands in a message."""
    excerpt = printable(text[:_BRIEF])
    return f"”{excerpt}”" if len(text) <= _BRIEF else f"”{excerpt}…”"


def listed(names: Sequence[str], count: int | None = None) -> str:
    """The first names, and how many more of the `count` there are; by default there are no more than the names."""
    more = (len(names) if count is None else count) - MAX_NAMED
    parts = [*names[:MAX_NAMED], *([f"{more:,} till".replace(",", "\N{NO-BREAK SPACE}")] if more > 0 else [])]
    return " och ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))

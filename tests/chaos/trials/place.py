"""Where a fault is tried, and what is said of it afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.postgres import Server


@dataclass(frozen=True, slots=True)
class Place:
    """`url` is of an empty database, `folder` an own one, `server` of PostgreSQL where that is the database."""

    name: str
    url: str
    folder: Path
    server: Server | None

    def another(self, name: str) -> str:
        """The URL of a database of the same kind, which is not there yet."""
        if self.server is not None:
            return self.server.url(f"another_{name}")
        return f"sqlite:///{self.folder / name / 'another.db'}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`told`: what was seen, in a sentence; `complaints`: a line each for what does not hold."""

    told: str
    complaints: tuple[str, ...] = ()


Trial = Callable[[Place], Outcome]

"""Audit log events and their hash chain: what can be logged, with which facts, and how a line vouches for the rest.

A line holds ids, counts, dates and words from a fixed list, never the content of an answer, a name or an address:
people are erased, the log is not. `action` is `subject.what_was_done`.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

FIRST = "0" * 64
"""What the first line of a log follows on."""


class Event(BaseModel):
    """One kind of thing that is logged. Its fields are exactly its facts; each subclass names its `action`."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    action: ClassVar[str]

    def facts(self) -> dict[str, Any]:
        return self.model_dump(mode="json")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the log as it is stored. `facts` is canonical JSON; the ids are those of the time, and may be gone."""

    number: int
    at: datetime
    actor_id: int | None
    """None for what was done at the command line, by the service itself, or by somebody unknown."""
    action: str
    region_id: int | None
    municipality_id: int | None
    facts: str
    previous_hash: str
    hash: str


def canonical(facts: dict[str, Any]) -> str:
    """The one way to write facts, so that the same facts always have the same hash."""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def seal(
    previous_hash: str,
    at: datetime,
    actor_id: int | None,
    action: str,
    region_id: int | None,
    municipality_id: int | None,
    facts: str,
) -> str:
    """The hash (64 hex digits) of a line that follows on `previous_hash`."""
    content = [previous_hash, at.isoformat(), actor_id, action, region_id, municipality_id, facts]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def broken_lines(lines: Iterable[Line]) -> Iterator[int]:
    """Numbers of the lines, in order, that do not follow on the one before or are not what was sealed."""
    before = FIRST
    for line in lines:
        own_hash = seal(
            line.previous_hash, line.at, line.actor_id, line.action, line.region_id, line.municipality_id, line.facts
        )
        if line.previous_hash != before or line.hash != own_hash:
            yield line.number
        before = line.hash

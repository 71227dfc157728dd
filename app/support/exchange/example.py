"""An example: what a kommun did, how it went, what did not work; who may see it when, and reading one as typed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from app.support.exchange.form_reader import LONG_MAX, MAX_HOURS, MAX_KRONOR, SENTENCE_MAX, TITLE_MAX, FormReader

REVIEW_MONTHS = 24
"""So long after it was published, or renewed, an example has to be looked over."""
GRACE = timedelta(days=90)
"""So long it stays in the library after that day, marked; then it is archived by itself."""


class Evidence(StrEnum):
    """How the result is known."""

    MEASURED = "matt"
    SEEN = "sett"
    BELIEVED = "tror"


class ExampleState(StrEnum):
    """Where an example stands, in the order it moves."""

    DRAFT = "utkast"
    SENT = "skickat"
    PUBLISHED = "publicerat"
    STALE = "behover-ses-over"
    """Published, and past the day when it should have been looked over. Never stored."""
    ARCHIVED = "arkiverat"


IN_LIBRARY = frozenset({ExampleState.PUBLISHED, ExampleState.STALE})


@dataclass(frozen=True, slots=True)
class Example:
    """What is told. Levels count from 0, and are only what the kommun itself has chosen to tell."""

    title: str
    capital_id: str
    situation: str
    did: str
    result: str
    evidence: Evidence | None
    """None only in a draft."""
    not_worked: str
    contact: str
    """A function, never a person."""
    takes: str = ""
    """What it takes to work."""
    hours: int | None = None
    kronor: int | None = None
    level_from: int | None = None
    level_to: int | None = None
    documents: tuple[str, ...] = ()
    item_id: str = ""
    """The item of support that its action came from; empty for none."""
    was_dropped: bool = False
    """The action was dropped: the example tells why."""


@dataclass(frozen=True, slots=True)
class StoredExample:
    """An example as it is stored. `reason` is what the region asks to have changed, or why it was archived."""

    id: int
    region_id: int
    municipality_id: int
    municipality: str
    slug: str
    size_group: str
    action_id: int | None
    example: Example
    stored_state: ExampleState
    reason: str
    published_on: date | None
    review_on: date | None
    version: int

    def state_at(self, today: date) -> ExampleState:
        """What is published goes by the day: looked over in time or archived, without anybody doing it at midnight."""
        if self.stored_state is not ExampleState.PUBLISHED or self.review_on is None or today < self.review_on:
            return self.stored_state
        return ExampleState.STALE if today < self.review_on + GRACE else ExampleState.ARCHIVED

    @property
    def archives_on(self) -> date | None:
        """When it goes, unless it is looked over before; None while it has no day."""
        return None if self.review_on is None else self.review_on + GRACE

    def is_in_library(self, today: date) -> bool:
        return self.state_at(today) in IN_LIBRARY


def review_day(today: date) -> date:
    """Two years on; the last of February for a leap day."""
    try:
        return today.replace(year=today.year + REVIEW_MONTHS // 12)
    except ValueError:
        return today.replace(year=today.year + REVIEW_MONTHS // 12, day=28)


def read_example(
    fields: Mapping[str, str], capitals: Mapping[str, str], levels: int, *, is_draft: bool = False
) -> Example | dict[str, str]:
    """The example as typed, or what is wrong by field, in the order of the form. A draft may lack all but its title."""
    reader = FormReader(fields)
    title = reader.text("title", TITLE_MAX, "Skriv vad exemplet ska heta.")
    capital_id = reader.known("capital", capitals, "Välj vilket kapitalslag exemplet gäller.")
    reader.may_lack = is_draft
    situation = reader.text("situation", LONG_MAX, "Skriv hur det var innan.")
    did = reader.text("did", LONG_MAX, "Skriv vad ni gjorde.")
    result = reader.text("result", LONG_MAX, "Skriv vad det ledde till.")
    evidence = reader.choice("evidence", Evidence, "Välj hur ni vet det.")
    not_worked = reader.text(
        "not_worked", LONG_MAX, "Skriv vad som inte fungerade. Det är det andra har mest nytta av."
    )
    takes = reader.text("takes", LONG_MAX)
    hours, kronor = reader.number("hours", MAX_HOURS, "timmar"), reader.number("kronor", MAX_KRONOR, "kronor")
    level_from, level_to = reader.level("level_from", levels), reader.level("level_to", levels)
    if level_to is not None and level_from is None:
        reader.errors.setdefault("level_from", "Välj också vilken nivå ni började på, eller berätta ingen av dem.")
    documents = reader.links("documents")
    contact = reader.text("contact", SENTENCE_MAX, "Skriv vilken funktion hos er man frågar.")
    if reader.errors:
        return reader.errors
    return Example(
        title=title,
        capital_id=capital_id,
        situation=situation,
        did=did,
        result=result,
        evidence=evidence,
        not_worked=not_worked,
        contact=contact,
        takes=takes,
        hours=hours,
        kronor=kronor,
        level_from=level_from,
        level_to=level_to,
        documents=documents,
    )


def example_fields(example: Example) -> dict[str, str]:
    """The example as its form shows it."""
    numbers = {"hours": example.hours, "kronor": example.kronor}
    numbers |= {"level_from": example.level_from, "level_to": example.level_to}
    return {
        "title": example.title,
        "capital": example.capital_id,
        "situation": example.situation,
        "did": example.did,
        "result": example.result,
        "evidence": example.evidence or "",
        "not_worked": example.not_worked,
        "takes": example.takes,
        "documents": "\n".join(example.documents),
        "contact": example.contact,
        **{name: "" if value is None else str(value) for name, value in numbers.items()},
    }


def from_action(example: Example, *, item_id: str, was_dropped: bool) -> Example:
    """The example with what its action tells, which nobody types."""
    return replace(example, item_id=item_id, was_dropped=was_dropped)

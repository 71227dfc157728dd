"""Every kind of event has a sentence in Swedish and is found under one heading."""

import importlib
import pkgutil
import re
from datetime import UTC, datetime

import pytest

import app.accounts
from app.accounts.audit.chain import FIRST, Event, Line, canonical
from app.rounds.kernel.log_names import LogNames
from app.web.privacy.log_words import GROUPS, SENTENCES, doer, sentence, where

for module in pkgutil.walk_packages(app.accounts.__path__, "app.accounts."):
    importlib.import_module(module.name)
KINDS = [kind for kind in Event.__subclasses__() if kind.__module__.startswith("app.")]


def test_there_are_events_to_look_at() -> None:
    assert len(KINDS) > 30


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.action)
def test_every_kind_of_event_has_a_sentence_with_facts_it_has(kind: type[Event]) -> None:
    """Add it to SENTENCES in app/web/privacy/log_words.py, and its subject to one of GROUPS."""
    assert kind.action in SENTENCES
    assert set(re.findall(r"\{(\w+)\}", SENTENCES[kind.action])) <= set(kind.model_fields)
    assert SENTENCES[kind.action].endswith((".", "}"))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.action)
def test_every_kind_of_event_is_under_one_heading(kind: type[Event]) -> None:
    subject = kind.action.partition(".")[0]
    assert [group.key for group in GROUPS if subject in group.subjects] == [
        next(group.key for group in GROUPS if subject in group.subjects)
    ]


def test_no_sentence_is_left_over() -> None:
    assert set(SENTENCES) == {kind.action for kind in KINDS}


def test_a_line_of_a_kind_that_is_no_longer_known_can_still_be_read() -> None:
    line = Line(1, datetime(2026, 11, 2, tzinfo=UTC), 7, "old.thing", 1, 2, '{"what":3}', FIRST, "0" * 64)
    assert sentence(line, LogNames()) == "old.thing"
    assert doer(line, LogNames()) == "en person som tagits bort"
    assert where(line, LogNames()) == "en kommun som tagits bort"


EXAMPLE_VALUES = {
    "role": "kommun_reader",
    "kind": "inbjudan",
    "way": "mail",
    "mode": "several",
    "form": "long",
    "code": "1440",
    "before": "2026-11-02",
    "after": "region",
    "conformance": "partial",
    "idea_role": "med",
    "interest": "soker",
    "source": "vinnova",
    "scopes": ["rounds", "results"],
}


OF_ONE_KIND: dict[str, dict[str, object]] = {
    "sharing.chosen": {"before": "nothing"},
    "workshop.note_landed": {"kind": "underlag", "note_id": None, "target_id": None},
    "idea.moved": {"state": "vilande"},
    "idea.decided": {"outcome": "prioriterad"},
    "project.moved": {"state": "ansokan"},
}
"""Where a fact of that name is something else in other kinds."""


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.action)
def test_every_sentence_can_be_written_whatever_has_been_taken_away(kind: type[Event]) -> None:
    facts = {
        name: EXAMPLE_VALUES.get(name, _example(str(field.annotation))) for name, field in kind.model_fields.items()
    }
    facts |= OF_ONE_KIND.get(kind.action, {})
    event = kind.model_validate(facts)
    line = Line(
        1, datetime(2026, 11, 2, tzinfo=UTC), None, kind.action, 1, 2, canonical(event.facts()), FIRST, "0" * 64
    )
    words = sentence(line, LogNames())
    assert re.search(r"[{}\[\]]|None|True|False", words) is None
    assert words.strip() == words
    assert len(words) > 8


def _example(annotation: str) -> object:
    """A value of about the right kind, as JSON has it."""
    for part, value in (
        ("dict", {"ledning": 2}),
        ("tuple[int", [1, 2]),
        ("tuple[str", ["name", "1440"]),
        ("date", "2026-11-02"),
        ("bool", True),
        ("int", 3),
    ):
        if part in annotation:
            return value
    return "något"

"""The audit log's chain: whatever is changed, taken away, added or moved in it afterwards is noticed."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import ClassVar

import pytest
from pydantic import ValidationError

from app.accounts.audit import events
from app.accounts.audit.chain import FIRST, Event, Line, broken_lines, canonical, seal
from app.accounts.audit.events import AssessmentModeChosen, RespondentHandedIn

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


def a_log(count: int = 4) -> list[Line]:
    lines: list[Line] = []
    for number in range(1, count + 1):
        event = AssessmentModeChosen(assessment_id=number, mode="several")
        at, facts = NOW + timedelta(minutes=number), canonical(event.facts())
        previous = lines[-1].hash if lines else FIRST
        own_hash = seal(previous, at, 7, event.action, 1, None, facts)
        lines.append(Line(number, at, 7, event.action, 1, None, facts, previous, own_hash))
    return lines


def changed(line: Line, **fields: object) -> Line:
    values = {name: getattr(line, name) for name in Line.__slots__}
    return Line(**(values | fields))


def test_a_log_that_nobody_touched_is_whole() -> None:
    assert list(broken_lines(a_log())) == []
    assert list(broken_lines([])) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"at": NOW},
        {"actor_id": 8},
        {"actor_id": None},
        {"action": "assessment.reopened"},
        {"region_id": 2},
        {"municipality_id": 1},
        {"facts": '{"assessment_id":2,"mode":"simple"}'},
        {"hash": "f" * 64},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_a_changed_line_is_named(fields: dict[str, object]) -> None:
    lines = a_log()
    lines[1] = changed(lines[1], **fields)
    assert 2 in list(broken_lines(lines))


def test_a_changed_line_that_was_sealed_anew_breaks_the_next() -> None:
    lines = a_log()
    second = lines[1]
    own_hash = seal(second.previous_hash, second.at, 8, second.action, 1, None, second.facts)
    lines[1] = changed(second, actor_id=8, hash=own_hash)
    assert list(broken_lines(lines)) == [3]


def test_a_line_taken_away_is_noticed_at_the_next() -> None:
    lines = a_log()
    assert list(broken_lines([lines[0], *lines[2:]])) == [3]
    assert list(broken_lines(lines[1:])) == [2]


def test_two_lines_that_changed_places_are_noticed() -> None:
    first, second, third, fourth = a_log()
    assert set(broken_lines([first, third, second, fourth])) == {2, 3, 4}


def test_every_kind_of_event_has_a_name_of_its_own_in_the_form_subject_and_deed() -> None:
    kinds = [kind for kind in vars(events).values() if isinstance(kind, type) and issubclass(kind, Event)]
    names = [kind.action for kind in kinds if kind is not Event]
    assert len(names) > 5
    assert len(set(names)) == len(names)
    for subject, event in (name.split(".") for name in names):
        assert subject.replace("_", "").isalpha()
        assert event.replace("_", "").isalpha()


def test_an_event_has_exactly_its_facts() -> None:
    with pytest.raises(ValidationError):
        RespondentHandedIn(assessment_id=1, respondent_id=2, comment="hemligt")  # type: ignore[call-arg]
    with pytest.raises(ValidationError):
        RespondentHandedIn(assessment_id=1)  # type: ignore[call-arg]


def test_the_same_facts_are_always_written_the_same_way() -> None:
    class Odd(Event):
        action: ClassVar[str] = "odd.done"
        b: str
        a: int

    assert canonical(Odd(b="å", a=1).facts()) == '{"a":1,"b":"å"}'


def test_lines_follow_on_each_other_by_hash() -> None:
    assert all(before.hash == after.previous_hash for before, after in pairwise(a_log()))

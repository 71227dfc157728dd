"""Lines of another installation's log in ours: what they were, what we tell of them, and whatever was changed."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta

import pytest

from app.accounts.audit.chain import FIRST, Line, broken_lines, canonical, seal
from app.accounts.audit.trail import (
    LINES_KEPT_TOGETHER,
    ImportedTrail,
    TrailReader,
    broken_in_trail,
    kept_events,
    packed,
    unpacked,
    without_numbers,
)
from app.accounts.audit.transfer_events import OrganisationImported
from tests.unit.accounts.audit.test_chain import NOW, a_log, changed

HERE = 3
"""The region's number here; it was 1 there."""


def sealed(contents: Iterable[tuple[str, str, timedelta]]) -> list[Line]:
    """A whole log of our own: action, facts and how long after NOW."""
    lines: list[Line] = []
    for number, (action, facts, after) in enumerate(contents, 1):
        before = lines[-1].hash if lines else FIRST
        own_hash = seal(before, NOW + after, None, action, HERE, None, facts)
        lines.append(Line(number, NOW + after, None, action, HERE, None, facts, before, own_hash))
    return lines


def an_import(originals: list[Line], *, copies: list[Line] | None = None) -> list[Line]:
    """Our log after an import of these lines, of which each copy has other numbers."""
    kept = [(event.action, canonical(event.facts()), timedelta(days=1)) for event in kept_events(originals)]
    told = [(line.action, line.facts.replace('_id":', '_id":1000'), line.at - NOW) for line in copies or originals]
    event = OrganisationImported(
        file_hash="f" * 64,
        lines=len(originals),
        kept=len(kept),
        source_number=originals[-1].number,
        source_hash=originals[-1].hash,
        kommuner=1,
        assessments=1,
        people=1,
        joined=0,
    )
    return sealed([*kept, *told, (event.action, canonical(event.facts()), timedelta(days=1))])


def imports_in(lines: list[Line]) -> list[ImportedTrail]:
    reader = TrailReader()
    assert list(reader.watched(lines)) == lines
    return reader.imports


def test_a_line_is_the_same_after_it_was_packed() -> None:
    for line in a_log():
        assert unpacked(packed(line)) == line


def test_an_import_is_whole_when_nobody_has_touched_it() -> None:
    log = an_import(a_log())
    assert list(broken_lines(log)) == []
    (trail,) = imports_in(log)
    assert (trail.number, trail.lines, trail.broken, trail.copies) == (6, 4, (), ())
    assert trail.is_whole


def test_many_lines_are_kept_in_several_events() -> None:
    log = an_import(a_log(2 * LINES_KEPT_TOGETHER + 1))
    (trail,) = imports_in(log)
    assert [line.action for line in log].count("transfer.log_kept") == 3
    assert trail.is_whole


def test_two_imports_are_told_apart() -> None:
    first, second = an_import(a_log(2)), an_import(a_log(3))
    assert [trail.lines for trail in imports_in([*first, *second])] == [2, 3]


def test_lines_about_others_may_be_missing_between() -> None:
    lines = a_log(5)
    assert broken_in_trail([lines[0], lines[2], lines[3]], 5, lines[4].hash) == ()


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        (lambda lines: [changed(lines[0], at=NOW), *lines[1:]], (1,)),
        (lambda lines: [lines[1], lines[0], *lines[2:]], (1,)),
        (lambda lines: [lines[0], changed(lines[1], facts="{}"), *lines[2:]], (2,)),
        (lambda lines: [*lines, lines[-1]], (4,)),
        (lambda lines: [*lines[:3], changed(lines[3], number=9)], (9,)),
    ],
)
def test_a_line_that_was_changed_is_named(change: Callable[[list[Line]], list[Line]], broken: tuple[int, ...]) -> None:
    lines = a_log()
    assert broken_in_trail(change(lines), 4, lines[3].hash) == broken


def test_the_last_line_must_be_the_one_that_the_log_had() -> None:
    lines = a_log()
    assert broken_in_trail(lines, 4, "0" * 64) == (4,)
    assert broken_in_trail(lines, 3, lines[2].hash) == (4,)


@pytest.mark.parametrize("fields", [{"action": "assessment.reopened"}, {"at": NOW}, {"facts": '{"mode":"alone"}'}])
def test_a_copy_that_says_something_else_is_named(fields: dict[str, object]) -> None:
    lines = a_log()
    (trail,) = imports_in(an_import(lines, copies=[changed(lines[0], **fields), *lines[1:]]))
    assert (trail.broken, trail.copies) == ((), (2,))


def test_a_copy_that_is_missing_is_noticed() -> None:
    log = an_import(a_log())
    (trail,) = imports_in([*log[:2], *log[3:]])
    assert not trail.is_whole


def test_what_cannot_be_read_is_named_and_stops_nothing() -> None:
    log = an_import(a_log())
    (trail,) = imports_in([changed(log[0], facts='{"lines":[]}'), *log[1:]])
    assert trail.copies[0] == log[0].number
    (trail,) = imports_in([*log[:-1], changed(log[-1], facts="{}")])
    assert not trail.is_whole


def test_numbers_may_differ_but_not_how_many_they_are() -> None:
    assert without_numbers('{"a_id":1,"b_ids":[2,3]}') == without_numbers('{"a_id":9,"b_ids":[8,-7]}')
    assert without_numbers('{"b_ids":[2]}') != without_numbers('{"b_ids":[2,3]}')
    assert without_numbers('{"capital_ids":["a"]}') != without_numbers('{"capital_ids":["b"]}')
    assert without_numbers('{"count":1}') != without_numbers('{"count":2}')


def test_an_import_tells_of_as_many_keeping_lines_as_there_are() -> None:
    """An export takes along as many as it tells of."""
    *lines, last = an_import(a_log())
    assert '"kept":1,' in last.facts
    (trail,) = imports_in([*lines, replace(last, facts=last.facts.replace('"kept":1,', '"kept":2,'))])
    assert trail.copies == (last.number,)

"""A call for funding: reading one, when it closes, and to whom it is shown."""

from dataclasses import replace
from datetime import date

import pytest

from app.support.projects.funding_call import (
    CallChoices,
    CallSource,
    CallState,
    FundingCall,
    RawCall,
    StoredCall,
    as_typed,
    is_https,
    read_call,
)

TODAY, LAST = date(2026, 11, 30), date(2026, 12, 24)
CHOICES = CallChoices(capital_ids=("human", "realt"), idea_ids=(1, 2), opens_on=None, last_day=LAST, today=TODAY)
RAW = RawCall(
    funder="Fonden",
    title="Utlysning",
    link="https://fonden.example/1",
    last_day="2026-12-24",
    applicants="kommuner",
    own_share="30 %",
    comment="Passar oss",
    capitals=frozenset({"realt", "annat"}),
    ideas=frozenset({"2", "9"}),
)


def fields(reading: object) -> list[str]:
    assert isinstance(reading, tuple)
    return [error.field for error in reading]


def the_call() -> FundingCall:
    call = read_call(RAW, CHOICES)
    assert isinstance(call, FundingCall)
    return call


def stored(state: CallState, last_day: date = LAST) -> StoredCall:
    call = replace(the_call(), last_day=last_day)
    return StoredCall(id=1, region_id=1, call=call, stored_state=state, source=CallSource.HAND, kommuner=(), version=1)


def test_a_call_is_read_with_what_it_can_be_tied_to() -> None:
    call = the_call()
    assert (call.own_share_percent, call.capital_ids, call.idea_ids) == (30, ("realt",), (2,))
    assert read_call(as_typed(call), CHOICES) == call


def test_every_error_is_told_in_the_order_of_the_form() -> None:
    nothing = replace(CHOICES, last_day=None)
    assert fields(read_call(RawCall(), nothing)) == ["funder", "title", "link", "last_day", "applicants", "comment"]
    assert fields(read_call(RAW.model_copy(update={"own_share": "hälften"}), CHOICES)) == ["own_share"]
    later = replace(CHOICES, opens_on=date(2027, 1, 1))
    assert fields(read_call(RAW, later)) == ["last_day"]


def test_a_call_that_is_shown_has_its_last_day_before_it() -> None:
    over = replace(CHOICES, last_day=date(2026, 1, 15))
    assert fields(read_call(RAW, over)) == ["last_day"]
    assert isinstance(read_call(RAW, over, is_draft=True), FundingCall)
    assert isinstance(read_call(RAW, replace(CHOICES, last_day=TODAY)), FundingCall)


def test_a_draft_may_lack_what_the_editor_writes() -> None:
    draft = RAW.model_copy(update={"applicants": "", "comment": ""})
    assert isinstance(read_call(draft, CHOICES, is_draft=True), FundingCall)
    assert fields(read_call(draft, CHOICES)) == ["applicants", "comment"]


@pytest.mark.parametrize(
    "link",
    ["http://fonden.example", "javascript:alert(1)", "https://", "https://intern", "fonden.example", "https://["],
)
def test_only_whole_encrypted_addresses_are_links(link: str) -> None:
    assert not is_https(link)


def test_a_call_closes_after_its_last_day_by_itself() -> None:
    shown = stored(CallState.SHOWN)
    assert shown.state(LAST) is CallState.SHOWN
    assert shown.state(date(2026, 12, 25)) is CallState.CLOSED
    assert stored(CallState.DRAFT).state(date(2027, 1, 1)) is CallState.DRAFT


def test_a_call_closes_soon_thirty_days_before() -> None:
    assert stored(CallState.SHOWN, date(2026, 12, 30)).closes_soon(TODAY)
    assert not stored(CallState.SHOWN, date(2026, 12, 31)).closes_soon(TODAY)
    assert not stored(CallState.SHOWN, date(2026, 11, 29)).closes_soon(TODAY)
    assert not stored(CallState.DRAFT).closes_soon(TODAY)

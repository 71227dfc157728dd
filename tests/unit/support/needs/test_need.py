"""Reading a need as typed, and how one ends."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.support.catalogue.catalogue import SupportForm, TargetGroup
from app.support.needs.need import (
    REASON_MAX,
    TEXT_MAX,
    Need,
    NeedAudience,
    NeedOrigin,
    NeedState,
    RawNeed,
    StoredNeed,
    Togetherness,
    Urgency,
    as_typed,
    for_year,
    read_closing,
    read_need,
)

RAW = RawNeed(
    capital="human",
    item="kurs",
    form="kunskapsbas",
    text=" En kurs\r\nför chefer ",
    urgency="i-ar",
    together="helst",
    audience="regionen",
    groups=frozenset({"strateg", "fortroendevald", "okänd"}),
)
NEED = Need(
    capital_id="human",
    text="En kurs\nför chefer",
    urgency=Urgency.THIS_YEAR,
    together=Togetherness.PREFERABLY,
    audience=NeedAudience.REGION,
    target_groups=(TargetGroup.POLITICIANS, TargetGroup.STRATEGISTS),
    item_id="kurs",
    form=SupportForm.KNOWLEDGE,
    origin=NeedOrigin.SUGGESTION,
)


def stored(need: Need) -> StoredNeed:
    """Noted in 2026."""
    return StoredNeed(1, 1, need, NeedState.OPEN, "", datetime(2026, 11, 2, tzinfo=UTC), 1, 2026)


def read(**changes: str) -> Need | list[str]:
    """The need, or the fields that are wrong."""
    reading = read_need(RAW.model_copy(update=changes), {"human"}, {"kurs"}, 2026)
    return reading if isinstance(reading, Need) else [error.field for error in reading]


def test_a_need_is_read_tidied_and_in_the_order_of_the_groups() -> None:
    assert read() == NEED


def test_a_need_in_the_kommuns_own_words_has_no_item() -> None:
    need = read(item="", form="")
    assert isinstance(need, Need)
    assert (need.item_id, need.form, need.origin) == ("", None, NeedOrigin.OWN)


def test_a_need_as_its_form_shows_it_is_read_as_the_same() -> None:
    assert read_need(as_typed(stored(NEED), 2026), {"human"}, {"kurs"}, 2026) == NEED


@pytest.mark.parametrize(
    ("urgency", "year", "typed"),
    [
        (Urgency.THIS_YEAR, 2027, ""),
        (Urgency.NEXT_YEAR, 2027, "i-ar"),
        (Urgency.LATER, 2027, ""),  # after 2027 is no choice of 2027: it has 2028 and after 2028
        (Urgency.NEXT_YEAR, 2028, ""),
        (Urgency.LATER, 2029, ""),
    ],
)
def test_a_later_years_form_has_the_answer_that_names_the_same_year_and_asks_anew_without_one(
    urgency: Urgency, year: int, typed: str
) -> None:
    assert as_typed(stored(replace(NEED, urgency=urgency)), year).urgency == typed


def test_a_need_is_the_same_in_another_year_only_where_it_names_the_same_year() -> None:
    next_year = stored(replace(NEED, urgency=Urgency.NEXT_YEAR))
    assert next_year.is_same(NEED, 2027)  # this year, in 2027
    assert not next_year.is_same(NEED, 2026)
    assert not stored(NEED).is_same(NEED, 2027)
    assert not next_year.is_same(replace(NEED, text="En annan kurs"), 2027)


def test_a_choice_that_was_shown_for_the_year_before_is_made_again() -> None:
    assert read(year="2026") == NEED
    assert read(year="2025") == ["urgency"]
    assert for_year(RAW.model_copy(update={"year": "2025"}), 2026).urgency == ""
    assert for_year(RAW.model_copy(update={"year": "2026"}), 2026).urgency == "i-ar"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": "  "}, "text"),
        ({"text": "å" * (TEXT_MAX + 1)}, "text"),
        ({"text": "ett\x00två"}, "text"),
        ({"item": "indragen"}, "text"),
        ({"capital": "overgripande"}, "capital"),
        ({"urgency": "snart"}, "urgency"),
        ({"together": ""}, "together"),
        ({"audience": "alla"}, "audience"),
    ],
)
def test_what_cannot_be_kept_is_told_at_its_field(changes: dict[str, str], field: str) -> None:
    assert read(**changes) == [field]


def test_every_error_is_told_at_once_in_the_order_of_the_form() -> None:
    assert read(text="", capital="", urgency="", together="", audience="") == [
        "text",
        "capital",
        "urgency",
        "together",
        "audience",
    ]


def test_a_need_ends_as_met_without_a_reason_and_as_no_longer_needed_with_one() -> None:
    assert read_closing("tillgodosett", "") == (NeedState.MET, "")
    assert read_closing("inaktuellt", " Vi gjorde det själva ") == (NeedState.WITHDRAWN, "Vi gjorde det själva")


@pytest.mark.parametrize(
    ("state", "reason", "field"),
    [
        ("inaktuellt", " ", "reason"),
        ("besvarat", "", "state"),
        ("", "", "state"),
        ("tillgodosett", "å" * (REASON_MAX + 1), "reason"),
        ("tillgodosett", "ett\x00två", "reason"),
    ],
)
def test_an_ending_that_says_too_little_is_told(state: str, reason: str, field: str) -> None:
    assert [error.field for error in read_closing(state, reason)] == [field]  # type: ignore[union-attr]

"""Reading a need as typed, and how one ends."""

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
    Togetherness,
    Urgency,
    as_typed,
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


def read(**changes: str) -> Need | list[str]:
    """The need, or the fields that are wrong."""
    reading = read_need(RAW.model_copy(update=changes), {"human"}, {"kurs"})
    return reading if isinstance(reading, Need) else [error.field for error in reading]


def test_a_need_is_read_tidied_and_in_the_order_of_the_groups() -> None:
    assert read() == NEED


def test_a_need_in_the_kommuns_own_words_has_no_item() -> None:
    need = read(item="", form="")
    assert isinstance(need, Need)
    assert (need.item_id, need.form, need.origin) == ("", None, NeedOrigin.OWN)


def test_a_need_as_its_form_shows_it_is_read_as_the_same() -> None:
    assert read_need(as_typed(NEED), {"human"}, {"kurs"}) == NEED


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

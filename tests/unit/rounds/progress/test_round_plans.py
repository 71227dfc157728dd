"""What a plan of a round must say, and what is told when it does not."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from app.assessment.questionnaires.questionnaire import Form
from app.rounds.progress.round_plans import (
    MAX_LENGTH,
    Field,
    PlanFieldError,
    Questions,
    RawPlan,
    RoundPlan,
    read_extension,
    read_plan,
    read_questions,
)
from tests.unit.builders import a_capital, a_question, a_questionnaire

TODAY = date(2026, 9, 10)
DAY = timedelta(days=1)
TWO = a_questionnaire(
    a_capital("a", [a_question("a1", core=True), a_question("a2")]), a_capital("b", [a_question("b1")])
)
KOMMUNER = ("9901-norrby", "9902-soderby")
RAW = RawPlan("riktig", "lang", "2026-10-01", "2026-11-30", frozenset("ab"), frozenset(KOMMUNER))
PLAN = RoundPlan(
    is_trial=False,
    form=Form.LONG,
    opens_on=date(2026, 10, 1),
    closes_on=date(2026, 11, 30),
    capital_ids=None,
    kommuner=KOMMUNER,
)


def read(**values: Any) -> RoundPlan | tuple[PlanFieldError, ...]:
    return read_plan(replace(RAW, **values), TWO, KOMMUNER, TODAY)


def invalid(**values: Any) -> set[str]:
    """The fields that are in error."""
    errors = read(**values)
    assert isinstance(errors, tuple), errors
    assert all(error.message.endswith(".") for error in errors)
    return {error.field for error in errors}


def test_a_plan_that_is_filled_in_is_kept() -> None:
    assert read() == PLAN


def test_all_capitals_are_kept_as_all_and_some_in_the_questionnaires_order() -> None:
    assert read(capitals=frozenset("ba")) == PLAN
    assert read(capitals=frozenset("b")) == replace(PLAN, capital_ids=("b",))


def test_kommuner_are_kept_in_the_regions_order() -> None:
    assert read(kommuner=frozenset(reversed(KOMMUNER))) == PLAN
    assert read(kommuner=frozenset(KOMMUNER[1:])) == replace(PLAN, kommuner=KOMMUNER[1:])


def test_what_does_not_exist_is_left_out() -> None:
    assert read(capitals=frozenset("abz"), kommuner=frozenset((*KOMMUNER, "0180-stockholm"))) == PLAN


def test_a_trial_and_the_short_form_can_be_chosen() -> None:
    assert read(kind="prov", form="kort") == replace(PLAN, is_trial=True, form=Form.SHORT)


def test_an_empty_form_is_told_everything_at_once() -> None:
    empty = read_plan(RawPlan("", "", "", "", frozenset(), frozenset()), TWO, KOMMUNER, TODAY)
    assert isinstance(empty, tuple)
    assert [error.field for error in empty] == [
        Field.KIND,
        Field.FORM,
        Field.CAPITALS,
        Field.OPENS_ON,
        Field.CLOSES_ON,
        Field.KOMMUNER,
    ]


@pytest.mark.parametrize(
    ("opens", "closes", "fields"),
    [
        (TODAY, TODAY + DAY, set()),
        (TODAY, TODAY, {"stanger"}),
        (TODAY - DAY, TODAY + DAY, {"oppnar"}),
        (TODAY - 2 * DAY, TODAY - DAY, {"oppnar", "stanger"}),
        (TODAY + 2 * DAY, TODAY + DAY, {"stanger"}),
        (TODAY, TODAY + MAX_LENGTH, set()),
        (TODAY, TODAY + MAX_LENGTH + DAY, {"stanger"}),
        (TODAY + 700 * DAY, TODAY + 730 * DAY, set()),
        (TODAY + 700 * DAY, TODAY + 731 * DAY, {"stanger"}),
        (date(9999, 12, 30), date(9999, 12, 31), {"oppnar", "stanger"}),
    ],
)
def test_the_last_day_comes_after_the_first_and_none_has_passed(opens: date, closes: date, fields: set[str]) -> None:
    plan = read(opens_on=opens.isoformat(), closes_on=closes.isoformat())
    assert {error.field for error in plan} == fields if isinstance(plan, tuple) else not fields


def test_a_day_with_the_wrong_year_is_told_once() -> None:
    errors = read(opens_on="2026-10-01", closes_on="2062-11-30")
    assert isinstance(errors, tuple)
    assert [error.message for error in errors] == ["Dagen är mer än två år bort. Kontrollera årtalet."]
    extension = read_extension("2062-11-30", date(2026, 11, 30), TODAY)
    assert isinstance(extension, tuple)
    assert [error.message for error in extension] == ["Dagen är mer än två år bort. Kontrollera årtalet."]


def test_a_day_that_is_none_is_told_with_how_to_write_it() -> None:
    errors = read(opens_on="snart", closes_on="i november")
    assert isinstance(errors, tuple)
    assert [error.message for error in errors] == [
        "Skriv första dagen som år, månad och dag, till exempel 2026-09-10.",
        "Skriv sista dagen som år, månad och dag, till exempel 2026-10-10.",
    ]


def test_something_has_to_be_asked_of_somebody() -> None:
    assert invalid(capitals=frozenset()) == {"kapital"}
    assert invalid(capitals=frozenset("z")) == {"kapital"}
    assert invalid(kommuner=frozenset()) == {"kommun"}
    assert invalid(form="kort", capitals=frozenset("b")) == {"kapital"}  # b has no core question


def test_a_region_without_kommuner_is_told_to_add_them() -> None:
    errors = read_plan(RAW, TWO, (), TODAY)
    assert errors == (PlanFieldError(Field.KOMMUNER, "Regionen har inga kommuner än. Lägg till dem först."),)


@pytest.mark.parametrize("kind", ["", "Prov", "skarp", "riktig "])
def test_only_what_the_page_offers_can_be_chosen(kind: str) -> None:
    assert invalid(kind=kind) == {"slag"}
    assert invalid(form=kind) == {"form"}


def test_the_questions_alone_are_read_the_same_way() -> None:
    assert read_questions("lang", {"a", "b"}, TWO) == Questions(Form.LONG, None)
    assert read_questions("kort", {"a"}, TWO) == Questions(Form.SHORT, ("a",))
    errors = read_questions("", set(), TWO)
    assert isinstance(errors, tuple)
    assert [error.field for error in errors] == [Field.FORM, Field.CAPITALS]


@pytest.mark.parametrize(
    ("text", "closes_on", "is_extension"),
    [
        ("2026-12-15", date(2026, 11, 30), True),
        ("15 december 2026", date(2026, 11, 30), True),
        ("2026-11-30", date(2026, 11, 30), True),
        ("2026-11-29", date(2026, 11, 30), False),
        ("2026-09-09", date(2026, 9, 1), False),
        ("2026-09-10", date(2026, 9, 1), True),
        ("2028-12-15", date(2026, 11, 30), False),
        ("", date(2026, 11, 30), False),
        ("senare", date(2026, 11, 30), False),
    ],
)
def test_more_time_is_later_than_before_and_not_over_already(text: str, closes_on: date, is_extension: bool) -> None:
    extension = read_extension(text, closes_on, TODAY)
    assert isinstance(extension, date) is is_extension
    if isinstance(extension, tuple):
        assert [error.field for error in extension] == [Field.CLOSES_ON]

"""Which lines of the audit log are about a person, told by their facts."""

from typing import Any

import pytest

from app.accounts.privacy.personal_data import facts_about

ME, MINE = 7, frozenset({70, 71})


@pytest.mark.parametrize(
    "facts",
    [
        {"person_id": 7, "role": "kommun_reader"},
        {"person_id": 8, "successor_id": 7},
        {"assessment_id": 1, "respondent_id": 71},
    ],
)
def test_a_line_that_names_me_or_my_place_is_about_me(facts: dict[str, Any]) -> None:
    assert facts_about(facts, ME, MINE) == facts


@pytest.mark.parametrize(
    "facts", [{"person_id": 70}, {"respondent_id": 7}, {"assessment_id": 7}, {"respondent_ids": [7, 72]}, {}]
)
def test_the_same_number_of_something_else_is_not(facts: dict[str, Any]) -> None:
    assert facts_about(facts, ME, MINE) is None


def test_of_a_list_i_see_my_own_number_only() -> None:
    facts = {"assessment_id": 1, "respondent_ids": [69, 70, 72]}
    assert facts_about(facts, None, MINE) == {"assessment_id": 1, "respondent_ids": [70]}


def test_without_an_account_no_person_is_meant() -> None:
    assert facts_about({"person_id": None}, None, MINE) is None

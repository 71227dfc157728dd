"""Which level of another year's scale a goal's level is."""

from decimal import Decimal

from app.rounds.goals.scales import threshold
from tests.unit.builders import a_capital, a_questionnaire
from tests.unit.rounds.goals.builders import a_goal

FIVE = a_questionnaire(a_capital(), year=2026)
SAME = a_questionnaire(a_capital(), year=2027)
THREE = a_questionnaire(a_capital(), scale=("0", "2", "4"), year=2027)
MAPPING = {Decimal(old): Decimal(new) for old, new in (("0", "0"), ("1", "0"), ("2", "2"), ("3", "2"), ("4", "4"))}
STATED = THREE.model_copy(update={"previous_scale": MAPPING})


def test_on_the_same_scale_the_level_is_the_same_in_either_direction() -> None:
    assert threshold(a_goal(scale_year=2026), [FIVE, SAME], 2027) == 3
    assert threshold(a_goal(scale_year=2027), [FIVE, SAME], 2026) == 3
    assert threshold(a_goal(), [FIVE], 2026) == 3


def test_a_later_scale_is_followed_only_where_the_edition_says_what_equals_what() -> None:
    assert threshold(a_goal(scale_year=2026), [FIVE, THREE], 2027) is None
    # The third level (2) is worth the later scale's second (2).
    assert threshold(a_goal(scale_year=2026), [FIVE, STATED], 2027) == 2


def test_on_an_earlier_scale_the_lowest_level_that_comes_to_as_much_reaches_it() -> None:
    # The later scale's second level (2) is what the earlier levels 2 and 3 have become: positions 3 and 4.
    assert threshold(a_goal(scale_year=2027, position=2), [FIVE, STATED], 2026) == 3


def test_a_year_without_an_edition_is_not_followed() -> None:
    assert threshold(a_goal(), [FIVE], 2027) is None
    assert threshold(a_goal(), [], 2026) is None

"""Following a goal: counted by hand, and nothing that is not known counts as not reached."""

from hypothesis import given
from hypothesis import strategies as st

from app.rounds.goals.follow_up import (
    SHOWN_YEARS,
    GoalStatus,
    SameKommuner,
    YearCount,
    YearLevels,
    follow_up,
    goal_in_force,
    same_kommuner,
)
from app.rounds.goals.goal import Goal
from tests.unit.rounds.goals.builders import a_goal, a_year


def status(*years: YearLevels, this_year: int = 2026, goal: Goal | None = None) -> GoalStatus:
    return follow_up(goal or a_goal(), years, None, this_year=this_year).status


def test_a_year_counts_those_on_the_level_or_above_of_those_with_a_level() -> None:
    result = follow_up(a_goal(), [a_year(2026, 2, 3, 4, None, 5, invited=7)], None, this_year=2026)
    # 3, 4 and 5 reach the third level; four of the seven have a level.
    assert result.years == (YearCount(year=2026, reached=3, known=4, invited=7, is_closed=True),)
    assert result.years[0].not_known == 3


def test_the_latest_year_with_a_level_says_whether_the_goal_is_reached() -> None:
    assert status(a_year(2025, 3, 3, 3), a_year(2026, 3, 3, 2)) is GoalStatus.UNDER_WAY
    assert status(a_year(2025, 3, 3, 2), a_year(2026, 3, 3, 3)) is GoalStatus.REACHED
    assert status(a_year(2025, 3, 3, 3), a_year(2026, None, None, None)) is GoalStatus.REACHED
    assert status(a_year(2026, None)) is GoalStatus.NOT_MEASURED
    assert status() is GoalStatus.NOT_MEASURED


def test_when_the_year_has_come_those_not_known_can_still_decide_it() -> None:
    short = a_year(2028, 3, 3, 2, 2)
    assert status(short, this_year=2029) is GoalStatus.NOT_REACHED
    assert status(short, this_year=2028) is GoalStatus.NOT_REACHED
    assert status(a_year(2028, 3, 3, 2, 2, is_closed=False), this_year=2028) is GoalStatus.UNDER_WAY
    assert status(a_year(2028, 3, 3, 2, None), this_year=2029) is GoalStatus.NOT_KNOWN
    assert status(a_year(2028, 3, 3, 2, invited=4), this_year=2029) is GoalStatus.NOT_KNOWN
    assert status(a_year(2027, 3, 3, 2), this_year=2029) is GoalStatus.NOT_KNOWN
    assert status(this_year=2029) is GoalStatus.NOT_KNOWN


def test_years_after_the_goal_and_on_another_scale_are_left_out() -> None:
    years = [a_year(2027, 3, threshold=None), a_year(2028, 3), a_year(2029, 3)]
    result = follow_up(a_goal(), years, None, this_year=2029)
    assert [count.year for count in result.years] == [2028]
    assert result.other_scale == (2027,)


def test_only_so_many_years_are_followed() -> None:
    years = [a_year(year, 3) for year in range(2015, 2027)]
    assert len(follow_up(a_goal(), years, None, this_year=2026).years) == SHOWN_YEARS


def test_a_goal_that_has_ended_stays_ended() -> None:
    years = [a_year(2026, 3, 3, 3)]
    assert follow_up(a_goal(), years, None, this_year=2026, is_ended=True).status is GoalStatus.ENDED


def test_the_same_kommuner_are_those_with_a_level_both_years_that_the_method_compares() -> None:
    earlier, later = a_year(2025, 2, 3, 2, 3, None), a_year(2026, 3, 3, 2, 4, 5)
    # Kommun 4 is not compared, kommun 5 has no level the first year: 1, 2 and 3 are left.
    assert same_kommuner(earlier, later, {1: True, 2: True, 3: True, 5: True}) == SameKommuner(
        earlier_year=2025, later_year=2026, kommuner=3, earlier=1, later=2, has_other_questions=False
    )
    mixed = same_kommuner(earlier, later, {1: True, 2: False})
    assert mixed is not None
    assert (mixed.kommuner, mixed.has_other_questions) == (2, True)


def test_nothing_is_compared_where_questions_or_scale_do_not_allow_it() -> None:
    earlier, later = a_year(2025, 3), a_year(2026, 3)
    assert same_kommuner(earlier, later, {}) is None
    assert same_kommuner(a_year(2025, 3, threshold=None), later, {1: True}) is None
    assert same_kommuner(earlier, a_year(2026, None), {1: True}) is None


LEVELS = st.lists(st.one_of(st.none(), st.integers(1, 5)), max_size=12)


@given(LEVELS, st.integers(0, 5), st.integers(1, 17), st.integers(2026, 2030))
def test_one_more_kommun_on_the_level_never_undoes_a_goal(
    levels: list[int | None], unseen: int, kommuner: int, this_year: int
) -> None:
    goal = a_goal(kommuner=kommuner)
    invited = len(levels) + unseen + 1
    fewer = a_year(2028, *levels, invited=invited)
    more = a_year(2028, *levels, 3, invited=invited)
    before, after = status(fewer, this_year=this_year, goal=goal), status(more, this_year=this_year, goal=goal)
    if before is GoalStatus.REACHED:
        assert after is GoalStatus.REACHED
    if before is GoalStatus.NOT_REACHED:
        assert after in {GoalStatus.NOT_REACHED, GoalStatus.REACHED}


@given(LEVELS, LEVELS, st.sets(st.integers(1, 12)))
def test_the_same_kommuner_are_never_more_than_either_year_has(
    before: list[int | None], now: list[int | None], ids: set[int]
) -> None:
    same = same_kommuner(a_year(2025, *before), a_year(2026, *now), dict.fromkeys(ids, True))
    if same is not None:
        assert 0 < same.kommuner <= min(len(before), len(now), len(ids))
        assert same.earlier <= same.kommuner
        assert same.later <= same.kommuner


def test_the_goal_in_force_is_the_next_in_time_and_the_highest_of_that_year() -> None:
    near, high, far = a_goal(by_year=2027), a_goal(by_year=2027, position=4), a_goal(by_year=2030, position=5)
    other = a_goal(capital_id="finansiellt", by_year=2026)
    goals = [far, near, high, other]
    assert goal_in_force(goals, "prov", "politiskt", 2026) == high
    assert goal_in_force(goals, "prov", "politiskt", 2028) == far
    assert goal_in_force(goals, "prov", "politiskt", 2031) is None
    assert goal_in_force(goals, "annat", "politiskt", 2026) is None

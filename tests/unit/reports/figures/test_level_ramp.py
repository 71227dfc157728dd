"""Levels of a scale on the ramp of five steps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reports.figures.level_ramp import STEPS, ramp_step


@pytest.mark.parametrize(
    ("levels", "steps"), [(5, [1, 2, 3, 4, 5]), (2, [1, 5]), (3, [1, 3, 5]), (4, [1, 2, 4, 5]), (1, [5])]
)
def test_the_ends_of_a_scale_are_the_ends_of_the_ramp(levels: int, steps: list[int]) -> None:
    assert [ramp_step(position, levels) for position in range(1, levels + 1)] == steps


@given(st.integers(2, 12))
def test_a_higher_level_is_never_lighter(levels: int) -> None:
    steps = [ramp_step(position, levels) for position in range(1, levels + 1)]
    assert steps == sorted(steps)
    assert set(steps) <= set(range(1, STEPS + 1))


@pytest.mark.parametrize("position", [0, 6])
def test_a_level_that_the_scale_does_not_have_is_refused(position: int) -> None:
    with pytest.raises(ValueError, match="there is no level"):
        ramp_step(position, 5)

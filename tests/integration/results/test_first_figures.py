"""Two medians beside each other never tell of one kommun or two, neither when first made nor when made again."""

from fractions import Fraction

import pytest

from tests.builders import Scene
from tests.integration.support.neighbours import Neighbours, add_neighbours


def with_larger(scene: Scene, larger: int) -> Neighbours:
    """A closed round of six small kommuner on 1 and so many larger on 4."""
    neighbours = add_neighbours(scene, (1,) * 6 + (4,) * larger, ("små",) * 6 + ("stora",) * larger)
    neighbours.close()
    return neighbours


@pytest.mark.parametrize("larger", [1, 2])
def test_a_group_that_differs_from_all_by_one_or_two_has_no_median(scene: Scene, larger: int) -> None:
    neighbours = with_larger(scene, larger)
    assert neighbours.everybody(0) == (5 + larger, Fraction(1))
    similar = neighbours.compared(0).similar
    assert similar is not None
    assert similar.figures == {}
    assert "skiljer sig bara med en eller två kommuner från alla" in similar.why_none


def test_a_group_that_differs_by_three_has_one(scene: Scene) -> None:
    neighbours = with_larger(scene, 3)
    assert (neighbours.everybody(0), neighbours.similar(0)) == ((8, Fraction(1)), (5, Fraction(1)))
    assert neighbours.everybody(6) == (8, Fraction(1))
    # Two others of its size are too few.
    assert neighbours.similar(6) is None


def test_a_group_of_all_shows_what_all_show(scene: Scene) -> None:
    neighbours = with_larger(scene, 0)
    assert neighbours.everybody(0) == neighbours.similar(0) == (5, Fraction(1))


def test_figures_made_anew_do_not_come_within_two_of_a_group_either(scene: Scene) -> None:
    neighbours = with_larger(scene, 4)
    assert (neighbours.everybody(0), neighbours.similar(0)) == ((9, Fraction(1)), (5, Fraction(1)))
    for place in (6, 7, 8):
        neighbours.share(place, "nothing")
    # Six are left, five of them the group that is shown: the sixth would be told.
    figures = neighbours.compared(0).everybody
    assert figures.figures == {}
    assert "bredvid andra" in figures.why_none
    assert neighbours.similar(0) == (5, Fraction(1))
    neighbours.share(9, "nothing")
    assert neighbours.everybody(0) == (5, Fraction(1))

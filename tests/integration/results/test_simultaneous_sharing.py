"""Kommuner that change what they share, and a region that groups them or closes a round, at the same moment."""

from fractions import Fraction
from functools import partial

import pytest

from app.services.organisations.size_groups import choose_size_groups
from tests.builders import LATER, NOW, Scene
from tests.integration.support.neighbours import Neighbours, add_neighbours
from tests.integration.support.together import at_once

VALUES = (4, 4, 4, 1, 1, 2, 2, 3, 3)


@pytest.fixture
def neighbours(scene: Scene) -> Neighbours:
    """Nine that share with the association."""
    return add_neighbours(scene, VALUES)


def test_three_that_withdraw_at_once_leave_what_three_one_after_the_other_leave(neighbours: Neighbours) -> None:
    neighbours.close()
    # The fourth sees 1 2 2 3 3 4 4 4, so 3.
    assert neighbours.everybody(3) == (8, Fraction(3))
    at_once(*(partial(neighbours.share, place, "nothing") for place in range(3)))
    # Three have gone, and it sees 1 2 2 3 3 made again.
    assert neighbours.everybody(3) == (5, Fraction(2))
    # Those that withdrew miss two others, not three.
    assert [neighbours.everybody(place) for place in range(3)] == [None] * 3


def test_figures_that_are_not_there_yet_are_made_once_by_kommuner_that_share_at_once(neighbours: Neighbours) -> None:
    neighbours.scene.change_round(closed_at=NOW)
    outcomes = at_once(*(partial(neighbours.share, place, "named") for place in range(3)))
    assert outcomes == [None] * 3
    # Whoever was last made them for all. The fourth sees all eight; the others see each other by name, if at all.
    assert neighbours.everybody(3) == (8, Fraction(3))


def test_groups_chosen_while_the_round_closes_have_their_figures(neighbours: Neighbours) -> None:
    scene = neighbours.scene
    groups = {kommun.slug: "små" for kommun in neighbours.kommuner[3:]}
    region = scene.region
    outcomes = at_once(
        neighbours.close,
        lambda: choose_size_groups(scene.database, region.coordinator, region.slug, groups, LATER),
        partial(neighbours.share, 0, "named"),
        partial(neighbours.share, 1, "public"),
    )
    assert outcomes == [None] * 4
    # Of six in the group the fourth sees five: 1 2 2 3 3.
    assert neighbours.similar(3) == (5, Fraction(2))

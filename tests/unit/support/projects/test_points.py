"""Points: five a kommun at the most, and ideas in order by how many kommuner gave any."""

from app.assessment.answering.entry import FieldError
from app.support.projects.points import GivenPoints, ranking, read_points


def given(**kommuner: dict[int, int]) -> list[GivenPoints]:
    return [
        GivenPoints(idea, number, points)
        for number, gift in enumerate(kommuner.values(), 1)
        for idea, points in gift.items()
    ]


def the_error(typed: dict[int, str]) -> FieldError:
    (error,) = read_points(typed, list(typed))
    assert isinstance(error, FieldError)
    return error


def test_up_to_five_are_dealt_out_and_empty_is_none() -> None:
    assert read_points({1: "3", 2: " 2 ", 3: ""}, [1, 2, 3]) == {1: 3, 2: 2}
    assert read_points({1: "5"}, [1, 2]) == {1: 5}
    assert read_points({}, [1, 2]) == {}


def test_a_sixth_point_is_refused_with_how_many_to_take_away() -> None:
    error = the_error({1: "4", 2: "3"})
    assert (error.field, error.message) == ("points", "Ni har delat ut 7 poäng. Ni har 5. Ta bort 2.")


def test_what_is_no_number_of_points_is_told_by_its_field() -> None:
    for text in ("6", "-1", "1,5", "två", "١", "00005"):
        assert the_error({1: text}).field == "points.1", text


def test_an_idea_that_the_round_does_not_have_gets_nothing() -> None:
    assert read_points({1: "2", 9: "5"}, [1]) == {1: 2}


def test_how_many_gave_any_comes_before_how_much_they_gave() -> None:
    # Idea 1: one kommun gives five. Idea 2: two kommuner give one each. Idea 3: two give 1 + 2. Idea 4: nobody.
    every = given(a={1: 5}, b={2: 1, 3: 1}, c={2: 1, 3: 2})
    ranks = ranking({1: "Ett", 2: "Två", 3: "Tre", 4: "Fyra"}, every)
    assert [(rank.place, rank.idea_id, rank.kommuner, rank.points) for rank in ranks] == [
        (1, 3, 2, 3),
        (2, 2, 2, 2),
        (3, 1, 1, 5),
        (4, 4, 0, 0),
    ]


def test_equal_ones_share_a_place_and_come_by_title() -> None:
    ranks = ranking({1: "Båt", 2: "arena", 3: "Cykel"}, given(a={1: 2, 2: 2, 3: 1}))
    assert [(rank.place, rank.title) for rank in ranks] == [(1, "arena"), (1, "Båt"), (3, "Cykel")]

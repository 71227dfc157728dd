"""What is kept of a new vote at the meeting: by hand, by the rule for single answers, and never by comparing two."""

from collections.abc import Sequence

import pytest

from app.assessment.answering.answers import DONT_KNOW, NOT_APPLICABLE, Answer
from app.assessment.meeting.vote import Vote, VoteCount, count_votes
from tests.unit.builders import a_question, of

Q1 = a_question("q1")
OTHERS = {"vet_ej": DONT_KNOW, "ej": NOT_APPLICABLE}


def count(votes: Sequence[int | str], shown_voters: int | None = None, min_group: int | None = 5) -> VoteCount:
    """Of people in one role group: the level that each votes for, or another word."""
    tally: dict[Answer, int] = {}
    for vote in votes:
        answer = Answer.level(vote) if isinstance(vote, int) else OTHERS[vote]
        tally[answer] = tally.get(answer, 0) + 1
    return count_votes(Q1, of([Q1]), {"strateg": tally}, min_group, shown_voters)


def test_five_votes_are_shown_as_numbers_per_level() -> None:
    assert count([1, 2, 2, 3, 5]) == VoteCount(voters=5, counts=(1, 2, 1, 0, 1), dont_know=0, not_applicable=0)


@pytest.mark.parametrize("votes", [[], [3], [1, 2, 3, 4], [2, 2, 2, "vet_ej"]])
def test_of_fewer_than_five_nothing_but_how_many_they_are_is_kept(votes: list[int | str]) -> None:
    assert count(votes) == VoteCount(voters=len(votes), counts=None, dont_know=None, not_applicable=None)


def test_levels_are_not_shown_where_fewer_than_five_voted_for_one() -> None:
    result = count([1, 2, 3, "vet_ej", "vet_ej", "ej"])
    assert (result.voters, result.counts, result.dont_know, result.not_applicable) == (6, None, 2, 1)


@pytest.mark.parametrize("min_group", [None, 0, 2])
def test_a_limit_that_is_missing_or_too_low_hides_everything(min_group: int | None) -> None:
    assert not count([3] * 20, min_group=min_group).is_shown


@pytest.mark.parametrize(
    ("voters", "shown_voters", "is_shown"),
    [(8, None, True), (8, 8, True), (9, 8, False), (7, 8, False), (12, 8, False), (13, 8, True), (5, 10, True)],
)
def test_a_vote_with_a_few_people_more_or_less_than_the_one_shown_before_is_not_shown(
    voters: int, shown_voters: int | None, is_shown: bool
) -> None:
    """With one more, what differs between the two would be what that one voted."""
    assert count([3] * voters, shown_voters).is_shown == is_shown


def test_a_vote_is_open_until_it_is_counted() -> None:
    assert Vote(question_id="q1", number=1, count=None, shown_voters=None).is_open
    assert not Vote(question_id="q1", number=1, count=count([]), shown_voters=None).is_open

"""A new blind vote on a question at the joint meeting: what is kept of it, and from how many people on it is shown.

It is a support for talking. It never enters a result, and the single answers stay as they were.
"""

from dataclasses import dataclass

from app.assessment.meeting.spread import Tally, tallied_spread
from app.assessment.questionnaires.questionnaire import Question, Questionnaire


@dataclass(frozen=True, slots=True)
class VoteCount:
    """What is kept of a closed vote: numbers, and None for those that too few people stand behind (method 10)."""

    voters: int
    counts: tuple[int, ...] | None
    """How many voted for each level, lowest first."""
    dont_know: int | None
    not_applicable: int | None

    @property
    def is_shown(self) -> bool:
        """Whether anything but the number of voters is."""
        return self.dont_know is not None


@dataclass(frozen=True, slots=True)
class Vote:
    """The latest vote on a question. `count` is None while it is open."""

    question_id: str
    number: int
    """Which vote on the question it is, from 1: a page that is old names an earlier one."""
    count: VoteCount | None
    shown_voters: int | None
    """How many had voted when a vote on the question was shown last; None where none ever was."""

    @property
    def is_open(self) -> bool:
        return self.count is None


def count_votes(
    question: Question, questionnaire: Questionnaire, tally: Tally, min_group: int | None, shown_voters: int | None
) -> VoteCount:
    """What is kept when a vote closes, by the same rule as for single answers.

    Where a vote on the question was shown before, one with a few people more or less is not shown: what differs between
    the two could be what these few voted.
    """
    spread = tallied_spread(question, questionnaire, tally, min_group)
    if not spread.is_shown or min_group is None or is_near(spread.answered, shown_voters, min_group):
        return VoteCount(voters=spread.answered, counts=None, dont_know=None, not_applicable=None)
    return VoteCount(
        voters=spread.answered,
        counts=None if spread.everyone is None else spread.everyone.counts,
        dont_know=spread.dont_know,
        not_applicable=spread.not_applicable,
    )


def is_near(voters: int, shown_voters: int | None, min_group: int) -> bool:
    """Whether so many is another number than the one shown, but by fewer people than a group must have."""
    return shown_voters is not None and 0 < abs(voters - shown_voters) < min_group

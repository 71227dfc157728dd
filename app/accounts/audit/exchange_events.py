"""Audit events of exchange between kommuner: examples and reuse, networks, questions to the others, challenges."""

from typing import ClassVar

from app.accounts.audit.chain import Event


class ExampleSaved(Event):
    """A draft."""

    action: ClassVar[str] = "example.saved"
    example_id: int


class ExampleSent(Event):
    """To the region, for review."""

    action: ClassVar[str] = "example.sent"
    example_id: int


class ExampleReturned(Event):
    action: ClassVar[str] = "example.returned"
    example_id: int


class ExamplePublished(Event):
    action: ClassVar[str] = "example.published"
    example_id: int


class ExampleRenewed(Event):
    action: ClassVar[str] = "example.renewed"
    example_id: int


class ExampleTakenBack(Event):
    """It is a draft again, to be changed."""

    action: ClassVar[str] = "example.taken_back"
    example_id: int


class ExampleArchived(Event):
    action: ClassVar[str] = "example.archived"
    example_id: int


class ExampleRemoved(Event):
    """A draft that was never published."""

    action: ClassVar[str] = "example.removed"
    example_id: int


class ReuseNoted(Event):
    action: ClassVar[str] = "reuse.noted"
    example_id: int
    state: str


class ReuseRemoved(Event):
    action: ClassVar[str] = "reuse.removed"
    example_id: int


class NetworkSaved(Event):
    """A new network, or one that was changed."""

    action: ClassVar[str] = "network.saved"
    network_id: int


class NetworkSeatNoted(Event):
    """Which role has the kommun's seat, and whether somebody gets the mail."""

    action: ClassVar[str] = "network.seat_noted"
    network_id: int
    is_vacant: bool


class NetworkMeetingNoted(Event):
    action: ClassVar[str] = "network.meeting_noted"
    network_id: int


class NetworkTopicNoted(Event):
    """An item of a meeting's agenda, or what came of it."""

    action: ClassVar[str] = "network.topic_noted"
    network_id: int


class QuestionAsked(Event):
    action: ClassVar[str] = "asked_question.asked"
    asked_question_id: int
    network_id: int
    receivers: int


class QuestionAskedAgain(Event):
    """The region has sent it once more, as nobody had answered."""

    action: ClassVar[str] = "asked_question.asked_again"
    asked_question_id: int
    receivers: int


class QuestionAnswered(Event):
    """Whoever asked has written down the answer, or that there was none."""

    action: ClassVar[str] = "asked_question.answered"
    asked_question_id: int
    state: str


class ChallengeNoted(Event):
    """A new challenge, or one that was changed."""

    action: ClassVar[str] = "challenge.noted"
    challenge_id: int


class ChallengeShared(Event):
    """A kommun has the same, or no longer."""

    action: ClassVar[str] = "challenge.shared"
    challenge_id: int
    has_it: bool


class ChallengeClosed(Event):
    action: ClassVar[str] = "challenge.closed"
    challenge_id: int

"""Audit events of the project bank: ideas, points, projects, and calls for funding."""

from datetime import date
from typing import ClassVar

from app.accounts.audit.chain import Event


class IdeaCaught(Event):
    action: ClassVar[str] = "idea.caught"
    idea_id: int


class IdeaChanged(Event):
    action: ClassVar[str] = "idea.changed"
    idea_id: int


class IdeaJoined(Event):
    """How a kommun is with an idea."""

    action: ClassVar[str] = "idea.joined"
    idea_id: int
    idea_role: str


class IdeaLeft(Event):
    action: ClassVar[str] = "idea.left"
    idea_id: int


class IdeaMoved(Event):
    action: ClassVar[str] = "idea.moved"
    idea_id: int
    state: str


class IdeaMerged(Event):
    action: ClassVar[str] = "idea.merged"
    idea_id: int
    into_idea_id: int


class IdeaDecided(Event):
    action: ClassVar[str] = "idea.decided"
    idea_id: int
    outcome: str
    decided_on: date


class PointsRoundOpened(Event):
    action: ClassVar[str] = "points_round.opened"
    points_round_id: int
    last_day: date


class PointsGiven(Event):
    """Not to which ideas: that is told when the round is over."""

    action: ClassVar[str] = "points_round.answered"
    points_round_id: int


class ProjectNoted(Event):
    """A new one, or one that was changed."""

    action: ClassVar[str] = "project.noted"
    project_id: int


class ProjectMoved(Event):
    action: ClassVar[str] = "project.moved"
    project_id: int
    state: str


class CallDrafted(Event):
    action: ClassVar[str] = "funding_call.drafted"
    funding_call_id: int


class CallShown(Event):
    """Shown to the kommuner for the first time, or changed afterwards."""

    action: ClassVar[str] = "funding_call.shown"
    funding_call_id: int


class CallRemoved(Event):
    """A draft that was taken away, or a call that was closed before its last day."""

    action: ClassVar[str] = "funding_call.removed"
    funding_call_id: int


class CallInterestNoted(Event):
    action: ClassVar[str] = "funding_call.answered"
    funding_call_id: int
    interest: str


class CallsFetched(Event):
    """By the command, from a source's open data."""

    action: ClassVar[str] = "funding_call.fetched"
    source: str
    calls: int

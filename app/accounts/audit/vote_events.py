"""Events of a new vote at a joint meeting. None says anything of what anybody voted, nor of how many did."""

from typing import ClassVar

from app.accounts.audit.chain import Event


class VoteStarted(Event):
    action: ClassVar[str] = "vote.started"
    assessment_id: int
    question_id: str


class VoteClosed(Event):
    action: ClassVar[str] = "vote.closed"
    assessment_id: int
    question_id: str

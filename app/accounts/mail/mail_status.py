"""Where a mail has come to, as pages and the log show it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class MailStatus(StrEnum):
    """Where a mail has come to."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    """Given up: the mail server refused it, or could not be reached for too long."""
    BOUNCED = "bounced"
    """Sent, and came back."""


@dataclass(frozen=True, slots=True)
class MailState:
    """What became of the latest mail to somebody."""

    status: MailStatus
    problem: str
    """What the mail server said, without addresses; empty when all is well."""
    at: datetime
    """When it was sent, or else written."""

    @property
    def has_failed(self) -> bool:
        """Whether the address needs mending."""
        return self.status in {MailStatus.FAILED, MailStatus.BOUNCED}


@dataclass(frozen=True, slots=True)
class MailLine:
    id: int
    kind: str
    status: MailStatus
    to_address: str
    """Empty once the person has been erased."""
    municipality: str
    """The kommun it is about; empty for the region's own."""
    region: str
    """Empty for the installation's own, such as mails to sign in with."""
    problem: str
    at: datetime
    """When it was sent, or else written."""

    @property
    def is_tried_again(self) -> bool:
        return self.status is MailStatus.QUEUED and bool(self.problem)

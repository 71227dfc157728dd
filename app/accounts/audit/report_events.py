"""What is logged of links to a report, with its exact facts. Who opens one is not known, and not logged."""

from datetime import date
from typing import ClassVar

from app.accounts.audit.chain import Event


class ReportLinkMade(Event):
    """It is good until the end of `last_day`."""

    action: ClassVar[str] = "report_link.made"
    assessment_id: int
    report_link_id: int
    last_day: date


class ReportLinkEnded(Event):
    action: ClassVar[str] = "report_link.ended"
    assessment_id: int
    report_link_id: int

"""Every kind of event in the audit log about personal data, disclosure and accessibility, with its exact facts."""

from datetime import date
from typing import ClassVar

from app.accounts.audit import Event


class InstallationStatementChanged(Event):
    action: ClassVar[str] = "installation.statement_changed"
    conformance: str
    assessed_on: date


class PersonErased(Event):
    """Somebody's data was taken away on a decision. `is_gone`: in the whole installation; else in the region alone."""

    action: ClassVar[str] = "person.erased"
    person_id: int
    decision: str
    memberships: int
    respondents: int
    letters: int
    is_gone: bool


class RetentionRun(Event):
    """Who answered in rounds closed long ago was unlinked. The numbers count people, links and mails."""

    action: ClassVar[str] = "retention.run"
    round_ids: tuple[int, ...]
    months: int
    decision: str
    respondents: int
    links: int
    letters: int
    people: int


class PersonExtracted(Event):
    """Everything about a person was taken out at the command line."""

    action: ClassVar[str] = "person.extracted"
    person_id: int

"""Every kind of event in the audit log about personal data, disclosure and the installation, with its exact facts."""

from datetime import date
from typing import ClassVar

from app.accounts.audit.chain import Event


class InstallationStatementChanged(Event):
    action: ClassVar[str] = "installation.statement_changed"
    conformance: str
    assessed_on: date


class InstallationBackedUp(Event):
    """At the command line: `way` is "copy" when the command made the copy, "told" when something else had made one."""

    action: ClassVar[str] = "installation.backed_up"
    way: str


class InstallationRestored(Event):
    """A backup was put in the database's place: the SHA-256 of its file, and the last line of the log that it held."""

    action: ClassVar[str] = "installation.restored"
    file_hash: str
    last_number: int


class AuditLogSealed(Event):
    """The last hash was sent away, to where the database does not reach: that of the line with this number."""

    action: ClassVar[str] = "installation.log_sealed"
    number: int


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


class AssessmentDisclosed(Event):
    """An assessment's documents were handed out. The numbers count texts, people and mails; `invited` is None when that
    list was left out."""

    action: ClassVar[str] = "assessment.disclosed"
    assessment_id: int
    diary_number: str
    comments: int
    masked: int
    invited: int | None
    letters: int


class SingleAnswersDisclosed(Event):
    """Single answers were taken out at the command line on the kommun's decision, with people's names or without."""

    action: ClassVar[str] = "assessment.answers_disclosed"
    assessment_id: int
    decision: str
    respondents: int
    answers: int
    names: bool


class CommentRemoved(Event):
    """A text that somebody wrote beside an answer was taken away for good; `texts` counts those that were alike."""

    action: ClassVar[str] = "comment.removed"
    assessment_id: int
    question_id: str
    decision: str
    texts: int

"""Every kind of event of questionnaires and mails in the audit log, with its exact facts."""

from typing import ClassVar

from app.accounts.audit.chain import Event
from app.accounts.mail.mail_kinds import MailKind


class MailTemplateChanged(Event):
    action: ClassVar[str] = "mail_template.changed"
    kind: MailKind


class MailTemplateReset(Event):
    """Back to the product's wording."""

    action: ClassVar[str] = "mail_template.reset"
    kind: MailKind


class QuestionnairePublished(Event):
    """For the first time, or again while nobody had answered it."""

    action: ClassVar[str] = "questionnaire.published"
    questionnaire: str
    year: int
    edition_id: int


class QuestionnaireCorrected(Event):
    """`texts` is how many; what they were and became is kept with the edition."""

    action: ClassVar[str] = "questionnaire.corrected"
    questionnaire: str
    year: int
    edition_id: int
    texts: int

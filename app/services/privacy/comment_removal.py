"""Taking away a text that somebody wrote beside an answer, on the kommun's decision, such as when it names a person.

The coordinator sees the texts as the joint meeting shows them, without who wrote them, and so takes away by text.
"""

from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.privacy_events import CommentRemoved
from app.accounts.audit.references import read_reference
from app.accounts.kernel.roles import Actor
from app.errors import InvalidInputError
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.keys import AssessmentKey
from app.services.kernel.access import place_of
from app.services.kernel.audit import note
from app.services.privacy import words
from app.services.privacy.disclosure import SecretText, review, review_of
from app.services.privacy.words import COMMENT, COMMENT_LINK
from app.storage.engine.database import Database
from app.storage.engine.overwriting import overwrite_deleted
from app.storage.kernel.assessments import lock_assessment
from app.storage.privacy.disclosure import replace_text
from app.storage.tables import AnswerRow


def removable(
    database: Database, actor: Actor, key: AssessmentKey, now: datetime
) -> tuple[Assessment, tuple[SecretText, ...]]:
    """Comments and links that can be taken away. Raises NotFoundError or PermissionDeniedError to those who do not lead
    the assessment.
    """
    material = review(database, actor, key, now)
    return material.assessment, _written_by_people(material.items)


def remove_comment(
    database: Database, actor: Actor, key: AssessmentKey, item_key: str, decision: str, now: datetime
) -> None:
    """Take away a text for good, wherever it stands word for word at the same question. Twice is the same as once.

    Raises InvalidInputError when no text is chosen or there is no reference to a decision.
    """

    def work(session: Session) -> None:
        lock_assessment(session, key, exclusive=True)
        material = review_of(session, actor, key, now)
        reference = _read(item_key, decision)
        item = next((candidate for candidate in _written_by_people(material.items) if candidate.key == item_key), None)
        if item is None:
            return
        overwrite_deleted(session)
        column, remainder = _place_of(item, reference)
        texts = replace_text(session, material.assessment.id, item.place, column, item.text, remainder)
        event = CommentRemoved(
            assessment_id=material.assessment.id, question_id=item.place, decision=reference, texts=texts
        )
        note(session, actor, event, place_of(material.assessment), now)

    database.write(work)


def _read(item_key: str, decision: str) -> str:
    errors = {} if item_key else {"text": words.CHOOSE_TEXT}
    try:
        reference = read_reference(decision, "beslut", "beslutet")
    except InvalidInputError as invalid:
        raise InvalidInputError(errors | invalid.errors) from invalid
    if errors:
        raise InvalidInputError(errors)
    return reference


def _place_of(item: SecretText, reference: str) -> tuple[object, str]:
    """The column, and what is left in it."""
    if item.kind == COMMENT_LINK:
        return AnswerRow.evidence_url, ""
    return AnswerRow.comment, words.REMOVED.format(reference=reference)


def _written_by_people(items: tuple[SecretText, ...]) -> tuple[SecretText, ...]:
    return tuple(item for item in items if item.kind in {COMMENT, COMMENT_LINK})

"""What the kommun agreed on last time, per question that still means the same (method 11)."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from app.assessment.answers import AnswerKind
from app.assessment.lineage import shared_over
from app.assessment.questionnaire import Questionnaire
from app.storage.answers import agreed_answers
from app.storage.assessments import Assessment, latest_approved_before
from app.storage.editions import editions_of, questionnaire_of


@dataclass(frozen=True, slots=True)
class LastLevel:
    """An agreed answer of an earlier year in words, as the earlier edition put them."""

    year: int
    label: str
    anchor: str


def editions_between(session: Session, earlier: Assessment, later: Assessment) -> tuple[Questionnaire, ...]:
    """All published editions from the earlier to the later assessment's, also those the kommun skipped."""
    return tuple(
        edition.questionnaire
        for edition in editions_of(session, later.round.questionnaire_id)
        if earlier.round.year <= edition.questionnaire.year <= later.round.year
    )


def last_levels(session: Session, assessment: Assessment, question_id: str | None = None) -> Mapping[str, LastLevel]:
    """Question id -> last agreed answer, from the kommun's latest locked assessment; one question only, if named."""
    previous = latest_approved_before(session, assessment)
    if previous is None:
        return {}
    agreed = agreed_answers(session, previous.id, question_id)
    if not agreed:
        return {}
    shared = _shared(editions_between(session, previous, assessment))
    then = questionnaire_of(session, previous.round.edition_id, previous.round.content_hash)
    levels = {}
    for asked, answer in agreed.items():
        if asked not in shared or asked not in then.questions:
            continue
        if answer.kind is AnswerKind.NOT_APPLICABLE:
            levels[asked] = LastLevel(then.year, "ej tillämpligt", "")
        elif answer.position is not None:
            anchor = then.questions[asked].anchors[answer.position - 1]
            levels[asked] = LastLevel(then.year, then.scale[answer.position - 1].label, anchor)
    return levels


def _shared(editions: tuple[Questionnaire, ...]) -> frozenset[str]:
    """Kept per chain of editions: an autosave asks for it every time, and editions are few and frozen."""
    chain = tuple(edition.content_hash for edition in editions)
    if chain not in _shared_by_chain:
        _shared_by_chain[chain] = frozenset(shared_over(editions))
    return _shared_by_chain[chain]


_shared_by_chain: dict[tuple[str, ...], frozenset[str]] = {}

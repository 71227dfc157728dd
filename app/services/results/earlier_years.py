"""What the kommun agreed on last time, per question that still means the same (method 11)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.assessment.answering.answers import AnswerKind
from app.assessment.questionnaires.lineage import shared_over
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.reports.kernel.wording import number
from app.rounds.kernel.assessment import Assessment
from app.storage.answering.agreed_answers import last_agreed
from app.storage.engine.prepared import Transaction
from app.storage.questionnaires.editions import editions_of, questionnaire_of


@dataclass(frozen=True, slots=True)
class LastLevel:
    """An agreed answer of an earlier year in words, as the earlier edition put them."""

    year: int
    label: str
    anchor: str


def editions_between(transaction: Transaction, questionnaire: str, first: int, last: int) -> tuple[Questionnaire, ...]:
    """All published editions from the first year to the last, also those the kommun skipped."""
    return tuple(
        edition.questionnaire
        for edition in editions_of(transaction, questionnaire)
        if first <= edition.questionnaire.year <= last
    )


def last_levels(
    transaction: Transaction, assessment: Assessment, question_ids: Sequence[str]
) -> Mapping[str, LastLevel]:
    """Question id -> last agreed answer, from the kommun's latest locked assessment, for those of the questions that
    have one."""
    last_agreement = last_agreed(transaction, assessment, question_ids) if question_ids else None
    if last_agreement is None:
        return {}
    then = questionnaire_of(transaction, last_agreement.edition_id, last_agreement.content_hash)
    asking = assessment.round
    shared_ids = _shared(editions_between(transaction, asking.questionnaire_id, then.year, asking.year))
    levels = {}
    for question_id, answer in last_agreement.answers.items():
        if question_id not in shared_ids or question_id not in then.questions:
            continue
        if answer.kind is AnswerKind.NOT_APPLICABLE:
            levels[question_id] = LastLevel(then.year, "ej tillämpligt", "")
        elif answer.position is not None:
            level, anchor = then.scale[answer.position - 1], then.questions[question_id].anchors[answer.position - 1]
            levels[question_id] = LastLevel(then.year, f"{number(level.value)} {level.label}", anchor)
    return levels


def _shared(editions: tuple[Questionnaire, ...]) -> frozenset[str]:
    """Kept per chain of editions: an autosave asks for it every time, and editions are few and frozen."""
    chain = tuple(edition.content_hash for edition in editions)
    if chain not in _shared_by_chain:
        _shared_by_chain[chain] = frozenset(shared_over(editions))
    return _shared_by_chain[chain]


_shared_by_chain: dict[tuple[str, ...], frozenset[str]] = {}

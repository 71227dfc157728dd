"""Which question follows which from edition to edition, and which level equals which (method 11)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.assessment.questionnaires.questionnaire import Previous, Questionnaire

COMPARABLE = frozenset({Previous.SAME, Previous.REWORDED})


@dataclass(frozen=True, slots=True)
class QuestionLink:
    """What a question of the later edition is to the earlier one. `earlier` is None for a new question."""

    later: str
    earlier: str | None
    previous: Previous

    @property
    def comparable(self) -> bool:
        """Same and reworded are compared; at changed a chart breaks its line."""
        return self.earlier is not None and self.previous in COMPARABLE


def links(earlier: Questionnaire, later: Questionnaire) -> tuple[QuestionLink, ...]:
    """One link per question of `later`, in order; `earlier` is the edition next before it.

    Raises ValueError unless both are editions of one questionnaire, in that order.
    """
    _in_order((earlier, later))
    result = []
    for question in later.questions.values():
        follows = question.predecessor if question.previous is Previous.CHANGED else question.id
        is_known = question.previous is not Previous.NEW and follows in earlier.questions
        result.append(QuestionLink(question.id, follows if is_known else None, question.previous))
    return tuple(result)


def shared_over(editions: Sequence[Questionnaire]) -> tuple[str, ...]:
    """Ids of the questions that the first and the last edition share, in the order of the last.

    `editions` are all editions from the first to the last, earliest first, also those that the kommun skipped:
    a question is shared only if it was same or reworded at every step. Such ids never change on the way.

    Raises ValueError for no editions, editions out of order, or of different questionnaires.
    """
    _in_order(editions)
    question_ids = list(editions[-1].questions)
    for earlier, later in pairwise(editions):
        comparable = {link.later for link in links(earlier, later) if link.comparable}
        question_ids = [question_id for question_id in question_ids if question_id in comparable]
    return tuple(question_ids)


def shared_questions(earlier: Questionnaire, later: Questionnaire) -> tuple[str, ...]:
    """`shared_over` two editions that follow directly on each other."""
    return shared_over((earlier, later))


def later_positions(editions: Sequence[Questionnaire]) -> Mapping[int, int] | None:
    """Position on the first edition's scale -> the position that equals it on the last one's; None when not comparable.

    Scales with the same values are the same scale, whatever their labels. Others are compared only where the later
    edition states it in `previous_scale`, at every step. Two old positions may come to equal one new.

    Raises ValueError as `shared_over`.
    """
    _in_order(editions)
    positions = {position: position for position, _ in editions[0].levels()}
    for earlier, later in pairwise(editions):
        step = _step(earlier, later)
        if step is None:
            return None
        positions = {first: step[position] for first, position in positions.items()}
    return positions


def later_position(editions: Sequence[Questionnaire], position: int) -> int | None:
    """Where a position of the first edition's scale is on the last one's; None when the scales are not comparable.

    Raises ValueError as `shared_over`, and KeyError for a position that the first scale does not have.
    """
    positions = later_positions(editions)
    return None if positions is None else positions[position]


def _step(earlier: Questionnaire, later: Questionnaire) -> dict[int, int] | None:
    positions = {level.value: position for position, level in later.levels()}
    mapping = later.previous_scale
    if mapping is None and [level.value for level in earlier.scale] == list(positions):
        mapping = {value: value for value in positions}
    if mapping is None or any(level.value not in mapping for level in earlier.scale):
        return None
    return {position: positions[mapping[level.value]] for position, level in earlier.levels()}


def _in_order(editions: Sequence[Questionnaire]) -> None:
    if not editions:
        raise ValueError("there must be at least one edition")
    if any(earlier.id != later.id or earlier.year >= later.year for earlier, later in pairwise(editions)):
        raise ValueError("the editions must be of one questionnaire, earliest first")

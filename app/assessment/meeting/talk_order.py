"""In which order a joint meeting takes up the questions: what people see most differently comes first.

Four things speak for talking about a question: the answers differ (AD_M, method 6), two roles see it differently
(method 6), many do not know (method 1), and the question is core (method 4). What may not be shown does not count.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from app.assessment.meeting.agreement import ad_m_limit
from app.assessment.meeting.spread import Spread
from app.assessment.questionnaires.questionnaire import Question

MANY_DONT_KNOW = Fraction(1, 4)
"""From this share on, that people do not know is itself something to talk about."""


class TalkReason(StrEnum):
    """Why a question is worth talking about, in the order in which the page names them."""

    DISAGREEMENT = "disagreement"
    ROLE_GAP = "role_gap"
    DONT_KNOW = "dont_know"
    CORE = "core"


@dataclass(frozen=True, slots=True)
class TalkAbout:
    """A question with what speaks for it. `urgency` is 1 where a limit is just reached, 0 where nothing is known."""

    question: Question
    spread: Spread
    urgency: float
    reasons: tuple[TalkReason, ...]


def talk_order(pairs: Iterable[tuple[Question, Spread]], levels: int) -> tuple[TalkAbout, ...]:
    """The questions, most urgent first: by how far the worst of the three figures is past its own limit.

    The limits are A/6 for AD_M with `levels` levels, one level for the gap between roles, a quarter for vet ej. Equally
    urgent ones come core first, then in the questionnaire's order.
    """
    items = [_judged(question, spread, levels) for question, spread in pairs]
    return tuple(sorted(items, key=lambda item: (-item.urgency, not item.question.core)))


def _judged(question: Question, spread: Spread, levels: int) -> TalkAbout:
    unsure = spread.dont_know_share
    past = {
        TalkReason.DISAGREEMENT: 0.0 if spread.ad_m is None else spread.ad_m / float(ad_m_limit(levels)),
        TalkReason.ROLE_GAP: 0.0 if spread.gap is None else float(spread.gap.levels),
        TalkReason.DONT_KNOW: 0.0 if unsure is None else float(unsure / MANY_DONT_KNOW),
    }
    # AD_M up to its limit still counts as agreement; a gap or a share counts as soon as its limit is reached.
    reasons = [reason for reason, figure in past.items() if figure > 1 or (figure == 1 and reason != "disagreement")]
    if question.core:
        reasons.append(TalkReason.CORE)
    return TalkAbout(question=question, spread=spread, urgency=max(past.values()), reasons=tuple(reasons))

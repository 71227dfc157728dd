"""The agenda of a joint meeting of ninety minutes, over all capitals: what is accepted as a list, what is talked about,
in which order and for how long, and what there is no time for.

It rests on single answers as far as they may be shown (method 10), and those cannot change once answering is closed. So
the agenda is the same before, during and after the meeting; what has been settled is marked on it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from app.assessment.meeting.agreement import ad_m_limit
from app.assessment.meeting.spread import Spread
from app.assessment.meeting.talk_order import MANY_DONT_KNOW, TalkAbout, TalkReason
from app.assessment.questionnaires.questionnaire import Capital, Questionnaire
from app.assessment.results.scale import scale_values

MEETING_MINUTES = 90
OPENING_MINUTES = 5
ACCEPTING_MINUTES = 10
"""For the list of questions where people agree; none where there is no such list."""
CLOSING_MINUTES = 10
"""For what is parked, and what happens next."""
DISPUTED_MINUTES = 5
OTHER_MINUTES = 3
"""For a question without a reason to talk about it for longer, also where nothing of its answers may be shown."""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A question on the agenda. `proposal` is the position of the level that people already agree on, if they do."""

    capital: Capital
    talk: TalkAbout
    is_direction: bool
    proposal: int | None

    @property
    def question_id(self) -> str:
        return self.talk.question.id

    @property
    def is_disputed(self) -> bool:
        """Whether something that may be shown speaks for talking about it, besides that it is a core question."""
        return any(reason is not TalkReason.CORE for reason in self.talk.reasons)

    @property
    def minutes(self) -> int:
        return DISPUTED_MINUTES if self.is_disputed else OTHER_MINUTES


@dataclass(frozen=True, slots=True)
class Agenda:
    """Every question that is asked stands in exactly one of the three."""

    agreeing: tuple[AgendaItem, ...]
    """Those with a proposal, in the questionnaire's order."""
    talking: tuple[AgendaItem, ...]
    """The most disputed first, as many as there is time for."""
    beyond: tuple[AgendaItem, ...]
    """The rest, in the same order: there is no time for them."""

    @property
    def talking_minutes(self) -> int:
        return sum(item.minutes for item in self.talking)

    @property
    def minutes(self) -> int:
        """Of the whole meeting, never more than `MEETING_MINUTES`."""
        return fixed_minutes(accepting=bool(self.agreeing)) + self.talking_minutes


def fixed_minutes(*, accepting: bool) -> int:
    """What is not for single questions."""
    return OPENING_MINUTES + CLOSING_MINUTES + (ACCEPTING_MINUTES if accepting else 0)


def plan_agenda(talks: Iterable[tuple[Capital, Iterable[TalkAbout]]], questionnaire: Questionnaire) -> Agenda:
    """The agenda over capitals with the questions that are asked in them.

    Disputed questions come before others, scored ones before those about the direction, then the most urgent first,
    core first and in the questionnaire's order. The first that does not fit into the time ends what is talked about.
    """
    places = {question_id: place for place, question_id in enumerate(questionnaire.questions)}
    items = sorted(
        (_item(capital, talk, questionnaire) for capital, talks_of_capital in talks for talk in talks_of_capital),
        key=lambda item: places[item.question_id],
    )
    agreeing = tuple(item for item in items if item.proposal is not None)
    order = sorted((item for item in items if item.proposal is None), key=_priority)
    minutes_left = MEETING_MINUTES - fixed_minutes(accepting=bool(agreeing))
    count = 0
    for item in order:
        minutes_left -= item.minutes
        if minutes_left < 0:
            break
        count += 1
    return Agenda(agreeing=agreeing, talking=tuple(order[:count]), beyond=tuple(order[count:]))


def proposed_level(spread: Spread, questionnaire: Questionnaire) -> int | None:
    """The position of the level that people already agree on; None where they do not, or where it may not be shown.

    They agree when AD_M keeps within A/6 and no two groups of roles are a level apart (method 6), fewer than a quarter
    do not know, fewer than a quarter say that the question does not apply, and no level was chosen more often than the
    one nearest to the question's result (method 3; the lower of two as near).
    """
    everyone, ad_m, mean = spread.everyone, spread.ad_m, spread.mean
    if everyone is None or ad_m is None or mean is None:
        return None
    others = (spread.dont_know or 0, spread.not_applicable or 0)
    if any(Fraction(people, spread.answered) >= MANY_DONT_KNOW for people in others):
        return None
    if ad_m > float(ad_m_limit(len(questionnaire.scale))) or (spread.gap is not None and spread.gap.is_wide):
        return None
    values = scale_values(questionnaire)
    nearest = min(range(len(values)), key=lambda place: abs(values[place] - mean))
    return nearest + 1 if everyone.counts[nearest] == max(everyone.counts) else None


def _item(capital: Capital, talk: TalkAbout, questionnaire: Questionnaire) -> AgendaItem:
    scored_ids = {question.id for question in capital.questions}
    return AgendaItem(
        capital=capital,
        talk=talk,
        is_direction=talk.question.id not in scored_ids,
        proposal=proposed_level(talk.spread, questionnaire),
    )


def _priority(item: AgendaItem) -> tuple[bool, bool, float, bool]:
    return not item.is_disputed, item.is_direction, -item.talk.urgency, not item.talk.question.core

"""Context of how answers to a question spread over its levels: marks, numbers and words from the same spread."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from app.assessment.meeting.spread import GroupSpread, Spread
from app.assessment.meeting.talk_order import TalkAbout, TalkReason
from app.assessment.questionnaires.questionnaire import Question, Questionnaire
from app.reports.figures.level_ramp import ramp_step
from app.reports.figures.svg.people import answers_per_mark, group_mark, level_marks, mark_shapes
from app.reports.kernel.wording import level_title, number
from app.reports.meeting.spread_words import group_name, mean_text, spread_sentence, talk_reasons


class LevelRow(NamedTuple):
    """A level with how many chose it. `people` is None where that may not be shown, and then there are no marks."""

    value: str
    step: int
    """On the ramp of levels."""
    label: str
    anchor: str
    people: int | None
    marks: Markup


class SpreadRow(NamedTuple):
    """A group of roles that is large enough to be shown by itself."""

    name: str
    mark: Markup
    people: int
    mean: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SpreadView:
    levels: tuple[LevelRow, ...]
    scale: tuple[str, ...]
    """The levels' values, as headings of the groups' numbers."""
    reasons: tuple[str, ...]
    """Why the question is worth talking about."""
    sentence: str
    groups: tuple[SpreadRow, ...]
    each: int
    """How many answers a mark stands for."""
    dont_know: int
    not_applicable: int


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question of an edition; two are the same by their names, which is quicker to see than by all their words."""

    content_hash: str
    question_id: str
    questionnaire: Questionnaire = field(compare=False)

    @property
    def question(self) -> Question:
        return self.questionnaire.questions[self.question_id]


def spread_view(talk: TalkAbout, questionnaire: Questionnaire) -> SpreadView:
    """Kept by the spread, which is numbers alone: a meeting's page is asked for over and over with the same ones."""
    subject = _Asked(questionnaire.content_hash, talk.question.id, questionnaire)
    return _view(subject, talk.spread, talk.urgency, talk.reasons)


@lru_cache(maxsize=2_048)
def _view(subject: _Asked, spread: Spread, urgency: float, reasons: tuple[TalkReason, ...]) -> SpreadView:
    questionnaire, question, everyone = subject.questionnaire, subject.question, spread.everyone
    each = 1 if everyone is None else answers_per_mark(max(everyone.counts))
    groups = spread.groups or (() if everyone is None else (everyone,))
    return SpreadView(
        levels=tuple(
            LevelRow(
                str(position),
                ramp_step(position, len(questionnaire.scale)),
                level_title(level),
                anchor,
                None if everyone is None else everyone.counts[position - 1],
                _marks(groups, position, each),
            )
            for (position, level), anchor in zip(questionnaire.levels(), question.anchors, strict=True)
        ),
        scale=tuple(number(level.value) for _, level in questionnaire.levels()),
        reasons=talk_reasons(
            TalkAbout(question=question, spread=spread, urgency=urgency, reasons=reasons), questionnaire
        ),
        sentence=spread_sentence(spread, questionnaire),
        groups=_groups(spread, questionnaire),
        each=each,
        dont_know=spread.dont_know or 0,
        not_applicable=spread.not_applicable or 0,
    )


def shapes() -> Markup:
    """What the marks on a page point to."""
    return Markup(mark_shapes())  # noqa: S704  drawn from nothing but constants


def _marks(groups: tuple[GroupSpread, ...], position: int, each: int) -> Markup:
    by_group = tuple(group.counts[position - 1] for group in groups)
    return Markup(level_marks(by_group, each)) if any(by_group) else Markup()  # noqa: S704  drawn from numbers alone


def _groups(spread: Spread, questionnaire: Questionnaire) -> tuple[SpreadRow, ...]:
    return tuple(
        SpreadRow(
            group_name(group.role_groups, questionnaire),
            Markup(group_mark(place)),  # noqa: S704  drawn from numbers alone
            group.size,
            mean_text(group.mean, questionnaire),
            group.counts,
        )
        for place, group in enumerate(spread.groups)
    )

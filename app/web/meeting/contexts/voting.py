"""Context of the page where somebody votes at the joint meeting: one question, large."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.assessment.answering.answers import Answer, AnswerKind
from app.assessment.questionnaires.questionnaire import Question, Questionnaire
from app.reports.figures.level_ramp import ramp_step
from app.reports.kernel.wording import level_title
from app.services.meeting.voting import Voting
from app.web.questionnaires.contexts.questions import describe_answer
from app.web.shell.contexts.frame import Frame, url_of


@dataclass(frozen=True, slots=True)
class BallotOption:
    """`step` is the level's on the ramp, 0 for what is no level."""

    value: str
    label: str
    words: str
    step: int = 0


@dataclass(frozen=True, slots=True)
class VotingPage:
    frame: Frame
    url: str
    answers_url: str
    question: Question | None
    """None when no vote is open."""
    number: int
    is_asked: bool
    options: tuple[BallotOption, ...]
    chosen: str
    own_words: str
    """What is stored of one's own vote, in words; empty as long as one has not voted."""
    errors: Mapping[str, str]
    over: str
    """That what was sent came too late; empty otherwise."""


def voting_page(frame: Frame, voting: Voting, errors: Mapping[str, str] | None = None, over: str = "") -> VotingPage:
    questionnaire, question, key = voting.place.questionnaire, voting.question, voting.place.assessment.key
    return VotingPage(
        frame=frame,
        url=url_of(key, "rosta"),
        answers_url=url_of(key, "svara"),
        question=question,
        number=0 if voting.vote is None else voting.vote.number,
        is_asked=voting.is_asked,
        options=() if question is None else _options(question, questionnaire),
        chosen=_value(voting.own),
        own_words="" if voting.own is None else describe_answer(questionnaire, voting.own),
        errors=errors or {},
        over=over,
    )


def _options(question: Question, questionnaire: Questionnaire) -> tuple[BallotOption, ...]:
    levels = tuple(
        BallotOption(
            value=str(position),
            label=level_title(level),
            words=anchor,
            step=ramp_step(position, len(questionnaire.scale)),
        )
        for (position, level), anchor in zip(questionnaire.levels(), question.anchors, strict=True)
    )
    others = (
        (question.may_not_know, BallotOption(value=AnswerKind.DONT_KNOW, label="Vet ej", words="Jag kan inte bedöma.")),
        (
            question.may_not_apply,
            BallotOption(
                value=AnswerKind.NOT_APPLICABLE, label="Ej tillämpligt", words="Frågan gäller inte vår kommun."
            ),
        ),
    )
    return levels + tuple(option for is_offered, option in others if is_offered)


def _value(answer: Answer | None) -> str:
    if answer is None:
        return ""
    return answer.kind.value if answer.position is None else str(answer.position)

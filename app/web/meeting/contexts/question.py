"""Context of one question at the meeting, large, with the agenda that leads on to the next one."""

from dataclasses import dataclass

from markupsafe import Markup

from app.assessment.meeting.agenda import AgendaItem
from app.assessment.questionnaires.questionnaire import Capital
from app.services.meeting.agenda import CapitalOnAgenda
from app.web.meeting.contexts.agenda import question_url
from app.web.meeting.contexts.meeting import TalkPage, TalkView, Unsaved, talk_page
from app.web.meeting.contexts.meeting_progress import LinkTo, Progress
from app.web.meeting.contexts.votes import VoteView, vote_view
from app.web.shell.contexts.frame import Frame


@dataclass(frozen=True, slots=True)
class AgendaPlace:
    """Where on the agenda the question stands; `number` is 0 for one that is not among those planned to talk about."""

    number: int
    of_number: int
    minutes: int
    is_left_out: bool
    """Of the list where people agree, and not accepted."""
    is_beyond: bool


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question at the meeting, large enough to be read from the back of a room."""

    frame: Frame
    progress: Progress
    capital: Capital
    question: TalkView
    total: int
    place: AgendaPlace
    onward: LinkTo | None
    """The next question on the agenda; at a locked meeting the next of the capital."""
    onward_is_parked: bool
    is_end: bool
    """Whether nothing else on the agenda is open or parked."""
    vote: VoteView
    shapes: Markup

    @property
    def troubled(self) -> tuple[TalkView, ...]:
        return (self.question,) if self.question.errors.messages or self.question.conflict else ()


def question_page(
    frame: Frame, at_agenda: CapitalOnAgenda, question_id: str, draft: Unsaved | None = None
) -> QuestionPage:
    """One of a capital's questions by itself. Raises NotFoundError for a question that stands in another."""
    capital_meeting, walk = at_agenda.capital_meeting, at_agenda.walk
    number = capital_meeting.number_of(question_id)
    whole = talk_page(frame, capital_meeting, draft)
    following = walk.after(question_id)
    if capital_meeting.meeting.closed:
        onward = _next_of_capital(whole, number)
    else:
        onward = None if following is None else _link(at_agenda, following)
    return QuestionPage(
        frame=frame,
        progress=whole.progress,
        capital=capital_meeting.capital,
        question=whole.questions[number - 1],
        total=len(whole.questions),
        place=_agenda_place(at_agenda, question_id),
        onward=onward,
        onward_is_parked=following is not None and following in walk.parked,
        is_end=walk.first is None or walk.first.question_id == question_id,
        vote=vote_view(at_agenda, whole.questions[number - 1].question),
        shapes=whole.shapes,
    )


def _agenda_place(at_agenda: CapitalOnAgenda, question_id: str) -> AgendaPlace:
    walk = at_agenda.walk
    talking = walk.agenda.talking
    number = next((nth for nth, item in enumerate(talking, start=1) if item.question_id == question_id), 0)
    return AgendaPlace(
        number=number,
        of_number=len(talking),
        minutes=talking[number - 1].minutes if number else 0,
        is_left_out=any(item.question_id == question_id for item in walk.left_out),
        is_beyond=any(item.question_id == question_id for item in walk.agenda.beyond),
    )


def _next_of_capital(whole: TalkPage, number: int) -> LinkTo | None:
    following = whole.questions[number : number + 1]
    return LinkTo(following[0].question.text, following[0].url) if following else None


def _link(at_agenda: CapitalOnAgenda, item: AgendaItem) -> LinkTo:
    return LinkTo(item.talk.question.text, question_url(at_agenda.capital_meeting.meeting, item))

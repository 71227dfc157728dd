"""Context of the meeting's first page: its agenda with how far it has come, or what was agreed once it is locked."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from app.assessment.meeting.agenda import (
    ACCEPTING_MINUTES,
    CLOSING_MINUTES,
    MEETING_MINUTES,
    OPENING_MINUTES,
    AgendaItem,
)
from app.assessment.meeting.agenda_walk import AgendaWalk
from app.assessment.meeting.outcomes import OutcomeState
from app.reports.meeting.agenda_text import agenda_text, beyond_sentence, order_sentence
from app.services.meeting.agenda import MeetingAgenda
from app.services.meeting.meeting import Meeting
from app.web.meeting.contexts.meeting_progress import LinkTo, Progress, progress_of, questions_where, url_at
from app.web.meeting.contexts.outcomes import short_standing
from app.web.meeting.contexts.settled import SettledCapital, settled_capitals
from app.web.shell.contexts.frame import Frame, url_of

_TAGS = {
    OutcomeState.AGREED: "done",
    OutcomeState.NOT_UNITED: "done",
    OutcomeState.PARKED: "waiting",
    OutcomeState.OPEN: "coming",
}


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """A question on the agenda. `tag` and `standing` say where it stands; the latter is empty while it is open."""

    question_id: str
    capital_id: str
    capital_name: str
    text: str
    url: str
    minutes: int
    tag: str
    standing: str


@dataclass(frozen=True, slots=True)
class AgendaView:
    """The agenda's points with their minutes."""

    opening_minutes: int
    accepting_minutes: int
    closing_minutes: int
    talking_minutes: int
    minutes: int
    limit: int
    agreeing: int
    """How many questions are accepted as a list."""
    agreeing_left: int
    accepts_first: bool
    talking: tuple[AgendaRow, ...]
    parked: tuple[AgendaRow, ...]
    beyond: tuple[AgendaRow, ...]
    beyond_sentence: str
    order_sentence: str


@dataclass(frozen=True, slots=True)
class AgendaPage:
    frame: Frame
    progress: Progress
    assessment_url: str
    agenda: AgendaView
    act: LinkTo | None
    """The one thing to do now; None when the agenda is done, and for those who only follow."""
    as_text: str
    mail_url: str
    without_reason: tuple[LinkTo, ...]
    """Settled questions that nobody has written a reason for."""
    settled: tuple[SettledCapital, ...]
    """What was agreed, of a meeting that is locked."""


def agenda_page(frame: Frame, meeting_agenda: MeetingAgenda) -> AgendaPage:
    meeting, agenda, walk = meeting_agenda.meeting, meeting_agenda.agenda, meeting_agenda.walk
    progress = progress_of(meeting)
    text = agenda_text(frame.title, agenda)
    return AgendaPage(
        frame=frame,
        progress=progress,
        assessment_url=url_of(meeting.assessment.key),
        agenda=AgendaView(
            opening_minutes=OPENING_MINUTES,
            accepting_minutes=ACCEPTING_MINUTES,
            closing_minutes=CLOSING_MINUTES,
            talking_minutes=agenda.talking_minutes,
            minutes=agenda.minutes,
            limit=MEETING_MINUTES,
            agreeing=len(agenda.agreeing),
            agreeing_left=len(walk.left_out),
            accepts_first=walk.accepts_first,
            talking=_rows(meeting, walk.talking),
            parked=_rows(meeting, walk.parked),
            beyond=_rows(meeting, agenda.beyond),
            beyond_sentence=beyond_sentence(agenda) if agenda.beyond else "",
            order_sentence=order_sentence(agenda),
        ),
        act=next_act(meeting, walk) if meeting.may_change else None,
        as_text=text,
        mail_url=f"mailto:?subject={quote(frame.title)}&body={quote(text.replace(chr(10), chr(13) + chr(10)))}",
        without_reason=questions_where(meeting, lambda outcome: outcome.is_settled and not outcome.reason),
        settled=settled_capitals(meeting) if meeting.closed else (),
    )


def next_act(meeting: Meeting, walk: AgendaWalk) -> LinkTo | None:
    """Where the meeting goes on: the list of those where people agree, the next question, or what is parked."""
    if walk.accepts_first:
        return LinkTo("Börja: godta där ni är eniga", url_at(meeting, ACCEPTING))
    item = walk.first
    if item is None:
        return None
    if item in walk.parked:
        return LinkTo("Ta upp det parkerade", question_url(meeting, item))
    has_begun = any(outcome.outcome.is_settled for outcome in meeting.outcomes.values())
    return LinkTo(
        "Till nästa fråga på dagordningen" if has_begun else "Börja med den första frågan", question_url(meeting, item)
    )


ACCEPTING = "eniga"
"""Where the list of those where people agree stands."""


def question_url(meeting: Meeting, item: AgendaItem) -> str:
    return url_at(meeting, item.capital.id, item.question_id)


def _rows(meeting: Meeting, items: Iterable[AgendaItem]) -> tuple[AgendaRow, ...]:
    return tuple(_row(meeting, item) for item in items)


def _row(meeting: Meeting, item: AgendaItem) -> AgendaRow:
    outcome = meeting.outcome(item.question_id)
    return AgendaRow(
        question_id=item.question_id,
        capital_id=item.capital.id,
        capital_name=item.capital.short_name,
        text=item.talk.question.text,
        url=question_url(meeting, item),
        minutes=item.minutes,
        tag=_TAGS[outcome.standing],
        standing=short_standing(meeting.questionnaire, outcome),
    )

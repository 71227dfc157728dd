"""Context of the list of questions where people agree: the proposed level of each, ticked until somebody objects."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby

from app.assessment.meeting.agenda import AgendaItem
from app.assessment.meeting.outcomes import OutcomeState
from app.reports.figures.level_ramp import ramp_step
from app.reports.kernel.wording import level_title
from app.services.meeting.accepting import Acceptance
from app.services.meeting.agenda import MeetingAgenda
from app.services.meeting.meeting import Meeting
from app.web.meeting.contexts.agenda import ACCEPTING, next_act, question_url
from app.web.meeting.contexts.meeting_progress import LinkTo, Progress, progress_of, url_at
from app.web.meeting.contexts.outcomes import standing_text
from app.web.shell.contexts.frame import Frame

DEFAULT_REASON = "Svaren låg nära varandra. Nivån godtogs på det gemensamma mötet."


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A question with its proposed level. `standing` says what is noted on it, empty while nothing is."""

    question_id: str
    text: str
    url: str
    position: int
    step: int
    level: str
    anchor: str
    people: int
    of_people: int
    is_ticked: bool
    state: str
    standing: str


@dataclass(frozen=True, slots=True)
class ProposedCapital:
    id: str
    name: str
    rows: tuple[ProposalRow, ...]


@dataclass(frozen=True, slots=True)
class AcceptingDraft:
    """What was sent and could not be kept."""

    ticked: Mapping[str, str]
    reason: str
    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AcceptingPage:
    frame: Frame
    progress: Progress
    url: str
    capitals: tuple[ProposedCapital, ...]
    proposals: int
    left: int
    """How many nobody has settled yet."""
    accepted: int
    """How many were accepted by the act that this page answers."""
    kept: tuple[LinkTo, ...]
    """Questions that stayed as somebody else noted them meanwhile."""
    reason: str
    act: LinkTo | None
    errors: Mapping[str, str] = field(default_factory=dict)


def accepting_page(
    frame: Frame,
    meeting_agenda: MeetingAgenda,
    draft: AcceptingDraft | None = None,
    acceptance: Acceptance | None = None,
) -> AcceptingPage:
    meeting, walk = meeting_agenda.meeting, meeting_agenda.walk
    items = meeting_agenda.agenda.agreeing
    progress = progress_of(meeting)
    return AcceptingPage(
        frame=frame,
        progress=progress,
        url=url_at(meeting, ACCEPTING),
        capitals=tuple(
            ProposedCapital(
                capital_id,
                rows[0].capital.name,
                tuple(_row(meeting, item, draft, fresh=walk.accepts_first) for item in rows),
            )
            for capital_id, group in groupby(items, key=lambda item: item.capital.id)
            if (rows := tuple(group))
        ),
        proposals=len(items),
        left=len(walk.left_out),
        accepted=0 if acceptance is None else len(acceptance.accepted),
        kept=() if acceptance is None else tuple(_kept(meeting, item) for item in acceptance.kept),
        reason=DEFAULT_REASON if draft is None else draft.reason,
        act=_onward(meeting_agenda) if meeting.may_change else None,
        errors={} if draft is None else draft.errors,
    )


def _onward(meeting_agenda: MeetingAgenda) -> LinkTo | None:
    """The first question to talk about, also while the list is not accepted."""
    meeting, walk = meeting_agenda.meeting, meeting_agenda.walk
    if walk.accepts_first:
        return None if walk.first is None else LinkTo("Hoppa över listan", question_url(meeting, walk.first))
    return next_act(meeting, walk)


def _kept(meeting: Meeting, item: AgendaItem) -> LinkTo:
    standing = standing_text(meeting.questionnaire, meeting.outcome(item.question_id))
    return LinkTo(f"{item.talk.question.text} {standing}.", question_url(meeting, item))


def _row(meeting: Meeting, item: AgendaItem, draft: AcceptingDraft | None, *, fresh: bool) -> ProposalRow:
    """Ticked as proposed while the list is fresh; later what is left is what somebody wanted to talk about."""
    question, questionnaire, everyone = item.talk.question, meeting.questionnaire, item.talk.spread.everyone
    position = item.proposal or 1
    outcome = meeting.outcome(item.question_id)
    is_open = outcome.standing is OutcomeState.OPEN
    return ProposalRow(
        question_id=item.question_id,
        text=question.text,
        url=question_url(meeting, item),
        position=position,
        step=ramp_step(position, len(questionnaire.scale)),
        level=level_title(questionnaire.scale[position - 1]),
        anchor=question.anchors[position - 1],
        people=0 if everyone is None else everyone.counts[position - 1],
        of_people=0 if everyone is None else everyone.size,
        is_ticked=is_open and (fresh if draft is None else item.question_id in draft.ticked),
        state=outcome.standing.value,
        standing="" if is_open else standing_text(questionnaire, outcome),
    )

"""Contexts of the pages of a kommun's assessment."""

from dataclasses import dataclass
from datetime import date

from app.assessment.questionnaires.questionnaire import RoleGroup
from app.rounds.kernel.assessment import Assessment, Mode
from app.rounds.kernel.round import RoundState
from app.services.answering.respondent_place import not_open_because
from app.services.assessments.coordination import AssessmentOverview
from app.web.answering.contexts.last_day import LastDay, for_coordinator
from app.web.shell.contexts.cards import Card, assessment_card
from app.web.shell.contexts.frame import Frame, url_of
from app.web.shell.wording import SHARING, state_of


@dataclass(frozen=True, slots=True)
class RoleGroupRow:
    name: str
    invited: int
    started: int
    handed_in: int


@dataclass(frozen=True, slots=True)
class AssessmentPage:
    frame: Frame
    url: str
    title: str
    assessment: Assessment
    state: str
    sharing: str
    has_result: bool
    may_see_result: bool
    may_lead: bool
    waiting: str
    """Why nobody can answer yet; empty once the round has been opened."""
    undecided: bool
    may_answer: bool
    may_answer_self: bool
    may_reopen: bool
    answer_label: str
    role_groups: tuple[RoleGroup, ...]
    is_several: bool
    several: tuple[RoleGroupRow, ...]
    earlier: tuple[Card, ...]
    min_group: int
    last_day: LastDay
    error: str = ""


@dataclass(frozen=True, slots=True)
class CloseAnsweringPage:
    frame: Frame
    url: str
    invited: int
    started: int
    handed_in: int
    min_group: int

    @property
    def too_few(self) -> bool:
        return self.started < self.min_group


def assessment_page(frame: Frame, overview: AssessmentOverview, today: date, error: str = "") -> AssessmentPage:
    assessment, questionnaire = overview.assessment, overview.questionnaire
    waiting = not_open_because(assessment.round)
    answering_open = assessment.answering_closed_at is None and waiting is None
    several = assessment.mode is Mode.SEVERAL
    mine = overview.own or (overview.joint if overview.may_lead else None)
    return AssessmentPage(
        frame=frame,
        url=url_of(assessment.key),
        title=questionnaire.title,
        assessment=assessment,
        state=state_of(assessment, overview.started),
        sharing=SHARING[assessment.sharing],
        has_result=assessment.answering_closed_at is not None,
        may_see_result=overview.may_see_result,
        may_lead=overview.may_lead,
        waiting=waiting or "" if assessment.round.state is RoundState.PLANNED else "",
        undecided=assessment.mode is Mode.UNDECIDED and answering_open,
        may_answer=mine is not None,
        may_answer_self=several and overview.own is None and answering_open,
        may_reopen=overview.joint is not None
        and overview.joint.handed_in_at is not None
        and assessment.approved_at is None
        and assessment.round.closed_at is None,
        answer_label=_answer_label(overview, answering_open=answering_open),
        role_groups=questionnaire.role_groups,
        is_several=several,
        several=_role_group_rows(overview) if several else (),
        earlier=tuple(assessment_card(counts) for counts in overview.others),
        min_group=questionnaire.limits.min_group,
        last_day=for_coordinator(assessment, overview.contact, today),
        error=error,
    )


def _role_group_rows(overview: AssessmentOverview) -> tuple[RoleGroupRow, ...]:
    """In the questionnaire's order."""
    names = {group.id: group.name for group in overview.questionnaire.role_groups}
    counts = sorted(overview.participation, key=lambda count: list(names).index(count.role_group))
    return tuple(
        RoleGroupRow(
            name=names[count.role_group], invited=count.invited, started=count.started, handed_in=count.handed_in
        )
        for count in counts
    )


def _answer_label(overview: AssessmentOverview, *, answering_open: bool) -> str:
    mine = overview.own or overview.joint
    if mine is not None and (mine.handed_in_at is not None or not answering_open):
        return "Läs svaren"
    return "Svara på frågorna"

"""Contexts of the pages of a kommun's assessment."""

from dataclasses import dataclass
from datetime import datetime

from app.assessment.questionnaires.questionnaire import RoleGroup, RoundSubject
from app.rounds.kernel.assessment import Assessment, Mode
from app.rounds.kernel.days import day_of
from app.rounds.kernel.round import RoundState
from app.rounds.progress.round_advice import size_of
from app.rounds.progress.year import StepName, StepState
from app.services.answering.respondent_place import not_open_because
from app.services.assessments.coordination import AssessmentOverview
from app.services.assessments.year import Year
from app.services.results.small_profiles import LatestProfile
from app.web.answering.contexts.last_day import LastDay, for_coordinator
from app.web.answering.contexts.meeting_time import MeetingWords, meeting_words
from app.web.assessments.contexts.meeting_time import may_state_meeting
from app.web.assessments.contexts.year import NAMES, NextAct, YearStepLine, next_act, step_lines
from app.web.results.contexts.results import mirror_url_of
from app.web.results.contexts.small_profile import SmallRadar, small_radar
from app.web.shell.contexts.cards import Card, assessment_card
from app.web.shell.contexts.frame import Frame, url_of


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
    steps: tuple[YearStepLine, ...]
    act: NextAct | None
    """The one thing to do next for the person who reads."""
    may_close_early: bool
    """Answering can be ended although that is not the next thing to do."""
    waiting_for: str
    """What the kommun waits for, where there is nothing for the person to do."""
    has_result: bool
    may_see_result: bool
    may_lead: bool
    waiting: str
    """Why nobody can answer yet; empty once the round has been opened."""
    may_choose_again: bool
    own_answers: NextAct | None
    may_answer_self: bool
    may_reopen: bool
    role_groups: tuple[RoleGroup, ...]
    is_several: bool
    several: tuple[RoleGroupRow, ...]
    earlier: tuple[Card, ...]
    last_day: LastDay
    meeting: MeetingWords | None
    profile: SmallRadar | None
    """The latest profile, beside the steps."""
    mirror_url: str
    """Association and kommuner beside each other, once the round about their collaboration is closed."""
    suggests_support: bool
    """Whether the catalogue of support has anything to say of what the round asks."""
    may_state_meeting: bool
    """The time of the joint meeting can be stated or changed."""
    error: str = ""


@dataclass(frozen=True, slots=True)
class ChooseModePage:
    """How the kommun answers, with what follows from it."""

    frame: Frame
    url: str
    is_chosen: bool
    is_several: bool
    has_answers: bool
    """Something is saved or somebody else is asked: then the choice is changed by a stated act."""
    started: int
    """So many of several have begun."""
    may_choose: bool
    """Nothing is chosen, and the round is open."""
    waiting: str
    role_groups: tuple[RoleGroup, ...]
    min_group: int
    minutes: int
    error: str = ""


@dataclass(frozen=True, slots=True)
class CloseAnsweringPage:
    frame: Frame
    url: str
    invited: int
    started: int
    handed_in: int
    min_group: int
    meeting: MeetingWords | None

    @property
    def too_few(self) -> bool:
        return self.started < self.min_group


def assessment_page(
    frame: Frame,
    overview: AssessmentOverview,
    year: Year,
    profile: LatestProfile | None,
    now: datetime,
    error: str = "",
) -> AssessmentPage:
    assessment, questionnaire = overview.assessment, overview.questionnaire
    waiting = not_open_because(assessment.round)
    answering_open = assessment.answering_closed_at is None and waiting is None
    is_planned = assessment.round.state is RoundState.PLANNED
    several = assessment.mode is Mode.SEVERAL
    act = next_act(year)
    lines = step_lines(year)
    return AssessmentPage(
        frame=frame,
        url=url_of(assessment.key),
        title=questionnaire.title,
        assessment=assessment,
        state=year.state.value,
        steps=lines,
        act=act,
        waiting_for=_waiting_for(lines) if (act is None or year.facts.is_pending) and not is_planned else "",
        may_close_early=several and answering_open and year.next is not StepName.CLOSE,
        has_result=assessment.answering_closed_at is not None,
        may_see_result=overview.may_see_result,
        may_lead=overview.may_lead,
        waiting=waiting or "" if is_planned else "",
        may_choose_again=overview.may_lead and answering_open and assessment.mode is not Mode.UNDECIDED,
        own_answers=_own_answers(overview, act, answering_open=answering_open),
        may_answer_self=several and overview.own is None and answering_open,
        may_reopen=overview.joint is not None
        and overview.joint.handed_in_at is not None
        and assessment.approved_at is None
        and not year.facts.is_pending
        and assessment.round.closed_at is None,
        role_groups=questionnaire.role_groups,
        is_several=several,
        several=_role_group_rows(overview) if several else (),
        earlier=tuple(assessment_card(counts) for counts in overview.others),
        last_day=for_coordinator(assessment, overview.contact, day_of(now)),
        meeting=meeting_words(year.meeting_time, url_of(assessment.key, "kalender"), now),
        profile=small_radar(profile),
        mirror_url=mirror_url_of(assessment),
        suggests_support=assessment.round.subject is RoundSubject.KOMMUN,
        may_state_meeting=overview.may_lead and may_state_meeting(year),
        error=error,
    )


def choose_mode_page(frame: Frame, overview: AssessmentOverview, error: str = "") -> ChooseModePage:
    assessment, questionnaire = overview.assessment, overview.questionnaire
    round_ = assessment.round
    waiting = not_open_because(round_) or ("" if assessment.answering_closed_at is None else "Svarstiden är avslutad.")
    return ChooseModePage(
        frame=frame,
        url=url_of(assessment.key),
        is_chosen=assessment.mode is not Mode.UNDECIDED,
        is_several=assessment.mode is Mode.SEVERAL,
        has_answers=_has_answers(overview),
        started=overview.started,
        may_choose=assessment.mode is Mode.UNDECIDED and not waiting,
        waiting=waiting,
        role_groups=questionnaire.role_groups,
        min_group=questionnaire.limits.min_group,
        minutes=size_of(questionnaire, round_.form, round_.capital_ids).minutes,
        error=error,
    )


def _has_answers(overview: AssessmentOverview) -> bool:
    own_place = overview.own is not None or overview.joint is not None
    return overview.started > 0 or overview.invited > (1 if own_place else 0)


def _waiting_for(lines: tuple[YearStepLine, ...]) -> str:
    """What the step says that the kommun is at, when that is for others to take."""
    review = NAMES[StepName.REVIEW]
    tones = {StepState.WAITING.value, StepState.ONGOING.value}
    return next((line.note for line in lines if line.tone in tones and line.note and line.name != review), "")


def _own_answers(overview: AssessmentOverview, act: NextAct | None, *, answering_open: bool) -> NextAct | None:
    """The way to what one has answered oneself, unless that is the next thing to do anyway."""
    mine = overview.own or (overview.joint if overview.may_lead else None)
    if mine is None:
        return None
    is_done = mine.handed_in_at is not None or not answering_open
    own = NextAct("Läs svaren" if is_done else "Svara på frågorna", url_of(overview.assessment.key, "svara"))
    return None if act is not None and act.url == own.url else own


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

"""A kommun's year in words: its steps, each with what it waits for, and the one thing to do next."""

from dataclasses import dataclass
from datetime import date

from app.rounds.kernel.assessment import Mode
from app.rounds.kernel.round import RoundState
from app.rounds.progress.year import StepName, StepState, YearState, YearStep
from app.services.assessments.year import Year
from app.web.assessments.contexts.step_notes import note_of
from app.web.shell.contexts.frame import url_of
from app.web.shell.wording import assessment_title

TAGS = {
    StepState.DONE: "Klar",
    StepState.ONGOING: "Pågår",
    StepState.WAITING: "Väntar",
    StepState.COMING: "Kommer",
}
NAMES = {
    StepName.REVIEW: "Gå igenom förra årets åtgärder",
    StepName.PREPARE: "Välj hur ni svarar",
    StepName.INVITE: "Bjud in svarande",
    StepName.ANSWER: "Svara på frågorna",
    StepName.CLOSE: "Avsluta svarstiden",
    StepName.MEETING: "Enas vid ett gemensamt möte",
    StepName.PLAN: "Sätt mål och åtgärder",
    StepName.HAND_IN: "Lämna in",
    StepName.APPROVE: "Granska och fastställ",
    StepName.SHARE: "Välj vad ni delar",
    StepName.REPORT: "Använd rapporten",
}
PAGES = {
    StepName.REVIEW: "forra-arets-atgarder",
    StepName.PREPARE: "hur-ni-svarar",
    StepName.INVITE: "svarande/bjud-in",
    StepName.ANSWER: "svarande",
    StepName.CLOSE: "avsluta",
    StepName.MEETING: "moten",
    StepName.PLAN: "mal",
    StepName.HAND_IN: "lamna-in-resultat",
    StepName.APPROVE: "lamna-in-resultat",
    StepName.SHARE: "delning",
    StepName.REPORT: "rapport",
}
"""Below the assessment's address."""
LABELS = {
    StepName.ANSWER: "Följ svaren och påminn",
    StepName.MEETING: "Öppna mötet",
    StepName.HAND_IN: "Lämna in resultatet",
    StepName.APPROVE: "Granska och fastställ",
    StepName.REPORT: "Läs rapporten",
}
"""Of the buttons that say something else than the step is called."""
LABELS_WHEN_DONE = {
    StepName.REVIEW: "Se förra årets åtgärder",
    StepName.ANSWER: "Se vilka som svarat",
    StepName.MEETING: "Se mötet",
    StepName.PLAN: "Se mål och åtgärder",
    StepName.HAND_IN: "Se vad som är inlämnat",
    StepName.APPROVE: "Se alla versioner",
    StepName.SHARE: "Se eller ändra delningen",
}

LABELS_TO_READ = {
    StepName.MEETING: "Se mötet",
    StepName.PLAN: "Se mål och åtgärder",
    StepName.HAND_IN: "Se vad som saknas",
    StepName.APPROVE: "Se alla versioner",
    StepName.SHARE: "Se delningen",
}
"""To those who do not lead the year, and so can do nothing there."""
UNTIL_LAST_DAY = frozenset({StepName.PREPARE, StepName.INVITE, StepName.ANSWER})
"""Steps that are to be taken before the last day to answer."""


@dataclass(frozen=True, slots=True)
class NextAct:
    """A button: what it says and where it leads."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class YearStepLine:
    name: str
    tone: str
    """A `StepState`, which the page has a colour and an icon for."""
    tag: str
    note: str
    last_day: date | None
    """Until when; None for a step without a last day."""
    act: NextAct | None
    is_next: bool


def step_lines(year: Year) -> tuple[YearStepLine, ...]:
    primary = next_act(year)
    return tuple(_line(year, step, primary) for step in year.steps)


def next_act(year: Year) -> NextAct | None:
    """The one button for this person: what to do next, or else the result; None where there is neither."""
    task = _task_act(year)
    if task is None and year.facts.is_closed and year.may_see_result:
        return NextAct("Se resultatet", url_of(year.assessment.key, "resultat"))
    return task


def _task_act(year: Year) -> NextAct | None:
    """What is this person's to do next, or None where only others can."""
    if year.facts.is_pending and year.may_approve:
        return _act(year, StepName.APPROVE)
    if _answers_now(year):
        label = "Läs igenom och lämna in" if year.facts.may_hand_in_late else "Svara på frågorna"
        return NextAct(label, url_of(year.assessment.key, "svara"))
    if year.may_lead and year.next is not None and year.next is not StepName.APPROVE and _may_begin(year):
        return _act(year, year.next)
    return None


def _answers_now(year: Year) -> bool:
    """The person's own answers come before following those of others."""
    if year.next is not StepName.ANSWER:
        return False
    return year.is_answering or (year.may_lead and year.facts.mode is Mode.SIMPLE)


def _may_begin(year: Year) -> bool:
    return year.state is not YearState.PLANNED


def _act(year: Year, name: StepName) -> NextAct:
    return NextAct(LABELS.get(name, NAMES[name]), url_of(year.assessment.key, PAGES[name]))


def _act_of(year: Year, step: YearStep) -> NextAct:
    act = _act(year, step.name)
    is_done = step.state is StepState.DONE and step.name in LABELS_WHEN_DONE
    if not year.may_lead and not (is_done and step.name is not StepName.SHARE):
        is_approving = step.name is StepName.APPROVE and year.may_approve and year.facts.is_pending
        return act if is_approving else NextAct(LABELS_TO_READ.get(step.name, act.label), act.url)
    return NextAct(LABELS_WHEN_DONE[step.name], act.url) if is_done else act


def _line(year: Year, step: YearStep, primary: NextAct | None) -> YearStepLine:
    act = _act_of(year, step) if _is_open(year, step) else None
    has_last_day = step.name in UNTIL_LAST_DAY and step.state is StepState.ONGOING and not year.facts.may_hand_in_late
    return YearStepLine(
        name=NAMES[step.name],
        tone=step.state.value,
        tag=TAGS[step.state],
        note=note_of(year, step),
        last_day=year.assessment.round.closes_on if has_last_day else None,
        act=None if act == primary else act,
        is_next=step.name is year.next,
    )


def _is_open(year: Year, step: YearStep) -> bool:
    """Whether the step has a page that this person may open now."""
    facts = year.facts
    if step.name is StepName.REVIEW:
        return year.may_lead and facts.round_state is not RoundState.PLANNED
    if step.name in {StepName.PREPARE, StepName.CLOSE}:
        return year.may_lead and step.state is StepState.ONGOING
    if step.name is StepName.INVITE:
        return year.may_lead and not facts.is_closed and step.state is not StepState.COMING
    if step.name is StepName.ANSWER:
        return year.may_lead and facts.mode is Mode.SEVERAL and step.state is not StepState.COMING
    if step.name is StepName.REPORT:
        return facts.is_closed and year.may_see_result
    if step.name is StepName.APPROVE:
        return step.state is not StepState.COMING
    return facts.is_closed


@dataclass(frozen=True, slots=True)
class TaskCard:
    """Something that waits for one, as a start page lists it."""

    title: str
    url: str
    label: str
    note: str
    last_day: date | None


def task_cards(years: tuple[Year, ...]) -> tuple[TaskCard, ...]:
    """What waits for this person in each year; years where nothing does are left out."""
    cards = (_task(year) for year in years)
    return tuple(card for card in cards if card is not None)


def _is_own_answering(year: Year) -> bool:
    """Then it is listed with the other places where the person answers."""
    return year.is_answering and year.next is StepName.ANSWER


def _task(year: Year) -> TaskCard | None:
    act = _task_act(year)
    if act is None or year.next is None or _is_own_answering(year):
        return None
    name = StepName.APPROVE if year.facts.is_pending else year.next
    step = next((step for step in year.steps if step.name is name), None)
    line = None if step is None else _line(year, step, act)
    return TaskCard(
        title=assessment_title(year.assessment),
        url=act.url,
        label=act.label,
        note="" if line is None else line.note,
        last_day=None if line is None else line.last_day,
    )

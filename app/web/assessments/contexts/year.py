"""A kommun's year in words: its steps, each with what it waits for, and the one thing to do next."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.rounds.kernel.assessment import Mode
from app.rounds.kernel.days import day_of
from app.rounds.progress.year import StepName, StepState, YearState, YearStep
from app.services.answering.respondent_place import not_open_because
from app.services.assessments.year import Year
from app.web.shell.contexts.frame import url_of
from app.web.shell.formatting import day
from app.web.shell.wording import SHARING, assessment_title

TAGS = {
    StepState.DONE: "Klar",
    StepState.ONGOING: "Pågår",
    StepState.WAITING: "Väntar",
    StepState.COMING: "Kommer",
}
NAMES = {
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
    StepName.ANSWER: "Se vilka som svarat",
    StepName.MEETING: "Se mötet",
    StepName.PLAN: "Se mål och åtgärder",
    StepName.HAND_IN: "Se vad som är inlämnat",
    StepName.APPROVE: "Se alla versioner",
    StepName.SHARE: "Se eller ändra delningen",
}

SEE_RESULT = "Se resultatet"


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
    """The one thing for this person to do next, or None where only others can."""
    if year.facts.is_pending and year.may_approve:
        return _act(year, StepName.APPROVE)
    if _answers_now(year):
        return NextAct("Svara på frågorna", url_of(year.assessment.key, "svara"))
    if year.may_lead and year.next is not None and year.next is not StepName.APPROVE and _may_begin(year):
        return _act(year, year.next)
    if year.facts.is_closed and year.may_see_result:
        return NextAct(SEE_RESULT, url_of(year.assessment.key, "resultat"))
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
    return NextAct(LABELS_WHEN_DONE[step.name], act.url) if is_done else act


def _line(year: Year, step: YearStep, primary: NextAct | None) -> YearStepLine:
    act = _act_of(year, step) if _is_open(year, step) else None
    is_answering = step.name is StepName.ANSWER and step.state is StepState.ONGOING
    return YearStepLine(
        name=NAMES[step.name],
        tone=step.state.value,
        tag=TAGS[step.state],
        note=_NOTES[step.name](year, step.state),
        last_day=year.assessment.round.closes_on if is_answering else None,
        act=None if act == primary else act,
        is_next=step.name is year.next,
    )


def _is_open(year: Year, step: YearStep) -> bool:
    """Whether the step has a page that this person may open now."""
    facts = year.facts
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


def _note_preparing(year: Year, state: StepState) -> str:
    if state is StepState.WAITING:
        return not_open_because(year.assessment.round) or ""
    return {
        Mode.SEVERAL: "Flera svarar var för sig.",
        Mode.SIMPLE: "En svarar för hela kommunen.",
        Mode.UNDECIDED: "Flera var för sig, eller en för hela kommunen." if state is StepState.ONGOING else "",
    }[year.facts.mode]


def _note_inviting(year: Year, state: StepState) -> str:
    number, limit = year.facts.asked, year.facts.min_group
    if not number:
        return "" if state is StepState.COMING else f"Minst {limit} behöver svara."
    people = "En person är tillfrågad." if number == 1 else f"{number} personer är tillfrågade."
    return people if number >= limit else f"{people} Minst {limit} behöver svara."


def _note_answering(year: Year, state: StepState) -> str:
    facts = year.facts
    if state is StepState.COMING or facts.mode is not Mode.SEVERAL:
        return ""
    return f"{facts.finished} av {facts.asked} är klara." if facts.asked > 1 else ""


def _note_closing(year: Year, state: StepState) -> str:
    closed_at = year.assessment.answering_closed_at
    if closed_at is not None:
        return f"Avslutad {day(day_of(closed_at))}."
    if state is not StepState.ONGOING:
        return ""
    return "Alla är klara." if year.facts.finished == year.facts.asked else "Sista dagen har passerat."


def _note_meeting(year: Year, state: StepState) -> str:
    facts = year.facts
    if state is StepState.COMING:
        return ""
    return f"{facts.settled} av {facts.questions} frågor är avgjorda." if facts.settled else "Inget är avgjort än."


def _note_planning(year: Year, state: StepState) -> str:
    targets, actions = year.facts.targets, year.facts.actions
    if not targets and not actions:
        return "" if state is StepState.COMING else "Det finns inga mål eller åtgärder än."
    return f"{targets} mål och {'1 åtgärd' if actions == 1 else f'{actions} åtgärder'}."


def _note_handing_in(year: Year, state: StepState) -> str:
    latest = year.latest
    if latest is None or state is StepState.COMING:
        return ""
    if year.facts.is_returned and latest.returned_at is not None:
        return f"Skickades tillbaka {day(day_of(latest.returned_at))}: {latest.returned_reason}"
    if state is not StepState.DONE:
        return ""
    who = f" av {year.submitted_by}" if year.submitted_by else ""
    return f"Inlämnat{who} {day(day_of(latest.submitted_at))}."


def _note_approving(year: Year, state: StepState) -> str:
    approved_at = year.assessment.approved_at
    if approved_at is not None:
        who = f" av {year.assessment.approved_by}" if year.assessment.approved_by else ""
        return f"Fastställt{who} {day(day_of(approved_at))}."
    if not year.approvers:
        return "Ni har ingen godkännare än."
    names = " eller ".join(year.approvers)
    if state is not StepState.WAITING or year.latest is None:
        return f"Görs av {names}."
    return f"Väntar på {names} sedan {day(day_of(year.latest.submitted_at))}."


def _note_sharing(year: Year, state: StepState) -> str:
    if state is StepState.COMING:
        return ""
    return "Inget delas nu." if state is StepState.ONGOING else f"Delas {SHARING[year.assessment.sharing]}."


def _note_reporting(year: Year, state: StepState) -> str:
    if not year.facts.is_closed:
        return ""
    return "Som webbsida, PDF, Word och PowerPoint." if state is StepState.ONGOING else "Ett utkast finns att läsa."


_NOTES: dict[StepName, Callable[[Year, StepState], str]] = {
    StepName.PREPARE: _note_preparing,
    StepName.INVITE: _note_inviting,
    StepName.ANSWER: _note_answering,
    StepName.CLOSE: _note_closing,
    StepName.MEETING: _note_meeting,
    StepName.PLAN: _note_planning,
    StepName.HAND_IN: _note_handing_in,
    StepName.APPROVE: _note_approving,
    StepName.SHARE: _note_sharing,
    StepName.REPORT: _note_reporting,
}


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
    act = next_act(year)
    if act is None or year.next is None or act.label == SEE_RESULT or _is_own_answering(year):
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

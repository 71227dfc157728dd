"""Contexts of a workshop as a whole: its page for those who lead and take part, and the one for a projector."""

from collections.abc import Collection
from dataclasses import dataclass

from app.reports.kernel.wording import count
from app.reports.office.downloads import NEEDS
from app.services.workshops.leading import WorkshopOverview
from app.support.workshops.names import COLUMNS, PHASE_TASKS, PHASES, STATES, STEP_BUTTONS
from app.support.workshops.top_list import TopEntry, top_list
from app.support.workshops.workshop import GroupPhase, StoredGroup, WorkshopState
from app.web.shell.contexts.frame import Frame
from app.web.workshops.contexts.workshops import TAGS, form_number, people_words

SHOWN_ENTRIES = 5
"""So many of the top list on a screen."""


@dataclass(frozen=True, slots=True)
class StepAct:
    """A button that takes groups to a phase."""

    label: str
    phase: int
    origin: int
    """The phase that the button was shown in: a page that is behind changes nothing."""
    group: str
    """Its number; empty for every group."""


@dataclass(frozen=True, slots=True)
class FileLink:
    address: str
    title: str


@dataclass(frozen=True, slots=True)
class PhaseMark:
    number: int
    name: str
    is_current: bool
    is_past: bool


@dataclass(frozen=True, slots=True)
class TopLine:
    heading: str
    about: str
    dots: str


@dataclass(frozen=True, slots=True)
class GroupCard:
    number: int
    name: str
    capital_id: str
    url: str
    phase: str
    people: str
    notes: str
    one_liner: str
    is_own: bool
    back: StepAct | None
    forward: StepAct | None
    top: tuple[TopLine, ...]
    """What matters most, once it may be seen."""
    shown_notes: tuple[str, ...]
    """Texts for the projector, while the group shows and groups them."""


@dataclass(frozen=True, slots=True)
class WorkshopPage:
    frame: Frame
    url: str
    title: str
    owner: str
    focus: str
    state: str
    tag: str
    is_planned: bool
    is_running: bool
    is_closed: bool
    may_lead: bool
    takes_part: bool
    version: int
    phases: tuple[PhaseMark, ...]
    """While every group is in the same one."""
    task: str
    back: StepAct | None
    forward: StepAct | None
    is_last: bool
    """Every group has come to the last phase."""
    groups: tuple[GroupCard, ...]
    own_url: str
    link_form: str
    people: str
    files: tuple[FileLink, ...]
    refusal: str


def workshop_page(frame: Frame, overview: WorkshopOverview, *, refusal: str = "") -> WorkshopPage:
    workshop, groups = overview.open_workshop.workshop, overview.open_workshop.groups
    own, phases = overview.open_workshop.own_group, {group.phase for group in groups}
    is_running, leads = workshop.state is WorkshopState.RUNNING, overview.open_workshop.may_lead
    common = next(iter(phases)) if len(phases) == 1 else None
    return WorkshopPage(
        frame=frame,
        url=workshop.path,
        title=workshop.title,
        owner=workshop.owner,
        focus=workshop.focus,
        state=STATES[workshop.state],
        tag=TAGS[workshop.state],
        is_planned=workshop.state is WorkshopState.PLANNED,
        is_running=is_running,
        is_closed=workshop.state is WorkshopState.CLOSED,
        may_lead=leads,
        takes_part=overview.open_workshop.participant is not None,
        version=sum(group.version for group in groups),
        phases=phase_marks(common) if common is not None else (),
        task=PHASE_TASKS[common] if common is not None else "Grupperna är i olika faser.",
        back=step_act(common, -1) if is_running and leads and common is not None else None,
        forward=step_act(min(phases), 1) if is_running and leads else None,
        is_last=phases == {GroupPhase.ONE_LINER},
        groups=tuple(_card(overview, group, steps=is_running and leads) for group in groups),
        own_url="" if own is None else f"{workshop.path}/grupp/{own.number}",
        link_form=form_number(),
        people=people_words(sum(overview.joined.values())),
        files=tuple(FileLink(each.address, each.title) for each in NEEDS),
        refusal=refusal,
    )


def phase_marks(phase: GroupPhase) -> tuple[PhaseMark, ...]:
    return tuple(
        PhaseMark(number=each.value, name=PHASES[each], is_current=each is phase, is_past=each < phase)
        for each in GroupPhase
    )


def step_act(phase: GroupPhase, direction: int, group: str = "") -> StepAct | None:
    """To the phase before or after; None at the ends."""
    if phase + direction not in set(GroupPhase):
        return None
    goal = GroupPhase(phase + direction)
    label = STEP_BUTTONS[goal] if direction > 0 else f"Tillbaka till {PHASES[goal].lower()}"
    return StepAct(label=label, phase=goal.value, origin=phase.value, group=group)


def _card(overview: WorkshopOverview, group: StoredGroup, *, steps: bool) -> GroupCard:
    workshop, notes = overview.open_workshop, overview.notes_of(group)
    is_closed = workshop.workshop.state is WorkshopState.CLOSED
    own = workshop.own_group
    shows_dots = is_closed or group.phase is GroupPhase.ONE_LINER
    entries = top_list([group], notes) if shows_dots else ()
    shows_notes = not is_closed and group.phase in {GroupPhase.SHOW, GroupPhase.GROUP, GroupPhase.PRIORITISE}
    return GroupCard(
        number=group.number,
        name=workshop.name_of(group),
        capital_id=group.capital_id,
        url=f"{workshop.workshop.path}/grupp/{group.number}",
        phase="" if is_closed else PHASES[group.phase],
        people="" if is_closed else people_words(overview.joined.get(group.id, 0)),
        notes=_notes_words(len(notes), overview.dots.get(group.id, 0), group.phase),
        one_liner=group.one_liner,
        is_own=own is not None and own.id == group.id,
        back=step_act(group.phase, -1, str(group.number)) if steps else None,
        forward=step_act(group.phase, 1, str(group.number)) if steps else None,
        top=top_lines(entries[:SHOWN_ENTRIES]),
        shown_notes=tuple(note.text for note in notes if note.merged_into is None) if shows_notes else (),
    )


def _notes_words(notes: int, dots: int, phase: GroupPhase) -> str:
    words = count(notes, "lapp", "lappar")
    if phase is GroupPhase.PRIORITISE:
        return f"{words}, {count(dots, 'prick', 'prickar')}"
    return words


def top_lines(entries: Collection[TopEntry]) -> tuple[TopLine, ...]:
    return tuple(
        TopLine(
            heading=entry.heading,
            about=COLUMNS[entry.column] if entry.groups == 1 else f"{COLUMNS[entry.column]}, {entry.groups} grupper",
            dots=count(entry.dots, "prick", "prickar"),
        )
        for entry in entries
    )

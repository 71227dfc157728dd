"""Contexts of an action from a note: its form, and what is told where the note is an action already."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.rounds.assessments.plans import RawAction
from app.rounds.kernel.days import read_day
from app.services.workshops.landing import WorkshopEnd
from app.services.workshops.landing_actions import NoteIsActionError
from app.support.workshops.landing import LandingKind
from app.support.workshops.workshop import WorkshopNote
from app.web.shell.contexts.form_fields import DayTyped
from app.web.shell.contexts.frame import Frame
from app.web.shell.formatting import day
from app.web.support.contexts.kommun_choice import KommunChoice
from app.web.workshops.contexts.end import choice_of, text_of

Lines = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class NoteActionPage:
    frame: Frame
    action: str
    back_url: str
    note: str
    capital: str
    typed: RawAction
    due: DayTyped
    kommun: KommunChoice
    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NoteIsActionPage:
    frame: Frame
    back_url: str
    note: str
    stored: Lines
    """What stands in the plan, by its name; nothing where the action has been taken out of it."""
    plan_url: str
    """Where the action can be changed, or taken back into the plan."""
    unsaved: str
    """What was typed and could not be saved."""


def action_of(end: WorkshopEnd, note: WorkshopNote) -> RawAction:
    """A new action as its form begins from a note."""
    return RawAction(capital=end.group_of(note).capital_id, text=text_of(end, note))


def note_action_page(
    frame: Frame, end: WorkshopEnd, note: WorkshopNote, raw: RawAction, kommun: str, errors: Mapping[str, str]
) -> NoteActionPage:
    capital_id = end.group_of(note).capital_id
    return NoteActionPage(
        frame=frame,
        action=f"{end.open_workshop.workshop.path}/avslut/{note.id}/{LandingKind.ACTION}",
        back_url=f"{end.open_workshop.workshop.path}/avslut#lapp-{note.id}",
        note=note.text,
        capital=end.open_workshop.capital_names.get(capital_id, capital_id),
        typed=raw,
        due=DayTyped(raw.due),
        kommun=choice_of(end, note, LandingKind.ACTION, kommun),
        errors=errors,
    )


def note_is_action_page(
    frame: Frame, end: WorkshopEnd, note: WorkshopNote, raw: RawAction, error: NoteIsActionError
) -> NoteIsActionPage:
    action = error.action
    lines = () if action is None else _lines(action.text, action.owner, action.due_on)
    return NoteIsActionPage(
        frame=frame,
        back_url=f"{end.open_workshop.workshop.path}/avslut#lapp-{note.id}",
        note=note.text,
        stored=lines,
        plan_url=error.url if lines else error.url.partition("?")[0],
        unsaved="\n".join(f"{name}: {text}" for name, text in _lines(raw.text, raw.owner, read_day(raw.due))),
    )


def _lines(text: str, owner: str, due_on: date | None) -> Lines:
    due = "" if due_on is None else day(due_on)
    lines = (("Vad ska göras", text), ("Ansvarig", owner), ("Klar senast", due))
    return tuple(line for line in lines if line[1])

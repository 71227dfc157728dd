"""A project that came of an idea, until what it gave is in everyday work or was dropped; and reading one as typed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from pydantic import BaseModel

from app.assessment.answering.entry import FieldError, tidied
from app.support.projects.idea import member
from app.support.projects.texts import LINE_MAX, TEXT_MAX, TITLE_MAX, TextRule, text_errors


class ProjectState(StrEnum):
    """Where a project stands, in the order it moves."""

    APPLYING = "ansokan"
    REFUSED = "avslag"
    GRANTED = "beviljat"
    UNDER_WAY = "pagar"
    FINISHED = "avslutat"
    EVERYDAY = "i-vardagen"
    DROPPED = "lades-ner"


NEXT_STATES: Mapping[ProjectState, tuple[ProjectState, ...]] = {
    ProjectState.APPLYING: (ProjectState.GRANTED, ProjectState.REFUSED),
    ProjectState.REFUSED: (ProjectState.APPLYING,),
    ProjectState.GRANTED: (ProjectState.UNDER_WAY, ProjectState.DROPPED),
    ProjectState.UNDER_WAY: (ProjectState.FINISHED, ProjectState.DROPPED),
    ProjectState.FINISHED: (ProjectState.EVERYDAY, ProjectState.DROPPED),
    ProjectState.EVERYDAY: (),
    ProjectState.DROPPED: (),
}
FIRST_STATES = (ProjectState.APPLYING, ProjectState.UNDER_WAY)
"""A project applies for money first, or begins with what there is."""
ENDED_STATES = frozenset({ProjectState.FINISHED, ProjectState.EVERYDAY, ProjectState.DROPPED})
"""Those that "i vardagen" is counted over. What was never granted has not ended: it never began."""
WITH_REASON = frozenset({ProjectState.REFUSED, ProjectState.DROPPED})
"""Those that came to nothing. Their idea is free again."""


@dataclass(frozen=True, slots=True)
class Project:
    """What is done, by whom and until when. There is always a receiver in the line."""

    title: str
    parties: str
    receiver: str
    starts_on: date | None = None
    ends_on: date | None = None
    goes_over: str = ""
    """What of it goes over into daily work."""
    result: str = ""
    replication: str = ""
    """What it takes to do the same elsewhere."""
    call_id: int | None = None
    """The call that it applies to."""


@dataclass(frozen=True, slots=True)
class StoredProject:
    """A project as it is stored. `reason` is why it was refused or dropped."""

    id: int
    region_id: int
    idea_id: int
    project: Project
    state: ProjectState
    reason: str
    version: int

    @property
    def has_ended(self) -> bool:
        return self.state in ENDED_STATES

    @property
    def keeps_idea(self) -> bool:
        """It goes on, or gave something: its idea can be nothing else meanwhile."""
        return self.state not in WITH_REASON

    @property
    def is_closed(self) -> bool:
        """Nothing more happens to it."""
        return not NEXT_STATES[self.state]

    @property
    def can_be_replicated(self) -> bool:
        return bool(self.project.result and self.project.replication)


class RawProject(BaseModel, frozen=True):
    """As typed: the names are those of the form's fields."""

    title: str = ""
    parties: str = ""
    receiver: str = ""
    starts: str = ""
    ends: str = ""
    goes_over: str = ""
    result: str = ""
    replication: str = ""
    call: str = ""
    state: str = ""
    """Of a new one alone: whether it applies for money first."""


@dataclass(frozen=True, slots=True)
class ProjectDays:
    """The days that were typed; None for an empty field, and `wrong` has the names of fields that hold no day."""

    starts_on: date | None = None
    ends_on: date | None = None
    wrong: tuple[str, ...] = field(default=())


TITLE = TextRule("title", TITLE_MAX, "Skriv vad projektet heter, på en rad.")
PARTIES = TextRule("parties", TEXT_MAX, "Skriv vilka som är med: kommuner och andra parter.")
RECEIVER = TextRule(
    "receiver",
    LINE_MAX,
    "Skriv vilken funktion i linjen som tar emot resultatet. Utan mottagare blir det inget projekt.",
)
OUTCOMES = (
    TextRule("goes_over", TEXT_MAX),
    TextRule("result", TEXT_MAX),
    TextRule("replication", TEXT_MAX),
)
GOES_OVER_MISSING = "Skriv vad i projektet som går över i det dagliga arbetet. Ändra projektet först."
RESULT_MISSING = "Skriv vad projektet gav innan ni avslutar det. Ändra projektet först."
REASON_MISSING = "Skriv varför, i en eller två meningar."


def as_typed(project: Project) -> RawProject:
    """The project as its form shows it."""
    return RawProject(
        title=project.title,
        parties=project.parties,
        receiver=project.receiver,
        starts="" if project.starts_on is None else project.starts_on.isoformat(),
        ends="" if project.ends_on is None else project.ends_on.isoformat(),
        goes_over=project.goes_over,
        result=project.result,
        replication=project.replication,
        call="" if project.call_id is None else str(project.call_id),
    )


def read_project(raw: RawProject, days: ProjectDays, call_id: int | None) -> Project | tuple[FieldError, ...]:
    """The project, or every error in it, in the order of the form."""
    texts = {name: tidied(text) for name, text in raw.model_dump().items()}
    errors = tuple(_errors(texts, days))
    if errors:
        return errors
    return Project(
        title=texts["title"],
        parties=texts["parties"],
        receiver=texts["receiver"],
        starts_on=days.starts_on,
        ends_on=days.ends_on,
        goes_over=texts["goes_over"],
        result=texts["result"],
        replication=texts["replication"],
        call_id=call_id,
    )


def first_state(raw: RawProject) -> ProjectState | FieldError:
    """Of a new project."""
    state = member(ProjectState, raw.state)
    return state if state in FIRST_STATES else FieldError("state", "Välj om ni söker pengar först.")


def _errors(texts: Mapping[str, str], days: ProjectDays) -> Iterator[FieldError]:
    for rule in (TITLE, PARTIES, RECEIVER):
        yield from text_errors(rule, texts[rule.field])
    for name in days.wrong:
        yield FieldError(name, "Skriv en dag, till exempel 15 mars 2027, eller lämna tomt.")
    if days.starts_on is not None and days.ends_on is not None and days.ends_on < days.starts_on:
        yield FieldError("ends", "Projektet slutar före det börjar. Rätta en av dagarna.")
    for rule in OUTCOMES:
        yield from text_errors(rule, texts[rule.field])


def read_move(
    stored_project: StoredProject, state: str, reason: str
) -> tuple[ProjectState, str] | tuple[FieldError, ...]:
    """The next state and why, or every error: what it gave is said when it ends, and what goes over before it is "i
    vardagen".
    """
    aim, why = member(ProjectState, state), tidied(reason)
    if aim is None or aim not in NEXT_STATES[stored_project.state]:
        return (FieldError("state", "Välj vad som har hänt med projektet."),)
    errors = []
    if aim in {ProjectState.FINISHED, ProjectState.EVERYDAY} and not stored_project.project.result:
        errors.append(FieldError("state", RESULT_MISSING))
    elif aim is ProjectState.EVERYDAY and not stored_project.project.goes_over:
        errors.append(FieldError("state", GOES_OVER_MISSING))
    rule = TextRule("reason", TEXT_MAX, REASON_MISSING if aim in WITH_REASON else "")
    errors += text_errors(rule, why)
    return tuple(errors) or (aim, why if aim in WITH_REASON else "")

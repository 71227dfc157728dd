"""Contexts of the forms of a project: writing about it, and moving it on."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.services.projects.project_writing import ProjectForm
from app.services.projects.projects import OpenProject
from app.support.projects.names import PROJECT_STATES
from app.support.projects.project import NEXT_STATES, ProjectState, RawProject
from app.web.projects.contexts.parts import Options
from app.web.shell.contexts.form_fields import DayTyped
from app.web.shell.contexts.frame import Frame

Errors = Mapping[str, str]
FIRST_OPTIONS = (
    (str(ProjectState.APPLYING), "Vi söker pengar först", "Projektet börjar när ansökan är beviljad."),
    (str(ProjectState.UNDER_WAY), "Vi börjar med det vi har", "Projektet pågår från och med nu."),
)
MEANINGS = {
    ProjectState.APPLYING: "Ni söker igen.",
    ProjectState.REFUSED: "Eller så drog ni tillbaka ansökan.",
    ProjectState.GRANTED: "Pengarna är klara.",
    ProjectState.UNDER_WAY: "Arbetet har börjat.",
    ProjectState.FINISHED: "Arbetet är klart. Vad det gav står i projektet.",
    ProjectState.EVERYDAY: "Mottagaren har tagit över, och det görs utan projekt.",
    ProjectState.DROPPED: "Det blev inte vardag. Skälet hjälper nästa som försöker.",
}


@dataclass(frozen=True, slots=True)
class ProjectFormPage:
    frame: Frame
    action: str
    back_url: str
    is_new: bool
    idea: str
    typed: RawProject
    starts: DayTyped
    ends: DayTyped
    calls: Options
    first_states: tuple[tuple[str, str, str], ...]
    version: int
    stored: Options
    """What somebody else has saved since the page was loaded, line by line; empty otherwise."""
    errors: Errors


@dataclass(frozen=True, slots=True)
class MovePage:
    frame: Frame
    action: str
    back_url: str
    edit_url: str
    title: str
    receiver: str
    states: tuple[tuple[str, str, str], ...]
    state: str
    reason: str
    errors: Errors


def project_form_page(
    frame: Frame, form: ProjectForm, errors: Errors | None = None, *, is_conflict: bool = False
) -> ProjectFormPage:
    region_url = form.catalogue.region.key.path
    idea_url = f"{region_url}/ideer/{form.idea.id}"
    project_url = "" if form.stored is None else f"{region_url}/projekt/{form.stored.id}"
    return ProjectFormPage(
        frame=frame,
        action=f"{project_url}/andra" if project_url else f"{idea_url}/projekt",
        back_url=project_url or idea_url,
        is_new=form.stored is None,
        idea=form.idea.idea.title,
        typed=form.typed,
        starts=DayTyped(form.typed.starts),
        ends=DayTyped(form.typed.ends),
        calls=(("", "Ingen"), *((str(call.id), call.call.title) for call in form.calls)) if form.calls else (),
        first_states=FIRST_OPTIONS,
        version=form.version,
        stored=_stored_lines(form) if is_conflict else (),
        errors=errors or {},
    )


def _stored_lines(form: ProjectForm) -> Options:
    if form.stored is None:
        return ()
    project = form.stored.project
    lines = (
        ("Projektet", project.title),
        ("Parter", project.parties),
        ("Mottagare i linjen", project.receiver),
        ("Går över i det dagliga arbetet", project.goes_over),
        ("Resultat", project.result),
        ("Krävs för att göra likadant", project.replication),
    )
    return tuple(line for line in lines if line[1])


def move_page(
    frame: Frame, open_view: OpenProject, state: str = "", reason: str = "", errors: Errors | None = None
) -> MovePage:
    url = f"{open_view.region.key.path}/projekt/{open_view.project.id}"
    aims = NEXT_STATES[open_view.project.state]
    return MovePage(
        frame=frame,
        action=f"{url}/lage",
        back_url=url,
        edit_url=f"{url}/andra",
        title=open_view.project.project.title,
        receiver=open_view.project.project.receiver,
        states=tuple((str(aim), PROJECT_STATES[aim], MEANINGS[aim]) for aim in aims),
        state=state or (str(aims[0]) if len(aims) == 1 else ""),
        reason=reason,
        errors=errors or {},
    )

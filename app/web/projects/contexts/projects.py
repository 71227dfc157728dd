"""Contexts of a region's projects, and of one: where it stands, who keeps it, and what it takes to do the same."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.reports.kernel.wording import clipped
from app.services.projects.projects import EverydayCount, OpenProject, RegionProjects
from app.support.projects.names import PROJECT_STATES
from app.support.projects.project import ProjectState, StoredProject
from app.web.projects.contexts.parts import PROJECT_TAGS, IdeaLink, TextBlock, idea_link
from app.web.shell.contexts.frame import Frame
from app.web.shell.formatting import day

DONE = {"sparat": "Projektet är sparat.", "lage": "Läget är sparat."}
LANES = (
    ("Pågår", (ProjectState.UNDER_WAY, ProjectState.GRANTED)),
    ("Söker pengar", (ProjectState.APPLYING,)),
    ("Avslutade", (ProjectState.FINISHED, ProjectState.EVERYDAY, ProjectState.DROPPED)),
    ("Fick avslag", (ProjectState.REFUSED,)),
)
SHOWN = 200


@dataclass(frozen=True, slots=True)
class ProjectLine:
    title: str
    url: str
    capital_id: str
    state: str
    tag: str
    period: str
    receiver: str
    result: str
    replication: str


@dataclass(frozen=True, slots=True)
class ProjectLane:
    heading: str
    lines: tuple[ProjectLine, ...]


@dataclass(frozen=True, slots=True)
class ProjectsPage:
    frame: Frame
    url: str
    region_url: str
    everyday: str
    """How many of those that have ended are in everyday work, in a figure; empty before any has ended."""
    everyday_about: str
    lanes: tuple[ProjectLane, ...]
    to_replicate: tuple[ProjectLine, ...]
    """Results that others can build on, with what it takes."""
    may_prepare: bool


@dataclass(frozen=True, slots=True)
class ProjectPage:
    frame: Frame
    url: str
    region_url: str
    done: str
    title: str
    state: str
    tag: str
    reason: str
    period: str
    parties: str
    receiver: str
    blocks: tuple[TextBlock, ...]
    idea: IdeaLink
    call: IdeaLink | None
    next_label: str
    """What the button says by which it is moved on; empty for those who may not."""
    may_change: bool


NEXT_LABELS = {
    ProjectState.APPLYING: "Skriv in svaret på ansökan",
    ProjectState.REFUSED: "Sök igen",
    ProjectState.GRANTED: "Projektet har börjat",
    ProjectState.UNDER_WAY: "Avsluta projektet",
    ProjectState.FINISHED: "Har det blivit vardag?",
}


def projects_page(frame: Frame, projects: RegionProjects) -> ProjectsPage:
    region_url = projects.region.key.path
    lines = [(each, _line(each, projects)) for each in projects.projects]
    lanes = (ProjectLane(heading, _in_states(lines, states)) for heading, states in LANES)
    figure, about = _everyday(projects.count)
    return ProjectsPage(
        frame=frame,
        url=f"{region_url}/projekt",
        region_url=region_url,
        everyday=figure,
        everyday_about=about,
        lanes=tuple(lane for lane in lanes if lane.lines),
        to_replicate=tuple(line for project, line in lines if project.can_be_replicated),
        may_prepare=projects.may_prepare,
    )


def project_page(frame: Frame, open_view: OpenProject, notice: str) -> ProjectPage:
    stored_project, region_url = open_view.project, open_view.region.key.path
    project = stored_project.project
    blocks = (
        TextBlock("Det här gav projektet", project.result),
        TextBlock("Det här går över i det dagliga arbetet", project.goes_over),
        TextBlock("Det här krävs för att göra likadant", project.replication),
    )
    call = open_view.call
    return ProjectPage(
        frame=frame,
        url=f"{region_url}/projekt/{stored_project.id}",
        region_url=region_url,
        done=DONE.get(notice, ""),
        title=project.title,
        state=PROJECT_STATES[stored_project.state],
        tag=PROJECT_TAGS[stored_project.state],
        reason=stored_project.reason,
        period=_period(stored_project),
        parties=project.parties,
        receiver=project.receiver,
        blocks=tuple(block for block in blocks if block.text),
        idea=idea_link(open_view.idea, region_url),
        call=None if call is None else IdeaLink(call.call.title, f"{region_url}/utlysningar/{call.id}"),
        next_label=NEXT_LABELS.get(stored_project.state, "") if open_view.can_be_moved else "",
        may_change=open_view.may_change,
    )


def _everyday(figures: EverydayCount) -> tuple[str, str]:
    if not figures.ended:
        return "", "Inget projekt har avslutats än. Då räknas här hur många som lever vidare i vardagen."
    return f"{figures.everyday} av {figures.ended}", "projekt som har avslutats lever vidare i vardagen."


def _in_states(
    lines: Iterable[tuple[StoredProject, ProjectLine]], states: tuple[ProjectState, ...]
) -> tuple[ProjectLine, ...]:
    return tuple(line for project, line in lines if project.state in states)


def _line(stored_project: StoredProject, projects: RegionProjects) -> ProjectLine:
    project = stored_project.project
    return ProjectLine(
        title=project.title,
        url=f"{projects.region.key.path}/projekt/{stored_project.id}",
        capital_id=projects.capital_ids.get(stored_project.idea_id, ""),
        state=PROJECT_STATES[stored_project.state],
        tag=PROJECT_TAGS[stored_project.state],
        period=_period(stored_project),
        receiver=project.receiver,
        result=clipped(project.result, SHOWN),
        replication=project.replication,
    )


def _period(stored_project: StoredProject) -> str:
    starts_on, ends_on = stored_project.project.starts_on, stored_project.project.ends_on
    if starts_on is not None and ends_on is not None:
        return f"{day(starts_on)} till {day(ends_on)}"
    if starts_on is not None:
        return f"från {day(starts_on)}"
    return "" if ends_on is None else f"till {day(ends_on)}"

"""Projects, as rows."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from app.storage.tables import ProjectRow
from app.support.projects.project import Project, ProjectState, StoredProject


def projects_in(session: Session, region_id: int) -> tuple[StoredProject, ...]:
    """The latest first."""
    query = select(ProjectRow).where(ProjectRow.region_id == region_id).order_by(col(ProjectRow.id).desc())
    return tuple(map(_project, session.exec(query)))


def find_project(session: Session, region_id: int, project_id: int) -> StoredProject | None:
    row = session.get(ProjectRow, project_id)
    return None if row is None or row.region_id != region_id else _project(row)


def add_project(
    session: Session, region_id: int, idea_id: int, project: Project, state: ProjectState, now: datetime
) -> int:
    """Returns its id."""
    row = ProjectRow(region_id=region_id, idea_id=idea_id, state=state, created_at=now, **_columns(project))
    session.add(row)
    session.flush()
    return row.id or 0


def change_project(session: Session, project_id: int, project: Project) -> None:
    """Write the project as its next version. The caller has seen that it is there."""
    row = session.get_one(ProjectRow, project_id)
    row.sqlmodel_update(_columns(project) | {"version": row.version + 1})
    session.add(row)


def set_project_state(session: Session, project_id: int, state: ProjectState, reason: str) -> None:
    """As its next version. The caller has seen that it is there."""
    row = session.get_one(ProjectRow, project_id)
    row.sqlmodel_update({"state": state, "reason": reason, "version": row.version + 1})
    session.add(row)


def _columns(project: Project) -> dict[str, Any]:
    return {
        "title": project.title,
        "parties": project.parties,
        "receiver": project.receiver,
        "starts_on": project.starts_on,
        "ends_on": project.ends_on,
        "goes_over": project.goes_over,
        "result": project.result,
        "replication": project.replication,
        "call_id": project.call_id,
    }


def _project(row: ProjectRow) -> StoredProject:
    project = Project(
        title=row.title,
        parties=row.parties,
        receiver=row.receiver,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        goes_over=row.goes_over,
        result=row.result,
        replication=row.replication,
        call_id=row.call_id,
    )
    return StoredProject(
        id=row.id or 0,
        region_id=row.region_id,
        idea_id=row.idea_id,
        project=project,
        state=row.state,
        reason=row.reason,
        version=row.version,
    )

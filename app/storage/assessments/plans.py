"""Targets, actions and handed-in versions of assessments."""

from collections.abc import Collection
from dataclasses import asdict, dataclass, fields
from datetime import datetime

from sqlalchemy import delete, func, update
from sqlmodel import Session, col, select

from app.rounds.assessments.handing_in import HandedIn
from app.rounds.assessments.plans import Action, StoredAction, Target
from app.rounds.assessments.versions import Submission
from app.storage.results.scores import remove_scores
from app.storage.tables import ActionRow, AssessmentRow, SubmissionRow, TargetRow


@dataclass(frozen=True, slots=True)
class StoredTarget:
    target: Target
    version: int


def targets_of(session: Session, assessment_id: int) -> dict[str, StoredTarget]:
    """Capital id -> target."""
    rows = session.exec(select(TargetRow).where(TargetRow.assessment_id == assessment_id)).all()
    return {row.capital_id: StoredTarget(Target(row.position, row.by_year, row.reason), row.version) for row in rows}


def target_counts(session: Session, assessment_ids: Collection[int]) -> dict[int, int]:
    """Assessment id -> how many targets it has, of those that have any."""
    rows = session.execute(
        select(col(TargetRow.assessment_id), func.count())
        .where(col(TargetRow.assessment_id).in_(assessment_ids))
        .group_by(col(TargetRow.assessment_id))
    )
    return {row[0]: row[1] for row in rows}


def store_target(session: Session, assessment_id: int, capital_id: str, target: Target | None, version: int) -> None:
    """Write the target as this version, or take it away."""
    row = session.get(TargetRow, (assessment_id, capital_id))
    if target is None:
        if row is not None:
            session.delete(row)
        return
    row = row or TargetRow(assessment_id=assessment_id, capital_id=capital_id, position=0, by_year=0)
    row.position, row.by_year, row.reason, row.version = target.position, target.by_year, target.reason, version
    session.add(row)


def actions_of(session: Session, assessment_id: int) -> tuple[StoredAction, ...]:
    """In the order in which they were noted. Deleted ones are left out."""
    rows = session.exec(
        select(ActionRow)
        .where(ActionRow.assessment_id == assessment_id, col(ActionRow.deleted_at).is_(None))
        .order_by(col(ActionRow.id))
    )
    return tuple(stored_action(row) for row in rows.all())


def actions_of_each(session: Session, assessment_ids: Collection[int]) -> dict[int, tuple[StoredAction, ...]]:
    """Assessment id -> what `actions_of` says of it."""
    rows = session.exec(
        select(ActionRow)
        .where(col(ActionRow.assessment_id).in_(assessment_ids), col(ActionRow.deleted_at).is_(None))
        .order_by(col(ActionRow.id))
    ).all()
    return {
        assessment_id: tuple(stored_action(row) for row in rows if row.assessment_id == assessment_id)
        for assessment_id in assessment_ids
    }


def deleted_actions_of(session: Session, assessment_id: int, since: datetime) -> tuple[StoredAction, ...]:
    """Those that were deleted after the moment, the latest first."""
    rows = session.exec(
        select(ActionRow)
        .where(ActionRow.assessment_id == assessment_id, col(ActionRow.deleted_at) > since)
        .order_by(col(ActionRow.deleted_at).desc(), col(ActionRow.id))
    )
    return tuple(stored_action(row) for row in rows.all())


def find_action(session: Session, assessment_id: int, action_id: int) -> StoredAction | None:
    """None also for one that is deleted."""
    row = session.get(ActionRow, action_id)
    is_there = row is not None and row.assessment_id == assessment_id and row.deleted_at is None
    return stored_action(row) if row is not None and is_there else None


def set_action_deleted(session: Session, action_id: int, moment: datetime | None) -> None:
    """Delete an action, or take that back."""
    session.execute(update(ActionRow).where(col(ActionRow.id) == action_id).values(deleted_at=moment))


def remove_actions_deleted_before(session: Session, moment: datetime) -> int:
    """For good. Returns how many."""
    statement = delete(ActionRow).where(col(ActionRow.deleted_at) <= moment).returning(col(ActionRow.id))
    return len(session.execute(statement).scalars().all())


def stored_action(row: ActionRow) -> StoredAction:
    values = {field.name: getattr(row, field.name) for field in fields(Action)}
    action = Action(**values | {"questions": tuple(row.questions or ())})
    return StoredAction(id=row.id or 0, action=action, version=row.version)


def store_action(session: Session, assessment_id: int, action: Action, action_id: int | None, version: int) -> int:
    """Write a new action, or an existing one as this version. Returns its id."""
    row = None if action_id is None else session.get(ActionRow, action_id)
    row = row or ActionRow(assessment_id=assessment_id, capital_id="", text="")
    row.sqlmodel_update(asdict(action) | {"version": version, "questions": list(action.questions)})
    session.add(row)
    session.flush()
    return row.id or 0


def submissions_of(session: Session, assessment_id: int) -> tuple[Submission, ...]:
    """Every version, latest first."""
    rows = session.exec(
        select(SubmissionRow)
        .where(SubmissionRow.assessment_id == assessment_id)
        .order_by(col(SubmissionRow.number).desc())
    )
    return tuple(_submission(row) for row in rows.all())


def latest_submissions(session: Session, assessment_ids: Collection[int]) -> dict[int, Submission]:
    """Assessment id -> its latest version, of those of which anything was handed in."""
    rows = session.exec(
        select(SubmissionRow)
        .where(col(SubmissionRow.assessment_id).in_(assessment_ids))
        .order_by(col(SubmissionRow.number))
    )
    latest = {row.assessment_id: row for row in rows.all()}
    return {assessment_id: _submission(row) for assessment_id, row in latest.items()}


def has_pending(session: Session, assessment_id: int) -> bool:
    """Whether a version waits for approval."""
    versions = submissions_of(session, assessment_id)
    return bool(versions) and versions[0].is_pending


def _submission(row: SubmissionRow) -> Submission:
    fields = {name: getattr(row, name) for name in Submission.__slots__ if name != "content"}
    return Submission(content=HandedIn.model_validate_json(row.content), **fields)


def add_submission(
    session: Session,
    assessment_id: int,
    number: int,
    content: HandedIn,
    missing: int,
    missing_reason: str,
    person_id: int | None,
    now: datetime,
) -> None:
    session.add(
        SubmissionRow(
            assessment_id=assessment_id,
            number=number,
            content=content.model_dump_json(),
            missing=missing,
            missing_reason=missing_reason,
            submitted_at=now,
            submitted_by=person_id,
        )
    )


def decide(session: Session, assessment_id: int, number: int, **decision: object) -> None:
    """Note what was decided on a version: approved, returned or reopened, with when and why."""
    condition = (col(SubmissionRow.assessment_id) == assessment_id) & (col(SubmissionRow.number) == number)
    session.execute(update(SubmissionRow).where(condition).values(**decision))


def set_approved(session: Session, assessment_id: int, moment: datetime | None, by: str) -> None:
    """Lock the result, or open it again. What was stored of it goes: figures are stored of what is approved alone."""
    session.execute(
        update(AssessmentRow).where(col(AssessmentRow.id) == assessment_id).values(approved_at=moment, approved_by=by)
    )
    remove_scores(session, assessment_id)


def set_reasons_in_report(session: Session, assessment_id: int, shows_reasons: bool) -> None:
    session.execute(
        update(AssessmentRow).where(col(AssessmentRow.id) == assessment_id).values(reasons_in_report=shows_reasons)
    )

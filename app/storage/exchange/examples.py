"""Examples of a region's kommuner, and which other kommuner have taken them up."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from app.assessment.questionnaires.questionnaire import RoundSubject
from app.rounds.assessments.plans import ActionStatus, StoredAction
from app.rounds.kernel.assessment import Assessment
from app.storage.assessments.plans import stored_action
from app.storage.kernel.assessments import assessments_query, read_assessment
from app.storage.tables import ActionRow, AssessmentRow, ExampleRow, MunicipalityRow, ReuseRow, RoundRow
from app.support.exchange.example import Example, ExampleState, StoredExample
from app.support.exchange.reuse import Reuse, StoredReuse

OVER = (ActionStatus.DONE, ActionStatus.DROPPED)
"""States of an action that something can be told of."""


def examples_in(session: Session, region_id: int) -> tuple[StoredExample, ...]:
    """Every one of the region, in the order in which they were begun. The caller leaves out what nobody may see."""
    return _examples(session, col(ExampleRow.region_id) == region_id)


def find_example(session: Session, region_id: int, example_id: int) -> StoredExample | None:
    examples = _examples(session, col(ExampleRow.region_id) == region_id, col(ExampleRow.id) == example_id)
    return next(iter(examples), None)


def examples_of(session: Session, municipality_id: int) -> tuple[StoredExample, ...]:
    """The kommun's own."""
    return _examples(session, col(ExampleRow.municipality_id) == municipality_id)


def count_sent(session: Session, region_id: int) -> int:
    """How many wait for the region to read them."""
    query = select(func.count()).where(ExampleRow.region_id == region_id, ExampleRow.state == ExampleState.SENT)
    return int(session.exec(query).one())


def lock_example(session: Session, region_id: int, example_id: int) -> StoredExample | None:
    """Until the transaction ends nobody else changes it, or notes that a kommun takes it up."""
    session.execute(select(col(ExampleRow.id)).where(col(ExampleRow.id) == example_id).with_for_update())
    return find_example(session, region_id, example_id)


def add_example(
    session: Session, region_id: int, municipality_id: int, action_id: int | None, example: Example, now: datetime
) -> int:
    """A draft. Returns its id."""
    row = ExampleRow(
        region_id=region_id,
        municipality_id=municipality_id,
        action_id=action_id,
        created_at=now,
        **_columns(example),
    )
    session.add(row)
    session.flush()
    return row.id or 0


def change_example(session: Session, example_id: int, example: Example) -> None:
    """Write it as its next version. The caller has locked it."""
    row = session.get_one(ExampleRow, example_id)
    row.sqlmodel_update(_columns(example) | {"version": row.version + 1})
    session.add(row)


def set_example_state(session: Session, example_id: int, state: ExampleState, reason: str = "") -> None:
    """As its next version. The caller has locked it."""
    row = session.get_one(ExampleRow, example_id)
    row.sqlmodel_update({"state": state, "reason": reason, "version": row.version + 1})
    session.add(row)


def set_published(session: Session, example_id: int, published_on: date, review_on: date) -> None:
    """Since when it stands in the library, and until when. The caller has locked it."""
    row = session.get_one(ExampleRow, example_id)
    row.sqlmodel_update({"published_on": published_on, "review_on": review_on})
    session.add(row)


def remove_example(session: Session, example_id: int) -> None:
    """With what other kommuner have noted of it."""
    session.execute(delete(ReuseRow).where(col(ReuseRow.example_id) == example_id))
    session.execute(delete(ExampleRow).where(col(ExampleRow.id) == example_id))


def reuses_in(session: Session, region_id: int) -> tuple[StoredReuse, ...]:
    """Of every example of the region, by the name of the kommun."""
    query = (
        select(ReuseRow, col(MunicipalityRow.name))
        .join(MunicipalityRow, col(MunicipalityRow.id) == col(ReuseRow.municipality_id))
        .where(col(MunicipalityRow.region_id) == region_id)
        .order_by(col(MunicipalityRow.name), col(ReuseRow.example_id))
    )
    return tuple(
        StoredReuse(
            example_id=row.example_id,
            municipality_id=row.municipality_id,
            municipality=kommun,
            reuse=Reuse(row.state, row.why),
            changed_on=row.changed_on,
        )
        for row, kommun in session.execute(query)
    )


def store_reuse(session: Session, example_id: int, municipality_id: int, reuse: Reuse | None, today: date) -> None:
    """How far the kommun has come, or that it has nothing to do with it any more. The caller has locked the example."""
    row = session.get(ReuseRow, (example_id, municipality_id))
    if reuse is None:
        if row is not None:
            session.delete(row)
        return
    row = row or ReuseRow(
        example_id=example_id, municipality_id=municipality_id, state=reuse.state, why="", changed_on=today
    )
    row.sqlmodel_update({"state": reuse.state, "why": reuse.why, "changed_on": today})
    session.add(row)


def actions_to_tell(session: Session, municipality_id: int) -> tuple[tuple[Assessment, StoredAction], ...]:
    """The kommun's actions that are done, or were dropped with a reason, the latest year first. Of no trial round."""
    return _actions(session, col(AssessmentRow.municipality_id) == municipality_id)


def find_action_to_tell(session: Session, region_id: int, action_id: int) -> tuple[Assessment, StoredAction] | None:
    """One of those, of any kommun of the region."""
    return next(iter(_actions(session, col(RoundRow.region_id) == region_id, col(ActionRow.id) == action_id)), None)


def _actions(session: Session, *conditions: Any) -> tuple[tuple[Assessment, StoredAction], ...]:
    query = (
        assessments_query()
        .add_columns(col(ActionRow.id))
        .join(ActionRow, col(ActionRow.assessment_id) == col(AssessmentRow.id))
        .where(
            col(ActionRow.deleted_at).is_(None),
            col(ActionRow.status).in_(OVER),
            col(RoundRow.is_trial).is_(False),
            col(RoundRow.subject) == RoundSubject.KOMMUN,
            *conditions,
        )
        .order_by(col(RoundRow.id).desc(), col(ActionRow.id))
    )
    rows = session.execute(query).all()
    actions = {
        row.id: stored_action(row)
        for row in session.exec(select(ActionRow).where(col(ActionRow.id).in_([row[-1] for row in rows])))
    }
    pairs = [(read_assessment(row), actions[row[-1]]) for row in rows]
    return tuple(
        (assessment, action)
        for assessment, action in pairs
        if action.action.status is ActionStatus.DONE or action.action.outcome
    )


def _examples(session: Session, *conditions: Any) -> tuple[StoredExample, ...]:
    query = (
        select(ExampleRow, col(MunicipalityRow.name), col(MunicipalityRow.slug), col(MunicipalityRow.size_group))
        .join(MunicipalityRow, col(MunicipalityRow.id) == col(ExampleRow.municipality_id))
        .where(*conditions)
        .order_by(col(ExampleRow.id))
    )
    return tuple(_stored_example(*row) for row in session.execute(query))


def _columns(example: Example) -> dict[str, Any]:
    return asdict(example) | {"documents": list(example.documents)}


def _stored_example(row: ExampleRow, municipality: str, slug: str, size_group: str) -> StoredExample:
    return StoredExample(
        id=row.id or 0,
        region_id=row.region_id,
        municipality_id=row.municipality_id,
        municipality=municipality,
        slug=slug,
        size_group=size_group,
        action_id=row.action_id,
        example=Example(
            title=row.title,
            capital_id=row.capital_id,
            situation=row.situation,
            did=row.did,
            result=row.result,
            evidence=row.evidence,
            not_worked=row.not_worked,
            contact=row.contact,
            takes=row.takes,
            hours=row.hours,
            kronor=row.kronor,
            level_from=row.level_from,
            level_to=row.level_to,
            documents=tuple(row.documents),
            item_id=row.item_id,
            was_dropped=row.was_dropped,
        ),
        stored_state=row.state,
        reason=row.reason,
        published_on=row.published_on,
        review_on=row.review_on,
        version=row.version,
    )

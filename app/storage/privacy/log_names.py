"""What the ids in lines of the audit log are called now. What has been taken away has no name any more."""

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import case, func, select
from sqlmodel import Session, col

from app.accounts.audit.chain import Line
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.log_names import LogNames
from app.storage.kernel.assessments import assessments_query, read_assessment, rounds_with
from app.storage.questionnaires.editions import questionnaire_of
from app.storage.tables import AssessmentRow, MunicipalityRow, PersonRow, RegionRow, RespondentRow

_PEOPLE = ("person_id", "successor_id")
_MUNICIPALITIES = ("municipality_id", "municipality_ids")
_ROUNDS = ("round_id", "round_ids")


def names_of(session: Session, lines: Iterable[Line]) -> LogNames:
    lines = list(lines)
    facts = [json.loads(line.facts) for line in lines]
    assessments = _assessments(session, _ids(facts, "assessment_id"))
    municipalities = {*_ids(facts, *_MUNICIPALITIES), *_set(line.municipality_id for line in lines)}
    return LogNames(
        people=names_of_people(session, {*_ids(facts, *_PEOPLE), *_set(line.actor_id for line in lines)}),
        respondents=_respondents(session, _ids(facts, "respondent_id")),
        regions=_named(session, RegionRow, _set(line.region_id for line in lines)),
        municipalities=_named(session, MunicipalityRow, municipalities),
        associations=associations_among(session, municipalities),
        rounds={round_.id: round_ for round_ in rounds_with(session, _ids(facts, *_ROUNDS))},
        assessments=assessments,
        questionnaires={
            identity: questionnaire_of(session, assessment.round.edition_id, assessment.round.content_hash)
            for identity, assessment in assessments.items()
        },
    )


def _set(ids: Iterable[int | None]) -> set[int]:
    return {identity for identity in ids if identity is not None}


def _ids(facts: Iterable[Mapping[str, Any]], *fields: str) -> set[int]:
    """Every id that stands under one of the fields, by itself or in a list."""
    values = [line[name] for line in facts for name in fields if name in line]
    return {identity for value in values for identity in (value if isinstance(value, list) else [value])}


def _named(session: Session, table: type[Any], ids: Collection[int]) -> dict[int, str]:
    return dict(session.execute(select(col(table.id), col(table.name)).where(col(table.id).in_(ids))).all())


def associations_among(session: Session, ids: Collection[int]) -> frozenset[int]:
    """Those of the municipalities that are a region itself, as one that answers."""
    query = select(col(MunicipalityRow.id)).where(
        col(MunicipalityRow.id).in_(ids), col(MunicipalityRow.is_association).is_(True)
    )
    return frozenset(session.execute(query).scalars())


def names_of_people(session: Session, ids: Collection[int]) -> dict[int, str]:
    """Name, or else the address, of those that are still there."""
    shown_name = func.coalesce(func.nullif(col(PersonRow.name), ""), col(PersonRow.email), "")
    rows = session.execute(select(col(PersonRow.id), shown_name).where(col(PersonRow.id).in_(ids))).all()
    return {identity: name for identity, name in rows if identity is not None}


def _respondents(session: Session, ids: Collection[int]) -> dict[int, str]:
    name = func.coalesce(
        func.nullif(col(RespondentRow.name), ""), func.nullif(col(PersonRow.name), ""), col(PersonRow.email), ""
    )
    shown_name = case((col(RespondentRow.open_link_id).is_not(None), ""), else_=name)
    query = select(col(RespondentRow.id), shown_name).outerjoin(
        PersonRow, col(PersonRow.id) == col(RespondentRow.person_id)
    )
    return dict(session.execute(query.where(col(RespondentRow.id).in_(ids))).all())


def _assessments(session: Session, ids: Collection[int]) -> dict[int, Assessment]:
    rows = session.execute(assessments_query().where(col(AssessmentRow.id).in_(ids)))
    return {assessment.id: assessment for assessment in map(read_assessment, rows)}

"""How far the people of assessments have come, counted, and never what they said."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, case, exists, func, select, true
from sqlmodel import Session, col

from app.storage.answering.counting import COUNTS
from app.storage.engine.prepared import Prepared
from app.storage.engine.records import columns_of, record_of
from app.storage.tables import AnswerRow, AssessmentRow, RespondentRow


@dataclass(frozen=True, slots=True)
class Participation:
    """How far the people of one assessment have come; never what they said."""

    assessment_id: int
    role_group: str
    invited: int
    started: int
    handed_in: int


def participation(session: Session, *assessment_ids: int, with_uncounted: bool = False) -> tuple[Participation, ...]:
    """Per assessment and role group: how many were invited, have started, have handed in.

    Who was withdrawn or came by an open link counts from the first answer that is saved. Where one answers for the
    whole kommun nobody else counts; `with_uncounted` is for lists of who has been asked and of what is kept.
    """
    has_answer = exists().where(col(AnswerRow.respondent_id) == col(RespondentRow.id), col(AnswerRow.kind).is_not(None))
    rows = session.execute(
        select(
            *columns_of(
                Participation,
                RespondentRow,
                invited=func.count(col(RespondentRow.id)),
                started=func.count(case((has_answer, 1))),
                handed_in=func.count(col(RespondentRow.handed_in_at)),
            )
        )
        .join(AssessmentRow, col(AssessmentRow.id) == col(RespondentRow.assessment_id))
        .where(
            col(RespondentRow.assessment_id).in_(assessment_ids),
            true() if with_uncounted else COUNTS,
            # In this order: nobody's answers are looked for who counts anyway.
            (col(RespondentRow.withdrawn_at).is_(None) & col(RespondentRow.open_link_id).is_(None)) | has_answer,
        )
        .group_by(col(RespondentRow.assessment_id), col(RespondentRow.role_group))
    )
    return tuple(record_of(Participation, row) for row in rows)


@dataclass(frozen=True, slots=True)
class RoleCount:
    """One role group: who was personally asked, how many of them answered, and how many did by an open link."""

    role_group: str
    asked: int
    answered: int
    by_open_link: int


def role_counts(session: Session, assessment_ids: Collection[int]) -> tuple[RoleCount, ...]:
    """Per role group, over everybody who answers as a person. Who was withdrawn counts if something was saved before.

    Who came by an open link is not among those asked: nobody knows how many a link has reached.
    """
    has_answer = exists().where(col(AnswerRow.respondent_id) == col(RespondentRow.id), col(AnswerRow.kind).is_not(None))
    personal = col(RespondentRow.open_link_id).is_(None)
    rows = session.execute(
        select(
            *columns_of(
                RoleCount,
                RespondentRow,
                asked=func.count(case((personal, 1))),
                answered=func.count(case((personal & has_answer, 1))),
                by_open_link=func.count(case((~personal & has_answer, 1))),
            )
        )
        .where(
            col(RespondentRow.assessment_id).in_(assessment_ids),
            col(RespondentRow.for_kommun).is_(False),
            has_answer | col(RespondentRow.withdrawn_at).is_(None),
        )
        .group_by(col(RespondentRow.role_group))
    )
    return tuple(record_of(RoleCount, row) for row in rows)


_PEOPLE_IN = Prepared(
    select(
        col(RespondentRow.assessment_id),
        col(RespondentRow.role_group),
        col(RespondentRow.id),
        col(RespondentRow.handed_in_at).is_not(None),
        col(RespondentRow.withdrawn_at).is_(None) & col(RespondentRow.open_link_id).is_(None),
    )
    .join(AssessmentRow, col(AssessmentRow.id) == col(RespondentRow.assessment_id))
    .where(col(AssessmentRow.round_id) == bindparam("round_id"), COUNTS)
)


def participation_in(session: Session, round_id: int, starters: Collection[int]) -> tuple[Participation, ...]:
    """As `participation`, of a whole round, by somebody who knows which respondents (ids) have started."""
    invitations: Counter[tuple[int, str]] = Counter()
    starts, submissions = Counter[tuple[int, str]](), Counter[tuple[int, str]]()
    for assessment_id, role_group, respondent_id, has_handed_in, is_asked in _PEOPLE_IN.rows(
        session, round_id=round_id
    ):
        has_started = respondent_id in starters
        if has_started or is_asked:
            group = (assessment_id, role_group)
            invitations[group] += 1
            starts[group] += has_started
            submissions[group] += bool(has_handed_in)
    return tuple(
        Participation(*group, count, starts[group], submissions[group]) for group, count in invitations.items()
    )


def started_in(session: Session, assessment_ids: Collection[int]) -> frozenset[int]:
    """Ids of the respondents who count and have answered something."""
    if not assessment_ids:
        return frozenset()
    has_answer = exists().where(col(AnswerRow.respondent_id) == col(RespondentRow.id), col(AnswerRow.kind).is_not(None))
    return frozenset(
        session.execute(
            select(col(RespondentRow.id))
            .join(AssessmentRow, col(AssessmentRow.id) == col(RespondentRow.assessment_id))
            .where(col(RespondentRow.assessment_id).in_(assessment_ids), COUNTS, has_answer)
        ).scalars()
    )


def awaited_in(session: Session, assessment_id: int) -> frozenset[int]:
    """Ids of the respondents who were invited, are still, and have not handed in. Nobody knows whom an open link will
    bring, so those are not waited for.
    """
    query = select(col(RespondentRow.id)).where(
        col(RespondentRow.assessment_id) == assessment_id,
        col(RespondentRow.for_kommun).is_(False),
        col(RespondentRow.withdrawn_at).is_(None),
        col(RespondentRow.open_link_id).is_(None),
        col(RespondentRow.handed_in_at).is_(None),
    )
    return frozenset(session.execute(query).scalars())


_TAKING_IN = Prepared(
    select(
        col(RespondentRow.assessment_id),
        func.count(col(RespondentRow.id)),
        func.count(col(RespondentRow.handed_in_at)),
    )
    .join(AssessmentRow, col(AssessmentRow.id) == col(RespondentRow.assessment_id))
    .where(
        col(AssessmentRow.round_id) == bindparam("round_id"),
        COUNTS,
        # In this order, as above.
        (col(RespondentRow.withdrawn_at).is_(None) & col(RespondentRow.open_link_id).is_(None))
        | exists().where(col(AnswerRow.respondent_id) == col(RespondentRow.id), col(AnswerRow.kind).is_not(None)),
    )
    .group_by(col(RespondentRow.assessment_id))
)


def taking_in(session: Session, round_id: int) -> Mapping[int, tuple[int, int]]:
    """Assessment id -> how many were invited and have handed in, counted as `participation` does."""
    rows = _TAKING_IN.rows(session, round_id=round_id)
    return {assessment_id: (invitations, handed_in) for assessment_id, invitations, handed_in in rows}


def answered_in(session: Session, assessment_ids: Collection[int]) -> frozenset[int]:
    """Ids of those of the assessments in which somebody who counts has answered something. Of each no more is looked
    at than the first answer."""
    if not assessment_ids:
        return frozenset()
    has_answer = (
        exists()
        .where(
            col(RespondentRow.assessment_id) == col(AssessmentRow.id),
            COUNTS,
            col(AnswerRow.respondent_id) == col(RespondentRow.id),
            col(AnswerRow.kind).is_not(None),
        )
        .correlate(AssessmentRow)
    )
    query = select(col(AssessmentRow.id)).where(col(AssessmentRow.id).in_(assessment_ids), has_answer)
    return frozenset(session.execute(query).scalars())

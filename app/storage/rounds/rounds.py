"""Writing rounds: planning, opening, closing, which kommuner are in one, and who there can be told."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select, update
from sqlmodel import Session, col

from app.accounts.kernel.roles import Role
from app.assessment.questionnaires.questionnaire import Form, Questionnaire
from app.assessment.results.method import CURRENT
from app.rounds.kernel.keys import RoundKey
from app.rounds.kernel.round import Round
from app.rounds.progress.round_content import RoundContent
from app.storage.engine.records import columns_of, record_of
from app.storage.kernel.assessments import find_round
from app.storage.tables import (
    AgreedAnswerRow,
    AnswerRow,
    AssessmentRow,
    EditionRow,
    MembershipRow,
    MunicipalityRow,
    PersonRow,
    RegionRow,
    RespondentRow,
    RoundRow,
    SubmissionRow,
)


@dataclass(frozen=True, slots=True)
class RoundTerms:
    """What is settled when a round is planned."""

    is_trial: bool
    form: Form
    opens_on: date
    closes_on: date
    capital_ids: tuple[str, ...] | None

    def columns(self) -> dict[str, Any]:
        return {
            "is_trial": self.is_trial,
            "form": self.form,
            "opens_on": self.opens_on,
            "closes_on": self.closes_on,
            "capital_ids": None if self.capital_ids is None else list(self.capital_ids),
        }


@dataclass(frozen=True, slots=True)
class Coordinator:
    """Somebody who leads a kommun's assessments. The address is empty when it is not known."""

    person_id: int
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class GivenAnswers:
    """How many of the questions asked have been answered, by a role group of one assessment together."""

    assessment_id: int
    role_group: str
    given: int


def lock_round(session: Session, key: RoundKey, *, with_answering: bool = False) -> Round | None:
    """The round, kept from being changed by others until this transaction ends.

    `with_answering` also waits for those who are saving answers in it, and keeps out those who come after.
    """
    session.execute(
        select(col(RoundRow.id))
        .join(RegionRow, col(RegionRow.id) == col(RoundRow.region_id))
        .join(EditionRow, col(EditionRow.id) == col(RoundRow.edition_id))
        .where(
            col(RegionRow.slug) == key.region,
            col(EditionRow.questionnaire) == key.questionnaire,
            col(EditionRow.year) == key.year,
            col(RoundRow.is_trial).is_(key.trial),
        )
        .with_for_update(of=RoundRow, key_share=True)
    )
    round_ = find_round(session, key)
    if round_ is not None and with_answering:
        query = select(col(AssessmentRow.id)).where(col(AssessmentRow.round_id) == round_.id)
        session.execute(query.order_by(col(AssessmentRow.id)).with_for_update(key_share=True))
    return round_


def add_round(
    session: Session, region_id: int, edition_id: int, questionnaire: Questionnaire, terms: RoundTerms
) -> int:
    row = RoundRow(
        region_id=region_id,
        edition_id=edition_id,
        content_hash=questionnaire.content_hash,
        subject=questionnaire.subject,
        **terms.columns(),
    )
    session.add(row)
    session.flush()
    return row.id or 0


def change_terms(session: Session, round_id: int, terms: RoundTerms) -> None:
    _change(session, round_id, **terms.columns())


def set_closes_on(session: Session, round_id: int, closes_on: date) -> None:
    _change(session, round_id, closes_on=closes_on)


def set_opened(session: Session, round_id: int, now: datetime) -> None:
    """From now on the round keeps the edition of the method that is current."""
    _change(session, round_id, opened_at=now, method_edition=CURRENT)


def set_closed(session: Session, round_id: int, now: datetime) -> None:
    _change(session, round_id, closed_at=now)


def _change(session: Session, round_id: int, **columns: Any) -> None:
    session.execute(update(RoundRow).where(col(RoundRow.id) == round_id).values(**columns))


def add_assessments(session: Session, round_id: int, municipality_ids: Collection[int]) -> None:
    session.add_all(
        AssessmentRow(round_id=round_id, municipality_id=municipality_id) for municipality_id in municipality_ids
    )
    session.flush()


def set_notified(session: Session, assessment_ids: Collection[int], now: datetime) -> None:
    """The coordinators of these assessments' kommuner have been told that the round is open."""
    condition = col(AssessmentRow.id).in_(assessment_ids)
    session.execute(update(AssessmentRow).where(condition).values(invited_at=now))


def ranking_seed(session: Session, round_id: int) -> int | None:
    """What the draws of the order begin from; None until one has been asked for."""
    seed: int | None = session.execute(
        select(col(RoundRow.ranking_seed)).where(col(RoundRow.id) == round_id)
    ).scalar_one()
    return seed


def set_ranking_seed(session: Session, round_id: int, seed: int) -> None:
    _change(session, round_id, ranking_seed=seed)


def notified_in(session: Session, *round_ids: int) -> Mapping[int, datetime]:
    """Assessment id -> when its kommun was told; those that have not been told are not in it."""
    query = select(col(AssessmentRow.id), col(AssessmentRow.invited_at)).where(
        col(AssessmentRow.round_id).in_(round_ids), col(AssessmentRow.invited_at).is_not(None)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def submitted_in(session: Session, *round_ids: int) -> Mapping[int, datetime]:
    """Assessment id -> when the version was handed in that waits for approval or has it."""
    handed_in = (
        select(col(SubmissionRow.assessment_id), func.max(col(SubmissionRow.submitted_at)))
        .join(AssessmentRow, col(AssessmentRow.id) == col(SubmissionRow.assessment_id))
        .where(
            col(AssessmentRow.round_id).in_(round_ids),
            col(SubmissionRow.returned_at).is_(None),
            col(SubmissionRow.reopened_at).is_(None),
        )
        .group_by(col(SubmissionRow.assessment_id))
    )
    return {row[0]: row[1] for row in session.execute(handed_in)}


def begun_in(session: Session, round_id: int) -> frozenset[int]:
    """Ids of the assessments in which somebody has saved anything, if only a comment."""
    query = (
        select(col(RespondentRow.assessment_id))
        .join(AssessmentRow, col(AssessmentRow.id) == col(RespondentRow.assessment_id))
        .join(AnswerRow, col(AnswerRow.respondent_id) == col(RespondentRow.id))
        .where(col(AssessmentRow.round_id) == round_id)
    )
    return frozenset(session.execute(query.distinct()).scalars())


def content_of(session: Session, round_id: int) -> RoundContent:
    counts = (
        session.execute(query.where(col(AssessmentRow.round_id) == round_id)).scalar_one()
        for query in _content_queries()
    )
    return RoundContent(*counts)


def _content_queries() -> tuple[Select[Any], ...]:
    count = select(func.count()).select_from(AssessmentRow)
    respondents = count.join(RespondentRow, col(RespondentRow.assessment_id) == col(AssessmentRow.id))
    kommuner = count.join(MunicipalityRow, col(MunicipalityRow.id) == col(AssessmentRow.municipality_id))
    return (
        kommuner.where(col(MunicipalityRow.is_association).is_(False)),
        respondents,
        respondents.join(AnswerRow, col(AnswerRow.respondent_id) == col(RespondentRow.id)),
        count.join(AgreedAnswerRow, col(AgreedAnswerRow.assessment_id) == col(AssessmentRow.id)),
    )


def coordinators_in(session: Session, *round_ids: int) -> Mapping[int, tuple[Coordinator, ...]]:
    """Municipality id -> who coordinates it now, for every kommun in the rounds that has somebody."""
    kommuner = select(col(AssessmentRow.municipality_id)).where(col(AssessmentRow.round_id).in_(round_ids))
    rows = session.execute(
        select(col(MembershipRow.municipality_id), col(PersonRow.id), col(PersonRow.name), col(PersonRow.email))
        .join(PersonRow, col(PersonRow.id) == col(MembershipRow.person_id))
        .where(
            col(MembershipRow.municipality_id).in_(kommuner),
            col(MembershipRow.role) == Role.KOMMUN_COORDINATOR,
            col(MembershipRow.ended_at).is_(None),
        )
        .order_by(col(MembershipRow.id))
    )
    coordinators: dict[int, dict[int, Coordinator]] = defaultdict(dict)
    for municipality_id, person_id, name, email in rows:
        coordinators[municipality_id][person_id] = Coordinator(person_id, name, email or "")
    return {municipality_id: tuple(people.values()) for municipality_id, people in coordinators.items()}


def given_answers(
    session: Session, assessment_ids: Collection[int], question_ids: Collection[str]
) -> tuple[GivenAnswers, ...]:
    """Per assessment and role group, how many of these questions have an answer. Never per person."""
    if not assessment_ids:
        return ()
    rows = session.execute(
        select(*columns_of(GivenAnswers, RespondentRow, given=func.count()))
        .join(AnswerRow, col(AnswerRow.respondent_id) == col(RespondentRow.id))
        .where(
            col(RespondentRow.assessment_id).in_(assessment_ids),
            col(AnswerRow.kind).is_not(None),
            col(AnswerRow.question_id).in_(question_ids),
        )
        .group_by(col(RespondentRow.assessment_id), col(RespondentRow.role_group))
    )
    return tuple(record_of(GivenAnswers, row) for row in rows)


def agreed_counts(
    session: Session, assessment_ids: Collection[int], question_ids: Collection[str]
) -> Mapping[int, int]:
    """Assessment id -> how many of these questions are settled: agreed on, or noted as not agreed."""
    rows = session.execute(
        select(col(AgreedAnswerRow.assessment_id), func.count())
        .where(
            col(AgreedAnswerRow.assessment_id).in_(assessment_ids),
            col(AgreedAnswerRow.question_id).in_(question_ids),
            col(AgreedAnswerRow.kind).is_not(None) | col(AgreedAnswerRow.not_united),
        )
        .group_by(col(AgreedAnswerRow.assessment_id))
    )
    return {row[0]: row[1] for row in rows}

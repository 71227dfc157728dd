"""Everything that is stored about one person, table by table. A new table that names a person is told of here.

`tests/rules/test_personal_data.py` compares REFERENCES with the tables, so that none is forgotten.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlmodel import Session, col

from app.accounts.audit.chain import Line
from app.accounts.kernel.roles import Role
from app.accounts.privacy.personal_data import (
    Account,
    Decision,
    HeldRole,
    MailRecord,
    OwnSignInRecord,
    PasskeyRecord,
    PersonalLink,
    SessionRecord,
    SignInLinkRecord,
)
from app.rounds.kernel.assessment import Assessment
from app.storage.answering.answers import Respondent
from app.storage.engine.records import columns_of, record_from, record_of
from app.storage.kernel.assessments import assessments_query, read_assessment
from app.storage.kernel.audit import lines_matching
from app.storage.tables import (
    AssessmentRow,
    AuditLineRow,
    FederatedAccountRow,
    MailRow,
    MembershipRow,
    MunicipalityRow,
    PasskeyRow,
    PersonalLinkRow,
    PersonRow,
    RecoveryCodeRow,
    RegionRow,
    RespondentRow,
    SignInLinkRow,
    SignInRow,
    SubmissionRow,
)

REFERENCES = {
    ("membership", "person_id"): "roles",
    ("sign_in", "person_id"): "sessions",
    ("sign_in", "respondent_id"): "sessions",
    ("sign_in_link", "person_id"): "sign_in_links",
    ("federated_account", "person_id"): "own_sign_ins",
    ("passkey", "person_id"): "passkeys",
    ("recovery_code", "person_id"): "recovery_codes",
    ("mail", "person_id"): "letters",
    ("mail_opt_out", "person_id"): "mail_opt_outs",
    ("mail", "respondent_id"): "letters",
    ("respondent", "person_id"): "places",
    ("answer", "respondent_id"): "places",
    ("ballot", "respondent_id"): "places",
    ("personal_link", "respondent_id"): "places",
    ("submission", "submitted_by"): "decisions",
    ("submission", "approved_by"): "decisions",
    ("audit_line", "actor_id"): "log",
}
"""Every column that names a person or a place to answer in -> the part of the extract that tells it."""

TEXTS = {
    ("person", "name"): "account",
    ("person", "email"): "account",
    ("respondent", "name"): "places",
    ("mail", "to_address"): "letters",
    ("mail", "reply_to"): "letters_to_others",
}
"""Every column that holds a person's name or address -> the part that tells it. Erasing a person empties them all."""


def account_of(session: Session, person_id: int) -> Account | None:
    row = session.get(PersonRow, person_id)
    return None if row is None else Account(person_id, row.name, row.email or "")


def person_with(session: Session, address: str) -> int | None:
    """The person with this address, in small letters."""
    person_id = session.execute(select(col(PersonRow.id)).where(col(PersonRow.email) == address)).scalar_one_or_none()
    return None if person_id is None else int(person_id)


def roles_of(session: Session, person_id: int) -> tuple[HeldRole, ...]:
    """Ended ones too, those held longest first."""
    rows = session.execute(
        select(
            col(MembershipRow.role),
            col(MunicipalityRow.name),
            col(RegionRow.name),
            col(MembershipRow.since),
            col(MembershipRow.ended_at),
            func.coalesce(col(MunicipalityRow.is_association), False),
        )
        .outerjoin(MunicipalityRow, col(MunicipalityRow.id) == col(MembershipRow.municipality_id))
        .outerjoin(RegionRow, col(RegionRow.id) == col(MembershipRow.region_id))
        .where(col(MembershipRow.person_id) == person_id)
        .order_by(col(MembershipRow.since), col(MembershipRow.id))
    )
    return tuple(HeldRole(Role(role), kommun or region or "", *rest) for role, kommun, region, *rest in rows)


def places_of(
    session: Session, person_id: int, respondent_id: int | None = None
) -> tuple[tuple[Assessment, Respondent, Any], ...]:
    """Where the person was asked to answer, latest year first; only at one place when that is named.

    With each, the moment of the invitation, whether it was by an open link, and the name written in it.
    """
    invitation_columns: tuple[Any, ...] = (RespondentRow.invited_at, RespondentRow.open_link_id, RespondentRow.name)
    columns = (*columns_of(Respondent, RespondentRow), *invitation_columns)
    query = (
        assessments_query()
        .add_columns(*columns)
        .join(RespondentRow, col(RespondentRow.assessment_id) == col(AssessmentRow.id))
        .where(col(RespondentRow.person_id) == person_id)
    )
    if respondent_id is not None:
        query = query.where(col(RespondentRow.id) == respondent_id)
    places = [
        (
            read_assessment(row),
            record_from(Respondent, row[-len(columns) : -len(invitation_columns)]),
            (row[-3], row[-2] is not None, row[-1]),
        )
        for row in session.execute(query.order_by(col(RespondentRow.id)))
    ]
    return tuple(sorted(places, key=lambda place: -place[0].round.year))


def links_of(session: Session, respondent_id: int) -> tuple[PersonalLink, ...]:
    query = select(*columns_of(PersonalLink, PersonalLinkRow))
    query = query.where(col(PersonalLinkRow.respondent_id) == respondent_id)
    return tuple(
        record_of(PersonalLink, row) for row in session.execute(query.order_by(col(PersonalLinkRow.created_at)))
    )


def sessions_of(session: Session, person_id: int, respondent_id: int | None = None) -> tuple[SessionRecord, ...]:
    columns = columns_of(SessionRecord, SignInRow, began_at=col(SignInRow.created_at))
    query = select(*columns).where(col(SignInRow.person_id) == person_id)
    if respondent_id is not None:
        query = query.where(col(SignInRow.respondent_id) == respondent_id)
    rows = session.execute(query.order_by(col(SignInRow.created_at)))
    return tuple(replace(record_of(SessionRecord, row), way=row.way.value) for row in rows)


def sign_in_links_of(session: Session, person_id: int) -> tuple[SignInLinkRecord, ...]:
    query = select(*columns_of(SignInLinkRecord, SignInLinkRow)).where(col(SignInLinkRow.person_id) == person_id)
    return tuple(
        record_of(SignInLinkRecord, row) for row in session.execute(query.order_by(col(SignInLinkRow.created_at)))
    )


def own_sign_ins_of(session: Session, person_id: int) -> tuple[OwnSignInRecord, ...]:
    query = select(*columns_of(OwnSignInRecord, FederatedAccountRow))
    rows = session.execute(query.where(col(FederatedAccountRow.person_id) == person_id))
    return tuple(record_of(OwnSignInRecord, row) for row in rows)


def passkeys_of(session: Session, person_id: int) -> tuple[PasskeyRecord, ...]:
    query = select(*columns_of(PasskeyRecord, PasskeyRow)).where(col(PasskeyRow.person_id) == person_id)
    return tuple(record_of(PasskeyRecord, row) for row in session.execute(query.order_by(col(PasskeyRow.id))))


def recovery_codes_of(session: Session, person_id: int) -> tuple[datetime, ...]:
    """When each that is left was made; the codes themselves are not kept."""
    query = select(col(RecoveryCodeRow.created_at)).where(col(RecoveryCodeRow.person_id) == person_id)
    return tuple(session.execute(query.order_by(col(RecoveryCodeRow.created_at))).scalars())


def mails_to(session: Session, account: Account | None, respondent_ids: frozenset[int]) -> tuple[MailRecord, ...]:
    """Mails to the person, and those about the person's places to answer in."""
    to_person = (
        ()
        if account is None
        else (col(MailRow.person_id) == account.number, col(MailRow.to_address) == (account.address or None))
    )
    query = select(
        col(MailRow.kind),
        col(MailRow.subject),
        col(MailRow.to_address),
        col(MailRow.status),
        col(MailRow.created_at),
        col(MailRow.sent_at),
        col(MailRow.problem),
    ).where(or_(col(MailRow.respondent_id).in_(respondent_ids), *to_person))
    return tuple(
        MailRecord(kind, subject, address, status.value, *rest)
        for kind, subject, address, status, *rest in session.execute(query.order_by(col(MailRow.id)))
    )


def mails_answered_to(session: Session, address: str) -> int:
    """How many mails to others name the address as the one to answer to."""
    query = select(func.count()).select_from(MailRow).where(col(MailRow.reply_to) == address)
    return session.execute(query).scalar_one() if address else 0


def decisions_of(session: Session, person_id: int) -> tuple[Decision, ...]:
    """What the person handed in or approved for a kommun."""
    decisions = [
        Decision(
            what=what,
            kommun=assessment.municipality,
            questionnaire=assessment.round.questionnaire_id,
            year=assessment.round.year,
            number=number,
            at=at,
        )
        for what, who, when in (
            ("submitted", SubmissionRow.submitted_by, SubmissionRow.submitted_at),
            ("approved", SubmissionRow.approved_by, SubmissionRow.approved_at),
        )
        for assessment, number, at in _decided(session, person_id, who, when)
    ]
    return tuple(sorted(decisions, key=lambda decision: decision.at))


def _decided(session: Session, person_id: int, who: Any, when: Any) -> Iterator[tuple[Assessment, int, Any]]:
    query: Select[Any] = (
        assessments_query()
        .add_columns(col(SubmissionRow.number), when)
        .join(SubmissionRow, col(SubmissionRow.assessment_id) == col(AssessmentRow.id))
        .where(col(who) == person_id, col(when).is_not(None))
    )
    for row in session.execute(query):
        yield read_assessment(row), row[-2], row[-1]


def log_lines_of(session: Session, person_id: int | None, respondent_ids: frozenset[int]) -> Iterator[Line]:
    """Lines that may be by the person or about the person; whether they are is told by their facts."""
    numbers = respondent_ids | (frozenset() if person_id is None else {person_id})
    conditions = [
        col(AuditLineRow.facts).like(pattern)
        for number in sorted(numbers)
        for pattern in (f'%_id":{number}%', f'%_ids":[%{number}%')
    ]
    own = () if person_id is None else (col(AuditLineRow.actor_id) == person_id,)
    yield from lines_matching(session, or_(*own, *conditions))

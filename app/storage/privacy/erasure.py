"""Taking away who somebody was: in a region or everywhere, and for whole rounds. What they answered stays.

Callers hold the transaction; nothing here decides whether it may be done.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, update
from sqlmodel import Session, col

from app.accounts.kernel.roles import Role
from app.accounts.mail.mail_status import MailStatus
from app.storage.engine.overwriting import overwrite_deleted
from app.storage.tables import (
    AnswerRow,
    AskedQuestionRow,
    AssessmentRow,
    BallotRow,
    FederatedAccountRow,
    FederationAttemptRow,
    KnownBrowserRow,
    MailOptOutRow,
    MailRow,
    MembershipRow,
    MunicipalityRow,
    NetworkSeatRow,
    PasskeyRow,
    PersonalLinkRow,
    PersonRow,
    RecoveryCodeRow,
    RegionRow,
    RespondentRow,
    RoundRow,
    SignInLinkRow,
    SignInRow,
)

ERASED = "Mottagaren är borttagen."


@dataclass(frozen=True, slots=True)
class Tie:
    """A role that somebody has or has had. `place` is a kommun's or a region's name; empty for the installation."""

    role: Role
    region_id: int | None
    municipality_id: int | None
    place: str
    ended_at: datetime | None
    is_association: bool
    """The place is the association as one that answers."""


@dataclass(frozen=True, slots=True)
class Linked:
    """What still tells who answered: respondents with a person or a name, personal links, mails with an address."""

    respondents: int
    links: int
    letters: int

    @property
    def is_empty(self) -> bool:
        return not (self.respondents or self.links or self.letters)


_is_linked = or_(col(RespondentRow.person_id).is_not(None), col(RespondentRow.name) != "")


def lock_person(session: Session, person_id: int) -> str | None:
    """The person's address ("" without one), or None when there is no such person. Until the transaction ends nobody
    else gives the person a role or asks the person to answer."""
    query = select(func.coalesce(col(PersonRow.email), "")).where(col(PersonRow.id) == person_id).with_for_update()
    email = session.execute(query).scalar_one_or_none()
    return None if email is None else str(email)


def ties_of(session: Session, person_id: int, region_id: int | None) -> tuple[Tie, ...]:
    """The person's roles in a region and its kommuner, or everywhere, those held longest first."""
    rows = session.execute(
        select(
            col(MembershipRow.role),
            col(MembershipRow.region_id),
            col(MembershipRow.municipality_id),
            func.coalesce(col(MunicipalityRow.name), col(RegionRow.name), ""),
            col(MembershipRow.ended_at),
            func.coalesce(col(MunicipalityRow.is_association), False),
        )
        .outerjoin(MunicipalityRow, col(MunicipalityRow.id) == col(MembershipRow.municipality_id))
        .outerjoin(RegionRow, col(RegionRow.id) == col(MembershipRow.region_id))
        .where(col(MembershipRow.person_id) == person_id, _membership_in(region_id))
        .order_by(col(MembershipRow.since), col(MembershipRow.id))
    )
    return tuple(Tie(Role(role), *rest) for role, *rest in rows)


def places_of(session: Session, person_id: int, region_id: int | None) -> tuple[int, ...]:
    """Where the person was asked to answer, in a region or everywhere."""
    query = select(col(RespondentRow.id)).where(col(RespondentRow.person_id) == person_id)
    if region_id is not None:
        query = query.where(col(RespondentRow.assessment_id).in_(_assessments_of(col(RoundRow.region_id) == region_id)))
    return tuple(session.execute(query).scalars())


def answers_at(session: Session, respondent_ids: Collection[int]) -> int:
    query = select(func.count()).select_from(AnswerRow).where(col(AnswerRow.respondent_id).in_(respondent_ids))
    return int(session.execute(query).scalar_one())


def sessions_of(session: Session, person_id: int) -> int:
    query = select(func.count()).select_from(SignInRow).where(col(SignInRow.person_id) == person_id)
    return int(session.execute(query).scalar_one())


def delete_memberships(session: Session, person_id: int, region_id: int | None) -> None:
    which = (col(MembershipRow.person_id) == person_id, _membership_in(region_id))
    ids = select(col(MembershipRow.id)).where(*which)
    for table in (NetworkSeatRow, AskedQuestionRow):
        session.execute(update(table).where(col(table.membership_id).in_(ids)).values(membership_id=None))
    session.execute(delete(MembershipRow).where(*which))


def unlink(session: Session, which: ColumnElement[bool]) -> None:
    """Respondents (a condition on their table) keep their role group and their answers, not who they were. What they
    voted in a vote that is still open goes."""
    query = select(col(RespondentRow.id)).where(which)
    for table in (PersonalLinkRow, SignInRow, BallotRow):
        session.execute(delete(table).where(col(table.respondent_id).in_(query)))
    session.execute(update(RespondentRow).where(which).values(person_id=None, name=""))


def mails_of(
    person_id: int, address: str, region_id: int | None, respondent_ids: Collection[int]
) -> ColumnElement[bool]:
    """Mails to the person or about the person's places, in a region or everywhere."""
    to_person = or_(
        col(MailRow.person_id) == person_id,
        col(MailRow.respondent_id).in_(respondent_ids),
        *((col(MailRow.to_address) == address,) if address else ()),
    )
    return to_person if region_id is None else and_(to_person, _mail_in(region_id, respondent_ids))


def count_mails(session: Session, which: ColumnElement[bool]) -> int:
    query = select(func.count()).select_from(MailRow).where(which, col(MailRow.to_address) != "")
    return int(session.execute(query).scalar_one())


def wipe_mails(session: Session, which: ColumnElement[bool]) -> int:
    """Mails keep what they were about and when they were sent; one that waits never is. How many had an address."""
    count = count_mails(session, which)
    waiting = and_(which, col(MailRow.status) == MailStatus.QUEUED)
    session.execute(update(MailRow).where(waiting).values(status=MailStatus.FAILED, problem=ERASED))
    session.execute(update(MailRow).where(which).values(to_address="", person_id=None, body=""))
    return count


def wipe_reply_address(session: Session, address: str, region_id: int | None) -> None:
    """No mail to anybody names the address as the one to answer to any more."""
    if address:
        condition = col(MailRow.reply_to) == address
        where = condition if region_id is None else and_(condition, _mail_in(region_id, ()))
        session.execute(update(MailRow).where(where).values(reply_to=""))


def is_tied(session: Session, person_id: int) -> bool:
    """Whether the person still has or has had a role, or a place to answer in, anywhere."""
    return any(
        session.execute(select(table).where(col(table.person_id) == person_id).limit(1)).first() is not None
        for table in (MembershipRow, RespondentRow)
    )


def delete_people(session: Session, people: Iterable[int]) -> int:
    """People without any tie, with their sessions, links and choices. How many mails to them lost their address."""
    count = 0
    for person_id in people:
        address = session.execute(select(col(PersonRow.email)).where(col(PersonRow.id) == person_id)).scalar_one()
        count += wipe_mails(session, mails_of(person_id, address or "", None, ()))
        wipe_reply_address(session, address or "", None)
        for table in (SignInRow, SignInLinkRow, MailOptOutRow, FederatedAccountRow, PasskeyRow, RecoveryCodeRow):
            session.execute(delete(table).where(col(table.person_id) == person_id))
        session.execute(delete(PersonRow).where(col(PersonRow.id) == person_id))
    return count


def linked_in(session: Session, round_id: int) -> Linked:
    """What still tells who answered in a round."""
    assessments = _assessments_of(col(RoundRow.id) == round_id)
    place = col(RespondentRow.assessment_id).in_(assessments)
    respondents = select(func.count()).select_from(RespondentRow).where(place, _is_linked)
    links = (
        select(func.count())
        .select_from(PersonalLinkRow)
        .where(col(PersonalLinkRow.respondent_id).in_(select(col(RespondentRow.id)).where(place)))
    )
    letters = count_mails(session, _mail_about(assessments))
    return Linked(int(session.execute(respondents).scalar_one()), int(session.execute(links).scalar_one()), letters)


def unlink_rounds(session: Session, round_ids: Collection[int]) -> tuple[int, int]:
    """Unlink everybody who answered in these rounds. How many mails lost their address, and how many people are gone
    altogether because nothing else ties them."""
    overwrite_deleted(session)
    assessments = _assessments_of(col(RoundRow.id).in_(round_ids))
    place = col(RespondentRow.assessment_id).in_(assessments)
    who = select(col(RespondentRow.person_id)).where(place, col(RespondentRow.person_id).is_not(None)).distinct()
    people = session.execute(select(col(PersonRow.id)).where(col(PersonRow.id).in_(who)).with_for_update()).scalars()
    ids = sorted(people)
    letters = wipe_mails(session, _mail_about(assessments))
    session.execute(update(MailRow).where(_mail_about(assessments)).values(reply_to=""))
    unlink(session, place)
    untied_ids = [person_id for person_id in ids if not is_tied(session, person_id)]
    return letters + delete_people(session, untied_ids), len(untied_ids)


def clear_expired(session: Session, now: datetime) -> None:
    """Forget sessions, links, attempts to sign in and known browsers whose time is over."""
    for table in (SignInRow, SignInLinkRow, FederationAttemptRow, KnownBrowserRow):
        session.execute(delete(table).where(col(table.expires_at) <= now))


def _membership_in(region_id: int | None) -> ColumnElement[bool]:
    if region_id is None:
        return col(MembershipRow.id).is_not(None)
    kommuner = _kommuner_of(region_id)
    return or_(col(MembershipRow.region_id) == region_id, col(MembershipRow.municipality_id).in_(kommuner))


def _kommuner_of(region_id: int) -> Any:
    return select(col(MunicipalityRow.id)).where(col(MunicipalityRow.region_id) == region_id)


def _mail_in(region_id: int, respondent_ids: Collection[int]) -> ColumnElement[bool]:
    """Mails about what happens inside a kommun name the kommun alone."""
    return or_(
        col(MailRow.region_id) == region_id,
        col(MailRow.municipality_id).in_(_kommuner_of(region_id)),
        col(MailRow.respondent_id).in_(respondent_ids),
    )


def _mail_about(assessments: Any) -> ColumnElement[bool]:
    places = select(col(RespondentRow.id)).where(col(RespondentRow.assessment_id).in_(assessments))
    return or_(col(MailRow.assessment_id).in_(assessments), col(MailRow.respondent_id).in_(places))


def _assessments_of(rounds: ColumnElement[bool]) -> Any:
    return select(col(AssessmentRow.id)).join(RoundRow, col(RoundRow.id) == col(AssessmentRow.round_id)).where(rounds)

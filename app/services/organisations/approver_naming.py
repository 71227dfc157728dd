"""Handing in a result where nobody can approve it yet: an approver is named in the same act, and gets the role."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.events import MembershipGranted
from app.accounts.kernel.email_addresses import AddressProblem, read_pasted_address
from app.accounts.kernel.person_name import MAX_CHARACTERS, read_own_name
from app.accounts.kernel.roles import Actor, Role
from app.assessment.answering.entry import FieldError
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.keys import AssessmentKey
from app.services.assessments.handing_in import Naming, submit
from app.services.assessments.versions import approvers_of
from app.services.kernel.access import place_of
from app.services.kernel.audit import note
from app.services.kernel.rate_limits import Try, count
from app.services.organisations import words
from app.services.organisations.memberships import ROLE_MAILS
from app.storage.engine.database import Database
from app.storage.organisations import memberships
from app.storage.sign_in.people import name_if_nameless


@dataclass(frozen=True, slots=True)
class RawSubmission:
    """As typed. `reason` is about what is missing; an approver is asked for where there is none."""

    reason: str = ""
    approver_name: str = ""
    approver_address: str = ""

    @property
    def names_approver(self) -> bool:
        return bool(self.approver_name.strip() or self.approver_address.strip())


def hand_in_result(
    database: Database, actor: Actor, key: AssessmentKey, raw: RawSubmission, now: datetime, *, public_url: str
) -> None:
    """Hand in as `submit` does. In a kommun without an approver the one who is named becomes one, and gets a mail that
    leads to the task; where there is one, what was typed about another is left out.

    Raises InvalidPlanError with every error, and RateLimitedError after many roles.
    """
    if raw.names_approver:
        count(database, [Try(ROLE_MAILS, str(actor.person_id))], now)

    def name_approver(session: Session, assessment: Assessment) -> Naming:
        if approvers_of(session, assessment):
            return Naming()
        name, address = read_own_name(raw.approver_name), read_pasted_address(raw.approver_address)
        if name is None or isinstance(address, AddressProblem):
            return Naming(errors=_errors(name, address))
        return Naming(_give_role(session, actor, assessment, name, address, now))

    submit(database, actor, key, raw.reason, now, public_url=public_url, name_approver=name_approver)


def _give_role(session: Session, actor: Actor, assessment: Assessment, name: str, address: str, now: datetime) -> int:
    """Without the mail about a new role: the one about the task says it too, and two at once would be one too many."""
    place = place_of(assessment)
    person_id = memberships.lock_person_with(session, address)
    name_if_nameless(session, person_id, name)
    if person_id in memberships.holders_of(session, Role.KOMMUN_APPROVER, place):
        return person_id  # somebody gave it on the page of people at the same moment
    memberships.add_membership(session, person_id, Role.KOMMUN_APPROVER, place, now)
    note(session, actor, MembershipGranted(person_id=person_id, role=Role.KOMMUN_APPROVER), place, now)
    return person_id


def _errors(name: str | None, address: str | AddressProblem) -> tuple[FieldError, ...]:
    errors = []
    if name is None:
        errors.append(FieldError("namn", words.APPROVER_NAME.with_facts(limit=MAX_CHARACTERS)))
    if isinstance(address, AddressProblem):
        errors.append(FieldError("adress", f"{address.message} {address.remedy}"))
    return tuple(errors)

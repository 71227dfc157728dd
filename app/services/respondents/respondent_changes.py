"""What a kommun's coordinator does about one respondent: withdraw, take that back, resend, mend what was mistyped."""

from datetime import datetime, timedelta

from sqlmodel import Session

from app.accounts.audit.chain import Event
from app.accounts.audit.events import (
    RespondentAddressChanged,
    RespondentLinkResent,
    RespondentRestored,
    RespondentRoleGroupChanged,
    RespondentWithdrawn,
)
from app.accounts.invitations.role_words import find_group
from app.accounts.kernel.email_addresses import AddressProblem, read_pasted_address
from app.accounts.kernel.roles import Actor
from app.accounts.mail.mail_kinds import MailKind
from app.errors import InvalidInputError, PermissionDeniedError
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.keys import AssessmentKey
from app.services.assessments.coordination import led
from app.services.kernel.access import place_of
from app.services.kernel.audit import note
from app.services.respondents import respondent_mail
from app.services.respondents.invitations import SETTLED, cannot_ask, is_settled
from app.services.respondents.respondent_mail import sender_of
from app.services.respondents.respondents import find_invited, led_now
from app.storage.engine.database import Database
from app.storage.mail.mail_queue import mail_states
from app.storage.privacy import erasure
from app.storage.questionnaires.editions import questionnaire_of
from app.storage.respondents import links
from app.storage.respondents.respondents import (
    Asked,
    all_asked,
    change_respondent,
    people_with,
)

SECOND_CLICK = timedelta(minutes=1)
"""A mail is not sent again within that time, however often one asks for it."""


def withdraw(database: Database, actor: Actor, key: AssessmentKey, respondent_id: int, now: datetime) -> None:
    """Ask somebody no longer: nothing more can be saved, and links lead nowhere. What was saved stays and counts.

    Doing it twice is the same as once. Raises PermissionDeniedError once answering is closed.
    """

    def work(session: Session) -> None:
        assessment, respondent = _held(session, actor, key, respondent_id)
        _require_unsettled(assessment)
        if respondent.withdrawn_at is None:
            change_respondent(session, respondent.id, withdrawn_at=now)
            links.end_personal_links(session, respondent.id, now)
            _note(
                session,
                actor,
                RespondentWithdrawn(assessment_id=assessment.id, respondent_id=respondent.id),
                assessment,
                now,
            )

    database.write(work)


def restore(database: Database, actor: Actor, key: AssessmentKey, respondent_id: int, now: datetime) -> None:
    """Take back that somebody was withdrawn: the links that ended by it lead there again. Twice is the same as once.

    Raises PermissionDeniedError once answering is closed.
    """

    def work(session: Session) -> None:
        assessment, respondent = _held(session, actor, key, respondent_id)
        _require_unsettled(assessment)
        if respondent.withdrawn_at is not None:
            change_respondent(session, respondent.id, withdrawn_at=None)
            links.revive_personal_links(session, respondent.id, respondent.withdrawn_at)
            _note(
                session,
                actor,
                RespondentRestored(assessment_id=assessment.id, respondent_id=respondent.id),
                assessment,
                now,
            )

    database.write(work)


def resend(
    database: Database, actor: Actor, key: AssessmentKey, respondent_id: int, now: datetime, *, public_url: str
) -> None:
    """Write the invitation once more, with a new link; those from before go on leading there.

    Raises PermissionDeniedError for somebody who is finished, withdrawn, or has no address, and RateLimitedError.
    """
    _count_mail(database, actor, key, now)

    def work(session: Session) -> None:
        assessment, respondent = _held(session, actor, key, respondent_id)
        _require_open(assessment, respondent)
        if respondent.handed_in_at is not None:
            raise PermissionDeniedError("Personen är klar och behöver ingen ny länk.")
        if not respondent.address:
            raise PermissionDeniedError("Personen har ingen e-postadress. Bjud in på nytt med rätt adress.")
        if not _written_just_now(session, respondent, now):
            _write(
                session,
                actor,
                assessment,
                respondent,
                respondent.person_id,
                respondent.address,
                now,
                public_url=public_url,
            )
            _note(
                session,
                actor,
                RespondentLinkResent(assessment_id=assessment.id, respondent_id=respondent.id),
                assessment,
                now,
            )

    database.write(work)


def change_address(
    database: Database,
    actor: Actor,
    key: AssessmentKey,
    respondent_id: int,
    address: str,
    now: datetime,
    *,
    public_url: str,
) -> None:
    """Mend a mistyped address and invite again. Whoever got the first mail is shut out, signed in or not.

    Raises InvalidInputError for an address that cannot be used or is invited, PermissionDeniedError once anything is
    answered, RateLimitedError.
    """
    _count_mail(database, actor, key, now)

    def work(session: Session) -> None:
        assessment, respondent = _held(session, actor, key, respondent_id)
        new = read_pasted_address(address)
        if isinstance(new, AddressProblem):
            raise InvalidInputError({"adress": f"{new.message} {new.remedy}"})
        if new == respondent.address:
            return
        _require_open(assessment, respondent)
        _require_unanswered(respondent, "adressen")
        if any(other.address == new for other in all_asked(session, assessment.id)):
            raise InvalidInputError({"adress": "Den adressen är redan inbjuden. Återkalla den här inbjudan i stället."})
        person_id = people_with(session, [new])[new]
        change_respondent(session, respondent.id, person_id=person_id)
        links.end_personal_links(session, respondent.id, now)
        links.end_sessions_at(session, respondent.id)
        _forget_mistyped(session, respondent.person_id)
        _write(session, actor, assessment, respondent, person_id, new, now, public_url=public_url)
        _note(
            session,
            actor,
            RespondentAddressChanged(assessment_id=assessment.id, respondent_id=respondent.id),
            assessment,
            now,
        )

    database.write(work)


def change_role_group(
    database: Database, actor: Actor, key: AssessmentKey, respondent_id: int, role_group: str, now: datetime
) -> None:
    """Move somebody to another role group. Raises InvalidInputError for an unknown one, PermissionDeniedError once
    something is answered.
    """

    def work(session: Session) -> None:
        assessment, respondent = _held(session, actor, key, respondent_id)
        questionnaire = questionnaire_of(session, assessment.round.edition_id, assessment.round.content_hash)
        group = find_group(role_group, questionnaire.role_groups)
        if group is None:
            raise InvalidInputError({"rollgrupp": "Välj en av rollgrupperna i listan."})
        if group.id == respondent.role_group:
            return
        _require_open(assessment, respondent)
        _require_unanswered(respondent, "rollgruppen")
        change_respondent(session, respondent.id, role_group=group.id)
        event = RespondentRoleGroupChanged(
            assessment_id=assessment.id, respondent_id=respondent.id, role_group=group.id
        )
        _note(session, actor, event, assessment, now)

    database.write(work)


def _forget_mistyped(session: Session, person_id: int | None) -> None:
    """Somebody without any tie was only a mistyped address; a mail that waits to be sent there never is."""
    if person_id is not None and not erasure.is_tied(session, person_id):
        erasure.delete_people(session, [person_id])


def _count_mail(database: Database, actor: Actor, key: AssessmentKey, now: datetime) -> None:
    with database.read() as session:
        assessment, _ = led_now(session, actor, key)
    respondent_mail.count_mails(database, assessment, 1, now)


def _held(session: Session, actor: Actor, key: AssessmentKey, respondent_id: int) -> tuple[Assessment, Asked]:
    assessment = led(session, actor, key).assessment
    return assessment, find_invited(session, assessment, respondent_id)


def _require_unsettled(assessment: Assessment) -> None:
    """A result rests on how many were asked, so that is settled once there can be one."""
    if is_settled(assessment):
        raise PermissionDeniedError(SETTLED)


def _require_open(assessment: Assessment, respondent: Asked) -> None:
    reason = cannot_ask(assessment)
    if reason is not None:
        raise PermissionDeniedError(reason)
    if respondent.withdrawn_at is not None:
        raise PermissionDeniedError("Inbjudan är återkallad. Ångra återkallandet först.")


def _require_unanswered(respondent: Asked, what: str) -> None:
    if respondent.saved or respondent.handed_in_at is not None:
        raise PermissionDeniedError(f"Personen har börjat svara. Då går {what} inte att ändra.")


def _written_just_now(session: Session, respondent: Asked, now: datetime) -> bool:
    mail = mail_states(session, [respondent.id]).get(respondent.id)
    return mail is not None and now - mail.at < SECOND_CLICK


def _write(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    respondent: Asked,
    person_id: int | None,
    address: str,
    now: datetime,
    *,
    public_url: str,
) -> None:
    questionnaire = questionnaire_of(session, assessment.round.edition_id, assessment.round.content_hash)
    sender = sender_of(session, actor, assessment, questionnaire, now, public_url=public_url)
    kind = MailKind.INVITATION
    respondent_mail.write(session, sender, kind, respondent.id, person_id, address, respondent.role_group)


def _note(session: Session, actor: Actor, event: Event, assessment: Assessment, now: datetime) -> None:
    note(session, actor, event, place_of(assessment), now)

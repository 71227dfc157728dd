"""Inviting people to answer for a kommun: what a list would come to, and doing it."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.events import AssessmentModeChosen, RespondentsInvited
from app.accounts.invitations.lists import read_list
from app.accounts.invitations.people import INVALID_ROWS, skip_invalid
from app.accounts.invitations.tables.questions import LEAVE, InvitationQuestion
from app.accounts.invitations.tables.reading import Invitee, RowProblem, SkippedRow, WrittenList
from app.accounts.kernel.roles import Actor
from app.accounts.mail.mail_kinds import MailKind
from app.assessment.questionnaires.questionnaire import Questionnaire, RoleGroup
from app.errors import OmstallningskollenError, PermissionDeniedError
from app.reports.kernel.wording import date
from app.rounds.kernel.assessment import Assessment, Mode
from app.rounds.kernel.keys import AssessmentKey
from app.services.assessments.coordination import led
from app.services.kernel.access import place_of
from app.services.kernel.audit import note
from app.services.respondents import respondent_mail
from app.services.respondents.respondent_mail import Sample, sender_of
from app.services.respondents.respondents import led_now
from app.storage.answering import answers
from app.storage.engine.database import Database
from app.storage.questionnaires.editions import questionnaire_of
from app.storage.respondents.respondents import Asked, add_invited, all_asked, people_with

SETTLED = "Svarstiden är avslutad. Vilka som är inbjudna går inte längre att ändra, för resultatet bygger på det."
"""Why an invitation can be neither withdrawn nor given back."""


@dataclass(frozen=True, slots=True)
class InvitationPlan:
    """What a list would come to. Nobody is invited while it has errors, or questions without an answer."""

    assessment: Assessment
    questionnaire: Questionnaire
    new: tuple[Invitee, ...]
    known: tuple[Invitee, ...]
    """Already invited, in the same role group: they get no other mail."""
    errors: tuple[RowProblem, ...]
    questions: tuple[InvitationQuestion, ...] = ()
    """All that the list raises, answered or not."""
    left_out: tuple[SkippedRow, ...] = ()
    waiting: int = 0
    """How many rows are right but wait for the answer to a question about their role."""
    sample: Sample | None = None
    """The mail that the first of the new will get."""

    @property
    def is_settled(self) -> bool:
        return not self.errors and all(question.answer for question in self.questions)


class UnsettledListError(OmstallningskollenError):
    """Rows have to be mended or questions answered first; nobody was invited."""

    def __init__(self, plan: InvitationPlan) -> None:
        super().__init__(plan.errors, plan.questions)
        self.plan = plan


def is_settled(assessment: Assessment) -> bool:
    """Whether who was asked to answer is settled: answering is closed, by hand or with the round."""
    return assessment.approved_at is not None or assessment.answering_closed_at is not None


def cannot_ask(assessment: Assessment) -> str | None:
    """Why nobody can be asked to answer now, in Swedish, or None when people can."""
    if assessment.mode is Mode.SIMPLE:
        return "Ni har valt att en svarar för kommunen. Då kan inte flera svara."
    if is_settled(assessment):
        return "Svarstiden är avslutad. Då går det inte att bjuda in fler."
    if assessment.round.closed_at is not None:
        return "Omgången är stängd. Då går det inte att bjuda in fler."
    if assessment.round.opened_at is None:
        return f"Omgången har inte öppnat än. Den är planerad att öppna {date(assessment.round.opens_on)}."
    return None


def require_asking(database: Database, actor: Actor, key: AssessmentKey) -> tuple[Assessment, tuple[RoleGroup, ...]]:
    """The assessment and its role groups, for somebody who may ask people to answer. Raises PermissionDeniedError when
    nobody can.
    """
    with database.read() as session:
        assessment, questionnaire = led_now(session, actor, key)
    reason = cannot_ask(assessment)
    if reason is not None:
        raise PermissionDeniedError(reason)
    return assessment, questionnaire.role_groups


def plan_invitations(
    database: Database, actor: Actor, key: AssessmentKey, source_list: WrittenList, now: datetime
) -> InvitationPlan:
    """What inviting by this list would come to. Changes nothing.

    Raises PermissionDeniedError when nobody can be asked to answer now, UnreadableListError.
    """
    with database.read() as session:
        assessment, questionnaire = led_now(session, actor, key)
        plan = _plan(session, assessment, source_list)
        if not plan.new:
            return plan
        sender = sender_of(session, actor, assessment, questionnaire, now, public_url="")
        sample = respondent_mail.sample(session, sender, MailKind.INVITATION, plan.new[0].role_group)
        return replace(plan, sample=sample)


def invite(
    database: Database,
    actor: Actor,
    key: AssessmentKey,
    source_list: WrittenList,
    now: datetime,
    *,
    public_url: str,
) -> InvitationPlan:
    """Invite those who are not invited yet, each with a mail and a personal link. Twice is the same as once.

    Raises PermissionDeniedError when nobody can be asked to answer now, UnsettledListError for a list that is not
    ready, UnreadableListError, RateLimitedError.
    """
    preview = plan_invitations(database, actor, key, source_list, now)
    if preview.is_settled:
        respondent_mail.count_mails(database, preview.assessment, len(preview.new), now)

    def work(session: Session) -> InvitationPlan:
        assessment = led(session, actor, key).assessment
        plan = _plan(session, assessment, source_list)
        if not plan.is_settled:
            raise UnsettledListError(plan)
        if plan.new:
            _invite(session, actor, plan, now, public_url=public_url)
        return plan

    return database.write(work)


def _plan(session: Session, assessment: Assessment, source_list: WrittenList) -> InvitationPlan:
    reason = cannot_ask(assessment)
    if reason is not None:
        raise PermissionDeniedError(reason)
    questionnaire = questionnaire_of(session, assessment.round.edition_id, assessment.round.content_hash)
    reading = read_list(source_list, questionnaire.role_groups)
    by_address = {person.address: person for person in all_asked(session, assessment.id) if person.address}
    errors = list(reading.errors)
    already_invited: list[Invitee] = []
    new: list[Invitee] = []
    for invitee in reading.invitees:
        person = by_address.get(invitee.address)
        error = None if person is None else _conflict(questionnaire, invitee, person)
        if error is not None:
            errors.append(error)
        else:
            (new if person is None else already_invited).append(invitee)
    errors.sort(key=lambda error: error.line)
    left_out = reading.left_out
    if source_list.answers.get(INVALID_ROWS) == LEAVE:
        errors, invalid = skip_invalid(errors)
        left_out = (*left_out, *invalid)
    return InvitationPlan(
        assessment=assessment,
        questionnaire=questionnaire,
        new=tuple(new),
        known=tuple(already_invited),
        errors=tuple(errors),
        questions=reading.questions,
        left_out=left_out,
        waiting=reading.waiting,
    )


def _conflict(questionnaire: Questionnaire, invitee: Invitee, person: Asked) -> RowProblem | None:
    if person.withdrawn_at is not None:
        remedy = "Ta bort raden. Du kan ångra återkallandet i listan över svarande."
        return RowProblem(invitee.line, invitee.address, "Inbjudan till den här personen är återkallad.", remedy)
    if person.role_group != invitee.role_group:
        names = {group.id: group.name for group in questionnaire.role_groups}
        message = f"Personen är redan inbjuden i rollgruppen {names.get(person.role_group, person.role_group)}."
        remedy = "En person svarar i en rollgrupp. Ta bort raden, eller ändra rollgruppen i listan över svarande."
        return RowProblem(invitee.line, invitee.address, message, remedy)
    return None


def _invite(session: Session, actor: Actor, plan: InvitationPlan, now: datetime, *, public_url: str) -> None:
    assessment = plan.assessment
    people = people_with(session, (invitee.address for invitee in plan.new))
    invitations = [(people[invitee.address], invitee.name, invitee.role_group) for invitee in plan.new]
    ids = add_invited(session, assessment.id, invitations, now)
    sender = sender_of(session, actor, assessment, plan.questionnaire, now, public_url=public_url)
    for invitee, respondent_id in zip(plan.new, ids, strict=True):
        person_id, kind = people[invitee.address], MailKind.INVITATION
        respondent_mail.write(session, sender, kind, respondent_id, person_id, invitee.address, invitee.role_group)
    if assessment.mode is Mode.UNDECIDED:
        answers.set_mode(session, assessment.id, Mode.SEVERAL)
        mode_event = AssessmentModeChosen(assessment_id=assessment.id, mode=Mode.SEVERAL)
        note(session, actor, mode_event, place_of(assessment), now)
    event = RespondentsInvited(
        assessment_id=assessment.id,
        by_role_group=dict(Counter(invitee.role_group for invitee in plan.new)),
        respondent_ids=tuple(ids),
    )
    note(session, actor, event, place_of(assessment), now)

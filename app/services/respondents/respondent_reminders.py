"""Reminding those who are not finished: who gets a mail and who does not, told before any is written."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlmodel import Session

from app.accounts.audit.events import RespondentsReminded
from app.accounts.kernel.roles import Actor
from app.accounts.mail.mail_kinds import MailKind
from app.errors import PermissionDeniedError
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.keys import AssessmentKey
from app.services.assessments.coordination import led
from app.services.kernel.access import place_of
from app.services.kernel.audit import note
from app.services.respondents import respondent_mail
from app.services.respondents.invitations import cannot_ask
from app.services.respondents.respondent_mail import Sample, sender_of
from app.services.respondents.respondents import RespondentWithMail, invited, led_now
from app.storage.engine.database import Database
from app.storage.questionnaires.editions import questionnaire_of

ONE_DAY = timedelta(hours=24)
SECOND_CLICK = timedelta(minutes=10)
"""Who was written to within that time gets nothing, whatever was asked for."""


@dataclass(frozen=True, slots=True)
class RespondentReminderPlan:
    """`due` get a mail; `recent` have had one within a day, and get another only if that is asked for."""

    assessment: Assessment
    due: tuple[RespondentWithMail, ...]
    recent: tuple[RespondentWithMail, ...]
    unreached: tuple[RespondentWithMail, ...]
    """Their latest mail did not arrive: the address must be mended first."""
    sample: Sample | None = None
    """The mail that the first of them will get."""


def plan_reminders(database: Database, actor: Actor, key: AssessmentKey, now: datetime) -> RespondentReminderPlan:
    """Changes nothing. Raises PermissionDeniedError when nobody can answer any more."""
    with database.read() as session:
        assessment, questionnaire = led_now(session, actor, key)
        plan = _plan(session, assessment, now)
        first = next(iter((*plan.due, *plan.recent)), None)
        if first is None:
            return plan
        sender = sender_of(session, actor, assessment, questionnaire, now, public_url="")
        sample = respondent_mail.sample(session, sender, MailKind.REMINDER, first.asked.role_group)
        return replace(plan, sample=sample)


def remind(
    database: Database, actor: Actor, key: AssessmentKey, now: datetime, *, recent_too: bool, public_url: str
) -> int:
    """Write to those who are due, and with `recent_too` to those who had a mail today. Returns how many.

    Nobody who has handed in is ever reminded. Asking twice in a row writes once. Raises PermissionDeniedError,
    RateLimitedError.
    """
    preview = plan_reminders(database, actor, key, now)
    respondent_mail.count_mails(database, preview.assessment, len(_to(preview, now, recent_too=recent_too)), now)

    def work(session: Session) -> int:
        assessment = led(session, actor, key).assessment
        to = _to(_plan(session, assessment, now), now, recent_too=recent_too)
        if to:
            _write(session, actor, assessment, to, now, public_url=public_url)
            event = RespondentsReminded(assessment_id=assessment.id, count=len(to))
            note(session, actor, event, place_of(assessment), now)
        return len(to)

    return database.write(work)


def _plan(session: Session, assessment: Assessment, now: datetime) -> RespondentReminderPlan:
    reason = cannot_ask(assessment)
    if reason is not None:
        raise PermissionDeniedError(reason)
    waited_for = [
        respondent
        for respondent in invited(session, assessment.id)
        if respondent.is_waited_for and respondent.asked.address
    ]
    reachable = [respondent for respondent in waited_for if respondent.is_reached]
    return RespondentReminderPlan(
        assessment=assessment,
        due=tuple(respondent for respondent in reachable if not _written(respondent, now, ONE_DAY)),
        recent=tuple(respondent for respondent in reachable if _written(respondent, now, ONE_DAY)),
        unreached=tuple(respondent for respondent in waited_for if not respondent.is_reached),
    )


def _to(plan: RespondentReminderPlan, now: datetime, *, recent_too: bool) -> tuple[RespondentWithMail, ...]:
    again = tuple(respondent for respondent in plan.recent if not _written(respondent, now, SECOND_CLICK))
    return plan.due + (again if recent_too else ())


def _written(respondent: RespondentWithMail, now: datetime, within: timedelta) -> bool:
    return respondent.mail is not None and now - respondent.mail.at < within


def _write(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    to: tuple[RespondentWithMail, ...],
    now: datetime,
    *,
    public_url: str,
) -> None:
    questionnaire = questionnaire_of(session, assessment.round.edition_id, assessment.round.content_hash)
    sender = sender_of(session, actor, assessment, questionnaire, now, public_url=public_url)
    for respondent in to:
        person, kind = respondent.asked, MailKind.REMINDER
        respondent_mail.write(session, sender, kind, person.id, person.person_id, person.address, person.role_group)

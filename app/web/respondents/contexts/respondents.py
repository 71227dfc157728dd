"""Contexts of the pages where a kommun's coordinator sees who answers, one by one and per role group."""

from dataclasses import dataclass
from datetime import date, datetime

from app.accounts.mail.mail_status import MailState
from app.assessment.questionnaires.questionnaire import Questionnaire, RoleGroup
from app.rounds.kernel.assessment import Assessment
from app.services.respondents.invitations import cannot_ask, is_settled
from app.services.respondents.respondent_mail import Sample
from app.services.respondents.respondent_reminders import RespondentReminderPlan
from app.services.respondents.respondents import OneRespondent, Respondents, RespondentWithMail
from app.services.respondents.words import SETTLED
from app.web.answering.contexts.last_day import LastDay, for_coordinator
from app.web.mail.mail_words import reason_in_words
from app.web.shell.contexts.frame import Frame, url_of
from app.web.shell.wording import MAIL

DONE = {
    "bjudna": "Inbjudningarna är på väg.",
    "paminda": "Påminnelserna är på väg.",
    "aterkallad": "Inbjudan är återkallad. Det som sparats finns kvar och räknas.",
    "ater": "Återkallandet är ångrat. Länken i mejlet gäller igen.",
    "skickad": "En ny länk är på väg. De tidigare länkarna gäller också.",
    "adress": "Adressen är ändrad och en ny inbjudan är på väg. Länkar till den gamla adressen gäller inte längre.",
    "rollgrupp": "Rollgruppen är ändrad.",
}
"""What has just been done, by the word that the address has for it."""


@dataclass(frozen=True, slots=True)
class RespondentListRow:
    url: str
    label: str
    address: str
    """Empty where the label is the address."""
    invited_at: datetime | None
    mail: str
    is_reached: bool
    state: str


@dataclass(frozen=True, slots=True)
class GroupSection:
    """A role group: how many take part, and those of them who were invited by name."""

    name: str
    invited: int
    handed_in: int
    unnamed: int
    people: tuple[RespondentListRow, ...]


@dataclass(frozen=True, slots=True)
class RespondentsPage:
    frame: Frame
    url: str
    title: str
    assessment: Assessment
    invited: int
    handed_in: int
    sections: tuple[GroupSection, ...]
    unreached: tuple[RespondentListRow, ...]
    waiting: int
    open_links: int
    closed: str | None
    last_day: LastDay
    done: str


@dataclass(frozen=True, slots=True)
class RespondentPage:
    frame: Frame
    url: str
    """Of this respondent's pages."""
    list_url: str
    row: RespondentListRow
    group: str
    role_groups: tuple[RoleGroup, ...]
    role_group: str
    withdrawn_at: datetime | None
    handed_in_at: datetime | None
    has_saved: bool
    problem: str
    reason: str
    """The problem in plain words, where it can be told."""
    address: str
    closed: str | None
    settled: str | None
    """Why the invitation can be neither withdrawn nor given back, when it cannot."""
    done: str
    errors: dict[str, str]


@dataclass(frozen=True, slots=True)
class RemindRespondentsPage:
    frame: Frame
    url: str
    due: tuple[RespondentListRow, ...]
    recent: tuple[RespondentListRow, ...]
    unreached: tuple[RespondentListRow, ...]
    sample: Sample | None


def respondents_page(frame: Frame, respondents: Respondents, today: date, done_key: str) -> RespondentsPage:
    assessment = respondents.assessment
    rows = {person.asked.id: person_row(assessment, person) for person in respondents.people}
    sections = tuple(_section(respondents, group, rows) for group in respondents.questionnaire.role_groups)
    waiting = [person for person in respondents.people if person.is_waited_for]
    return RespondentsPage(
        frame=frame,
        url=url_of(assessment.key),
        title=respondents.questionnaire.title,
        assessment=assessment,
        invited=sum(group.invited for group in respondents.participation),
        handed_in=sum(group.handed_in for group in respondents.participation),
        sections=tuple(section for section in sections if section.invited or section.people),
        unreached=tuple(rows[person.asked.id] for person in waiting if not person.is_reached),
        waiting=len(waiting),
        open_links=sum(link.ended_at is None for link in respondents.open_links),
        closed=cannot_ask(assessment),
        last_day=for_coordinator(assessment, respondents.contact, today),
        done=DONE.get(done_key, ""),
    )


def _section(respondents: Respondents, group: RoleGroup, rows: dict[int, RespondentListRow]) -> GroupSection:
    group_counts = [counts for counts in respondents.participation if counts.role_group == group.id]
    people = [person for person in respondents.people if person.asked.role_group == group.id]
    invitations = sum(counts.invited for counts in group_counts)
    with_name = sum(person.asked.withdrawn_at is None or person.has_started for person in people)
    return GroupSection(
        name=group.name,
        invited=invitations,
        handed_in=sum(counts.handed_in for counts in group_counts),
        unnamed=max(invitations - with_name, 0),
        people=tuple(rows[person.asked.id] for person in sorted(people, key=_place_in_list)),
    )


def _place_in_list(person: RespondentWithMail) -> tuple[bool, str]:
    return person.asked.withdrawn_at is not None, person.label.casefold()


def person_row(assessment: Assessment, person: RespondentWithMail) -> RespondentListRow:
    respondent = person.asked
    return RespondentListRow(
        url=url_of(assessment.key, "svarande", str(respondent.id)),
        label=person.label,
        address=respondent.address if respondent.name else "",
        invited_at=respondent.invited_at,
        mail="" if person.mail is None else MAIL[person.mail.status],
        is_reached=person.is_reached,
        state=state_of_person(person),
    )


def state_of_person(person: RespondentWithMail) -> str:
    if person.asked.withdrawn_at is not None:
        return "återkallad"
    return "inte klar" if person.asked.handed_in_at is None else "klar"


def respondent_page(
    frame: Frame,
    details: OneRespondent,
    done_key: str = "",
    address: str | None = None,
    errors: dict[str, str] | None = None,
) -> RespondentPage:
    assessment, person = details.assessment, details.respondent
    respondent = person.asked
    row = person_row(assessment, person)
    return RespondentPage(
        frame=frame,
        url=row.url,
        list_url=url_of(assessment.key, "svarande"),
        row=row,
        group=group_name(details.questionnaire, respondent.role_group),
        role_groups=details.questionnaire.role_groups,
        role_group=respondent.role_group,
        withdrawn_at=respondent.withdrawn_at,
        handed_in_at=respondent.handed_in_at,
        has_saved=bool(respondent.saved),
        problem=_problem(person.mail),
        reason=reason_in_words(_problem(person.mail)),
        address=respondent.address if address is None else address,
        closed=cannot_ask(assessment),
        settled=SETTLED if is_settled(assessment) else None,
        done=DONE.get(done_key, ""),
        errors=errors or {},
    )


def _problem(mail: MailState | None) -> str:
    return mail.problem if mail is not None and mail.has_failed else ""


def group_name(questionnaire: Questionnaire, role_group: str) -> str:
    return next((group.name for group in questionnaire.role_groups if group.id == role_group), role_group)


def remind_page(frame: Frame, plan: RespondentReminderPlan) -> RemindRespondentsPage:
    due, recent, out_of_reach = (
        tuple(person_row(plan.assessment, person) for person in people)
        for people in (plan.due, plan.recent, plan.unreached)
    )
    return RemindRespondentsPage(
        frame=frame,
        url=url_of(plan.assessment.key, "svarande"),
        due=due,
        recent=recent,
        unreached=out_of_reach,
        sample=plan.sample,
    )

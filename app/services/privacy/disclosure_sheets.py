"""The sheets of what a kommun hands out, made from what is stored: one function per sheet."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlmodel import Session

from app.accounts.mail.mail_kinds import FORMS, MailKind
from app.accounts.privacy.personal_data import PERSON_FACTS, RESPONDENT_FACTS, RESPONDENT_LISTS
from app.assessment.answering.answers import AnswerKind
from app.assessment.questionnaires.questionnaire import Capital, Question, Questionnaire
from app.reports.meeting.protocol import STANDINGS
from app.reports.privacy.disclosure import DisclosureSheet
from app.rounds.assessments.plans import ActionStatus
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.days import STOCKHOLM
from app.storage.answering.participation import participation
from app.storage.assessments.plans import actions_of, targets_of
from app.storage.mail.mail_queue import mails_about
from app.storage.meeting.meeting import Comment, SavedOutcome
from app.storage.privacy import disclosure as stored
from app.storage.privacy.disclosure import SingleAnswer
from app.storage.respondents.respondents import all_asked
from app.storage.tables import MailStatus

Show = Callable[[str, str, str], str]
"""How a text is shown: its kind, the question or capital it stands at, the text; masked or as it is."""

COMMENT, COMMENT_LINK, REASON, REASON_LINK, ACTION, OWNER = (
    "Kommentar",
    "Länk i kommentar",
    "Skäl",
    "Länk i skäl",
    "Åtgärd",
    "Ansvarig",
)
MAIL_STATES = {
    MailStatus.QUEUED: "väntar",
    MailStatus.SENT: "skickat",
    MailStatus.FAILED: "gick inte att skicka",
    MailStatus.BOUNCED: "kom tillbaka",
}
ACTION_STATES = {
    ActionStatus.PLANNED: "planerad",
    ActionStatus.UNDER_WAY: "pågår",
    ActionStatus.DONE: "klar",
    ActionStatus.DROPPED: "struken",
}
OTHER_ANSWERS = {AnswerKind.DONT_KNOW: "vet ej", AnswerKind.NOT_APPLICABLE: "ej tillämpligt"}


def asked(assessment: Assessment, questionnaire: Questionnaire) -> list[tuple[Capital, Question]]:
    """What the round asks, in the questionnaire's order."""
    round_ = assessment.round
    capitals = round_.asked_capitals(questionnaire)
    return [(capital, question) for capital in capitals for question in capital.asked(round_.form)]


def questions(assessment: Assessment, questionnaire: Questionnaire) -> DisclosureSheet:
    levels = tuple(f"{level.value} {level.label}" for level in questionnaire.scale)
    rows = tuple(
        (capital.name, question.id, question.text, *question.anchors)
        for capital, question in asked(assessment, questionnaire)
    )
    return DisclosureSheet(
        "fragor", "Frågeformuläret", ("Kapitalslag", "Fråge-id", "Fråga", *levels), rows, on_paper=False
    )


def agreed(
    assessment: Assessment, questionnaire: Questionnaire, outcomes: Mapping[str, SavedOutcome], show: Show
) -> DisclosureSheet:
    rows = []
    for capital, question in asked(assessment, questionnaire):
        stored_outcome = outcomes.get(question.id)
        if stored_outcome is None:
            rows.append((question.text, capital.name, "Inte avgjord", "", ""))
            continue
        outcome = stored_outcome.outcome
        text = STANDINGS[outcome.standing] if outcome.answer is None else level(questionnaire, outcome.answer.position)
        reason = show(REASON, question.id, outcome.reason)
        rows.append((question.text, capital.name, text, reason, show(REASON_LINK, question.id, outcome.evidence_url)))
    columns = ("Fråga", "Kapitalslag", "Kommunen enades om", "Skäl", "Underlag")
    return DisclosureSheet("enade-svar", "Det kommunen enades om", columns, tuple(rows))


def level(questionnaire: Questionnaire, position: int | None) -> str:
    if position is None:
        return "Ej tillämpligt"
    step = questionnaire.scale[position - 1]
    return f"{step.value} {step.label}"


def comments(
    assessment: Assessment, questionnaire: Questionnaire, by_question: Mapping[str, Sequence[Comment]], show: Show
) -> DisclosureSheet:
    rows = tuple(
        (
            question.text,
            capital.name,
            show(COMMENT, question.id, comment.text),
            show(COMMENT_LINK, question.id, comment.evidence_url),
        )
        for capital, question in asked(assessment, questionnaire)
        for comment in by_question.get(question.id, ())
    )
    columns = ("Fråga", "Kapitalslag", "Kommentar", "Underlag")
    return DisclosureSheet(
        "kommentarer", "Kommentarer utan namn och roll", columns, rows, "Det finns inga kommentarer att visa."
    )


def people(session: Session, assessment: Assessment, questionnaire: Questionnaire) -> DisclosureSheet:
    names = {group.id: group.name for group in questionnaire.role_groups}
    rows = tuple(
        (
            names.get(role.role_group, "En person för hela kommunen"),
            str(role.invited),
            str(role.started),
            str(role.handed_in),
        )
        for role in participation(session, assessment.id)
    )
    columns = ("Rollgrupp", "Tillfrågade", "Har börjat", "Klara")
    return DisclosureSheet("deltagande", "Hur många som svarat", columns, rows, "Ingen har tillfrågats.")


def plan(
    session: Session, assessment: Assessment, questionnaire: Questionnaire, show: Show
) -> tuple[DisclosureSheet, DisclosureSheet]:
    names = {capital.id: capital.name for capital in questionnaire.capitals}
    targets = targets_of(session, assessment.id)
    goals = tuple(
        (names[capital.id], level(questionnaire, stored_row.target.position), str(stored_row.target.by_year))
        for capital in questionnaire.capitals
        if (stored_row := targets.get(capital.id)) is not None
    )
    todo = tuple(
        (
            show(ACTION, action.capital_id, action.text),
            names.get(action.capital_id, ""),
            show(OWNER, action.capital_id, action.owner),
            "" if action.due_on is None else action.due_on.isoformat(),
            ACTION_STATES[action.status],
        )
        for action in (stored_row.action for stored_row in actions_of(session, assessment.id))
    )
    return (
        DisclosureSheet("mal", "Målnivåer", ("Kapitalslag", "Målnivå", "Senast år"), goals, "Inga mål är satta."),
        DisclosureSheet(
            "atgarder", "Åtgärder", ("Åtgärd", "Kapitalslag", "Ansvarig", "Senast", "Läge"), todo, "Inga är beslutade."
        ),
    )


def invited(session: Session, assessment: Assessment, questionnaire: Questionnaire) -> DisclosureSheet:
    """Who was asked by name or address. Those who came by an open link have neither."""
    names = {group.id: group.name for group in questionnaire.role_groups}
    rows = tuple(
        (
            person.name or person.address,
            person.address,
            names.get(person.role_group, person.role_group),
            moment(person.invited_at),
            "ja" if person.handed_in_at else "nej",
            moment(person.withdrawn_at),
        )
        for person in sorted(
            all_asked(session, assessment.id), key=lambda person: (person.name or person.address, person.id)
        )
        if person.name or person.address
    )
    columns = ("Namn", "E-postadress", "Rollgrupp", "Inbjuden", "Klar", "Inbjudan tillbakadragen")
    return DisclosureSheet("inbjudna", "Inbjudna", columns, rows, "Ingen är inbjuden med namn eller adress.")


def mails(session: Session, assessment: Assessment, *, addresses: bool) -> DisclosureSheet:
    names = {kind.value: FORMS[kind].name for kind in MailKind}
    rows = tuple(
        (
            moment(mail.sent_at or mail.created_at),
            names.get(mail.kind, mail.kind),
            mail.subject,
            MAIL_STATES[mail.status],
            *((mail.to_address,) if addresses else ()),
        )
        for mail in reversed(mails_about(session, assessment.id))
    )
    columns = ("Tid", "Sort", "Ämne", "Läge", *(("Till",) if addresses else ()))
    return DisclosureSheet("utskick", "Utskick", columns, rows, "Inga mejl har skickats.")


def log(session: Session, assessment: Assessment) -> DisclosureSheet:
    """What was done, without the numbers of those who did it or whom it was about."""
    personal = PERSON_FACTS | RESPONDENT_FACTS | RESPONDENT_LISTS | {"assessment_id"}
    rows = tuple(
        (
            moment(line.at),
            line.action,
            json.dumps({k: v for k, v in facts.items() if k not in personal}, ensure_ascii=False),
        )
        for line, facts in stored.log_of(session, assessment)
    )
    return DisclosureSheet(
        "logg", "Loggen", ("Tid", "Händelse", "Uppgifter"), rows, "Loggen har inga rader.", on_paper=False
    )


def single(
    assessment: Assessment, questionnaire: Questionnaire, answers: Sequence[SingleAnswer], *, names: bool
) -> DisclosureSheet:
    """Everybody's own answers, on the kommun's decision only. Without names the numbers follow no order of theirs."""
    texts = {question.id: (question.text, capital.name) for capital, question in asked(assessment, questionnaire)}
    groups = {group.id: group.name for group in questionnaire.role_groups}
    by_person: dict[int, list[SingleAnswer]] = {}
    for answer in answers:
        by_person.setdefault(answer.respondent_id, []).append(answer)
    people_in_order = sorted(by_person.values(), key=_unordered)
    rows = tuple(
        (
            str(number),
            *((answer.name, answer.address) if names else ()),
            "hela kommunen" if answer.for_kommun else groups.get(answer.role_group, answer.role_group),
            *texts.get(answer.question_id, (answer.question_id, "")),
            _chosen(questionnaire, answer),
            answer.comment,
            answer.evidence_url,
            moment(answer.saved_at) if names else "",
        )
        for number, answers_of_person in enumerate(people_in_order, 1)
        for answer in answers_of_person
    )
    who = ("Namn", "E-postadress") if names else ()
    columns = ("Svarande", *who, "Rollgrupp", "Fråga", "Kapitalslag", "Svar", "Kommentar", "Underlag", "Sparat")
    return DisclosureSheet("enskilda-svar", "Enskilda svar", columns, rows, "Ingen har svarat.", on_paper=False)


def _unordered(answers: Sequence[SingleAnswer]) -> tuple[str, str]:
    """By role group, and then in an order that follows from the answers and not from who was asked first."""
    text = repr([(answer.question_id, answer.position, answer.comment) for answer in answers])
    return answers[0].role_group, hashlib.sha256(text.encode()).hexdigest()


def _chosen(questionnaire: Questionnaire, answer: SingleAnswer) -> str:
    if answer.kind is None:
        return ""
    return OTHER_ANSWERS.get(answer.kind) or level(questionnaire, answer.position)


def moment(at: datetime | None) -> str:
    """2026-11-02 10:30, Swedish time."""
    return "" if at is None else f"{at.astimezone(STOCKHOLM):%Y-%m-%d %H:%M}"

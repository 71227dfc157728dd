"""The sheets of what a kommun hands out, made from what is stored: one function per sheet."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from sqlmodel import Session

from app.accounts.mail.mail_kinds import FORMS, MailKind
from app.accounts.privacy.personal_data import PERSON_FACTS, RESPONDENT_FACTS, RESPONDENT_LISTS
from app.assessment.meeting.saved_outcome import Comment, SavedOutcome
from app.assessment.questionnaires.questionnaire import Capital, Question, Questionnaire
from app.reports.meeting.protocol import STANDINGS
from app.reports.privacy.disclosure import DisclosureSheet
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.days import STOCKHOLM
from app.services.privacy import words
from app.storage.answering.participation import participation
from app.storage.assessments.plans import actions_of, targets_of
from app.storage.mail.mail_queue import mails_about
from app.storage.privacy import disclosure as stored
from app.storage.privacy.disclosure import SingleAnswer
from app.storage.respondents.respondents import all_asked

Show = Callable[[str, str, str], str]
"""How a text is shown: its kind, the question or capital it stands at, the text; masked or as it is."""


def asked(assessment: Assessment, questionnaire: Questionnaire) -> list[tuple[Capital, Question]]:
    """What the round asks, in the questionnaire's order."""
    round_ = assessment.round
    capitals = round_.asked_capitals(questionnaire)
    return [(capital, question) for capital in capitals for question in capital.asked(round_.form)]


def sheet_of(key: str, sheet: words.SheetWords, rows: tuple[tuple[str, ...], ...]) -> DisclosureSheet:
    return DisclosureSheet(key, sheet.title, sheet.columns, rows, sheet.empty)


def questions(assessment: Assessment, questionnaire: Questionnaire) -> DisclosureSheet:
    levels = tuple(f"{level.value} {level.label}" for level in questionnaire.scale)
    rows = tuple(
        (capital.name, question.id, question.text, *question.anchors)
        for capital, question in asked(assessment, questionnaire)
    )
    return DisclosureSheet("fragor", words.QUESTIONS.title, (*words.QUESTIONS.columns, *levels), rows, on_paper=False)


def agreed(
    assessment: Assessment, questionnaire: Questionnaire, outcomes: Mapping[str, SavedOutcome], show: Show
) -> DisclosureSheet:
    rows = []
    for capital, question in asked(assessment, questionnaire):
        stored_outcome = outcomes.get(question.id)
        if stored_outcome is None:
            rows.append((question.text, capital.name, words.UNDECIDED, "", ""))
            continue
        outcome = stored_outcome.outcome
        text = STANDINGS[outcome.standing] if outcome.answer is None else level(questionnaire, outcome.answer.position)
        reason = show(words.REASON, question.id, outcome.reason)
        rows.append(
            (question.text, capital.name, text, reason, show(words.REASON_LINK, question.id, outcome.evidence_url))
        )
    return DisclosureSheet("enade-svar", words.AGREED.title, words.AGREED.columns, tuple(rows))


def level(questionnaire: Questionnaire, position: int | None) -> str:
    if position is None:
        return words.NOT_APPLICABLE
    step = questionnaire.scale[position - 1]
    return f"{step.value} {step.label}"


def comments(
    assessment: Assessment, questionnaire: Questionnaire, by_question: Mapping[str, Sequence[Comment]], show: Show
) -> DisclosureSheet:
    rows = tuple(
        (
            question.text,
            capital.name,
            show(words.COMMENT, question.id, comment.text),
            show(words.COMMENT_LINK, question.id, comment.evidence_url),
        )
        for capital, question in asked(assessment, questionnaire)
        for comment in by_question.get(question.id, ())
    )
    return sheet_of("kommentarer", words.COMMENTS, rows)


def people(session: Session, assessment: Assessment, questionnaire: Questionnaire) -> DisclosureSheet:
    names = {group.id: group.name for group in questionnaire.role_groups}
    rows = tuple(
        (
            names.get(role.role_group, words.ONE_FOR_ALL),
            str(role.invited),
            str(role.started),
            str(role.handed_in),
        )
        for role in participation(session, assessment.id, with_uncounted=True)
    )
    return sheet_of("deltagande", words.PEOPLE, rows)


def plan(
    session: Session, assessment: Assessment, questionnaire: Questionnaire, show: Show
) -> tuple[DisclosureSheet, DisclosureSheet]:
    names = {capital.id: capital.name for capital in questionnaire.capitals}
    targets = targets_of(session, assessment.id)
    goals = tuple(
        (
            names[capital.id],
            level(questionnaire, stored_row.target.position),
            str(stored_row.target.by_year),
            show(words.TARGET_REASON, capital.id, stored_row.target.reason),
        )
        for capital in questionnaire.capitals
        if (stored_row := targets.get(capital.id)) is not None
    )
    todo = tuple(
        (
            show(words.ACTION, action.capital_id, action.text),
            names.get(action.capital_id, ""),
            show(words.OWNER, action.capital_id, action.owner),
            _day(action.due_on),
            words.ACTION_STATES[action.status],
            _day(action.decided_on),
            action.diary_number,
            _day(action.done_on),
            show(words.OUTCOME, action.capital_id, action.outcome),
        )
        for action in (stored_row.action for stored_row in actions_of(session, assessment.id))
    )
    return sheet_of("mal", words.TARGETS, goals), sheet_of("atgarder", words.ACTIONS, todo)


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


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
    return sheet_of("inbjudna", words.INVITED, rows)


def mails(session: Session, assessment: Assessment, *, addresses: bool) -> DisclosureSheet:
    names = {kind.value: FORMS[kind].name for kind in MailKind}
    rows = tuple(
        (
            moment(mail.sent_at or mail.created_at),
            names.get(mail.kind, mail.kind),
            mail.subject,
            words.MAIL_STATES[mail.status],
            *((mail.to_address,) if addresses else ()),
        )
        for mail in reversed(mails_about(session, assessment.id))
    )
    columns = (*words.MAILS.columns, *((words.MAIL_ADDRESS,) if addresses else ()))
    return DisclosureSheet("utskick", words.MAILS.title, columns, rows, words.MAILS.empty)


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
    return DisclosureSheet("logg", words.LOG.title, words.LOG.columns, rows, words.LOG.empty, on_paper=False)


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
            words.WHOLE_KOMMUN if answer.for_kommun else groups.get(answer.role_group, answer.role_group),
            *texts.get(answer.question_id, (answer.question_id, "")),
            _chosen(questionnaire, answer),
            answer.comment,
            answer.evidence_url,
            moment(answer.saved_at) if names else "",
        )
        for number, answers_of_person in enumerate(people_in_order, 1)
        for answer in answers_of_person
    )
    sheet = words.SINGLE_ANSWERS
    columns = (words.RESPONDENT, *(words.RESPONDENT_NAMES if names else ()), *sheet.columns)
    return DisclosureSheet("enskilda-svar", sheet.title, columns, rows, sheet.empty, on_paper=False)


def _unordered(answers: Sequence[SingleAnswer]) -> tuple[str, str]:
    """By role group, and then in an order that follows from the answers and not from who was asked first."""
    text = repr([(answer.question_id, answer.position, answer.comment) for answer in answers])
    return answers[0].role_group, hashlib.sha256(text.encode()).hexdigest()


def _chosen(questionnaire: Questionnaire, answer: SingleAnswer) -> str:
    if answer.kind is None:
        return ""
    return words.OTHER_ANSWERS.get(answer.kind) or level(questionnaire, answer.position)


def moment(at: datetime | None) -> str:
    """2026-11-02 10:30, Swedish time."""
    return "" if at is None else f"{at.astimezone(STOCKHOLM):%Y-%m-%d %H:%M}"

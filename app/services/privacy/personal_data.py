"""Register extracts: everything that is stored about a person, for the person and, on request, for the operator."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlmodel import Session

from app.accounts.audit.privacy_events import PersonExtracted
from app.accounts.kernel.email_addresses import AddressProblem, read_address
from app.accounts.kernel.roles import INSTALLATION, Actor
from app.accounts.privacy.personal_data import (
    Account,
    AnsweringPlace,
    ExchangeRecord,
    Extract,
    GivenAnswer,
    LogLine,
    OwnVote,
    facts_about,
)
from app.assessment.answering.answers import Answer
from app.assessment.answering.saved_answer import SavedAnswer
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.errors import NotFoundError
from app.rounds.kernel.assessment import Assessment
from app.services.kernel.audit import note
from app.storage.answering.answers import Respondent, saved_answers
from app.storage.engine.database import Database
from app.storage.exchange.own_data import asked_by, seats_of
from app.storage.mail.mail_opt_outs import opt_outs_of
from app.storage.meeting.votes import ballot_of
from app.storage.privacy import personal_data as stored
from app.storage.privacy.log_names import associations_among
from app.storage.questionnaires.editions import questionnaire_of


def own_extract(database: Database, actor: Actor, now: datetime) -> Extract:
    """Everything about the one who asks; by a personal link, only what belongs to that place."""
    with database.read() as session:
        return _extract(session, actor.person_id, actor.respondent_id, now)


def extract_for(database: Database, address: str, now: datetime) -> Extract:
    """Everything about the one with this address, at the command line. Raises NotFoundError when there is nobody."""

    email = read_address(address)
    if isinstance(email, AddressProblem):
        raise NotFoundError

    def work(session: Session) -> Extract:
        person_id = stored.person_with(session, email)
        if person_id is None:
            raise NotFoundError
        extract = _extract(session, person_id, None, now)
        note(session, None, PersonExtracted(person_id=person_id), INSTALLATION, now)
        return extract

    return database.write(work)


def _extract(session: Session, person_id: int, only: int | None, now: datetime) -> Extract:
    places = stored.places_of(session, person_id, only)
    respondents = frozenset(respondent.id for _, respondent, _ in places)
    account = stored.account_of(session, person_id) if only is None else None
    return Extract(
        made_at=now,
        is_whole=only is None,
        account=account,
        roles=stored.roles_of(session, person_id) if only is None else (),
        places=tuple(_place(session, *place) for place in places),
        sessions=stored.sessions_of(session, person_id, only),
        sign_in_links=stored.sign_in_links_of(session, person_id) if only is None else (),
        own_sign_ins=stored.own_sign_ins_of(session, person_id) if only is None else (),
        passkeys=stored.passkeys_of(session, person_id) if only is None else (),
        recovery_codes=stored.recovery_codes_of(session, person_id) if only is None else (),
        letters=stored.mails_to(session, account, respondents),
        letters_to_others=0 if account is None else stored.mails_answered_to(session, account.address),
        mail_opt_outs=() if account is None else tuple(sorted(opt_outs_of(session, account.number))),
        decisions=stored.decisions_of(session, person_id) if only is None else (),
        exchange=tuple(_exchange(session, person_id)) if only is None else (),
        log=tuple(_log(session, account, respondents)),
    )


def _exchange(session: Session, person_id: int) -> Iterator[ExchangeRecord]:
    for what, records in (("seat", seats_of(session, person_id)), ("question", asked_by(session, person_id))):
        for kommun, network, text in records:
            yield ExchangeRecord(what=what, kommun=kommun, network=network, text=text)


def _place(session: Session, assessment: Assessment, respondent: Respondent, invitation: Any) -> AnsweringPlace:
    round_ = assessment.round
    questionnaire = questionnaire_of(session, round_.edition_id, round_.content_hash)
    names = {group.id: group.name for group in questionnaire.role_groups}
    answers = saved_answers(session, respondent.id)
    invited_at, by_open_link, name = invitation
    return AnsweringPlace(
        number=respondent.id,
        kommun=assessment.municipality,
        questionnaire=questionnaire.title,
        year=round_.year,
        is_trial=round_.is_trial,
        role_group=names.get(respondent.role_group, respondent.role_group),
        name_in_invitation=name,
        by_open_link=by_open_link,
        invited_at=invited_at,
        handed_in_at=respondent.handed_in_at,
        withdrawn_at=respondent.withdrawn_at,
        links=stored.links_of(session, respondent.id),
        answers=tuple(_answer(questionnaire, name, answers[name]) for name in _in_order(questionnaire, answers)),
        vote=_vote(questionnaire, ballot_of(session, respondent.id)),
    )


def _vote(questionnaire: Questionnaire, ballot: tuple[str, Answer] | None) -> OwnVote | None:
    if ballot is None:
        return None
    name, answer = ballot
    return OwnVote(
        question_id=name,
        question=questionnaire.questions[name].text,
        kind=answer.kind.value,
        position=answer.position,
        level="" if answer.position is None else questionnaire.scale[answer.position - 1].label,
    )


def _in_order(questionnaire: Questionnaire, answers: dict[str, SavedAnswer]) -> list[str]:
    order = list(questionnaire.questions)
    return sorted(answers, key=lambda name: (order.index(name) if name in order else len(order), name))


def _answer(questionnaire: Questionnaire, name: str, stored_answer: SavedAnswer) -> GivenAnswer:
    question, answer = questionnaire.questions.get(name), stored_answer.entry.answer
    position = None if answer is None else answer.position
    return GivenAnswer(
        question_id=name,
        question="" if question is None else question.text,
        kind="" if answer is None else answer.kind.value,
        position=position,
        level="" if position is None else questionnaire.scale[position - 1].label,
        comment=stored_answer.entry.comment,
        evidence_url=stored_answer.entry.evidence_url,
        version=stored_answer.version,
        saved_at=stored_answer.saved_at,
    )


def _log(session: Session, account: Account | None, respondents: frozenset[int]) -> Iterator[LogLine]:
    person_id = None if account is None else account.number
    lines = tuple(stored.log_lines_of(session, person_id, respondents))
    associations = associations_among(session, {line.municipality_id for line in lines if line.municipality_id})
    for line in lines:
        facts, own = json.loads(line.facts), person_id is not None and line.actor_id == person_id
        about = facts_about(facts, person_id, respondents)
        if own or about is not None:
            yield LogLine(
                number=line.number,
                at=line.at,
                action=line.action,
                by_the_person=own,
                facts=facts if about is None else about,
                is_of_association=line.municipality_id in associations,
            )

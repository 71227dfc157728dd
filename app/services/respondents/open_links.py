"""Open links: whoever has one may answer in its role group, up to a limit. Making and ending them, and joining by one.

A visit makes nothing. A place is made when somebody presses the button, so that the limit holds before anything is
saved; it counts among those who take part from the first saved answer (`storage/answering/participation.py`).
"""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from app.accounts.audit.events import AssessmentModeChosen, OpenLinkCreated, OpenLinkEnded, OpenLinkJoined
from app.accounts.kernel.roles import Actor
from app.accounts.kernel.tokens import hash_of
from app.assessment.answering.entry import whole_number
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.errors import InvalidInputError, NotFoundError, PermissionDeniedError
from app.rounds.kernel.assessment import Assessment, Mode
from app.rounds.kernel.keys import AssessmentKey
from app.rounds.kernel.links import LinkedPlace, OpenLink
from app.services.assessments.coordination import led
from app.services.kernel.access import place_of
from app.services.kernel.audit import note
from app.services.respondents import words
from app.services.respondents.invitations import cannot_ask
from app.storage.answering import answers
from app.storage.engine.database import Database
from app.storage.kernel.assessments import lock_assessment
from app.storage.questionnaires.editions import questionnaire_of
from app.storage.respondents import links
from app.storage.respondents.respondents import add_nameless

MAX_LINKS = 40
"""In one assessment, ended ones included."""
MAX_PLACES = 10_000
SECOND_CLICK = timedelta(minutes=1)
_PLACE = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Opening:
    """Where an open link leads. `closed` says why nobody can begin by it now."""

    assessment: Assessment
    questionnaire: Questionnaire
    link: OpenLink
    closed: str | None


def create_open_link(
    database: Database, actor: Actor, key: AssessmentKey, role_group: str, most: str, now: datetime
) -> None:
    """`most` is a number as typed; empty is no limit. Raises InvalidInputError for what cannot be used,
    PermissionDeniedError after closing.
    """

    def work(session: Session) -> None:
        assessment = led(session, actor, key).assessment
        _require_open(assessment)
        questionnaire = questionnaire_of(session, assessment.round.edition_id, assessment.round.content_hash)
        limit = _checked(questionnaire, role_group, most)
        if len(links.open_links_of(session, assessment.id)) >= MAX_LINKS:
            raise PermissionDeniedError(words.TOO_MANY_LINKS.with_facts(limit=MAX_LINKS))
        if _created_recently(session, assessment, role_group, limit, now):
            return
        token = secrets.token_urlsafe(16)
        link_id = links.add_open_link(session, assessment.id, role_group, token, limit, now)
        if assessment.mode is Mode.UNDECIDED:
            answers.set_mode(session, assessment.id, Mode.SEVERAL)
            mode_event = AssessmentModeChosen(assessment_id=assessment.id, mode=Mode.SEVERAL)
            note(session, actor, mode_event, place_of(assessment), now)
        event = OpenLinkCreated(assessment_id=assessment.id, open_link_id=link_id, role_group=role_group, most=limit)
        note(session, actor, event, place_of(assessment), now)

    database.write(work)


def end_open_link(database: Database, actor: Actor, key: AssessmentKey, link_id: int, now: datetime) -> None:
    """Nobody can begin by the link from now on; who has begun goes on. Doing it twice is the same as once."""

    def work(session: Session) -> None:
        assessment = led(session, actor, key).assessment
        link = next(
            (candidate for candidate in links.open_links_of(session, assessment.id) if candidate.id == link_id), None
        )
        if link is None:
            raise NotFoundError
        if link.ended_at is None:
            links.end_open_link(session, link.id, now)
            note(
                session,
                actor,
                OpenLinkEnded(assessment_id=assessment.id, open_link_id=link.id),
                place_of(assessment),
                now,
            )

    database.write(work)


def has_begun(database: Database, actor: Actor | None, opening: Opening) -> bool:
    """Whether the browser that asks has a place by this link already."""
    if actor is None or actor.respondent_id is None:
        return False
    with database.read() as session:
        return links.open_link_of(session, actor.respondent_id) == opening.link.id


def open_the_link(database: Database, token: str) -> Opening:
    """Where an open link leads. Changes nothing. NotFoundError for one that never was and one that has ended."""
    with database.read() as session:
        return _opening(session, token)


def new_place() -> str:
    """A secret that the page carries and that becomes the personal link, so that pressing twice makes one place."""
    return secrets.token_urlsafe(32)


def join(database: Database, token: str, place: str, now: datetime) -> LinkedPlace:
    """Begin to answer by an open link: a place of one's own with `place` as its personal link. Twice is once.

    Raises NotFoundError for a link that leads nowhere, PermissionDeniedError when nobody can begin, or all places are
    taken.
    """
    if not _PLACE.fullmatch(place):
        raise NotFoundError

    def work(session: Session) -> LinkedPlace:
        opening = _opening(session, token)
        lock_assessment(session, opening.assessment.key, exclusive=False)
        links.lock_open_link(session, opening.link.id)
        opening = _opening(session, token)
        linked_place = links.find_linked_place(session, hash_of(place))
        if linked_place is not None and linked_place.open_link_id == opening.link.id:
            return linked_place
        if linked_place is not None:
            raise NotFoundError
        if opening.closed is not None:
            raise PermissionDeniedError(opening.closed)
        return _joined(session, opening, place, now)

    return database.write(work)


def _joined(session: Session, opening: Opening, place: str, now: datetime) -> LinkedPlace:
    assessment, link = opening.assessment, opening.link
    respondent_id = add_nameless(session, assessment.id, link.role_group, link.id, now)
    links.add_personal_link(session, hash_of(place), respondent_id, now)
    event = OpenLinkJoined(assessment_id=assessment.id, open_link_id=link.id, respondent_id=respondent_id)
    note(session, None, event, place_of(assessment), now)
    linked_place = links.find_linked_place(session, hash_of(place))
    if linked_place is None:
        raise NotFoundError
    return linked_place


def _created_recently(
    session: Session, assessment: Assessment, role_group: str, limit: int | None, now: datetime
) -> bool:
    """Whether this is the second click on a button."""
    return any(
        (link.role_group, link.most, link.ended_at, link.joined) == (role_group, limit, None, 0)
        and now - link.created_at < SECOND_CLICK
        for link in links.open_links_of(session, assessment.id)
    )


def _opening(session: Session, token: str) -> Opening:
    pair = links.find_open_link(session, token)
    if pair is None:
        raise NotFoundError
    assessment, link = pair
    questionnaire = questionnaire_of(session, assessment.round.edition_id, assessment.round.content_hash)
    obstacle = None if cannot_ask(assessment) is None else words.LINK_TOO_LATE
    if obstacle is None and link.is_full:
        obstacle = words.LINK_FULL
    return Opening(assessment=assessment, questionnaire=questionnaire, link=link, closed=obstacle)


def _require_open(assessment: Assessment) -> None:
    reason = cannot_ask(assessment)
    if reason is not None:
        raise PermissionDeniedError(reason)


def _checked(questionnaire: Questionnaire, role_group: str, most: str) -> int | None:
    errors = {}
    if role_group not in {group.id for group in questionnaire.role_groups}:
        errors["rollgrupp"] = words.CHOOSE_ROLE_GROUP
    plain = "".join(most.split())
    number = whole_number(plain)
    if plain and not 1 <= number <= MAX_PLACES:
        errors["antal"] = words.PLACES_OUT_OF_RANGE.with_facts(limit=MAX_PLACES)
    if errors:
        raise InvalidInputError(errors)
    return number if plain else None

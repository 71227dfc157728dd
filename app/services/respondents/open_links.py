"""Open links: whoever has one may answer in its role group, up to a limit. Making and ending them, and joining by one.

A link is shown once, when it is made; only its hash is kept. A visit makes nothing. A place is made when somebody
presses the button, so that the limit holds before anything is saved; it counts among those who take part from the first
saved answer (`storage/answering/participation.py`).
"""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from app.accounts.audit.events import AssessmentModeChosen, OpenLinkCreated, OpenLinkEnded, OpenLinkJoined
from app.accounts.kernel.roles import Actor
from app.accounts.kernel.tokens import hash_of, token_of_form
from app.assessment.answering.entry import whole_number
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.errors import InvalidInputError, NotFoundError, PermissionDeniedError
from app.rounds.kernel.assessment import Assessment, Mode
from app.rounds.kernel.keys import AssessmentKey
from app.rounds.kernel.links import JoinedPlace, LinkedPlace, OpenLink
from app.services.assessments.coordination import led
from app.services.kernel.access import place_of
from app.services.kernel.audit import note
from app.services.kernel.rate_limits import Limit, Try, count, room_again
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
SECOND_CLICK = timedelta(seconds=5)
"""So long a link is shown again to the same form: a browser drops the first answer when a button is clicked twice."""
TOKEN_BYTES = 16
"""Short enough to be written by hand from a poster."""
_HOUR = timedelta(hours=1)
JOINS_BY_LINK = Limit("joining by an open link", 150, _HOUR, words.MANY_JOINED_BY_LINK)
"""By one link, from everywhere: more than a council and its offices, so that one holder cannot make a crowd."""
JOINS_BY_LINK_FROM_CLIENT = Limit("joining by an open link from client", 100, _HOUR, words.MANY_JOINED_FROM_NETWORK)
JOINS_FROM_CLIENT = Limit("joining by open links", 200, _HOUR, words.MANY_JOINED_FROM_NETWORK)
"""By any link: a whole office can share one address, and be asked at the same meeting."""
_PLACE = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Opening:
    """Where an open link leads. `closed` says why nobody can begin by it now."""

    assessment: Assessment
    questionnaire: Questionnaire
    link: OpenLink
    closed: str | None


@dataclass(frozen=True, slots=True)
class NewOpenLink:
    """`token` is None when the link has been shown already."""

    id: int
    token: str | None


def create_open_link(
    database: Database,
    actor: Actor,
    key: AssessmentKey,
    role_group: str,
    most: str,
    now: datetime,
    *,
    form: str = "",
    session_secret: str = "",
) -> NewOpenLink:
    """Make the link that a form asks for; one filled-in form makes one link. `most` is a number as typed; empty is no
    limit.

    Raises InvalidInputError for what cannot be used, PermissionDeniedError after closing.
    """
    one_form = form or secrets.token_urlsafe()

    def work(session: Session) -> NewOpenLink:
        assessment = led(session, actor, key).assessment
        _require_open(assessment)
        questionnaire = questionnaire_of(session, assessment.round.edition_id, assessment.round.content_hash)
        limit = _checked(questionnaire, role_group, most)
        token = token_of_form(f"{key.path}/lankar", one_form, session_secret, TOKEN_BYTES)
        made_id = links.open_link_made(session, assessment.id, hash_of(token))
        if made_id is not None:
            (link,) = (link for link in links.open_links_of(session, assessment.id) if link.id == made_id)
            is_shown = link.ended_at is None and now - link.created_at < SECOND_CLICK
            return NewOpenLink(made_id, token if is_shown else None)
        if len(links.open_links_of(session, assessment.id)) >= MAX_LINKS:
            raise PermissionDeniedError(words.TOO_MANY_LINKS.with_facts(limit=MAX_LINKS))
        return NewOpenLink(_add(session, actor, assessment, role_group, token, limit, now), token)

    return database.write(work)


def _add(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    role_group: str,
    token: str,
    limit: int | None,
    now: datetime,
) -> int:
    link_id = links.add_open_link(session, assessment.id, role_group, hash_of(token), limit, now)
    if assessment.mode is Mode.UNDECIDED:
        answers.set_mode(session, assessment.id, Mode.SEVERAL)
        mode_event = AssessmentModeChosen(assessment_id=assessment.id, mode=Mode.SEVERAL)
        note(session, actor, mode_event, place_of(assessment), now)
    event = OpenLinkCreated(assessment_id=assessment.id, open_link_id=link_id, role_group=role_group, most=limit)
    note(session, actor, event, place_of(assessment), now)
    return link_id


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


def begun_place(database: Database, actor: Actor | None, opening: Opening) -> JoinedPlace | None:
    """The place that the browser that asks has by this link already."""
    if actor is None or actor.respondent_id is None:
        return None
    with database.read() as session:
        place = links.joined_place(session, actor.respondent_id)
    return place if place is not None and place.open_link_id == opening.link.id else None


def begin(
    database: Database, actor: Actor | None, token: str, place: str, client: str, now: datetime
) -> tuple[Opening, LinkedPlace | None]:
    """Join, from a network address that is counted. No place when the browser that asks is answering by the link
    already: it goes on with that, so that nobody answers twice without meaning to.

    Raises as `join`, and RateLimitedError. What cannot make a place is refused before it is counted, so that nobody
    uses up what others may begin.
    """
    _require_secret(place)
    opening = open_the_link(database, token)
    with database.read() as session:
        is_second_click = links.find_linked_place(session, hash_of(place)) is not None
    if not is_second_click:
        own_place = begun_place(database, actor, opening)
        if own_place is not None and own_place.handed_in_at is None:
            return opening, None
        if opening.closed is not None:
            raise PermissionDeniedError(opening.closed)
        count(database, _joins(opening.link, client), now)
    return opening, join(database, token, place, now)


def _joins(link: OpenLink, client: str) -> list[Try]:
    return [_by_link(link.id), Try(JOINS_BY_LINK_FROM_CLIENT, f"{link.id}:{client}"), Try(JOINS_FROM_CLIENT, client)]


def full_until(database: Database, link: OpenLink, now: datetime) -> datetime | None:
    """When somebody can join by the link again, after so many have that it is at its limit; None when it is not."""
    return None if link.ended_at is not None else room_again(database, _by_link(link.id), now)


def _by_link(link_id: int) -> Try:
    return Try(JOINS_BY_LINK, str(link_id))


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
    _require_secret(place)

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


def _require_secret(place: str) -> None:
    if not _PLACE.fullmatch(place):
        raise NotFoundError


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


def _opening(session: Session, token: str) -> Opening:
    pair = links.find_open_link(session, hash_of(token))
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

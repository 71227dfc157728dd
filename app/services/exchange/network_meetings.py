"""Meetings of a network: when, what is on the agenda, what each item leads on to and what came of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.exchange_events import NetworkMeetingNoted, NetworkTopicNoted
from app.accounts.kernel.roles import Actor, Place, Right
from app.assessment.answering.entry import whole_number
from app.errors import InvalidInputError, NotFoundError
from app.reports.kernel.wording import clipped
from app.rounds.kernel.days import day_of, read_day
from app.services.exchange import words
from app.services.exchange.networks import found
from app.services.exchange.places import ExchangePlace, exchange_place
from app.services.kernel.audit import note
from app.storage.engine.database import Database
from app.storage.exchange import networks as stored
from app.storage.exchange.challenges import challenges_in
from app.storage.exchange.examples import examples_in
from app.storage.exchange.questions import questions_in
from app.support.exchange.form_reader import TITLE_MAX, FormReader
from app.support.exchange.network import NetworkMeeting, StoredNetwork, StoredTopic, Topic, TopicKind, read_topic

TITLE_SHOWN = 80
"""Characters of what an item can lead on to, where one chooses it."""


class TopicChangedError(InvalidInputError):
    """Somebody has changed the item since the form was loaded, and nothing was changed."""


@dataclass(frozen=True, slots=True)
class TopicForm:
    """An item of a meeting's agenda. `targets` are what it can lead on to, by their address in the form."""

    place: ExchangePlace
    network: StoredNetwork
    meeting: NetworkMeeting
    topic: StoredTopic | None
    targets: Mapping[str, str]


def add_meeting(
    database: Database, actor: Actor, slug: str, network_id: int, fields: Mapping[str, str], now: datetime
) -> None:
    """Twice is the same as once. Raises InvalidInputError by field, NotAuthorizedError to the region's readers."""

    def work(session: Session, place: ExchangePlace, network: StoredNetwork) -> None:
        held_on, reader = read_day(fields.get("day", "")), FormReader(fields)
        where = reader.text("place", TITLE_MAX)
        errors = reader.errors if held_on is not None else {"day": words.MEETING_DAY_UNREADABLE} | reader.errors
        if errors or held_on is None:
            raise InvalidInputError(errors)
        if any((meeting.held_on, meeting.place) == (held_on, where) for meeting in network.meetings):
            return
        stored.add_meeting(session, network.id, held_on, where)
        note(session, actor, NetworkMeetingNoted(network_id=network.id), Place(place.region.id), now)

    _write(database, actor, slug, network_id, work)


def open_topic_form(
    database: Database, actor: Actor, slug: str, network_id: int, meeting_id: int, topic_id: int, now: datetime
) -> TopicForm:
    """Of a new item where `topic_id` is 0."""
    with database.read() as session:
        place = exchange_place(session, actor, slug, Right.LEAD_EXCHANGE)
        network = found(stored.find_network(session, place.region.id, network_id))
        return _topic_form(session, place, network, meeting_id, topic_id, now)


def note_topic(
    database: Database,
    actor: Actor,
    slug: str,
    network_id: int,
    meeting_id: int,
    topic_id: int,
    fields: Mapping[str, str],
    now: datetime,
) -> None:
    """Put an item on the agenda (`topic_id` 0), or note what came of one. The same again is no change.

    Raises InvalidInputError by field, and TopicChangedError where it is another than the form with the stamp `fore` was
    loaded with.
    """

    def work(session: Session, place: ExchangePlace, network: StoredNetwork) -> None:
        form = _topic_form(session, place, network, meeting_id, topic_id, now)
        topic = _read_topic(fields, form.targets)
        before = None if form.topic is None else form.topic.topic
        if before == topic or (before is None and any(each.topic == topic for each in form.meeting.topics)):
            return
        if form.topic is not None and form.topic.stamp != fields.get("fore", ""):
            raise TopicChangedError({"text": words.CHANGED_MEANWHILE})
        stored.store_topic(session, meeting_id, topic, topic_id or None)
        note(session, actor, NetworkTopicNoted(network_id=network.id), Place(place.region.id), now)

    _write(database, actor, slug, network_id, work)


def _write(
    database: Database,
    actor: Actor,
    slug: str,
    network_id: int,
    work: Callable[[Session, ExchangePlace, StoredNetwork], None],
) -> None:
    def locked(session: Session) -> None:
        place = exchange_place(session, actor, slug, Right.LEAD_EXCHANGE)
        work(session, place, found(stored.lock_network(session, place.region.id, network_id)))

    database.write(locked)


def _topic_form(
    session: Session, place: ExchangePlace, network: StoredNetwork, meeting_id: int, topic_id: int, now: datetime
) -> TopicForm:
    meeting = next((each for each in network.meetings if each.id == meeting_id), None)
    if meeting is None:
        raise NotFoundError
    topic = next((each for each in meeting.topics if each.id == topic_id), None)
    if topic_id and topic is None:
        raise NotFoundError
    return TopicForm(place=place, network=network, meeting=meeting, topic=topic, targets=_targets(session, place, now))


def _targets(session: Session, place: ExchangePlace, now: datetime) -> dict[str, str]:
    """Only what everybody in the region can open: the page with the meeting is read by all."""
    region_id, today = place.region.id, day_of(now)
    return {
        TopicKind.NEED.value: words.TOPIC_NEED,
        **{
            target_of(TopicKind.EXAMPLE, each.id): words.TOPIC_EXAMPLE.with_facts(title=each.example.title)
            for each in examples_in(session, region_id)
            if each.is_in_library(today)
        },
        **{
            target_of(TopicKind.QUESTION, each.id): words.TOPIC_QUESTION.with_facts(
                text=clipped(each.text, TITLE_SHOWN)
            )
            for each in questions_in(session, region_id)
        },
        **{
            target_of(TopicKind.CHALLENGE, each.id): words.TOPIC_CHALLENGE.with_facts(
                text=clipped(each.challenge.text, TITLE_SHOWN)
            )
            for each in challenges_in(session, region_id)
        },
    }


def target_of(kind: TopicKind, target_id: int | None) -> str:
    """As the form has it: what kind, and which one."""
    return kind.value if target_id is None else f"{kind}.{target_id}"


def _read_topic(fields: Mapping[str, str], targets: Mapping[str, str]) -> Topic:
    texts, target, review = read_topic(fields), fields.get("target", ""), fields.get("review", "").strip()
    errors, review_on = dict(texts) if isinstance(texts, dict) else {}, read_day(review)
    if target and target not in targets:
        errors["target"] = words.TOPIC_TARGET_UNKNOWN
    if review and review_on is None:
        errors["review"] = words.MEETING_DAY_UNREADABLE
    if errors or isinstance(texts, dict):
        raise InvalidInputError(errors)
    kind, _, number = target.partition(".")
    return Topic(
        text=texts[0],
        leads_to=TopicKind(kind),
        target_id=whole_number(number) or None,
        outcome=texts[1],
        review_on=review_on,
    )

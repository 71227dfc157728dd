"""Asking the others: a mail to a network, answered to whoever asked; and the answer in three lines afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlmodel import Session

from app.accounts.audit.exchange_events import QuestionAnswered, QuestionAsked
from app.accounts.kernel.roles import Actor, Place, Right
from app.accounts.mail.mail_form import MailKind
from app.accounts.organisations.organisation import Municipality, Region
from app.assessment.answering.entry import whole_number
from app.errors import InvalidInputError, NotAuthorizedError, NotFoundError
from app.rounds.kernel.days import day_of
from app.services.exchange import words
from app.services.exchange.asking_again import hindrance
from app.services.exchange.places import ExchangePlace, chosen_kommun, exchange_place
from app.services.exchange.question_mail import QuestionLetter, question_receivers, send_question
from app.services.kernel import words as kernel_words
from app.services.kernel.audit import note
from app.services.kernel.contacts import person_contact
from app.services.kernel.rate_limits import Limit, Try, count
from app.storage.engine.database import Database
from app.storage.exchange import questions as stored
from app.storage.exchange.examples import examples_in
from app.storage.exchange.networks import NetworkReceiver, lock_network, networks_in
from app.storage.organisations.memberships import members_at
from app.support.catalogue.text_search import TextSearch
from app.support.exchange.network import StoredNetwork
from app.support.exchange.question import AskedQuestion, QuestionState, read_answer, read_question

ASKED = Limit("asked_question", 5, timedelta(hours=24), words.TOO_MANY_QUESTIONS)
"""Of one kommun. Each question is a mail to everybody in a network."""
TEXT, ANSWER, REST = 6, 4, 2
"""Weights of a question's texts where one searches."""
NO_ANSWER = "utan-svar"
"""The button of whoever got no answer."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What kommuner of the region have asked, the latest first."""

    place: ExchangePlace
    questions: tuple[AskedQuestion, ...]

    def found(self, query: str) -> tuple[AskedQuestion, ...]:
        """Those that have the words, best first; without words all of them."""
        if not query.strip():
            return self.questions
        search = TextSearch(
            (each, {REST: (each.network, each.municipality), ANSWER: (each.answer,), TEXT: (each.text,)})
            for each in self.questions
        )
        return tuple(hit.document for hit in search.search(query))

    @property
    def to_answer(self) -> tuple[AskedQuestion, ...]:
        """What the reader's own kommun has asked and not written down the answer of."""
        return tuple(each for each in self.questions if is_to_answer(self.place, each))

    @property
    def to_ask_again(self) -> tuple[AskedQuestion, ...]:
        """What nobody has answered, for who may send it once more."""
        return tuple(each for each in self.questions if self.place.leads_region and each.is_to_ask_again)


@dataclass(frozen=True, slots=True)
class AskedView:
    place: ExchangePlace
    question: AskedQuestion
    may_answer: bool
    examples: Mapping[str, str]
    """Id and title of what an answer can point to."""
    may_ask_again: bool = False
    """Nobody answered, and the reader is one of those who may send it once more for the region."""
    hindrance: str = ""
    """Why that is not possible now, where she may."""


@dataclass(frozen=True, slots=True)
class AskableNetwork:
    """A network that is active, and how many would get the question: each person once, and each kommun once."""

    id: int
    title: str
    people: int
    kommuner: int


@dataclass(frozen=True, slots=True)
class AskForm:
    place: ExchangePlace
    networks: tuple[AskableNetwork, ...]


@dataclass(frozen=True, slots=True)
class _Asking:
    """A question that can be asked. `membership_id` is the role of who asks, `contact` her name and address."""

    place: ExchangePlace
    network: StoredNetwork
    kommun: Municipality
    membership_id: int
    contact: str
    address: str
    text: str
    receivers: tuple[NetworkReceiver, ...]


def open_memory(database: Database, actor: Actor, slug: str) -> Memory:
    """For everybody with a role in the region or one of its kommuner. Raises NotFoundError to others."""
    with database.read() as session:
        place = exchange_place(session, actor, slug, Right.SEE_EXCHANGE)
        return Memory(place, stored.questions_in(session, place.region.id))


def open_question(database: Database, actor: Actor, slug: str, question_id: int, now: datetime) -> AskedView:
    """Raises NotFoundError to those outside the region, and for another region's."""
    with database.read() as session:
        place = exchange_place(session, actor, slug, Right.SEE_EXCHANGE)
        question = stored.find_question(session, place.region.id, question_id)
        if question is None:
            raise NotFoundError
        may_ask_again = place.leads_region and question.is_to_ask_again
        return AskedView(
            place=place,
            question=question,
            may_answer=place.has_role_in(question.municipality_id),
            examples=_examples(session, place.region, now),
            may_ask_again=may_ask_again,
            hindrance=hindrance(session, place.region, question) if may_ask_again else "",
        )


def open_ask_form(database: Database, actor: Actor, slug: str) -> AskForm:
    """Raises NotFoundError to whoever has no role in a kommun of the region."""
    with database.read() as session:
        place = exchange_place(session, actor, slug, Right.ASK_OTHERS)
        if not place.own:
            raise NotAuthorizedError(kernel_words.NOT_OF_THE_ROLE)
        networks = [each for each in networks_in(session, place.region.id) if each.is_active]
        return AskForm(place, tuple(_askable(session, actor, network) for network in networks))


def ask(
    database: Database, actor: Actor, slug: str, fields: Mapping[str, str], now: datetime, *, public_url: str
) -> int:
    """Send a question to a network by mail. The same question again is no new one. Returns its id.

    Raises InvalidInputError by field, and RateLimitedError when the kommun has asked much.
    """
    with database.read() as session:
        asking = _asking(session, actor, slug, fields)
        existing = _same(session, asking)
    if existing is not None:
        return existing
    count(database, (Try(ASKED, str(asking.kommun.id)),), now)

    def work(session: Session) -> int:
        lock_network(session, asking.place.region.id, asking.network.id)  # a double click finds what the first did
        latest = _asking(session, actor, slug, fields)
        if (existing := _same(session, latest)) is not None:
            return existing
        question = AskedQuestion(
            id=0,
            network_id=latest.network.id,
            network=latest.network.network.title,
            municipality_id=latest.kommun.id,
            municipality=latest.kommun.name,
            membership_id=latest.membership_id,
            text=latest.text,
            asked_at=now,
            receivers=len(latest.receivers),
        )
        question_id = stored.add_question(session, latest.place.region.id, question)
        letter = QuestionLetter(
            region=latest.place.region,
            question=replace(question, id=question_id),
            contact=latest.contact,
            address=latest.address,
            receivers=latest.receivers,
        )
        send_question(session, MailKind.QUESTION_ASKED, letter, now, public_url=public_url)
        event = QuestionAsked(
            asked_question_id=question_id, network_id=latest.network.id, receivers=len(latest.receivers)
        )
        note(session, actor, event, Place(latest.place.region.id, latest.kommun.id), now)
        return question_id

    return database.write(work)


def answer(
    database: Database, actor: Actor, slug: str, question_id: int, fields: Mapping[str, str], now: datetime
) -> None:
    """Write down the answer, with the examples that it points to; or that nobody answered. The same is no change.

    Raises InvalidInputError by field, also when somebody else has written another answer since the page was loaded,
    and NotAuthorizedError to others than the kommun that asked.
    """

    def work(session: Session) -> None:
        place = exchange_place(session, actor, slug, Right.ASK_OTHERS)
        question = stored.lock_question(session, place.region.id, question_id)
        if question is None:
            raise NotFoundError
        if not place.has_role_in(question.municipality_id):
            raise NotAuthorizedError(words.NOT_OF_THE_ASKING)
        state, text, example_ids = _read_answer(fields, _examples(session, place.region, now))
        if (question.state, question.answer, question.example_ids) == (state, text, example_ids):
            return
        if fields.get("before", "") != question.stamp:
            raise InvalidInputError({"answer": words.CHANGED_MEANWHILE})
        stored.set_answer(session, question_id, state, text, day_of(now), example_ids)
        event = QuestionAnswered(asked_question_id=question_id, state=state)
        note(session, actor, event, Place(place.region.id, question.municipality_id), now)

    database.write(work)


def is_to_answer(place: ExchangePlace, question: AskedQuestion) -> bool:
    """The reader's kommun asked it, and has not said what came of it."""
    return question.state is QuestionState.ASKED and place.has_role_in(question.municipality_id)


def _read_answer(fields: Mapping[str, str], examples: Mapping[str, str]) -> tuple[QuestionState, str, tuple[int, ...]]:
    if fields.get("act") == NO_ANSWER:
        return QuestionState.UNANSWERED, "", ()
    reading = read_answer(fields, examples)
    if isinstance(reading, dict):
        raise InvalidInputError(reading)
    return QuestionState.ANSWERED, *reading


def _askable(session: Session, actor: Actor, network: StoredNetwork) -> AskableNetwork:
    receivers = question_receivers(session, actor.person_id, network.id)
    kommuner = {each.municipality_id for each in receivers}
    return AskableNetwork(id=network.id, title=network.network.title, people=len(receivers), kommuner=len(kommuner))


def _asking(session: Session, actor: Actor, slug: str, fields: Mapping[str, str]) -> _Asking:
    place = exchange_place(session, actor, slug, Right.ASK_OTHERS)
    network_id, text = whole_number(fields.get("network", "")), read_question(fields)
    network = next((each for each in networks_in(session, place.region.id) if each.id == network_id), None)
    errors = dict(text) if isinstance(text, dict) else {}
    if network is None or not network.is_active:
        errors = {"network": words.NETWORK_MISSING} | errors
    if errors or network is None or isinstance(text, dict):
        raise InvalidInputError(errors)
    kommun = chosen_kommun(fields.get("kommun", ""), place.own)
    contact, receivers = (
        person_contact(session, actor.person_id),
        question_receivers(session, actor.person_id, network.id),
    )
    members = members_at(session, Place(place.region.id, kommun.id))
    own = next((member for member in members if member.person_id == actor.person_id), None)
    if contact is None or own is None:
        raise InvalidInputError({"text": words.ASKER_WITHOUT_ADDRESS})
    if not receivers:
        raise InvalidInputError({"network": words.NOBODY_TO_ASK})
    return _Asking(
        place=place,
        network=network,
        kommun=kommun,
        membership_id=own.id,
        contact=contact[0],
        address=contact[1],
        text=text,
        receivers=receivers,
    )


def _same(session: Session, asking: _Asking) -> int | None:
    """The same question of the kommun that nobody has answered yet: a double click must not mail everybody twice."""
    return next(
        (
            each.id
            for each in stored.questions_of(session, asking.kommun.id)
            if (each.network_id, each.text, each.state) == (asking.network.id, asking.text, QuestionState.ASKED)
        ),
        None,
    )


def _examples(session: Session, region: Region, now: datetime) -> dict[str, str]:
    today = day_of(now)
    return {str(each.id): each.example.title for each in examples_in(session, region.id) if each.is_in_library(today)}

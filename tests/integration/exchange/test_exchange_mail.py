"""Mail about exchange that happens by the clock, and what is left when somebody leaves or is erased."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlmodel import Session, col

from app.accounts.kernel.roles import Role
from app.accounts.mail.mail_kinds import MailKind
from app.errors import NotFoundError, PermissionDeniedError
from app.rounds.kernel.days import day_of
from app.services.exchange.asking_again import ask_again
from app.services.exchange.exchange_mail import remind_askers
from app.services.exchange.news_mail import send_news
from app.services.sign_in.own_account import choose_mails
from app.services.support.offer_writing import save_offer
from app.storage.exchange import examples, networks, questions
from app.storage.organisations.organisations import remove_municipality
from app.storage.privacy.erasure import delete_memberships
from app.storage.tables import AskedQuestionRow, MembershipRow, NetworkSeatRow
from app.support.exchange.example import Evidence, Example, ExampleState, review_day
from app.support.exchange.question import AskedQuestion, QuestionState
from app.support.offers.offer import OfferState
from tests.builders import NOW, URL, Scene
from tests.integration.exchange.stage import a_network, mails, membership_of
from tests.integration.projects.stage import with_catalogue
from tests.integration.support.notifications import COORDINATOR_ADDRESS, give_address
from tests.integration.support.together import at_once
from tests.integration.support_wing.test_offers import FIELDS

OTHER_ADDRESS = "samordnare@soderby.example"
ASKED_AT = datetime(2026, 11, 24, 8, tzinfo=UTC)
WEEK_LATER = ASKED_AT + timedelta(days=7)
FIRST_OF_MONTH = datetime(2026, 12, 1, 8, tzinfo=UTC)
DAY_BEFORE = FIRST_OF_MONTH - timedelta(days=1)
MONTH_LATER = datetime(2027, 1, 2, 8, tzinfo=UTC)
EXAMPLE = Example(
    title="Ny mötestid",
    capital_id="politiskt",
    situation="S",
    did="D",
    result="R",
    evidence=Evidence.SEEN,
    not_worked="N",
    contact="K",
)


@pytest.fixture(autouse=True)
def _addresses(scene: Scene) -> None:
    give_address(scene, scene.coordinator)
    give_address(scene, scene.region.soderby.coordinator, OTHER_ADDRESS)


def a_question(scene: Scene) -> int:
    """Norrby's coordinator has asked a network where both kommuner have a seat."""

    def work(session: Session) -> int:
        question = AskedQuestion(
            id=0,
            network_id=a_network(session, scene),
            network="",
            municipality_id=scene.region.norrby.id,
            municipality="",
            membership_id=membership_of(session, scene.coordinator),
            text="Hur gör ni?",
            asked_at=ASKED_AT,
            receivers=1,
        )
        return questions.add_question(session, scene.region.id, question)

    return scene.database.write(work)


def an_example(scene: Scene, published_at: datetime = DAY_BEFORE, title: str = "Ny mötestid") -> int:
    """Of Söderby, published."""

    def work(session: Session) -> int:
        kommun = scene.region.soderby.id
        number = examples.add_example(session, scene.region.id, kommun, None, replace(EXAMPLE, title=title), NOW)
        day = day_of(published_at)
        examples.set_example_state(session, number, ExampleState.PUBLISHED)
        examples.set_published(session, number, day, review_day(day))
        return number

    return scene.database.write(work)


def remind(scene: Scene, now: datetime = WEEK_LATER) -> int:
    return remind_askers(scene.database, now, public_url=URL)


def news(scene: Scene, now: datetime = FIRST_OF_MONTH) -> int:
    return send_news(scene.database, now, public_url=URL)


def test_who_asked_is_reminded_once_after_a_week_also_when_two_look(scene: Scene) -> None:
    number = a_question(scene)
    assert remind(scene, WEEK_LATER - timedelta(minutes=1)) == 0
    assert remind(scene, WEEK_LATER.replace(hour=3)) == 0
    assert at_once(lambda: remind(scene) == 1, lambda: remind(scene) == 1).count(True) == 1
    mail = mails(scene, MailKind.ANSWER_DUE)
    assert [each.to_address for each in mail] == [COORDINATOR_ADDRESS]
    assert "Hur gör ni?" in mail[0].body
    assert f"{URL}/provland/fragor/{number}\n" in mail[0].body


def test_an_answered_question_and_who_has_left_or_turned_it_off_are_not_reminded(scene: Scene) -> None:
    number = a_question(scene)
    scene.database.write(lambda session: questions.set_answer(session, number, QuestionState.UNANSWERED, "", None, ()))
    assert remind(scene) == 0
    a_question(scene)
    choose_mails(scene.database, scene.coordinator, {MailKind.ANSWER_DUE}, set(), NOW)
    assert remind(scene) == 1
    assert mails(scene, MailKind.ANSWER_DUE) == []


def test_who_asked_is_reminded_a_week_after_the_region_has_asked_once_more_and_then_it_rests(scene: Scene) -> None:
    number, region = a_question(scene), scene.region.coordinator

    def nobody_answered() -> None:
        scene.database.write(
            lambda session: questions.set_answer(session, number, QuestionState.UNANSWERED, "", None, ())
        )

    assert remind(scene) == 1
    nobody_answered()
    month_later = ASKED_AT + timedelta(days=30)
    ask_again(scene.database, with_catalogue(scene).region.coordinator, "provland", number, month_later, public_url=URL)
    assert remind(scene, month_later + timedelta(days=6)) == 0
    assert remind(scene, month_later + timedelta(days=7)) == 1
    assert remind(scene, month_later + timedelta(days=14)) == 0
    assert len(mails(scene, MailKind.ANSWER_DUE)) == 2
    nobody_answered()
    ask_again(scene.database, region, "provland", number, month_later, public_url=URL)
    assert len(mails(scene, MailKind.QUESTION_AGAIN)) == 1


def test_the_region_cannot_ask_once_more_for_who_has_left_nor_what_is_not_unanswered(scene: Scene) -> None:
    number, region = a_question(scene), with_catalogue(scene).region.coordinator
    with pytest.raises(PermissionDeniedError, match="Det går inte längre"):
        ask_again(scene.database, region, "provland", number, NOW, public_url=URL)
    scene.database.write(lambda session: questions.set_answer(session, number, QuestionState.UNANSWERED, "", None, ()))
    with pytest.raises(NotFoundError):
        ask_again(scene.database, scene.coordinator, "provland", number, NOW, public_url=URL)
    choose_mails(scene.database, scene.region.soderby.coordinator, {MailKind.QUESTION_ASKED}, set(), NOW)
    with pytest.raises(PermissionDeniedError, match="når ingen"):
        ask_again(scene.database, region, "provland", number, NOW, public_url=URL)
    ended = update(MembershipRow).where(col(MembershipRow.person_id) == scene.coordinator.person_id)
    scene.database.write(lambda session: session.execute(ended.values(ended_at=NOW)))
    with pytest.raises(PermissionDeniedError, match="ingen kan ta emot svaren"):
        ask_again(scene.database, region, "provland", number, NOW, public_url=URL)
    assert mails(scene, MailKind.QUESTION_AGAIN) == []


def test_news_comes_once_a_month_to_the_others_and_only_when_there_is_any(scene: Scene) -> None:
    assert news(scene) == 0
    an_example(scene)
    assert news(scene, FIRST_OF_MONTH.replace(day=9)) == 0
    assert news(scene, FIRST_OF_MONTH.replace(hour=3)) == 0
    assert at_once(lambda: news(scene) == 1, lambda: news(scene) == 1).count(True) == 1
    assert [each.to_address for each in mails(scene, MailKind.EXCHANGE_NEWS)] == [COORDINATOR_ADDRESS]
    assert "Ny mötestid" in mails(scene, MailKind.EXCHANGE_NEWS)[0].body
    an_example(scene, FIRST_OF_MONTH + timedelta(days=1))
    assert news(scene, FIRST_OF_MONTH + timedelta(days=2)) == 0


def test_nothing_is_told_in_two_mails_and_nothing_in_none(scene: Scene) -> None:
    an_example(scene)
    an_example(scene, FIRST_OF_MONTH, "Samma dag som mejlet")
    offer = {name: text for name, text in FIELDS.items() if not name.startswith("occasion")}
    coordinator, database = scene.region.coordinator, with_catalogue(scene).database
    draft = offer | {"act": OfferState.DRAFT}
    offer_id = save_offer(database, coordinator, "provland", draft, NOW, public_url=URL)
    assert news(scene) == 1
    published_at = FIRST_OF_MONTH + timedelta(days=4)
    save_offer(
        database, coordinator, "provland", offer | {"version": "1"}, published_at, offer_id=offer_id, public_url=URL
    )
    assert news(scene, MONTH_LATER) == 2  # of the region's offer Söderby hears as well
    first, *others = (mail for mail in mails(scene, MailKind.EXCHANGE_NEWS))
    second = next(mail for mail in others if mail.to_address == COORDINATOR_ADDRESS)
    assert "Ny mötestid" in first.body
    assert "Samma dag som mejlet" not in first.body
    assert "Kurs i budget" not in first.body
    assert "Ny mötestid" not in second.body
    assert "Samma dag som mejlet" in second.body
    assert "Kurs i budget" in second.body


def test_who_coordinates_two_kommuner_hears_of_what_either_must_look_over(scene: Scene) -> None:
    old = an_example(scene, title="Gammalt exempel")
    an_example(scene, title="Nytt exempel")

    def work(session: Session) -> None:
        examples.set_published(session, old, day_of(NOW), day_of(FIRST_OF_MONTH + timedelta(days=20)))
        person, kommun = scene.coordinator.person_id, scene.region.soderby.id
        session.add(MembershipRow(person_id=person, role=Role.KOMMUN_COORDINATOR, municipality_id=kommun, since=NOW))

    scene.database.write(work)
    news(scene)
    (mail,) = (mail for mail in mails(scene, MailKind.EXCHANGE_NEWS) if mail.to_address == COORDINATOR_ADDRESS)
    assert "Nytt exempel" in mail.body, "news to Norrby, which did not tell it"
    assert "Gammalt exempel" in mail.body, "of Söderby, which must look it over"


def test_news_is_not_sent_to_who_has_turned_it_off(scene: Scene) -> None:
    an_example(scene)
    choose_mails(scene.database, scene.coordinator, {MailKind.EXCHANGE_NEWS}, set(), NOW)
    assert news(scene) == 0


def test_a_seat_is_vacant_when_the_role_has_ended(scene: Scene) -> None:
    a_question(scene)
    with scene.database.read() as session:
        network = networks.networks_in(session, scene.region.id)[0]
        assert [seat.is_vacant for seat in network.seats] == [False, False]
        assert len(networks.receivers_of(session, network.id)) == 2
    ended = update(MembershipRow).where(col(MembershipRow.person_id) == scene.coordinator.person_id)
    scene.database.write(lambda session: session.execute(ended.values(ended_at=NOW)))
    with scene.database.read() as session:
        assert [seat.is_vacant for seat in networks.networks_in(session, scene.region.id)[0].seats] == [True, False]
        assert [each.address for each in networks.receivers_of(session, network.id)] == [OTHER_ADDRESS]


def test_of_a_network_that_gets_fewer_seats_the_free_ones_go_and_nobody_loses_hers(scene: Scene) -> None:
    region, norrby = scene.region, scene.region.norrby.id

    def seats(number: int) -> list[tuple[str, bool]]:
        def work(session: Session) -> list[tuple[str, bool]]:
            network_id = networks.networks_in(session, region.id)[0].id
            networks.set_kommuner(session, network_id, [norrby], number)
            session.flush()
            return [(seat.role, seat.is_vacant) for seat in networks.networks_in(session, region.id)[0].seats]

        return scene.database.write(work)

    def fill(session: Session) -> None:
        own = networks.networks_in(session, region.id)[0].seats_of(norrby)
        networks.store_seat(session, replace(own[0], role="Strateg", membership_id=None))
        held = replace(own[2], role="Ekonom", membership_id=membership_of(session, scene.coordinator))
        networks.store_seat(session, held)

    scene.database.write(lambda session: a_network(session, scene))
    assert seats(3) == [("Strateg", False), ("", True), ("", True)]
    scene.database.write(fill)
    assert seats(2) == [("Strateg", True), ("Ekonom", False)]
    assert seats(1) == [("Ekonom", False)]
    assert seats(2) == [("Ekonom", False), ("", True)]


def test_erasing_somebody_empties_the_seat_and_leaves_the_question(scene: Scene) -> None:
    a_question(scene)
    person_id = scene.coordinator.person_id
    scene.database.write(lambda session: delete_memberships(session, person_id, None))
    with scene.database.read() as session:
        assert session.execute(select(col(AskedQuestionRow.membership_id))).scalars().all() == [None]
        seats = session.execute(select(col(NetworkSeatRow.membership_id))).scalars().all()
        assert sorted(seats, key=str)[-1:] == [None]


def test_a_kommun_that_has_told_or_asked_is_not_removed_with_it(scene: Scene) -> None:
    an_example(scene)
    assert scene.database.write(lambda session: remove_municipality(session, scene.region.soderby.id)) is False

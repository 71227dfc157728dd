"""The monthly mail of whoever coordinates several kommuner, or has much to hear of: one mail, and nothing goes unsaid."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import Session

from app.accounts.kernel.roles import Role
from app.accounts.mail.mail_kinds import MailKind
from app.rounds.kernel.days import day_of
from app.services.exchange.news_mail import send_news
from app.storage.exchange import examples, networks, questions
from app.storage.tables import MailRow, MembershipRow
from app.support.exchange.example import GRACE, ExampleState, review_day
from app.support.exchange.question import AskedQuestion, QuestionState
from tests.builders import NOW, URL, Kommun, Region, Scene, add_kommun, add_region
from tests.integration.exchange.stage import a_network, mails
from tests.integration.exchange.test_exchange_mail import DAY_BEFORE, EXAMPLE, FIRST_OF_MONTH, MONTH_LATER
from tests.integration.support.notifications import COORDINATOR_ADDRESS, give_address
from tests.integration.support.together import at_once


@pytest.fixture(autouse=True)
def _address(scene: Scene) -> None:
    give_address(scene, scene.coordinator)


@pytest.fixture
def abroad(scene: Scene) -> Region:
    """Another region, where Norrby's coordinator coordinates the first kommun too."""
    region = add_region(scene.database, "annat-land")
    scene.database.write(lambda session: coordinate(session, scene, region.norrby))
    return region


def coordinate(session: Session, scene: Scene, kommun: Kommun) -> None:
    person = scene.coordinator.person_id
    session.add(MembershipRow(person_id=person, role=Role.KOMMUN_COORDINATOR, municipality_id=kommun.id, since=NOW))


def tell(session: Session, region: Region, kommun: Kommun, title: str) -> int:
    """An example of the kommun that was published the day before."""
    number = examples.add_example(session, region.id, kommun.id, None, replace(EXAMPLE, title=title), NOW)
    day = day_of(DAY_BEFORE)
    examples.set_example_state(session, number, ExampleState.PUBLISHED)
    examples.set_published(session, number, day, review_day(day))
    return number


def own(scene: Scene) -> list[MailRow]:
    """The mails of Norrby's coordinator, after the month's have been sent."""
    send_news(scene.database, FIRST_OF_MONTH, public_url=URL)
    return [mail for mail in mails(scene, MailKind.EXCHANGE_NEWS) if mail.to_address == COORDINATOR_ADDRESS]


def test_who_coordinates_in_two_regions_gets_one_mail_of_both(scene: Scene, abroad: Region) -> None:
    region = scene.region

    def work(session: Session) -> None:
        tell(session, region, region.soderby, "Hemma")
        tell(session, abroad, abroad.soderby, "Borta")

    scene.database.write(work)
    outcomes = at_once(lambda: len(own(scene)), lambda: len(own(scene)))
    assert outcomes == [1, 1]
    (mail,) = own(scene)
    home, _, away = mail.body.partition("\nAnnat-Land:\n")
    assert "Provland:\n– Soderby berättar: Hemma" in home
    assert "Soderby berättar: Borta" in away
    assert f"{URL}/annat-land/exempel/" in away
    assert "Norrby och Norrby" in mail.subject


def test_news_of_the_second_region_alone_is_told_too(scene: Scene, abroad: Region) -> None:
    scene.database.write(lambda session: tell(session, abroad, abroad.soderby, "Borta"))
    (mail,) = own(scene)
    assert "Borta" in mail.body
    assert "Annat-Land:" not in mail.body, "there is no other region to tell it from"
    assert f"{URL}/annat-land/exempel\n" in mail.body
    send_news(scene.database, MONTH_LATER, public_url=URL)
    assert len(own(scene)) == 1


def test_an_answer_to_the_second_kommun_is_told_beside_the_news_of_the_first(scene: Scene) -> None:
    region = scene.region

    def work(session: Session) -> None:
        third = add_kommun(session, region.id, "9903", "osterby")
        fourth = add_kommun(session, region.id, "9904", "vasterby")
        network_id = a_network(session, scene)
        coordinate(session, scene, third)
        tell(session, region, region.soderby, "Till alla")
        networks.set_kommuner(session, network_id, [third.id])
        question = AskedQuestion(
            id=0,
            network_id=network_id,
            network="",
            municipality_id=fourth.id,
            municipality="",
            membership_id=None,
            text="Hur gör ni?",
            asked_at=NOW,
            receivers=1,
        )
        number = questions.add_question(session, region.id, question)
        questions.set_answer(session, number, QuestionState.ANSWERED, "Så här.", day_of(DAY_BEFORE), ())

    scene.database.write(work)
    (mail,) = own(scene)
    assert mail.body.count("Till alla") == 1
    assert "Svar på en fråga i Strateger: Hur gör ni?" in mail.body
    assert "Norrby och Osterby" in mail.subject


def test_what_a_mail_has_no_room_for_is_counted_with_a_link(scene: Scene) -> None:
    region = scene.region

    def work(session: Session) -> None:
        for number in range(8):
            tell(session, region, region.soderby, f"Nummer {number}")

    scene.database.write(work)
    (mail,) = own(scene)
    assert mail.body.count("berättar: Nummer") == 5
    assert f"– Och 3\N{NO-BREAK SPACE}exempel till\n  {URL}/provland/exempel\n" in mail.body


def test_every_warning_stands_in_the_mail(scene: Scene) -> None:
    region = scene.region

    def work(session: Session) -> None:
        for number in range(8):
            example_id = tell(session, region, region.norrby, f"Nummer {number}")
            goes_on = day_of(FIRST_OF_MONTH) + timedelta(days=20 + number)
            examples.set_published(session, example_id, day_of(NOW), goes_on - GRACE)

    scene.database.write(work)
    (mail,) = own(scene)
    assert mail.body.count("försvinner för de andra") == 8

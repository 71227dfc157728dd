"""Days on which a region takes something up again, and a kommun's examples: told once, in the mail of the month."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlmodel import Session

from app.accounts.mail.mail_kinds import MailKind
from app.rounds.goals.decision import AmbitionDecision
from app.services.exchange.news_mail import send_news
from app.services.exchange.review_mail import send_review_days
from app.services.projects.idea_preparing import prepare_idea
from app.services.rounds.region_start import region_starts
from app.services.sign_in.own_account import choose_mails
from app.storage.exchange import networks
from app.storage.exchange.examples import set_published
from app.storage.goals.ambition import add_decision
from app.support.exchange.network import NetworkState, Topic
from app.support.exchange.review_days import ReviewKind
from tests.builders import NOW, URL, Scene
from tests.integration.exchange.stage import NETWORK, a_network, mails
from tests.integration.exchange.test_exchange_mail import an_example
from tests.integration.projects.stage import SLUG, prioritised, with_catalogue
from tests.integration.support.notifications import give_address
from tests.integration.support.together import at_once

JUNE = datetime(2027, 6, 2, 8, tzinfo=UTC)
"""The idea's review day is the first of June 2027."""
AMBITION = AmbitionDecision(
    level=1, decided_on=NOW.date(), diary_number="GR 1", reason="Vi börjar.", review_on=date(2027, 6, 20)
)


def a_topic(session: Session, scene: Scene, review_on: date) -> int:
    network_id = a_network(session, scene)
    meeting_id = networks.add_meeting(session, network_id, NOW.date(), "")
    networks.store_topic(session, meeting_id, Topic(text="Laddplatser", review_on=review_on))
    return network_id


def tell(scene: Scene, now: datetime = JUNE) -> int:
    return send_review_days(scene.database, now, public_url=URL)


def waiting(scene: Scene, now: datetime) -> list[ReviewKind]:
    (start,) = region_starts(scene.database, scene.region.coordinator, now)
    return [day.kind for day in start.review_days]


def test_a_region_is_told_once_in_the_month_of_the_day_and_its_start_page_says_so_until_it_is_seen_to(
    scene: Scene,
) -> None:
    region = with_catalogue(scene).region
    give_address(scene, region.coordinator, "samordnare@provland.example")
    idea_id = prioritised(scene)
    network_id = scene.database.write(lambda session: a_topic(session, scene, date(2027, 6, 10)))
    scene.database.write(lambda session: add_decision(session, region.id, AMBITION, (), NOW))
    assert tell(scene, JUNE.replace(month=5)) == 0
    assert tell(scene, JUNE.replace(day=9)) == 0
    assert tell(scene, JUNE.replace(hour=3)) == 0
    assert waiting(scene, JUNE - timedelta(days=2)) == []
    assert at_once(lambda: tell(scene) == 1, lambda: tell(scene) == 1).count(True) == 1
    (mail,) = mails(scene, MailKind.REVIEW_DAYS)
    assert mail.to_address == "samordnare@provland.example"
    for line in (f"/ideer/{idea_id}\n", "”Laddplatser”", f"/natverk/{network_id}/moten/", "/provland/ambition\n"):
        assert line in mail.body
    assert tell(scene, JUNE.replace(month=7)) == 0
    assert waiting(scene, JUNE) == [ReviewKind.IDEA]
    july = JUNE.replace(month=7)
    assert waiting(scene, july) == [ReviewKind.IDEA, ReviewKind.TOPIC, ReviewKind.AMBITION]
    prepare_idea(scene.database, region.coordinator, SLUG, idea_id, JUNE)
    resting = replace(NETWORK, state=NetworkState.RESTING)
    scene.database.write(lambda session: networks.store_network(session, region.id, resting, NOW, network_id))
    later = replace(AMBITION, decided_on=JUNE.date(), review_on=date(2028, 6, 1))
    scene.database.write(lambda session: add_decision(session, region.id, later, (), JUNE))
    assert waiting(scene, july) == []


def test_who_leads_no_region_or_has_turned_it_off_is_told_nothing(scene: Scene) -> None:
    region = scene.region
    give_address(scene, region.coordinator, "samordnare@provland.example")
    scene.database.write(lambda session: a_topic(session, scene, JUNE.date()))
    (start,) = region_starts(scene.database, region.reader, JUNE)
    assert start.review_days == ()
    choose_mails(scene.database, region.coordinator, {MailKind.REVIEW_DAYS}, set(), NOW)
    assert tell(scene) == 0


def test_a_kommun_is_told_in_its_mail_of_the_month_that_its_example_is_to_be_looked_over(scene: Scene) -> None:
    give_address(scene, scene.region.soderby.coordinator, "samordnare@soderby.example")
    number = an_example(scene, NOW - timedelta(days=40))

    def review_on(day: date) -> None:
        scene.database.write(lambda session: set_published(session, number, date(2025, 6, 20), day))

    def told(month: int) -> list[str]:
        before = len(mails(scene, MailKind.EXCHANGE_NEWS))
        send_news(scene.database, JUNE.replace(month=month), public_url=URL)
        return [mail.body for mail in mails(scene, MailKind.EXCHANGE_NEWS)[before:]]

    review_on(date(2027, 6, 20))
    assert told(5) == []
    (body,) = told(6)
    assert "Dags att se över ert exempel ”Ny mötestid”" in body
    assert f"{URL}/provland/exempel/{number}\n" in body
    assert told(7) == []
    (body,) = told(9)  # ninety days later it goes
    assert "”Ny mötestid” försvinner för de andra" in body

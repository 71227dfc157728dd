"""What a kommun came to between two moments, on real databases: by its last occasion, or when signing up was over."""

from datetime import UTC, datetime, timedelta

from sqlmodel import Session

from app.accounts.audit.support_events import AttendanceNoted
from app.accounts.kernel.roles import Place
from app.storage.kernel.audit import append
from app.storage.support import offers as stored
from app.storage.support.sign_ups import attended_between, set_attendance, store_sign_up, took_place_at
from app.support.catalogue.catalogue import TargetGroup
from app.support.offers.offer import Occasion, OfferState, StoredOffer
from app.support.offers.sign_up import Mandate, SignUp, SignUpState
from tests.builders import NOW, Scene
from tests.unit.support.builders import an_offer

SPRING, MAY = datetime(2027, 3, 1, 12, tzinfo=UTC), datetime(2027, 5, 3, 12, tzinfo=UTC)
COMING = SignUp(people=1, roles=(TargetGroup.MANAGERS,), mandate=Mandate.DECIDES)


def attend(scene: Scene, title: str, *occasions: datetime, state: SignUpState = SignUpState.ATTENDED) -> int:
    """An offer with these occasions that Norrby signed up to until 31 March."""
    offer = an_offer(title)
    region_id, norrby = scene.region.id, scene.region.norrby

    def work(session: Session) -> int:
        offer_id = stored.add_offer(session, region_id, None, offer, OfferState.OPEN, NOW)
        for number, starts in enumerate(occasions):
            occasion = Occasion(starts, starts + timedelta(hours=2))
            stored.add_occasion(session, offer_id, occasion, f"{title}-{number}@provland")
        store_sign_up(session, offer_id, norrby.id, COMING, NOW)
        published = stored.find_offer(session, region_id, offer_id)
        assert published is not None
        set_attendance(session, {published.sign_ups[0].id: state})
        return offer_id

    return scene.database.write(work)


def attended(scene: Scene, after: datetime, until: datetime | None = None) -> list[str]:
    with scene.database.read() as session:
        return [offer.title for offer in attended_between(session, scene.region.norrby.id, after, until)]


def test_offers_stand_by_when_they_took_place_and_those_without_occasions_when_signing_up_was_over(
    scene: Scene,
) -> None:
    attend(scene, "Hela våren", SPRING, MAY)
    attend(scene, "Utan tid")
    attend(scene, "Första mars", SPRING)
    attend(scene, "Kom inte", SPRING, state=SignUpState.ABSENT)
    assert attended(scene, NOW) == ["Första mars", "Utan tid", "Hela våren"]
    assert attended(scene, SPRING + timedelta(seconds=1)) == ["Utan tid", "Hela våren"]
    assert attended(scene, NOW, MAY) == ["Första mars", "Utan tid"]
    # Signing up was possible to the end of 31 March, 22.00 UTC in summer time.
    over = datetime(2027, 3, 31, 22, tzinfo=UTC)
    assert attended(scene, over, MAY) == ["Utan tid"]
    assert attended(scene, NOW, over) == ["Första mars"]


def test_an_offer_without_occasions_took_place_no_later_than_somebody_noted_who_came(scene: Scene) -> None:
    """Signing up was closed by hand on 1 March, weeks before its last day."""
    offer_id, region = attend(scene, "Utan tid"), scene.region

    def note(session: Session) -> StoredOffer | None:
        for at in (SPRING, MAY):  # and put right afterwards
            event = AttendanceNoted(offer_id=offer_id, attended=1, absent=0)
            append(session, region.coordinator.person_id, event, Place(region.id), at)
        return stored.find_offer(session, region.id, offer_id)

    offer = scene.database.write(note)
    assert attended(scene, SPRING, SPRING + timedelta(seconds=1)) == ["Utan tid"]
    assert offer is not None
    with scene.database.read() as session:
        assert took_place_at(session, offer) == SPRING


def test_an_occasion_that_was_cancelled_does_not_count(scene: Scene) -> None:
    offer_id = attend(scene, "Flyttad", SPRING, MAY)

    def cancel(session: Session) -> None:
        offer = stored.find_offer(session, scene.region.id, offer_id)
        assert offer is not None
        stored.change_occasion(session, offer.occasions[-1].id)

    scene.database.write(cancel)
    assert attended(scene, NOW, MAY) == ["Flyttad"]

"""Two offers of the example region: one that is open, with a reserve list, and one that is done."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from sqlmodel import Session, select

from app.rounds.kernel.days import STOCKHOLM, day_of
from app.storage.support import offers as stored
from app.storage.support.needs import open_needs_in
from app.storage.support.sign_ups import set_attendance, set_granted, set_with_need, store_sign_up
from app.storage.tables import MunicipalityRow
from app.support.catalogue.catalogue import SupportForm, TargetGroup
from app.support.offers.offer import Occasion, Offer, OfferState, PaidBy, StoredOffer, answers
from app.support.offers.sign_up import Mandate, SignUp, SignUpState

_MANAGERS, _STRATEGISTS, _SUPPORT = TargetGroup.MANAGERS, TargetGroup.STRATEGISTS, TargetGroup.SUPPORT_FUNCTIONS
OPEN_SIGN_UPS: tuple[tuple[str, SignUp], ...] = (
    ("1401", SignUp(people=2, roles=(_STRATEGISTS, _SUPPORT), mandate=Mandate.PREPARES)),
    ("1481", SignUp(people=1, roles=(_SUPPORT,), mandate=Mandate.LISTENS)),
    (
        "1402",
        SignUp(people=2, roles=(_STRATEGISTS, _MANAGERS), mandate=Mandate.DECIDES, note="En av oss deltar på distans."),
    ),
    ("1482", SignUp(people=1, roles=(_STRATEGISTS,), mandate=Mandate.PREPARES)),
    ("1415", SignUp(people=2, roles=(_STRATEGISTS,), mandate=Mandate.PREPARES)),
    ("1407", SignUp(people=1, roles=(_MANAGERS,), mandate=Mandate.DECIDES)),
)
"""By the kommun's code, in the order in which they signed up. There are fewer places than people."""
DONE_SIGN_UPS: tuple[tuple[str, SignUp], ...] = (
    ("1401", SignUp(people=1, roles=(_MANAGERS,), mandate=Mandate.DECIDES)),
    ("1441", SignUp(people=2, roles=(_MANAGERS, _SUPPORT), mandate=Mandate.DECIDES)),
    ("1480", SignUp(people=2, roles=(_SUPPORT,), mandate=Mandate.PREPARES)),
    ("1419", SignUp(people=1, roles=(_MANAGERS,), mandate=Mandate.LISTENS)),
)
ABSENT = "1419"
"""The kommun that did not come."""


def add_offers(session: Session, region_id: int, now: datetime) -> None:
    today = day_of(now)
    open_offer = Offer(
        title="Skrivstuga för ansökningar",
        gives="Ni skriver en ansökan färdig tillsammans med någon som kan utlysningarna, och lär er redovisa efteråt.",
        demands="Ta med en idé som er ledning står bakom, och avsätt tid mellan träffarna att skriva.",
        capital_ids=("finansiellt",),
        forms=(SupportForm.RESOURCES,),
        target_groups=(_STRATEGISTS, _SUPPORT),
        hours={_STRATEGISTS: Decimal(10), _SUPPORT: Decimal(4)},
        last_day=today + timedelta(days=20),
        places=6,
        places_per_kommun=2,
        paid_by=PaidBy.MEMBERSHIP,
        contact="Utvecklingsledaren för omställning, omstallning@goteborgsregionen.example",
        item_ids=("ansokningsstod",),
    )
    done_offer = Offer(
        title="Mål som styr budgeten",
        gives="Ni får en arbetsgång för hur omställningsmålen kommer in i budgetanvisningarna.",
        demands="En ekonom och en chef är med, och visar förra årets budgetanvisningar.",
        capital_ids=("finansiellt", "politiskt"),
        forms=(SupportForm.KNOWLEDGE,),
        target_groups=(_MANAGERS, _SUPPORT),
        hours={_MANAGERS: Decimal(3), _SUPPORT: Decimal(6)},
        last_day=today - timedelta(days=40),
        places=12,
        places_per_kommun=3,
        paid_by=PaidBy.PROJECT,
        contact="Utvecklingsledaren för omställning, omstallning@goteborgsregionen.example",
        item_ids=("omstallning-i-budgeten",),
    )
    place = "Göteborgsregionen, Anders Personsgatan 8"
    first = _add(session, region_id, open_offer, now, ((35, 13, 16, place), (63, 9, 12, "https://mote.example/skriv")))
    _sign_up(session, region_id, first, OPEN_SIGN_UPS, now - timedelta(days=6))
    second = _add(session, region_id, done_offer, now, ((-28, 9, 12, place),))
    _sign_up(session, region_id, second, DONE_SIGN_UPS, now - timedelta(days=60))
    _finish(session, region_id, second)


def _add(
    session: Session, region_id: int, offer: Offer, now: datetime, occasions: tuple[tuple[int, int, int, str], ...]
) -> int:
    """Occasions are on the Tuesday of the week so many days from now, with their hours and their place."""
    offer_id = stored.add_offer(session, region_id, None, offer, OfferState.OPEN, now)
    for number, (days, start, end, place) in enumerate(occasions):
        tuesday = day_of(now) + timedelta(days=days - day_of(now).weekday() + 1)
        day = datetime.combine(tuesday, datetime.min.time(), STOCKHOLM)
        starts, ends = (day.replace(hour=hour).astimezone(UTC) for hour in (start, end))
        uid = f"exempel-{offer_id}-{number}@omstallningskollen"
        stored.add_occasion(session, offer_id, Occasion(starts, ends, place), uid)
    return offer_id


def _sign_up(
    session: Session, region_id: int, offer_id: int, sign_ups: tuple[tuple[str, SignUp], ...], since: datetime
) -> None:
    offer = _offer(session, region_id, offer_id)
    needs = {
        assessment.municipality_id
        for assessment, need in open_needs_in(session, region_id)
        if answers(offer.offer, need)
    }
    query = select(MunicipalityRow.code, MunicipalityRow.id).where(MunicipalityRow.region_id == region_id)
    ids = {code: municipality_id or 0 for code, municipality_id in session.exec(query)}
    for number, (code, sign_up) in enumerate(sign_ups):
        at = since + timedelta(hours=5 * number)
        store_sign_up(session, offer_id, ids[code], sign_up, at)
    offer = _offer(session, region_id, offer_id)
    set_with_need(session, [each.id for each in offer.sign_ups if each.municipality_id in needs])
    offer = offer.with_needs_of(needs)
    for each in offer.sign_ups:
        set_granted(session, each.id, offer.standings[each.municipality_id].granted, None)
    session.flush()


def _finish(session: Session, region_id: int, offer_id: int) -> None:
    offer = _offer(session, region_id, offer_id)
    states = {
        each.id: SignUpState.ABSENT if each.slug.startswith(ABSENT) else SignUpState.ATTENDED for each in offer.sign_ups
    }
    set_attendance(session, states)
    stored.set_offer_state(session, offer_id, OfferState.DONE)


def _offer(session: Session, region_id: int, offer_id: int) -> StoredOffer:
    offer = stored.find_offer(session, region_id, offer_id)
    if offer is None:
        raise LookupError(offer_id)
    return offer

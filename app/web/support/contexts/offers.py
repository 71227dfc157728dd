"""Context of a region's offers of support: what one can sign up to, soonest first, and what is over."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from app.reports.kernel.wording import count, number
from app.rounds.kernel.days import day_of
from app.services.support.offer_acts import attendance_closed
from app.services.support.offer_mails import standing_sentence
from app.services.support.offers import OfferView, RegionOffers
from app.support.catalogue.catalogue import TargetGroup
from app.support.catalogue.names import TARGET_GROUPS
from app.support.offers.offer import Offer, OfferState
from app.support.offers.places import PlaceStanding
from app.support.offers.sign_up import SignUpState, StoredSignUp
from app.web.shell.contexts.frame import Frame
from app.web.shell.formatting import day, span

STATES = {
    OfferState.DRAFT: "Utkast",
    OfferState.OPEN: "Öppet för anmälan",
    OfferState.FULL: "Fullt, reservlista",
    OfferState.CLOSED: "Anmälan har stängt",
    OfferState.DONE: "Genomfört",
    OfferState.CANCELLED: "Inställt",
}
TAGS = {
    OfferState.DRAFT: "coming",
    OfferState.OPEN: "ongoing",
    OfferState.FULL: "waiting",
    OfferState.CLOSED: "waiting",
    OfferState.DONE: "done",
    OfferState.CANCELLED: "coming",
}
"""The shape beside a state's word: shell/html/_state.html."""
PEOPLE = {
    TargetGroup.POLITICIANS: "en förtroendevald",
    TargetGroup.MANAGERS: "en chef",
    TargetGroup.SUPPORT_FUNCTIONS: "en person i en stödfunktion",
    TargetGroup.STRATEGISTS: "en strateg",
    TargetGroup.OPERATIONS: "en person i en verksamhet",
}


@dataclass(frozen=True, slots=True)
class OwnStanding:
    """Where a kommun of the reader stands."""

    kommun: str
    sentence: str
    has_place: bool


@dataclass(frozen=True, slots=True)
class OfferCard:
    title: str
    url: str
    provider: str
    state: str
    tag: str
    first: str
    """The next occasion that is left, in words. There is one, or none was ever set: the offer would be closed."""
    more: str
    """How many more occasions there are, or empty."""
    gives: str
    demands: str
    hours: str
    places: str
    last_day: str
    groups: str
    own: tuple[OwnStanding, ...]
    signs_up: bool
    """The reader can sign up a kommun that is not signed up."""
    has_places: bool
    """Who signs up gets one, and is not put on the reserve list."""
    is_primary: bool = False
    """The first of those that the reader can sign up to, with places where there is such a one."""


@dataclass(frozen=True, slots=True)
class OfferLine:
    title: str
    url: str
    about: str
    attendance_url: str = ""
    """Of what has been, for who can say which kommuner came and has not yet."""


@dataclass(frozen=True, slots=True)
class OffersPage:
    frame: Frame
    url: str
    catalogue_url: str
    needs_url: str
    """The region's own page of needs, for its people."""
    cards: tuple[OfferCard, ...]
    drafts: tuple[OfferLine, ...]
    earlier: tuple[OfferLine, ...]
    may_offer: bool
    is_kommun: bool
    """The reader comes for a kommun: to sign up first, and to offer second."""
    has_calendar: bool


def offers_page(frame: Frame, offers: RegionOffers, now: datetime, *, sees_needs: bool) -> OffersPage:
    region = offers.region
    url = f"/{region.slug}/erbjudanden"
    views = (*offers.current, *offers.earlier)
    return OffersPage(
        frame=frame,
        url=url,
        catalogue_url=f"/{region.slug}/stod",
        needs_url=f"/{region.slug}/behov" if sees_needs else "",
        cards=_first_marked(_card(view, url, now) for view in offers.current),
        drafts=tuple(OfferLine(view.offer.offer.title, f"{url}/{view.offer.id}", "Utkast") for view in offers.drafts),
        earlier=tuple(_line(view, url, now) for view in offers.earlier),
        may_offer=offers.may_offer,
        is_kommun=not offers.offers_as_region,
        has_calendar=any(view.offer.every_occasion for view in views),
    )


def _first_marked(cards: Iterable[OfferCard]) -> tuple[OfferCard, ...]:
    """With one primary button at the most."""
    in_order = tuple(cards)
    first = max((card for card in in_order if card.signs_up), key=lambda card: card.has_places, default=None)
    return tuple(replace(card, is_primary=card is first) for card in in_order)


def _card(view: OfferView, url: str, now: datetime) -> OfferCard:
    offer = view.offer
    next_occasions = [each.occasion for each in offer.occasions if each.occasion.ends_at >= now]
    others = len(next_occasions) - 1
    own = own_standings(view)
    own_names = {standing.kommun for standing in own}
    return OfferCard(
        title=offer.offer.title,
        url=f"{url}/{offer.id}",
        provider=offer.provider.name,
        state=STATES[view.state],
        tag=TAGS[view.state],
        first=span(next_occasions[0].starts_at, next_occasions[0].ends_at)
        if next_occasions
        else "Tiden är inte bestämd",
        more=f"och {count(others, 'gång till', 'gånger till')}" if others > 0 else "",
        gives=offer.offer.gives,
        demands=offer.offer.demands,
        hours=hours_words(offer.offer),
        places=places_words(view),
        last_day=last_day_words(offer.offer, now),
        groups=groups_words(offer.offer),
        own=own,
        signs_up=any(kommun.name not in own_names for kommun in view.signs_up),
        has_places=offer.places_left > 0,
    )


def _line(view: OfferView, url: str, now: datetime) -> OfferLine:
    offer = view.offer
    days = [day(day_of(each.occasion.starts_at)) for each in offer.occasions]
    parts = (STATES[view.state], days[-1] if days else "", offer.provider.name)
    return OfferLine(
        title=offer.offer.title,
        url=f"{url}/{offer.id}",
        about=" · ".join(filter(None, parts)),
        attendance_url=f"{url}/{offer.id}/narvaro" if _is_to_note(view, now) else "",
    )


def _is_to_note(view: OfferView, now: datetime) -> bool:
    """It has been, kommuner had places, and the reader is who can say which of them came."""
    is_open = view.may_note_attendance and not view.is_over and not attendance_closed(view.offer, now)
    return is_open and view.offer.granted > 0


def own_standings(view: OfferView) -> tuple[OwnStanding, ...]:
    """Of the reader's own kommuner that are signed up."""
    own = {kommun.id for kommun in view.own_kommuner}
    standings = view.offer.standings
    return tuple(
        OwnStanding(
            kommun=sign_up.municipality,
            sentence=_own_sentence(view.state, sign_up, standings[sign_up.municipality_id]),
            has_place=sign_up.granted > 0 and view.state is not OfferState.CANCELLED,
        )
        for sign_up in view.offer.sign_ups
        if sign_up.municipality_id in own
    )


def _own_sentence(state: OfferState, sign_up: StoredSignUp, standing: PlaceStanding) -> str:
    if state is OfferState.CANCELLED:
        return "Ni var anmälda."
    if sign_up.state is SignUpState.ATTENDED:
        return "Ni deltog."
    if sign_up.state is SignUpState.ABSENT:
        return "Ni uteblev."
    if state is OfferState.DONE and not sign_up.granted:
        return "Ni stod på reservlistan."
    return standing_sentence(standing, sign_up.sign_up.people)


def hours_words(offer: Offer) -> str:
    """3,5 timmar för en chef och 2 timmar för en strateg, as a sentence."""
    parts = [
        f"{number(hours)} {'timme' if hours == 1 else 'timmar'} för {PEOPLE[group]}"
        for group, hours in offer.hours.items()
    ]
    return f"{' och '.join(filter(None, [', '.join(parts[:-1]), parts[-1]]))}." if parts else ""


def places_words(view: OfferView) -> str:
    """Places that are left, and when none is how many wait.

    How many are left is for those who see the sign-ups: beside one other kommun it would tell how many that one sends.
    """
    offer, places = view.offer, count(view.offer.offer.places, "plats", "platser")
    if view.is_over:
        return places
    if offer.places_left:
        is_single = offer.offer.places == 1
        return (
            f"{offer.places_left} av {places} kvar"
            if view.sees_sign_ups
            else f"Det finns {'plats' if is_single else 'platser'} kvar ({offer.offer.places} i allt)"
        )
    waiting = sum(standing.reserve > 0 for standing in offer.standings.values())
    return (
        f"Fullt. {count(waiting, 'kommun', 'kommuner')} på reservlistan"
        if waiting
        else "Fullt, men det finns reservlista"
    )


def last_day_words(offer: Offer, now: datetime) -> str:
    days_left = (offer.last_day - day_of(now)).days
    soon = {0: " (i dag)", 1: " (i morgon)"}.get(days_left, f" (om {days_left} dagar)" if 1 < days_left < 15 else "")
    return f"{day(offer.last_day)}{soon}"


def groups_words(offer: Offer) -> str:
    return ", ".join(TARGET_GROUPS[group].lower() for group in offer.target_groups).capitalize()

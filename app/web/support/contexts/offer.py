"""Context of one offer of support: what it gives and demands, when it is, who comes, and what the reader can do."""

from dataclasses import dataclass

from app.services.support.offer_acts import attendance_closed
from app.services.support.offer_mails import moment as moment_words
from app.services.support.offers import OpenedOffer
from app.support.catalogue.names import FORMS, TARGET_GROUPS, capital_name
from app.support.offers.mandates import mandate_balance
from app.support.offers.offer import OfferState, PaidBy
from app.support.offers.sign_up import Mandate, SignUpState, StoredSignUp
from app.support.workshops.landing import NoteSource
from app.web.shell.contexts.frame import Frame
from app.web.shell.formatting import day, span
from app.web.support.contexts.catalogue import ItemLink
from app.web.support.contexts.offers import (
    STATES,
    TAGS,
    OwnStanding,
    groups_words,
    hours_words,
    last_day_words,
    own_standings,
    places_words,
)
from app.web.support.contexts.taking_part import TakingPartView, taking_part_view

PAID_BY = {
    PaidBy.MEMBERSHIP: "Ingår i medlemsavgiften",
    PaidBy.KOMMUN: "Kommunen betalar själv",
    PaidBy.PROJECT: "Betalas av ett projekt",
    PaidBy.OTHER: "Någon annan betalar",
}
MANDATES = {
    Mandate.DECIDES: "Får besluta",
    Mandate.PREPARES: "Bereder",
    Mandate.LISTENS: "Lyssnar",
}
ATTENDANCE = {SignUpState.ATTENDED: "Deltog", SignUpState.ABSENT: "Uteblev"}
DONE = {
    "publicerat": "Erbjudandet är publicerat. Kommunerna ser det nu.",
    "utkast": "Utkastet är sparat. Bara ni ser det.",
    "andrat": "Ändringen är sparad.",
    "stangt": "Anmälan är stängd.",
    "oppnat": "Anmälan är öppen igen.",
    "installt": "Erbjudandet är inställt. De som var anmälda har fått ett mejl.",
    "narvaro": "Närvaron är sparad.",
    "anmalan": "Anmälan är sparad. Samordnaren får ett mejl med tid, plats och länken där ni avanmäler er.",
    "avanmalan": "Kommunen är avanmäld. Platserna går vidare till nästa.",
}


@dataclass(frozen=True, slots=True)
class OccasionView:
    time: str
    place: str
    link: str
    """The place, where it is the address of a web page."""


@dataclass(frozen=True, slots=True)
class SignUpRowView:
    """A kommun that comes, for the provider and the region."""

    kommun: str
    places: str
    roles: str
    mandate: str
    note: str
    attendance: str


@dataclass(frozen=True, slots=True)
class OwnSignUp:
    """A kommun of the reader: where it stands, and what its coordinator can do."""

    kommun: str
    standing: OwnStanding | None
    until: str
    """What can still change its places, or empty."""
    sign_up_url: str
    """To sign up or change; empty where that cannot be done."""
    leave_url: str


@dataclass(frozen=True, slots=True)
class OfferPage:
    frame: Frame
    url: str
    list_url: str
    title: str
    provider: str
    state: str
    tag: str
    is_draft: bool
    is_cancelled: bool
    is_over: bool
    reason: str
    gives: str
    demands: str
    hours: str
    occasions: tuple[OccasionView, ...]
    has_calendar: bool
    own: tuple[OwnSignUp, ...]
    coming: tuple[str, ...]
    """Kommuner with a place, by name."""
    waiting: tuple[str, ...]
    """Kommuner without a place on the reserve list, in its order."""
    wanting_more: tuple[str, ...]
    """Kommuner that come, and are on the reserve list with the rest of those they want to send, in its order."""
    balance: tuple[str, ...]
    rows: tuple[SignUpRowView, ...]
    """Empty for those who see which kommuner come and no more."""
    taking_part: TakingPartView | None
    """For the region, once the offer is done."""
    capitals: tuple[tuple[str, str], ...]
    """Id, for the icon, and name."""
    forms: str
    groups: str
    places: str
    per_kommun: int
    last_day: str
    paid_by: str
    contact: str
    items: tuple[ItemLink, ...]
    source: NoteSource | None
    """The workshop that it came from, for those who change it."""
    needs: int
    """Needs that the offer names, for those who change it."""
    may_change: bool
    may_close: bool
    may_reopen: bool
    attendance_url: str
    done: str


def offer_page(frame: Frame, open_view: OpenedOffer, done_word: str) -> OfferPage:
    view, offer, region = open_view.view, open_view.view.offer, open_view.region
    content, list_url = offer.offer, f"/{region.slug}/erbjudanden"
    url = f"{list_url}/{offer.id}"
    standings = offer.standings
    reserve = sorted(
        (each for each in offer.sign_ups if standings[each.municipality_id].reserve),
        key=lambda each: standings[each.municipality_id].reserve,
    )
    names, by_id = open_view.catalogue.capital_names, open_view.catalogue.catalogue.by_id
    may_note = view.may_note_attendance and not attendance_closed(offer, open_view.now)
    return OfferPage(
        frame=frame,
        url=url,
        list_url=list_url,
        title=content.title,
        provider=offer.provider.name,
        state=STATES[view.state],
        tag=TAGS[view.state],
        is_draft=view.state is OfferState.DRAFT,
        is_cancelled=view.state is OfferState.CANCELLED,
        is_over=view.is_over,
        reason=offer.reason,
        gives=content.gives,
        demands=content.demands,
        hours=hours_words(content),
        occasions=tuple(
            OccasionView(
                time=span(each.occasion.starts_at, each.occasion.ends_at),
                place=each.occasion.place,
                link=each.occasion.place if each.occasion.place.startswith(("https://", "http://")) else "",
            )
            for each in offer.occasions
        ),
        has_calendar=bool(offer.every_occasion),
        own=_own(open_view, url),
        coming=tuple(
            sorted(
                each.municipality for each in offer.sign_ups if each.granted and each.state is not SignUpState.ABSENT
            )
        ),
        waiting=tuple(each.municipality for each in reserve if not each.granted),
        wanting_more=tuple(each.municipality for each in reserve if each.granted),
        balance=mandate_balance(offer.sign_ups) if view.sees_sign_ups else (),
        rows=tuple(_row(each) for each in offer.sign_ups) if view.sees_sign_ups else (),
        taking_part=_taking_part(open_view),
        capitals=tuple(
            (capital if capital in names else "", capital_name(capital, names))
            for capital in content.capital_ids
            if capital in names or capital == "overgripande"
        ),
        forms=", ".join(FORMS[form] for form in content.forms),
        groups=groups_words(content),
        places=places_words(view),
        per_kommun=content.places_per_kommun,
        last_day=last_day_words(content, open_view.now),
        paid_by=PAID_BY[content.paid_by],
        contact=content.contact,
        items=tuple(
            ItemLink(by_id[item_id].title, f"/{region.slug}/stod/{item_id}")
            for item_id in content.item_ids
            if item_id in by_id
        ),
        source=open_view.source,
        needs=len(content.need_ids) if view.may_change else 0,
        may_change=view.may_change and not view.is_over,
        may_close=view.may_change and view.takes_sign_ups,
        may_reopen=view.may_change and offer.stored_state is OfferState.CLOSED,
        attendance_url=f"{url}/narvaro" if may_note else "",
        done=DONE.get(done_word, ""),
    )


def _own(open_view: OpenedOffer, url: str) -> tuple[OwnSignUp, ...]:
    view, offer = open_view.view, open_view.view.offer
    standings = {standing.kommun: standing for standing in own_standings(view)}
    lines = []
    for kommun in view.own_kommuner:
        standing, may = standings.get(kommun.name), kommun in view.signs_up
        if standing is None and not (may and view.takes_sign_ups):
            continue
        leaves = may and standing is not None and offer.is_left_in_time(open_view.now)
        lines.append(
            OwnSignUp(
                kommun=kommun.name,
                standing=standing,
                until=_until(offer.sign_up_of(kommun.id), open_view) if standing is not None else "",
                sign_up_url=f"{url}/anmalan?kommun={kommun.slug}" if leaves or standing is None else "",
                leave_url=f"{url}/avanmalan?kommun={kommun.slug}" if leaves else "",
            )
        )
    return tuple(lines)


def _taking_part(open_view: OpenedOffer) -> TakingPartView | None:
    if not open_view.view.sees_results:
        return None
    known_ids = open_view.catalogue.capital_names
    has_capital = any(capital_id in known_ids for capital_id in open_view.view.offer.offer.capital_ids)
    return taking_part_view(open_view.taking_part, has_capital=has_capital)


def _until(sign_up: StoredSignUp | None, open_view: OpenedOffer) -> str:
    before = None if sign_up is None else sign_up.decline_before
    if before is not None and before > open_view.now and not open_view.view.is_over:
        return f"Ni har flyttats upp från reservlistan. Kan ni inte komma, tacka nej före {moment_words(before)}."
    if open_view.view.takes_sign_ups:
        last = day(open_view.view.offer.offer.last_day)
        return (
            f"Fördelningen är klar efter {last}. Räcker inte platserna går kommuner med ett anmält behov före, "
            "och alla får en plats innan någon får två."
        )
    return ""


def _row(sign_up: StoredSignUp) -> SignUpRowView:
    people = sign_up.sign_up.people
    return SignUpRowView(
        kommun=sign_up.municipality,
        places=str(people) if sign_up.granted == people else f"{sign_up.granted} av {people}, resten reserv",
        roles=", ".join(TARGET_GROUPS[role].lower() for role in sign_up.sign_up.roles).capitalize(),
        mandate=MANDATES[sign_up.sign_up.mandate],
        note=sign_up.sign_up.note,
        attendance=ATTENDANCE.get(sign_up.state, ""),
    )

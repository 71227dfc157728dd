"""Context of the form of an offer, and of the pages that cancel it and note who came."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.reports.kernel.wording import count
from app.services.support.attention import AboveLimitError
from app.services.support.item_form import ON
from app.services.support.offer_form import MAX_OCCASIONS
from app.services.support.offer_writing import OfferForm
from app.services.support.offers import OpenedOffer
from app.support.catalogue.catalogue import OVERALL, SupportForm, TargetGroup
from app.support.catalogue.names import FORMS, OVERALL_NAME, TARGET_GROUPS
from app.support.offers.offer import OfferState, PaidBy, StoredOffer
from app.support.offers.sign_up import SignUpState
from app.web.shell.contexts.form_fields import DayTyped, Tick, TimeTyped
from app.web.shell.contexts.frame import Frame
from app.web.shell.formatting import day, span
from app.web.support.contexts.ledger_table import above_sentence, hours_text
from app.web.support.contexts.offer import PAID_BY

SPARE_OCCASIONS = 2
"""Empty rows for occasions below those that are filled in."""
LABELS = {
    "title": "Vad erbjudandet heter",
    "gives": "Vad kommunerna får",
    "demands": "Detta kräver det av dem",
    "contact": "Vem man frågar",
    "last_day": "Sista dag att anmäla sig",
    "total": "Platser i allt",
    "per_kommun": "Högst från en kommun",
}
FINISH = ((SignUpState.ATTENDED.value, "Deltog"), (SignUpState.ABSENT.value, "Uteblev"))


@dataclass(frozen=True, slots=True)
class OfferHoursField:
    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class OccasionFields:
    """One row of fields. `name` begins those of its fields."""

    name: str
    number: int
    id: str
    day: DayTyped
    start: TimeTyped
    end: TimeTyped
    place: str


@dataclass(frozen=True, slots=True)
class OfferFormPage:
    frame: Frame
    action: str
    back_url: str
    fields: Mapping[str, str]
    version: int
    is_new: bool
    is_draft: bool
    provider: str
    """The only one there is to offer as; empty where one is chosen."""
    providers: tuple[tuple[str, str], ...]
    capitals: tuple[Tick, ...]
    forms: tuple[Tick, ...]
    groups: tuple[Tick, ...]
    hours: tuple[OfferHoursField, ...]
    last_day: DayTyped
    occasions: tuple[OccasionFields, ...]
    paid_by: tuple[tuple[str, str], ...]
    items: tuple[Tick, ...]
    needs: tuple[Tick, ...]
    labels: Mapping[str, str]
    errors: Mapping[str, str]
    stored: tuple[tuple[str, str], ...]
    """The offer as somebody else has saved it since the page was loaded: names and texts. Empty otherwise."""
    above: tuple[str, ...]
    """The months and roles in which the region's offers would take more time than its limit; empty until asked."""
    limit: str

    @property
    def summary(self) -> dict[str, str]:
        """The errors with the names of their fields, since one sentence stands at several."""
        return {name: _named(_label(name), error) for name, error in self.errors.items()}


@dataclass(frozen=True, slots=True)
class CancelOfferPage:
    frame: Frame
    url: str
    title: str
    is_draft: bool
    """Nobody else has seen it: it is removed, not cancelled."""
    told: str
    """Who is told, in words."""
    reason: str
    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    name: str
    kommun: str
    places: str
    choice: str


@dataclass(frozen=True, slots=True)
class AttendancePage:
    frame: Frame
    url: str
    title: str
    rows: tuple[AttendanceRow, ...]
    choices: tuple[tuple[str, str], ...]
    errors: Mapping[str, str]


def offer_form_page(
    frame: Frame,
    form: OfferForm,
    fields: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    *,
    is_conflict: bool = False,
    above: AboveLimitError | None = None,
) -> OfferFormPage:
    texts = form.fields if fields is None else fields
    list_url = f"/{form.catalogue.region.slug}/erbjudanden"
    offer, is_single = form.offer, len(form.providers) == 1
    return OfferFormPage(
        frame=frame,
        action=f"{list_url}/nytt" if offer is None else f"{list_url}/{offer.id}/andra",
        back_url=list_url if offer is None else f"{list_url}/{offer.id}",
        fields=texts,
        version=form.version,
        is_new=offer is None,
        is_draft=offer is None or offer.stored_state is OfferState.DRAFT,
        provider=form.providers[0].slug if is_single else "",
        providers=() if is_single else tuple((each.slug, each.name) for each in form.providers),
        capitals=_ticks(texts, "capitals", {**form.catalogue.capital_names, OVERALL: OVERALL_NAME}),
        forms=_ticks(texts, "forms", {str(each): FORMS[each] for each in SupportForm}),
        groups=_ticks(texts, "groups", {str(each): TARGET_GROUPS[each] for each in TargetGroup}),
        hours=tuple(
            OfferHoursField(f"hours.{group}", TARGET_GROUPS[group], texts.get(f"hours.{group}", ""))
            for group in TargetGroup
        ),
        last_day=DayTyped(texts.get("last_day", "")),
        occasions=_occasions(texts),
        paid_by=tuple((each.value, PAID_BY[each]) for each in PaidBy),
        items=_ticks(texts, "items", {item.id: item.title for item in form.catalogue.catalogue.offered}),
        needs=tuple(
            Tick(
                name=str(line.need.id),
                label=line.kommun,
                note=line.need.need.text,
                is_ticked=f"needs.{line.need.id}" in texts,
            )
            for line in form.needs
        ),
        labels=LABELS,
        errors=errors or {},
        stored=_stored_lines(offer) if is_conflict and offer is not None else (),
        above=() if above is None else tuple(map(above_sentence, above.entries)),
        limit="" if above is None else hours_text(above.limit),
    )


def cancel_offer_page(
    frame: Frame, open_view: OpenedOffer, reason: str = "", errors: Mapping[str, str] | None = None
) -> CancelOfferPage:
    offer = open_view.view.offer
    kommuner = count(len(offer.sign_ups), "anmäld kommun", "anmälda kommuner")
    return CancelOfferPage(
        frame=frame,
        url=f"/{open_view.region.slug}/erbjudanden/{offer.id}",
        title=offer.offer.title,
        is_draft=offer.stored_state is OfferState.DRAFT,
        told=f"{kommuner} får ett mejl med skälet." if offer.sign_ups else "Ingen kommun är anmäld, så ingen får mejl.",
        reason=reason,
        errors=errors or {},
    )


def attendance_page(
    frame: Frame,
    open_view: OpenedOffer,
    fields: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
) -> AttendancePage:
    offer = open_view.view.offer
    return AttendancePage(
        frame=frame,
        url=f"/{open_view.region.slug}/erbjudanden/{offer.id}",
        title=offer.offer.title,
        rows=tuple(
            AttendanceRow(
                name=f"came.{sign_up.slug}",
                kommun=sign_up.municipality,
                places=count(sign_up.granted, "plats", "platser"),
                choice=sign_up.state if fields is None else fields.get(f"came.{sign_up.slug}", ""),
            )
            for sign_up in offer.sign_ups
            if sign_up.granted
        ),
        choices=FINISH,
        errors=errors or {},
    )


def _ticks(texts: Mapping[str, str], name: str, labels: Mapping[str, str]) -> tuple[Tick, ...]:
    return tuple(
        Tick(name=key, label=label, note="", is_ticked=texts.get(f"{name}.{key}") == ON)
        for key, label in labels.items()
    )


def _occasions(texts: Mapping[str, str]) -> tuple[OccasionFields, ...]:
    """Those that something stands in, and a few empty ones after them."""
    parts = ("day", "start", "end", "place")
    last = max(
        (number for number in range(MAX_OCCASIONS) if any(texts.get(f"occasion.{number}.{part}") for part in parts)),
        default=-1,
    )
    return tuple(
        OccasionFields(
            name=f"occasion.{number}",
            number=number + 1,
            id=texts.get(f"occasion.{number}.id", ""),
            day=DayTyped(texts.get(f"occasion.{number}.day", "")),
            start=TimeTyped(texts.get(f"occasion.{number}.start", "")),
            end=TimeTyped(texts.get(f"occasion.{number}.end", "")),
            place=texts.get(f"occasion.{number}.place", ""),
        )
        for number in range(min(MAX_OCCASIONS, last + 1 + SPARE_OCCASIONS))
    )


def _stored_lines(offer: StoredOffer) -> tuple[tuple[str, str], ...]:
    content = offer.offer
    occasions = (
        f"{span(each.occasion.starts_at, each.occasion.ends_at)}, {each.occasion.place}" for each in offer.occasions
    )
    return (
        (LABELS["title"], content.title),
        (LABELS["gives"], content.gives),
        (LABELS["demands"], content.demands),
        ("När", "; ".join(occasions) or "Inte bestämt"),
        (LABELS["last_day"], day(content.last_day)),
        ("Platser", f"{content.places} i allt, högst {content.places_per_kommun} från en kommun"),
    )


def _label(name: str) -> str:
    if name.startswith("occasion."):
        return f"Tillfälle {int(name.split('.')[1]) + 1}: "
    if name.startswith("hours."):
        return f"Timmar, {TARGET_GROUPS[TargetGroup(name.removeprefix('hours.'))].lower()}: "
    return f"{LABELS[name]}: " if name in LABELS else ""


def _named(label: str, error: str) -> str:
    """The error after the name of its field; one whose sentence names its field already stands as it is."""
    return f"{label}{error[0].lower()}{error[1:]}" if label else error

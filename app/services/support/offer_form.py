"""The form of an offer: its fields as text, and the offer with its occasions that is read from them."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from app.assessment.answering.entry import is_text, tidied, whole_number
from app.errors import InvalidInputError
from app.messages import Message
from app.rounds.kernel.days import MAX_DAYS_AHEAD, STOCKHOLM, day_of, moment_of, read_day, read_time
from app.rounds.kernel.meeting_time import PLACE_MAX
from app.services.support import words
from app.services.support.item_form import MAX_HOURS, ON
from app.support.catalogue.catalogue import OVERALL, SENTENCE, SHORT, CatalogueItem, SupportForm, TargetGroup
from app.support.offers.offer import Occasion, Offer, PaidBy, StoredOffer

MAX_PLACES = 1_000
MAX_OCCASIONS = 8
TEXT_MAX = 600
LENGTHS = {"title": SHORT, "gives": TEXT_MAX, "demands": TEXT_MAX, "contact": SENTENCE}
_HOURS = re.compile(r"[0-9]{1,3}([.,][0-9]{1,2})?")
Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class KnownIds:
    """What an offer can name: capitals, items of the catalogue, and needs that the provider sees."""

    capital_ids: Collection[str]
    item_ids: Collection[str]
    need_ids: Collection[int]


@dataclass(frozen=True, slots=True)
class OfferReading:
    """What a form says. `occasions` have the id of the stored one that they change, 0 for a new one."""

    offer: Offer
    occasions: tuple[tuple[int, Occasion], ...]


def offer_fields(offer: StoredOffer) -> dict[str, str]:
    """The offer as its form shows it."""
    content = offer.offer
    return {
        "title": content.title,
        "gives": content.gives,
        "demands": content.demands,
        "contact": content.contact,
        "last_day": content.last_day.isoformat(),
        "total": str(content.places),
        "per_kommun": str(content.places_per_kommun),
        "paid_by": content.paid_by,
        **{f"hours.{group}": _decimal(hours) for group, hours in content.hours.items()},
        **dict.fromkeys(_boxes(content.capital_ids, content.forms, content.target_groups, content.item_ids), ON),
        **{f"needs.{need_id}": ON for need_id in content.need_ids},
        **{
            f"occasion.{number}.{name}": text
            for number, occasion in enumerate(offer.occasions)
            for name, text in _occasion_fields(occasion.id, occasion.occasion).items()
        },
    }


def fields_of_item(item: CatalogueItem) -> dict[str, str]:
    """A new offer of an item of the catalogue, as its form begins."""
    hours = {f"hours.{group}": _decimal(count) for group, count in item.demands.hours.by_group.items()}
    return {
        "title": item.title,
        "gives": item.gives,
        "demands": item.demands.kommun,
        **hours,
        **dict.fromkeys(_boxes(item.capitals, item.forms, item.target_groups, (item.id,)), ON),
    }


def read_offer(
    fields: Mapping[str, str], known_ids: KnownIds, today: date, before: StoredOffer | None = None
) -> OfferReading:
    """Raises InvalidInputError with every error, by field. A day that has been is only right where it stood already."""
    errors = dict(_errors(fields, known_ids, today, before))
    occasions = list(_occasions(fields, today, before, errors))
    last_day = read_day(fields.get("last_day", ""))
    days = [day_of(occasion.starts_at) for _, occasion in occasions]
    if last_day is not None and days and last_day > max(days):
        errors.setdefault("last_day", words.OFFER_DAY_AFTER)
    if errors or last_day is None:
        raise InvalidInputError(errors)
    texts = {name: tidied(fields.get(name, "")) for name in LENGTHS}
    offer = Offer(
        title=texts["title"],
        gives=texts["gives"],
        demands=texts["demands"],
        capital_ids=tuple(capital for capital in (*known_ids.capital_ids, OVERALL) if f"capitals.{capital}" in fields),
        forms=_ticked_of(fields, "forms", SupportForm),
        target_groups=_ticked_of(fields, "groups", TargetGroup),
        hours=_hours(fields),
        last_day=last_day,
        places=_number(fields, "total"),
        places_per_kommun=_number(fields, "per_kommun"),
        paid_by=PaidBy(fields["paid_by"]),
        contact=texts["contact"],
        item_ids=tuple(item_id for item_id in known_ids.item_ids if f"items.{item_id}" in fields),
        need_ids=tuple(sorted(need_id for need_id in known_ids.need_ids if f"needs.{need_id}" in fields)),
    )
    return OfferReading(offer, tuple(occasions))


def _errors(
    fields: Mapping[str, str], known_ids: KnownIds, today: date, before: StoredOffer | None
) -> Iterator[tuple[str, Message]]:
    for name, limit in LENGTHS.items():
        text = tidied(fields.get(name, ""))
        if not text:
            yield name, words.OFFER_FIELD_MISSING
        elif len(text) > limit:
            yield name, words.OFFER_TEXT_TOO_LONG.with_facts(over=len(text) - limit, limit=limit)
        elif not is_text(text):
            yield name, words.OFFER_TEXT_NOT_TEXT
    if not any(f"capitals.{capital}" in fields for capital in (*known_ids.capital_ids, OVERALL)):
        yield "capitals", words.OFFER_WITHOUT_CAPITAL
    if not _ticked_of(fields, "forms", SupportForm):
        yield "forms", words.OFFER_WITHOUT_FORM
    if not _ticked_of(fields, "groups", TargetGroup):
        yield "groups", words.OFFER_WITHOUT_GROUP
    yield from _hours_errors(fields)
    yield from _last_day_errors(fields, today, before)
    yield from _places_errors(fields, before)
    if fields.get("paid_by") not in [option.value for option in PaidBy]:
        yield "paid_by", words.OFFER_PAID_MISSING


def _hours_errors(fields: Mapping[str, str]) -> Iterator[tuple[str, Message]]:
    hours = {group: text for group in TargetGroup if (text := fields.get(f"hours.{group}", "").strip())}
    if not hours:
        yield f"hours.{TargetGroup.POLITICIANS}", words.OFFER_WITHOUT_HOURS
    for group, text in hours.items():
        if not _HOURS.fullmatch(text) or not 0 < Decimal(text.replace(",", ".")) <= MAX_HOURS:
            yield f"hours.{group}", words.OFFER_HOURS_WRONG.with_facts(limit=MAX_HOURS)


def _last_day_errors(
    fields: Mapping[str, str], today: date, before: StoredOffer | None
) -> Iterator[tuple[str, Message]]:
    day = read_day(fields.get("last_day", ""))
    if day is None:
        yield "last_day", words.OFFER_DAY_UNREADABLE
    elif day < today and (before is None or day != before.offer.last_day):
        yield "last_day", words.OFFER_DAY_PASSED
    elif (day - today).days > MAX_DAYS_AHEAD:
        yield "last_day", words.OFFER_DAY_FAR


def _places_errors(fields: Mapping[str, str], before: StoredOffer | None) -> Iterator[tuple[str, Message]]:
    """Places that somebody has are not taken away by a smaller number."""
    total, per_kommun = _number(fields, "total"), _number(fields, "per_kommun")
    min_total = 0 if before is None else before.granted
    most = 0 if before is None else max((sign_up.granted for sign_up in before.sign_ups), default=0)
    if not 1 <= total <= MAX_PLACES:
        yield "total", words.OFFER_PLACES_WRONG.with_facts(limit=MAX_PLACES)
    elif total < min_total:
        yield "total", words.OFFER_PLACES_TAKEN.with_facts(count=min_total)
    if not 1 <= per_kommun <= MAX_PLACES:
        yield "per_kommun", words.OFFER_PLACES_WRONG.with_facts(limit=MAX_PLACES)
    elif per_kommun < most:
        yield "per_kommun", words.OFFER_KOMMUN_PLACES_TAKEN.with_facts(count=most)
    elif 1 <= total < per_kommun:
        yield "per_kommun", words.OFFER_PLACES_ORDER


def _occasions(
    fields: Mapping[str, str], today: date, before: StoredOffer | None, errors: dict[str, Message]
) -> Iterator[tuple[int, Occasion]]:
    """Rows where nothing is written are none. What is wrong is put in `errors`."""
    occasions = {} if before is None else {occasion.id: occasion.occasion for occasion in before.occasions}
    for number in range(MAX_OCCASIONS):
        name = f"occasion.{number}"
        texts = {part: fields.get(f"{name}.{part}", "").strip() for part in ("day", "start", "end", "place")}
        if not any(texts.values()):
            continue
        occasion_id = _number(fields, f"{name}.id")
        earlier = occasions.get(occasion_id)
        occasion = _occasion(texts, today, earlier)
        if isinstance(occasion, Occasion):
            yield (occasion_id if earlier is not None else 0), occasion
        else:
            errors[f"{name}.{occasion[0]}"] = occasion[1]


def _occasion(texts: Mapping[str, str], today: date, earlier: Occasion | None) -> Occasion | tuple[str, Message]:
    day, start, end = read_day(texts["day"]), read_time(texts["start"]), read_time(texts["end"])
    place = tidied(texts["place"])
    if day is None:
        return "day", words.OFFER_DAY_UNREADABLE
    if day < today and (earlier is None or day != day_of(earlier.starts_at)):
        return "day", words.OFFER_DAY_PASSED
    if (day - today).days > MAX_DAYS_AHEAD:
        return "day", words.OFFER_DAY_FAR
    if start is None or end is None:
        return ("end" if start else "start"), words.OCCASION_TIME_UNREADABLE
    starts_at, ends_at = _moment(day, start), _moment(day, end)
    if starts_at is None or ends_at is None:
        return ("end" if starts_at else "start"), words.OCCASION_TIME_LEFT_OUT
    if ends_at <= starts_at:
        return "end", words.OCCASION_TIME_ORDER
    if len(place) > PLACE_MAX or not is_text(place) or "\n" in place:
        return "place", words.OCCASION_PLACE_WRONG.with_facts(limit=PLACE_MAX)
    return Occasion(starts_at, ends_at, place)


def _moment(day: date, at: time) -> datetime | None:
    moment = moment_of(day, at)
    return None if moment is None else moment.astimezone(UTC)


def _occasion_fields(occasion_id: int, occasion: Occasion) -> dict[str, str]:
    starts, ends = occasion.starts_at.astimezone(STOCKHOLM), occasion.ends_at.astimezone(STOCKHOLM)
    return {
        "id": str(occasion_id),
        "day": starts.date().isoformat(),
        "start": f"{starts:%H:%M}",
        "end": f"{ends:%H:%M}",
        "place": occasion.place,
    }


def _boxes(
    capitals: Collection[str], forms: Collection[str], groups: Collection[str], items: Collection[str]
) -> Iterator[str]:
    kinds = {"capitals": capitals, "forms": forms, "groups": groups, "items": items}
    return (f"{kind}.{member}" for kind, members in kinds.items() for member in members)


def _hours(fields: Mapping[str, str]) -> dict[TargetGroup, Decimal]:
    texts = {group: fields.get(f"hours.{group}", "").strip() for group in TargetGroup}
    return {group: Decimal(text.replace(",", ".")) for group, text in texts.items() if text}


def _ticked_of(fields: Mapping[str, str], name: str, kind: type[Choice]) -> tuple[Choice, ...]:
    return tuple(option for option in kind if f"{name}.{option}" in fields)


def _decimal(value: Decimal) -> str:
    return f"{value:f}".replace(".", ",")


def _number(fields: Mapping[str, str], name: str) -> int:
    return whole_number(fields.get(name, "").strip())

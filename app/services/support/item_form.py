"""The form of an item: its fields as text, and the item that is read from them."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from app.assessment.answering.entry import is_text, tidied
from app.errors import InvalidInputError
from app.messages import Message
from app.services.support import words
from app.services.support.catalogues import RegionCatalogue
from app.support.adaptations.adaptation import OWN_PREFIX
from app.support.catalogue.catalogue import (
    OVERALL,
    SENTENCE,
    SHORT,
    CatalogueItem,
    CtmPart,
    Demands,
    Governance,
    HoursByGroup,
    ItemPrevious,
    KommunSize,
    Placing,
    Suits,
    SupportForm,
    SupportWeight,
    TargetGroup,
)

HOW_MAX = 2_000
MAX_HOURS = 400
MAX_ID_BODY = 40
ON = "ja"
"""The value of a box that is ticked."""
_LENGTHS = {"title": SHORT, "gives": SENTENCE, "how": HOW_MAX, "kommun": SENTENCE, "region": SENTENCE}
_LINE_END = re.compile(r"(?<!\n)\n(?!\n|[-*] |[0-9]+\. )")
"""Where a file breaks a line within a paragraph."""
_HOURS = re.compile(r"[0-9]{1,3}([.,][0-9]{1,2})?")
Choice = TypeVar("Choice", bound=StrEnum)


def fields_of(item: CatalogueItem) -> dict[str, str]:
    """The item as its form shows it."""
    hours = {f"hours.{group}": f"{count:f}".replace(".", ",") for group, count in item.demands.hours.by_group.items()}
    boxes = (
        *(f"places.{place.capital}.{form}" for place in item.places for form in place.forms),
        *(f"groups.{group}" for group in item.target_groups),
        *(f"governance.{level}" for level in item.governance),
        *(f"questions.{question}" for question in item.questions),
        *(f"builds_on.{before}" for before in item.builds_on),
    )
    return {
        "title": item.title,
        "gives": item.gives,
        "how": _LINE_END.sub(" ", item.how.strip()),
        "kommun": item.demands.kommun,
        "region": item.demands.region,
        "sensitive": item.sensitive or "",
        "ctm": item.ctm,
        "lowest": str(item.suits.lowest),
        "highest": str(item.suits.highest),
        "weight": item.weight,
        "receiver_min": str(item.receiver_min),
        "size": item.size,
        **hours,
        **dict.fromkeys(boxes, ON),
    }


def read_item(
    fields: Mapping[str, str], region_catalogue: RegionCatalogue, base: CatalogueItem | None, item_id: str
) -> CatalogueItem:
    """The item. What the form does not ask for, as its sources, is as in `base`.

    Raises InvalidInputError with every error, by field.
    """
    errors = dict(_errors(fields, region_catalogue, item_id))
    if errors:
        raise InvalidInputError(errors)
    texts = {name: tidied(fields.get(name, "")) for name in (*_LENGTHS, "sensitive")}
    return CatalogueItem(
        id=item_id,
        title=texts["title"],
        gives=texts["gives"],
        how=texts["how"],
        places=_places(fields, region_catalogue),
        target_groups=_ticked_of(fields, "groups", TargetGroup),
        governance=_ticked_of(fields, "governance", Governance),
        ctm=CtmPart(fields["ctm"]),
        suits=Suits(lowest=int(fields["lowest"]), highest=int(fields["highest"])),
        weight=SupportWeight(fields["weight"]),
        receiver_min=int(fields["receiver_min"]),
        size=KommunSize(fields["size"]),
        demands=Demands(
            kommun=texts["kommun"],
            region=texts["region"],
            hours=HoursByGroup(**{group.value: _hours(fields, group) for group in TargetGroup}),
        ),
        questions=_known(fields, "questions", region_catalogue.questions),
        builds_on=_known(fields, "builds_on", region_catalogue.catalogue.by_id),
        sensitive=texts["sensitive"] or None,
        sources=() if base is None else base.sources,
        previous=ItemPrevious.NEW if base is None else base.previous,
        predecessor=None if base is None else base.predecessor,
    )


def new_id(title: str, ids: Collection[str]) -> str:
    """An id for a region's own item, made from its title, and none of those that there are."""
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    body = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:MAX_ID_BODY].strip("-") or "insats"
    names = (f"{OWN_PREFIX}{body}{'' if number == 1 else f'-{number}'}" for number in range(1, len(ids) + 2))
    return next(name for name in names if name not in ids)


def _errors(
    fields: Mapping[str, str], region_catalogue: RegionCatalogue, item_id: str
) -> Iterator[tuple[str, Message]]:
    for name, limit in (*_LENGTHS.items(), ("sensitive", SENTENCE)):
        yield from _text_error(name, tidied(fields.get(name, "")), limit, may_lack=name == "sensitive")
    if not _places(fields, region_catalogue):
        yield "places", words.ITEM_WITHOUT_PLACE
    if not _ticked_of(fields, "groups", TargetGroup):
        yield "groups", words.ITEM_WITHOUT_GROUP
    if not _ticked_of(fields, "governance", Governance):
        yield "governance", words.ITEM_WITHOUT_GOVERNANCE
    for name, kind in (("ctm", CtmPart), ("weight", SupportWeight), ("size", KommunSize)):
        if fields.get(name) not in [option.value for option in kind]:
            yield name, words.ITEM_CHOICE_MISSING
    yield from _level_errors(fields, [str(number) for number in range(len(region_catalogue.scale))])
    yield from _hours_errors(fields)
    if f"builds_on.{item_id}" in fields:
        yield "builds_on", words.ITEM_BUILDS_ON_ITSELF


def _text_error(name: str, text: str, limit: int, *, may_lack: bool) -> Iterator[tuple[str, Message]]:
    if not text and not may_lack:
        yield name, words.ITEM_FIELD_MISSING
    elif len(text) > limit:
        yield name, words.ITEM_TEXT_TOO_LONG.with_facts(over=len(text) - limit, limit=limit)
    elif not is_text(text):
        yield name, words.ITEM_TEXT_NOT_TEXT


def _level_errors(fields: Mapping[str, str], levels: list[str]) -> Iterator[tuple[str, Message]]:
    wrong = [name for name in ("lowest", "highest", "receiver_min") if fields.get(name) not in levels]
    for name in wrong:
        yield name, words.ITEM_CHOICE_MISSING
    if not {"lowest", "highest"} & {*wrong} and int(fields["highest"]) < int(fields["lowest"]):
        yield "highest", words.ITEM_SUITS_ORDER


def _hours_errors(fields: Mapping[str, str]) -> Iterator[tuple[str, Message]]:
    hours = {group: text for group in TargetGroup if (text := fields.get(f"hours.{group}", "").strip())}
    if not hours:
        yield f"hours.{TargetGroup.POLITICIANS}", words.ITEM_WITHOUT_HOURS
    for group, text in hours.items():
        if not _HOURS.fullmatch(text) or not 0 < Decimal(text.replace(",", ".")) <= MAX_HOURS:
            yield f"hours.{group}", words.ITEM_HOURS_WRONG.with_facts(limit=MAX_HOURS)


def _hours(fields: Mapping[str, str], group: TargetGroup) -> Decimal | None:
    text = fields.get(f"hours.{group}", "").strip()
    return Decimal(text.replace(",", ".")) if text else None


def _places(fields: Mapping[str, str], region_catalogue: RegionCatalogue) -> tuple[Placing, ...]:
    capitals = (*region_catalogue.capital_names, OVERALL)
    forms = {
        capital: tuple(form for form in SupportForm if f"places.{capital}.{form}" in fields) for capital in capitals
    }
    return tuple(
        Placing(capital=capital, forms=chosen_forms) for capital, chosen_forms in forms.items() if chosen_forms
    )


def _ticked_of(fields: Mapping[str, str], name: str, kind: type[Choice]) -> tuple[Choice, ...]:
    return tuple(option for option in kind if f"{name}.{option}" in fields)


def _known(fields: Mapping[str, str], name: str, ids: Collection[str]) -> tuple[str, ...]:
    return tuple(identifier for identifier in ids if f"{name}.{identifier}" in fields)

"""Sentences of the audit log about support: the catalogue, needs, offers and who signs up; and of workshops."""

from collections.abc import Callable
from typing import Any

from app.reports.kernel.wording import lowered
from app.rounds.kernel.log_names import LogNames
from app.support.workshops.landing import LandingKind
from app.support.workshops.names import LANDINGS

SUPPORT_SENTENCES: dict[str, str] = {
    "need.closed": "Ett behov avslutades: {state}.",
    "need.noted": "Ett behov skrevs in eller ändrades.",
    "need.reopened": "Ett avslutat behov öppnades igen.",
    "offer.attendance_noted": "Närvaron på erbjudande {offer_id} noterades: {attended} kom, {absent} uteblev.",
    "offer.cancelled": "Erbjudande {offer_id} ställdes in.",
    "offer.draft_removed": "Utkastet till erbjudande {offer_id} togs bort.",
    "offer.changed": "Erbjudande {offer_id} ändrades.",
    "offer.closed": "Anmälan till erbjudande {offer_id} stängdes.",
    "offer.drafted": "Ett utkast till erbjudande sparades, nummer {offer_id}.",
    "offer.published": "Erbjudande {offer_id} publicerades.",
    "offer.reopened": "Anmälan till erbjudande {offer_id} öppnades igen.",
    "sign_up.ended": "Kommunen avanmälde sig från erbjudande {offer_id}.",
    "sign_up.noted": "Kommunen anmälde {people} till erbjudande {offer_id}, eller ändrade anmälan.",
    "support_catalogue.published": "Katalogen över stöd {catalogue} {year} publicerades.",
    "support_item.drafted": "Ett utkast till insatsen {item_id} sparades, version {number}.",
    "support_item.published": "Insatsen {item_id} publicerades, version {number}.",
    "support_item.retired": "Insatsen {item_id} drogs in, version {number}.",
    "workshop.changed": "Workshop {workshop_id} ändrades: {parts}.",
    "workshop.closed": "Workshop {workshop_id} avslutades med {participants} deltagare. Vem som skrev vad raderades.",
    "workshop.evidence_taken_back": "Lapp {note_id} i workshop {workshop_id} är inte längre underlag i spegeln.",
    "workshop.link_made": "En länk till workshop {workshop_id} skapades.",
    "workshop.note_landed": "{note_id} i workshop {workshop_id} blev {kind}{target_id}.",
    "workshop.note_removed": "Den som leder workshop {workshop_id} tog bort lapp {note_id}.",
    "workshop.planned": "Workshop {workshop_id} planerades.",
    "workshop.removed": "Workshop {workshop_id} togs bort innan den hade börjat.",
    "workshop.stepped": "Grupper i workshop {workshop_id} gick till fas {phase}.",
}
PLAN_PARTS = {"title": "namnet", "focus": "frågan", "dots": "prickarna", "groups": "grupperna"}
WORKSHOP_WORDS: dict[str, Callable[[Any, LogNames], str]] = {
    "parts": lambda value, _: ", ".join(PLAN_PARTS.get(part, part) for part in value),
    "workshop.note_landed: kind": lambda value, _: lowered(LANDINGS[LandingKind(value)]),
    "workshop.note_landed: note_id": lambda value, _: "En grupps mening" if value is None else f"Lapp {value}",
    "workshop.note_landed: target_id": lambda value, _: "" if value is None else f", nummer {value}",
}
"""Where a fact of a workshop's event is not read as it stands."""

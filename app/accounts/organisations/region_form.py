"""What is filled in about a region: its name and address when it is made, its settings later, and what is wrong."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.accounts.kernel.addresses import AddressFault, read_pasted_address
from app.accounts.kernel.segments import FIRST_SEGMENTS
from app.accounts.organisations.municipality_list import plain_letters
from app.assessment.answering.entry import is_text
from app.errors import Invalid

MOST_IN_NAME = 100
MOST_IN_LINE = 200
MOST_IN_SLUG = 40
MOST_MONTHS = 120
_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class NewRegion:
    """`coordinator` is the e-mail address of the first one who runs it."""

    name: str
    slug: str
    coordinator: str


@dataclass(frozen=True, slots=True)
class RegionSettings:
    """What a region tells of itself and decides. The fields are named as the columns."""

    name: str
    contact_name: str
    contact_email: str
    contact_phone: str
    data_officer: str
    retention_months: int
    retention_decision: str
    federated_accounts: bool


def proposed_slug(name: str) -> str:
    """Göteborgsregionen -> goteborgsregionen. Empty when nothing of the name can stand in an address."""
    words = re.findall("[a-z0-9]+", plain_letters(name))
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:MOST_IN_SLUG]
        if len(longer) > MOST_IN_SLUG:
            break
        slug = longer
    return slug


def read_new_region(fields: Mapping[str, str]) -> NewRegion:
    """Without an address of its own the region gets one made of its name. Raises Invalid with every fault."""
    faults: dict[str, str] = {}
    name = _line(fields, "namn", MOST_IN_NAME, faults)
    if not name and "namn" not in faults:
        faults["namn"] = "Skriv vad regionen heter."
    slug = fields.get("sida", "").strip().strip("/").lower() or proposed_slug(name)
    if (slug or name) and (fault := slug_fault(slug)):
        faults["sida"] = fault
    coordinator = read_pasted_address(fields.get("adress", ""))
    if isinstance(coordinator, AddressFault):
        faults["adress"] = f"{coordinator.message} {coordinator.remedy}"
    if faults or isinstance(coordinator, AddressFault):
        raise Invalid(faults)
    return NewRegion(name, slug, coordinator)


def slug_fault(slug: str) -> str:
    """Why a region cannot have this address, in Swedish; empty when it can."""
    if slug in FIRST_SEGMENTS:
        return f"Adressen /{slug} används av tjänsten själv. Välj en annan."
    if not 2 <= len(slug) <= MOST_IN_SLUG:
        return f"Adressen ska vara 2 till {MOST_IN_SLUG} tecken lång, som gr eller skane."
    if not _SLUG.fullmatch(slug):
        return "Adressen får bara ha a till z, siffror och bindestreck mellan ord, och börjar med en bokstav."
    return ""


def read_settings(fields: Mapping[str, str]) -> RegionSettings:
    """Raises Invalid with every fault."""
    faults: dict[str, str] = {}
    name = _line(fields, "namn", MOST_IN_NAME, faults)
    if not name and "namn" not in faults:
        faults["namn"] = "Skriv vad regionen heter."
    email = fields.get("epost", "").strip()
    address = read_pasted_address(email) if email else ""
    if isinstance(address, AddressFault):
        faults["epost"] = f"{address.message} {address.remedy}"
    settings = RegionSettings(
        name,
        _line(fields, "kontakt", MOST_IN_NAME, faults),
        address if isinstance(address, str) else "",
        _line(fields, "telefon", MOST_IN_NAME, faults),
        _line(fields, "ombud", MOST_IN_LINE, faults),
        _months(fields.get("manader", ""), faults),
        _line(fields, "beslut", MOST_IN_LINE, faults),
        fields.get("konton", "") == "ja",
    )
    if fields.get("konton", "") not in {"ja", "nej"}:
        faults["konton"] = "Välj ja eller nej."
    if faults:
        raise Invalid(faults)
    return settings


def _line(fields: Mapping[str, str], field: str, most: int, faults: dict[str, str]) -> str:
    """Text of one line, with single spaces."""
    text = " ".join(fields.get(field, "").split())
    if len(text) > most:
        faults[field] = f"Texten är {len(text)} tecken. Högst {most} får plats."
    elif not all(map(is_text, text)):
        faults[field] = "Texten innehåller ett tecken som inte går att spara. Skriv om den."
    return text


def _months(text: str, faults: dict[str, str]) -> int:
    plain = text.strip()
    months = int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 6 else 0
    if not 1 <= months <= MOST_MONTHS:
        faults["manader"] = f"Skriv antalet månader med siffror, från 1 till {MOST_MONTHS}."
    return months

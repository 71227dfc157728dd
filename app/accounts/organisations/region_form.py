"""What is filled in about a region: its name and address when it is made, its settings later, and what is wrong."""

import re
from dataclasses import dataclass

from pydantic import BaseModel

from app.accounts.kernel.email_addresses import AddressProblem, read_pasted_address
from app.accounts.kernel.reserved_segments import FIRST_SEGMENTS
from app.accounts.kernel.text_field import text_error
from app.accounts.organisations.municipality_list import plain_letters
from app.accounts.organisations.organisation import DEFAULT_ATTENTION_HOURS
from app.assessment.answering.entry import whole_number
from app.errors import InvalidInputError

MAX_IN_NAME = 100
MAX_IN_LINE = 200
MAX_IN_SLUG = 40
MAX_MONTHS = 120
MAX_ATTENTION_HOURS = 160
"""A month of full work."""
_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class NewRegionForm(BaseModel, frozen=True):
    """As typed; the names are those of the form's fields."""

    namn: str = ""
    sida: str = ""
    adress: str = ""


class SettingsForm(BaseModel, frozen=True):
    """As typed; the names are those of the form's fields."""

    namn: str = ""
    kontakt: str = ""
    epost: str = ""
    telefon: str = ""
    ombud: str = ""
    manader: str = ""
    beslut: str = ""
    konton: str = ""
    timmar: str = ""


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
    attention_hours: int = DEFAULT_ATTENTION_HOURS


def proposed_slug(name: str) -> str:
    """Göteborgsregionen -> goteborgsregionen. Empty when nothing of the name can stand in an address."""
    words = re.findall("[a-z0-9]+", plain_letters(name))
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:MAX_IN_SLUG]
        if len(longer) > MAX_IN_SLUG:
            break
        slug = longer
    return slug


def read_new_region(form: NewRegionForm) -> NewRegion:
    """Without an address of its own the region gets one made of its name. Raises InvalidInputError with every error."""
    errors: dict[str, str] = {}
    name = _line(form.namn, "namn", MAX_IN_NAME, errors)
    if not name and "namn" not in errors:
        errors["namn"] = "Skriv vad regionen heter."
    slug = form.sida.strip().strip("/").lower() or proposed_slug(name)
    if (slug or name) and (error := slug_error(slug)):
        errors["sida"] = error
    coordinator = read_pasted_address(form.adress)
    if isinstance(coordinator, AddressProblem):
        errors["adress"] = f"{coordinator.message} {coordinator.remedy}"
    if errors or isinstance(coordinator, AddressProblem):
        raise InvalidInputError(errors)
    return NewRegion(name, slug, coordinator)


def slug_error(slug: str) -> str:
    """Why a region cannot have this address, in Swedish; empty when it can."""
    if slug in FIRST_SEGMENTS:
        return f"Adressen /{slug} används av tjänsten själv. Välj en annan."
    if not 2 <= len(slug) <= MAX_IN_SLUG:
        return f"Adressen ska vara 2 till {MAX_IN_SLUG} tecken lång, som gr eller skane."
    if not _SLUG.fullmatch(slug):
        return "Adressen får bara ha a till z, siffror och bindestreck mellan ord, och börjar med en bokstav."
    return ""


def read_settings(form: SettingsForm) -> RegionSettings:
    """Raises InvalidInputError with every error."""
    errors: dict[str, str] = {}
    name = _line(form.namn, "namn", MAX_IN_NAME, errors)
    if not name and "namn" not in errors:
        errors["namn"] = "Skriv vad regionen heter."
    email = form.epost.strip()
    address = read_pasted_address(email) if email else ""
    if isinstance(address, AddressProblem):
        errors["epost"] = f"{address.message} {address.remedy}"
    settings = RegionSettings(
        name=name,
        contact_name=_line(form.kontakt, "kontakt", MAX_IN_NAME, errors),
        contact_email=address if isinstance(address, str) else "",
        contact_phone=_line(form.telefon, "telefon", MAX_IN_NAME, errors),
        data_officer=_line(form.ombud, "ombud", MAX_IN_LINE, errors),
        retention_months=_months(form.manader, errors),
        retention_decision=_line(form.beslut, "beslut", MAX_IN_LINE, errors),
        federated_accounts=form.konton == "ja",
        attention_hours=_hours(form.timmar, errors),
    )
    if form.konton not in {"ja", "nej"}:
        errors["konton"] = "Välj ja eller nej."
    if errors:
        raise InvalidInputError(errors)
    return settings


def _line(value: str, field: str, most: int, errors: dict[str, str]) -> str:
    """Text of one line, with single spaces."""
    text = " ".join(value.split())
    error = text_error(text, most)
    if error is not None:
        errors[field] = error
    return text


def _months(text: str, errors: dict[str, str]) -> int:
    months = whole_number(text.strip())
    if not 1 <= months <= MAX_MONTHS:
        errors["manader"] = f"Skriv antalet månader med siffror, från 1 till {MAX_MONTHS}."
    return months


def _hours(text: str, errors: dict[str, str]) -> int:
    """The usual limit where nothing is written."""
    hours = whole_number(text.strip()) if text.strip() else DEFAULT_ATTENTION_HOURS
    if not 1 <= hours <= MAX_ATTENTION_HOURS:
        errors["timmar"] = f"Skriv antalet timmar med siffror, från 1 till {MAX_ATTENTION_HOURS}."
    return hours

"""The accessibility statement (tillgänglighetsredogörelse): what an installation must say, and whether it can be said.

What it must hold: lagen (2018:1937) om tillgänglighet till digital offentlig service 13 §, Digg's föreskrifter
MDFFS 2019:2 and the model in the Commission's decision (EU) 2018/1523.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pydantic import BaseModel

from app.accounts.kernel.email_addresses import AddressProblem, read_address
from app.accounts.kernel.text_field import text_error
from app.errors import InvalidInputError

MAX_CHARACTERS = 10_000
MAX_IN_LINE = 200


class Conformance(StrEnum):
    """How far the service keeps the requirements. The values stand in the database."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Statement:
    """What the installation says of its accessibility. The long texts are markdown."""

    organisation: str
    contact_email: str
    contact_phone: str
    conformance: Conformance
    shortcomings: str
    burdens: str
    outside_law: str
    assessed_on: date
    assessed_how: str
    published_on: date
    updated_on: date


class StatementForm(BaseModel, frozen=True):
    """As typed; the names are those of the form's fields."""

    organisation: str = ""
    epost: str = ""
    telefon: str = ""
    forenlighet: str = ""
    brister: str = ""
    betungande: str = ""
    undantag: str = ""
    metod: str = ""
    bedomd: str = ""
    publicerad: str = ""


TEXTS = {
    "organisation": "Organisation",
    "epost": "E-postadress",
    "telefon": "Telefon",
    "brister": "Brister",
    "betungande": "Oskäligt betungande",
    "undantag": "Innehåll som lagen inte omfattar",
    "metod": "Hur ni har bedömt",
}
"""Fields of the form that hold text, and what they are called on the page."""
_ONE_LINE = frozenset({"organisation", "epost", "telefon"})


def read_statement(form: StatementForm, today: date) -> Statement:
    """The statement from what was typed in the form. A day of publication that is left empty is today.

    Raises InvalidInputError with every error.
    """
    text = {name: _tidy(getattr(form, name)) for name in TEXTS}
    errors = dict(_text_errors(text))
    level = form.forenlighet
    if level not in set(Conformance):
        errors["forenlighet"] = "Välj hur väl tjänsten uppfyller kraven."
    elif level != Conformance.FULL and not (text["brister"] or text["betungande"]):
        errors["brister"] = "Beskriv vad som inte är tillgängligt och varför. Det krävs när kraven inte uppfylls helt."
    assessment_day = _read_day(form.bedomd, "bedomd", today, errors)
    publication_day = _read_day(form.publicerad, "publicerad", today, errors) if form.publicerad.strip() else today
    if errors or assessment_day is None or publication_day is None:
        raise InvalidInputError(errors)
    return Statement(
        organisation=text["organisation"],
        contact_email=text["epost"],
        contact_phone=text["telefon"],
        conformance=Conformance(level),
        shortcomings=text["brister"],
        burdens=text["betungande"],
        outside_law=text["undantag"],
        assessed_on=assessment_day,
        assessed_how=text["metod"],
        published_on=publication_day,
        updated_on=today,
    )


def _text_errors(text: Mapping[str, str]) -> list[tuple[str, str]]:
    errors = []
    for name, label in TEXTS.items():
        most = MAX_IN_LINE if name in _ONE_LINE else MAX_CHARACTERS
        error = text_error(text[name], most)
        if error is not None:
            errors.append((name, f"{label}: {error[0].lower()}{error[1:]}"))
    if not text["organisation"]:
        errors.append(("organisation", "Skriv vilken organisation som ansvarar för tjänsten."))
    address = read_address(text["epost"])
    if isinstance(address, AddressProblem):
        errors.append(("epost", f"{address.message} {address.remedy}"))
    if not text["metod"]:
        errors.append(("metod", "Skriv hur ni har bedömt tillgängligheten, till exempel genom egen granskning."))
    return errors


def _read_day(text: str, name: str, today: date, errors: dict[str, str]) -> date | None:
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        errors[name] = "Skriv ett datum som år-månad-dag, till exempel 2026-11-02."
        return None
    if day > today:
        errors[name] = "Datumet ligger i framtiden. Skriv dagen då det gjordes."
    return day


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").strip()

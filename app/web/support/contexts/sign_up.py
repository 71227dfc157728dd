"""Context of a kommun's sign-up: its form, leaving, and the pages that a link in a mail leads to."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.services.support.offer_mails import occasion_lines
from app.services.support.sign_ups import LinkedSignUp, SignUpForm
from app.support.catalogue.catalogue import TargetGroup
from app.support.catalogue.names import TARGET_GROUPS
from app.support.offers.offer import StoredOffer
from app.support.offers.places import PlaceStanding
from app.support.offers.sign_up import Mandate, RawSignUp
from app.web.shell.contexts.form_fields import Tick
from app.web.shell.contexts.frame import Frame
from app.web.support.contexts.offer import MANDATES
from app.web.support.contexts.offers import hours_words

MANDATE_NOTES = {
    Mandate.DECIDES: "De kan säga ja för kommunen på mötet.",
    Mandate.PREPARES: "De tar hem frågan och föreslår ett beslut.",
    Mandate.LISTENS: "De tar med sig det som sägs.",
}


@dataclass(frozen=True, slots=True)
class SignUpPage:
    frame: Frame
    url: str
    action: str
    heading: str
    kommun: str
    kommun_slug: str
    title: str
    demands: str
    hours: str
    people_hint: str
    outlook: str
    """What they would get if they signed up now; empty for a kommun that is signed up."""
    with_need: bool
    typed: RawSignUp
    roles: tuple[Tick, ...]
    mandates: tuple[tuple[str, str, str], ...]
    version: int
    is_new: bool
    stored: tuple[tuple[str, str], ...]
    """The sign-up as somebody else has saved it since the page was loaded; empty otherwise."""
    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LeavePage:
    frame: Frame
    url: str
    """To go back to; empty for somebody who came by a link."""
    action: str
    kommun: str
    kommun_slug: str
    title: str
    occasions: tuple[str, ...]
    waiting: str
    """Who gets the places, in words."""
    is_late: bool


def sign_up_page(
    frame: Frame,
    form: SignUpForm,
    raw: RawSignUp | None = None,
    errors: Mapping[str, str] | None = None,
    *,
    is_conflict: bool = False,
) -> SignUpPage:
    offer = form.offer.view.offer
    content, answers = offer.offer, form.typed if raw is None else raw
    url = f"/{form.offer.region.slug}/erbjudanden/{offer.id}"
    most = content.places_per_kommun
    return SignUpPage(
        frame=frame,
        url=url,
        action=f"{url}/anmalan",
        heading=heading_of(form),
        kommun=form.kommun.name,
        kommun_slug=form.kommun.slug,
        title=content.title,
        demands=content.demands,
        hours=hours_words(content),
        people_hint="Ni kan anmäla en person."
        if most == 1
        else f"Högst {most}. Räcker platserna inte får alla en plats innan någon får två.",
        outlook=_outlook(form),
        with_need=form.with_need,
        typed=answers,
        roles=tuple(
            Tick(name=group, label=TARGET_GROUPS[group], note="", is_ticked=group in answers.roles)
            for group in TargetGroup
        ),
        mandates=tuple((each.value, MANDATES[each], MANDATE_NOTES[each]) for each in Mandate),
        version=form.version,
        is_new=form.sign_up is None,
        stored=_stored_lines(form) if is_conflict else (),
        errors=errors or {},
    )


def _outlook(form: SignUpForm) -> str:
    standing = form.outlook
    if standing is None:
        return ""
    if standing.granted:
        return "Anmäler ni er nu får ni plats."
    is_first = standing.reserve == 1
    where, then = ("först", "om") if is_first else (f"som nummer {standing.reserve}", "i tur och ordning när")
    return (
        f"Just nu räcker inte platserna. Anmäler ni er nu står ni {where} på reservlistan, "
        f"och får plats {then} någon lämnar återbud.{_why_before_others(form, standing)}"
    )


def _why_before_others(form: SignUpForm, standing: PlaceStanding) -> str:
    """Where the one who comes last would wait before others who do, by having no place; by a need is told elsewhere."""
    waiting = sum(other.reserve > 0 for other in form.offer.view.offer.standings.values())
    if form.with_need or standing.reserve > waiting:
        return ""
    return " Ni går före dem som väntar på fler platser: alla får en innan någon får två."


def heading_of(form: SignUpForm) -> str:
    """What the form's page is called there, without the offer's title."""
    return f"Anmäl {form.kommun.name}" if form.sign_up is None else f"Ändra anmälan för {form.kommun.name}"


def leave_page(frame: Frame, form: SignUpForm) -> LeavePage:
    offer = form.offer.view.offer
    url = f"/{form.offer.region.slug}/erbjudanden/{offer.id}"
    return LeavePage(
        frame=frame,
        url=url,
        action=f"{url}/avanmalan",
        kommun=form.kommun.name,
        kommun_slug=form.kommun.slug,
        title=offer.offer.title,
        occasions=_occasions(offer),
        waiting=_waiting(any(standing.reserve for standing in offer.standings.values())),
        is_late=not offer.is_left_in_time(form.offer.now),
    )


def linked_leave_page(frame: Frame, target: LinkedSignUp, token: str) -> LeavePage:
    return LeavePage(
        frame=frame,
        url="",
        action=f"/avanmalan/{token}",
        kommun=target.sign_up.municipality,
        kommun_slug=target.sign_up.slug,
        title=target.offer.offer.title,
        occasions=_occasions(target.offer),
        waiting=_waiting(any(standing.reserve for standing in target.offer.standings.values())),
        is_late=not target.can_leave,
    )


def _occasions(offer: StoredOffer) -> tuple[str, ...]:
    return tuple(line.removeprefix("– ") for line in occasion_lines(offer).splitlines()) if offer.occasions else ()


def _waiting(is_somebody: bool) -> str:
    return "Platserna går till nästa kommun på reservlistan." if is_somebody else "Platserna blir lediga för andra."


def _stored_lines(form: SignUpForm) -> tuple[tuple[str, str], ...]:
    if form.sign_up is None:
        return (("Läge", "Kommunen är inte anmäld längre."),)
    content = form.sign_up.sign_up
    return (
        ("Antal", str(content.people)),
        ("Roller", ", ".join(TARGET_GROUPS[role].lower() for role in content.roles)),
        ("Mandat", MANDATES[content.mandate]),
        ("Att veta", content.note or "Inget"),
    )

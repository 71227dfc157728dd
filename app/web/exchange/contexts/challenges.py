"""Contexts of the challenges that kommuner share: the list, the form of one, and ending it."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.reports.kernel.wording import count
from app.services.exchange.challenges import RegionChallenges
from app.support.exchange.challenge import StoredChallenge
from app.web.exchange.contexts.nav import CHALLENGES, NavLink, exchange_nav
from app.web.shell.contexts.frame import Frame

Options = tuple[tuple[str, str], ...]
DONE = {
    "sparad": "Utmaningen är sparad. Alla kommuner i regionen kan läsa den.",
    "noterat": "Noterat.",
    "avslutad": "Utmaningen är avslutad.",
}


@dataclass(frozen=True, slots=True)
class ShareButton:
    kommun: str
    slug: str
    has_it: bool


@dataclass(frozen=True, slots=True)
class ChallengeLine:
    id: int
    text: str
    capital_id: str
    capital: str
    raised_by: str
    shared_by: str
    """Who has the same, in words; empty for nobody else."""
    carrier: str
    """Empty where it falls between chairs."""
    reason: str
    buttons: tuple[ShareButton, ...]
    edit_url: str
    close_url: str


@dataclass(frozen=True, slots=True)
class ChallengesPage:
    frame: Frame
    nav: tuple[NavLink, ...]
    url: str
    done: str
    current: tuple[ChallengeLine, ...]
    ended: tuple[ChallengeLine, ...]
    may_add: bool


@dataclass(frozen=True, slots=True)
class ChallengeFormPage:
    frame: Frame
    action: str
    back_url: str
    is_new: bool
    typed: Mapping[str, str]
    version: int
    capitals: Options
    kommuner: Options
    """To choose among, where there are several; empty otherwise."""
    errors: Mapping[str, str]
    stored: Options
    """As somebody else has saved it since the page was loaded; empty otherwise."""


@dataclass(frozen=True, slots=True)
class CloseChallengePage:
    frame: Frame
    action: str
    back_url: str
    text: str
    reason: str
    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ChallengeEndedPage:
    frame: Frame
    list_url: str
    reason: str
    """How it ended, by whoever was first."""
    unsaved_text: str
    """What was typed and could not be saved."""


def challenges_page(frame: Frame, challenges: RegionChallenges, notice: str) -> ChallengesPage:
    place = challenges.place
    url = f"/{place.region.slug}/utmaningar"
    lines = [(each, _line(challenges, each, url)) for each in challenges.challenges]
    return ChallengesPage(
        frame=frame,
        nav=exchange_nav(place.region.slug, CHALLENGES),
        url=url,
        done=DONE.get(notice, ""),
        current=tuple(line for each, line in lines if each.is_open),
        ended=tuple(line for each, line in lines if not each.is_open),
        may_add=bool(place.led) or place.leads_region,
    )


def _line(challenges: RegionChallenges, challenge: StoredChallenge, url: str) -> ChallengeLine:
    place, facts = challenges.place, challenge.challenge
    ids, names = {number for number, _ in challenge.shared_by}, [name for _, name in challenge.shared_by]
    others = [kommun for kommun in place.led if kommun.id != challenge.municipality_id]
    is_changeable = challenge.is_open and challenges.may_change(challenge)
    return ChallengeLine(
        id=challenge.id,
        text=facts.text,
        capital_id=facts.capital_id,
        capital=place.capitals.get(facts.capital_id, facts.capital_id),
        raised_by=challenge.raised_by,
        shared_by=f"{count(len(names), 'kommun till har', 'kommuner till har')} den: {', '.join(names)}."
        if names
        else "",
        carrier=facts.carrier,
        reason=challenge.reason,
        buttons=tuple(ShareButton(each.name, each.slug, each.id in ids) for each in others)
        if challenge.is_open
        else (),
        edit_url=f"{url}/{challenge.id}" if is_changeable else "",
        close_url=f"{url}/{challenge.id}/avsluta" if is_changeable else "",
    )


def _shared_words(names: list[str]) -> str:
    if not names:
        return ""
    return f"{count(len(names), 'kommun till har', 'kommuner till har')} den: {', '.join(names)}."


def challenge_form_page(
    frame: Frame,
    challenges: RegionChallenges,
    challenge: StoredChallenge | None,
    fields: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    *,
    version: int | None = None,
    is_conflict: bool = False,
) -> ChallengeFormPage:
    """`version` is the one the page was loaded with, where that is not to be the latest."""
    place = challenges.place
    url, own = f"/{place.region.slug}/utmaningar", {}
    if challenge is not None:
        facts = challenge.challenge
        own = {"text": facts.text, "capital": facts.capital_id, "carrier": facts.carrier}
    is_chosen = challenge is None and len(place.led) > 1
    return ChallengeFormPage(
        frame=frame,
        action=f"{url}/ny" if challenge is None else f"{url}/{challenge.id}",
        back_url=url,
        is_new=challenge is None,
        typed=own if fields is None else fields,
        version=(0 if challenge is None else challenge.version) if version is None else version,
        capitals=(("", "Välj"), *place.capitals.items()),
        kommuner=tuple((each.slug, each.name) for each in place.led) if is_chosen else (),
        errors=errors or {},
        stored=(("Utmaningen", own["text"]), ("Vem som tar den", own["carrier"] or "Ingen"))
        if is_conflict and own
        else (),
    )


def close_challenge_page(
    frame: Frame, challenges: RegionChallenges, reason: str = "", errors: Mapping[str, str] | None = None
) -> CloseChallengePage:
    challenge = challenges.challenges[0]
    url = f"/{challenges.place.region.slug}/utmaningar"
    return CloseChallengePage(
        frame=frame,
        action=f"{url}/{challenge.id}/avsluta",
        back_url=url,
        text=challenge.challenge.text,
        reason=reason,
        errors=errors or {},
    )


def challenge_ended_page(
    frame: Frame, challenges: RegionChallenges, number: int, unsaved_text: str
) -> ChallengeEndedPage:
    reason = next((each.reason for each in challenges.challenges if each.id == number), "")
    list_url = f"/{challenges.place.region.slug}/utmaningar"
    return ChallengeEndedPage(frame=frame, list_url=list_url, reason=reason, unsaved_text=unsaved_text)

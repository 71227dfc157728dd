"""A call for funding that a region has chosen for its kommuner: who may apply, until when, what each kommun says."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from pydantic import BaseModel

from app.assessment.answering.entry import LINK_MAX, FieldError, is_text, tidied, tidied_link
from app.support.projects.texts import LINE_MAX, TEXT_MAX, TITLE_MAX, TextRule, text_errors

SOON = timedelta(days=30)
"""So long before its last day a call is shown to the kommuner whose capital it fits."""
MAX_YEARS_AHEAD = 5


class CallState(StrEnum):
    """As stored. A call that is shown closes by itself after its last day."""

    DRAFT = "utkast"
    SHOWN = "visas"
    CLOSED = "stangd"
    REMOVED = "borttagen"
    """A draft that the editor did not want. It stays, unseen, so that it is not fetched once more."""


class CallSource(StrEnum):
    """Where a call came from."""

    HAND = "hand"
    VINNOVA = "vinnova"
    EU = "eu"


class CallInterest(StrEnum):
    """What a kommun says to a call."""

    APPLIES = "soker"
    TAKES_PART = "med"
    NO = "nej"


@dataclass(frozen=True, slots=True)
class FundingCall:
    """What can be applied for. `own_share_percent` is None where it is not known."""

    funder: str
    title: str
    link: str
    last_day: date
    applicants: str
    """Who may apply."""
    comment: str
    """The editor's own words on why it fits."""
    opens_on: date | None = None
    own_share_percent: int | None = None
    capital_ids: tuple[str, ...] = ()
    idea_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class InterestedKommun:
    municipality_id: int
    municipality: str
    interest: CallInterest


@dataclass(frozen=True, slots=True)
class StoredCall:
    """A call as it is stored."""

    id: int
    region_id: int
    call: FundingCall
    stored_state: CallState
    source: CallSource
    kommuner: tuple[InterestedKommun, ...]
    version: int

    def state(self, today: date) -> CallState:
        """The last day is part of it."""
        is_over = self.stored_state is CallState.SHOWN and today > self.call.last_day
        return CallState.CLOSED if is_over else self.stored_state

    @property
    def is_changeable(self) -> bool:
        """Also when its last day has passed, since a funder may give it a later one. Not when it was closed by hand."""
        return self.stored_state in {CallState.DRAFT, CallState.SHOWN}

    def closes_soon(self, today: date) -> bool:
        return self.state(today) is CallState.SHOWN and self.call.last_day - today <= SOON

    def interest_of(self, municipality_id: int) -> CallInterest | None:
        return next((each.interest for each in self.kommuner if each.municipality_id == municipality_id), None)


class RawCall(BaseModel, frozen=True):
    """As typed: the names are those of the form's fields. `capitals` and `ideas` are the boxes that were ticked."""

    funder: str = ""
    title: str = ""
    link: str = ""
    opens: str = ""
    last_day: str = ""
    applicants: str = ""
    own_share: str = ""
    comment: str = ""
    capitals: frozenset[str] = frozenset()
    ideas: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CallChoices:
    """What a call can be tied to, the days that were typed (None for what is no day), and today."""

    capital_ids: Collection[str]
    idea_ids: Collection[int]
    opens_on: date | None
    last_day: date | None
    today: date


RULES = (
    TextRule("funder", LINE_MAX, "Skriv vem som ger pengarna."),
    TextRule("title", TITLE_MAX, "Skriv vad utlysningen heter."),
)
LATER_RULES = (
    TextRule("applicants", LINE_MAX, "Skriv vem som får söka."),
    TextRule("comment", TEXT_MAX, "Skriv med egna ord varför utlysningen passar kommunerna."),
)


def as_typed(call: FundingCall) -> RawCall:
    """The call as its form shows it."""
    return RawCall(
        funder=call.funder,
        title=call.title,
        link=call.link,
        opens="" if call.opens_on is None else call.opens_on.isoformat(),
        last_day=call.last_day.isoformat(),
        applicants=call.applicants,
        own_share="" if call.own_share_percent is None else str(call.own_share_percent),
        comment=call.comment,
        capitals=frozenset(call.capital_ids),
        ideas=frozenset(map(str, call.idea_ids)),
    )


def read_call(raw: RawCall, choices: CallChoices, *, is_draft: bool = False) -> FundingCall | tuple[FieldError, ...]:
    """The call, or every error in it, in the order of the form. A draft may lack who may apply and a comment."""
    texts = {name: tidied(getattr(raw, name)) for name in ("funder", "title", "applicants", "comment")}
    link, share = tidied_link(raw.link), _share(raw.own_share)
    errors = tuple(_errors(raw, texts, link, choices, is_draft=is_draft))
    if errors or choices.last_day is None:
        return errors
    return FundingCall(
        funder=texts["funder"],
        title=texts["title"],
        link=link,
        last_day=choices.last_day,
        applicants=texts["applicants"],
        comment=texts["comment"],
        opens_on=choices.opens_on,
        own_share_percent=share,
        capital_ids=tuple(capital for capital in choices.capital_ids if capital in raw.capitals),
        idea_ids=tuple(idea for idea in choices.idea_ids if str(idea) in raw.ideas),
    )


def _errors(
    raw: RawCall, texts: Mapping[str, str], link: str, choices: CallChoices, *, is_draft: bool
) -> Iterator[FieldError]:
    for rule in RULES:
        yield from text_errors(rule, texts[rule.field])
    if not is_https(link):
        yield FieldError("link", "Skriv hela länken till utlysningen. Den ska börja med https://.")
    if raw.opens.strip() and choices.opens_on is None:
        yield FieldError("opens", "Skriv en dag, till exempel 15 mars 2027, eller lämna tomt.")
    yield from _last_day_errors(choices, is_draft=is_draft)
    if raw.own_share.strip() and _share(raw.own_share) is None:
        yield FieldError("own_share", "Skriv egen insats i procent, ett helt tal från 0 till 100, eller lämna tomt.")
    for rule in LATER_RULES:
        yield from text_errors(TextRule(rule.field, rule.limit) if is_draft else rule, texts[rule.field])


def _last_day_errors(choices: CallChoices, *, is_draft: bool) -> Iterator[FieldError]:
    last_day, opens_on = choices.last_day, choices.opens_on
    if last_day is None:
        yield FieldError("last_day", "Skriv sista dagen att söka, till exempel 15 mars 2027.")
    elif last_day < choices.today and not is_draft:
        yield FieldError("last_day", "Dagen har passerat. Skriv en dag från och med i dag.")
    elif last_day.year > choices.today.year + MAX_YEARS_AHEAD:
        yield FieldError("last_day", f"Välj en dag senast år {choices.today.year + MAX_YEARS_AHEAD}.")
    elif opens_on is not None and last_day < opens_on:
        yield FieldError("last_day", "Sista dagen ligger före den dag då utlysningen öppnar.")


def is_https(link: str) -> bool:
    """Whether it is the whole address of a page that is fetched encrypted."""
    try:
        address = urlsplit(link)
    except ValueError:
        return False
    return address.scheme == "https" and "." in (address.hostname or "") and len(link) <= LINK_MAX and is_text(link)


def _share(text: str) -> int | None:
    plain = text.strip().removesuffix("%").strip()
    is_whole = plain.isascii() and plain.isdigit() and len(plain) <= 3
    return int(plain) if is_whole and int(plain) <= 100 else None

"""A need: what a kommun asks for in one capital, how soon, with whom, and who may see it; and reading one as typed."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from pydantic import BaseModel

from app.assessment.answering.entry import FieldError, is_text, tidied
from app.support.catalogue.catalogue import SupportForm, TargetGroup

TEXT_MAX, REASON_MAX = 500, 300
Choice = TypeVar("Choice", bound=StrEnum)


class Urgency(StrEnum):
    """When the kommun needs it, as it is said in a year: `urgency_in` tells how the same is said in another."""

    THIS_YEAR = "i-ar"
    NEXT_YEAR = "nasta-ar"
    LATER = "senare"


class Togetherness(StrEnum):
    """Whether the kommun wants it together with others."""

    PREFERABLY = "helst"
    GLADLY = "garna"
    NO = "nej"


class NeedAudience(StrEnum):
    """Who sees the need besides the kommun itself."""

    REGION = "regionen"
    KOMMUNER = "kommuner"
    """The region, and the other kommuner too."""


class NeedOrigin(StrEnum):
    """What a need came from."""

    SUGGESTION = "forslag"
    OWN = "eget"
    NOTE = "workshoplapp"
    CHALLENGE = "utmaning"


class NeedState(StrEnum):
    """Where a need stands, in the order it moves."""

    OPEN = "oppet"
    ANSWERED = "besvarat"
    MET = "tillgodosett"
    WITHDRAWN = "inaktuellt"


CLOSING_STATES = (NeedState.MET, NeedState.WITHDRAWN)
"""How the kommun itself can end a need."""


@dataclass(frozen=True, slots=True)
class Need:
    """What is asked for. `item_id` is the catalogue item it asks for; empty for something else, of unknown form."""

    capital_id: str
    text: str
    urgency: Urgency
    together: Togetherness
    audience: NeedAudience
    target_groups: tuple[TargetGroup, ...] = ()
    item_id: str = ""
    form: SupportForm | None = None
    origin: NeedOrigin = NeedOrigin.OWN


@dataclass(frozen=True, slots=True)
class StoredNeed:
    """A need as it is stored. `reason` is why it ended, empty while it is open."""

    id: int
    assessment_id: int
    need: Need
    state: NeedState
    reason: str
    created_at: datetime
    version: int
    urgency_year: int
    """The year, in Sweden, in which it was last said how soon."""

    @property
    def is_open(self) -> bool:
        return self.state is NeedState.OPEN

    def is_same(self, need: Need, year: int) -> bool:
        """Whether a need that is said in that year asks for the same as this one, as soon."""
        urgency = urgency_in(self.need.urgency, self.urgency_year, year)
        return urgency is not None and replace(self.need, urgency=urgency) == need


class RawNeed(BaseModel, frozen=True):
    """As typed: the names are those of the form's fields. `groups` are the boxes that were ticked."""

    capital: str = ""
    item: str = ""
    form: str = ""
    text: str = ""
    urgency: str = ""
    together: str = ""
    audience: str = ""
    year: str = ""
    """The year that the choices of how soon were shown for; empty for the one that it is."""
    groups: frozenset[str] = frozenset()


def urgency_in(urgency: Urgency, said_in: int, year: int) -> Urgency | None:
    """What says the same in a year as this did in the year that it was said in; None where nothing does.

    A year that has gone cannot be chosen, and later than next year is another time when it is said in another year.
    """
    if said_in == year:
        return urgency
    is_due = urgency is Urgency.NEXT_YEAR and year == said_in + 1
    return Urgency.THIS_YEAR if is_due else None


def as_typed(stored_need: StoredNeed, year: int) -> RawNeed:
    """The need as its form shows it in a year: it asks anew how soon where the answer is none of the year's choices."""
    need = stored_need.need
    return RawNeed(
        capital=need.capital_id,
        item=need.item_id,
        form=need.form or "",
        text=need.text,
        urgency=urgency_in(need.urgency, stored_need.urgency_year, year) or "",
        together=need.together,
        audience=need.audience,
        groups=frozenset(need.target_groups),
    )


def for_year(raw: RawNeed, year: int) -> RawNeed:
    """As typed, without a choice of how soon that named the years before."""
    return raw if _is_of_year(raw, year) else raw.model_copy(update={"urgency": ""})


def read_need(
    raw: RawNeed, capital_ids: Collection[str], item_ids: Collection[str], year: int
) -> Need | tuple[FieldError, ...]:
    """The need as it is said in a year, or every error in it, in the order of the form."""
    text = tidied(raw.text)
    urgency, together = _member(Urgency, raw.urgency), _member(Togetherness, raw.together)
    audience = _member(NeedAudience, raw.audience)
    errors = tuple(_errors(raw, text, capital_ids, item_ids, year))
    if errors or urgency is None or together is None or audience is None:
        return errors
    return Need(
        capital_id=raw.capital,
        text=text,
        urgency=urgency,
        together=together,
        audience=audience,
        target_groups=tuple(group for group in TargetGroup if group in raw.groups),
        item_id=raw.item,
        form=_member(SupportForm, raw.form),
        origin=NeedOrigin.SUGGESTION if raw.item else NeedOrigin.OWN,
    )


def _errors(
    raw: RawNeed, text: str, capital_ids: Collection[str], item_ids: Collection[str], year: int
) -> Iterator[FieldError]:
    if not text:
        yield FieldError("text", "Skriv vad ni behöver, i en eller två meningar.")
    elif len(text) > TEXT_MAX:
        yield FieldError("text", f"Texten är {len(text) - TEXT_MAX} tecken för lång. Korta till {TEXT_MAX} tecken.")
    elif not is_text(text):
        yield FieldError("text", "Texten innehåller ett tecken som inte går att spara. Skriv om den.")
    if raw.capital not in capital_ids:
        yield FieldError("capital", "Välj vilket kapitalslag behovet gäller.")
    if raw.item and raw.item not in item_ids:
        yield FieldError("text", "Insatsen finns inte längre i katalogen. Börja om från sidan Stöd.")
    if _member(Urgency, raw.urgency) is None:
        yield FieldError("urgency", "Välj hur snart ni behöver det.")
    elif not _is_of_year(raw, year):
        yield FieldError(
            "urgency", "Det har blivit ett nytt år sedan du öppnade sidan. Välj igen hur snart ni behöver det."
        )
    if _member(Togetherness, raw.together) is None:
        yield FieldError("together", "Välj om ni vill göra det tillsammans med andra.")
    if _member(NeedAudience, raw.audience) is None:
        yield FieldError("audience", "Välj vilka som får se behovet.")


def read_closing(state: str, reason: str) -> tuple[NeedState, str] | tuple[FieldError, ...]:
    """How a need ends and why, or every error. Only what is no longer needed has to say why."""
    ending = next((option for option in CLOSING_STATES if option == state), None)
    why = tidied(reason)
    errors = []
    if ending is None:
        errors.append(FieldError("state", "Välj om ni har fått det ni behövde, eller om det inte längre behövs."))
    if ending is NeedState.WITHDRAWN and not why:
        errors.append(FieldError("reason", "Skriv varför behovet inte längre är aktuellt."))
    elif len(why) > REASON_MAX:
        errors.append(FieldError("reason", f"Skälet är {len(why) - REASON_MAX} tecken för långt."))
    elif not is_text(why):
        errors.append(FieldError("reason", "Skälet innehåller ett tecken som inte går att spara. Skriv om det."))
    return tuple(errors) if errors or ending is None else (ending, why)


def _is_of_year(raw: RawNeed, year: int) -> bool:
    return raw.year in {"", str(year)}


def _member(kind: type[Choice], value: str) -> Choice | None:
    return next((option for option in kind if option == value), None)

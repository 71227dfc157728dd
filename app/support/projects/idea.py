"""An idea that kommuner could do together: what it is, who is with it and how, and reading one as typed."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from pydantic import BaseModel

from app.assessment.answering.entry import FieldError, tidied
from app.support.projects.texts import LINE_MAX, TEXT_MAX, TITLE_MAX, TextRule, text_errors

Option = TypeVar("Option", bound=StrEnum)


class IdeaState(StrEnum):
    """Where an idea stands, in the order it moves. A prioritised one becomes a project."""

    CAUGHT = "fangad"
    DESCRIBED = "beskriven"
    PREPARING = "beredning"
    PRIORITISED = "prioriterad"
    RESTING = "vilande"
    ENDED = "avslutad"


class IdeaRole(StrEnum):
    """How a kommun is with an idea."""

    OWNER = "agare"
    TAKING_PART = "med"
    INTERESTED = "intresserad"


class OwnerMandate(StrEnum):
    """Whether the function that owns an idea in a kommun may decide on it."""

    YES = "ja"
    NO = "nej"
    UNKNOWN = "vet-inte"


JOINING = frozenset({IdeaRole.OWNER, IdeaRole.TAKING_PART})
"""Those that do it. Interest alone does not count."""
CHANGEABLE = frozenset({IdeaState.CAUGHT, IdeaState.DESCRIBED, IdeaState.PREPARING})
DECIDED = frozenset({IdeaState.PRIORITISED, IdeaState.RESTING})
"""States of an idea with a day when it is tried again."""
TO_PREPARE = frozenset({IdeaState.CAUGHT, IdeaState.DESCRIBED}) | DECIDED
"""States from which the region takes an idea up for preparation."""
OVER = frozenset({IdeaState.ENDED})


@dataclass(frozen=True, slots=True)
class Idea:
    """What is to be done. What is not said yet is empty."""

    title: str
    problem: str
    capital_id: str
    receiver: str = ""
    """The function in the line that keeps it afterwards; no person."""
    follow_up: str = ""
    obligation: str = ""
    """A law or ordinance that demands it."""

    @property
    def is_described(self) -> bool:
        return bool(self.receiver or self.follow_up or self.obligation)


@dataclass(frozen=True, slots=True)
class IdeaParty:
    """A kommun that is with an idea. `function` owns it there."""

    municipality_id: int
    municipality: str
    role: IdeaRole
    function: str = ""
    mandate: OwnerMandate = OwnerMandate.UNKNOWN


@dataclass(frozen=True, slots=True)
class StoredIdea:
    """An idea as it is stored. `municipality_id` is the kommun that caught it; None for the region."""

    id: int
    region_id: int
    municipality_id: int | None
    catcher: str
    """The name of the kommun or the region."""
    idea: Idea
    state: IdeaState
    reason: str
    """Why it ended, empty otherwise."""
    merged_into_id: int | None
    parties: tuple[IdeaParty, ...]
    version: int
    created_at: datetime

    @property
    def is_changeable(self) -> bool:
        return self.state in CHANGEABLE

    @property
    def joining(self) -> tuple[IdeaParty, ...]:
        return tuple(party for party in self.parties if party.role in JOINING)

    @property
    def owners(self) -> tuple[IdeaParty, ...]:
        return tuple(party for party in self.parties if party.role is IdeaRole.OWNER)

    def party_of(self, municipality_id: int) -> IdeaParty | None:
        return next((party for party in self.parties if party.municipality_id == municipality_id), None)


class RawIdea(BaseModel, frozen=True):
    """As typed: the names are those of the form's fields."""

    title: str = ""
    problem: str = ""
    capital: str = ""
    receiver: str = ""
    follow_up: str = ""
    obligation: str = ""


class RawParty(BaseModel, frozen=True):
    """As typed: how a kommun is with an idea."""

    role: str = ""
    function: str = ""
    mandate: str = ""


TITLE = TextRule("title", TITLE_MAX, "Skriv vad idén ska heta, på en rad.")
PROBLEM = TextRule("problem", TEXT_MAX, "Skriv vilket problem idén ska lösa, i en eller två meningar.")
DESCRIPTION = (
    TextRule("receiver", LINE_MAX),
    TextRule("follow_up", TEXT_MAX),
    TextRule("obligation", LINE_MAX),
)
REASON = TextRule("reason", TEXT_MAX, "Skriv varför, i en eller två meningar.")
NO_ROLE = "nej"
"""The choice by which a kommun says that it is not with an idea."""


def as_typed(idea: Idea) -> RawIdea:
    """The idea as its form shows it."""
    return RawIdea(
        title=idea.title,
        problem=idea.problem,
        capital=idea.capital_id,
        receiver=idea.receiver,
        follow_up=idea.follow_up,
        obligation=idea.obligation,
    )


def read_idea(raw: RawIdea, capital_ids: Collection[str]) -> Idea | tuple[FieldError, ...]:
    """The idea, or every error in it, in the order of the form."""
    texts = {name: tidied(text) for name, text in raw.model_dump().items()}
    errors = tuple(_idea_errors(texts, capital_ids))
    if errors:
        return errors
    return Idea(
        title=texts["title"],
        problem=texts["problem"],
        capital_id=raw.capital,
        receiver=texts["receiver"],
        follow_up=texts["follow_up"],
        obligation=texts["obligation"],
    )


def _idea_errors(texts: Mapping[str, str], capital_ids: Collection[str]) -> Iterator[FieldError]:
    for rule in (TITLE, PROBLEM):
        yield from text_errors(rule, texts[rule.field])
    if texts["capital"] not in capital_ids:
        yield FieldError("capital", "Välj vilket kapitalslag idén stärker mest.")
    for rule in DESCRIPTION:
        yield from text_errors(rule, texts[rule.field])


def read_party(raw: RawParty, municipality_id: int, municipality: str) -> IdeaParty | tuple[FieldError, ...] | None:
    """How the kommun is with the idea; None when it is not. Only an owner has a function with a mandate."""
    if raw.role == NO_ROLE:
        return None
    role, mandate = member(IdeaRole, raw.role), member(OwnerMandate, raw.mandate)
    function = tidied(raw.function)
    if role is None:
        return (FieldError("role", "Välj hur ni är med."),)
    if role is not IdeaRole.OWNER:
        return IdeaParty(municipality_id, municipality, role)
    rule = TextRule(
        "function", LINE_MAX, "Skriv vilken funktion som äger frågan hos er. Skriv inget namn på en person."
    )
    errors = list(text_errors(rule, function))
    if mandate is None:
        errors.append(FieldError("mandate", "Välj om funktionen får besluta om det här."))
    if errors or mandate is None:
        return tuple(errors)
    return IdeaParty(
        municipality_id=municipality_id, municipality=municipality, role=role, function=function, mandate=mandate
    )


def read_why(text: str) -> str | FieldError:
    """A reason that has to be given, or what is wrong with it."""
    reason = tidied(text)
    return next(text_errors(REASON, reason), reason)


def member(kind: type[Option], value: str) -> Option | None:
    """The member of an enumeration that a field names; None for what names none."""
    return next((option for option in kind if option == value), None)

"""A kommun's sign-up to an offer: how many people, in which roles, with which mandate; and reading it as typed.

It names no person.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from pydantic import BaseModel

from app.assessment.answering.entry import FieldError, is_text, tidied, whole_number
from app.support.catalogue.catalogue import TargetGroup

NOTE_MAX = 300
TIME_TO_DECLINE = timedelta(hours=48)
"""For those who get a place from the reserve list."""


class Mandate(StrEnum):
    """What those who come may do on behalf of their kommun, in order of weight."""

    DECIDES = "beslutar"
    PREPARES = "bereder"
    LISTENS = "lyssnar"


class SignUpState(StrEnum):
    """Where a sign-up stands. The reserve list is no state: it is having signed up and not having got every place."""

    SIGNED_UP = "anmald"
    LEFT = "avanmald"
    ATTENDED = "deltog"
    ABSENT = "uteblev"


@dataclass(frozen=True, slots=True)
class SignUp:
    """What a kommun says of those it sends."""

    people: int
    roles: tuple[TargetGroup, ...]
    mandate: Mandate
    note: str = ""


@dataclass(frozen=True, slots=True)
class StoredSignUp:
    """A sign-up as it is stored, with the places that it has got."""

    id: int
    municipality_id: int
    municipality: str
    slug: str
    size_group: str
    sign_up: SignUp
    state: SignUpState
    with_need: bool
    """The kommun had an open need that the offer answers, so that its first place comes first."""
    signed_at: datetime
    granted: int
    version: int = 1
    moved_up_at: datetime | None = None
    """When it last got a place from the reserve list."""

    @property
    def is_active(self) -> bool:
        return self.state is not SignUpState.LEFT

    @property
    def decline_before(self) -> datetime | None:
        """Until when somebody who came from the reserve list is asked to say no, if they cannot come."""
        return None if self.moved_up_at is None else self.moved_up_at + TIME_TO_DECLINE


class RawSignUp(BaseModel, frozen=True):
    """As typed: the names are those of the form's fields. `roles` are the boxes that were ticked."""

    people: str = "1"
    mandate: str = ""
    note: str = ""
    roles: frozenset[str] = frozenset()


def typed_sign_up(sign_up: SignUp) -> RawSignUp:
    """The sign-up as its form shows it."""
    return RawSignUp(
        people=str(sign_up.people), mandate=sign_up.mandate, note=sign_up.note, roles=frozenset(sign_up.roles)
    )


def read_sign_up(raw: RawSignUp, places_per_kommun: int) -> SignUp | tuple[FieldError, ...]:
    """The sign-up, or every error in it, in the order of the form."""
    roles = tuple(group for group in TargetGroup if group in raw.roles)
    mandate = next((option for option in Mandate if option == raw.mandate), None)
    people, note = whole_number(raw.people.strip()), tidied(raw.note)
    errors = tuple(_errors(people, roles, note, places_per_kommun, has_mandate=mandate is not None))
    if errors or mandate is None:
        return errors
    return SignUp(people=people, roles=roles, mandate=mandate, note=note)


def _errors(
    people: int, roles: tuple[TargetGroup, ...], note: str, most: int, *, has_mandate: bool
) -> Iterator[FieldError]:
    if not 1 <= people <= most:
        limit = "Ni kan anmäla en person." if most == 1 else f"Skriv ett antal från 1 till {most}."
        yield FieldError("people", limit)
    if not roles:
        yield FieldError("roles", "Välj minst en roll, så att arrangören vet vilka som kommer.")
    if not has_mandate:
        yield FieldError("mandate", "Välj vad de som kommer får göra åt kommunen.")
    if len(note) > NOTE_MAX:
        yield FieldError("note", f"Texten är {len(note) - NOTE_MAX} tecken för lång. Korta till {NOTE_MAX} tecken.")
    elif not is_text(note):
        yield FieldError("note", "Texten innehåller ett tecken som inte går att spara. Skriv om den.")

"""A register extract: everything that is stored about one person, as plain values for a page and a file."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from app.accounts.audit.chain import Event
from app.accounts.kernel.roles import Role

PERSON_FACTS = frozenset({"person_id", "successor_id"})
"""Facts of an event that are the number of a person…"""
RESPONDENT_FACTS = frozenset({"respondent_id"})
"""…or of somebody's place to answer in…"""
RESPONDENT_LISTS = frozenset({"respondent_ids"})
"""…or of several people's."""


@dataclass(frozen=True, slots=True)
class Account:
    number: int
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class HeldRole:
    """`place` is a kommun's or a region's name; empty for the whole installation."""

    role: Role
    place: str
    since: datetime
    ended_at: datetime | None
    is_association: bool = False
    """The place is the association as one that answers."""


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """`kind` is empty while there is only a comment or a link; `level` is the name of a level."""

    question_id: str
    question: str
    kind: str
    position: int | None
    level: str
    comment: str
    evidence_url: str
    version: int
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class PersonalLink:
    created_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class OwnVote:
    """What the person votes at the joint meeting, while that vote is open. `level` is the name of a level."""

    question_id: str
    question: str
    kind: str
    position: int | None
    level: str


@dataclass(frozen=True, slots=True)
class AnsweringPlace:
    """Where the person was asked to answer, and what was answered there."""

    number: int
    kommun: str
    questionnaire: str
    year: int
    is_trial: bool
    role_group: str
    name_in_invitation: str
    """As the inviter wrote it."""
    by_open_link: bool
    invited_at: datetime | None
    handed_in_at: datetime | None
    withdrawn_at: datetime | None
    links: tuple[PersonalLink, ...]
    answers: tuple[GivenAnswer, ...]
    vote: OwnVote | None = None
    """Only while a vote is open at the joint meeting: it is deleted when that closes."""


@dataclass(frozen=True, slots=True)
class SessionRecord:
    began_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    way: str
    browser: str


@dataclass(frozen=True, slots=True)
class SignInLinkRecord:
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None
    tries: int


@dataclass(frozen=True, slots=True)
class OwnSignInRecord:
    """Whose sign-in (its address on the web) the account is bound to. What the person is called there is not kept."""

    issuer: str
    bound_at: datetime


@dataclass(frozen=True, slots=True)
class PasskeyRecord:
    """A passkey as its owner named it. Of its key only the public half is kept."""

    name: str
    created_at: datetime
    last_used_at: datetime | None
    sign_count: int
    transports: str


@dataclass(frozen=True, slots=True)
class MailRecord:
    """A mail to the person. Its text is not kept once it is sent."""

    kind: str
    subject: str
    to_address: str
    status: str
    created_at: datetime
    sent_at: datetime | None
    problem: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A version of a kommun's result that the person handed in (`what` is "submitted") or approved ("approved")."""

    what: str
    kommun: str
    questionnaire: str
    year: int
    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class ExchangeRecord:
    """A seat in a network whose mail the person gets (`what` is "seat", `text` the role), or a question to the others
    that the person asked ("question")."""

    what: str
    kommun: str
    network: str
    text: str


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line of the audit log: what the person did, or what was done that concerns the person."""

    number: int
    at: datetime
    action: str
    by_the_person: bool
    facts: dict[str, Any]
    is_of_association: bool = False
    """It was done in the association as one that answers: its roles have names of their own."""


@dataclass(frozen=True, slots=True)
class Extract:
    made_at: datetime
    is_whole: bool
    """False for somebody who came by a personal link: then it is only about that place."""
    account: Account | None
    roles: tuple[HeldRole, ...]
    places: tuple[AnsweringPlace, ...]
    sessions: tuple[SessionRecord, ...]
    sign_in_links: tuple[SignInLinkRecord, ...]
    own_sign_ins: tuple[OwnSignInRecord, ...]
    passkeys: tuple[PasskeyRecord, ...]
    recovery_codes: tuple[datetime, ...]
    """When each code that is left was made."""
    letters: tuple[MailRecord, ...]
    letters_to_others: int
    """How many mails to others say that answers go to the person's address."""
    mail_opt_outs: tuple[str, ...]
    """The kinds of mail that the person has turned off."""
    decisions: tuple[Decision, ...]
    exchange: tuple[ExchangeRecord, ...]
    log: tuple[LogLine, ...]


def facts_about(facts: dict[str, Any], person_id: int | None, respondent_ids: frozenset[int]) -> dict[str, Any] | None:
    """An event's facts when they are about the person or one of the person's places, without other people's numbers in
    lists. None when they are not about the person."""
    is_named = any(facts.get(name) == person_id for name in PERSON_FACTS if person_id is not None)
    is_named = is_named or any(facts.get(name) in respondent_ids for name in RESPONDENT_FACTS)
    own = {
        name: [number for number in value if number in respondent_ids] if name in RESPONDENT_LISTS else value
        for name, value in facts.items()
    }
    return own if is_named or any(own.get(name) for name in RESPONDENT_LISTS) else None


def as_json(extract: Extract) -> str:
    """The extract as a file: names as in this module, moments in UTC as ISO 8601."""
    return json.dumps(asdict(extract), ensure_ascii=False, indent=2, default=_plain) + "\n"


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    raise TypeError(type(value))


def event_kinds() -> tuple[type[Event], ...]:
    """Every kind of event there is, for those who must know all their facts."""
    result, waiting = [], [Event]
    while waiting:
        kinds = waiting.pop().__subclasses__()
        result += kinds
        waiting += kinds
    return tuple(result)

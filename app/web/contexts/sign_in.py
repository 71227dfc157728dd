"""Contexts of the pages where one signs in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.web.contexts.frame import Frame


@dataclass(frozen=True, slots=True)
class SignInPage:
    """`after` is the page that one was going to."""

    frame: Frame
    address: str
    after: str
    faults: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WaitPage:
    """Where the code from the mail is written, in the browser that asked for it."""

    frame: Frame
    minutes: int
    faults: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LinkPage:
    frame: Frame
    address: str
    """Of the page itself, where its button sends to."""

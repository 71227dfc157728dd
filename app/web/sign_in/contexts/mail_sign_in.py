"""Contexts of the pages where one signs in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import quote

from app.federation.providers import Provider
from app.reports.kernel.wording import in_words
from app.services.sign_in.mail_sign_in import MAX_WRONG_CODES, VALID
from app.web.shell.contexts.frame import Frame

_TENS = {20: "tjugo"}


@dataclass(frozen=True, slots=True)
class OrganisationSignIn:
    """Whose own sign-in may be used. A link leads there: browsers do not let a form go on to another site."""

    name: str
    url: str


def organisation_of(provider: Provider, after: str) -> OrganisationSignIn:
    query = "" if after == "/" else f"?sedan={quote(after)}"
    return OrganisationSignIn(provider.name, f"/logga-in/organisation/{provider.id}{query}")


@dataclass(frozen=True, slots=True)
class SignInPage:
    """`after` is the page that one was going to."""

    frame: Frame
    address: str
    after: str
    organisations: tuple[OrganisationSignIn, ...]
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """For an address whose organisation has a sign-in of its own; `by_mail` whether a mail may be had instead."""

    frame: Frame
    organisation: OrganisationSignIn
    address: str
    after: str
    by_mail: bool


@dataclass(frozen=True, slots=True)
class WaitPage:
    """Where the code from the mail is written, in the browser that asked for it."""

    frame: Frame
    minutes: int
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LimitPage:
    """Too many mails have been asked for; `has_asked` whether this browser is waiting for one."""

    frame: Frame
    message: str
    has_asked: bool
    minutes: int


@dataclass(frozen=True, slots=True)
class LinkPage:
    frame: Frame
    address: str
    """Of the page itself, where its button sends to."""


@dataclass(frozen=True, slots=True)
class GonePage:
    """A link or a code that is good no more, and for how long and how many wrong codes it was."""

    frame: Frame
    minutes: str
    wrong_codes: str


def gone_page(frame: Frame) -> GonePage:
    minutes = VALID // timedelta(minutes=1)
    return GonePage(frame=frame, minutes=_TENS.get(minutes, str(minutes)), wrong_codes=in_words(MAX_WRONG_CODES))

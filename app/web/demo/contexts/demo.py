"""Contexts of the pages that only the example region has: choosing who to be, and its mails."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.accounts.kernel.role_titles import TITLES
from app.accounts.kernel.roles import Role
from app.demo.mail import DemoMail
from app.demo.personas import INSTALLATION, Persona
from app.web.shell.contexts.frame import Frame


@dataclass(frozen=True, slots=True)
class Suggestion:
    persona: Persona
    what: str


@dataclass(frozen=True, slots=True)
class PersonaGroup:
    name: str
    personas: tuple[Persona, ...]


@dataclass(frozen=True, slots=True)
class DemoPage:
    frame: Frame
    suggested: tuple[Suggestion, ...]
    groups: tuple[PersonaGroup, ...]
    kommuner: int
    after: str
    error: str = ""


SUGGESTIONS = (
    ("Ale", "kommunens samordnare", "Svara för kommunen från början, se profilen och hämta rapporten."),
    ("Alingsås", "svarande", "Svara som en av flera. Samordnaren ser att du är klar, inte vad du svarat."),
    ("Härryda", "kommunens samordnare", "Tre år med fastställda resultat: profil, utveckling och rapport."),
    ("Göteborgsregionen", "regionens samordnare", "Följ kommunerna och läs det de har delat."),
    (INSTALLATION, "driftansvarig", "Lägg till regioner och deras första samordnare, läs loggen."),
)
"""Place, title, and what there is to see. Answering and the finished result come first."""


def demo_page(frame: Frame, places: Mapping[str, tuple[Persona, ...]], after: str, error: str = "") -> DemoPage:
    suggestions = [
        Suggestion(persona, what)
        for place, title, what in SUGGESTIONS
        for persona in [next((candidate for candidate in places.get(place, ()) if candidate.title == title), None)]
        if persona is not None
    ]
    groups = tuple(PersonaGroup(place, people) for place, people in places.items())
    kommuner = sum(
        any(candidate.title == TITLES[Role.KOMMUN_COORDINATOR] for candidate in people) for people in places.values()
    )
    return DemoPage(
        frame=frame, suggested=tuple(suggestions), groups=groups, kommuner=kommuner, after=after, error=error
    )


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text of a mail. `url` is set for a link to a page of ours, as an address on this very site."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class DemoMailView:
    id: int
    to_address: str
    subject: str
    written_at: datetime
    paragraphs: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class DemoMailsPage:
    frame: Frame
    mails: tuple[DemoMailView, ...]
    is_sending: bool
    """A mail server is set, so that mails leave and lose their text."""


def mails_page(frame: Frame, mails: tuple[DemoMail, ...], public_url: str, *, is_sending: bool) -> DemoMailsPage:
    views = tuple(
        DemoMailView(
            id=mail.id,
            to_address=mail.to_address,
            subject=mail.subject,
            written_at=mail.written_at,
            paragraphs=_paragraphs(mail.body, public_url),
        )
        for mail in mails
    )
    return DemoMailsPage(frame, views, is_sending)


def _paragraphs(body: str, public_url: str) -> tuple[tuple[Piece, ...], ...]:
    link = re.compile(rf"({re.escape(public_url.rstrip('/'))})(/[^\s<>]*)")
    return tuple(tuple(_pieces(text, link)) for text in body.split("\n\n") if text.strip())


def _pieces(text: str, link: re.Pattern[str]) -> Iterator[Piece]:
    place = 0
    for match in link.finditer(text):
        yield Piece(text[place : match.start()])
        yield Piece(match[0], match[2])
        place = match.end()
    yield Piece(text[place:])

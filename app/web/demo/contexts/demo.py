"""Contexts of the pages that only the example region has: choosing who to be, and its mails."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.accounts.kernel.role_titles import TITLES
from app.accounts.kernel.roles import Role
from app.demo.mail import DemoMail
from app.demo.personas import INSTALLATION, RESPONDENT, Persona
from app.demo.script import HANDED_IN, QUESTIONNAIRE, REGION, YEARS
from app.rounds.kernel.keys import RoundKey
from app.web.shell.contexts.frame import Frame


@dataclass(frozen=True, slots=True)
class _Way:
    """One way into the example: whose, as what, what there is to see, and where it begins."""

    place: str
    title: str
    heading: str
    what: str
    then: str = "/"


@dataclass(frozen=True, slots=True)
class Suggestion:
    persona: Persona
    heading: str
    what: str
    then: str


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


_ROUND = RoundKey(REGION[0], QUESTIONNAIRE, YEARS[-1]).path
WAYS = (
    _Way(
        place="Ale",
        title=TITLES[Role.KOMMUN_COORDINATOR],
        heading="Samordnare i början av året",
        what="Svara för kommunen från början, se profilen och hämta rapporten.",
    ),
    _Way(
        place="Alingsås",
        title=RESPONDENT,
        heading="Svarande",
        what="Svara som en av flera. Samordnaren ser att du är klar, inte vad du har svarat.",
    ),
    _Way(
        place="Kungsbacka",
        title=TITLES[Role.KOMMUN_COORDINATOR],
        heading="Mötet",
        what="Alla har svarat. Se var svaren skiljer sig och enas om en nivå för varje fråga.",
        then=f"{_ROUND}/1384-kungsbacka/moten",
    ),
    _Way(
        place="Partille",
        title=TITLES[Role.KOMMUN_APPROVER],
        heading="Godkännare",
        what="Resultatet är inlämnat. Fastställ det, eller skicka tillbaka det med ett skäl.",
        then=f"{_ROUND}/{HANDED_IN}/lamna-in-resultat",
    ),
    _Way(
        place="Härryda",
        title=TITLES[Role.KOMMUN_READER],
        heading="Politiker",
        what="Några minuter före sammanträdet: läs vad kommunen kom fram till och var den kan börja.",
        then=f"{_ROUND}/1401-harryda/resultat",
    ),
    _Way(
        place="Härryda",
        title=TITLES[Role.KOMMUN_COORDINATOR],
        heading="Samordnare med tre år bakom sig",
        what="Fastställda resultat för tre år: profil, utveckling och rapport.",
    ),
    _Way(
        place=REGION[1],
        title=TITLES[Role.REGION_COORDINATOR],
        heading="Regionen",
        what="Följ kommunerna och läs det de har delat.",
    ),
    _Way(
        place=INSTALLATION,
        title=TITLES[Role.OPERATOR],
        heading="Den som driver tjänsten",
        what="Lägg till regioner och deras första samordnare, läs loggen.",
    ),
)
"""In the order of a year; answering and the finished result come first."""


def demo_page(frame: Frame, places: Mapping[str, tuple[Persona, ...]], after: str, error: str = "") -> DemoPage:
    groups = tuple(PersonaGroup(place, people) for place, people in places.items())
    kommuner = sum(
        any(candidate.title == TITLES[Role.KOMMUN_COORDINATOR] for candidate in people) for people in places.values()
    )
    return DemoPage(
        frame=frame,
        suggested=tuple(_suggestions(places, after)),
        groups=groups,
        kommuner=kommuner,
        after=after,
        error=error,
    )


def _suggestions(places: Mapping[str, tuple[Persona, ...]], after: str) -> Iterator[Suggestion]:
    """Who came from a page goes back to it; else each begins where there is something to see."""
    for way in WAYS:
        people = (candidate for candidate in places.get(way.place, ()) if candidate.title == way.title)
        persona = next(people, None)
        if persona is not None:
            then = way.then if after == "/" else after
            yield Suggestion(persona=persona, heading=way.heading, what=way.what, then=then)


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

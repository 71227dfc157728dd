"""What people come to from the page of their region or kommun: a card for each area, on the region's with a line on
what it is good for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AreaLink:
    url: str
    label: str


@dataclass(frozen=True, slots=True)
class Area:
    heading: str
    purpose: str
    links: tuple[AreaLink, ...]


_AREAS = (
    (
        "Stöd till kommunerna",
        "Se vad kommunerna saknar, och ordna det som flera behöver.",
        (
            ("behov", "Vad kommunerna behöver"),
            ("erbjudanden", "Erbjudanden"),
            ("stod", "Katalogen över stöd"),
            ("workshop", "Workshoppar"),
        ),
    ),
    (
        "Utbyte mellan kommuner",
        "Det som någon redan har provat, och vem man kan fråga.",
        (("exempel", "Exempel"), ("fragor", "Frågor och svar"), ("natverk", "Nätverk"), ("utmaningar", "Utmaningar")),
    ),
    (
        "Idéer och projekt",
        "Från idé till vardag, med en mottagare i linjen.",
        (("ideer", "Idéer att göra tillsammans"), ("projekt", "Projekt"), ("utlysningar", "Utlysningar")),
    ),
    (
        "Mål och ambition",
        "Vart ni ska tillsammans, och vad nästa steg kräver.",
        (("mal", "Gemensamma mål"), ("ambition", "Ambition: vad nästa steg kräver")),
    ),
)
"""Heading, purpose, and the pages as last part of the address and label."""

_AREAS_OF_A_KOMMUN = (
    (
        "Stöd",
        "",
        (("erbjudanden", "Erbjudanden"), ("stod", "Katalogen över stöd"), ("workshop", "Workshoppar")),
    ),
    (
        "Utbyte",
        "",
        (
            ("exempel", "Exempel från de andra kommunerna"),
            ("fragor", "Fråga de andra"),
            ("natverk", "Nätverk"),
            ("utmaningar", "Utmaningar"),
        ),
    ),
    (
        "Idéer och projekt",
        "",
        (("ideer", "Idéer att göra tillsammans"), ("projekt", "Projekt"), ("utlysningar", "Utlysningar att söka")),
    ),
)


def areas_of(region_slug: str) -> tuple[Area, ...]:
    return _areas(region_slug, _AREAS)


def areas_of_kommun(region_slug: str) -> tuple[Area, ...]:
    """What a kommun takes part in; its headings say enough, so each has an empty purpose."""
    return _areas(region_slug, _AREAS_OF_A_KOMMUN)


def _areas(region_slug: str, areas: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]) -> tuple[Area, ...]:
    return tuple(
        Area(heading, purpose, tuple(AreaLink(f"/{region_slug}/{page}", label) for page, label in pages))
        for heading, purpose, pages in areas
    )

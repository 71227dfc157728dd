"""The page that tells how results are worked out: the same sections as in a report, in groups."""

from dataclasses import dataclass

from app.reports.kernel.wording import ZONES
from app.reports.method.method_text import USUAL, Section, sections
from app.web.shell.contexts.frame import Frame

GROUPS = (
    (
        "Från svar till nivå",
        ("Skalan", "Vet ej och ej tillämpligt", "En frågas resultat", "Index", "Nivå", "Hela bilden"),
    ),
    ("Hur säkert är det?", ("Osäkerhet", "Omräkningar", "Samsyn")),
    ("Mellan åren", ("Förändring",)),
    ("Vad ni gör med det", ("Mötets ordning", "Var ni börjar", "Nästa steg", "Enighet och väg")),
    ("Andra och enskilda", ("Andra kommuners median", "Små tal", "Vad siffrorna inte säger")),
    ("Källor", ("Litteratur",)),
)


@dataclass(frozen=True, slots=True)
class MethodPage:
    frame: Frame
    groups: tuple[tuple[str, tuple[Section, ...]], ...]
    zones: tuple[tuple[str, str, str], ...]
    """Unity, known way, and how to work then."""


def method_page(page_frame: Frame) -> MethodPage:
    """With the usual limits; a report tells those of its own questionnaire."""
    texts = dict(sections(USUAL))
    groups = tuple((title, tuple((heading, texts[heading]) for heading in headings)) for title, headings in GROUPS)
    amounts = (("stor", "stor"), ("liten", "liten"), ("stor", "liten"), ("liten", "stor"), ("däremellan", "däremellan"))
    return MethodPage(
        page_frame, groups, tuple((*pair, name) for pair, name in zip(amounts, ZONES.values(), strict=True))
    )

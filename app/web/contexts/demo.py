"""Context of the page where one chooses who to be in the example region."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.demo.personas import Persona
from app.web.contexts.frame import Frame


@dataclass(frozen=True, slots=True)
class Suggestion:
    persona: Persona
    what: str


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    personas: tuple[Persona, ...]


@dataclass(frozen=True, slots=True)
class DemoPage:
    frame: Frame
    suggested: tuple[Suggestion, ...]
    groups: tuple[Group, ...]
    kommuner: int
    after: str
    fault: str = ""


SUGGESTIONS = (
    ("Ale", "kommunens samordnare", "Svara för kommunen från början, se profilen och hämta rapporten."),
    ("Alingsås", "svarande", "Svara som en av flera. Samordnaren ser att du är klar, inte vad du svarat."),
    ("Härryda", "kommunens samordnare", "Tre år med fastställda resultat: profil, utveckling och rapport."),
    ("Göteborgsregionen", "regionens samordnare", "Följ kommunerna och läs det de har delat."),
)
"""Place, title, and what there is to see. Answering and the finished result come first."""


def demo_page(frame: Frame, places: Mapping[str, tuple[Persona, ...]], after: str, fault: str = "") -> DemoPage:
    found = [
        Suggestion(persona, what)
        for place, title, what in SUGGESTIONS
        for persona in [next((one for one in places.get(place, ()) if one.title == title), None)]
        if persona is not None
    ]
    groups = tuple(Group(place, people) for place, people in places.items())
    return DemoPage(frame, tuple(found), groups, len(groups) - 1, after, fault)

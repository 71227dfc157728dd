"""What the example region is to show: how each kommun has come along, chosen so that every situation can be met."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Any

from app.rounds.kernel.assessment import Sharing

YEARS = (2024, 2025, 2026)
BEGINNING = datetime(2024, 8, 20, 8, tzinfo=UTC)
"""When everybody got their role."""
REGION = ("gr", "Göteborgsregionen")
REGION_DOMAIN = "gr.example"
OPERATOR_DOMAIN = "drift.example"
WITH_APPROVER = ("1440", "1384", "1402", "1415")
"""Kommuner with somebody who approves what has been handed in."""
HANDED_IN = "1402-partille"
"""Whose result of this year waits for its approver."""
REGION_DETAILS: dict[str, Any] = {
    "contact_name": "Kansliet för omställning (påhittat)",
    "contact_email": "omstallning@gr.example",
    "contact_phone": "031-390 06 00",
    "data_officer": "Dataskyddsombudet i exemplet, dataskydd@gr.example, 031-390 06 01",
    "retention_months": 24,
    "retention_decision": "gallringsbeslut 2024-03-12, § 41 (påhittat)",
}
"""Addresses and telephone numbers that are set aside for examples and belong to nobody."""
STATEMENT: dict[str, Any] = {
    "organisation": "Göteborgsregionens kommunalförbund (påhittad redogörelse)",
    "contact_email": "tillganglighet@gr.example",
    "contact_phone": "031-390 06 02",
    "conformance": "partial",
    "shortcomings": (
        "- **Diagrammen går inte att zooma med tangentbordet.** Den som bara använder tangentbord kan inte förstora en "
        "del av ett diagram. Siffrorna står i en tabell under varje diagram. Rättas under våren. (WCAG 2.1.1)\n"
        "- **Rapporten saknar bokmärken i vissa läsare.** Innehållsförteckningen har länkar till alla delar. Vi väntar "
        "på en rättning i läsarna. (WCAG 2.4.5)"
    ),
    "outside_law": "Underlag som svarande länkar till ligger hos andra. Vi styr inte över hur tillgängliga de är.",
    "assessed_how": (
        "Egen granskning av alla typer av sidor: automatisk prövning mot WCAG 2.1 AA, genomgång med bara tangentbord, "
        "med skärmläsarna NVDA och VoiceOver, i mobil och med 200 procents förstoring. En grupp på fyra personer med "
        "olika funktionsnedsättningar provade att svara på frågorna. Allt detta är påhittat i exemplet."
    ),
}
"""Of an installation that knows what it lacks."""
QUESTIONNAIRE = "omstallningsformaga"


class StoryStage(Enum):
    """How far an assessment has come."""

    NOT_STARTED = "not started"
    ANSWERING = "several people are answering"
    CLOSED = "answering closed, nothing agreed yet"
    AGREED = "agreed at the joint meeting, not approved"
    APPROVED = "agreed and approved"
    SIMPLE = "answered by the coordinator alone, handed in"
    SKIPPED = "took no part"


@dataclass(frozen=True, slots=True)
class Story:
    """One kommun: its latent level on the scale, how many answer, and its stage per year."""

    code: str
    latent: float
    people: int
    stages: tuple[StoryStage, StoryStage, StoryStage]
    sharing: Sharing = Sharing.REGION


_A, _C, _G, _S = StoryStage.APPROVED, StoryStage.CLOSED, StoryStage.AGREED, StoryStage.SIMPLE

STORIES = (
    Story("1440", 1.6, 9, (_A, _A, StoryStage.NOT_STARTED)),
    Story("1489", 2.0, 14, (_A, _A, StoryStage.ANSWERING)),
    Story("1480", 2.7, 24, (_A, _A, _A), Sharing.PUBLIC),
    Story("1401", 2.1, 12, (_A, _A, _A), Sharing.NAMED),
    Story("1384", 2.3, 18, (_A, _A, _C)),
    Story("1482", 2.2, 13, (_A, _A, _A), Sharing.NAMED),
    Story("1441", 2.4, 15, (_A, _A, _A), Sharing.NAMED),
    Story("1462", 1.1, 2, (_S, _A, _C)),
    Story("1481", 2.5, 16, (_A, _A, _A), Sharing.NOTHING),
    Story("1402", 1.9, 11, (_A, _A, _G)),
    Story("1415", 1.5, 10, (_A, StoryStage.SKIPPED, _G)),
    Story("1419", 1.3, 1, (_S, _S, _S)),
    Story("1407", 1.2, 1, (_S, _S, StoryStage.NOT_STARTED)),
)

SIZE_GROUPS = ("under 40 000 invånare", "över 40 000 invånare")
LARGE = frozenset({"1480", "1481", "1384", "1482", "1441", "1489"})
"""Codes of the kommuner in the second size group."""

ROLE_BIAS = {"fortroendevald": 0.35, "ledning": 0.4, "stodfunktion": 0.0, "strateg": -0.4, "verksamhet": -0.2}
"""Politicians and managers see the kommun as further along than those who do the work, as surveys use to find."""

CAPITAL_BIAS = {
    "politiskt": 0.25,
    "finansiellt": -0.3,
    "relations": 0.2,
    "human": 0.0,
    "organisatoriskt": -0.15,
    "dynamiskt": -0.4,
    "realt": 0.3,
    "mottagarformaga": -0.2,
}

REASONS = (
    "Vi gick igenom fjolårets beslut och enades efter kort diskussion.",
    "Ledningen såg det som längre kommet. Exemplen från verksamheten avgjorde.",
    "Rutinen finns men används bara av två förvaltningar.",
    "Budgetbeslutet i november är underlaget.",
    "Politiken och tjänstepersonerna hade olika bild. Vi valde den nivå där alla exempel stämmer.",
)
COMMENTS = (
    "Det finns i styrdokumentet men jag har inte sett någon uppföljning.",
    "Blev bättre sedan vi fick en gemensam beredning.",
    "Gäller bara samhällsbyggnad, inte välfärdsförvaltningarna.",
    "Osäker. Det här sköts nog av ekonomiavdelningen.",
    "Vi gör det i projekt, men det tar slut när pengarna tar slut.",
)
FIRST_NAMES = (
    "Amina", "Anders", "Birgitta", "Camilla", "Daniel", "Elin", "Erik", "Fatima", "Gustav", "Hanna", "Ingrid", "Jamal",
    "Johan", "Karin", "Lars", "Lena", "Linnea", "Magnus", "Maria", "Mikael", "Nadia", "Oskar", "Petra", "Rasmus",
    "Sara", "Sofia", "Stefan", "Tove", "Ulrika", "Viktor", "Yusuf", "Åsa",
)  # fmt: skip
LAST_NAMES = (
    "Ahlgren", "Bergström", "Dahl", "Ekman", "Forsberg", "Granath", "Hassan", "Holm", "Isaksson", "Jönsson", "Karlsson",
    "Lind", "Lundin", "Moradi", "Nyström", "Olofsson", "Palm", "Quist", "Rosén", "Sandberg", "Strand", "Törnqvist",
    "Ullman", "Viklund", "Wallin", "Åberg", "Öberg",
)  # fmt: skip

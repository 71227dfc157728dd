"""What a questionnaire file may hold, as one table: the check of a file and the schema for editors are made from it.

Lengths and ranges are those of `questionnaire.py`; a test holds the two together.
"""

from collections.abc import Iterator
from dataclasses import dataclass

MAX_NUMBER = 999_999_999
ID_PATTERN = "[a-z][a-z0-9-]*"
MAX_ID_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Text:
    longest: int


@dataclass(frozen=True, slots=True)
class Identifier:
    pass


@dataclass(frozen=True, slots=True)
class OneOf:
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """An exact decimal number. `above` is excluded, `at_most` and `at_least` included."""

    above: int | None = None
    at_most: int = MAX_NUMBER
    at_least: int | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    at_least: int
    at_most: int = MAX_NUMBER


@dataclass(frozen=True, slots=True)
class Flag:
    pass


@dataclass(frozen=True, slots=True)
class LevelTexts:
    """A text for each level: the keys are values of the scale. The shortest scale has `fewest` of them."""

    longest: int
    fewest: int = 2


@dataclass(frozen=True, slots=True)
class LevelMap:
    """Values of the scale of the edition before, each with a value of this scale."""


@dataclass(frozen=True, slots=True)
class ListOf:
    """`too_few` is the code of the problem when there are fewer than `least`. Identifiers may not be repeated."""

    of: "Shape"
    least: int = 0
    too_few: str = "too-few"


@dataclass(frozen=True, slots=True)
class MappingPart:
    """A mapping with known keys. `called` is its name in a sentence: "… saknas i en fråga"."""

    called: str
    keys: tuple["Key", ...]

    def key(self, name: str) -> "Key | None":
        return next((key for key in self.keys if key.name == name), None)

    def names(self) -> Iterator[str]:
        return (key.name for key in self.keys)


ScalarShape = Text | Identifier | OneOf | Number | Whole | Flag
Shape = Text | Identifier | OneOf | Number | Whole | Flag | LevelTexts | LevelMap | ListOf | MappingPart


@dataclass(frozen=True, slots=True)
class Key:
    """`about` is the tooltip in editors."""

    name: str
    shape: Shape
    about: str
    required: bool = True


SHORT_TEXT = Text(longest=2_000)
LONG_TEXT = Text(longest=10_000)

LEVEL = MappingPart(
    "en nivå på skalan",
    (
        Key(
            "value",
            Number(),
            "Nivåns värde. Ska vara större än på nivån före; stegen behöver inte vara lika stora.",
        ),
        Key("label", SHORT_TEXT, "Kort namn på nivån, till exempel Påbörjat."),
    ),
)

ROLE_GROUP = MappingPart(
    "en rollgrupp",
    (
        Key("id", Identifier(), "Rollgruppens id: a–z, 0–9 och bindestreck. Behåll det mellan åren."),
        Key("name", SHORT_TEXT, "Rollgruppens namn, som svarande ser det."),
        Key("description", SHORT_TEXT, "Vilka som hör till gruppen."),
    ),
)

LIMITS = MappingPart(
    "limits",
    (
        Key(
            "min_group",
            Whole(3),
            "Minsta antal personer för att visa deras svar samlat. Aldrig under 3.",
            required=False,
        ),
        Key(
            "min_coverage",
            Number(above=0, at_most=1),
            "Andel av ett kapitalslags vikt som måste vara besvarad för att det ska få ett resultat.",
            required=False,
        ),
        Key(
            "prerequisite_level",
            Number(),
            "Nivå som ett kapitalslag ska ha nått innan andra kan bygga på det. Ett av skalans värden.",
            required=False,
        ),
        Key(
            "min_shared_weight",
            Number(above=0, at_most=1),
            "Andel av ett kapitalslags vikt som två år måste ha gemensam för att jämföras.",
            required=False,
        ),
        Key(
            "role_weight_half",
            Number(at_least=0),
            "Så många svarande i en rollgrupp väger hälften av en hel roll. 0: alla rollgrupper väger lika.",
            required=False,
        ),
    ),
)

QUESTION = MappingPart(
    "en fråga",
    (
        Key("id", Identifier(), "Frågans id, unikt i filen. Behåll det mellan åren så länge betydelsen är kvar."),
        Key("text", SHORT_TEXT, "Frågan som svarande läser den."),
        Key("help", LONG_TEXT, "Hjälptext i Markdown.", required=False),
        Key(
            "more",
            LONG_TEXT,
            "Markdown som visas under ”Läs mer”: sådant som de flesta klarar sig utan.",
            required=False,
        ),
        Key(
            "anchors",
            LevelTexts(2_000),
            "En nivåbeskrivning för varje nivå på skalan: vad man kan se i en kommun som är där.",
        ),
        Key(
            "next_step",
            LevelTexts(2_000, fewest=1),
            "Ett råd för varje nivå utom den högsta: vad kommunen ska göra för att nå nästa, som en uppmaning.",
            required=False,
        ),
        Key("weight", Number(above=0), "Frågans vikt i kapitalslagets resultat. Utelämnad: 1.", required=False),
        Key(
            "core",
            Flag(),
            "true: kärnfråga, som också ställs i den korta formen. Utelämnad: false.",
            required=False,
        ),
        Key("may_not_know", Flag(), "true: ”vet ej” går att välja. Utelämnad: true.", required=False),
        Key("may_not_apply", Flag(), "true: ”ej tillämpligt” går att välja. Utelämnad: false.", required=False),
        Key(
            "meant_for",
            ListOf(Identifier(), least=1, too_few="meant-for-nobody"),
            "Rollgrupper som får frågan. Utelämnad: alla.",
            required=False,
        ),
        Key("source", SHORT_TEXT, "Vad frågan bygger på."),
        Key(
            "previous",
            OneOf(("same", "reworded", "changed", "new")),
            "Jämfört med föregående utgåva. same: samma id, text och nivåbeskrivningar. reworded: samma id "
            "och betydelse. changed: nytt id, ersätter predecessor. new: nytt id.",
        ),
        Key(
            "predecessor",
            Identifier(),
            "Bara med previous: changed. Id för den fråga i föregående utgåva som ersätts.",
            required=False,
        ),
    ),
)

DIRECTION = MappingPart(
    "direction",
    (
        Key("unity", QUESTION, "Hur enig kommunen är om vart den vill."),
        Key("predictability", QUESTION, "Hur väl kommunen vet hur den ska komma dit."),
    ),
)

CAPITAL = MappingPart(
    "ett kapitalslag",
    (
        Key("id", Identifier(), "Kapitalslagets id: a–z, 0–9 och bindestreck. Behåll det mellan åren."),
        Key("name", SHORT_TEXT, "Kapitalslagets namn, till exempel Politiskt kapital."),
        Key("short_name", Text(longest=16), "Kort namn för diagram, högst 16 tecken."),
        Key("explanation", LONG_TEXT, "Markdown som visas före kapitalslagets frågor."),
        Key(
            "more",
            LONG_TEXT,
            "Markdown som visas under ”Läs mer”: sådant som de flesta klarar sig utan.",
            required=False,
        ),
        Key(
            "depends_on",
            ListOf(Identifier()),
            "Id för de kapitalslag som detta bygger på. Ingen ring.",
            required=False,
        ),
        Key(
            "cross_cutting",
            Flag(),
            "true: tvärgående dimension, som aldrig ingår i helhetssiffran. Utelämnad: false.",
            required=False,
        ),
        Key("source", SHORT_TEXT, "Vad kapitalslaget bygger på."),
        Key("questions", ListOf(QUESTION, least=1), "Frågorna i den ordning de ställs. Minst en är kärnfråga."),
        Key(
            "direction",
            DIRECTION,
            "De två frågorna om riktning, som aldrig ingår i index. Krävs utom i tvärgående dimensioner.",
            required=False,
        ),
    ),
)

QUESTIONNAIRE = MappingPart(
    "formuläret",
    (
        Key("id", Identifier(), "Formulärets id, samma som mappens namn."),
        Key("year", Whole(2000, 2999), "Året, samma som filens namn. Utan citattecken."),
        Key("title", SHORT_TEXT, "Rubrik."),
        Key("language", OneOf(("sv",)), "Språket: sv."),
        Key("introduction", LONG_TEXT, "Markdown som visas före första frågan."),
        Key("scale", ListOf(LEVEL, least=2), "Skalans nivåer från lägst till högst, minst två."),
        Key("role_groups", ListOf(ROLE_GROUP, least=2), "Grupper som svarande hör till, minst två."),
        Key("limits", LIMITS, "Gränser för när svar blir siffror. Kan utelämnas.", required=False),
        Key("capitals", ListOf(CAPITAL, least=1), "Kapitalslagen i den ordning de frågas och visas."),
        Key(
            "previous_scale",
            LevelMap(),
            "När skalan är ändrad: vilken nivå i föregående utgåva (vänster) som motsvarar vilken nivå nu (höger).",
            required=False,
        ),
    ),
)

"""What a catalogue of support is: items that say what they give, whom they suit and what they ask. Frozen plain values.

The models are also the schema of the file: a `description` is a key's tooltip in editors and the remedy where it is
missing, a `title` is the part's name in a sentence, as in "title saknas i en insats".
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field, Strict

from app.editions.edition import EditionModel, Value
from app.editions.fields import PREDECESSOR_IF_CHANGED, Id, Ids, LongText, Number, Year, whole

OVERALL = "overgripande"
"""Stands where the id of a capital does, for what strengthens the whole ability and no capital in particular."""
MAX_LEVEL = 9
MAX_ROW = 999

LevelNumber = Annotated[int, Strict(), Field(ge=0, le=MAX_LEVEL), BeforeValidator(whole)]
"""A level of the scale, counted from 0 for the lowest, whatever its value."""
RowNumber = Annotated[int, Strict(), Field(ge=1, le=MAX_ROW), BeforeValidator(whole)]
HourCount = Annotated[Number, Field(gt=0)]
SHORT = 120
SENTENCE = 300
Title = Annotated[str, Field(min_length=1, max_length=SHORT, json_schema_extra={"pattern": r"\S"})]
Sentence = Annotated[str, Field(min_length=1, max_length=SENTENCE, json_schema_extra={"pattern": r"\S"})]


class SupportForm(StrEnum):
    """What support consists of, in the order that most kommuner need it (Bilaga 2 of the pre-study)."""

    KNOWLEDGE = "kunskapsbas"
    RESOURCES = "resursbas"
    ROOM = "handlingsutrymme"


class TargetGroup(StrEnum):
    """Whom support is for: the role groups of our questionnaire."""

    POLITICIANS = "fortroendevald"
    MANAGERS = "ledning"
    SUPPORT_FUNCTIONS = "stodfunktion"
    STRATEGISTS = "strateg"
    OPERATIONS = "verksamhet"


class Governance(StrEnum):
    """At which level of a kommun support is at work (pre-study 4.6)."""

    STRATEGIC = "strategisk"
    TACTICAL = "taktisk"
    OPERATIVE = "operativ"


class CtmPart(StrEnum):
    """The six parts of the Climate Transition Map, in its order."""

    MANDATE = "mandat"
    UNDERSTAND = "forsta"
    PORTFOLIO = "portfolj"
    ACT = "handla"
    LEARN = "lara"
    NEW_NORMAL = "nya-normala"


class SupportWeight(StrEnum):
    """How much support takes to receive."""

    LIGHT = "latt"
    MEDIUM = "medel"
    HEAVY = "tung"

    @property
    def number(self) -> int:
        """1, 2 or 3."""
        return _WEIGHT_NUMBERS[self]


_WEIGHT_NUMBERS = {weight: number for number, weight in enumerate(SupportWeight, start=1)}


class KommunSize(StrEnum):
    """Which kommuner support is for: all of them, or the region's small ones."""

    ALL = "alla"
    SMALL = "sma"


class ItemPrevious(StrEnum):
    """How an item relates to the edition before. A retired one stays in the file, for those who once chose it."""

    SAME = "same"
    REWORDED = "reworded"
    CHANGED = "changed"
    NEW = "new"
    RETIRED = "retired"


class Placing(Value):
    """A row of the matrix that an item stands in: one capital, and by which forms the item strengthens it."""

    model_config = ConfigDict(title="en plats i matrisen")

    capital: Id = Field(description="Kapitalslagets id i frågeformuläret, eller overgripande.")
    forms: tuple[SupportForm, ...] = Field(
        description="Samverkansformerna: kunskapsbas, resursbas, handlingsutrymme.",
        json_schema_extra={"minItems": 1, "uniqueItems": True},
    )


class Suits(Value):
    """The levels of a capital that an item helps from; above the highest it has nothing to add."""

    model_config = ConfigDict(title="suits")

    lowest: LevelNumber = Field(description="Lägsta nivå som insatsen passar. Nivåerna räknas från 0.")
    highest: LevelNumber = Field(description="Högsta nivå som insatsen passar. Nivåerna räknas från 0.")


class HoursByGroup(Value):
    """Hours that one person of each group spends, in a kommun that takes the support."""

    model_config = ConfigDict(title="hours")

    fortroendevald: HourCount | None = Field(None, description="Timmar för en förtroendevald.")
    ledning: HourCount | None = Field(None, description="Timmar för en chef.")
    stodfunktion: HourCount | None = Field(None, description="Timmar för en person i en stödfunktion.")
    strateg: HourCount | None = Field(None, description="Timmar för en strateg eller samordnare.")
    verksamhet: HourCount | None = Field(None, description="Timmar för en person i en verksamhet.")

    @cached_property
    def by_group(self) -> Mapping[TargetGroup, Number]:
        """Only the groups that spend any, in the order of the groups."""
        hours = {group: getattr(self, group.value) for group in TargetGroup}
        return {group: count for group, count in hours.items() if count is not None}


class Demands(Value):
    """What support takes from both sides."""

    model_config = ConfigDict(title="demands")

    kommun: Sentence = Field(description="Vad kommunen bidrar med, i en mening.")
    region: Sentence = Field(description="Vad regionen bidrar med, i en mening.")
    hours: HoursByGroup = Field(description="Timmar per person i varje rollgrupp, till exempel ledning: 3.")


class SourceReference(Value):
    """Where in the pre-study an item comes from: rows of Bilaga 2 by number, or a chapter and its section."""

    model_config = ConfigDict(title="en källa")

    bilaga2: tuple[RowNumber, ...] = Field(
        (), description="Radnummer i catalogues/sources/bilaga2.csv.", json_schema_extra={"uniqueItems": True}
    )
    chapter: Title | None = Field(None, description="Kapitel i förstudien, till exempel '4.4' med citattecken.")
    section: Title | None = Field(None, description="Avsnittets rubrik i kapitlet.")


class QuestionnaireReference(Value):
    """The edition of the questionnaire whose capitals, levels and questions a catalogue speaks of."""

    model_config = ConfigDict(title="questionnaire")

    id: Id = Field(description="Frågeformulärets id.")
    year: Year = Field(description="Frågeformulärets år.")


class CatalogueItem(Value):
    """One piece of support that can be offered."""

    model_config = ConfigDict(title="en insats", json_schema_extra=PREDECESSOR_IF_CHANGED)

    id: Id = Field(description="Insatsens id, unikt i filen. Behåll det mellan åren så länge betydelsen är kvar.")
    title: Title = Field(description="Insatsens namn, högst 120 tecken.")
    gives: Sentence = Field(description="Vad kommunen får, i en mening.")
    how: LongText = Field(description="Hur det går till, i några korta meningar.")
    places: tuple[Placing, ...] = Field(
        description="Vilka kapitalslag insatsen stärker, och i vilka samverkansformer.",
        json_schema_extra={"minItems": 1},
    )
    target_groups: tuple[TargetGroup, ...] = Field(
        description="Rollgrupperna som insatsen riktar sig till.",
        json_schema_extra={"minItems": 1, "uniqueItems": True},
    )
    governance: tuple[Governance, ...] = Field(
        description="Styrnivåer: strategisk, taktisk, operativ.", json_schema_extra={"minItems": 1, "uniqueItems": True}
    )
    ctm: CtmPart = Field(description="Del av Climate Transition Map där insatsen gör mest.")
    suits: Suits = Field(description="Vilka nivåer i kapitalslaget insatsen passar.")
    weight: SupportWeight = Field(description="Hur mycket insatsen kräver av den som tar emot: latt, medel eller tung.")
    receiver_min: LevelNumber = Field(description="Lägsta nivå i mottagarförmåga som insatsen förutsätter.")
    size: KommunSize = Field(KommunSize.ALL, description="alla, eller sma för små kommuner. Utelämnad: alla.")
    demands: Demands = Field(description="Vad insatsen kräver av kommunen och regionen.")
    questions: Ids = Field((), description="Frågor i formuläret som insatsen hjälper kommunen att komma vidare med.")
    builds_on: Ids = Field((), description="Insatser som gärna kommer först.")
    sensitive: Sentence | None = Field(None, description="Bara om frågan är känslig: varför, i en mening.")
    sources: tuple[SourceReference, ...] = Field(
        description="Var i förstudien insatsen har sin grund.", json_schema_extra={"minItems": 1}
    )
    previous: ItemPrevious = Field(
        description="Jämfört med föregående utgåva. same: samma id, text och platser. reworded: samma id och "
        "betydelse. changed: nytt id, ersätter predecessor. new: nytt id. retired: erbjuds inte längre."
    )
    predecessor: Id | None = Field(
        None, description="Bara med previous: changed. Id för den insats i föregående utgåva som ersätts."
    )

    @property
    def capitals(self) -> tuple[str, ...]:
        """Ids of the capitals it strengthens, as written; `OVERALL` among them where it is for the whole."""
        return tuple(placing.capital for placing in self.places)

    @cached_property
    def forms(self) -> tuple[SupportForm, ...]:
        """Every form it has for some capital, in the order of the forms."""
        return tuple(form for form in SupportForm if any(form in placing.forms for placing in self.places))

    @property
    def is_offered(self) -> bool:
        """Whether it may be shown and suggested: not when it is retired."""
        return self.previous is not ItemPrevious.RETIRED

    @property
    def rows(self) -> tuple[int, ...]:
        """The rows of Bilaga 2 that it carries."""
        return tuple(row for source in self.sources for row in source.bilaga2)


class Catalogue(EditionModel):
    """One edition of a catalogue of support, whole and checked (`reader.py` makes it)."""

    model_config = ConfigDict(title="katalogen")

    id: Id = Field(description="Katalogens id, samma som mappens namn.")
    year: Year = Field(description="Året, samma som filens namn. Utan citattecken.")
    title: Title = Field(description="Rubrik.")
    language: Literal["sv"] = Field(description="Språket: sv.")
    introduction: LongText = Field(description="Markdown som visas före insatserna.")
    basis: LongText = Field(description="Vilken källa insatserna bygger på, i Markdown.")
    judgement: LongText = Field(
        description="Vad som är redaktionens egen bedömning och inte källans, i Markdown. Visas för läsaren."
    )
    questionnaire: QuestionnaireReference = Field(
        description="Frågeformuläret vars kapitalslag, nivåer och frågor katalogen talar om."
    )
    items: tuple[CatalogueItem, ...] = Field(
        description="Insatserna i den ordning de visas.", json_schema_extra={"minItems": 1}
    )

    @cached_property
    def by_id(self) -> Mapping[str, CatalogueItem]:
        """Every item by id, retired ones too: what was once chosen keeps its name."""
        return {item.id: item for item in self.items}

    @cached_property
    def offered(self) -> tuple[CatalogueItem, ...]:
        """The items that may be shown and suggested, in the order of the file."""
        return tuple(item for item in self.items if item.is_offered)

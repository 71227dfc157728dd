"""What a questionnaire is: capitals, questions and the scale they are answered on. Frozen plain values.

The models are also the schema of the questionnaire file: a `description` is a key's tooltip in editors and the remedy
where it is missing, a `title` is the part's name in a sentence, as in "text saknas i en fråga".
"""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Literal

from pydantic import ConfigDict, Field

from app.assessment.questionnaires.definition.fields import (
    DIRECTION_UNLESS_CROSS_CUTTING,
    Anchors,
    GroupSize,
    LevelMap,
    Steps,
)
from app.editions.edition import EditionModel, Value
from app.editions.fields import (
    PREDECESSOR_IF_CHANGED,
    Flag,
    Id,
    Ids,
    Label,
    LongText,
    Number,
    Share,
    Text,
    Year,
    is_true,
)

MORE = "Markdown som visas under ”Läs mer”: sådant som de flesta klarar sig utan."


class Form(StrEnum):
    """How much of the questionnaire a round asks: everything, or the core questions only."""

    LONG = "long"
    SHORT = "short"


class RoundSubject(StrEnum):
    """Whom a questionnaire is about, and so who answers it: each kommun, the regional association, or both sides."""

    KOMMUN = "kommun"
    REGION = "region"
    COLLABORATION = "collaboration"


class Previous(StrEnum):
    """How a question relates to the edition before (method 11)."""

    SAME = "same"
    REWORDED = "reworded"
    CHANGED = "changed"
    NEW = "new"


class Level(Value):
    """One step of the scale. Its position, 1 for the lowest, is its place in `Questionnaire.scale`."""

    model_config = ConfigDict(title="en nivå på skalan")

    value: Number = Field(
        description="Nivåns värde. Ska vara större än på nivån före; stegen behöver inte vara lika stora."
    )
    label: Text = Field(description="Kort namn på nivån, till exempel Påbörjat.")


class RoleGroup(Value):
    model_config = ConfigDict(title="en rollgrupp")

    id: Id = Field(description="Rollgruppens id: a–z, 0–9 och bindestreck. Behåll det mellan åren.")
    name: Text = Field(description="Rollgruppens namn, som svarande ser det.")
    description: Text = Field(description="Vilka som hör till gruppen.")


class Limits(Value):
    """The limits of method.md; a round may not loosen them."""

    model_config = ConfigDict(title="limits")

    min_group: GroupSize = Field(5, description="Minsta antal personer för att visa deras svar samlat. Aldrig under 3.")
    min_coverage: Share = Field(
        Decimal("0.6"),
        description="Andel av ett kapitalslags vikt som måste vara besvarad för att det ska få ett resultat.",
    )
    prerequisite_level: Number | None = Field(
        None,
        description="Nivå som ett kapitalslag ska ha nått innan andra kan bygga på det. Ett av skalans värden.",
    )
    min_shared_weight: Share = Field(
        Decimal("0.6"),
        description="Andel av ett kapitalslags vikt som två år måste ha gemensam för att jämföras.",
    )
    role_weight_half: Number = Field(
        Decimal(3),
        ge=0,
        description="Så många svarande i en rollgrupp väger hälften av en hel roll. 0: alla rollgrupper väger lika.",
    )
    """How many people count half of a whole role: a pool of n weighs n/(n + this). 0 lets every pool weigh alike."""


class Question(Value):
    """What is asked, once. `anchors` holds one text per level, lowest first; empty `meant_for` is every role group.

    `next_step` holds one piece of advice per level below the highest, lowest first: what takes a kommun from there to
    the next level. It is empty in editions that were published before advice was asked for. `more` is Markdown that
    most people can do without.
    """

    model_config = ConfigDict(title="en fråga", json_schema_extra=PREDECESSOR_IF_CHANGED)

    id: Id = Field(description="Frågans id, unikt i filen. Behåll det mellan åren så länge betydelsen är kvar.")
    text: Text = Field(description="Frågan som svarande läser den.")
    help: LongText | None = Field(None, description="Hjälptext i Markdown.")
    more: LongText | None = Field(None, description=MORE)
    anchors: Anchors = Field(
        description="En nivåbeskrivning för varje nivå på skalan: vad man kan se i en kommun som är där."
    )
    next_step: Steps = Field(
        (),
        description="Ett råd för varje nivå utom den högsta: vad kommunen ska göra för att nå nästa, som en uppmaning.",
    )
    weight: Number = Field(Decimal(1), gt=0, description="Frågans vikt i kapitalslagets resultat. Utelämnad: 1.")
    core: Flag = Field(False, description="true: kärnfråga, som också ställs i den korta formen. Utelämnad: false.")
    may_not_know: Flag = Field(True, description="true: ”vet ej” går att välja. Utelämnad: true.")
    may_not_apply: Flag = Field(False, description="true: ”ej tillämpligt” går att välja. Utelämnad: false.")
    meant_for: Ids = Field(
        (),
        description="Rollgrupper som får frågan. Utelämnad: alla.",
        json_schema_extra={"minItems": 1, "uniqueItems": True},
    )
    source: Text = Field(description="Vad frågan bygger på.")
    previous: Previous = Field(
        description="Jämfört med föregående utgåva. same: samma id, text och nivåbeskrivningar. reworded: samma id "
        "och betydelse. changed: nytt id, ersätter predecessor. new: nytt id."
    )
    predecessor: Id | None = Field(
        None, description="Bara med previous: changed. Id för den fråga i föregående utgåva som ersätts."
    )

    def is_meant_for(self, role_group: str) -> bool:
        return not self.meant_for or role_group in self.meant_for

    def step_from(self, position: int) -> str | None:
        """The advice to a kommun on this level (1…A); None on the highest, and where the edition has none."""
        return self.next_step[position - 1] if position <= len(self.next_step) else None


class Direction(Value):
    """The two questions of method 8; they never enter index, coverage or agreement."""

    model_config = ConfigDict(title="direction")

    unity: Question = Field(description="Hur enig kommunen är om vart den vill.")
    predictability: Question = Field(description="Hur väl kommunen vet hur den ska komma dit.")


class Capital(Value):
    model_config = ConfigDict(title="ett kapitalslag", json_schema_extra=DIRECTION_UNLESS_CROSS_CUTTING)

    id: Id = Field(description="Kapitalslagets id: a–z, 0–9 och bindestreck. Behåll det mellan åren.")
    name: Text = Field(description="Kapitalslagets namn, till exempel Politiskt kapital.")
    short_name: Label = Field(description="Kort namn för diagram, högst 16 tecken.")
    explanation: LongText = Field(description="Markdown som visas före kapitalslagets frågor.")
    more: LongText | None = Field(None, description=MORE)
    depends_on: Ids = Field((), description="Id för de kapitalslag som detta bygger på. Ingen ring.")
    cross_cutting: Flag = Field(
        False, description="true: tvärgående dimension, som aldrig ingår i helhetssiffran. Utelämnad: false."
    )
    source: Text = Field(description="Vad kapitalslaget bygger på.")
    questions: tuple[Question, ...] = Field(
        description="Frågorna i den ordning de ställs. Minst en är kärnfråga.",
        json_schema_extra={"minItems": 1, "contains": is_true("core")},
    )
    direction: Direction | None = Field(
        None,
        description="De två frågorna om riktning, som aldrig ingår i index. Krävs utom i tvärgående dimensioner.",
    )

    def maturity_questions(self, form: Form) -> tuple[Question, ...]:
        """The scored questions that the form asks, in order."""
        return tuple(question for question in self.questions if form is Form.LONG or question.core)

    def direction_questions(self, form: Form) -> tuple[Question, ...]:
        """The direction questions that the form asks, unity first; often none in the short form."""
        if self.direction is None:
            return ()
        both = (self.direction.unity, self.direction.predictability)
        return tuple(question for question in both if form is Form.LONG or question.core)

    def asked(self, form: Form) -> tuple[Question, ...]:
        """Every question that the form asks in this capital: the scored ones, then direction."""
        return self.maturity_questions(form) + self.direction_questions(form)


class Questionnaire(EditionModel):
    """One edition of a questionnaire, whole and checked (`reader.py` makes it)."""

    model_config = ConfigDict(title="formuläret")

    id: Id = Field(description="Formulärets id, samma som mappens namn.")
    year: Year = Field(description="Året, samma som filens namn. Utan citattecken.")
    title: Text = Field(description="Rubrik.")
    language: Literal["sv"] = Field(description="Språket: sv.")
    subject: RoundSubject = Field(
        RoundSubject.KOMMUN,
        description="Vem formuläret handlar om. kommun: varje kommun svarar om sig själv. region: kommunalförbundet "
        "svarar om sig självt. collaboration: kommunalförbundet och kommunerna svarar om sin samverkan. "
        "Utelämnad: kommun.",
    )
    introduction: LongText = Field(description="Markdown som visas före första frågan.")
    scale: tuple[Level, ...] = Field(
        description="Skalans nivåer från lägst till högst, minst två.", json_schema_extra={"minItems": 2}
    )
    role_groups: tuple[RoleGroup, ...] = Field(
        description="Grupper som svarande hör till, minst två.", json_schema_extra={"minItems": 2}
    )
    limits: Limits = Field(Limits(), description="Gränser för när svar blir siffror. Kan utelämnas.")
    capitals: tuple[Capital, ...] = Field(
        description="Kapitalslagen i den ordning de frågas och visas.", json_schema_extra={"minItems": 1}
    )
    previous_scale: LevelMap | None = Field(
        None,
        description="När skalan är ändrad: vilken nivå i föregående utgåva (vänster) som motsvarar vilken nivå nu "
        "(höger).",
    )

    @cached_property
    def level_values(self) -> tuple[Fraction, ...]:
        """The exact value of every level, lowest first."""
        return tuple(Fraction(level.value) for level in self.scale)

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by id, direction questions included."""
        return {question.id: question for capital in self.capitals for question in capital.asked(Form.LONG)}

    @cached_property
    def _capitals_by_question(self) -> dict[str, Capital]:
        return {question.id: capital for capital in self.capitals for question in capital.asked(Form.LONG)}

    def capital_of(self, question_id: str) -> Capital:
        """The capital a question stands in. Raises KeyError for an id the edition does not have."""
        return self._capitals_by_question[question_id]

    def capital(self, capital_id: str) -> Capital:
        """Raises KeyError for an id the edition does not have."""
        for capital in self.capitals:
            if capital.id == capital_id:
                return capital
        raise KeyError(capital_id)

    @property
    def prerequisite_position(self) -> int:
        """Position of `limits.prerequisite_level`; by default the third lowest, or the highest of a shorter scale."""
        value = self.limits.prerequisite_level
        if value is None:
            return min(3, len(self.scale))
        return next(position for position, level in self.levels() if level.value == value)

    def levels(self) -> Iterator[tuple[int, Level]]:
        """Positions (1…A) with their levels, lowest first."""
        return enumerate(self.scale, start=1)

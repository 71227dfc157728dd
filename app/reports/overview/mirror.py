"""The mirror in words: association and kommuner beside each other, factor by factor, for page, paper and file."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction

from app.assessment.comparison.benchmarks import COARSE, MIN_CHANGED, MIN_FOR_QUARTILES, MIN_KOMMUNER
from app.assessment.comparison.mirror import CAPITAL, QUESTION, Reflection
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.results.rounding import LEVEL_DECIMALS, rounded, shown
from app.reports.kernel.tables import Cell, Column, ColumnKind, ExportTable, Mark, index_measure, measure
from app.reports.kernel.wording import date, level_title, number
from app.reports.overview.evidence import EvidencePart
from app.reports.results.content import design_version

FEW = "visas inte, för få kommuner"
NO_OWN = "inget resultat"
DIFFERENT = "ni ser olika"
MAX_FIRST = 3
"""So many factors are named as what to talk about first."""


@dataclass(frozen=True, slots=True)
class MirrorLine:
    """`own_at` and `median_at` are places 0…1 on the scale; None where there is nothing to draw."""

    key: str
    name: str
    own: str
    median: str
    difference: str
    is_different: bool
    own_at: float | None
    median_at: float | None


@dataclass(frozen=True, slots=True)
class MirrorPart:
    """A capital: its own line, then those of its questions."""

    heading: str
    whole: MirrorLine
    lines: tuple[MirrorLine, ...]


@dataclass(frozen=True, slots=True)
class MirrorContent:
    title: str
    association: str
    lead: str
    first: tuple[MirrorLine, ...]
    """What the two see most differently, most first."""
    parts: tuple[MirrorPart, ...]
    evidence: tuple[EvidencePart, ...]
    """What workshops have said that the association must have in its own house."""
    levels: tuple[float, ...]
    scale: str
    how: tuple[str, ...]
    generated: str
    is_example_data: bool

    def fingerprint(self) -> str:
        """SHA-256 (hex) of what is said and how it is laid out."""
        content = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(f"mirror\n{design_version()}\n{content}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class MirrorSubject:
    """What a mirror is of. The medians are of `made_over` kommuner, and `newcomers` have come since."""

    questionnaire: Questionnaire
    association: str
    made_over: int
    newcomers: int
    generated: dt.date
    is_example_data: bool


def build_mirror(
    subject: MirrorSubject, reflections: Sequence[Reflection], evidence: tuple[EvidencePart, ...] = ()
) -> MirrorContent:
    questionnaire = subject.questionnaire
    lines = {item.factor: _line(questionnaire, item) for item in reflections}
    different = [item for item in reflections if item.sees_differently and item.factor.startswith(QUESTION)]
    different.sort(key=lambda item: abs(item.gap or Fraction(0)), reverse=True)
    questions = sum(item.factor.startswith(QUESTION) and item.gap is not None for item in reflections)
    return MirrorContent(
        title=f"Spegeln: {questionnaire.title}",
        association=subject.association,
        lead=_lead(subject.association, len(different), questions),
        first=tuple(lines[item.factor] for item in different[:MAX_FIRST]),
        parts=tuple(_parts(questionnaire, lines)),
        evidence=evidence,
        levels=tuple(_place(questionnaire, value) for value in questionnaire.level_values),
        scale=f"Skalan går från {level_title(questionnaire.scale[0])} till {level_title(questionnaire.scale[-1])}.",
        how=tuple(_how(subject)),
        generated=date(subject.generated),
        is_example_data=subject.is_example_data,
    )


def _lead(association: str, different: int, questions: int) -> str:
    if not questions:
        return f"Ingen fråga har ett resultat från både {association} och tillräckligt många kommuner."
    if not different:
        them = "den fråga" if questions == 1 else f"alla {questions} frågor"
        return f"{association} och kommunerna ser ungefär lika på {them} som går att jämföra."
    if questions == 1:
        return f"{association} och kommunerna ser olika på den fråga som går att jämföra. Börja samtalet där."
    return f"{association} och kommunerna ser olika på {different} av {questions} frågor. Börja samtalet där."


def _parts(questionnaire: Questionnaire, lines: dict[str, MirrorLine]) -> Iterator[MirrorPart]:
    for capital in questionnaire.capitals:
        if CAPITAL + capital.id in lines:
            keys = (QUESTION + question.id for question in capital.questions)
            yield MirrorPart(
                capital.name, lines[CAPITAL + capital.id], tuple(lines[key] for key in keys if key in lines)
            )


def _line(questionnaire: Questionnaire, reflection: Reflection) -> MirrorLine:
    return MirrorLine(
        key=reflection.factor.replace(":", "-"),
        name=name_of(questionnaire, reflection.factor),
        own=NO_OWN if reflection.own is None else number(shown(reflection.own, questionnaire.scale)),
        median=FEW if reflection.median is None else number(shown(reflection.median, questionnaire.scale)),
        difference=difference_text(reflection),
        is_different=reflection.sees_differently,
        own_at=None if reflection.own is None else _place(questionnaire, reflection.own),
        median_at=None if reflection.median is None else _place(questionnaire, reflection.median),
    )


def name_of(questionnaire: Questionnaire, factor: str) -> str:
    """The question, or for a capital that it is all of it."""
    if factor.startswith(CAPITAL):
        return f"{questionnaire.capital(factor.removeprefix(CAPITAL)).name}, alla frågor"
    return questionnaire.questions[factor.removeprefix(QUESTION)].text


def difference_text(reflection: Reflection) -> str:
    """How the association's figure lies against the kommuner's median: "0,6 nivåer högre"."""
    if reflection.gap is None:
        return "går inte att jämföra"
    distance = rounded(abs(reflection.gap), LEVEL_DECIMALS)
    if not distance:
        return "lika"
    amount = number(distance, 0 if distance == int(distance) else None)
    return f"{amount} {'nivå' if distance == 1 else 'nivåer'} {'högre' if reflection.gap > 0 else 'lägre'}"


def _place(questionnaire: Questionnaire, value: Fraction) -> float:
    values = questionnaire.level_values
    return float((value - values[0]) / (values[-1] - values[0]))


def _how(subject: MirrorSubject) -> Iterator[str]:
    yield (
        f"Kommunernas siffra är medianen av {subject.made_over} kommuner som har fastställt sitt resultat och delar "
        "det: hälften ligger lägre och hälften högre. Ingen enskild kommun visas."
    )
    if subject.newcomers:
        yield (
            f"{subject.newcomers} till har delat sitt resultat sedan dess. Medianen räknas om när de är {MIN_CHANGED}, "
            "annars skulle skillnaden röja en enskild kommun."
        )
    rounding = f"till närmaste {'halva' if COARSE == 2 else 'del av en'} nivå"
    if subject.made_over < MIN_FOR_QUARTILES:
        yield f"Med färre än {MIN_FOR_QUARTILES} kommuner avrundas medianen {rounding}."
    yield (
        f"Där en hel nivå eller mer skiljer står ”{DIFFERENT}”. En fråga visas när minst {MIN_KOMMUNER} kommuner har "
        "ett resultat på den. Skillnaden säger inte vem som har rätt: den säger vad ni behöver tala om."
    )


COLUMNS = (
    Column("capital", "Kapitalslag", "Kapitalslaget som frågan hör till."),
    Column("factor_id", "Id", "Frågans eller kapitalslagets id i formuläret."),
    Column("factor", "Faktor", "Frågan; för ett kapitalslag att det gäller alla dess frågor."),
    Column("association", "Förbundet", "Förbundets index.", ColumnKind.DECIMAL),
    Column("median", "Kommunerna", "Medianen av kommunernas index, avrundad.", ColumnKind.DECIMAL),
    Column("gap", "Skillnad", "Förbundet minus kommunerna, i nivåer.", ColumnKind.CHANGE),
    Column("differs", "Ni ser olika", "Ja där skillnaden är minst en nivå."),
)


def mirror_table(questionnaire: Questionnaire, reflections: Sequence[Reflection]) -> ExportTable:
    """One row per factor, as the page has them."""
    return ExportTable(
        key="mirror",
        name="spegel",
        title="Spegeln",
        explanation="Förbundets och kommunernas svar bredvid varandra, en rad per faktor.",
        columns=COLUMNS,
        rows=tuple(_row(questionnaire, item) for item in reflections),
    )


def _row(questionnaire: Questionnaire, reflection: Reflection) -> tuple[Cell, ...]:
    is_capital = reflection.factor.startswith(CAPITAL)
    identity = reflection.factor.removeprefix(CAPITAL if is_capital else QUESTION)
    capital = questionnaire.capital(identity) if is_capital else questionnaire.capital_of(identity)
    scale = questionnaire.scale
    return (
        capital.name,
        identity,
        name_of(questionnaire, reflection.factor),
        Mark.MISSING if reflection.own is None else index_measure(reflection.own, scale),
        Mark.PROTECTED if reflection.median is None else index_measure(reflection.median, scale),
        Mark.NOT_APPLICABLE if reflection.gap is None else measure(reflection.gap),
        "ja" if reflection.sees_differently else "nej",
    )

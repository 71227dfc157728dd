"""The conditions of a region's ambition in words: what each asks, its figure and where that comes from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from app.reports.kernel.wording import count, in_words, number
from app.rounds.goals import ambition as rule
from app.rounds.goals.ambition import Condition, ConditionKey, ConditionState, Share, TwoSided
from app.rounds.goals.decision import KeptCondition

STATES = {ConditionState.MET: "Uppfyllt", ConditionState.NOT_MET: "Inte uppfyllt", ConditionState.NOT_KNOWN: "Vet inte"}
STEPS = {
    1: ("Bygga grunden", "Regionen lär känna kommunernas behov, och får mandat att samordna."),
    2: ("Utveckla stödet", "Stödet utgår från behov som är kända, och kommunerna kan ta emot det."),
    3: ("Varaktig samordning", "Ansvar och verktyg är gemensamma, och arbetet bär sig över tid."),
}
"""The pre-study (5.1) describes the first in full; the names are ours."""
OURS = (
    "Förstudien (5.1) beskriver tre nivåer men bara den första i text. Villkoren är därför våra egna. De räknas inte "
    "ihop: vart och ett står för sig, och ni får besluta på annat sätt än de pekar."
)
FRACTIONS = {Fraction(2, 3): "två tredjedelar", Fraction(1, 2): "hälften"}
NOT_POOLED = "Det finns inget som så många kommuner söker än."
NO_MIRROR = "Frågorna om samverkan är inte besvarade än."
NO_PROJECTS = "Det finns inget avslutat projekt att räkna än."
NO_FINANCES = "Det är inte känt hur långt pengarna räcker."
NO_RESULTS = "Ingen kommun har fastställt och delar ett resultat än."
RESULTS, OWN, BOTH = "Kommunernas resultat", "Regionens egna svar", "Regionens och kommunernas svar"


@dataclass(frozen=True, slots=True)
class ConditionText:
    """`figure` is today's, or why there is none; `source` where it comes from."""

    title: str
    asks: str
    figure: str
    source: str
    state: str


@dataclass(frozen=True, slots=True)
class _Words:
    title: str
    asks: str
    source: str
    unknown: str
    noun: tuple[str, str] = ("kommun", "kommuner")


def _share(share: Fraction) -> str:
    return FRACTIONS.get(share, f"{number(share * 100, 0)} procent")


def _words() -> Mapping[ConditionKey, _Words]:
    """Made each time of the rule's own limits, so that no text can say another."""
    few = f"För få delar ett resultat. Det behövs {in_words(rule.MIN_MEDIAN_KOMMUNER)} kommuner."
    both = f"både regionen och kommunerna svarar minst {rule.OWN_HIGH}, med mindre än {_levels(rule.MAX_GAP)} emellan."
    return {
        ConditionKey.NEEDS_UNDERSTOOD: _Words(
            title="Behoven är förstådda",
            asks=f"Minst {_share(rule.KOMMUNER_WITH_NEEDS)} av kommunerna delar ett fastställt resultat och har sagt "
            "vad de behöver.",
            source="Kommunernas resultat och behov",
            unknown="Det finns ingen omgång att räkna i än.",
        ),
        ConditionKey.NEEDS_ANSWERED: _Words(
            title="Behoven är besvarade",
            asks=f"Minst {_share(rule.NEEDS_COVERED)} av de behov som flera kommuner delar möts av något regionen "
            "erbjuder.",
            source="Behov och erbjudanden",
            unknown=NOT_POOLED,
            noun=("behov", "behov"),
        ),
        ConditionKey.RECEIVERS: _Words(
            title="Kommunerna kan ta emot stöd",
            asks=f"Medianen i mottagarförmåga är minst {rule.RECEIVER_LEVEL}.",
            source=RESULTS,
            unknown=few,
        ),
        ConditionKey.POLITICS: _Words(
            title="Politiken är med",
            asks=f"Minst {_share(rule.KOMMUNER_ON_POLITICS)} av kommunerna som delar når nivå {rule.POLITICS_LEVEL} i "
            "politiskt kapital.",
            source=RESULTS,
            unknown=NO_RESULTS,
        ),
        ConditionKey.MANDATE: _Words(
            title="Regionen har mandat",
            asks=f"Frågan om mandat är besvarad med minst {rule.OWN_LEVEL}.",
            source=OWN,
            unknown=NO_MIRROR,
        ),
        ConditionKey.MONEY: _Words(
            title="Regionen har pengar",
            asks=f"Frågan om finansiering är besvarad med minst {rule.OWN_LEVEL}.",
            source=OWN,
            unknown=NO_MIRROR,
        ),
        ConditionKey.COLLABORATION_FOLLOWED: _Words(
            title="Samverkan följs upp",
            asks=f"Minst {_share(rule.KOMMUNER_ANSWERED)} av kommunerna har svarat på hur samverkan fungerar.",
            source="Kommunernas svar om samverkan",
            unknown=NO_MIRROR,
        ),
        ConditionKey.RECEIVERS_HIGH: _Words(
            title="Kommunerna tar emot stöd med egen kraft",
            asks=f"Medianen i mottagarförmåga är minst {rule.RECEIVER_HIGH}.",
            source=RESULTS,
            unknown=few,
        ),
        ConditionKey.RESPONSIBILITY: _Words(
            title="Ansvaret är tydligt",
            asks=f"Frågan om samordnarens tid och mandat: {both}",
            source=BOTH,
            unknown=NO_MIRROR,
        ),
        ConditionKey.TOOLS: _Words(
            title="Verktygen är gemensamma",
            asks=f"Frågan om delade pengar och resurser: {both}",
            source=BOTH,
            unknown=NO_MIRROR,
        ),
        ConditionKey.EVERYDAY: _Words(
            title="Projekt lever kvar i vardagen",
            asks=f"Minst {_share(rule.PROJECTS_KEPT)} av de projekt som är slut lever vidare i det vanliga arbetet.",
            source="Regionens projekt",
            unknown=NO_PROJECTS,
            noun=("projekt", "projekt"),
        ),
        ConditionKey.FINANCED: _Words(
            title="Pengarna räcker",
            asks=f"Finansieringen är klar för minst {in_words(rule.YEARS_FINANCED)} år framåt.",
            source="Regionens budget",
            unknown=NO_FINANCES,
        ),
    }


def condition_text(condition: Condition) -> ConditionText:
    words = _words()[condition.key]
    return ConditionText(
        title=words.title,
        asks=words.asks,
        figure=figure_words(condition) or words.unknown,
        source=words.source,
        state=STATES[condition.state],
    )


def title_of(key: ConditionKey) -> str:
    return _words()[key].title


def figure_words(condition: Condition) -> str:
    """The figure alone; empty where there is none."""
    figure = condition.figure
    if figure is None:
        return ""
    if isinstance(figure, Share):
        return f"{figure.part} av {count(figure.whole, *_words()[condition.key].noun)}"
    if isinstance(figure, TwoSided):
        return f"Regionen {_index(figure.region)}, kommunerna {_index(figure.kommuner)}"
    if isinstance(figure, int):
        return f"{figure} år"
    if condition.kommuner:
        return f"Median {number(figure, 1)} bland {count(condition.kommuner, 'kommun', 'kommuner')}"
    return number(figure, 1)


def conditions_kept(every: Iterable[Condition]) -> tuple[KeptCondition, ...]:
    """The conditions with their figures in words, to be stored with a decision."""
    return tuple(KeptCondition(item.key, item.state, figure_words(item)) for item in every)


def _index(value: Fraction | None) -> str:
    return "vet inte" if value is None else number(value, 1)


def _levels(amount: int) -> str:
    return "en nivå" if amount == 1 else f"{in_words(amount)} nivåer"

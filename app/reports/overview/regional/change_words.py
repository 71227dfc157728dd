"""How a region's change between two years is told: the verdict on the mean, what it rests on, how kommuner went."""

from collections.abc import Sequence

from app.assessment.comparison import holm, regional_change
from app.assessment.comparison.regional_change import Judged
from app.assessment.questionnaires.questionnaire import Level, Questionnaire
from app.assessment.results.results import Trend
from app.assessment.results.rounding import mean_decimals
from app.reports.figures.capital_facts import name_in_text
from app.reports.kernel.wording import NBSP, TRENDS, in_words, listing, number, percent, signed
from app.rounds.overview.overview import MeanChange

NOT_COMPARED, NOT_JUDGED = "jämförs inte", "prövas inte"
STRICTER = "Intervallet gäller ett kapitalslag i taget. Bedömningen prövar alla tillsammans och är därför strängare."
"""Stands where the two stand side by side, as they may seem to disagree."""
FEW = 2
"""So many capitals can be named as exceptions in one sentence."""
MORE_DECIMALS = 2
"""Than a mean has, for a change that is clear although it is small."""


def verdict(change: MeanChange) -> str:
    """The verdict on the mean, or why there is none."""
    if change.trend is not None:
        return TRENDS[change.trend]
    return NOT_COMPARED if change.difference is None else NOT_JUDGED


def difference(change: MeanChange, scale: Sequence[Level]) -> str:
    """With the decimals of a mean. A clear change never reads as nothing, so it has as many as it takes."""
    if change.difference is None:
        return "–"
    is_clear = change.trend in (Trend.UP, Trend.DOWN)
    least = mean_decimals(scale)
    texts = [signed(change.difference, decimals) for decimals in range(least, least + MORE_DECIMALS + 1)]
    return next((text for text in texts if is_clear and text[0] in "+−"), texts[0])


def interval(change: MeanChange, scale: Sequence[Level]) -> str:
    """From and to, of the capital by itself; "alla är med" where nobody is left to be unsure about."""
    if change.judged is Judged.EVERYBODY:
        return "alla är med"
    if change.low is None or change.high is None:
        return "–"
    decimals = mean_decimals(scale)
    return f"{signed(change.low, decimals)} till {signed(change.high, decimals)}"


def rose(change: MeanChange) -> str:
    """How many of them have a higher index: "8 av 11"."""
    return _part(change.rose, change.kommuner)


def fell(change: MeanChange) -> str:
    return _part(change.fell, change.kommuner)


def went(change: MeanChange) -> str:
    """How many went the way of a clear change: "8 av 11 upp"."""
    return f"{fell(change)}{NBSP}ned" if change.trend is Trend.DOWN else f"{rose(change)}{NBSP}upp"


def countable(questionnaire: Questionnaire, changes: Sequence[MeanChange], kommuner: int) -> str:
    """In how many of the `kommuner` that share both years the change can be counted; empty where in all of them.

    Most capitals have the same figure, which comes first. Those that nobody can be compared in say so in the table.
    """
    amounts = {change.capital_id: change.kommuner for change in changes if change.kommuner}
    if not amounts or set(amounts.values()) == {kommuner}:
        return ""
    usual = max(set(amounts.values()), key=lambda amount: (list(amounts.values()).count(amount), amount))
    others = [
        f"{number(amount)} för {name_in_text(capital_id, questionnaire)}"
        for capital_id, amount in amounts.items()
        if amount != usual
    ]
    who = "alla" if usual == kommuner else f"{number(usual)} av dem"
    if len(others) > FEW:
        who = f"{number(min(amounts.values()))} till {number(max(amounts.values()))} av dem"
        return f"I {who}, olika många per kapitalslag, går förändringen att räkna."
    return f"I {who}{f', {listing(others)},' if others else ''} går förändringen att räkna."


def how_judged() -> tuple[str, ...]:
    """What the columns of the change say and how the verdict is made, with the limits that hold."""
    return (
        (
            "Varje kommun jämförs med sig själv. Upp och ned räknar kommuner vars index är högre eller lägre, "
            "hur lite det än är."
        ),
        (
            f"Intervallet är {percent(regional_change.CONFIDENCE)} och gäller ett kapitalslag i taget. Bedömningen "
            "prövar alla kapitalslag tillsammans med Holms metod och är därför strängare. Risken att slumpen kallas "
            f"tydlig förändring i något kapitalslag är högst {percent(holm.FAMILY)}."
        ),
        (
            f"Färre än {in_words(regional_change.MIN_KOMMUNER)} kommuner prövas inte. Ju fler av omgångens kommuner "
            "som är med, desto smalare är intervallet. Är alla med finns inget urvalsfel, och varje skillnad räknas."
        ),
    )


def _part(amount: int, of: int) -> str:
    return f"{number(amount)} av {number(of)}" if of else "–"

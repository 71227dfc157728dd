"""How sure a level and the start are: in words, and for the annex in how many of a hundred recounts they stay."""

from fractions import Fraction

from app.assessment.priorities.robustness import FAIRLY_SURE, SURE, Robustness
from app.assessment.results.rounding import rounded


def start_certainty(robustness: Robustness | None) -> str:
    """How much the advice can be leaned on; empty where that cannot be told."""
    share = None if robustness is None else robustness.start
    if share is None:
        return ""
    if share >= SURE:
        return "Rådet är säkert."
    if share >= FAIRLY_SURE:
        return "Rådet är ganska säkert."
    return "Rådet är osäkert: ett annat kapitalslag kan vara en lika bra början."


def level_certainty(robustness: Robustness | None, capital_id: str) -> str:
    """The same of one capital's level."""
    share = None if robustness is None else robustness.levels.get(capital_id)
    if share is None:
        return ""
    if share >= SURE:
        return "Nivån är säker."
    return "Nivån är ganska säker." if share >= FAIRLY_SURE else "Nivån är osäker: den ligger nära en annan nivå."


def profile_sentence(robustness: Robustness | None) -> str:
    """Of the start and of the weakest capital; empty where neither can be told."""
    if robustness is None:
        return ""
    same = [
        f"{what} är {form} i {of_hundred(share)}"
        for what, form, share in (
            ("starten", "densamma", robustness.start),
            ("det svagaste kapitalslaget", "detsamma", robustness.weakest),
        )
        if share is not None
    ]
    if not same:
        return ""
    text = " och ".join((*same[:-1], f"{same[-1]} {_recounts(robustness)}"))
    return f"{text[0].upper()}{text[1:]}."


def level_sentence(robustness: Robustness | None, capital_id: str) -> str:
    """Of one capital's level; empty without one."""
    share = None if robustness is None else robustness.levels.get(capital_id)
    return "" if share is None else f"Nivån är densamma i {of_hundred(share)} {_recounts(robustness)}."


def _recounts(robustness: Robustness | None) -> str:
    """What varies in them: without single answers only which questions are asked."""
    with_people = robustness is None or robustness.people_drawn
    return "omräkningar" if with_people else "omräkningar där en fråga lämnas utanför"


def of_hundred(share: Fraction) -> str:
    """ "87 av 100"; never 100 or 0 where it is not all or none."""
    hundredths = int(rounded(share * 100, 0))
    if share < 1:
        hundredths = min(hundredths, 99)
    if share > 0:
        hundredths = max(hundredths, 1)
    return f"{hundredths} av 100"

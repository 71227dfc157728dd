"""Swedish words for figures: numbers, dates, lists, and sentences that say why a figure is as it is or is missing."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from app.assessment.questionnaires.questionnaire import Form, Level
from app.assessment.results.results import CapitalStatus, NoInterval, NotCompared, QuestionSource, Trend, Zone
from app.assessment.results.uncertainty import CONFIDENCE_PERCENT
from app.rounds.kernel.days import MONTHS

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
SMALL_NUMBERS = ("noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")


@dataclass(frozen=True, slots=True)
class NoIntervalWords:
    """Why there is no interval: as a sentence for readers, and as a brief reason for a table's cell.

    `reason` is empty where the status beside it says why.
    """

    sentence: str
    reason: str


STATUSES = {
    CapitalStatus.SCORED: "har resultat",
    CapitalStatus.INSUFFICIENT: "otillräckligt underlag",
    CapitalStatus.NOT_APPLICABLE: "ej tillämpligt",
}
NO_LEVEL = "nivå kan inte anges"
"""Of a capital with an index where a core question lacks a result (method 4)."""
NOT_ASKED = "ingick inte"
"""Of a capital in a year that did not ask it."""
TRENDS = {
    Trend.UP: "tydligt upp",
    Trend.DOWN: "tydligt ned",
    Trend.UNCLEAR: "ingen tydlig förändring",
    Trend.UNTESTED: "inte prövad mot osäkerhet",
}
CONFIDENCE = f"{CONFIDENCE_PERCENT}\N{NO-BREAK SPACE}%"
"""Of every interval of an index."""
QUIET_CHANGE = "Ingen tydlig eller inte prövad"
"""In a legend: changes that are drawn quietly."""
NO_INTERVALS = {
    NoInterval.EVERYONE_ANSWERED: NoIntervalWords(
        sentence="Alla som fick frågan har svarat. Därför finns ingen urvalsosäkerhet att visa.",
        reason="alla har svarat",
    ),
    NoInterval.NO_SINGLE_ANSWERS: NoIntervalWords(
        sentence="För få enskilda svar finns för att visa ett osäkerhetsintervall.",
        reason="bara enade svar",
    ),
    NoInterval.TOO_FEW: NoIntervalWords(
        sentence="För få personer har svarat för att visa ett osäkerhetsintervall.",
        reason="för få har svarat",
    ),
    NoInterval.NO_SCORE: NoIntervalWords(sentence="Utan resultat finns inget osäkerhetsintervall.", reason=""),
    NoInterval.AGREED: NoIntervalWords(
        sentence="Ni har enats om svar. Därför visas inget osäkerhetsintervall.",
        reason="enade svar",
    ),
    NoInterval.DIFFERS_FROM_INDEX: NoIntervalWords(
        sentence="De som svarade på alla frågor svarade inte som de övriga. Därför visas inget osäkerhetsintervall.",
        reason="de som svarat på alla frågor skiljer sig från övriga",
    ),
}
OTHER_POOLS = "rollgrupperna är inte indelade som"
"""Followed by the year that this year's index stands beside."""
NOT_COMPARED = {
    NotCompared.NEW_CAPITAL: "Kapitalslaget fanns inte med det året.",
    NotCompared.DIFFERENT_SCALE: "Skalan har ändrats och nivåerna går inte att jämföra.",
    NotCompared.TOO_LITTLE_SHARED: "För få frågor är desamma båda åren.",
    NotCompared.OTHER_ROLES: "För få i samma rollgrupper svarade båda åren.",
    NotCompared.NO_SCORE: "Det saknas resultat ett av åren.",
}
ZONES = {
    Zone.PLAN: "planera och genomför",
    Zone.CHAOS: "kaoszon: pröva smått",
    Zone.UNITED_UNSURE: "enad men osäker: pilot och expertstöd",
    Zone.KNOWN_DIVIDED: "känd väg, oenighet: förhandla och förankra",
    Zone.COMPLEX: "komplex: experimentera och lär",
}
SOURCES = {
    QuestionSource.AGREED: "enat svar",
    QuestionSource.ROLE_BALANCED: "medel av rollerna",
    QuestionSource.PLAIN_MEAN: "medel av svaren",
    QuestionSource.NONE: "inget resultat",
}
FORMS = {Form.LONG: "långa formuläret (alla frågor)", Form.SHORT: "korta formuläret (kärnfrågorna)"}


def number(value: Decimal | Fraction | float, decimals: int | None = None) -> str:
    """A number with decimal comma, real minus sign and grouped thousands, rounded half away from zero.

    Without `decimals` a Decimal keeps the decimals it has, and other numbers keep those they need (at most two).
    """
    exact = value if isinstance(value, Decimal) else Decimal(str(float(value)))
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    elif not isinstance(value, Decimal):
        exact = exact.quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
    digits = f"{abs(exact):,f}".replace(",", NBSP).replace(".", ",")
    return digits if exact >= 0 or not abs(exact) else MINUS + digits


def level_title(level: Level) -> str:
    """A level where it stands to be read or chosen: "2 · Delvis på plats", with its own value."""
    return f"{number(level.value)} · {level.label}"


def signed(value: Fraction | Decimal | float, decimals: int = 1) -> str:
    """A difference: "+0,5", "−0,5", and "0,0" for what rounds to nothing."""
    text = number(value, decimals)
    return f"+{text}" if not text.startswith(MINUS) and any(digit in "123456789" for digit in text) else text


def percent(share: Fraction | float) -> str:
    """A share 0…1 as whole percent: "83 %"."""
    return f"{number(Fraction(share) * 100, 0)}{NBSP}%"


def date(day: dt.date) -> str:
    """The date as "23 november 2026", kept on one line."""
    return f"{day.day}{NBSP}{MONTHS[day.month - 1]}{NBSP}{day.year}"


def count(amount: int, singular: str, plural: str) -> str:
    """An amount with its noun: "1 fråga", "7 frågor"."""
    return f"{number(amount)}{NBSP}{singular if amount == 1 else plural}"


def in_words(amount: int) -> str:
    """Whole numbers up to twelve as words, in the neuter ("ett kapitalslag"); greater ones in digits."""
    return SMALL_NUMBERS[amount] if 0 <= amount < len(SMALL_NUMBERS) else number(amount)


def capitals_of(amount: int, total: int, which: str = "") -> str:
    """So many of all, as a subject: "fem av sju kapitalslag", "inget av de fyra kapitalslag som har en nivå"."""
    kinds = f"{in_words(total)} kapitalslag"
    if amount == total > 1:
        return " ".join(filter(None, ("alla", kinds, which)))
    return " ".join(filter(None, (in_words(amount) if amount else "inget", "av", "de" if which else "", kinds, which)))


def definite(name: str) -> str:
    """The name of a cross-cutting dimension inside a sentence, in the definite where that is plain to form:
    "mottagarförmågan".
    """
    return lowered(name) + ("n" if name.endswith("a") else "")


def listing(items: Sequence[str]) -> str:
    """Items as in running text: "a", "a och b", "a, b och c"."""
    return " och ".join((", ".join(items[:-1]), items[-1])) if len(items) > 1 else "".join(items)


def lowered(name: str) -> str:
    """A capital's name inside a sentence: "Politiskt kapital" becomes "politiskt kapital"."""
    return name[:1].lower() + name[1:]


def sentence(text: str) -> str:
    """The text as a sentence: first letter raised, full stop unless it already ends one."""
    full_text = text if text.endswith((".", "!", "?", "…")) else f"{text}."
    return full_text[:1].upper() + full_text[1:]


def clipped(text: str, limit: int) -> str:
    """At most `limit` characters, cut between words and marked with an ellipsis."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:–") + "…"


def quoted(text: str) -> str:
    """Swedish quotation marks around a text."""
    return f"”{text}”"

"""The figures an assessment comes to: frozen values, made by `scoring.py`, `comparison.py` and their like."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class QuestionSource(StrEnum):
    """Where a question's result comes from (method 3)."""

    AGREED = "agreed"
    ROLE_BALANCED = "role_balanced"
    PLAIN_MEAN = "plain_mean"
    NONE = "none"


class CapitalStatus(StrEnum):
    """Whether a capital has a score (method 4). Only SCORED has an index, and a missing score is never 0."""

    SCORED = "scored"
    INSUFFICIENT = "insufficient"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """One kommun, one question. `value` is exact, on the scale's values; None without a result."""

    question_id: str
    value: Fraction | None
    source: QuestionSource
    settled_not_applicable: bool
    answered: int
    """How many people gave a level."""
    dont_know: int
    not_applicable: int
    not_united: bool = False
    """Whether the kommun talked about it and did not agree; the value is then that of the single answers."""


class CapReason(StrEnum):
    """What holds a level below what the index alone would give (method 4)."""

    WEAKEST_CORE = "weakest_core"
    MISSING_CORE = "missing_core"


@dataclass(frozen=True, slots=True)
class LevelCap:
    """`uncapped` and `capped` are positions (1…A); `question_ids` are every core question that caps, in order."""

    reason: CapReason
    question_ids: tuple[str, ...]
    uncapped: int
    """What the index alone would give."""
    capped: int | None
    """None where no level can be told, since a core question lacks a result."""


class NoInterval(StrEnum):
    """Why a capital has no interval (method 5). AGREED and DIFFERS_FROM_INDEX are of the method's first edition."""

    EVERYONE_ANSWERED = "everyone_answered"
    NO_SINGLE_ANSWERS = "no_single_answers"
    TOO_FEW = "too_few"
    NO_SCORE = "no_score"
    AGREED = "agreed"
    DIFFERS_FROM_INDEX = "differs_from_index"


@dataclass(frozen=True, slots=True)
class Interval:
    """90 % interval of a capital's index on the scale's values, with the standard error it rests on."""

    low: float
    high: float
    respondents: int
    standard_error: float
    degrees_of_freedom: int
    few: bool
    """Few respondents: carries the words "få svarande"."""
    before_meeting: bool = False
    """Of the single answers, though the kommun has agreed since: told as of before the meeting."""


@dataclass(frozen=True, slots=True)
class CapitalResult:
    """One kommun, one capital."""

    capital_id: str
    status: CapitalStatus
    index: Fraction | None
    coverage: Fraction | None
    """Weight with a result / applicable weight, 0…1; None when nothing is applicable."""
    level: int | None
    """Position 1…A; None without a score, and where a core question lacks a result."""
    cap: LevelCap | None
    interval: Interval | NoInterval
    dont_know_share: Fraction | None
    """Share of given answers (levels, vet ej, ej tillämpligt) that were vet ej; None when nobody answered."""
    questions: tuple[QuestionResult, ...]
    near: int | None = None
    """The position that the level would have, were the index or a core question a tenth of a level higher or lower."""


class Zone(StrEnum):
    """Zones of the map of unity and predictability (method 8)."""

    PLAN = "plan"
    CHAOS = "chaos"
    UNITED_UNSURE = "united_unsure"
    KNOWN_DIVIDED = "known_divided"
    COMPLEX = "complex"


@dataclass(frozen=True, slots=True)
class DirectionResult:
    """How united (x) and how sure of the way (y), both rescaled to 0…1; None where there is no result."""

    capital_id: str
    unity: Fraction | None
    predictability: Fraction | None
    zone: Zone | None


@dataclass(frozen=True, slots=True)
class Overall:
    """Arithmetic mean over the capitals, never shown without the weakest (first in order on ties)."""

    index: Fraction
    weakest_capital_id: str


@dataclass(frozen=True, slots=True)
class Profile:
    """The result of one assessment. `capitals` and `directions` keep the questionnaire's order."""

    capitals: tuple[CapitalResult, ...]
    directions: tuple[DirectionResult, ...]
    overall: Overall | None

    @property
    def has_scores(self) -> bool:
        """Whether any capital came to an index."""
        return any(result.index is not None for result in self.capitals)

    def capital(self, capital_id: str) -> CapitalResult | None:
        return next((result for result in self.capitals if result.capital_id == capital_id), None)


class Trend(StrEnum):
    """Direction of a change between two years (method 5)."""

    UP = "up"
    DOWN = "down"
    UNCLEAR = "unclear"
    """Ingen tydlig förändring."""
    UNTESTED = "untested"
    """Inte prövad mot osäkerhet: without single answers in both years there is nothing to test it with."""


class NotCompared(StrEnum):
    """Why a capital has no change since the earlier year (method 11)."""

    NEW_CAPITAL = "new_capital"
    DIFFERENT_SCALE = "different_scale"
    TOO_LITTLE_SHARED = "too_little_shared"
    OTHER_ROLES = "other_roles"
    """Too few people of the same roles answered in both years."""
    NO_SCORE = "no_score"


@dataclass(frozen=True, slots=True)
class CapitalChange:
    """Change of one capital, on the questions both years share. The figures are None unless `not_compared` is None."""

    capital_id: str
    not_compared: NotCompared | None
    shared_questions: int
    """How many of the later year's applicable questions are shared with the earlier year…"""
    questions: int
    """…of how many."""
    earlier: Fraction | None
    later: Fraction | None
    trend: Trend | None
    pools_differ: bool = False
    """Whether a year's own pools of role groups differ from the other's, so that the indices beside each other do."""

    @property
    def difference(self) -> Fraction | None:
        """Later minus earlier, on the later edition's scale."""
        return None if self.earlier is None or self.later is None else self.later - self.earlier


@dataclass(frozen=True, slots=True)
class YearComparison:
    """This assessment against an earlier one. `skipped_years` are the years between that have no locked assessment."""

    earlier_year: int
    skipped_years: tuple[int, ...]
    capitals: tuple[CapitalChange, ...]


class StartReason(StrEnum):
    """Why a capital is the recommended start (method 7)."""

    OTHERS_DEPEND = "others_depend"
    LARGEST_GAP = "largest_gap"
    """Furthest below the kommun's own target."""
    LOWEST_LEVEL = "lowest_level"


@dataclass(frozen=True, slots=True)
class RecommendedStart:
    """Which capital first. `dependants` build on it, directly; `gap` is target − index, only for LARGEST_GAP."""

    capital_id: str
    reason: StartReason
    dependants: tuple[str, ...]
    gap: Fraction | None


@dataclass(frozen=True, slots=True)
class NextStep:
    """A question to lift, and the position whose anchor says what comes next."""

    capital_id: str
    question_id: str
    value: Fraction
    next_position: int

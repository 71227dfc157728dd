"""Texts of every capital, made once: name, index, level, interval, target and change as readers see them.

The report's pages, its PDF, its Word and PowerPoint files and the pages of results take a capital's texts from here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.assessment.comparison.earlier_years import EarlierYear
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.results.results import CapitalResult, Profile, YearComparison
from app.reports.figures.capital_facts import axis_of, index_text, interval_text, level_name, level_text
from app.reports.figures.change_words import ComparisonText, comparison_text
from app.reports.figures.figures import Axis
from app.reports.figures.level_ramp import ramp_step
from app.reports.kernel.wording import NOT_ASKED, listing, lowered, number
from app.rounds.assessments.plans import Target

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class CapitalText:
    """One capital of a profile. What there is none of is a dash, or says why."""

    result: CapitalResult
    axis: Axis
    """Its name and shape in figures."""
    is_cross_cutting: bool
    """Shown, but never summed or ranked."""
    index: str
    """As shown ("2,4"), or why there is none."""
    level: str
    """The level's name, or why there is none."""
    interval: str
    """The ends as shown, or a dash."""

    @property
    def key(self) -> str:
        return self.axis.key

    @property
    def name(self) -> str:
        return self.axis.name

    @property
    def in_text(self) -> str:
        """The name as it stands inside a sentence."""
        return lowered(self.axis.name)

    @property
    def index_or_dash(self) -> str:
        """Where the level beside it says why there is none."""
        return NOTHING if self.result.index is None else self.index

    @property
    def index_and_level(self) -> str:
        """Both in one cell, or why there is neither."""
        return self.level if self.result.index is None else f"{self.index} {self.level}"

    @property
    def value(self) -> float | None:
        """The index where it is drawn."""
        return None if self.result.index is None else float(self.result.index)

    def level_number(self, questionnaire: Questionnaire) -> str:
        """The level's own value on the scale, or a dash."""
        return NOTHING if self.result.level is None else number(questionnaire.scale[self.result.level - 1].value)

    def ramp_step(self, questionnaire: Questionnaire) -> int | None:
        """The step of the level ramp that the level is coloured with."""
        return None if self.result.level is None else ramp_step(self.result.level, len(questionnaire.scale))


@dataclass(frozen=True, slots=True)
class TargetText:
    """The level to reach and the year, as shown."""

    level: str
    year: str

    def __str__(self) -> str:
        return f"{self.level} {self.year}"


@dataclass(frozen=True, slots=True)
class EarlierText:
    """An earlier year's own result on the same scale, by capital id."""

    year: int
    capitals: Mapping[str, CapitalText]

    def index(self, capital_id: str) -> str:
        """As shown, or why there is none."""
        return self.capitals[capital_id].index if capital_id in self.capitals else NOT_ASKED

    def value(self, capital_id: str) -> float | None:
        """Where it is drawn."""
        return self.capitals[capital_id].value if capital_id in self.capitals else None


@dataclass(frozen=True, slots=True)
class ProfileText:
    """The texts of a profile's capitals, in their order; targets by capital id, and what has changed since a year."""

    questionnaire: Questionnaire
    profile: Profile
    capitals: tuple[CapitalText, ...]
    targets: Mapping[str, TargetText]
    since: ComparisonText | None
    before: EarlierText | None
    """The year that is drawn beside; None where its scale is another."""

    def capital(self, capital_id: str) -> CapitalText:
        """Raises StopIteration for a capital that the profile does not have."""
        return next(text for text in self.capitals if text.key == capital_id)

    def target(self, capital_id: str) -> str:
        """The target's level and year, or a dash."""
        return str(self.targets.get(capital_id, NOTHING))

    @property
    def axes(self) -> tuple[Axis, ...]:
        return tuple(text.axis for text in self.capitals)

    @property
    def own(self) -> list[CapitalText]:
        """Without the cross-cutting dimensions, which are shown but never summed or ranked."""
        return [text for text in self.capitals if not text.is_cross_cutting]


def profile_text(
    questionnaire: Questionnaire,
    profile: Profile,
    targets: Mapping[str, Target] | None = None,
    comparison: YearComparison | None = None,
    earlier: EarlierYear | None = None,
) -> ProfileText:
    """Every text of a profile. Raises KeyError for a capital that the questionnaire does not have."""
    return ProfileText(
        questionnaire=questionnaire,
        profile=profile,
        capitals=tuple(capital_text(result, questionnaire) for result in profile.capitals),
        targets={
            capital_id: TargetText(level_name(target.position, questionnaire), str(target.by_year))
            for capital_id, target in (targets or {}).items()
        },
        since=None if comparison is None else comparison_text(questionnaire, comparison),
        before=_before(earlier),
    )


def _before(earlier: EarlierYear | None) -> EarlierText | None:
    if earlier is None or not earlier.same_scale:
        return None
    texts = (capital_text(result, earlier.questionnaire) for result in earlier.profile.capitals)
    return EarlierText(earlier.year, {text.key: text for text in texts})


def capital_text(result: CapitalResult, questionnaire: Questionnaire) -> CapitalText:
    """The texts of one capital's result. Raises KeyError for a capital that the questionnaire does not have."""
    capital = questionnaire.capital(result.capital_id)
    return CapitalText(
        result=result,
        axis=axis_of(capital, questionnaire.capitals.index(capital)),
        is_cross_cutting=capital.cross_cutting,
        index=index_text(result, questionnaire),
        level=level_text(result, questionnaire),
        interval=interval_text(result, questionnaire),
    )


def ranked(texts: ProfileText) -> list[CapitalText]:
    """The scored capitals by their exact index, highest first; ties keep the questionnaire's order."""
    texts_with_index = [text for text in texts.own if text.result.index is not None]
    return sorted(texts_with_index, key=lambda text: text.result.index or Fraction(), reverse=True)


def shown_as(order: Sequence[CapitalText], index: str, questionnaire: Questionnaire) -> list[CapitalText]:
    """Those whose index reads so, in the questionnaire's order. A reader sees them as equal."""
    alike = {text.key: text for text in order if text.index == index}
    return [alike[capital.id] for capital in questionnaire.capitals if capital.id in alike]


def all_alike(order: Sequence[CapitalText]) -> bool:
    """Of `ranked`: whether none is shown as stronger or weaker than another."""
    return len(order) > 1 and len({text.index for text in order}) == 1


def names_in_text(texts: Sequence[CapitalText]) -> str:
    """The capitals' names inside a sentence: "politiskt kapital och humankapital"."""
    return listing([text.in_text for text in texts])

"""No text types a limit in by hand: with every limit changed, no old number is left, and each limit is told
somewhere.
"""

import inspect
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from types import ModuleType

import pytest

from app.assessment.comparison import benchmarks, holm, ranking, regional_change
from app.assessment.comparison.benchmarks import PublishedFigures
from app.assessment.comparison.ranking import PairShare
from app.assessment.instrument import drift, instrument, reliability
from app.assessment.instrument.drift import Drift, QuestionDrift
from app.assessment.instrument.instrument import CapitalQuality, QuestionQuality
from app.assessment.instrument.meeting_effect import MeetingEffect
from app.assessment.instrument.reliability import ReliabilityEstimate
from app.assessment.instrument.response import RoleResponse
from app.assessment.results.results import Trend
from app.config import PROJECT
from app.reports.method import benchmark_words
from app.reports.overview import rank_words
from app.reports.overview.regional import change_words
from app.reports.overview.regional.figures import change_conclusion
from app.reports.overview.regional.subject import YearChangePanel
from app.reports.overview.regional.tables import change_table
from app.reports.rounds import instrument_words
from app.rounds.overview import rank_order
from app.rounds.overview.overview import MeanChange
from tests.unit.builders import a_questionnaire

CHANGED: tuple[tuple[ModuleType, str, object], ...] = (
    (holm, "FAMILY", 0.23),
    (regional_change, "MIN_KOMMUNER", 37),
    (regional_change, "CONFIDENCE", Fraction(61, 100)),
    (ranking, "DRAWS", 4_321),
    (ranking, "LOW", Fraction(17, 100)),
    (ranking, "HIGH", Fraction(83, 100)),
    (rank_order, "MIN_KOMMUNER", 31),
    (instrument, "MIN_KOMMUNER", 43),
    (instrument, "MAX_DONT_KNOW_SHARE", Fraction(27, 100)),
    (instrument, "MAX_ON_ONE_LEVEL", Fraction(71, 100)),
    (instrument, "MIN_ITEM_TOTAL", 0.41),
    (reliability, "MIN_RELIABILITY", 0.67),
    (drift, "LIMIT", 2.345),
    (drift, "IQR_FACTOR", 0.91),
    (benchmarks, "MIN_KOMMUNER", 14),
    (benchmarks, "MIN_FOR_QUARTILES", 26),
    (benchmarks, "MIN_CHANGED", 16),
    (benchmarks, "COARSE", 13),
    (benchmarks, "FINE", 19),
)
OLD = re.compile(
    r"(?<![\w,.])(3|5|8|9|10|20|80|90|95|2\s000|0,3|0,7|0,74|1,645|en eller två|tre|fem|åtta|nio|tio|en halv|en tiondels)(?![\w,])",
    re.IGNORECASE,
)
"""Every limit as it is today, and the last number below one, in digits and in words."""
MIN_GROUP = 33
NAMES = {"a": "politiskt kapital"}
NOTHING = MeetingEffect("a", 4, None, None, None, None)
QUESTION = QuestionQuality("q", 41, Fraction(1), Fraction(1), Fraction(1), Fraction(0), -1.0)
MOVED = QuestionDrift("q", 41, Fraction(1), Fraction(2), 9.0)
CHANGE = MeanChange("politiskt", 41, Fraction(1), Fraction(2), Trend.UP, 41, 0, 0, 41, 0, None, 0.6, 1.4)
UNJUDGED = MeanChange("politiskt", 1, Fraction(1), Fraction(2), None, 1, 0, 0)
Texts = Mapping[str, str | tuple[str, ...]]


def of_ranks() -> Texts:
    return {
        "lead": rank_words.lead(),
        "cautions": rank_words.cautions(),
        "too_few": rank_words.too_few(1),
        "nothing_known": rank_words.nothing_known(),
        "how_made": rank_words.how_made(41, ["politiskt kapital"]),
        "borrowed": rank_words.borrowed({"Ale": ["politiskt kapital"]}, ["a", "b"], ["realt kapital"]),
        "pair_words": rank_words.pair_words("Ale", "Lerum", PairShare(41, 42, 1)),
        "pair_reading": rank_words.pair_reading(),
        "pair_error": (rank_words.pair_error(is_same=False),),
        "kommuner_in_order": rank_words.kommuner_in_order(41),
    }


def of_medians() -> Texts:
    return {
        "made_of": (benchmark_words.made_of([14]), benchmark_words.made_of([41]), benchmark_words.made_of([14, 41])),
        "whose": benchmark_words.whose(),
        "how_rounded": benchmark_words.how_rounded(),
        "when_made": benchmark_words.when_made(),
        "explained": benchmark_words.explained(),
        "taking_part": benchmark_words.taking_part(),
        "similar_size": benchmark_words.similar_size(),
        "too_few": benchmark_words.too_few(),
        "hidden": tuple(benchmark_words.hidden(now) for now in PublishedFigures),
        "too_alike": benchmark_words.too_alike(),
        "part_of_level": benchmark_words.part_of_level(benchmarks.COARSE),
    }


def of_instrument() -> Texts:
    words, quality = instrument_words, CapitalQuality("a", 41, 1.0, (QUESTION,))
    shift, unknown = MeetingEffect("a", 44, Fraction(1), 1.0, 44, 0), ReliabilityEstimate("a", 1, 0, None, None, {})
    reliable = ReliabilityEstimate("a", 44, 441, 0.6, 2, {1: 1.0})
    return {
        "basis": words.basis(441, 44, MIN_GROUP),
        "too_little": words.too_little(1, MIN_GROUP),
        "remarks": words.remarks(QUESTION),
        "questions_conclusion": words.questions_conclusion([quality]),
        "questions_explained": words.questions_explained(),
        "meetings_conclusion": (
            words.meetings_conclusion([NOTHING], NAMES),
            words.meetings_conclusion([shift], NAMES),
        ),
        "meetings_explained": words.meetings_explained(),
        "reliability_conclusion": (words.reliability_conclusion([unknown]), words.reliability_conclusion([reliable])),
        "reliability_explained": words.reliability_explained(MIN_GROUP),
        "responses_conclusion": words.responses_conclusion([RoleResponse("a", 41, None)], NAMES),
        "responses_explained": words.responses_explained(41, MIN_GROUP),
        "drift_conclusion": tuple(
            words.drift_conclusion(drift, 2025)
            for drift in (
                Drift((), None, None),
                Drift((MOVED,), Fraction(1), Fraction(0)),
                Drift((MOVED,), *(Fraction(1),) * 2),
            )
        ),
        "drift_explained": words.drift_explained(Drift((MOVED,), Fraction(1), Fraction(1))),
    }


def of_changes() -> Texts:
    words, questionnaire = change_words, a_questionnaire()
    panel = YearChangePanel(2025, 41, 44, (CHANGE,))
    return {
        **{name: getattr(words, name)(CHANGE) for name in ("verdict", "rose", "fell", "went")},
        **{name: getattr(words, name)(CHANGE, questionnaire.scale) for name in ("difference", "interval")},
        "countable": words.countable(questionnaire, [CHANGE], 44),
        "how_judged": words.how_judged(),
        "change_conclusion": (
            change_conclusion(questionnaire, panel),
            change_conclusion(questionnaire, YearChangePanel(2025, 1, 44, (UNJUDGED,))),
        ),
        "change_table": change_table(questionnaire, panel).header,
    }


PARTS: Mapping[ModuleType, Callable[[], Texts]] = {
    rank_words: of_ranks,
    benchmark_words: of_medians,
    instrument_words: of_instrument,
    change_words: of_changes,
}


def every_text() -> list[str]:
    entries = [text for texts in PARTS.values() for text in texts().values()]
    return [item for text in entries for item in ((text,) if isinstance(text, str) else text)]


@pytest.mark.parametrize("module", PARTS, ids=lambda module: module.__name__)
def test_every_text_is_read_here(module: ModuleType) -> None:
    public = {
        name
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }
    assert public <= PARTS[module]().keys()


def test_with_every_limit_changed_no_old_number_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name, value in CHANGED:
        monkeypatch.setattr(module, name, value)
    assert [text for text in every_text() if OLD.search(text)] == []


@pytest.mark.parametrize(("module", "name", "value"), CHANGED, ids=lambda value: getattr(value, "__name__", str(value)))
def test_every_limit_is_told_somewhere(
    monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str, value: object
) -> None:
    before = every_text()
    monkeypatch.setattr(module, name, value)
    assert every_text() != before


@pytest.mark.parametrize(
    "page",
    [
        "rounds/html/instrument",
        "overview/html/rank_order",
        "results/html/compare",
        "results/html/sharing",
        "overview/html/sharing_preview",
        "organisations/html/size_groups",
    ],
)
def test_pages_that_tell_of_them_hold_no_such_number_themselves(page: str) -> None:
    source = (PROJECT / f"app/web/{page}.html").read_text(encoding="utf-8")
    text = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}|<[^>]*>", " ", source, flags=re.DOTALL)
    assert OLD.findall(text) == []

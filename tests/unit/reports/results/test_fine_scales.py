"""The same sample on a scale from 0 to 1 by 0,25: everything is a fourth, and shown with two decimals (method 2)."""

import csv
import io
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from pptx import Presentation

from app.assessment.comparison.benchmarks import Benchmark
from app.assessment.comparison.earlier_years import EarlierYear
from app.assessment.questionnaires.questionnaire import Level, Questionnaire
from app.assessment.results.results import CapitalChange, CapitalResult, Interval, Profile, YearComparison
from app.reports.figures.beside_words import differences
from app.reports.figures.capital_texts import profile_text
from app.reports.figures.profile_radar import Beside, Median, profile_radar
from app.reports.figures.series_choice import SeriesKind, SeriesOption, choose_series
from app.reports.kernel.tables import Measure
from app.reports.office.slides import slides
from app.reports.results.building import build_report
from app.reports.results.content import ReportContent
from app.reports.results.data_file import profile_csv
from app.reports.results.subject import Findings
from app.reports.tables.capital_table import capital_table
from app.reports.tables.marking import Basis
from tests.unit.reports.results.test_content import PEOPLE, SUBJECT
from tests.unit.reports.support import samples


def fourth(value: Fraction | None) -> Fraction | None:
    return None if value is None else value / 4


def fine_capital(result: CapitalResult) -> CapitalResult:
    interval = result.interval
    if isinstance(interval, Interval):
        interval = replace(interval, low=interval.low / 4, high=interval.high / 4)
    questions = tuple(replace(question, value=fourth(question.value)) for question in result.questions)
    return replace(result, index=fourth(result.index), interval=interval, questions=questions)


def fine_profile(profile: Profile) -> Profile:
    return replace(profile, capitals=tuple(map(fine_capital, profile.capitals)))


def fine_change(change: CapitalChange) -> CapitalChange:
    return replace(change, earlier=fourth(change.earlier), later=fourth(change.later))


WHOLE = samples.questionnaire()
SCALE = tuple(Level(value=level.value / 4, label=level.label) for level in WHOLE.scale)
FINE: Questionnaire = WHOLE.model_copy(update={"scale": SCALE})
EARLIER: EarlierYear = replace(
    samples.earlier(WHOLE), questionnaire=FINE, profile=fine_profile(samples.earlier(WHOLE).profile)
)
CHANGES: YearComparison = replace(
    samples.comparison(WHOLE), capitals=tuple(map(fine_change, samples.comparison(WHOLE).capitals))
)
FINDINGS = Findings(
    fine_profile(samples.profile(WHOLE)), CHANGES, benchmark={"politiskt": Decimal("0.38")}, earlier=EARLIER
)


def content() -> ReportContent:
    return build_report(FINE, SUBJECT, FINDINGS, PEOPLE)


def test_index_interval_and_the_earlier_year_have_two_decimals() -> None:
    # Finansiellt: (10/3 + 2 + 11/3 + 7/3)/4 = 17/6 by whole levels, so 0,708; 17/6 ± 0,4 is 0,608–0,808.
    # On the shared questions half a level less before, and half a level more as it was settled: the same.
    header, row = content().dots.table.header, content().dots.table.rows[1]
    assert header[2:] == ("Index", "90\u00a0% intervall", "2025")
    assert row[2:] == ("0,71", "0,61–0,81", "0,71")


def test_changes_have_two_decimals_and_a_scale_of_whole_levels() -> None:
    figure = content().change
    assert figure is not None
    # Three fourths of a level: 0,1875. Down two thirds of one: 0,1667.
    assert [row.shown for row in figure.rows[:3]] == ["+0,19", "+0,13", "−0,17"]
    assert [ring.label for ring in figure.scale] == ["−0,25", "0", "+0,25"]
    assert "tydligt upp (+0,19)" in content().summary.levels[0].change


def test_files_and_slides_have_as_many_as_the_pages() -> None:
    first, second = list(csv.DictReader(io.StringIO(profile_csv(content()).decode())))[0:10:5]
    assert (first["index"], first["change_on_shared_questions"]) == ("0.5", "0.1875")
    assert (second["interval_low"], second["interval_high"]) == ("0.61", "0.81")
    table = capital_table(Basis(FINE, SUBJECT, FINDINGS, PEOPLE))
    cells = dict(zip((column.key for column in table.columns), table.rows[0], strict=True))
    assert cells["index"] == Measure(Decimal("0.5"), 2)
    assert cells["change_on_shared_questions"] == Measure(Decimal("0.1875"), 2)
    assert cells["others_median"] == Measure(Decimal("0.38"), 2)
    deck = Presentation(io.BytesIO(slides(content())))
    radar, change = (shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart)
    assert (radar.value_axis.major_unit, radar.value_axis.tick_labels.number_format) == (0.25, "0.00")
    assert change.plots[0].data_labels.number_format == "+0.00;−0.00;0.00"


def test_a_median_beside_the_own_profile_has_two_decimals_and_half_a_level_is_near() -> None:
    profile = FINDINGS.profile
    # Politiskt is 0,5; a median an eighth away is half a level from it, one of 0,45 is nearer.
    sentences = {}
    for median in ("0.45", "0.375"):
        figures = {"politiskt": Benchmark(6, Fraction(median))}
        radar = profile_radar(profile_text(FINE, profile), Beside(median=Median("Median", figures)))
        choice = choose_series([SeriesOption("median", "Median", SeriesKind.MEDIAN)], ["median"])
        sentences[radar.series[1].shown[0]] = differences(radar, choice)
    assert sentences == {
        "0,45": ("Median: nära er i alla kapitalslag.",),
        "0,38": ("Median: störst skillnad i politiskt kapital, 0,38 mot era 0,50.",),
    }


def test_the_method_says_how_many_decimals_there_are() -> None:
    assert "Det visas med två decimaler" in dict(content().method)["Index"][0]
    assert "Det visas med en decimal" in dict(build_report(WHOLE, SUBJECT, FINDINGS, PEOPLE).method)["Index"][0]

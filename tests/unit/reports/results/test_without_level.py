"""Method 4: where a core question has no result the index stands, no level is made up, and the question is named."""

import csv
import io
from dataclasses import replace

import pytest

from app.assessment.questionnaires.questionnaire import Limits, Questionnaire
from app.assessment.results.results import CapitalResult, CapReason, LevelCap, Profile, QuestionSource
from app.reports.figures.capital_texts import profile_text
from app.reports.figures.profile_figures import dot_plot, radar
from app.reports.kernel.tables import Mark
from app.reports.overview.regional.figures import levels_figure, without_result
from app.reports.results.building import build_report
from app.reports.results.content import ReportContent
from app.reports.results.data_file import profile_csv
from app.reports.tables.capital_table import capital_table
from app.reports.tables.marking import Basis
from app.rounds.overview.overview import distribution
from tests.unit.reports.results.test_content import FINDINGS, PEOPLE, QUESTIONNAIRE, SUBJECT
from tests.unit.reports.support import samples

NOT_KNOWN = "nivå kan inte anges"
FEW = LevelCap(CapReason.MISSING_CORE, ("politiskt-1",), 3, 3)
PROFILE = samples.profile(QUESTIONNAIRE)


def without(*missing: int, cap: LevelCap | None = None) -> CapitalResult:
    """Politiskt with its index of 2, where the questions at these places have no result; the first two are core."""
    result = PROFILE.capitals[0]
    questions = tuple(
        replace(question, value=None, source=QuestionSource.NONE, answered=4, dont_know=4)
        if place in missing
        else question
        for place, question in enumerate(result.questions)
    )
    return replace(result, level=None, cap=cap, questions=questions)


def profile(result: CapitalResult) -> Profile:
    return replace(PROFILE, capitals=(result, *PROFILE.capitals[1:]))


def content(result: CapitalResult, questionnaire: Questionnaire = QUESTIONNAIRE) -> ReportContent:
    return build_report(questionnaire, SUBJECT, replace(FINDINGS, profile=profile(result)), PEOPLE)


@pytest.mark.parametrize("cap", [None, FEW])
def test_the_index_stands_and_the_core_question_is_named(cap: LevelCap | None) -> None:
    report = content(without(0, cap=cap))
    line, chapter = report.summary.levels[0], report.chapters[0]
    assert (line.level, line.step, line.number, line.index) == (NOT_KNOWN, None, "–", "2,0")
    assert (chapter.level, chapter.position, chapter.index) == ("Nivå kan inte anges", None, "2,0")
    assert chapter.notes[0] == (
        "Nivån kan inte anges, eftersom kärnfrågan ”Vilket arbetssätt har ni för politiskt-1?” saknar resultat. "
        "Det krävs ett enat svar, eller att minst 5 personer anger en nivå. Indexet gäller ändå."
    )
    assert not any("stannar på" in note for note in chapter.notes)


def test_every_core_question_that_lacks_a_result_is_named_and_no_other() -> None:
    note = content(without(0, 1, 3)).chapters[0].notes[0]
    assert "kärnfrågorna ”Vilket arbetssätt har ni för politiskt-1?” och ”Vilket arbetssätt har ni för " in note
    assert "politiskt-2" in note
    assert "politiskt-4" not in note


def test_what_is_missing_is_read_from_the_limits() -> None:
    larger = QUESTIONNAIRE.model_copy(update={"limits": Limits(min_group=7)})
    assert "minst 7 personer anger en nivå" in content(without(0), larger).chapters[0].notes[0]


def test_page_one_says_it_in_a_sentence_and_does_not_count_it_as_held_down() -> None:
    holding = content(without(0, cap=FEW)).summary.holding
    assert "I politiskt kapital kan nivån inte anges, eftersom en kärnfråga saknar resultat." in holding
    # Organisatoriskt is still held down by a weak core question, and politiskt is not said to be.
    assert "I organisatoriskt kapital håller en svag kärnfråga nere nivån." in holding


def test_profile_figures_keep_the_index_and_the_table_says_why_there_is_no_level() -> None:
    figure = radar(profile_text(QUESTIONNAIRE, profile(without(0))))
    assert (figure.series[0].values[0], figure.series[0].shown[0]) == (2.0, "2,0")
    assert dot_plot(profile_text(QUESTIONNAIRE, profile(without(0)))).table.rows[0][1:3] == (NOT_KNOWN, "2,0")


def test_files_have_an_index_and_no_level() -> None:
    row = next(csv.DictReader(io.StringIO(profile_csv(content(without(0))).decode())))
    assert (row["status"], row["index"], row["level_position"], row["level"]) == ("scored", "2", "", "")
    table = capital_table(Basis(QUESTIONNAIRE, SUBJECT, replace(FINDINGS, profile=profile(without(0))), PEOPLE))
    cells = dict(zip((column.key for column in table.columns), table.rows[0], strict=True))
    assert (cells["level_position"], cells["level"], cells["capped"]) == (Mark.MISSING,) * 3
    assert cells["index"] not in tuple(Mark)


def test_a_region_counts_it_by_itself_and_on_no_level() -> None:
    spread = tuple(
        distribution(capital.capital_id, [capital, without(0)] if capital.capital_id == "politiskt" else [capital], 5)
        for capital in PROFILE.capitals
    )
    assert (spread[0].on_level, spread[0].without_level, spread[0].insufficient) == ((0, 1, 0, 0, 0), 1, 0)
    figure = levels_figure(QUESTIONNAIRE, QUESTIONNAIRE.capitals, spread)
    assert figure.rows[0].without == 1
    assert figure.table.rows[0][6:] == ("1", "0", "0")
    assert (
        "1\u00a0kommun har ett index men ingen nivå, eftersom en kärnfråga saknar resultat, i politiskt kapital."
        in without_result(QUESTIONNAIRE, spread)
    )

"""Years after one another: what is shown of last year, and what a year is compared with."""

from fractions import Fraction

import pytest

from app.assessment.questionnaires.questionnaire import Previous
from app.assessment.results.results import NotCompared, Trend
from app.services.answering.answers import open_answering
from app.services.questionnaires.editions import publish
from app.services.results.earlier_years import LastLevel
from app.services.results.results import open_result
from app.storage.engine.database import Database
from tests.builders import LATER, MAL, NOW, RESERV, Region, Scene, add_region, an_edition, open_round


def answered_year(
    database: Database, region: Region, year: int, choice: str, previous: Previous = Previous.NEW
) -> Scene:
    """Norrby's coordinator answers everything alike and the result is approved."""
    scene = open_round(database, region, an_edition(year, previous=previous))
    scene.answer_alone(choice)
    scene.change(approved_at=LATER, approved_by="kommundirektören")
    return scene


@pytest.fixture
def region(database: Database) -> Region:
    return add_region(database)


@pytest.fixture
def last_year(database: Database, region: Region) -> Scene:
    return answered_year(database, region, 2025, "4")


@pytest.fixture
def this_year(database: Database, region: Region, last_year: Scene) -> Scene:
    return open_round(database, region, an_edition(2026, previous=Previous.SAME))


def test_last_years_level_is_told_only_after_the_own_answer_is_saved(this_year: Scene) -> None:
    someone = this_year.respondent()
    assert open_answering(this_year.database, someone, this_year.norrby).last_levels == {}
    assert this_year.save(someone, MAL, "", comment="Jag funderar").last_level is None
    assert open_answering(this_year.database, someone, this_year.norrby).last_levels == {}
    then = LastLevel(2025, "3 Nivå 3", "d")
    assert this_year.save(someone, MAL, "2", version=1).last_level == then
    assert open_answering(this_year.database, someone, this_year.norrby).last_levels == {MAL: then}
    this_year.save(someone, MAL, "", version=2)
    assert open_answering(this_year.database, someone, this_year.norrby).last_levels == {}


def test_vet_ej_is_an_own_answer_too(this_year: Scene) -> None:
    assert this_year.save(this_year.respondent(), MAL, "vet_ej").last_level == LastLevel(2025, "3 Nivå 3", "d")


def test_another_kommuns_last_year_is_never_told(this_year: Scene) -> None:
    someone = this_year.respondent(key=this_year.soderby)
    assert this_year.save(someone, MAL, "2", key=this_year.soderby).last_level is None


def test_a_last_year_that_is_not_approved_is_neither_told_nor_compared_with(this_year: Scene, last_year: Scene) -> None:
    last_year.change(approved_at=None)
    assert this_year.save(this_year.respondent(), MAL, "2").last_level is None
    this_year.change(answering_closed_at=LATER)
    assert open_result(this_year.database, this_year.coordinator, this_year.norrby).comparison is None


def test_a_question_that_no_longer_means_the_same_has_no_last_level(
    database: Database, region: Region, last_year: Scene
) -> None:
    this_year = open_round(database, region, an_edition(2026, previous=Previous.NEW))
    assert this_year.save(this_year.respondent(), MAL, "2").last_level is None


def test_a_year_is_compared_with_the_year_before(this_year: Scene) -> None:
    this_year.answer_alone("5")
    comparison = open_result(this_year.database, this_year.coordinator, this_year.norrby).comparison
    assert comparison is not None
    assert (comparison.earlier_year, comparison.skipped_years) == (2025, ())
    assert [(change.earlier, change.later, change.trend) for change in comparison.capitals] == [
        # Answered by one person for the kommun both years, so there is nothing to test it with.
        (Fraction(3), Fraction(4), Trend.UNTESTED)
    ] * 2
    assert [(change.shared_questions, change.questions) for change in comparison.capitals] == [(3, 3), (2, 2)]


def test_after_a_skipped_year_the_latest_locked_one_is_compared_with_and_the_skipped_is_named(
    database: Database, region: Region
) -> None:
    answered_year(database, region, 2023, "1")
    answered_year(database, region, 2024, "2", Previous.SAME)
    open_round(database, region, an_edition(2025, previous=Previous.SAME))
    this_year = open_round(database, region, an_edition(2026, previous=Previous.SAME))
    this_year.answer_alone("4")
    comparison = open_result(database, this_year.coordinator, this_year.norrby).comparison
    assert comparison is not None
    assert (comparison.earlier_year, comparison.skipped_years) == (2024, (2025,))
    assert [change.difference for change in comparison.capitals] == [2, 2]
    assert open_answering(database, this_year.coordinator, this_year.norrby).last_levels[MAL].year == 2024


def test_questions_that_were_new_in_a_skipped_edition_are_not_compared_across_it(
    database: Database, region: Region
) -> None:
    answered_year(database, region, 2024, "2")
    publish(database, an_edition(2025, previous=Previous.NEW), NOW)
    this_year = open_round(database, region, an_edition(2026, previous=Previous.SAME))
    this_year.answer_alone("4")
    comparison = open_result(database, this_year.coordinator, this_year.norrby).comparison
    assert comparison is not None
    assert {change.not_compared for change in comparison.capitals} == {NotCompared.TOO_LITTLE_SHARED}
    assert open_answering(database, this_year.coordinator, this_year.norrby).last_levels == {}


def test_an_old_result_stays_as_it_was_when_later_editions_are_published_and_answered(
    this_year: Scene, last_year: Scene
) -> None:
    then = open_result(last_year.database, last_year.coordinator, last_year.norrby)
    publish(this_year.database, an_edition(2027, texts={RESERV: "Ny fråga?"}), LATER)
    this_year.answer_alone("1")
    now = open_result(last_year.database, last_year.coordinator, last_year.norrby)
    assert now == then
    assert now.questionnaire == last_year.edition
    assert [capital.index for capital in now.profile.capitals] == [3, 3]


def test_a_trial_is_compared_with_nothing(database: Database, region: Region, last_year: Scene) -> None:
    trial = open_round(database, region, an_edition(2026, previous=Previous.SAME), trial=True)
    trial.answer_alone("5")
    assert open_answering(database, trial.coordinator, trial.norrby).last_levels == {}
    assert open_result(database, trial.coordinator, trial.norrby).comparison is None


def test_nothing_is_compared_with_a_trial(database: Database, region: Region) -> None:
    trial = open_round(database, region, an_edition(2025), trial=True)
    trial.answer_alone("4")
    trial.change(approved_at=LATER, approved_by="kommundirektören")
    this_year = open_round(database, region, an_edition(2026, previous=Previous.SAME))
    this_year.answer_alone("5")
    assert open_answering(database, this_year.coordinator, this_year.norrby).last_levels == {}
    assert open_result(database, this_year.coordinator, this_year.norrby).comparison is None

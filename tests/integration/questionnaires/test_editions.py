"""Published editions: replaceable until somebody has answered, then frozen but for logged corrections of wording."""

from pathlib import Path

import pytest

from app.assessment.questionnaires.correction import NotACorrectionError, WordingChange
from app.assessment.questionnaires.questionnaire import Questionnaire, RoundSubject
from app.assessment.questionnaires.reader import load
from app.assessment.questionnaires.wording_correction import WordingCorrection
from app.errors import NotFoundError, PermissionDeniedError
from app.services.answering.answers import open_answering
from app.services.overview.mirror import open_mirror
from app.services.questionnaires.editions import NextStepsMissingError, correct_wording, file_states, publish
from app.services.results.reports import correction_sentences
from app.services.results.results import open_result
from app.storage.engine.database import Database
from app.storage.kernel.assessments import find_round
from app.storage.questionnaires.editions import find_edition, questionnaire_of, store_edition
from tests.builders import (
    BUDGET,
    EVERYTHING,
    LATER,
    MAL,
    NOW,
    Scene,
    add_region,
    an_edition,
    open_round,
    other_region,
    without_next_steps,
)
from tests.paths import DEFINITIONS

CORRECTED = an_edition(texts={MAL: "Hur är det egentligen?"})
CORRECTION = WordingCorrection(MAL, "text", "Hur är det?", "Hur är det egentligen?", "Frågan missförstods", LATER)


def published(database: Database) -> Questionnaire:
    with database.read() as session:
        edition = find_edition(session, "prov", 2026)
    assert edition is not None
    return edition.questionnaire


def without_a_question(edition: Questionnaire) -> Questionnaire:
    """MAL is gone from the first capital."""
    politiskt, *others = edition.capitals
    fewer = politiskt.model_copy(update={"questions": politiskt.questions[1:]})
    return Questionnaire.model_validate(dict(edition) | {"capitals": (fewer, *others)})


def with_another_weight(edition: Questionnaire) -> Questionnaire:
    politiskt, *others = edition.capitals
    first, *rest = politiskt.questions
    heavier = politiskt.model_copy(update={"questions": (first.model_copy(update={"weight": 2}), *rest)})
    return Questionnaire.model_validate(dict(edition) | {"capitals": (heavier, *others)})


def test_publishing_the_same_again_is_the_same_edition(database: Database) -> None:
    first, again = (publish(database, an_edition(), now) for now in (NOW, LATER))
    assert (first.already, again.already) == (False, True)
    assert (first.edition_id, first.content_hash) == (again.edition_id, again.content_hash)
    assert published(database) == an_edition()


def test_no_questionnaire_is_called_by_a_word_that_a_region_s_own_addresses_have(database: Database) -> None:
    with pytest.raises(PermissionDeniedError, match="Ordet kommuner används"):
        publish(database, an_edition().model_copy(update={"id": "kommuner"}), NOW)
    with database.read() as session:
        assert find_edition(session, "kommuner", 2026) is None


def test_an_edition_is_replaced_while_nobody_has_answered_and_its_rounds_follow(scene: Scene) -> None:
    someone = scene.respondent()
    edition = without_a_question(CORRECTED)
    publish(scene.database, edition, LATER)
    assert published(scene.database) == edition
    place = open_answering(scene.database, someone, scene.norrby).place
    assert place.questionnaire == edition
    assert place.assessment.round.content_hash == edition.content_hash


def test_a_round_keeps_whom_it_is_about_when_its_edition_is_replaced_by_one_about_others(scene: Scene) -> None:
    publish(scene.database, CORRECTED.model_copy(update={"subject": RoundSubject.COLLABORATION}), LATER)
    with scene.database.read() as session:
        round_ = find_round(session, scene.norrby.round)
    assert round_ is not None
    assert round_.subject is RoundSubject.KOMMUN
    with pytest.raises(NotFoundError):
        open_mirror(scene.database, scene.region.reader, scene.norrby.round)


def test_an_edition_with_answers_is_frozen(scene: Scene) -> None:
    someone = scene.respondent()
    scene.save(someone, MAL, "3")
    with pytest.raises(PermissionDeniedError, match="har svar och är därför fryst"):
        publish(scene.database, CORRECTED, LATER)
    assert published(scene.database) == scene.edition
    assert open_answering(scene.database, someone, scene.norrby).place.questionnaire == scene.edition


def test_an_answer_in_any_region_freezes_the_edition_for_all(scene: Scene) -> None:
    elsewhere = other_region(scene.database)
    elsewhere.save(elsewhere.respondent(), MAL, "3")
    with pytest.raises(PermissionDeniedError):
        publish(scene.database, CORRECTED, LATER)


def test_an_edition_that_only_a_trial_has_answers_to_can_be_replaced_when_the_trial_is_gone(database: Database) -> None:
    region = add_region(database)
    trial = open_round(database, region, an_edition(), trial=True)
    trial.save(trial.respondent(), MAL, "3")
    with pytest.raises(PermissionDeniedError, match="ta bort provomgången först"):
        publish(database, CORRECTED, LATER)
    real = open_round(database, region, an_edition())
    real.save(real.respondent(), MAL, "3")
    with pytest.raises(PermissionDeniedError, match="har svar och är därför fryst"):
        publish(database, CORRECTED, LATER)


def test_another_years_answers_do_not_freeze_an_edition(scene: Scene) -> None:
    scene.save(scene.respondent(), MAL, "3")
    publish(scene.database, an_edition(2027), NOW)
    publish(scene.database, without_a_question(an_edition(2027)), LATER)
    assert published(scene.database) == scene.edition


def test_publishing_a_frozen_edition_unchanged_is_no_trouble(scene: Scene) -> None:
    scene.save(scene.respondent(), MAL, "3")
    publish(scene.database, an_edition(), LATER)
    assert published(scene.database) == scene.edition


def test_a_correction_shows_at_once_keeps_the_answers_and_is_logged_with_old_and_new(scene: Scene) -> None:
    someone = scene.respondent()
    before = scene.save(someone, MAL, "3").answer
    changes = correct_wording(scene.database, CORRECTED, "  Frågan missförstods ", LATER)
    assert changes == (WordingChange(MAL, "text", "Hur är det?", "Hur är det egentligen?"),)
    answering = open_answering(scene.database, someone, scene.norrby)
    assert answering.place.questionnaire == CORRECTED
    assert answering.saved == {MAL: before}
    assert answering.corrections == (CORRECTION,)
    assert scene.save(someone, MAL, "4", version=1).answer.version == 2


def test_a_new_edition_without_next_steps_is_refused(database: Database) -> None:
    with pytest.raises(NextStepsMissingError, match="säger inte vad som är nästa steg på 7 av frågorna"):
        publish(database, without_next_steps(an_edition()), NOW)
    with database.read() as session:
        assert find_edition(session, "prov", 2026) is None


def test_what_was_published_before_next_steps_were_asked_for_can_be_published_again_and_corrected(
    database: Database,
) -> None:
    scene = open_round(database, add_region(database), without_next_steps(an_edition()))
    scene.save(scene.respondent(), MAL, "3")
    assert publish(database, without_next_steps(an_edition()), LATER).already
    changes = correct_wording(database, without_next_steps(CORRECTED), "Frågan missförstods", LATER)
    assert [change.field for change in changes] == ["text"]


def test_a_file_without_next_steps_has_problems_until_it_is_what_is_published(
    database: Database, tmp_path: Path
) -> None:
    file = tmp_path / "exempel" / "2026.yaml"
    file.parent.mkdir()
    text = (DEFINITIONS / "valid" / "minimal.yaml").read_text(encoding="utf-8")
    file.write_text(
        "".join(line for line in text.splitlines(keepends=True) if "next_step" not in line), encoding="utf-8"
    )
    (state,) = file_states(database, tmp_path)
    assert state.problems is not None
    assert {problem.code for problem in state.problems.problems} == {"missing-next-step"}
    database.write(lambda session: store_edition(session, load(file), NOW))
    (state,) = file_states(database, tmp_path)
    assert (state.problems, state.published) == (None, True)


def test_advice_added_to_an_answered_edition_is_logged_and_told_to_none_who_answers(database: Database) -> None:
    scene = open_round(database, add_region(database), without_next_steps(an_edition()))
    someone = scene.respondent()
    scene.save(someone, MAL, "3")
    changes = correct_wording(database, an_edition(), "Råd har tillkommit", LATER)
    assert changes[:4] == (
        WordingChange(MAL, "next_step.0", None, "från a"),
        WordingChange(MAL, "next_step.1", None, "från b"),
        WordingChange(MAL, "next_step.2", None, "från c"),
        WordingChange(MAL, "next_step.3", None, "från d"),
    )
    assert len(changes) == 4 * len(EVERYTHING)
    assert published(database).questions[MAL].step_from(4) == "från d"
    answering = open_answering(database, someone, scene.norrby)
    assert [correction.concerns_answers for correction in answering.corrections] == [False] * len(changes)
    assert correction_sentences(answering.corrections) == ()


def test_a_text_that_was_not_there_before_is_told_as_added() -> None:
    correction = WordingCorrection(MAL, "help", "", "Räkna år.", "Frågan missförstods", LATER)
    assert correction_sentences((correction,)) == ("2026-11-02 tillkom ”Räkna år.”. Skäl: Frågan missförstods",)
    assert correction_sentences((CORRECTION,)) == (
        "2026-11-02 ändrades ”Hur är det?” till ”Hur är det egentligen?”. Skäl: Frågan missförstods",
    )


def test_a_correction_moves_no_figure_and_the_result_tells_of_it(scene: Scene) -> None:
    scene.answer_alone("4")
    before = open_result(scene.database, scene.coordinator, scene.norrby)
    correct_wording(scene.database, CORRECTED, "Frågan missförstods", LATER)
    after = open_result(scene.database, scene.coordinator, scene.norrby)
    assert after.profile == before.profile
    assert (before.corrections, after.corrections) == ((), (CORRECTION,))


def test_corrections_are_listed_in_the_order_they_were_made(scene: Scene) -> None:
    correct_wording(scene.database, CORRECTED, "Frågan missförstods", NOW)
    correct_wording(scene.database, an_edition(texts={BUDGET: "Räcker den?"}), "Ångrade oss", LATER)
    answering = open_answering(scene.database, scene.respondent(), scene.norrby)
    assert [(correction.place, correction.new, correction.corrected_at) for correction in answering.corrections] == [
        (MAL, "Hur är det egentligen?", NOW),
        (MAL, "Hur är det?", LATER),
        (BUDGET, "Räcker den?", LATER),
    ]


@pytest.mark.parametrize("other", [without_a_question(CORRECTED), with_another_weight(CORRECTED)], ids=["id", "weight"])
def test_a_correction_of_anything_but_wording_is_refused_whole(scene: Scene, other: Questionnaire) -> None:
    someone = scene.respondent("ledning")
    scene.answer(someone, "3", *EVERYTHING)
    before = scene.stored(someone)
    with pytest.raises(NotACorrectionError):
        correct_wording(scene.database, other, "Frågan missförstods", LATER)
    answering = open_answering(scene.database, someone, scene.norrby)
    assert (answering.place.questionnaire, answering.saved, answering.corrections) == (scene.edition, before, ())


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_correction_needs_a_reason(scene: Scene, reason: str) -> None:
    with pytest.raises(PermissionDeniedError, match="Skriv varför"):
        correct_wording(scene.database, CORRECTED, reason, LATER)
    assert published(scene.database) == scene.edition


def test_only_what_is_published_can_be_corrected(scene: Scene) -> None:
    with pytest.raises(PermissionDeniedError, match="inte publicerat"):
        correct_wording(scene.database, an_edition(2027), "Frågan missförstods", LATER)


def test_correcting_nothing_logs_nothing(scene: Scene) -> None:
    assert correct_wording(scene.database, an_edition(), "Frågan missförstods", LATER) == ()
    assert open_answering(scene.database, scene.respondent(), scene.norrby).corrections == ()


def test_one_who_asks_by_a_hash_read_just_before_a_correction_does_not_keep_the_new_under_the_old(
    scene: Scene,
) -> None:
    """As when another process corrects the wording between two statements of this one."""
    overtaken = "0" * 64
    with scene.database.read() as session:
        edition = find_edition(session, "prov", 2026)
        assert edition is not None
        assert questionnaire_of(session, edition.id, overtaken) == scene.edition
    correct_wording(scene.database, CORRECTED, "Frågan missförstods", LATER)
    with scene.database.read() as session:
        assert questionnaire_of(session, edition.id, overtaken) == CORRECTED

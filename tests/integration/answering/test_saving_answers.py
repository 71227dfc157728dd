"""Saving one answer: versions, conflicts, and what is not kept."""

import pytest

from app.accounts.kernel.roles import Actor
from app.assessment.answering.answers import DONT_KNOW, NOT_APPLICABLE, Answer
from app.assessment.answering.entry import Entry, RawEntry
from app.assessment.answering.saved_answer import SavedAnswer
from app.errors import NotFoundError, PermissionDeniedError
from app.rounds.kernel.keys import AssessmentKey
from app.services.answering.answer_errors import StaleAnswerError
from app.services.answering.answers import hand_in, open_answering, save_answer
from tests.builders import BUDGET, EVERYTHING, KALKYL, LATER, MAL, NOW, STYRNING, URL, Scene, other_region


def test_the_first_save_of_an_answer_is_version_one(scene: Scene) -> None:
    someone = scene.respondent()
    answer = scene.save(someone, MAL, "3").answer
    assert answer == SavedAnswer(Entry(Answer.level(3)), 1, NOW)
    assert scene.stored(someone) == {MAL: answer}


def test_saving_the_same_again_makes_no_new_version(scene: Scene) -> None:
    someone = scene.respondent()
    first = scene.save(someone, MAL, "3", comment="Beslut i juni").answer
    assert scene.save(someone, MAL, "3", version=1, comment="Beslut i juni", now=LATER).answer == first
    assert scene.stored(someone) == {MAL: first}


def test_a_new_value_raises_the_version_by_one(scene: Scene) -> None:
    someone = scene.respondent()
    scene.save(someone, MAL, "3")
    answer = scene.save(someone, MAL, "4", version=1, now=LATER).answer
    assert answer == SavedAnswer(Entry(Answer.level(4)), 2, LATER)
    assert scene.stored(someone) == {MAL: answer}


@pytest.mark.parametrize("version", [0, 2, -1])
def test_a_save_that_names_another_version_is_stale_and_changes_nothing(scene: Scene, version: int) -> None:
    someone = scene.respondent()
    current = scene.save(someone, MAL, "3").answer
    with pytest.raises(StaleAnswerError) as error:
        scene.save(someone, MAL, "5", version, now=LATER)
    assert (error.value.current, error.value.question.id) == (current, MAL)
    assert scene.stored(someone) == {MAL: current}


def test_a_first_save_that_claims_to_follow_on_another_is_stale(scene: Scene) -> None:
    someone = scene.respondent()
    with pytest.raises(StaleAnswerError) as error:
        scene.save(someone, MAL, "5", version=1)
    assert error.value.current == SavedAnswer(Entry(None), 0, NOW)
    assert scene.stored(someone) == {}


def test_the_same_content_with_a_stale_version_is_no_conflict(scene: Scene) -> None:
    someone = scene.respondent()
    scene.save(someone, MAL, "3")
    second = scene.save(someone, MAL, "4", version=1).answer
    assert scene.save(someone, MAL, "4", version=1, now=LATER).answer == second
    assert scene.save(someone, MAL, "4", version=0, now=LATER).answer == second


@pytest.mark.parametrize(
    ("comment", "link"),
    [("Vi diskuterar det i höst.", ""), ("", "https://norrby.example/beslut/12"), ("å", "http://a.se")],
)
def test_a_comment_or_a_link_is_kept_without_a_choice(scene: Scene, comment: str, link: str) -> None:
    someone = scene.respondent()
    scene.save(someone, MAL, "", comment=comment, link=link)
    answering = open_answering(scene.database, someone, scene.norrby)
    assert answering.saved[MAL].entry == Entry(None, comment, link)
    assert [progress.answered for progress in answering.progress] == [0, 0]


def test_an_empty_entry_is_nothing_until_something_was_saved_and_then_takes_it_back(scene: Scene) -> None:
    someone = scene.respondent()
    assert scene.save(someone, MAL, "").answer.version == 0
    assert scene.stored(someone) == {}
    scene.save(someone, MAL, "3")
    assert scene.save(someone, MAL, "", version=1).answer == SavedAnswer(Entry(None), 2, NOW)


def test_text_of_every_kind_comes_back_as_it_was_written(scene: Scene) -> None:
    someone = scene.respondent()
    comment = "Åäö 'citat' \"tecken\" 100 % \\ ; -- 🏡\nnästa rad\t\u202eslut"
    scene.save(someone, MAL, "2", comment=comment)
    assert scene.stored(someone)[MAL].entry.comment == comment


def test_the_answers_that_are_not_levels_are_kept_as_such(scene: Scene) -> None:
    someone = scene.respondent()
    scene.save(someone, MAL, "vet_ej")
    scene.save(someone, BUDGET, "ej_tillampligt")
    answers = {question_id: row.entry.answer for question_id, row in scene.stored(someone).items()}
    assert answers == {MAL: DONT_KNOW, BUDGET: NOT_APPLICABLE}


@pytest.mark.parametrize(
    ("question_id", "raw", "fields"),
    [
        (MAL, RawEntry("6", "", ""), ["choice"]),
        (MAL, RawEntry("0", "", ""), ["choice"]),
        (BUDGET, RawEntry("vet_ej", "", ""), ["choice"]),
        (MAL, RawEntry("3", "x" * 2001, ""), ["comment"]),
        (MAL, RawEntry("3", "noll\x00tecken", ""), ["comment"]),
        (MAL, RawEntry("3", "", "javascript:alert(1)"), ["evidence_url"]),
        (MAL, RawEntry("9", "x" * 2001, "beslutet"), ["choice", "comment", "evidence_url"]),
    ],
)
def test_of_a_faulty_entry_every_fault_is_named_and_the_other_fields_are_saved(
    scene: Scene, question_id: str, raw: RawEntry, fields: list[str]
) -> None:
    someone = scene.respondent()
    link = "https://norrby.example/1"
    scene.save(someone, question_id, "2", comment="Förut", link=link)
    outcome = save_answer(scene.database, someone, scene.norrby, question_id, raw, 1, LATER)
    assert [error.field for error in outcome.errors] == fields
    entry = scene.stored(someone)[question_id].entry
    assert entry.answer == Answer.level(2 if "choice" in fields else 3)
    assert entry.comment == ("Förut" if "comment" in fields else "")
    assert entry.evidence_url == (link if "evidence_url" in fields else "")


def test_a_save_that_names_what_was_sent_before_it_follows_on_that(scene: Scene) -> None:
    someone = scene.respondent()
    scene.save(someone, MAL, "3", comment="Be")
    first, second = RawEntry("3", "Be", ""), RawEntry("3", "Beslut", "")
    outcome = save_answer(scene.database, someone, scene.norrby, MAL, second, 0, LATER, unheard=first)
    assert outcome.answer == SavedAnswer(Entry(Answer.level(3), "Beslut"), 2, LATER)
    with pytest.raises(StaleAnswerError):  # the first, when it comes after the second
        save_answer(scene.database, someone, scene.norrby, MAL, first, 0, LATER)
    assert scene.stored(someone)[MAL] == outcome.answer


def test_what_another_tab_saved_is_not_taken_for_what_was_sent_before(scene: Scene) -> None:
    someone = scene.respondent()
    other = scene.save(someone, MAL, "5", comment="I en annan flik").answer
    first, second = RawEntry("3", "Be", ""), RawEntry("3", "Beslut", "")
    with pytest.raises(StaleAnswerError):
        save_answer(scene.database, someone, scene.norrby, MAL, second, 0, LATER, unheard=first)
    assert scene.stored(someone)[MAL] == other


def test_two_people_answer_the_same_question_each_for_themselves(scene: Scene) -> None:
    first, another = scene.respondent(), scene.respondent()
    scene.save(first, MAL, "2")
    scene.save(another, MAL, "5")
    assert scene.stored(first)[MAL].entry == Entry(Answer.level(2))
    assert scene.stored(another)[MAL].entry == Entry(Answer.level(5))


@pytest.mark.parametrize("question_id", ["finns-inte", "", STYRNING])
def test_a_question_that_the_person_is_not_asked_is_not_found(scene: Scene, question_id: str) -> None:
    someone = scene.respondent("strateg")
    with pytest.raises(NotFoundError):
        scene.save(someone, question_id, "3")


def test_a_capital_that_the_round_does_not_ask_is_not_found(scene: Scene) -> None:
    someone = scene.respondent()
    scene.change_round(capital_ids=["politiskt"])
    scene.save(someone, MAL, "3")
    with pytest.raises(NotFoundError):
        scene.save(someone, KALKYL, "3")


def test_the_question_for_one_role_group_is_asked_of_that_group(scene: Scene) -> None:
    someone = scene.respondent("ledning")
    scene.answer(someone, "3", *EVERYTHING)
    assert set(scene.stored(someone)) == set(EVERYTHING)


def test_someone_without_a_place_in_the_assessment_finds_nothing(scene: Scene) -> None:
    of_other_kommun = scene.respondent(key=scene.soderby)
    elsewhere = other_region(scene.database)
    strangers = (
        of_other_kommun,
        elsewhere.respondent(),
        elsewhere.coordinator,
        elsewhere.region.coordinator,
        scene.region.coordinator,
        scene.region.norrby.reader,
        scene.region.soderby.coordinator,
        Actor(987_654, "finns inte"),
    )
    for stranger in strangers:
        with pytest.raises(NotFoundError):
            open_answering(scene.database, stranger, scene.norrby)
        with pytest.raises(NotFoundError):
            scene.save(stranger, MAL, "3")
        with pytest.raises(NotFoundError):
            hand_in(scene.database, stranger, scene.norrby, NOW, public_url=URL)


@pytest.mark.parametrize(
    "address",
    [
        AssessmentKey("annat-land", "prov", 2026, "9901-norrby"),
        AssessmentKey("provland", "annat", 2026, "9901-norrby"),
        AssessmentKey("provland", "prov", 2025, "9901-norrby"),
        AssessmentKey("provland", "prov", 2026, "9902-soderby"),
        AssessmentKey("provland", "prov", 2026, "9903-norrby"),
    ],
)
def test_an_address_where_one_part_is_another_is_not_found(scene: Scene, address: AssessmentKey) -> None:
    someone = scene.respondent()
    other_region(scene.database)
    with pytest.raises(NotFoundError):
        scene.save(someone, MAL, "3", key=address)


def _hand_in(scene: Scene, someone: Actor) -> None:
    hand_in(scene.database, someone, scene.norrby, LATER, public_url=URL)


@pytest.mark.parametrize(
    ("end", "message"),
    [
        (_hand_in, "Svaren är redan inlämnade. Vill du ändra något kan du ångra inlämningen."),
        (lambda scene, _: scene.close(), "Er samordnare har avslutat svarstiden."),
        (lambda scene, _: scene.change(approved_at=LATER), "Er samordnare har avslutat svarstiden."),
        (lambda scene, _: scene.change_round(closed_at=LATER), "Omgången är stängd."),
    ],
    ids=["handed in", "closed", "approved", "round closed"],
)
def test_after_the_end_nothing_can_be_saved_and_the_refusal_says_why(scene: Scene, end: object, message: str) -> None:
    someone = scene.respondent()
    before = scene.save(someone, MAL, "3").answer
    assert callable(end)
    end(scene, someone)
    for question_id, version in ((MAL, 1), (BUDGET, 0)):
        with pytest.raises(PermissionDeniedError) as error:
            scene.save(someone, question_id, "4", version)
        assert error.value.message.startswith(message)
    assert scene.stored(someone) == {MAL: before}

"""Changing how a kommun answers when there are answers already: none is lost, and none is shown that was not before."""

import pytest

from app.accounts.kernel.roles import Actor
from app.assessment.answering.answers import Answer, AnswerKind
from app.errors import NotAuthorizedError, NotFoundError, PermissionDeniedError
from app.rounds.kernel.assessment import Mode
from app.services.answering.answers import hand_in, open_answering
from app.services.assessments.coordination import answer_alone, overview, reopen_joint
from app.services.assessments.mode_change import change_to_alone, change_to_several
from app.services.results.results import open_result
from app.storage.answering.agreed_answers import agreed_answers
from app.storage.kernel.assessments import find_assessment
from app.storage.kernel.audit import every_line
from tests.builders import LATER, MAL, NOW, URL, Scene


def to_several(scene: Scene, role_group: str = "strateg", actor: Actor | None = None) -> None:
    change_to_several(scene.database, actor or scene.coordinator, scene.norrby, role_group, LATER)


def to_alone(scene: Scene) -> None:
    change_to_alone(scene.database, scene.coordinator, scene.norrby, LATER)


def mode(scene: Scene) -> Mode:
    return overview(scene.database, scene.coordinator, scene.norrby).assessment.mode


def level(scene: Scene, actor: Actor, question: str = MAL) -> Answer | None:
    saved = open_answering(scene.database, actor, scene.norrby).saved
    return saved[question].entry.answer if question in saved else None


def begun_alone(scene: Scene) -> Scene:
    answer_alone(scene.database, scene.coordinator, scene.norrby, NOW)
    scene.save(scene.coordinator, MAL, "4")
    return scene


def test_what_one_saved_for_all_becomes_her_own_answer(scene: Scene) -> None:
    begun_alone(scene)
    for _ in range(2):
        to_several(scene)
    assert mode(scene) is Mode.SEVERAL
    place = open_answering(scene.database, scene.coordinator, scene.norrby).place
    assert (place.respondent.for_kommun, place.respondent.role_group) == (False, "strateg")
    assert level(scene, scene.coordinator) == Answer(AnswerKind.LEVEL, 4)
    scene.save(scene.respondent(), MAL, "2")
    with scene.database.read() as session:
        modes = [line.facts for line in every_line(session) if line.action == "assessment.mode_chosen"]
    assert len(modes) == 2


def test_what_had_been_handed_in_is_settled_no_longer_once_several_answer(scene: Scene) -> None:
    """Opened again first: a result that is shown is not changed under its readers."""
    begun_alone(scene)
    hand_in(scene.database, scene.coordinator, scene.norrby, NOW, public_url=URL)
    with pytest.raises(PermissionDeniedError, match="öppna svaren igen"):
        to_several(scene)
    reopen_joint(scene.database, scene.coordinator, scene.norrby, LATER)
    to_several(scene)
    with scene.database.read() as session:
        assessment = find_assessment(session, scene.norrby)
        assert assessment is not None
        assert agreed_answers(session, assessment.id) == {}
    assert level(scene, scene.coordinator) == Answer(AnswerKind.LEVEL, 4)


def test_one_who_answers_for_all_begins_with_her_own_answers_and_the_others_are_kept(scene: Scene) -> None:
    begun_alone(scene)
    to_several(scene)
    someone = scene.respondent()
    scene.save(someone, MAL, "2")
    for _ in range(2):
        to_alone(scene)
    assert mode(scene) is Mode.SIMPLE
    assert level(scene, scene.coordinator) == Answer(AnswerKind.LEVEL, 4)
    assert level(scene, someone) == Answer(AnswerKind.LEVEL, 2)
    with pytest.raises(PermissionDeniedError, match="En svarar nu för alla"):
        scene.save(someone, MAL, "3")
    hand_in(scene.database, scene.coordinator, scene.norrby, LATER, public_url=URL)
    result = open_result(scene.database, scene.coordinator, scene.norrby)
    assert result.individual is None
    assert result.samsyn == ()


def test_who_was_not_counted_for_a_while_is_counted_again(scene: Scene) -> None:
    begun_alone(scene)
    to_several(scene)
    someone = scene.respondent()
    scene.save(someone, MAL, "2")
    to_alone(scene)
    to_several(scene, "ledning")
    scene.save(someone, MAL, "3", version=1)
    assert overview(scene.database, scene.coordinator, scene.norrby).started == 2


def test_several_stay_several_once_there_is_a_result_of_them(scene: Scene) -> None:
    for someone in scene.respondents(5):
        scene.save(someone, MAL, "3")
    with pytest.raises(PermissionDeniedError, match="Så många har börjat svara"):
        to_alone(scene)
    assert mode(scene) is Mode.SEVERAL


def test_only_who_leads_the_kommun_changes_it_and_only_to_a_role_group_there_is(scene: Scene) -> None:
    begun_alone(scene)
    with pytest.raises(NotAuthorizedError):
        to_several(scene, actor=scene.region.norrby.reader)
    with pytest.raises(NotFoundError):
        to_several(scene, actor=scene.region.soderby.coordinator)
    with pytest.raises(PermissionDeniedError, match="rollgrupp"):
        to_several(scene, "ingen")
    scene.change_round(closed_at=LATER)
    with pytest.raises(PermissionDeniedError, match="stängd"):
        to_several(scene)

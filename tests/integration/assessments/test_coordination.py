"""How a kommun answers and hands in: by several people or by the coordinator alone, never both."""

from collections.abc import Callable
from datetime import datetime

import pytest

from app.accounts.kernel.roles import Actor
from app.assessment.answering.answers import Answer
from app.errors import NotFoundError, PermissionDeniedError
from app.rounds.kernel.assessment import Mode
from app.rounds.kernel.keys import AssessmentKey
from app.services.answering.answers import hand_in, open_answering
from app.services.assessments.coordination import (
    answer_alone,
    answer_as_one_of_several,
    close_answering,
    overview,
    reopen_joint,
)
from app.services.results.results import NotReadyError, open_result
from app.storage.answering.agreed_answers import agreed_answers
from app.storage.engine.database import Database
from app.storage.kernel.assessments import find_assessment
from tests.builders import BUDGET, EVERYTHING, KALKYL, LATER, MAL, NOW, RESERV, URL, Scene, other_region


def agreed(scene: Scene) -> dict[str, Answer]:
    with scene.database.read() as session:
        assessment = find_assessment(session, scene.norrby)
        assert assessment is not None
        return agreed_answers(session, assessment.id)


def handed_in_at(scene: Scene, someone: Actor) -> datetime | None:
    return open_answering(scene.database, someone, scene.norrby).place.respondent.handed_in_at


def test_handing_in_twice_is_the_same_as_once(scene: Scene) -> None:
    someone = scene.respondent()
    scene.save(someone, MAL, "3")
    for moment in (NOW, LATER):
        assert hand_in(scene.database, someone, scene.norrby, moment, public_url=URL).assessment.key == scene.norrby
        assert handed_in_at(scene, someone) == NOW


def test_nothing_can_be_handed_in_before_a_question_is_answered(scene: Scene) -> None:
    someone = scene.respondent()
    scene.save(someone, MAL, "", comment="Jag väntar")
    with pytest.raises(PermissionDeniedError, match="inte svarat på någon fråga än"):
        hand_in(scene.database, someone, scene.norrby, NOW, public_url=URL)
    assert handed_in_at(scene, someone) is None


def test_handing_in_is_refused_after_the_coordinator_has_closed(scene: Scene) -> None:
    someone = scene.respondent()
    scene.save(someone, MAL, "3")
    scene.close()
    with pytest.raises(PermissionDeniedError, match="avslutat svarstiden"):
        hand_in(scene.database, someone, scene.norrby, LATER, public_url=URL)
    assert handed_in_at(scene, someone) is None


def test_what_one_of_several_hands_in_settles_nothing_for_the_kommun(scene: Scene) -> None:
    someone = scene.respondent()
    scene.answer(someone, "3")
    hand_in(scene.database, someone, scene.norrby, NOW, public_url=URL)
    assert agreed(scene) == {}
    with pytest.raises(NotReadyError):
        open_result(scene.database, scene.coordinator, scene.norrby)


def test_in_the_simple_mode_answers_become_agreed_when_they_are_handed_in(scene: Scene) -> None:
    coordinator = scene.coordinator
    answer_alone(scene.database, coordinator, scene.norrby, NOW)
    scene.save(coordinator, MAL, "4")
    scene.save(coordinator, BUDGET, "ej_tillampligt")
    scene.save(coordinator, RESERV, "vet_ej")
    scene.save(coordinator, KALKYL, "", comment="Återkommer")
    assert agreed(scene) == {}
    hand_in(scene.database, coordinator, scene.norrby, NOW, public_url=URL)
    assert {name: answer.position for name, answer in agreed(scene).items()} == {MAL: 4, BUDGET: None}
    assert open_result(scene.database, coordinator, scene.norrby).questionnaire == scene.edition


def test_every_coordinator_of_the_kommun_shares_the_joint_place(scene: Scene) -> None:
    answer_alone(scene.database, scene.coordinator, scene.norrby, NOW)
    scene.save(scene.coordinator, MAL, "4")
    colleague = Actor(scene.region.reader.person_id, "kollega", scene.coordinator.memberships)
    assert scene.save(colleague, MAL, "5", version=1).answer.version == 2
    assert scene.stored(scene.coordinator) == scene.stored(colleague)


def test_what_was_handed_in_can_be_reopened_and_changed(scene: Scene) -> None:
    coordinator = scene.coordinator
    scene.answer_alone("2")
    reopen_joint(scene.database, coordinator, scene.norrby, NOW)
    with pytest.raises(NotReadyError):
        open_result(scene.database, coordinator, scene.norrby)
    scene.save(coordinator, MAL, "5", version=1)
    scene.save(coordinator, BUDGET, "", version=1)
    hand_in(scene.database, coordinator, scene.norrby, LATER, public_url=URL)
    assert agreed(scene) == {MAL: Answer.level(5)} | {
        name: Answer.level(2) for name in EVERYTHING if name not in {MAL, BUDGET}
    }


@pytest.mark.parametrize(
    "end",
    [lambda scene: scene.change(approved_at=LATER), lambda scene: scene.change_round(closed_at=LATER)],
    ids=["approved", "round closed"],
)
def test_an_approved_result_or_a_closed_round_is_not_reopened(scene: Scene, end: Callable[[Scene], None]) -> None:
    scene.answer_alone("2")
    end(scene)
    with pytest.raises(PermissionDeniedError, match="fastställt eller omgången stängd"):
        reopen_joint(scene.database, scene.coordinator, scene.norrby, NOW)
    assert handed_in_at(scene, scene.coordinator) == NOW


def test_the_answers_of_several_are_never_reopened(scene: Scene) -> None:
    scene.answer(scene.respondent(), "3")
    scene.close()
    with pytest.raises(PermissionDeniedError, match="en person gett för alla"):
        reopen_joint(scene.database, scene.coordinator, scene.norrby, NOW)
    with pytest.raises(PermissionDeniedError):
        scene.save(scene.respondent(), MAL, "3")


def test_answering_alone_is_refused_once_several_answer(scene: Scene) -> None:
    answer_as_one_of_several(scene.database, scene.coordinator, scene.norrby, "ledning", NOW)
    with pytest.raises(PermissionDeniedError, match="Flera svarar redan"):
        answer_alone(scene.database, scene.coordinator, scene.norrby, NOW)
    view = overview(scene.database, scene.coordinator, scene.norrby)
    assert (view.assessment.mode, view.joint, view.invited) == (Mode.SEVERAL, None, 1)


def test_several_are_refused_once_one_answers_for_the_kommun(scene: Scene) -> None:
    answer_alone(scene.database, scene.coordinator, scene.norrby, NOW)
    with pytest.raises(PermissionDeniedError, match="en svarar för alla"):
        answer_as_one_of_several(scene.database, scene.coordinator, scene.norrby, "ledning", NOW)
    view = overview(scene.database, scene.coordinator, scene.norrby)
    assert (view.assessment.mode, view.own, view.invited) == (Mode.SIMPLE, None, 1)


def test_nobody_takes_a_place_once_answering_is_closed(scene: Scene) -> None:
    """It could never be answered in, and would make how many took part look worse."""
    scene.answer(scene.respondent(), "3")
    scene.close()
    with pytest.raises(PermissionDeniedError, match="Svarstiden är avslutad"):
        answer_as_one_of_several(scene.database, scene.coordinator, scene.norrby, "ledning", LATER)
    view = overview(scene.database, scene.coordinator, scene.norrby)
    assert (view.own, view.invited) == (None, 1)


def test_choosing_how_to_answer_twice_is_the_same_as_once(scene: Scene) -> None:
    for _ in range(2):
        answer_alone(scene.database, scene.coordinator, scene.norrby, NOW)
        answer_as_one_of_several(scene.database, scene.region.soderby.coordinator, scene.soderby, "ledning", NOW)
    assert overview(scene.database, scene.coordinator, scene.norrby).invited == 1
    assert overview(scene.database, scene.region.soderby.coordinator, scene.soderby).invited == 1


def test_a_role_group_that_the_questionnaire_does_not_have_is_refused(scene: Scene) -> None:
    with pytest.raises(PermissionDeniedError, match="Välj vilken rollgrupp"):
        answer_as_one_of_several(scene.database, scene.coordinator, scene.norrby, "pressen", NOW)
    assert overview(scene.database, scene.coordinator, scene.norrby).assessment.mode is Mode.UNDECIDED


def test_answering_is_closed_once_and_for_all(scene: Scene) -> None:
    scene.answer(scene.respondent(), "3")
    for moment in (NOW, LATER):
        close_answering(scene.database, scene.coordinator, scene.norrby, moment)
        assert overview(scene.database, scene.coordinator, scene.norrby).assessment.answering_closed_at == NOW


def test_answering_is_not_closed_while_nobody_has_answered(scene: Scene) -> None:
    scene.save(scene.respondent(), MAL, "", comment="Jag väntar")
    with pytest.raises(PermissionDeniedError, match="Ingen har svarat än"):
        scene.close()


def test_in_the_simple_mode_answers_are_handed_in_not_closed(scene: Scene) -> None:
    answer_alone(scene.database, scene.coordinator, scene.norrby, NOW)
    scene.save(scene.coordinator, MAL, "3")
    with pytest.raises(PermissionDeniedError, match="Lämna in svaren i stället"):
        scene.close()


def test_the_overview_counts_people_and_not_what_they_said(scene: Scene) -> None:
    leaders = scene.respondents(3, "ledning")
    scene.respondents(2, "strateg")
    scene.save(leaders[0], MAL, "3")
    scene.save(leaders[1], MAL, "vet_ej")
    scene.save(leaders[2], MAL, "", comment="Jag väntar")
    hand_in(scene.database, leaders[1], scene.norrby, NOW, public_url=URL)
    view = overview(scene.database, scene.region.norrby.reader, scene.norrby)
    assert (view.invited, view.started, view.handed_in) == (5, 2, 1)
    assert {group.role_group: group.invited for group in view.participation} == {"ledning": 3, "strateg": 2}


VERBS: list[Callable[[Database, Actor, AssessmentKey], object]] = [
    lambda database, actor, key: answer_alone(database, actor, key, NOW),
    lambda database, actor, key: reopen_joint(database, actor, key, NOW),
    lambda database, actor, key: answer_as_one_of_several(database, actor, key, "ledning", NOW),
    lambda database, actor, key: close_answering(database, actor, key, NOW),
]


@pytest.mark.parametrize("verb", VERBS, ids=["alone", "reopen", "several", "close"])
def test_only_the_kommuns_own_coordinator_leads_its_assessment(
    scene: Scene, verb: Callable[[Database, Actor, AssessmentKey], object]
) -> None:
    respondent = scene.respondent()
    scene.save(respondent, MAL, "3")
    before = overview(scene.database, scene.coordinator, scene.norrby)
    region, elsewhere = scene.region, other_region(scene.database)
    for inside in (region.norrby.reader, region.coordinator, region.reader):
        with pytest.raises(PermissionDeniedError, match="Din roll ger inte rätt"):
            verb(scene.database, inside, scene.norrby)
    for outside in (respondent, region.soderby.coordinator, elsewhere.coordinator, elsewhere.region.coordinator):
        with pytest.raises(NotFoundError):
            verb(scene.database, outside, scene.norrby)
    assert overview(scene.database, scene.coordinator, scene.norrby) == before

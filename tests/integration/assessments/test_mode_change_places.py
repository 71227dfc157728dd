"""Changing how a kommun answers, seen from the places: whose they are, whom links lead to, and that none is lost."""

from datetime import timedelta

import pytest

from app.accounts.kernel.roles import Actor, Role
from app.assessment.answering.answers import Answer, AnswerKind
from app.errors import NotFoundError, PermissionDeniedError
from app.rounds.kernel.assessment import Mode
from app.services.answering.answers import hand_in, open_answering
from app.services.assessments.coordination import (
    answer_as_one_of_several,
    choose_mode_again,
    overview,
)
from app.services.assessments.mode_change import change_to_alone, change_to_several
from app.services.respondents.personal_links import follow
from app.services.respondents.respondent_changes import restore, withdraw
from tests.builders import LATER, MAL, NOW, RESERV, URL, Scene
from tests.integration.support.invitations import ask, guest, people, token_to
from tests.integration.support.notifications import COORDINATOR_ADDRESS, give_address, member

AT_LAST = LATER + timedelta(minutes=5)


@pytest.fixture
def other(scene: Scene) -> Actor:
    """Norrby's second coordinator."""
    return member(scene, "Bo", "bo@norrby.example", Role.KOMMUN_COORDINATOR)


def to_several(scene: Scene, actor: Actor) -> None:
    change_to_several(scene.database, actor, scene.norrby, "strateg", AT_LAST)


def to_alone(scene: Scene, actor: Actor | None = None) -> None:
    change_to_alone(scene.database, actor or scene.coordinator, scene.norrby, LATER)


def level(scene: Scene, actor: Actor, question: str = MAL) -> Answer | None:
    saved = open_answering(scene.database, actor, scene.norrby).saved
    return saved[question].entry.answer if question in saved else None


def invited_coordinator(scene: Scene) -> str:
    """The coordinator invites herself too, and answers. The token of her link."""
    give_address(scene, scene.coordinator)
    ask(scene, COORDINATOR_ADDRESS)
    scene.save(scene.coordinator, MAL, "4")
    return token_to(scene, COORDINATOR_ADDRESS)


@pytest.mark.parametrize("is_withdrawn_after", [False, True])
def test_an_old_link_never_leads_to_the_answers_of_who_has_the_place_now(
    scene: Scene, other: Actor, *, is_withdrawn_after: bool
) -> None:
    token = invited_coordinator(scene)
    visitor = guest(scene, COORDINATOR_ADDRESS)
    to_alone(scene)
    with pytest.raises(NotFoundError):
        follow(scene.database, token)
    to_several(scene, other)
    if is_withdrawn_after:
        place_id = people(scene)["bo@norrby.example"].asked.id
        withdraw(scene.database, other, scene.norrby, place_id, LATER)
        restore(scene.database, other, scene.norrby, place_id, AT_LAST)
    with pytest.raises(NotFoundError):
        follow(scene.database, token)
    with pytest.raises(NotFoundError):
        open_answering(scene.database, visitor, scene.norrby)
    assert level(scene, other) == Answer(AnswerKind.LEVEL, 4)
    assert people(scene)["bo@norrby.example"].asked.invited_at is None


def test_one_with_a_place_of_her_own_does_not_get_a_second_and_nothing_is_lost(scene: Scene, other: Actor) -> None:
    answer_as_one_of_several(scene.database, other, scene.norrby, "ledning", NOW)
    scene.save(other, MAL, "2")
    answer_as_one_of_several(scene.database, scene.coordinator, scene.norrby, "strateg", NOW)
    scene.save(scene.coordinator, MAL, "4")
    to_alone(scene)
    with pytest.raises(PermissionDeniedError, match="Du har redan en egen plats"):
        to_several(scene, other)
    assert level(scene, scene.coordinator) == level(scene, other) == Answer(AnswerKind.LEVEL, 4)
    to_several(scene, scene.coordinator)
    assert level(scene, scene.coordinator) == Answer(AnswerKind.LEVEL, 4)
    assert level(scene, other) == Answer(AnswerKind.LEVEL, 2)


def test_one_with_a_place_of_her_own_changes_back_while_nothing_is_saved_for_the_kommun(
    scene: Scene, other: Actor
) -> None:
    answer_as_one_of_several(scene.database, other, scene.norrby, "ledning", NOW)
    scene.save(other, MAL, "2")
    to_alone(scene)
    to_several(scene, other)
    found = overview(scene.database, other, scene.norrby)
    assert (found.assessment.mode, found.joint, found.started) == (Mode.SEVERAL, None, 1)
    assert level(scene, other) == Answer(AnswerKind.LEVEL, 2)


def test_a_withdrawn_place_can_be_saved_in_again_as_the_kommuns(scene: Scene) -> None:
    invited_coordinator(scene)
    withdraw(scene.database, scene.coordinator, scene.norrby, people(scene)[COORDINATOR_ADDRESS].asked.id, NOW)
    to_alone(scene)
    scene.save(scene.coordinator, RESERV, "3")
    hand_in(scene.database, scene.coordinator, scene.norrby, LATER, public_url=URL)


def test_who_invited_only_herself_can_choose_again(scene: Scene) -> None:
    give_address(scene, scene.coordinator)
    ask(scene, COORDINATOR_ADDRESS)
    choose_mode_again(scene.database, scene.coordinator, scene.norrby, LATER)
    assert overview(scene.database, scene.coordinator, scene.norrby).assessment.mode is Mode.UNDECIDED
    with pytest.raises(NotFoundError):
        follow(scene.database, token_to(scene, COORDINATOR_ADDRESS))

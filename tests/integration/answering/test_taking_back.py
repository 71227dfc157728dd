"""Who answers as one of several can take back what was handed in while the others still answer."""

from collections.abc import Callable

import pytest
from sqlmodel import col, select

from app.accounts.kernel.roles import Actor
from app.errors import NotFoundError, PermissionDeniedError
from app.services.answering.answers import hand_in, open_answering
from app.services.answering.receipt import open_receipt, take_back
from app.storage.tables import AuditLineRow
from tests.builders import LATER, MAL, NOW, URL, Scene


@pytest.fixture
def someone(scene: Scene) -> Actor:
    """Somebody who has handed in."""
    actor = scene.respondent()
    scene.answer(actor, "3")
    hand_in(scene.database, actor, scene.norrby, NOW, public_url=URL)
    return actor


def is_handed_in(scene: Scene, actor: Actor) -> bool:
    return open_answering(scene.database, actor, scene.norrby).place.respondent.handed_in_at is not None


def actions(scene: Scene) -> list[str]:
    with scene.database.read() as session:
        return [row.action for row in session.exec(select(AuditLineRow).order_by(col(AuditLineRow.number)))]


def test_taken_back_the_answers_can_be_changed_and_handed_in_again(scene: Scene, someone: Actor) -> None:
    take_back(scene.database, someone, scene.norrby, LATER)
    assert not is_handed_in(scene, someone)
    scene.save(someone, MAL, "5", version=1)
    hand_in(scene.database, someone, scene.norrby, LATER, public_url=URL)
    assert is_handed_in(scene, someone)


def test_taking_back_twice_is_the_same_as_once_and_is_noted_once(scene: Scene, someone: Actor) -> None:
    for _ in range(2):
        take_back(scene.database, someone, scene.norrby, LATER)
    assert actions(scene) == ["respondent.handed_in", "respondent.taken_back"]


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (lambda scene: scene.close(), "avslutat svarstiden"),
        (lambda scene: scene.change_round(closed_at=LATER), "Omgången är stängd"),
        (lambda scene: scene.change(approved_at=LATER), "avslutat svarstiden"),
    ],
    ids=["answering closed", "round closed", "approved"],
)
def test_nothing_is_taken_back_once_answering_has_ended(
    scene: Scene, someone: Actor, end: Callable[[Scene], None], words: str
) -> None:
    end(scene)
    with pytest.raises(PermissionDeniedError, match=words):
        take_back(scene.database, someone, scene.norrby, LATER)
    assert is_handed_in(scene, someone)
    assert not open_answering(scene.database, someone, scene.norrby).place.may_take_back


def test_the_kommun_s_own_answers_are_not_taken_back_here(scene: Scene) -> None:
    scene.answer_alone("3")
    with pytest.raises(PermissionDeniedError, match="era gemensamma"):
        take_back(scene.database, scene.coordinator, scene.norrby, LATER)


def test_who_is_not_asked_to_answer_finds_nothing(scene: Scene, someone: Actor) -> None:
    for outsider in (scene.region.norrby.reader, scene.region.coordinator):
        with pytest.raises(NotFoundError):
            take_back(scene.database, outsider, scene.norrby, LATER)
        with pytest.raises(NotFoundError):
            open_receipt(scene.database, outsider, scene.norrby)


def test_the_receipt_holds_the_own_answers_alone_and_whom_to_ask(scene: Scene, someone: Actor) -> None:
    other = scene.respondent()
    scene.answer(other, "5")
    receipt = open_receipt(scene.database, someone, scene.norrby)
    assert receipt.profile is not None
    assert [capital.level for capital in receipt.profile.capitals] == [3, 3]
    assert [member.person_id for member in receipt.coordinators] == [scene.coordinator.person_id]


def test_the_kommun_s_own_answers_have_no_profile_of_one_person(scene: Scene) -> None:
    scene.answer_alone("3")
    assert open_receipt(scene.database, scene.coordinator, scene.norrby).profile is None

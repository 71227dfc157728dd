"""A comment that names somebody can be taken away on a decision, without anybody learning who wrote it."""

import pytest
from sqlalchemy import select
from sqlmodel import col

from app.accounts.kernel.roles import Actor
from app.errors import InvalidInputError, NotFoundError, PermissionDeniedError
from app.services.privacy.comment_removal import removable, remove_comment
from app.services.results.reports import open_report
from app.storage.tables import AuditLineRow
from tests.builders import BUDGET, LATER, MAL, Scene
from tests.integration.privacy.test_disclosure import SECRET, answered
from tests.integration.privacy.test_erasure import every_text

DECISION = "KS 2026/77"
LEFT = "Texten är borttagen efter beslut: KS 2026/77."


def key_of(scene: Scene, text: str, question: str = MAL) -> str:
    _, items = removable(scene.database, scene.coordinator, scene.norrby, LATER)
    return next(item.key for item in items if (item.text, item.place) == (text, question))


def removed(scene: Scene) -> list[str]:
    with scene.database.read() as session:
        query = select(col(AuditLineRow.facts)).where(col(AuditLineRow.action) == "comment.removed")
        return list(session.execute(query).scalars())


def remove(scene: Scene, key: str, decision: str = DECISION, actor: Actor | None = None) -> None:
    remove_comment(scene.database, actor or scene.coordinator, scene.norrby, key, decision, LATER)


def test_the_text_is_gone_for_everybody_and_the_answer_and_the_result_stay(scene: Scene) -> None:
    people = answered(scene)
    before = open_report(scene.database, scene.coordinator, scene.norrby, LATER)[1]
    key = key_of(scene, SECRET)
    for _ in range(2):
        remove(scene, key)
    assert SECRET not in every_text(scene.database)
    own = scene.stored(people[0])[MAL]
    assert (own.entry.comment, own.entry.evidence_url) == (LEFT, "https://norrby.example/a")
    assert own.entry.answer is not None
    assert open_report(scene.database, scene.coordinator, scene.norrby, LATER)[1] == before
    assert removed(scene) == ['{"assessment_id":1,"decision":"KS 2026/77","question_id":"politiskt-mal","texts":1}']


def test_a_link_is_emptied(scene: Scene) -> None:
    people = answered(scene)
    remove(scene, key_of(scene, "https://norrby.example/a"))
    own = scene.stored(people[0])[MAL].entry
    assert (own.comment, own.evidence_url) == (SECRET, "")


def test_the_same_words_at_another_question_or_in_another_kommun_stay(scene: Scene) -> None:
    people = scene.respondents(6)
    for someone in people:
        scene.answer(someone, "3")
    for someone in people[:2]:
        scene.save(someone, MAL, "3", 1, comment=SECRET)
    scene.save(people[2], BUDGET, "3", 1, comment=SECRET)
    other = scene.respondent(key=scene.soderby)
    scene.save(other, MAL, "3", comment=SECRET, key=scene.soderby)
    scene.close()
    remove(scene, key_of(scene, SECRET))
    assert [scene.stored(someone)[MAL].entry.comment for someone in people[:2]] == [LEFT, LEFT]
    assert scene.stored(people[2])[BUDGET].entry.comment == SECRET
    assert scene.stored(other, scene.soderby)[MAL].entry.comment == SECRET
    assert '"texts":2' in removed(scene)[0]


@pytest.mark.parametrize(
    ("key", "decision", "fields"), [("", "", ["text", "beslut"]), ("x", "snart", ["beslut"]), ("", DECISION, ["text"])]
)
def test_a_text_and_a_decision_are_needed(scene: Scene, key: str, decision: str, fields: list[str]) -> None:
    answered(scene)
    with pytest.raises(InvalidInputError) as error:
        remove(scene, key, decision)
    assert list(error.value.errors) == fields
    assert removed(scene) == []


def test_only_those_who_lead_take_texts_away(scene: Scene) -> None:
    answered(scene)
    key = key_of(scene, SECRET)
    for actor in (scene.region.coordinator, scene.region.soderby.coordinator, scene.region.norrby.reader):
        with pytest.raises((NotFoundError, PermissionDeniedError)):
            remove(scene, key, actor=actor)
    assert removed(scene) == []

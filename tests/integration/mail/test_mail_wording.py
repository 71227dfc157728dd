"""A region's own wording is what its mails say, from the moment it is stored; nobody else's mails change."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import col, select

from app.accounts.kernel.roles import Actor, Membership, Role
from app.accounts.mail.mail_kinds import MailKind
from app.accounts.mail.mail_wording import EXAMPLES, Wording, product_wording
from app.errors import InvalidInputError, NotFoundError, PermissionDeniedError
from app.services.mail.mail_queue import queue_mail
from app.services.mail.mail_wording import change_wording, region_wording, region_wordings, reset_wording
from app.storage.engine.database import Database
from app.storage.kernel.audit import every_line
from app.storage.mail.mail_queue import About
from app.storage.tables import MailRow
from tests.builders import LATER, NOW, Scene, other_region

KIND = MailKind.OWN_LINK
OWN = Wording("Er länk, {kommun}", "Hej från oss! {länk}\n")
OPERATOR = Actor(4711, "drift", (Membership(Role.OPERATOR),))


def change(scene: Scene, wording: Wording = OWN, actor: Actor | None = None, kind: str = KIND) -> None:
    change_wording(scene.database, actor or scene.region.coordinator, scene.region.slug, kind, wording, LATER)


def written(scene: Scene, region_id: int | None) -> MailRow:
    """The mail as it is queued."""
    mail = scene.database.write(
        lambda session: queue_mail(
            session, KIND, "a@b.example", EXAMPLES, About(region_id=region_id), NOW, public_url="https://kollen.example"
        )
    )
    with scene.database.read() as session:
        return session.exec(select(MailRow).where(col(MailRow.id) == mail)).one()


def told(scene: Scene) -> list[tuple[str, str]]:
    with scene.database.read() as session:
        lines = list(every_line(session))
    assert {(line.region_id, line.municipality_id) for line in lines} <= {(scene.region.id, None)}
    return [(line.action, json.loads(line.facts)["kind"]) for line in lines]


def test_letters_are_written_in_the_regions_own_words_from_then_on(scene: Scene) -> None:
    assert written(scene, scene.region.id).subject == "Din länk till Omställningsförmåga 2026"
    change(scene)
    letter = written(scene, scene.region.id)
    assert (letter.subject, letter.body) == ("Er länk, Exempelby", f"Hej från oss! {EXAMPLES['länk']}\n")
    assert written(scene, other_region(scene.database).region.id).subject == "Din länk till Omställningsförmåga 2026"
    assert written(scene, None).subject == "Din länk till Omställningsförmåga 2026"


def test_changing_is_logged_with_the_kind_and_not_the_text_and_the_same_again_is_no_change(scene: Scene) -> None:
    for _ in range(2):
        change(scene)
    assert told(scene) == [("mail_template.changed", "egen-lank")]
    region, letter = region_wording(scene.database, scene.region.coordinator, scene.region.slug, KIND)
    assert (region.slug, letter.wording, letter.changed_at) == (scene.region.slug, OWN, LATER)


def test_going_back_to_the_products_wording_takes_the_own_one_away(scene: Scene) -> None:
    change(scene)
    for _ in range(2):
        reset_wording(scene.database, scene.region.coordinator, scene.region.slug, KIND, LATER)
    assert told(scene)[1:] == [("mail_template.reset", "egen-lank")]
    _, letter = region_wording(scene.database, scene.region.coordinator, scene.region.slug, KIND)
    assert (letter.wording, letter.changed_at) == (product_wording(KIND), None)


def test_typing_the_products_wording_is_going_back_to_it(scene: Scene) -> None:
    change(scene, product_wording(KIND))
    assert told(scene) == []
    change(scene)
    change(scene, product_wording(KIND))
    assert [action for action, _ in told(scene)] == ["mail_template.changed", "mail_template.reset"]


def test_a_faulty_wording_changes_nothing(scene: Scene) -> None:
    change(scene)
    with pytest.raises(InvalidInputError) as error:
        change(scene, Wording("", "Hej!"))
    assert list(error.value.errors) == ["subject", "body"]
    assert written(scene, scene.region.id).subject == "Er länk, Exempelby"
    assert len(told(scene)) == 1


OF_THE_INSTALLATION = {MailKind.SIGN_IN, MailKind.SECOND_FACTOR, MailKind.LOG_SEAL}
"""What these say is nobody's but the installation's: whoever could change it could lure people away."""


def test_every_kind_that_can_be_changed_is_listed_and_those_of_sign_in_and_seals_cannot(scene: Scene) -> None:
    wordings = region_wordings(scene.database, OPERATOR, scene.region.slug)
    assert {wording.form.kind for wording in wordings.wordings} == set(MailKind) - OF_THE_INSTALLATION
    for kind in (*OF_THE_INSTALLATION, "finns-inte", ""):
        with pytest.raises(NotFoundError):
            change(scene, kind=kind)
        with pytest.raises(NotFoundError):
            region_wording(scene.database, scene.region.coordinator, scene.region.slug, kind)


VERBS: list[Callable[[Database, Actor, str], object]] = [
    region_wordings,
    lambda database, actor, slug: region_wording(database, actor, slug, KIND),
    lambda database, actor, slug: change_wording(database, actor, slug, KIND, OWN, NOW),
    lambda database, actor, slug: reset_wording(database, actor, slug, KIND, NOW),
]


@pytest.mark.parametrize("verb", VERBS, ids=["list", "read", "change", "reset"])
def test_only_those_who_run_the_region_have_to_do_with_its_wording(
    scene: Scene, verb: Callable[[Database, Actor, str], object]
) -> None:
    region, elsewhere = scene.region, other_region(scene.database).region
    with pytest.raises(PermissionDeniedError):
        verb(scene.database, region.reader, region.slug)
    outside = (region.norrby.coordinator, region.norrby.reader, scene.respondent(), elsewhere.coordinator)
    for actor in outside:
        with pytest.raises(NotFoundError):
            verb(scene.database, actor, region.slug)
    with pytest.raises(NotFoundError):
        verb(scene.database, region.coordinator, "finns-inte")
    assert told(scene) == []


def test_two_who_change_the_same_letter_at_once_both_succeed_and_one_wording_holds(scene: Scene) -> None:
    wordings = [Wording(f"Ämne {number}", "Hej {länk}\n") for number in range(6)]
    with ThreadPoolExecutor(6) as threads:
        list(threads.map(lambda wording: change(scene, wording), wordings))
    _, letter = region_wording(scene.database, scene.region.coordinator, scene.region.slug, KIND)
    assert letter.wording in wordings
    assert len(told(scene)) == 6

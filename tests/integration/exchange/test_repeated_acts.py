"""A double click, or going back and pressing again: the same act twice is as once, and no refusal is shown for it."""

from dataclasses import replace

import pytest
from sqlmodel import Session

from app.accounts.kernel.roles import Place, Role
from app.errors import InvalidInputError
from app.services.exchange.example_acts import review_example
from app.services.exchange.example_writing import save_example
from app.services.exchange.networks import open_seat_form, save_network
from app.storage.exchange.examples import find_example
from app.storage.exchange.networks import networks_in, store_seat
from app.storage.organisations.memberships import add_membership
from app.support.exchange.example import ExampleState
from tests.builders import NOW, Scene
from tests.integration.exchange.stage import a_network
from tests.integration.exchange.test_simultaneous_exchange import NETWORK_FIELDS, a_finished_action
from tests.integration.projects.stage import SLUG, with_catalogue
from tests.integration.support.notifications import give_address

FIELDS = {
    "title": "Ny mötestid",
    "capital": "politiskt",
    "situation": "S",
    "did": "D",
    "result": "R",
    "evidence": "sett",
    "not_worked": "N",
    "contact": "K",
    "act": "skicka",
}


@pytest.fixture
def stage(scene: Scene) -> Scene:
    give_address(scene, scene.coordinator)
    return with_catalogue(scene)


def state_of(scene: Scene, number: int) -> tuple[ExampleState, int]:
    with scene.database.read() as session:
        example = find_example(session, scene.region.id, number)
    assert example is not None
    return example.stored_state, example.version


def a_draft(scene: Scene) -> int:
    action_id, draft = a_finished_action(scene), FIELDS | {"act": "utkast"}
    return save_example(scene.database, scene.coordinator, SLUG, draft, NOW, action_id=action_id)


def save(scene: Scene, number: int, version: int, **fields: str) -> None:
    save_example(scene.database, scene.coordinator, SLUG, FIELDS | fields, NOW, example_id=number, version=version)


def publish(scene: Scene, number: int, version: int) -> None:
    facts = scene.database, scene.region.coordinator, SLUG, number, NOW
    review_example(*facts, version=version, is_good=True)


def test_an_example_is_saved_sent_and_published_twice_as_once(stage: Scene) -> None:
    number = a_draft(stage)
    for _ in range(2):
        save(stage, number, 1, title="Annan mötestid", act="utkast")
    for _ in range(2):
        save(stage, number, 2, title="Annan mötestid")
    sent = state_of(stage, number)
    assert sent[0] is ExampleState.SENT
    for _ in range(2):
        publish(stage, number, sent[1])
    assert state_of(stage, number) == (ExampleState.PUBLISHED, sent[1] + 1)


def test_whoever_has_a_seat_by_a_second_role_stands_in_its_form_with_that_role(stage: Scene) -> None:
    """Else nobody would be chosen there, and saving another name of the seat's role would leave it vacant."""

    def seated(session: Session) -> int:
        network_id, norrby = a_network(session, stage), stage.region.norrby.id
        role = Role.KOMMUN_APPROVER
        number = add_membership(session, stage.coordinator.person_id, role, Place(stage.region.id, norrby), NOW)
        (seat,) = networks_in(session, stage.region.id)[0].seats_of(norrby)
        store_seat(session, replace(seat, membership_id=number))
        return network_id

    network_id = stage.database.write(seated)
    form = open_seat_form(stage.database, stage.coordinator, SLUG, network_id)
    assert [member.id for member in form.members] == [form.seat.membership_id]


def test_a_network_with_the_same_text_for_other_kommuner_is_another(stage: Scene) -> None:
    def save(*kommuner: int) -> int:
        fields = NETWORK_FIELDS | {f"kommuner.{kommun}": "ja" for kommun in kommuner}
        return save_network(stage.database, stage.region.coordinator, SLUG, fields, NOW)

    norrby, soderby = stage.region.norrby.id, stage.region.soderby.id
    first, again, second = save(norrby), save(norrby), save(norrby, soderby)
    assert first == again != second
    with stage.database.read() as session:
        networks = networks_in(session, stage.region.id)
    assert {network.id: network.kommun_ids for network in networks} == {
        first: frozenset({norrby}),
        second: frozenset({norrby, soderby}),
    }


def test_an_example_of_an_action_that_has_one_finds_it_by_the_same_words_alone(stage: Scene) -> None:
    action_id, draft = a_finished_action(stage), FIELDS | {"act": "utkast"}

    def save(fields: dict[str, str]) -> int:
        return save_example(stage.database, stage.coordinator, SLUG, fields, NOW, action_id=action_id)

    number = save(draft)
    assert save(draft) == number
    with pytest.raises(InvalidInputError) as refusal:
        save(draft | {"title": "Det någon annan skrev"})
    assert "Åtgärden har redan ett exempel." in refusal.value.errors["title"]
    assert state_of(stage, number)[0] is ExampleState.DRAFT
    assert save(FIELDS) == number
    assert state_of(stage, number)[0] is ExampleState.SENT, "it was sent, as the page says"
    assert save(FIELDS) == number

"""Inviting people to answer: who gets a letter with a link of her own, and what stands in the way."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlmodel import Session, col

from app.errors import NotFoundError, PermissionDeniedError
from app.rounds.kernel.assessment import Mode
from app.services.assessments.coordination import answer_alone, answer_as_one_of_several, overview
from app.services.respondents.invitations import UnsettledListError, invite, plan_invitations
from app.services.respondents.personal_links import follow
from app.services.respondents.respondent_changes import withdraw
from app.storage.engine.database import Database
from app.storage.tables import PersonalLinkRow, PersonRow, RegionRow, RespondentRow
from tests.builders import MAL, NOW, Scene, other_region
from tests.integration.support.invitations import URL, ask, guest, letters, log, pasted, people, token_to
from tests.integration.support.together import at_once

SARA, BO = "sara@norrby.example", "bo@norrby.example"


def count(database: Database, table: type[PersonRow | RespondentRow | PersonalLinkRow]) -> int:
    with database.read() as session:
        return int(session.execute(select(func.count()).select_from(table)).scalar_one())


def test_everybody_invited_gets_a_letter_with_a_link_to_a_place_of_her_own(scene: Scene) -> None:
    plan = ask(scene, SARA, BO)
    assert [invitee.address for invitee in plan.new] == [SARA, BO]
    assert [letter.to_address for letter in letters(scene)] == [SARA, BO]
    places = [follow(scene.database, token_to(scene, address)) for address in (SARA, BO)]
    assert [place.assessment.key for place in places] == [scene.norrby] * 2
    assert len({place.respondent_id for place in places}) == 2
    assert overview(scene.database, scene.coordinator, scene.norrby).assessment.mode is Mode.SEVERAL


def test_the_letter_tells_what_it_is_about_and_whom_to_ask(scene: Scene) -> None:
    def contact(session: Session) -> None:
        region = session.get(RegionRow, scene.region.id)
        assert region is not None
        region.contact_name, region.contact_email = "Eva Ek", "eva@provland.example"

    scene.database.write(contact)
    ask(scene, SARA, group="ledning")
    (letter,) = letters(scene)
    for text in (
        "Norrby",
        "Du svarar som ledning",
        "ungefär 5 minuter",
        "1 december 2026",
        "Eva Ek, eva@provland.example",
    ):
        assert text in letter.body.replace("\N{NO-BREAK SPACE}", " ")
    assert "{" not in letter.subject + letter.body
    assert letter.reply_to == "eva@provland.example"
    assert (letter.municipality_id, letter.region_id) == (scene.region.norrby.id, scene.region.id)


def test_a_coordinator_with_an_address_is_the_one_to_ask(scene: Scene) -> None:
    def address(session: Session) -> None:
        person = session.get(PersonRow, scene.coordinator.person_id)
        assert person is not None
        person.name, person.email = "Kim Ek", "kim@norrby.example"

    scene.database.write(address)
    ask(scene, SARA)
    assert "Frågor? Kim Ek, kim@norrby.example" in letters(scene)[0].body
    assert letters(scene)[0].reply_to == "kim@norrby.example"


def test_only_a_hash_of_a_link_is_kept(scene: Scene) -> None:
    ask(scene, SARA)
    with scene.database.read() as session:
        (token_hash,) = session.execute(select(col(PersonalLinkRow.token_hash))).scalars()
    assert token_to(scene, SARA) != token_hash
    assert len(token_hash) == 64


def test_inviting_the_same_people_again_writes_to_the_new_ones_only(scene: Scene) -> None:
    ask(scene, SARA)
    plan = ask(scene, "SARA@norrby.example", BO)
    assert ([invitee.address for invitee in plan.new], [invitee.address for invitee in plan.known]) == ([BO], [SARA])
    assert [letter.to_address for letter in letters(scene)] == [SARA, BO]


def test_the_same_invitation_sent_many_times_at_once_is_sent_once(scene: Scene) -> None:
    outcomes = at_once(*(lambda: len(ask(scene, SARA, BO).new) for _ in range(6)))
    assert sorted(outcomes, key=str) == [0, 0, 0, 0, 0, 2]
    assert len(letters(scene)) == 2
    assert len(people(scene)) == 2


def test_people_are_known_by_their_address_wherever_they_answer(scene: Scene) -> None:
    ask(scene, SARA)
    before = count(scene.database, PersonRow)
    soderby = scene.region.soderby.coordinator
    invite(scene.database, soderby, scene.soderby, pasted(SARA, group="ledning"), NOW, public_url=URL)
    assert count(scene.database, PersonRow) == before
    assert guest(scene, SARA).person_id == people(scene)[SARA].asked.person_id


def test_the_name_is_the_inviters_own_note_and_tells_nothing_of_the_person(scene: Scene) -> None:
    def known_elsewhere(session: Session) -> None:
        session.add(PersonRow(name="Sara Hemlig", email=SARA))

    scene.database.write(known_elsewhere)
    invite(scene.database, scene.coordinator, scene.norrby, pasted(SARA, f"Bo Ek <{BO}>"), NOW, public_url=URL)
    assert [(respondent.label, respondent.asked.name) for respondent in people(scene).values()] == [
        (SARA, ""),
        ("Bo Ek", "Bo Ek"),
    ]


def test_nothing_is_stored_while_one_row_is_faulty(scene: Scene) -> None:
    with pytest.raises(UnsettledListError) as error_info:
        ask(scene, SARA, "inget snabel-a")
    assert [error.line for error in error_info.value.plan.errors] == [2]
    assert [invitee.address for invitee in error_info.value.plan.new] == [SARA]
    assert letters(scene) == []
    assert people(scene) == {}
    assert overview(scene.database, scene.coordinator, scene.norrby).assessment.mode is Mode.UNDECIDED


def test_somebody_invited_in_another_role_group_is_told_with_what_to_do(scene: Scene) -> None:
    ask(scene, SARA)
    with pytest.raises(UnsettledListError) as error_info:
        ask(scene, SARA, BO, group="ledning")
    (error,) = error_info.value.plan.errors
    assert "redan inbjuden i rollgruppen strateg" in error.message
    assert "ändra rollgruppen i listan" in error.remedy


def test_somebody_withdrawn_is_told_with_what_to_do(scene: Scene) -> None:
    ask(scene, SARA)
    withdraw(scene.database, scene.coordinator, scene.norrby, people(scene)[SARA].asked.id, NOW)
    with pytest.raises(UnsettledListError) as error_info:
        ask(scene, SARA)
    assert "återkallad" in error_info.value.plan.errors[0].message


def test_those_who_cannot_be_invited_may_be_left_out_of_a_list(scene: Scene) -> None:
    ask(scene, SARA, group="strateg")
    source_list = replace(pasted(SARA, BO, group="ledning"), answers={"felaktiga-rader": "lamna"})
    plan = invite(scene.database, scene.coordinator, scene.norrby, source_list, NOW, public_url=URL)
    assert [invitee.address for invitee in plan.new] == [BO]
    assert [row.reason for row in plan.left_out] == ["Personen är redan inbjuden i rollgruppen strateg."]


def test_a_plan_changes_nothing(scene: Scene) -> None:
    plan = plan_invitations(scene.database, scene.coordinator, scene.norrby, pasted(SARA, "fel"), NOW)
    assert (len(plan.new), len(plan.errors)) == (1, 1)
    assert letters(scene) == []
    assert overview(scene.database, scene.coordinator, scene.norrby).assessment.mode is Mode.UNDECIDED


def test_a_coordinator_who_answers_herself_stands_in_the_list(scene: Scene) -> None:
    answer_as_one_of_several(scene.database, scene.coordinator, scene.norrby, "ledning", NOW)
    ask(scene, SARA)
    assert len(people(scene)) == 2


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (lambda scene: answer_alone(scene.database, scene.coordinator, scene.norrby, NOW), "en svarar för alla"),
        (lambda scene: scene.change(answering_closed_at=NOW), "Svarstiden är avslutad"),
        (lambda scene: scene.change(approved_at=NOW), "Svarstiden är avslutad"),
        (lambda scene: scene.change_round(closed_at=NOW), "Omgången är stängd"),
        (lambda scene: scene.change_round(opened_at=None), "har inte öppnat än"),
    ],
    ids=["simple", "closed", "approved", "round closed", "not opened"],
)
def test_nobody_is_invited_when_nobody_can_answer(scene: Scene, end: Callable[[Scene], None], words: str) -> None:
    end(scene)
    with pytest.raises(PermissionDeniedError, match=words):
        ask(scene, SARA)
    with pytest.raises(PermissionDeniedError, match=words):
        plan_invitations(scene.database, scene.coordinator, scene.norrby, pasted(SARA), NOW)
    assert letters(scene) == []


def test_the_log_counts_people_and_names_nobody(scene: Scene) -> None:
    ask(scene, SARA, BO)
    (mode, mode_facts), (action, facts) = log(scene)[-2:]
    assert (mode, mode_facts["mode"]) == ("assessment.mode_chosen", "several")
    assert action == "respondent.invited"
    assert facts["by_role_group"] == {"strateg": 2}
    assert facts["respondent_ids"] == [respondent.asked.id for respondent in people(scene).values()]
    assert "norrby.example" not in str(log(scene))


def test_only_the_kommuns_own_coordinator_invites(scene: Scene) -> None:
    region, elsewhere = scene.region, other_region(scene.database)
    ask(scene, SARA)
    stranger = guest(scene, SARA)
    for inside in (region.norrby.reader, region.coordinator, region.reader):
        with pytest.raises(PermissionDeniedError, match="Din roll ger inte rätt"):
            invite(scene.database, inside, scene.norrby, pasted(BO), NOW, public_url=URL)
    for outside in (stranger, region.soderby.coordinator, elsewhere.coordinator, elsewhere.region.coordinator):
        with pytest.raises(NotFoundError):
            invite(scene.database, outside, scene.norrby, pasted(BO), NOW, public_url=URL)
    assert len(letters(scene)) == 1


def test_a_list_of_five_hundred_is_invited_as_one(scene: Scene) -> None:
    ask(scene, *(f"p{number}@norrby.example" for number in range(500)))
    assert len(letters(scene)) == 500
    assert overview(scene.database, scene.coordinator, scene.norrby).invited == 500


def test_whoever_comes_by_a_link_answers_there_and_nowhere_else(scene: Scene) -> None:
    ask(scene, SARA)
    soderby = scene.region.soderby.coordinator
    invite(
        scene.database, soderby, scene.soderby, pasted(SARA, group="ledning"), NOW + timedelta(hours=1), public_url=URL
    )
    there = guest(scene, SARA)
    scene.save(there, MAL, "3", key=scene.soderby)
    with pytest.raises(NotFoundError):
        scene.save(there, MAL, "3")

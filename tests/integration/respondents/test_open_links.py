"""Open links: a visit makes nothing, the button makes one place, the limit holds whoever presses at the same moment."""

from collections.abc import Callable

import pytest
from sqlmodel import col

from app.accounts.kernel.roles import Actor
from app.errors import InvalidInputError, NotFoundError, PermissionDeniedError
from app.rounds.kernel.assessment import Mode
from app.rounds.kernel.links import LinkedPlace, OpenLink
from app.services.answering.answers import hand_in
from app.services.assessments.coordination import answer_alone, overview
from app.services.respondents.open_links import create_open_link, end_open_link, join, new_place, open_the_link
from app.services.respondents.own_link_mail import send_own_link
from app.services.respondents.personal_links import follow
from app.services.respondents.respondents import respondents
from app.storage.privacy.erasure import delete_people, unlink
from app.storage.tables import RespondentRow
from tests.builders import LATER, MAL, NOW, Scene, other_region
from tests.integration.support.invitations import URL, letters, log
from tests.integration.support.together import at_once


def made(scene: Scene, most: str = "", group: str = "strateg") -> OpenLink:
    create_open_link(scene.database, scene.coordinator, scene.norrby, group, most, NOW)
    return all_links(scene)[-1]


def all_links(scene: Scene) -> tuple[OpenLink, ...]:
    return respondents(scene.database, scene.coordinator, scene.norrby).open_links


def begin(scene: Scene, link: OpenLink, place: str | None = None) -> LinkedPlace:
    return join(scene.database, link.token, place or new_place(), NOW)


def counted(scene: Scene) -> tuple[int, int, int]:
    view = overview(scene.database, scene.coordinator, scene.norrby)
    return view.invited, view.started, view.handed_in


def who(place: LinkedPlace) -> Actor:
    return Actor(place.person_id, "", respondent_id=place.respondent_id)


def test_looking_at_a_link_makes_nothing(scene: Scene) -> None:
    link = made(scene)
    before = log(scene)
    for _ in range(3):
        view = open_the_link(scene.database, link.token)
        assert (view.link, view.closed) == (link, None)
    assert (all_links(scene), log(scene), counted(scene)) == ((link,), before, (0, 0, 0))


def test_beginning_makes_a_place_that_counts_from_the_first_saved_answer(scene: Scene) -> None:
    link = made(scene)
    place = begin(scene, link)
    assert counted(scene) == (0, 0, 0)
    scene.save(who(place), MAL, "3")
    assert counted(scene) == (1, 1, 0)
    hand_in(scene.database, who(place), scene.norrby, NOW, public_url=URL)
    assert counted(scene) == (1, 1, 1)
    assert respondents(scene.database, scene.coordinator, scene.norrby).people == ()


def test_the_secret_that_the_page_carries_becomes_the_personal_link(scene: Scene) -> None:
    secret = new_place()
    place = begin(scene, made(scene, group="ledning"), secret)
    assert follow(scene.database, secret) == place
    assert place.role_group == "ledning"


def test_pressing_many_times_makes_one_place(scene: Scene) -> None:
    link, secret = made(scene), new_place()
    outcomes = at_once(*(lambda: begin(scene, link, secret) for _ in range(6)))
    assert {outcome.respondent_id for outcome in outcomes if isinstance(outcome, LinkedPlace)} == {
        follow(scene.database, secret).respondent_id
    }
    assert len(outcomes) == 6
    assert all_links(scene)[0].joined == 1
    assert [action for action, _ in log(scene)].count("open_link.joined") == 1


def test_the_limit_holds_for_many_who_press_at_the_same_moment(scene: Scene) -> None:
    link = made(scene, most="3")
    outcomes = at_once(*(lambda: begin(scene, link) for _ in range(8)))
    assert sum(isinstance(outcome, LinkedPlace) for outcome in outcomes) == 3
    assert sum(isinstance(outcome, PermissionDeniedError) for outcome in outcomes) == 5
    assert all_links(scene)[0].joined == 3
    assert "redan börjat svara" in (open_the_link(scene.database, link.token).closed or "")


def test_who_has_a_place_can_press_again_when_the_link_is_full(scene: Scene) -> None:
    link, secret = made(scene, most="1"), new_place()
    assert begin(scene, link, secret) == begin(scene, link, secret)


def test_an_ended_link_leads_nowhere_and_who_has_begun_goes_on(scene: Scene) -> None:
    link = made(scene)
    place = begin(scene, link)
    for _ in range(2):
        end_open_link(scene.database, scene.coordinator, scene.norrby, link.id, LATER)
    with pytest.raises(NotFoundError):
        open_the_link(scene.database, link.token)
    with pytest.raises(NotFoundError):
        begin(scene, link)
    scene.save(who(place), MAL, "3")
    assert [action for action, _ in log(scene)].count("open_link.ended") == 1


@pytest.mark.parametrize(
    "end",
    [lambda scene: scene.change(answering_closed_at=NOW), lambda scene: scene.change_round(closed_at=NOW)],
    ids=["closed", "round closed"],
)
def test_nobody_begins_once_answering_is_over(scene: Scene, end: Callable[[Scene], None]) -> None:
    link = made(scene)
    end(scene)
    assert "Svarstiden är slut" in (open_the_link(scene.database, link.token).closed or "")
    with pytest.raises(PermissionDeniedError, match="Svarstiden är slut"):
        begin(scene, link)
    with pytest.raises(PermissionDeniedError):
        made(scene)
    assert counted(scene) == (0, 0, 0)


def test_the_place_of_one_link_is_not_reached_through_another(scene: Scene) -> None:
    other, secret = other_region(scene.database), new_place()
    begin(other, made(other), secret)
    with pytest.raises(NotFoundError):
        begin(scene, made(scene), secret)


@pytest.mark.parametrize("place", ["", "kort", "å" * 43, "a" * 42, "a" * 44, "a" * 42 + "\n"])
def test_a_secret_that_no_page_made_is_refused(scene: Scene, place: str) -> None:
    link = made(scene)
    with pytest.raises(NotFoundError):
        join(scene.database, link.token, place, NOW)
    assert all_links(scene)[0].joined == 0


def test_making_a_link_means_that_several_answer(scene: Scene) -> None:
    made(scene, most=" 25 ")
    assert overview(scene.database, scene.coordinator, scene.norrby).assessment.mode is Mode.SEVERAL
    (mode, _), (action, facts) = log(scene)[-2:]
    assert (mode, action, facts["most"], facts["role_group"]) == (
        "assessment.mode_chosen",
        "open_link.created",
        25,
        "strateg",
    )
    assert all_links(scene)[0].token not in str(log(scene))


def test_a_second_click_makes_no_second_link(scene: Scene) -> None:
    made(scene)
    made(scene)
    made(scene, most="4")
    assert len(all_links(scene)) == 2


@pytest.mark.parametrize("most", ["0", "-1", "många", "10001", "1,5", "9" * 50, "٣"])
def test_a_limit_that_is_no_number_of_people_is_told(scene: Scene, most: str) -> None:
    with pytest.raises(InvalidInputError, match="Skriv ett tal"):
        made(scene, most)
    assert all_links(scene) == ()


def test_a_link_needs_a_role_group_and_several_who_answer(scene: Scene) -> None:
    with pytest.raises(InvalidInputError, match="rollgrupperna"):
        made(scene, group="pressen")
    answer_alone(scene.database, scene.coordinator, scene.norrby, NOW)
    with pytest.raises(PermissionDeniedError, match="en svarar för alla"):
        made(scene)


def test_only_the_kommuns_own_coordinator_makes_and_ends_links(scene: Scene) -> None:
    link, elsewhere = made(scene), other_region(scene.database)
    guest = who(begin(scene, link))
    for outside in (guest, scene.region.soderby.coordinator, elsewhere.coordinator):
        with pytest.raises(NotFoundError):
            create_open_link(scene.database, outside, scene.norrby, "ledning", "", NOW)
        with pytest.raises(NotFoundError):
            end_open_link(scene.database, outside, scene.norrby, link.id, NOW)
    for inside in (scene.region.norrby.reader, scene.region.coordinator):
        with pytest.raises(PermissionDeniedError):
            end_open_link(scene.database, inside, scene.norrby, link.id, NOW)
    with pytest.raises(NotFoundError):
        end_open_link(scene.database, elsewhere.coordinator, elsewhere.norrby, link.id, NOW)
    assert [open_link.ended_at for open_link in all_links(scene)] == [None]


def test_the_address_of_who_mailed_herself_the_link_goes_with_her_place(scene: Scene) -> None:
    secret = new_place()
    place = begin(scene, made(scene), secret)
    send_own_link(scene.database, secret, "sara@norrby.example", "192.0.2.1", NOW, public_url=URL)
    assert [letter.to_address for letter in letters(scene)] == ["sara@norrby.example"]
    scene.database.write(lambda session: unlink(session, col(RespondentRow.id) == place.respondent_id))
    scene.database.write(lambda session: delete_people(session, [place.person_id]))
    assert [letter.to_address for letter in letters(scene)] == [""]
    with pytest.raises(NotFoundError):
        follow(scene.database, secret)

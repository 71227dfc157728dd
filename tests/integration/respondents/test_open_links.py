"""Open links: a visit makes nothing, the button makes one place, the limit holds whoever presses at the same moment."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlmodel import col, select

from app.accounts.kernel.roles import Actor
from app.accounts.kernel.tokens import hash_of
from app.assessment.meeting.spread import Spread
from app.errors import InvalidInputError, NotFoundError, PermissionDeniedError, RateLimitedError
from app.rounds.kernel.assessment import Mode
from app.rounds.kernel.links import LinkedPlace, OpenLink
from app.services.answering.answers import hand_in
from app.services.assessments.coordination import answer_alone, overview
from app.services.meeting.agenda import open_capital_on_agenda
from app.services.respondents import open_links
from app.services.respondents.open_links import (
    JOINS_BY_LINK,
    JOINS_BY_LINK_FROM_CLIENT,
    create_open_link,
    end_open_link,
    full_until,
    join,
    new_place,
    open_the_link,
)
from app.services.respondents.open_links import begin as begin_by_link
from app.services.respondents.own_link_mail import send_own_link
from app.services.respondents.personal_links import follow
from app.services.respondents.respondents import respondents
from app.storage.kernel.audit import every_line
from app.storage.privacy.erasure import delete_people, unlink
from app.storage.tables import OpenLinkRow, RateCountRow, RespondentRow
from tests.builders import LATER, MAL, NOW, Scene, other_region
from tests.integration.support.invitations import URL, letters, log, new_open_link
from tests.integration.support.together import at_once


def all_links(scene: Scene) -> tuple[OpenLink, ...]:
    return respondents(scene.database, scene.coordinator, scene.norrby).open_links


def begin(scene: Scene, token: str, place: str | None = None) -> LinkedPlace:
    return join(scene.database, token, place or new_place(), NOW)


def arrive(scene: Scene, token: str, actor: Actor | None = None, client: str = "192.0.2.1") -> LinkedPlace | None:
    """Press the button in a browser, of which a network address is known and who it has been."""
    return begin_by_link(scene.database, actor, token, new_place(), client, NOW)[1]


def counted(scene: Scene) -> tuple[int, int, int]:
    view = overview(scene.database, scene.coordinator, scene.norrby)
    return view.invited, view.started, view.handed_in


def spread_of_mal(scene: Scene) -> Spread:
    view = open_capital_on_agenda(scene.database, scene.coordinator, scene.norrby, "politiskt")
    return next(item.spread for item in view.capital_meeting.talk if item.question.id == MAL)


def who(place: LinkedPlace) -> Actor:
    return Actor(place.person_id, "", respondent_id=place.respondent_id)


def test_looking_at_a_link_makes_nothing(scene: Scene) -> None:
    link = new_open_link(scene)
    before = all_links(scene), log(scene)
    for _ in range(3):
        view = open_the_link(scene.database, link)
        assert ((view.link,), view.closed) == (all_links(scene), None)
    assert (all_links(scene), log(scene)) == before
    assert counted(scene) == (0, 0, 0)


def test_beginning_makes_a_place_that_counts_from_the_first_saved_answer(scene: Scene) -> None:
    link = new_open_link(scene)
    place = begin(scene, link)
    assert counted(scene) == (0, 0, 0)
    scene.save(who(place), MAL, "3")
    assert counted(scene) == (1, 1, 0)
    hand_in(scene.database, who(place), scene.norrby, NOW, public_url=URL)
    assert counted(scene) == (1, 1, 1)
    assert respondents(scene.database, scene.coordinator, scene.norrby).people == ()


def test_the_secret_that_the_page_carries_becomes_the_personal_link(scene: Scene) -> None:
    secret = new_place()
    place = begin(scene, new_open_link(scene, group="ledning"), secret)
    assert follow(scene.database, secret) == place
    assert place.role_group == "ledning"


def test_pressing_many_times_makes_one_place(scene: Scene) -> None:
    link, secret = new_open_link(scene), new_place()
    outcomes = at_once(*(lambda: begin(scene, link, secret) for _ in range(6)))
    assert {outcome.respondent_id for outcome in outcomes if isinstance(outcome, LinkedPlace)} == {
        follow(scene.database, secret).respondent_id
    }
    assert len(outcomes) == 6
    assert all_links(scene)[0].joined == 1
    assert [action for action, _ in log(scene)].count("open_link.joined") == 1


def test_the_limit_holds_for_many_who_press_at_the_same_moment(scene: Scene) -> None:
    link = new_open_link(scene, most="3")
    outcomes = at_once(*(lambda: begin(scene, link) for _ in range(8)))
    assert sum(isinstance(outcome, LinkedPlace) for outcome in outcomes) == 3
    assert sum(isinstance(outcome, PermissionDeniedError) for outcome in outcomes) == 5
    assert all_links(scene)[0].joined == 3
    assert "redan börjat svara" in (open_the_link(scene.database, link).closed or "")


def test_who_has_a_place_can_press_again_when_the_link_is_full(scene: Scene) -> None:
    link, secret = new_open_link(scene, most="1"), new_place()
    assert begin(scene, link, secret) == begin(scene, link, secret)


def test_an_ended_link_leads_nowhere_and_who_has_begun_goes_on(scene: Scene) -> None:
    link = new_open_link(scene)
    place = begin(scene, link)
    for _ in range(2):
        end_open_link(scene.database, scene.coordinator, scene.norrby, all_links(scene)[0].id, LATER)
    with pytest.raises(NotFoundError):
        open_the_link(scene.database, link)
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
    link = new_open_link(scene)
    end(scene)
    assert "Svarstiden är slut" in (open_the_link(scene.database, link).closed or "")
    with pytest.raises(PermissionDeniedError, match="Svarstiden är slut"):
        begin(scene, link)
    with pytest.raises(PermissionDeniedError):
        new_open_link(scene)
    assert counted(scene) == (0, 0, 0)


def test_the_place_of_one_link_is_not_reached_through_another(scene: Scene) -> None:
    other, secret = other_region(scene.database), new_place()
    begin(other, new_open_link(other), secret)
    with pytest.raises(NotFoundError):
        begin(scene, new_open_link(scene), secret)


@pytest.mark.parametrize("place", ["", "kort", "å" * 43, "a" * 42, "a" * 44, "a" * 42 + "\n"])
def test_a_secret_that_no_page_made_is_refused(scene: Scene, place: str) -> None:
    link = new_open_link(scene)
    with pytest.raises(NotFoundError):
        join(scene.database, link, place, NOW)
    assert all_links(scene)[0].joined == 0


def test_making_a_link_means_that_several_answer(scene: Scene) -> None:
    new_open_link(scene, most=" 25 ")
    assert overview(scene.database, scene.coordinator, scene.norrby).assessment.mode is Mode.SEVERAL
    (mode, _), (action, facts) = log(scene)[-2:]
    assert (mode, action, facts["most"], facts["role_group"]) == (
        "assessment.mode_chosen",
        "open_link.created",
        25,
        "strateg",
    )


def test_only_a_hash_of_the_link_is_stored_and_it_is_told_once(scene: Scene) -> None:
    token = new_open_link(scene, form="ett")
    with scene.database.read() as session:
        (row,) = session.exec(select(OpenLinkRow)).all()
    assert row.token_hash == hash_of(token)
    assert token not in f"{row} {log(scene)} {all_links(scene)}"
    with pytest.raises(NotFoundError):
        open_the_link(scene.database, row.token_hash)
    late = create_open_link(
        scene.database, scene.coordinator, scene.norrby, "strateg", "", LATER, form="ett", session_secret="s"
    )
    assert (late.id, late.token) == (row.id, None)


def test_a_second_click_makes_no_second_link(scene: Scene) -> None:
    assert new_open_link(scene, form="ett") == new_open_link(scene, form="ett")
    new_open_link(scene, form="två")
    assert len(all_links(scene)) == 2
    assert [action for action, _ in log(scene)].count("open_link.created") == 2


def test_a_browser_that_is_answering_gets_its_place_back_until_it_is_done(scene: Scene) -> None:
    link = new_open_link(scene)
    place = arrive(scene, link)
    assert place is not None
    for _ in range(3):
        assert arrive(scene, link, who(place)) is None
    scene.save(who(place), MAL, "3")
    hand_in(scene.database, who(place), scene.norrby, NOW, public_url=URL)
    assert arrive(scene, link, who(place)) is not None
    assert all_links(scene)[0].joined == 2


def test_one_holder_of_a_link_makes_no_crowd(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """From one network, and from many: the coordinator sees when the next can begin."""
    assert JOINS_BY_LINK_FROM_CLIENT.most < JOINS_BY_LINK.most <= 150
    monkeypatch.setattr(open_links, "JOINS_BY_LINK", replace(JOINS_BY_LINK, most=5))
    monkeypatch.setattr(open_links, "JOINS_BY_LINK_FROM_CLIENT", replace(JOINS_BY_LINK_FROM_CLIENT, most=3))
    link, other = new_open_link(scene), new_open_link(scene)
    for _ in range(3):
        arrive(scene, link)
    with pytest.raises(RateLimitedError, match="härifrån"):
        arrive(scene, link)
    assert full_until(scene.database, all_links(scene)[0], NOW) is None
    for number in (2, 3):
        arrive(scene, link, client=f"192.0.2.{number}")
    with pytest.raises(RateLimitedError, match="genom länken"):
        arrive(scene, link, client="192.0.2.4")
    full, free = (full_until(scene.database, open_link, NOW) for open_link in all_links(scene))
    assert full is not None
    assert full > NOW
    assert free is None
    arrive(scene, other, client="192.0.2.4")
    assert all_links(scene)[0].joined == 5


def test_what_makes_no_place_takes_nobody_elses(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has the link can send whatever they like to it; a form without a secret, or one when it is full."""
    monkeypatch.setattr(open_links, "JOINS_BY_LINK", replace(JOINS_BY_LINK, most=2))
    link = new_open_link(scene, most="1")
    for place in ("", "k", "k" * 44, "\N{GRINNING FACE}" * 43) * 3:
        with pytest.raises(NotFoundError):
            begin_by_link(scene.database, None, link, place, "192.0.2.1", NOW)
    assert arrive(scene, link) is not None
    for _ in range(3):
        with pytest.raises(PermissionDeniedError):
            arrive(scene, link)
    assert full_until(scene.database, all_links(scene)[0], NOW) is None
    with scene.database.read() as session:
        assert {row.count for row in session.exec(select(RateCountRow)).all()} == {1}


@pytest.mark.parametrize("most", ["0", "-1", "många", "10001", "1,5", "9" * 50, "٣"])
def test_a_limit_that_is_no_number_of_people_is_told(scene: Scene, most: str) -> None:
    with pytest.raises(InvalidInputError, match="Skriv ett tal"):
        new_open_link(scene, most)
    assert all_links(scene) == ()


def test_a_link_needs_a_role_group_and_several_who_answer(scene: Scene) -> None:
    with pytest.raises(InvalidInputError, match="rollgrupperna"):
        new_open_link(scene, group="pressen")
    answer_alone(scene.database, scene.coordinator, scene.norrby, NOW)
    with pytest.raises(PermissionDeniedError, match="en svarar för alla"):
        new_open_link(scene)


def test_only_the_kommuns_own_coordinator_makes_and_ends_links(scene: Scene) -> None:
    guest, elsewhere = who(begin(scene, new_open_link(scene))), other_region(scene.database)
    (link,) = all_links(scene)
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
    place = begin(scene, new_open_link(scene), secret)
    send_own_link(scene.database, secret, "sara@norrby.example", "192.0.2.1", NOW, public_url=URL)
    assert [letter.to_address for letter in letters(scene)] == ["sara@norrby.example"]
    scene.database.write(lambda session: unlink(session, col(RespondentRow.id) == place.respondent_id))
    scene.database.write(lambda session: delete_people(session, [place.person_id]))
    assert [letter.to_address for letter in letters(scene)] == [""]
    with pytest.raises(NotFoundError):
        follow(scene.database, secret)


def test_what_the_log_shows_of_a_small_group_that_was_filled_up(scene: Scene) -> None:
    """docs/security.md: what cannot be hindered, and what it leaves behind."""
    victim = scene.respondent("ledning")
    scene.save(victim, MAL, "4")
    link = new_open_link(scene, group="ledning")
    for _ in range(4):
        scene.save(who(begin(scene, link)), MAL, "1")
    scene.close()
    everyone = spread_of_mal(scene).everyone
    assert everyone is not None
    assert everyone.counts == (4, 0, 0, 1, 0)  # who knows four of them knows the fifth
    trail = [(action, facts.get("role_group", "")) for action, facts in log(scene)]
    assert trail.count(("open_link.created", "ledning")) == 1
    assert [action for action, _ in trail].count("open_link.joined") == 4
    with scene.database.read() as session:
        lines = [line for line in every_line(session) if line.action.startswith("open_link.")]
    assert lines[0].actor_id == scene.coordinator.person_id
    assert {line.at for line in lines} == {NOW}

"""Where one answers for the whole kommun nobody else counts: not in a result, not for the region, not as a task."""

import pytest

from app.accounts.kernel.roles import Actor
from app.errors import PermissionDeniedError
from app.rounds.progress.round_board import Stage
from app.services.answering.answers import hand_in
from app.services.assessments.mode_change import change_to_alone, change_to_several
from app.services.organisations.home_page import own_start
from app.services.respondents.respondents import respondents
from app.services.results.reports import people_of
from app.services.results.results import open_result
from app.services.rounds.round_board import round_board
from tests.builders import LATER, MAL, URL, Scene


def to_alone(scene: Scene) -> None:
    change_to_alone(scene.database, scene.coordinator, scene.norrby, LATER)


@pytest.fixture
def others(scene: Scene) -> list[Actor]:
    """Three who have answered, and one who only was asked, before one answers for all."""
    *begun, idle = scene.respondents(4)
    for someone in begun:
        scene.save(someone, MAL, "2")
    to_alone(scene)
    return [*begun, idle]


def test_the_others_are_no_part_of_a_result_that_one_gave(scene: Scene, others: list[Actor]) -> None:
    scene.save(scene.coordinator, MAL, "4")
    hand_in(scene.database, scene.coordinator, scene.norrby, LATER, public_url=URL)
    result = open_result(scene.database, scene.coordinator, scene.norrby)
    counts = people_of(result)
    assert (counts.invited, counts.started, counts.finished) == (1, 1, 1)
    questions = [question for capital in result.profile.capitals for question in capital.questions]
    assert {question.answered for question in questions} == {0}
    with pytest.raises(PermissionDeniedError, match="räknas inte"):
        scene.save(others[0], MAL, "3", version=1)


@pytest.mark.usefixtures("others")
def test_the_region_counts_none_of_them(scene: Scene) -> None:
    board = round_board(scene.database, scene.region.coordinator, scene.norrby.round, LATER)
    line = next(line for line in board.lines if line.assessment.key == scene.norrby)
    assert (line.invited, line.handed_in, line.stage) == (1, 0, Stage.NO_ANSWERS)


def test_there_is_no_task_in_what_one_can_not_do(scene: Scene, others: list[Actor]) -> None:
    start = own_start(scene.database, others[-1])
    assert [item.key for item in start.answering] == [scene.norrby]
    assert start.unanswered == frozenset()
    change_to_several(scene.database, scene.coordinator, scene.norrby, "strateg", LATER)
    assert len(own_start(scene.database, others[-1]).unanswered) == 1


@pytest.mark.usefixtures("others")
def test_who_was_asked_is_still_listed_for_who_leads(scene: Scene) -> None:
    listed = respondents(scene.database, scene.coordinator, scene.norrby)
    assert {group.role_group: group.started for group in listed.participation} == {"": 0, "strateg": 3}

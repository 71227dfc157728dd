"""What a region is shown of a round: figures by hand, little of few people, and what to do next."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import Session

from app.accounts.kernel.roles import Actor, Right
from app.errors import NotFoundError, PermissionDeniedError
from app.rounds.kernel.keys import RoundKey
from app.rounds.progress.round_advice import Advice
from app.rounds.progress.round_board import Stage
from app.services.answering.answers import hand_in
from app.services.assessments.coordination import answer_alone, close_answering
from app.services.rounds.round_board import Board, BoardLine, round_board
from app.services.rounds.round_opening import close_round
from app.storage.engine.database import Database
from app.storage.kernel.assessments import find_assessment
from app.storage.tables import RespondentRow, SubmissionRow
from tests.builders import BUDGET, EVERYTHING, KALKYL, LATER, MAL, NOW, RESERV, STYRNING, URL, other_region
from tests.integration.support.rounds import NORRBY, RAW, SODERBY, Planner, a_planner


@pytest.fixture
def planner(database: Database) -> Planner:
    return a_planner(database)


@pytest.fixture
def key(planner: Planner) -> RoundKey:
    return planner.open()


def board(planner: Planner, key: RoundKey, actor: Actor | None = None, days: int = 0) -> Board:
    return round_board(planner.database, actor or planner.coordinator, key, NOW + timedelta(days=days))


def line(planner: Planner, key: RoundKey, slug: str = NORRBY) -> BoardLine:
    view = board(planner, key, planner.region.reader)
    return next(row for row in view.lines if row.assessment.municipality_slug == slug)


def test_the_share_answered_is_over_everything_that_everybody_there_is_asked(planner: Planner, key: RoundKey) -> None:
    scene = planner.scene(key)
    people = scene.respondents(4)  # strategists are asked six questions each
    (leader,) = scene.respondents(1, "ledning")  # and a leader seven
    scene.answer(people[0], "3")
    scene.answer(people[1], "3", MAL, RESERV)
    scene.answer(leader, "3", STYRNING)
    hand_in(planner.database, people[0], scene.norrby, NOW, public_url=URL)
    row = line(planner, key)
    # 6 + 2 + 1 = 9 of 4 × 6 + 7 = 31, which is 29 %
    assert (row.invited, row.started, row.handed_in, row.answered_percent) == (5, 3, 1, 25)
    assert row.stage is Stage.UNDER_WAY
    assert line(planner, key, SODERBY).answered_percent is None


def test_vet_ej_is_an_answer_and_a_comment_alone_is_none(planner: Planner, key: RoundKey) -> None:
    scene = planner.scene(key)
    people = scene.respondents(5)
    scene.save(people[0], BUDGET, "", comment="Jag väntar")
    assert (line(planner, key).started, line(planner, key).answered_percent) == (0, 0)
    for person in people:
        scene.answer(person, "vet_ej", MAL, RESERV, KALKYL)
    assert line(planner, key).answered_percent == 50


def test_only_what_the_round_asks_is_counted(planner: Planner) -> None:
    key = planner.open(planner.plan(replace(RAW, form="kort", capitals=frozenset({"politiskt"}))))
    scene = planner.scene(key)
    for person in scene.respondents(5):
        scene.answer(person, "3", MAL)
    assert line(planner, key).answered_percent == 100
    assert board(planner, key).size.questions == 1


@pytest.mark.parametrize("people", [1, 2, 4])
def test_of_few_people_nothing_is_told_but_who_is_asked_and_done(planner: Planner, key: RoundKey, people: int) -> None:
    scene = planner.scene(key)
    first, *_ = scene.respondents(people)
    before = line(planner, key)
    assert (before.invited, before.started, before.answered_percent, before.stage) == (
        people,
        None,
        None,
        Stage.NO_ANSWERS,
    )
    scene.save(first, MAL, "3")
    little = line(planner, key)
    scene.answer(first, "3", BUDGET, RESERV, KALKYL)
    assert line(planner, key) == little
    assert (little.started, little.answered_percent, little.stage) == (None, None, Stage.UNDER_WAY)


def test_how_far_one_person_has_come_for_the_whole_kommun_is_not_told(planner: Planner, key: RoundKey) -> None:
    scene = planner.scene(key)
    answer_alone(planner.database, scene.coordinator, scene.norrby, NOW)
    scene.save(scene.coordinator, MAL, "3")
    little = line(planner, key)
    scene.answer(scene.coordinator, "3", *EVERYTHING[1:])
    assert line(planner, key) == little
    assert (little.invited, little.started, little.answered_percent, little.agreed_percent) == (1, None, None, 0)
    hand_in(planner.database, scene.coordinator, scene.norrby, NOW, public_url=URL)
    row = line(planner, key)
    assert (row.handed_in, row.answered_percent, row.agreed_percent, row.stage) == (1, None, 100, Stage.DRAFT)


def test_who_is_no_longer_asked_and_has_not_answered_is_not_counted(planner: Planner, key: RoundKey) -> None:
    scene = planner.scene(key)
    people = scene.respondents(6)
    scene.answer(people[0], "3")

    def withdraw(session: Session) -> None:
        for number in (0, 1):
            session.get_one(RespondentRow, number + 1).withdrawn_at = NOW

    planner.database.write(withdraw)
    row = line(planner, key)
    # One of the two has answered and counts: 6 of 5 × 6 is 20 %.
    assert (row.invited, row.started, row.answered_percent) == (5, 1, 20)


def test_handing_in_a_result_is_shown_with_its_day_and_taking_it_back_is_too(planner: Planner, key: RoundKey) -> None:
    scene = planner.scene(key)
    scene.answer(scene.respondent(), "3")
    close_answering(planner.database, scene.coordinator, scene.norrby, NOW)
    assert (line(planner, key).stage, line(planner, key).submitted_at) == (Stage.DRAFT, None)

    def submit(session: Session) -> None:
        assessment = find_assessment(session, scene.norrby)
        assert assessment is not None
        session.add(SubmissionRow(assessment_id=assessment.id, number=1, content="{}", submitted_at=LATER))

    planner.database.write(submit)
    assert (line(planner, key).stage, line(planner, key).submitted_at) == (Stage.SUBMITTED, LATER)

    def release(session: Session) -> None:
        session.get_one(SubmissionRow, (planner.kommuner(key)[NORRBY].id, 1)).returned_at = LATER

    planner.database.write(release)
    assert line(planner, key).stage is Stage.DRAFT


def test_what_to_do_next_follows_the_days_and_the_kommuner(planner: Planner) -> None:
    key = planner.plan()
    assert board(planner, key).advice == (Advice.OPEN,)
    planner.open(key)
    assert board(planner, key).advice == (Advice.NOTHING,)
    assert board(planner, key, days=20).advice == (Advice.REMIND,)
    assert board(planner, key, days=40).advice == (Advice.EXTEND_OR_CLOSE,)
    planner.scene(key).change(approved_at=LATER)
    planner.scene(key).change(key=planner.scene(key).soderby, approved_at=LATER)
    assert board(planner, key).advice == (Advice.CLOSE,)
    close_round(planner.database, planner.coordinator, key, LATER, public_url=URL)
    assert board(planner, key, days=40).advice == (Advice.NOTHING,)


def test_kommuner_that_nobody_can_be_told_in_are_known(planner: Planner) -> None:
    key = planner.plan()
    planner.change_people(email=None)
    planner.open(key)
    view = board(planner, key)
    assert [assessment.assessment.municipality_slug for assessment in view.unreachable] == [NORRBY, SODERBY]
    assert view.advice == (Advice.APPOINT,)
    assert view.untold == ()


def test_the_board_is_for_the_region_alone_and_its_acts_for_the_coordinator(planner: Planner, key: RoundKey) -> None:
    region = planner.region
    assert board(planner, key, region.coordinator).may_lead
    assert not board(planner, key, region.reader).may_lead
    stranger = other_region(planner.database).region.coordinator
    for actor in (region.norrby.coordinator, region.norrby.reader, stranger, Actor(999, "ingen roll")):
        with pytest.raises(NotFoundError):
            board(planner, key, actor)
    with pytest.raises(PermissionDeniedError):
        round_board(planner.database, region.reader, key, NOW, Right.LEAD_ROUND)

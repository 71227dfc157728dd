"""A new blind vote at the meeting: one at a time, counted once each, and nothing kept of who voted what."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.accounts.kernel.roles import Actor
from app.assessment.meeting.vote import VoteCount
from app.errors import InvalidInputError, NotAuthorizedError, NotFoundError, PermissionDeniedError
from app.services.answering.answers import open_answering
from app.services.meeting.agenda import open_capital_on_agenda
from app.services.meeting.meeting import NoMeetingError
from app.services.meeting.votes import MeetingVotes, close_vote, start_vote
from app.services.meeting.voting import VoteOverError, Voting, cast_vote, open_voting
from app.services.privacy.personal_data import own_extract
from app.services.results.results import open_result
from app.storage.kernel.audit import every_line
from app.storage.meeting.votes import discard_open_vote
from app.storage.privacy.erasure import unlink
from app.storage.tables import BallotRow, RespondentRow
from tests.builders import BUDGET, LATER, MAL, STYRNING, Scene, other_region
from tests.integration.support.together import at_once, kinds

VOTING = LATER + timedelta(days=1)


@pytest.fixture
def voters(scene: Scene) -> list[Actor]:
    """Six strategists, who have answered; the meeting has begun."""
    people = scene.respondents(6, "strateg")
    for someone in people:
        scene.answer(someone, "2", MAL, BUDGET)
    scene.close()
    return people


def start(scene: Scene, question: str = MAL, replaces: int = 0, actor: Actor | None = None) -> str:
    return start_vote(scene.database, actor or scene.coordinator, scene.norrby, question, replaces, VOTING)


def close(scene: Scene, question: str = MAL, number: int = 1) -> str:
    return close_vote(scene.database, scene.coordinator, scene.norrby, question, number, VOTING)


def vote(scene: Scene, actor: Actor, choice: str, number: int = 1, question: str = MAL) -> None:
    cast_vote(scene.database, actor, scene.norrby, question, number, choice)


def voting(scene: Scene, actor: Actor) -> Voting:
    return open_voting(scene.database, actor, scene.norrby)


def at_meeting(scene: Scene) -> MeetingVotes:
    return open_capital_on_agenda(scene.database, scene.coordinator, scene.norrby, "politiskt").votes


def version(scene: Scene) -> int:
    meeting = open_capital_on_agenda(scene.database, scene.coordinator, scene.norrby, "politiskt").capital_meeting
    return meeting.meeting.version


def ballots(scene: Scene) -> int:
    with scene.database.read() as session:
        return int(session.execute(select(func.count()).select_from(BallotRow)).scalar_one())


def lines(scene: Scene) -> list[str]:
    with scene.database.read() as session:
        return [line.action for line in every_line(session) if line.action.startswith("vote.")]


def test_a_vote_is_counted_and_then_nothing_is_left_of_who_voted_what(scene: Scene, voters: list[Actor]) -> None:
    before = open_result(scene.database, scene.coordinator, scene.norrby)
    assert not open_answering(scene.database, voters[0], scene.norrby).is_vote_open
    assert start(scene) == "politiskt"
    assert open_answering(scene.database, voters[0], scene.norrby).is_vote_open
    for someone, choice in zip(voters, ("3", "3", "3", "4", "4", "vet_ej"), strict=True):
        vote(scene, someone, choice)
    assert at_meeting(scene).ballots == 6
    assert at_meeting(scene).by_question[MAL].count is None
    close(scene)
    count = at_meeting(scene).by_question[MAL].count
    assert count is not None
    assert (count.voters, count.counts, count.dont_know) == (6, (0, 0, 3, 2, 0), 1)
    assert ballots(scene) == 0
    assert lines(scene) == ["vote.started", "vote.closed"]
    after = open_result(scene.database, scene.coordinator, scene.norrby)
    assert replace(after, assessment=before.assessment) == before  # there, how often the meeting has changed is another
    assert scene.stored(voters[0])[MAL].entry.answer is not None
    assert voting(scene, voters[0]).vote is None


def test_a_vote_can_be_changed_until_it_closes_and_counts_once(scene: Scene, voters: list[Actor]) -> None:
    start(scene)
    for someone in voters:
        vote(scene, someone, "2")
    changes = version(scene)
    vote(scene, voters[0], "5")
    vote(scene, voters[0], "5")
    own = voting(scene, voters[0]).own
    assert own is not None
    assert own.position == 5
    assert version(scene) == changes  # how many have voted is the same, so nobody is told of it
    with pytest.raises(InvalidInputError):
        vote(scene, voters[0], "")
    with pytest.raises(InvalidInputError):
        vote(scene, voters[0], "99")
    close(scene)
    count = at_meeting(scene).by_question[MAL].count
    assert count is not None
    assert count.counts == (0, 5, 0, 0, 1)


def test_two_who_start_at_once_start_one_vote_and_two_who_close_close_it_once(
    scene: Scene, voters: list[Actor]
) -> None:
    assert kinds(at_once(lambda: start(scene), lambda: start(scene))) == {str: 2}
    assert at_meeting(scene).by_question[MAL].number == 1
    vote(scene, voters[0], "3")
    assert kinds(at_once(lambda: close(scene), lambda: close(scene))) == {str: 2}
    assert lines(scene) == ["vote.started", "vote.closed"]
    start(scene)  # from a page that shows no vote yet: what there is stays
    assert at_meeting(scene).open_question == ""


def test_all_who_vote_at_once_are_counted_also_one_who_presses_twice(scene: Scene, voters: list[Actor]) -> None:
    start(scene)
    works = [lambda someone=someone: vote(scene, someone, "3") for someone in (*voters, voters[0], voters[0])]
    assert kinds(at_once(*works)) == {type(None): 8}
    assert at_meeting(scene).ballots == 6


def test_a_vote_that_closes_while_people_vote_counts_those_who_were_told_so(scene: Scene, voters: list[Actor]) -> None:
    start(scene)
    works = [lambda someone=someone: vote(scene, someone, "3") for someone in voters]
    outcomes = at_once(*works, lambda: close(scene))
    refused = sum(isinstance(outcome, VoteOverError) for outcome in outcomes)
    count = at_meeting(scene).by_question[MAL].count
    assert count is not None
    assert count.voters == 6 - refused
    assert ballots(scene) == 0


def test_a_new_vote_replaces_the_old_one_only_when_it_is_said(scene: Scene, voters: list[Actor]) -> None:
    start(scene)
    close(scene)
    start(scene, replaces=1)
    votes = at_meeting(scene)
    assert (votes.open_question, votes.by_question[MAL].number) == (MAL, 2)
    close(scene, number=1)  # from a page that still shows the first
    assert at_meeting(scene).open_question == MAL
    with pytest.raises(VoteOverError):
        vote(scene, voters[0], "3", number=1)
    vote(scene, voters[0], "3", number=2)


def test_a_vote_that_was_thrown_away_does_not_make_the_next_show_what_one_more_voted(
    scene: Scene, voters: list[Actor]
) -> None:
    start(scene)
    for someone in voters[:5]:
        vote(scene, someone, "2")
    close(scene)
    start(scene, replaces=1)
    scene.database.write(lambda session: discard_open_vote(session, voting(scene, voters[0]).place.assessment.id))
    start(scene, replaces=2)
    for someone in voters:
        vote(scene, someone, "2", number=3)
    close(scene, number=3)
    count = at_meeting(scene).by_question[MAL].count
    assert count is not None
    assert not count.is_shown


def test_one_question_at_a_time(scene: Scene, voters: list[Actor]) -> None:
    start(scene)
    with pytest.raises(PermissionDeniedError):
        start(scene, BUDGET)
    close(scene)
    start(scene, BUDGET)
    with pytest.raises(VoteOverError):
        vote(scene, voters[0], "3")
    vote(scene, voters[0], "3", question=BUDGET)


def test_only_who_was_asked_to_answer_votes(scene: Scene, voters: list[Actor]) -> None:
    stranger = other_region(scene.database)
    start(scene)
    for actor in (scene.coordinator, stranger.coordinator, stranger.respondent()):
        with pytest.raises(NotFoundError):
            voting(scene, actor)
        with pytest.raises(NotFoundError):
            vote(scene, actor, "3")
    with pytest.raises(NotFoundError):
        start(scene, actor=stranger.coordinator)
    with pytest.raises((NotAuthorizedError, NotFoundError)):
        start(scene, actor=voters[0])
    close(scene)
    start(scene, STYRNING)
    assert not voting(scene, voters[0]).is_asked  # of another role group than the question is meant for
    with pytest.raises(NotFoundError):
        vote(scene, voters[0], "3", question=STYRNING)
    assert ballots(scene) == 0


def test_there_is_no_vote_while_people_still_answer(scene: Scene) -> None:
    scene.respondents(5)
    with pytest.raises(NoMeetingError):
        start(scene)


def test_what_one_votes_is_told_to_oneself_and_goes_with_the_person_or_the_meeting(
    scene: Scene, voters: list[Actor]
) -> None:
    start(scene)
    for someone in voters:
        vote(scene, someone, "4")
    [place] = own_extract(scene.database, voters[0], VOTING).places
    assert place.vote is not None
    assert (place.vote.question_id, place.vote.position) == (MAL, 4)
    scene.database.write(lambda session: unlink(session, RespondentRow.person_id == voters[0].person_id))  # type: ignore[arg-type]
    assert ballots(scene) == 5
    assessment_id = voting(scene, voters[1]).place.assessment.id
    scene.database.write(lambda session: discard_open_vote(session, assessment_id))
    assert ballots(scene) == 0
    assert not at_meeting(scene).by_question[MAL].is_open
    assert at_meeting(scene).by_question[MAL].count == VoteCount(0, None, None, None)
    [place] = own_extract(scene.database, voters[1], VOTING).places
    assert place.vote is None

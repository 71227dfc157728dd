"""Results that are kept between requests: always those that what is stored now comes to, and nothing a writer has seen."""

from fractions import Fraction

import pytest
from sqlmodel import Session

from app.assessment.answering.answers import AnswerKind
from app.assessment.answering.entry import RawEntry
from app.services.meeting.outcomes import note_outcome
from app.services.results.results import open_result
from app.services.results.scoring import profile_of, year_result
from app.storage.kernel.assessments import find_assessment
from app.storage.meeting.meeting import raise_meeting_version
from app.storage.tables import AgreedAnswerRow
from tests.builders import BUDGET, LATER, MAL, RESERV, Scene


@pytest.fixture
def closed_scene(scene: Scene) -> Scene:
    for someone in scene.respondents(6, "strateg"):
        scene.answer(someone, "2", MAL, BUDGET, RESERV)
    scene.close()
    return scene


def value_of_mal(scene: Scene) -> Fraction | None:
    result = open_result(scene.database, scene.coordinator, scene.norrby)
    return next(
        question.value
        for capital in result.profile.capitals
        for question in capital.questions
        if question.question_id == MAL
    )


def settle(scene: Scene, choice: str, version: int) -> None:
    note_outcome(scene.database, scene.coordinator, scene.norrby, MAL, RawEntry(choice, "", ""), version, LATER)


def test_every_change_at_the_meeting_shows_in_the_result_at_once(closed_scene: Scene) -> None:
    before = value_of_mal(closed_scene)
    settle(closed_scene, "4", 0)
    after = value_of_mal(closed_scene)
    settle(closed_scene, "1", 1)
    last = value_of_mal(closed_scene)
    assert len({before, after, last}) == 3


def test_a_result_is_worked_out_once_for_all_who_read_it(closed_scene: Scene) -> None:
    with closed_scene.database.read() as first, closed_scene.database.read() as second:
        assessment = find_assessment(first, closed_scene.norrby)
        assert assessment is not None
        assert year_result(first, assessment) is year_result(second, assessment)
        assert profile_of(first, assessment) is profile_of(second, assessment)


def test_what_a_failed_writer_saw_is_never_shown(closed_scene: Scene) -> None:
    """Both come to the same version of the meeting, the one that is taken back and the one that is kept."""

    def fail(session: Session) -> None:
        assessment = find_assessment(session, closed_scene.norrby)
        assert assessment is not None
        row = AgreedAnswerRow(
            assessment_id=assessment.id, question_id=MAL, kind=AnswerKind.LEVEL, position=4, agreed_at=LATER
        )
        session.add(row)
        raise_meeting_version(session, assessment.id)
        session.flush()
        changed_assessment = find_assessment(session, closed_scene.norrby)
        assert changed_assessment is not None
        profile_of(session, changed_assessment)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        closed_scene.database.write(fail)
    settle(closed_scene, "1", 0)
    assert value_of_mal(closed_scene) == Fraction(0)

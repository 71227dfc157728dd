"""Where one answers for the whole kommun there is no joint meeting, and no time of one."""

import pytest

from app.errors import NotFoundError
from app.rounds.kernel.meeting_time import NEVER_STATED, RawMeetingTime
from app.services.answering.calendar import CalendarEntry, calendar_of_respondent
from app.services.assessments.coordination import (
    answer_alone,
)
from app.services.assessments.meeting_time import state_meeting_time
from app.services.assessments.mode_change import change_to_alone
from app.services.organisations.home_page import own_start
from app.storage.kernel.assessments import find_assessment
from app.storage.kernel.audit import every_line
from app.storage.kernel.meeting_times import meeting_time_of
from tests.builders import LATER, NOW, URL, Scene


@pytest.mark.parametrize("is_chosen_first", [False, True])
def test_there_is_no_time_of_a_meeting_that_there_will_not_be(scene: Scene, *, is_chosen_first: bool) -> None:
    """Neither after several have answered nor when the way is chosen for the first time."""
    raw = RawMeetingTime(day="2026-11-20", time="13.00", place="Rum Ale")
    someone = None if is_chosen_first else scene.respondent()
    state_meeting_time(scene.database, scene.coordinator, scene.norrby, raw, NEVER_STATED, NOW)
    if is_chosen_first:
        answer_alone(scene.database, scene.coordinator, scene.norrby, LATER)
    else:
        change_to_alone(scene.database, scene.coordinator, scene.norrby, LATER)

    with scene.database.read() as session:
        assessment = find_assessment(session, scene.norrby)
        assert assessment is not None
        meeting = meeting_time_of(session, assessment.id)
        assert meeting is not None
        assert (meeting.time, meeting.sequence) == (None, 1)
        assert [line.action for line in every_line(session)].count("meeting_time.removed") == 1
    if someone is not None:
        assert own_start(scene.database, someone).meetings == {}
        with pytest.raises(NotFoundError):
            calendar_of_respondent(scene.database, someone, scene.norrby, CalendarEntry.MEETING, LATER, public_url=URL)

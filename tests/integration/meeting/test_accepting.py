"""Accepting in one act what people already agree on: all or nothing, one line in the log each, nobody overwritten."""

import pytest

from app.assessment.meeting.outcomes import OutcomeState
from app.errors import InvalidInputError, NotAuthorizedError, PermissionDeniedError
from app.services.meeting.accepting import accept_agreed
from app.services.meeting.agenda import open_agenda
from app.storage.kernel.audit import every_line
from tests.builders import BUDGET, KALKYL, LATER, MAL, RESERV, Scene
from tests.integration.meeting.test_meeting import opened, settle
from tests.integration.support.together import at_once, kinds


@pytest.fixture
def meeting(scene: Scene) -> Scene:
    """Six strategists agree on BUDGET and RESERV, and five managers see MAL two levels higher than they do."""
    for someone in scene.respondents(6, "strateg"):
        scene.answer(someone, "2", MAL, BUDGET, RESERV)
    for someone in scene.respondents(5, "ledning"):
        scene.answer(someone, "4", MAL)
        scene.answer(someone, "2", BUDGET, RESERV)
    scene.close()
    return scene


def accept(scene: Scene, reason: str = "Vi är eniga.", **ticked: str) -> tuple[list[str], list[str]]:
    done = accept_agreed(
        scene.database,
        scene.coordinator,
        scene.norrby,
        {name.replace("_", "-"): position for name, position in ticked.items()},
        reason,
        LATER,
    )
    return [item.question_id for item in done.accepted], [item.question_id for item in done.kept]


BOTH = {BUDGET.replace("-", "_"): "2", RESERV.replace("-", "_"): "2"}


def lines(scene: Scene) -> list[str]:
    with scene.database.read() as session:
        return [line.action for line in every_line(session) if line.action.startswith("agreed_answer")]


def test_the_agenda_proposes_what_people_agree_on_and_talks_about_the_rest(meeting: Scene) -> None:
    agenda = open_agenda(meeting.database, meeting.coordinator, meeting.norrby).agenda
    assert [(item.question_id, item.proposal) for item in agenda.agreeing] == [(BUDGET, 2), (RESERV, 2)]
    assert agenda.talking[0].question_id == MAL


def test_all_that_is_ticked_is_settled_at_once_with_a_line_in_the_log_each(meeting: Scene) -> None:
    before = opened(meeting).version
    assert accept(meeting, **BOTH) == ([BUDGET, RESERV], [])
    view = opened(meeting)
    assert [view.outcome(name).choice for name in (BUDGET, RESERV)] == ["2", "2"]
    assert view.outcome(BUDGET).reason == "Vi är eniga."
    assert view.version == before + 1
    assert lines(meeting) == ["agreed_answer.settled"] * 2
    assert accept(meeting, **BOTH) == ([], [])  # the same again is nothing
    assert opened(meeting).version == before + 1


def test_what_is_settled_or_parked_meanwhile_stays_and_a_reason_begun_is_kept(meeting: Scene) -> None:
    settle(meeting, BUDGET, "parkerad")
    settle(meeting, RESERV, "oppen", reason="Påbörjat skäl.")
    assert accept(meeting, **BOTH) == ([RESERV], [BUDGET])
    view = opened(meeting)
    assert view.outcome(BUDGET).standing is OutcomeState.PARKED
    assert view.outcome(RESERV).reason == "Påbörjat skäl."
    settle(meeting, RESERV, "oppen", 2)
    assert opened(meeting).outcome(RESERV).standing is OutcomeState.OPEN


def test_another_level_than_the_proposed_one_is_not_accepted_nor_a_question_without_a_proposal(meeting: Scene) -> None:
    assert accept(meeting, **{BUDGET.replace("-", "_"): "5"}) == ([], [BUDGET])
    for name in (MAL, KALKYL, "finns-inte"):
        with pytest.raises(InvalidInputError):
            accept(meeting, **{name.replace("-", "_"): "2"})
    assert opened(meeting).outcomes == {}


def test_a_reason_that_cannot_be_kept_settles_nothing(meeting: Scene) -> None:
    with pytest.raises(InvalidInputError):
        accept(meeting, reason="a" * 2_001, **BOTH)
    assert opened(meeting).outcomes == {}


def test_two_who_accept_at_once_settle_each_question_once(meeting: Scene) -> None:
    outcome = kinds(at_once(lambda: accept(meeting, **BOTH), lambda: accept(meeting, **BOTH)))
    assert lines(meeting) == ["agreed_answer.settled"] * 2, outcome
    assert {saved.version for saved in opened(meeting).outcomes.values()} == {1}


def test_only_who_leads_accepts_and_only_while_it_is_not_locked(meeting: Scene) -> None:
    with pytest.raises(NotAuthorizedError):
        accept_agreed(meeting.database, meeting.region.norrby.reader, meeting.norrby, {BUDGET: "2"}, "", LATER)
    meeting.change(approved_at=LATER)
    with pytest.raises(PermissionDeniedError):
        accept(meeting, **BOTH)

"""The joint meeting: when there is one, what is noted, what becomes of it, and what nobody gets to see."""

import asyncio
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from fractions import Fraction

import pytest
from sqlalchemy import update
from sqlmodel import Session

from app.accounts.kernel.roles import Actor, Membership, Role
from app.assessment.answering.answers import NOT_APPLICABLE, Answer
from app.assessment.answering.entry import RawEntry
from app.assessment.meeting.outcomes import NOTHING_NOTED, Outcome, OutcomeState
from app.assessment.meeting.spread import question_spread
from app.assessment.results.results import QuestionSource
from app.errors import NotAuthorizedError, NotFoundError, OmstallningskollenError, PermissionDeniedError
from app.services.assessments.coordination import answer_alone
from app.services.meeting.agenda import open_capital_on_agenda
from app.services.meeting.meeting import (
    CapitalMeeting,
    Meeting,
    NoMeetingError,
    WhyNoMeeting,
    open_meeting,
    version_of_meeting,
)
from app.services.meeting.outcomes import Noted, StaleOutcomeError, note_outcome
from app.services.results.results import open_result
from app.storage.answering.answers import answers_of
from app.storage.engine.database import Database
from app.storage.kernel.assessments import find_assessment, lock_assessment
from app.storage.kernel.audit import every_line
from app.storage.meeting import meeting as stored_meeting
from app.storage.tables import AssessmentRow
from tests.builders import BUDGET, KALKYL, LATER, MAL, NOW, RESERV, STYRNING, Scene, other_region
from tests.integration.support.together import PATIENCE, HeldUp, at_once, kinds


@pytest.fixture
def meeting(scene: Scene) -> Scene:
    """Six strategists and five managers have answered MAL, each on their own level, and answering is closed."""
    for someone in scene.respondents(6, "strateg"):
        scene.answer(someone, "2", MAL, BUDGET, RESERV)
    for someone in scene.respondents(5, "ledning"):
        scene.answer(someone, "4", MAL, STYRNING, KALKYL)
    scene.close()
    return scene


def settle(
    scene: Scene,
    question_id: str,
    choice: str,
    version: int = 0,
    *,
    reason: str = "",
    link: str = "",
    actor: Actor | None = None,
) -> Noted:
    raw = RawEntry(choice, reason, link)
    return note_outcome(scene.database, actor or scene.coordinator, scene.norrby, question_id, raw, version, LATER)


def opened(scene: Scene, actor: Actor | None = None) -> Meeting:
    return open_meeting(scene.database, actor or scene.coordinator, scene.norrby)


def politiskt(scene: Scene, actor: Actor | None = None) -> CapitalMeeting:
    return at_capital(scene, "politiskt", actor)


def at_capital(scene: Scene, capital_id: str, actor: Actor | None = None) -> CapitalMeeting:
    return open_capital_on_agenda(scene.database, actor or scene.coordinator, scene.norrby, capital_id).capital_meeting


def mal_result(scene: Scene) -> tuple[Fraction | None, QuestionSource, bool]:
    question = open_result(scene.database, scene.coordinator, scene.norrby).profile.capitals[0].questions[0]
    return question.value, question.source, question.not_united


def logged(scene: Scene) -> list[tuple[str, str]]:
    """Actions of the audit log about the meeting, each with its question."""
    with scene.database.read() as session:
        lines = [line for line in every_line(session) if line.action.startswith("agreed_answer.")]
    facts = [json.loads(line.facts) for line in lines]
    assert all(set(values) == {"assessment_id", "question_id"} for values in facts)
    return [(line.action, values["question_id"]) for line, values in zip(lines, facts, strict=True)]


def test_there_is_no_meeting_before_answering_is_closed(scene: Scene) -> None:
    scene.answer(scene.respondent(), "3")
    for attempt in (opened, politiskt, lambda scene: settle(scene, MAL, "3")):
        with pytest.raises(NoMeetingError, match="börjar när svarstiden är avslutad") as error:
            attempt(scene)
        assert error.value.why is WhyNoMeeting.ANSWERING
    scene.close()
    assert opened(scene).capitals[0].standings[MAL] is OutcomeState.OPEN


def test_who_has_answered_alone_has_no_meeting_to_hold(scene: Scene) -> None:
    answer_alone(scene.database, scene.coordinator, scene.norrby, NOW)
    with pytest.raises(NoMeetingError) as error:
        opened(scene)
    assert (error.value.why, error.value.may_lead) == (WhyNoMeeting.SIMPLE, True)
    with pytest.raises(NoMeetingError):
        settle(scene, MAL, "3")


def test_what_is_agreed_is_the_kommuns_result_with_its_reason_kept(meeting: Scene) -> None:
    # Six strategists at 1 weigh 6/9, five managers at 3 weigh 5/8: 61/31.
    assert mal_result(meeting) == (Fraction(61, 31), QuestionSource.ROLE_BALANCED, False)
    outcome = settle(meeting, MAL, "4", reason=" Beslutet finns. \r\n", link="https://norrby.se/beslut")
    assert outcome.saved.version == 1
    assert mal_result(meeting) == (Fraction(3), QuestionSource.AGREED, False)
    expected = Outcome(Answer.level(4), reason="Beslutet finns.", evidence_url="https://norrby.se/beslut")
    assert opened(meeting).outcomes[MAL].outcome == expected
    assert logged(meeting) == [("agreed_answer.settled", MAL)]


def test_ej_tillampligt_can_be_agreed_and_takes_the_question_out(meeting: Scene) -> None:
    settle(meeting, MAL, "ej_tillampligt")
    assert opened(meeting).outcome(MAL).answer == NOT_APPLICABLE
    assert mal_result(meeting) == (None, QuestionSource.AGREED, False)


def test_not_united_keeps_the_mean_of_the_roles_and_the_result_says_so(meeting: Scene) -> None:
    settle(meeting, MAL, "enades_inte", reason="Ledningen ser en rutin, strategerna ser ingen.")
    assert opened(meeting).outcome(MAL).standing is OutcomeState.NOT_UNITED
    assert mal_result(meeting) == (Fraction(61, 31), QuestionSource.ROLE_BALANCED, True)
    assert logged(meeting) == [("agreed_answer.not_united", MAL)]


def test_agreeing_after_all_is_no_longer_not_united(meeting: Scene) -> None:
    settle(meeting, MAL, "enades_inte")
    settle(meeting, MAL, "2", 1)
    assert mal_result(meeting) == (Fraction(1), QuestionSource.AGREED, False)


def test_a_question_is_parked_taken_up_again_settled_and_opened_again(meeting: Scene) -> None:
    for version, choice in enumerate(("parkerad", "oppen", "3", "parkerad", "3", "oppen")):
        settle(meeting, MAL, choice, version, reason="Väntar på budgeten.")
        outcome = opened(meeting).outcome(MAL)
        assert outcome.choice == choice
        assert outcome.reason == "Väntar på budgeten."
        assert (mal_result(meeting)[1] is QuestionSource.AGREED) == (choice == "3")
    assert [action.partition(".")[2] for action, _ in logged(meeting)] == [
        "parked",
        "cleared",
        "settled",
        "parked",
        "settled",
        "cleared",
    ]


def test_words_about_an_agreed_level_raise_the_version_but_are_no_line_in_the_log(meeting: Scene) -> None:
    settle(meeting, MAL, "3")
    assert settle(meeting, MAL, "3", 1, reason="Vi såg på besluten.").saved.version == 2
    assert logged(meeting) == [("agreed_answer.settled", MAL)]
    settle(meeting, MAL, "4", 2, reason="Vi såg på besluten.")
    assert logged(meeting) == [("agreed_answer.settled", MAL)] * 2


def test_the_same_again_changes_nothing_whatever_version_it_names(meeting: Scene) -> None:
    first = settle(meeting, MAL, "3", reason="Så är det.")
    before = opened(meeting).version
    for version in (0, 1, 7):
        assert settle(meeting, MAL, "3", version, reason="Så är det.").saved == first.saved
    assert opened(meeting).version == before
    assert settle(meeting, BUDGET, "oppen").saved.version == 0


def test_a_change_of_what_somebody_else_has_changed_is_told_what_they_wrote_and_changes_nothing(meeting: Scene) -> None:
    settle(meeting, MAL, "3", reason="Först.")
    with pytest.raises(StaleOutcomeError) as error:
        settle(meeting, MAL, "5", 0, reason="Sedan.")
    assert error.value.current.outcome == Outcome(Answer.level(3), reason="Först.")
    assert (error.value.current.version, error.value.current.saved_at) == (1, LATER)
    assert opened(meeting).outcomes[MAL].outcome.reason == "Först."
    assert settle(meeting, MAL, "5", 1, reason="Sedan.").saved.version == 2


def test_what_a_page_sent_before_without_a_reply_is_no_conflict_and_what_others_wrote_is(meeting: Scene) -> None:
    settle(meeting, MAL, "3", reason="Be")
    first, second = RawEntry("3", "Be", ""), RawEntry("3", "Beslut", "")
    where = (meeting.database, meeting.coordinator, meeting.norrby, MAL)
    assert note_outcome(*where, second, 0, LATER, unheard=first).saved.version == 2
    with pytest.raises(StaleOutcomeError):
        note_outcome(*where, RawEntry("3", "Annat", ""), 0, LATER, unheard=first)


@pytest.mark.parametrize("choice", ["", "vet_ej", "6", "0", "enade", "inget"])
def test_what_is_no_choice_on_the_page_is_refused(meeting: Scene, choice: str) -> None:
    assert [error.field for error in settle(meeting, MAL, choice).errors] == ["choice"]
    assert opened(meeting).outcomes == {}


def test_too_long_a_reason_is_told_with_what_to_do_and_the_level_is_noted(meeting: Scene) -> None:
    outcome = settle(meeting, MAL, "3", reason="a" * 2_001, link="ingen adress")
    assert opened(meeting).outcomes[MAL].outcome == Outcome(Answer.level(3))
    assert [error.message.partition(".")[0] for error in outcome.errors] == [
        "Texten är 1 tecken för lång",
        "Länken ska vara en hel webbadress, till exempel https://kommunen",
    ]


def test_a_question_that_the_round_does_not_ask_is_not_found(meeting: Scene) -> None:
    meeting.change_round(capital_ids=["politiskt"])
    settle(meeting, MAL, "3")
    for unknown in (RESERV, "finns-inte"):
        with pytest.raises(NotFoundError):
            settle(meeting, unknown, "3")
    with pytest.raises(NotFoundError):
        at_capital(meeting, "finansiellt")


def test_every_change_raises_the_number_that_others_follow_the_meeting_by(meeting: Scene) -> None:
    assert opened(meeting).version == 0
    settle(meeting, MAL, "3")
    settle(meeting, BUDGET, "parkerad")
    settle(meeting, MAL, "3", 1, reason="Så.")
    assert opened(meeting).version == 3
    with pytest.raises(StaleOutcomeError):
        settle(meeting, MAL, "4", 1)
    assert opened(meeting).version == 3


async def _version(scene: Scene, actor: Actor) -> int:
    return await version_of_meeting(scene.database, actor, scene.norrby)


def test_who_may_not_follow_the_meeting_gets_no_number_either(meeting: Scene) -> None:
    settle(meeting, MAL, "3")
    assert asyncio.run(_version(meeting, meeting.region.norrby.reader)) == 1
    for stranger in (meeting.region.soderby.coordinator, meeting.region.coordinator, Actor(99, "ingen")):
        with pytest.raises((NotFoundError, PermissionDeniedError)):
            asyncio.run(_version(meeting, stranger))


def test_readers_and_approvers_follow_without_comments_and_change_nothing(meeting: Scene) -> None:
    kommun = meeting.region.norrby
    approver = Actor(77, "godkännare", (Membership(Role.KOMMUN_APPROVER, meeting.region.id, kommun.id),))
    for actor in (kommun.reader, approver):
        view = politiskt(meeting, actor)
        assert view.talk[0].spread.everyone is not None
        assert not view.meeting.may_change
        with pytest.raises(PermissionDeniedError, match="Din roll ger inte rätt"):
            settle(meeting, MAL, "3", actor=actor)
    assert opened(meeting).outcomes == {}


def attempts(scene: Scene, actor: Actor) -> list[type[Exception] | None]:
    """What comes of looking at the whole meeting, at a capital, and of noting something."""
    tries: tuple[Callable[[], object], ...] = (
        lambda: opened(scene, actor),
        lambda: politiskt(scene, actor),
        lambda: settle(scene, MAL, "3", actor=actor),
    )
    errors: list[type[Exception] | None] = []
    for attempt in tries:
        try:
            attempt()
        except OmstallningskollenError as error:
            errors.append(type(error))
        else:
            errors.append(None)
    return errors


def test_nobody_outside_the_kommun_sees_its_meeting(meeting: Scene) -> None:
    for stranger in (
        meeting.region.soderby.coordinator,
        other_region(meeting.database).coordinator,
        Actor(4711, "svarande"),
    ):
        assert attempts(meeting, stranger) == [NotFoundError] * 3
    for of_region in (meeting.region.coordinator, meeting.region.reader):
        assert attempts(meeting, of_region) == [NotAuthorizedError] * 3
    assert attempts(meeting, meeting.coordinator) == [None] * 3


def test_an_approved_result_is_locked_and_still_read(meeting: Scene) -> None:
    settle(meeting, MAL, "3")
    meeting.change(approved_at=LATER)
    with pytest.raises(PermissionDeniedError, match="Resultatet är fastställt"):
        settle(meeting, MAL, "4", 1)
    view = opened(meeting)
    assert view.outcome(MAL).choice == "3"
    assert not view.may_change
    assert "fastställt" in view.closed


def test_the_questions_people_see_most_differently_come_first_and_direction_last(meeting: Scene) -> None:
    view = politiskt(meeting)
    assert [item.question.id for item in view.talk][:1] == [MAL]
    assert [item.question.id for item in view.talk][-2:] == ["politiskt-enighet", "politiskt-vagen"]


def test_the_spread_is_that_of_the_single_answers_as_far_as_it_may_be_shown(meeting: Scene) -> None:
    with meeting.database.read() as session:
        assessment = find_assessment(session, meeting.norrby)
        assert assessment is not None
        answers = answers_of(session, assessment.id)
    for item in politiskt(meeting).talk:
        assert item.spread == question_spread(item.question, meeting.edition, answers, 5)


def test_comments_are_in_an_order_that_tells_nothing_and_carry_no_name_or_role(scene: Scene) -> None:
    texts = ("Övrigt.", "Aldrig hört talas om.", "Zonen är oklar.", "Ett protokoll.", "Bra.")
    for someone, text in zip(scene.respondents(5, "ledning"), texts, strict=True):
        scene.save(someone, MAL, "3", comment=text, link="https://norrby.se/p" if text == "Ett protokoll." else "")
    scene.close()
    comments = politiskt(scene).comments[MAL]
    assert [comment.text for comment in comments] == [*sorted(texts[1:]), "Övrigt."]
    assert [comment.evidence_url for comment in comments] == ["", "", "https://norrby.se/p", "", ""]
    assert comments[0]._fields == ("text", "evidence_url")
    assert politiskt(scene, scene.region.norrby.reader).comments == {}


def test_only_the_kommuns_own_words_about_the_capitals_own_questions_are_shown(scene: Scene) -> None:
    for someone in scene.respondents(5, "strateg"):
        scene.save(someone, MAL, "3")
        scene.save(someone, RESERV, "3", comment="Om en annan fråga.")
    for someone in scene.respondents(5, "strateg", scene.soderby):
        scene.save(someone, MAL, "3", link="https://soderby.se/beslut", comment="En annan kommun.", key=scene.soderby)
    scene.close()
    assert politiskt(scene).comments == {}


def test_what_a_capitals_answers_come_to_is_the_same_when_it_is_asked_for_again(meeting: Scene) -> None:
    first, second = politiskt(meeting), politiskt(meeting)
    assert first.talk == second.talk
    with closing(Database(meeting.database.engine.url.render_as_string(hide_password=False))) as another:
        assert (
            open_capital_on_agenda(another, meeting.coordinator, meeting.norrby, "politiskt").capital_meeting.talk
            == first.talk
        )


def test_two_respondents_are_not_told_by_spread_or_comments(scene: Scene) -> None:
    for someone, choice in zip(scene.respondents(2, "ledning"), "15", strict=True):
        scene.save(someone, MAL, choice, comment=f"Jag valde {choice}.")
        scene.save(someone, STYRNING, choice)
    scene.close()
    view = politiskt(scene)
    assert view.comments == {}
    for item in view.talk:
        assert (item.spread.everyone, item.spread.groups, item.spread.gap, item.spread.ad_m) == (None, (), None, None)
        assert (item.spread.dont_know, item.spread.not_applicable) == (None, None)


def test_comments_to_a_question_that_few_answered_are_not_shown_even_among_many_people(scene: Scene) -> None:
    """STYRNING is for managers only: three of them, and a comment there would tell the role."""
    managers, strategists = scene.respondents(3, "ledning"), scene.respondents(6, "strateg")
    for someone in (*managers, *strategists):
        scene.save(someone, MAL, "3", comment="Om målen.")
    for someone in managers:
        scene.save(someone, STYRNING, "2", comment="Om styrningen.")
    scene.close()
    assert list(politiskt(scene).comments) == [MAL]


def test_of_two_who_settle_a_question_at_once_one_is_told_what_the_other_did(meeting: Scene) -> None:
    outcomes = at_once(*(lambda choice=choice: settle(meeting, MAL, choice).saved for choice in "12345"))
    assert sorted(kinds(outcomes).values()) == [1, 4]
    winner = opened(meeting).outcomes[MAL]
    stale = [outcome for outcome in outcomes if isinstance(outcome, StaleOutcomeError)]
    assert [error.current for error in stale] == [winner] * 4
    assert winner.version == 1
    assert opened(meeting).version == 1
    assert logged(meeting) == [("agreed_answer.settled", MAL)]


def test_two_who_settle_different_questions_at_once_do_not_disturb_each_other(meeting: Scene) -> None:
    ids = (MAL, BUDGET, STYRNING, RESERV, KALKYL)
    outcomes = at_once(*(lambda name=name: settle(meeting, name, "3").saved.version for name in ids))
    assert outcomes == [1] * 5
    assert opened(meeting).version == 5
    assert {question_id for _, question_id in logged(meeting)} == set(ids)


def test_a_result_is_not_approved_while_something_is_being_noted(
    meeting: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise something would be changed in a result that is locked."""
    storing = _held_up(monkeypatch)
    with ThreadPoolExecutor(2) as threads:
        noting = threads.submit(settle, meeting, MAL, "3")
        try:
            assert storing.reached.wait(PATIENCE)
            approving = threads.submit(meeting.change, approved_at=NOW)
            with pytest.raises(TimeoutError):
                approving.result(0.3)
        finally:
            storing.go_on.set()
        noting.result(PATIENCE)
        approving.result(PATIENCE)
    assert opened(meeting).outcome(MAL).choice == "3"
    with pytest.raises(PermissionDeniedError):
        settle(meeting, MAL, "4", 1)


def test_what_comes_while_a_result_is_being_approved_is_refused(meeting: Scene) -> None:
    approving = HeldUp(lambda: None)

    def approve(session: Session) -> None:
        lock_assessment(session, meeting.norrby, exclusive=True)
        approving()
        session.execute(update(AssessmentRow).values(approved_at=NOW))

    with ThreadPoolExecutor(2) as threads:
        approval = threads.submit(meeting.database.write, approve)
        try:
            assert approving.reached.wait(PATIENCE)
            noting = threads.submit(settle, meeting, MAL, "4")
            with pytest.raises(TimeoutError):
                noting.result(0.3)
        finally:
            approving.go_on.set()
        approval.result(PATIENCE)
        with pytest.raises(PermissionDeniedError, match="fastställt"):
            noting.result(PATIENCE)
    assert opened(meeting).outcome(MAL) == NOTHING_NOTED


def _held_up(monkeypatch: pytest.MonkeyPatch) -> HeldUp:
    wait = HeldUp(stored_meeting.store_outcome)
    monkeypatch.setattr(stored_meeting, "store_outcome", wait)
    return wait

"""Targets and actions, handing in, approving and opening again, on real databases."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest

from app.accounts.kernel.roles import Actor, Membership, Role
from app.assessment.answering.answers import AnswerKind
from app.assessment.answering.entry import FieldError
from app.assessment.results.results import StartReason
from app.errors import NotFoundError, PermissionDeniedError
from app.rounds.assessments.plans import ActionStatus, RawAction, RawTarget, Target
from app.services.assessments import handing_in as service
from app.services.assessments import versions
from app.services.assessments.coordination import reopen_joint
from app.services.assessments.plans import (
    AssessmentPlan,
    InvalidPlanError,
    delete_action,
    open_plan,
    restore_action,
    save_action,
    set_targets,
)
from app.services.assessments.versions import HandingIn
from app.services.results.results import open_result
from app.storage.kernel.assessments import find_assessment
from app.storage.kernel.audit import every_line
from app.storage.overview.round_figures import planned_actions
from app.storage.tables import AgreedAnswerRow
from tests.builders import EVERYTHING, LATER, MAL, NOW, STYRNING, URL, Scene, other_region

ANTA = RawAction(capital="politiskt", text="Anta ett mål", owner="Kommundirektören", due="2027-06-30", status="planned")
SOON = LATER + timedelta(hours=1)


def approver(scene: Scene) -> Actor:
    """Somebody with the role; nothing here looks a person up."""
    norrby = scene.region.norrby
    member = Membership(Role.KOMMUN_APPROVER, scene.region.id, norrby.id)
    return Actor(norrby.reader.person_id, "Godkännaren", (member,))


def with_result(scene: Scene) -> Scene:
    scene.answer_alone("3")
    return scene


def plan(scene: Scene) -> AssessmentPlan:
    return open_plan(scene.database, scene.coordinator, scene.norrby, NOW)


def standing(scene: Scene) -> HandingIn:
    return versions.open_handing_in(scene.database, scene.coordinator, scene.norrby)


def aim(scene: Scene, level: str, year: str, version: int = 0, capital: str = "politiskt") -> None:
    set_targets(scene.database, scene.coordinator, scene.norrby, {capital: (RawTarget(level, year), version)}, LATER)


def submit(scene: Scene, reason: str = "") -> None:
    service.submit(scene.database, scene.coordinator, scene.norrby, reason, LATER, public_url=URL)


def approve(scene: Scene, number: int = 1, title: str = "kommunstyrelsen") -> None:
    service.approve(scene.database, approver(scene), scene.norrby, number, title, SOON, public_url=URL)


def agree(scene: Scene, *question_ids: str, position: int = 4) -> None:
    def work(session: object) -> None:
        assessment = find_assessment(session, scene.norrby)  # type: ignore[arg-type]
        assert assessment is not None
        for question_id in question_ids:
            row = AgreedAnswerRow(
                assessment_id=assessment.id,
                question_id=question_id,
                kind=AnswerKind.LEVEL,
                position=position,
                reason="Beslut i juni",
                agreed_at=NOW,
            )
            session.merge(row)  # type: ignore[attr-defined]

    scene.database.write(work)


def actions_logged(scene: Scene) -> list[str]:
    with scene.database.read() as session:
        return [line.action for line in every_line(session)]


def test_a_target_is_kept_changed_and_taken_away(scene: Scene) -> None:
    with_result(scene)
    aim(scene, "4", "2028")
    assert plan(scene).targets["politiskt"].target == Target(4, 2028)
    aim(scene, "5", "2029", version=1)
    assert plan(scene).targets["politiskt"].target == Target(5, 2029)
    aim(scene, "", "", version=2)
    assert plan(scene).targets == {}
    assert actions_logged(scene).count("target.changed") == 3


def test_the_same_target_again_is_no_change_whatever_version_it_names(scene: Scene) -> None:
    with_result(scene)
    for _ in range(2):
        aim(scene, "4", "2028")
    assert plan(scene).targets["politiskt"].version == 1
    assert actions_logged(scene).count("target.changed") == 1


def test_a_target_that_somebody_else_changed_is_not_written_over(scene: Scene) -> None:
    with_result(scene)
    aim(scene, "4", "2028")
    with pytest.raises(InvalidPlanError) as error:
        aim(scene, "5", "2027", version=0)
    assert "Någon annan har ändrat" in error.value.errors["politiskt"][0].message
    assert plan(scene).targets["politiskt"].target == Target(4, 2028)


def test_a_target_below_todays_level_is_kept_with_its_reason_only(scene: Scene) -> None:
    with_result(scene)
    with pytest.raises(InvalidPlanError) as error:
        aim(scene, "2", "2027")
    assert error.value.errors["politiskt"][0].field == "reason"
    entries = {"politiskt": (RawTarget("2", "2027", "Pengarna minskar"), 0)}
    set_targets(scene.database, scene.coordinator, scene.norrby, entries, LATER)
    assert plan(scene).targets["politiskt"].target == Target(2, 2027, "Pengarna minskar")
    submit(scene)
    assert standing(scene).versions[0].content.targets["politiskt"].reason == "Pengarna minskar"


def test_one_faulty_target_keeps_all_from_being_saved(scene: Scene) -> None:
    with_result(scene)
    entries = {"politiskt": (RawTarget("4", "2028"), 0), "finansiellt": (RawTarget("4", "nu"), 0)}
    with pytest.raises(InvalidPlanError) as error:
        set_targets(scene.database, scene.coordinator, scene.norrby, entries, LATER)
    assert list(error.value.errors) == ["finansiellt"]
    assert plan(scene).targets == {}


def test_a_target_decides_where_to_start_when_the_ground_is_laid(scene: Scene) -> None:
    scene.answer_alone("4")
    aim(scene, "5", "2030", capital="finansiellt")
    aim(scene, "4", "2028", capital="politiskt")
    start = open_result(scene.database, scene.coordinator, scene.norrby).start
    assert start is not None
    assert (start.capital_id, start.reason) == ("finansiellt", StartReason.LARGEST_GAP)


def test_nothing_is_planned_before_there_is_a_result(scene: Scene) -> None:
    for act in (lambda: plan(scene), lambda: aim(scene, "4", "2028"), lambda: standing(scene), lambda: submit(scene)):
        with pytest.raises(PermissionDeniedError, match="Svarstiden är inte avslutad"):
            act()


def test_an_action_is_noted_once_however_often_the_button_is_pressed(scene: Scene) -> None:
    with_result(scene)
    for _ in range(2):
        save_action(scene.database, scene.coordinator, scene.norrby, ANTA, LATER)
    [action] = plan(scene).actions
    assert (action.action.text, action.version) == ("Anta ett mål", 1)


def test_an_action_that_somebody_else_changed_is_not_written_over(scene: Scene) -> None:
    with_result(scene)
    save_action(scene.database, scene.coordinator, scene.norrby, ANTA, LATER)
    [action] = plan(scene).actions
    raw_action = RawAction(capital="politiskt", text="Anta ett mål", owner="KS", due="", status="done")
    save_action(scene.database, scene.coordinator, scene.norrby, raw_action, LATER, action.id, 1)
    with pytest.raises(InvalidPlanError):
        save_action(scene.database, scene.coordinator, scene.norrby, ANTA, LATER, action.id, 1)
    assert plan(scene).actions[0].action.status is ActionStatus.DONE


def test_a_deleted_action_is_left_out_until_it_is_taken_back(scene: Scene) -> None:
    with_result(scene)
    save_action(scene.database, scene.coordinator, scene.norrby, ANTA, LATER)
    [action] = plan(scene).actions
    for _ in range(2):
        delete_action(scene.database, scene.coordinator, scene.norrby, action.id, action.version, LATER)
    assert plan(scene).actions == ()
    assert open_result(scene.database, scene.coordinator, scene.norrby).actions == ()
    with scene.database.read() as session:
        assert planned_actions(session, plan(scene).assessment.round.id) == ()
    submit(scene)
    assert standing(scene).versions[0].content.actions == ()
    for _ in range(2):
        restore_action(scene.database, scene.coordinator, scene.norrby, action.id, LATER)
    assert plan(scene).actions == (action,)
    assert actions_logged(scene).count("action.deleted") == 1
    assert actions_logged(scene).count("action.restored") == 1


def test_a_deleted_action_can_be_taken_back_for_thirty_days(scene: Scene) -> None:
    with_result(scene)
    save_action(scene.database, scene.coordinator, scene.norrby, ANTA, LATER)
    [action] = plan(scene).actions
    delete_action(scene.database, scene.coordinator, scene.norrby, action.id, action.version, LATER)
    too_late = LATER + timedelta(days=30)
    assert open_plan(scene.database, scene.coordinator, scene.norrby, too_late).deleted == ()
    with pytest.raises(NotFoundError):
        restore_action(scene.database, scene.coordinator, scene.norrby, action.id, too_late)


def test_an_action_that_somebody_else_changed_is_not_deleted_unseen(scene: Scene) -> None:
    with_result(scene)
    save_action(scene.database, scene.coordinator, scene.norrby, ANTA, LATER)
    [action] = plan(scene).actions
    other = other_region(scene.database)
    other.answer_alone("3")
    with pytest.raises(NotFoundError):
        delete_action(other.database, other.coordinator, other.norrby, action.id, 1, LATER)
    with pytest.raises(InvalidPlanError):
        delete_action(scene.database, scene.coordinator, scene.norrby, action.id, 2, LATER)
    assert plan(scene).actions == (action,)


def test_another_assessments_action_does_not_exist(scene: Scene) -> None:
    with_result(scene)
    other = other_region(scene.database)
    other.answer_alone("3")
    save_action(scene.database, scene.coordinator, scene.norrby, ANTA, LATER)
    [action] = plan(scene).actions
    with pytest.raises(NotFoundError):
        save_action(other.database, other.coordinator, other.norrby, ANTA, LATER, action.id, 1)


def test_people_of_another_kommun_find_no_plan_and_readers_change_none(scene: Scene) -> None:
    with_result(scene)
    outsider, reader = scene.region.soderby.coordinator, scene.region.norrby.reader
    with pytest.raises(NotFoundError):
        open_plan(scene.database, outsider, scene.norrby, NOW)
    with pytest.raises(NotFoundError):
        service.submit(scene.database, outsider, scene.norrby, "", LATER, public_url=URL)
    assert not open_plan(scene.database, reader, scene.norrby, NOW).may_change
    with pytest.raises(PermissionDeniedError):
        save_action(scene.database, reader, scene.norrby, ANTA, LATER)
    with pytest.raises(PermissionDeniedError, match="godkännare"):
        service.approve(scene.database, scene.coordinator, scene.norrby, 1, "KS", LATER, public_url=URL)


def test_a_complete_result_is_handed_in_approved_and_locked(scene: Scene) -> None:
    with_result(scene)
    submit(scene)
    submit(scene)  # a double click
    assert [version.number for version in standing(scene).versions] == [1]
    with pytest.raises(PermissionDeniedError, match="väntar på att fastställas"):
        aim(scene, "4", "2028")
    with pytest.raises(PermissionDeniedError, match="Ta tillbaka"):
        reopen_joint(scene.database, scene.coordinator, scene.norrby, NOW)
    approve(scene)
    approve(scene)
    result = standing(scene)
    assert (result.assessment.approved_at, result.assessment.approved_by) == (SOON, "kommunstyrelsen")
    assert result.versions[0].approved_by == approver(scene).person_id
    with pytest.raises(PermissionDeniedError, match="låst"):
        aim(scene, "4", "2028")
    assert [action for action in actions_logged(scene) if action.startswith("result.")] == [
        "result.submitted",
        "result.approved",
    ]


def test_what_is_missing_is_let_through_with_a_reason_only(scene: Scene) -> None:
    with_result(scene)

    def unsettle(session: object) -> None:
        session.execute(AgreedAnswerRow.__table__.delete().where(AgreedAnswerRow.question_id == MAL))  # type: ignore[attr-defined]

    scene.database.write(unsettle)
    assert standing(scene).completeness.open_questions == {"politiskt": (MAL,)}
    with pytest.raises(InvalidPlanError) as error:
        submit(scene)
    assert error.value.errors[""][0].field == "reason"
    submit(scene, " Avgörs i januari ")
    version = standing(scene).versions[0]
    assert (version.missing, version.missing_reason) == (1, "Avgörs i januari")


def test_what_was_taken_back_or_returned_can_be_handed_in_anew(scene: Scene) -> None:
    with_result(scene)
    submit(scene)
    service.take_back(scene.database, scene.coordinator, scene.norrby, LATER)
    aim(scene, "4", "2028")
    submit(scene)
    service.send_back(scene.database, approver(scene), scene.norrby, 2, "Målet är för högt", SOON, public_url=URL)
    assert standing(scene).versions[0].returned_reason == "Målet är för högt"
    aim(scene, "5", "2028", version=1)
    submit(scene)
    with pytest.raises(PermissionDeniedError, match="väntar inte"):
        approve(scene, 2)
    approve(scene, 3)
    comparison = versions.compare(standing(scene), 2, 3)
    assert [change.subject for change in comparison.targets] == ["politiskt"]
    assert comparison.answers == ()


def test_opening_a_locked_result_again_needs_a_reason_and_keeps_the_version(scene: Scene) -> None:
    with_result(scene)
    submit(scene)
    approve(scene)
    with pytest.raises(InvalidPlanError):
        service.reopen(scene.database, approver(scene), scene.norrby, "  ", SOON)
    service.reopen(scene.database, approver(scene), scene.norrby, "Fel siffra i underlaget", SOON)
    result = standing(scene)
    assert result.assessment.approved_at is None
    assert result.versions[0].reopened_reason == "Fel siffra i underlaget"
    agree(scene, STYRNING, position=5)
    submit(scene)
    approve(scene, 2)
    comparison = versions.compare(standing(scene), 1, 2)
    assert [change.subject for change in comparison.answers] == [STYRNING]


def test_a_result_that_was_locked_before_versions_were_kept_gets_one_when_it_is_opened(scene: Scene) -> None:
    with_result(scene)
    scene.change(approved_at=LATER, approved_by="kommundirektören")
    service.reopen(scene.database, approver(scene), scene.norrby, "Rättelse", SOON)
    [version] = standing(scene).versions
    assert (version.approved_at, version.reopened_reason) == (LATER, "Rättelse")
    assert set(version.content.answers) == set(EVERYTHING)


def test_a_closed_round_cannot_be_opened_again_by_a_kommun(scene: Scene) -> None:
    with_result(scene)
    submit(scene)
    approve(scene)
    scene.change_round(closed_at=SOON)
    with pytest.raises(PermissionDeniedError, match="Omgången är stängd"):
        service.reopen(scene.database, approver(scene), scene.norrby, "Rättelse", SOON)


@pytest.mark.parametrize("title", ["", "   ", "å" * 121, "två\nrader", "noll\x00"])
def test_who_approves_is_one_printable_line(scene: Scene, title: str) -> None:
    with_result(scene)
    submit(scene)
    with pytest.raises(InvalidPlanError) as error:
        approve(scene, title=title)
    assert isinstance(error.value.errors[""][0], FieldError)
    assert standing(scene).pending is not None


def test_two_who_hand_in_at_the_same_moment_make_one_version(scene: Scene) -> None:
    with_result(scene)
    together = Barrier(2)

    def one() -> None:
        together.wait()
        submit(scene)

    threads = [Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [version.number for version in standing(scene).versions] == [1]

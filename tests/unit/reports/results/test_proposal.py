"""The sentences of page one that a kommun acts on: targets by name, how the plan stands, and Förslag till beslut."""

import datetime as dt
from dataclasses import replace

import pytest

from app.assessment.meeting.samsyn import Samsyn
from app.assessment.results.results import Profile
from app.reports.results.parts.plan import NO_ACTIONS, NO_TARGETS, plan_sentence
from app.reports.results.subject import Approval, Subject
from app.rounds.assessments.plans import Action, ActionStatus, Target
from tests.unit.reports.results.test_content import FINDINGS, PROFILE, QUESTIONNAIRE, SUBJECT, content

TODAY = dt.date(2026, 11, 23)
YESTERDAY, TOMORROW = TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)
APPROVED = replace(SUBJECT, approval=Approval(TODAY, "Anna Ek"))
DONE, DROPPED = ActionStatus.DONE, ActionStatus.DROPPED


def action(due_on: dt.date | None = None, status: ActionStatus = ActionStatus.PLANNED) -> Action:
    return Action("politiskt", "Anta en plan", due_on=due_on, status=status)


@pytest.mark.parametrize(
    ("actions", "said"),
    [
        ([], NO_ACTIONS),
        ([action(status=DROPPED)], NO_ACTIONS),
        ([action(YESTERDAY)], "1\u00a0åtgärd i planen: 1\u00a0försenad."),
        ([action(TODAY)], "1\u00a0åtgärd i planen: 1\u00a0i tid."),
        ([action(YESTERDAY, DONE)], "1\u00a0åtgärd i planen: 1\u00a0klar."),
        (
            [action(YESTERDAY, DONE), action(YESTERDAY), action(YESTERDAY), action(TOMORROW), action()],
            "5\u00a0åtgärder i planen: 1\u00a0klar, 1\u00a0i tid, 2\u00a0försenade och 1\u00a0utan slutdatum.",
        ),
    ],
)
def test_the_plan_is_told_by_how_many_are_on_time(actions: list[Action], said: str) -> None:
    assert plan_sentence(actions, TODAY) == said


def test_an_action_is_late_by_the_day_one_reads_though_the_report_is_dated_when_it_was_approved() -> None:
    findings = replace(FINDINGS, actions=(action(TOMORROW),))
    assert "1\u00a0i tid" in content(findings=findings).summary.plan
    later = content(replace(SUBJECT, today=TOMORROW + dt.timedelta(days=1)), findings)
    assert "1\u00a0försenad" in later.summary.plan


def test_targets_are_told_by_name() -> None:
    targets = {"politiskt": Target(4, 2028), "human": Target(4, 2028), "realt": Target(5, 2030)}
    report = content(findings=replace(FINDINGS, targets=targets)).summary
    assert report.targets == (
        "Politiskt kapital och humankapital: Etablerat 2028.",
        "Realt kapital: Integrerat och lärande 2030.",
    )
    assert (
        "fastställa målnivåerna Etablerat 2028 för politiskt kapital och humankapital och Integrerat och lärande 2030 "
        "för realt kapital"
    ) in report.proposal.points


def test_one_target_for_all_is_told_once() -> None:
    targets = {capital.id: Target(4, 2028) for capital in QUESTIONNAIRE.capitals}
    report = content(findings=replace(FINDINGS, targets=targets)).summary
    assert report.targets == ("Alla kapitalslag: Etablerat 2028.",)
    assert "fastställa målnivån Etablerat 2028 för alla kapitalslag" in report.proposal.points


def test_without_targets_the_proposal_asks_for_them() -> None:
    report = content(findings=replace(FINDINGS, targets={})).summary
    assert report.targets == (NO_TARGETS,)
    assert any("föreslå vilken nivå" in point for point in report.proposal.points)


def test_the_proposal_is_a_text_of_numbered_points() -> None:
    text = content(APPROVED).summary.proposal.text
    assert text.splitlines() == [
        "Kommunstyrelsen beslutar att",
        "1. ställa sig bakom lägesbilden i självskattningen ”Omställningsförmåga 2026”",
        "2. börja med finansiellt kapital",
        "3. fastställa målnivån Etablerat 2028 för politiskt kapital",
        "4. ge kommundirektören i uppdrag att utse ansvarig och slutdatum för vart och ett av de tre stegen i rapporten",
        "5. följa upp beslutet i nästa självskattning",
    ]


def test_a_draft_says_beside_the_proposal_that_it_is_to_be_approved_first() -> None:
    assert content(APPROVED).summary.proposal.note == ""
    assert "inte fastställt" in content().summary.proposal.note
    assert "inte fastställt" not in content().summary.proposal.text


def test_what_is_invented_or_a_trial_says_so_in_the_text_that_is_copied() -> None:
    assert content(replace(APPROVED, is_example_data=True)).summary.proposal.text.startswith("Exempeldata.")
    assert content(replace(APPROVED, is_trial=True)).summary.proposal.text.startswith("Provomgång.")


EMPTY = replace(
    FINDINGS,
    profile=Profile(tuple(replace(result, index=None, level=None, cap=None) for result in PROFILE.capitals), (), None),
    comparison=None,
    earlier=None,
    start=None,
    next_steps=(),
)
"""Nothing has a result."""


def test_without_any_result_the_proposal_is_to_get_the_answers() -> None:
    points = content(findings=replace(EMPTY, samsyn=())).summary.proposal.points
    assert points[0].startswith("ge kommundirektören i uppdrag att få in de svar som saknas")
    assert not any("ställa sig bakom" in point or "steg" in point for point in points)


@pytest.mark.parametrize(
    ("subject", "asked"),
    [
        (SUBJECT, "samla dem som har svarat till ett gemensamt möte som enas om nivåerna i självskattningen"),
        (APPROVED, "se till att tillräckligt många svarar i nästa självskattning"),
    ],
)
def test_without_any_result_the_proposal_asks_for_what_can_still_be_done(subject: Subject, asked: str) -> None:
    none = tuple(Samsyn(capital.id, 0, None, None, None, None, None) for capital in QUESTIONNAIRE.capitals)
    points = content(subject, replace(EMPTY, samsyn=none)).summary.proposal.points
    assert points[0].startswith(f"ge kommundirektören i uppdrag att {asked}")


def test_a_capital_tells_its_highest_and_its_lowest_question_core_questions_first() -> None:
    chapter = content().chapters[1]
    assert chapter.highest is not None
    assert chapter.lowest is not None
    values = [line.value for line in chapter.questions]
    assert chapter.highest.value == max(values)
    assert chapter.lowest.value == min(values)
    assert content().chapters[5].highest is None  # without a result


def test_how_sure_the_figures_are_stands_in_the_annex_and_what_they_say_does_not() -> None:
    for chapter in content().chapters:
        assert not set(chapter.basis) & set(chapter.notes)
    assert any("intervall" in note for chapter in content().chapters for note in chapter.basis)
    assert not any("intervall" in note for chapter in content().chapters for note in chapter.notes)

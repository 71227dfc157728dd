"""What a report says of agreement, plans and reasons."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction

from app.assessment.answering.answers import Answer
from app.assessment.meeting.outcomes import Outcome
from app.assessment.meeting.samsyn import Samsyn
from app.assessment.meeting.spread import RoleGap
from app.assessment.results.results import Profile
from app.reports.figures.figures import SeriesRole
from app.reports.paper.rendering import body, contents
from app.reports.results.content import ReportContent
from app.reports.results.subject import Findings
from app.rounds.assessments.plans import Action, ActionStatus, Target
from tests.unit.reports.results.test_content import FINDINGS, PROFILE, QUESTIONNAIRE, content

ASKED = [capital.id for capital in QUESTIONNAIRE.capitals]
POLITISKT_1 = "politiskt-1"
GAP = RoleGap(("fortroendevald",), ("ledning",), Fraction(3, 2), Fraction(3, 2))


def samsyn(capital_id: str, ad_m: float | None = 0.5, widest: tuple[str, RoleGap] | None = None) -> Samsyn:
    if ad_m is None:
        return Samsyn(capital_id, 0, None, None, None, None, None)
    return Samsyn(capital_id, 4, ad_m, 0.61, 0.85, ad_m <= 5 / 6, widest)


def shifted(profile: Profile, capital_id: str, by: Fraction) -> Profile:
    """The same profile with one capital's index moved."""
    return replace(
        profile,
        capitals=tuple(
            replace(capital, index=capital.index + by)
            if capital.capital_id == capital_id and capital.index is not None
            else capital
            for capital in profile.capitals
        ),
    )


def with_(**values: object) -> ReportContent:
    return content(findings=replace(FINDINGS, **values))  # type: ignore[arg-type]


def agreed(reason: str = "", evidence: str = "") -> Outcome:
    return Outcome(Answer.level(3), reason=reason, evidence_url=evidence)


def divided(profile: Profile, question_id: str) -> Profile:
    """The same profile, with one question on which the meeting did not agree."""
    return replace(
        profile,
        capitals=tuple(
            replace(
                capital,
                questions=tuple(
                    replace(question, not_united=question.question_id == question_id) for question in capital.questions
                ),
            )
            for capital in profile.capitals
        ),
    )


def test_what_one_person_answered_has_no_part_on_agreement() -> None:
    report = content()
    assert report.samsyn is None
    assert ("samsyn", "Samsyn") not in contents(report)


def test_the_part_says_where_people_agree_and_where_least() -> None:
    part = with_(
        samsyn=tuple(samsyn(capital_id, 1.42 if capital_id == "human" else 0.5) for capital_id in ASKED)
    ).samsyn
    assert part is not None
    assert part.conclusion == (
        "Sex av sju kapitalslag har samsyn, liksom mottagarförmågan. "
        "Mest skiljer sig svaren om humankapital: i snitt 1,4 nivåer."
    )
    assert part.table.rows[3] == ("Humankapital", "1,4 nivåer", "nej", "0,61", "0,85", "4")
    assert part.radar is None


def test_too_few_answers_are_told_and_not_shown() -> None:
    part = with_(samsyn=tuple(samsyn(capital_id, None) for capital_id in ASKED)).samsyn
    assert part is not None
    assert part.conclusion == "Färre än fem har svarat, så samsynen visas inte."
    assert part.table.rows[0] == ("Politiskt kapital", "För få svar", "–", "–", "–", "0")


def test_roles_that_see_a_question_differently_are_named() -> None:
    part = with_(samsyn=(samsyn("politiskt", 0.9, (POLITISKT_1, GAP)),)).samsyn
    assert part is not None
    text = QUESTIONNAIRE.questions[POLITISKT_1].text
    assert part.notes == (f"På ”{text}” är medlet för fortroendevald 1,5 nivåer högre än för ledning.",)


def test_the_agreed_profile_is_drawn_against_the_single_answers() -> None:
    single = shifted(PROFILE, "human", Fraction(-7, 10))
    part = with_(samsyn=tuple(map(samsyn, ASKED)), individual=single).samsyn
    assert part is not None
    assert part.radar is not None
    assert [line.role for line in part.radar.series] == [SeriesRole.THIS, SeriesRole.INDIVIDUAL]
    assert part.radar.conclusion == (
        "Mest skiljer humankapital: det ni enades om ligger 0,7 nivåer över de enskilda svaren."
    )
    assert "Enskilda svar: Politiskt" in part.radar.alternative


def test_a_meeting_that_changed_nothing_says_so() -> None:
    part = with_(samsyn=tuple(map(samsyn, ASKED)), individual=PROFILE).samsyn
    assert part is not None
    assert part.radar is not None
    assert part.radar.conclusion == "Det ni enades om är detsamma som de enskilda svaren."


def test_a_question_without_agreement_is_told_where_it_counts() -> None:
    report = with_(profile=divided(PROFILE, POLITISKT_1), samsyn=(samsyn("politiskt"),))
    chapter = report.chapters[0]
    assert "På 1 fråga enades ni inte. Där räknas de enskilda svaren." in chapter.notes[-2].replace("\u00a0", " ")
    assert chapter.questions[0].source == "enades inte, medel av rollerna"
    assert chapter.questions[1].source == "medel av rollerna"


def test_targets_and_actions_stand_in_the_plan_by_capital() -> None:
    late = Action("politiskt", "Anta mål", "", None)
    early = Action("realt", "Laga taket", "Teknik", dt.date(2027, 6, 30), ActionStatus.UNDER_WAY)
    plan = with_(targets={"politiskt": Target(5, 2029)}, actions=(early, late)).plan
    assert plan is not None
    assert plan.targets is not None
    assert plan.targets.rows[0][2:] == ("Integrerat och lärande", "2029")
    assert plan.actions is not None
    assert [row[0] for row in plan.actions.rows] == ["Anta mål", "Laga taket"]
    assert plan.actions.rows[0][2:] == ("ej utsedd", "ej satt", "planerad")
    assert plan.actions.rows[1][3] == "30\u00a0juni\u00a02027"


def test_an_action_of_a_capital_that_has_no_result_stands_in_the_plan_all_the_same() -> None:
    profile = replace(PROFILE, capitals=tuple(item for item in PROFILE.capitals if item.capital_id != "realt"))
    plan = with_(profile=profile, actions=(Action("realt", "Laga taket"), Action("politiskt", "Anta mål"))).plan
    assert plan is not None
    assert plan.actions is not None
    assert [row[:2] for row in plan.actions.rows] == [
        ("Anta mål", "Politiskt kapital"),
        ("Laga taket", QUESTIONNAIRE.capital("realt").name),
    ]


def test_nothing_decided_is_no_part() -> None:
    assert content(findings=Findings(PROFILE)).plan is None


def test_reasons_are_in_the_report_only_when_chosen_and_where_there_are_any() -> None:
    outcomes = {POLITISKT_1: agreed("Beslut i juni", "https://ale.se/x"), "politiskt-2": agreed()}
    assert with_(outcomes=outcomes).reasons == ()
    [group] = with_(outcomes=outcomes, reasons_shown=True).reasons
    assert group.capital == "Politiskt kapital"
    assert [(line.reason, line.evidence_url) for line in group.lines] == [("Beslut i juni", "https://ale.se/x")]


def test_views_without_agreement_are_recorded_as_such() -> None:
    [group] = with_(outcomes={POLITISKT_1: Outcome(not_united=True, reason="Två bilder")}, reasons_shown=True).reasons
    assert (group.lines[0].settled, group.lines[0].reason) == ("Enades inte", "Två bilder")


def test_a_reason_cannot_carry_markup_into_the_page() -> None:
    report = with_(outcomes={POLITISKT_1: agreed("<script>alert(1)</script>")}, reasons_shown=True)
    assert "<script>alert" not in body(report)
    assert "&lt;script&gt;alert" in body(report)


def test_reasons_for_what_was_settled_about_the_direction_stand_after_the_others() -> None:
    outcomes = {
        "politiskt-vagen": Outcome(Answer.level(2), reason="Vägen är oprövad"),
        "politiskt-enighet": Outcome(not_united=True, reason="Två bilder av målet"),
        POLITISKT_1: agreed("Beslut i juni"),
    }
    [group] = with_(outcomes=outcomes, reasons_shown=True).reasons
    assert [(line.settled, line.reason) for line in group.lines] == [
        ("Delvis på plats", "Beslut i juni"),
        ("Enades inte", "Två bilder av målet"),
        ("Påbörjat", "Vägen är oprövad"),
    ]

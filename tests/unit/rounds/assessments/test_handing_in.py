"""What is missing before handing in, and how two handed-in versions differ."""

from app.assessment.answering.answers import AnswerKind
from app.assessment.questionnaires.questionnaire import Form
from app.rounds.assessments.handing_in import (
    Difference,
    HandedIn,
    HandedInAnswer,
    HandedInFigure,
    HandedInTarget,
    completeness,
    differences,
)
from app.rounds.assessments.plans import Action, ActionStatus
from tests.unit.builders import a_capital, a_question, a_questionnaire

QUESTIONNAIRE = a_questionnaire(
    a_capital("politiskt", [a_question("p1", core=True), a_question("p2")], has_direction=True),
    a_capital("realt", [a_question("r1", core=True)]),
)


def level(position: int, reason: str = "") -> HandedInAnswer:
    return HandedInAnswer(kind=AnswerKind.LEVEL, position=position, reason=reason)


def version(**fields: object) -> HandedIn:
    defaults: dict[str, object] = {
        "questionnaire": "prov",
        "year": 2026,
        "content_hash": "x",
        "answers": {"p1": level(3), "r1": level(2)},
        "targets": {},
        "actions": (),
        "figures": {"politiskt": HandedInFigure(index="2", level=3, status="scored")},
    }
    return HandedIn(**(defaults | fields))


def test_questions_that_are_neither_agreed_nor_given_up_are_missing_by_capital_in_order() -> None:
    result = completeness(QUESTIONNAIRE.capitals, Form.LONG, {"p1", "r1"}, {"p2"}, {"realt"})
    assert result.open_questions == {"politiskt": ("p2", "politiskt-unity", "politiskt-way")}
    assert result.missing == 3
    assert result.parked == ("p2",)
    assert result.without_target == ("politiskt",)


def test_the_short_form_misses_only_what_it_asks() -> None:
    assert completeness(QUESTIONNAIRE.capitals, Form.SHORT, {"p1", "r1"}, (), ()).missing == 0


def test_the_same_version_does_not_differ() -> None:
    assert differences(version(), version(), QUESTIONNAIRE).is_empty


def test_changed_added_and_lost_answers_are_told_in_the_questionnaires_order() -> None:
    later = version(answers={"p1": level(4, "Nytt beslut"), "p2": HandedInAnswer(kind=None, not_united=True)})
    result = differences(version(), later, QUESTIONNAIRE)
    assert result.answers == (
        Difference("p1", level(3), level(4, "Nytt beslut")),
        Difference("p2", None, HandedInAnswer(kind=None, not_united=True)),
        Difference("r1", level(2), None),
    )


def test_targets_figures_and_actions_are_compared_too() -> None:
    target = HandedInTarget(position=4, by_year=2028)
    figure = HandedInFigure(index="5/2", level=3, status="scored")
    old, new = (
        Action(capital_id="realt", text="Laga taket", status=status)
        for status in (ActionStatus.PLANNED, ActionStatus.DONE)
    )
    result = differences(
        version(actions=(old,)),
        version(targets={"realt": target}, figures={"politiskt": figure}, actions=(new,)),
        QUESTIONNAIRE,
    )
    assert result.targets == (Difference("realt", None, target),)
    assert [difference.after for difference in result.figures] == [figure]
    assert (result.actions_added, result.actions_gone) == ((new,), (old,))
    assert not result.is_empty


def test_a_version_is_read_back_from_its_json_as_it_was() -> None:
    content = version(targets={"realt": HandedInTarget(position=4, by_year=2028)})
    assert HandedIn.model_validate_json(content.model_dump_json()) == content

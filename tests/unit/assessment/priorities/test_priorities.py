"""Method 7: which capital first, and which questions to lift. Position p of the default scale is worth p − 1."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

import pytest

from app.assessment.priorities.priorities import next_steps, recommended_start
from app.assessment.questionnaires.questionnaire import Form, Limits, Question, Questionnaire
from app.assessment.results.method import MethodEdition
from app.assessment.results.results import NextStep, RecommendedStart, StartReason
from app.assessment.results.scoring import score
from tests.unit.builders import a_capital, a_question, a_questionnaire, answered, of

CAPITALS = (
    a_capital("politiskt"),
    a_capital("finansiellt", depends_on=["politiskt"]),
    a_capital("human", depends_on=["politiskt", "finansiellt"]),
    a_capital("dynamiskt", depends_on=["human"]),
    a_capital("realt"),
)
PRE_STUDY = a_questionnaire(*CAPITALS)
Levels = Mapping[str, int | str]


def start(
    levels: Levels,
    targets: Mapping[str, int] | None = None,
    questionnaire: Questionnaire = PRE_STUDY,
    capital_ids: Sequence[str] | None = None,
) -> RecommendedStart | None:
    """The start when the capitals, of one question each, are agreed at these positions."""
    answers = answered(outcomes={f"{capital}-q1": position for capital, position in levels.items()})
    return recommended_start(questionnaire, score(questionnaire, Form.LONG, answers, capital_ids), targets)


def all_at(position: int | str, **others: int | str) -> Levels:
    return {**{capital.id: position for capital in CAPITALS}, **others}


def started_at(recommendation: RecommendedStart | None) -> tuple[str, StartReason]:
    assert recommendation is not None
    return recommendation.capital_id, recommendation.reason


def test_the_first_capital_that_others_depend_on_comes_first() -> None:
    assert start(all_at(1)) == RecommendedStart(
        "politiskt", StartReason.OTHERS_DEPEND, ("finansiellt", "human"), gap=None
    )


@pytest.mark.parametrize(
    ("levels", "capital"),
    [
        pytest.param(all_at(2, politiskt=3), "finansiellt", id="the third lowest level is enough to go on"),
        pytest.param(all_at(1, politiskt=3, finansiellt=5), "human", id="both prerequisites met"),
        pytest.param(all_at(5, finansiellt=2), "finansiellt", id="in the middle"),
    ],
)
def test_a_capital_whose_prerequisites_are_met_comes_next(levels: Levels, capital: str) -> None:
    assert started_at(start(levels)) == (capital, StartReason.OTHERS_DEPEND)


def test_a_capital_with_an_unmet_prerequisite_does_not_come_before_it() -> None:
    # human is the weakest, but finansiellt, which it builds on, is below the level as well.
    assert started_at(start(all_at(5, finansiellt=2, human=1))) == ("finansiellt", StartReason.OTHERS_DEPEND)


def test_a_capital_on_which_none_depends_is_not_the_start_for_its_own_sake() -> None:
    # Only realt and dynamiskt are low, and nothing builds on them: the gap decides.
    assert started_at(start(all_at(4, dynamiskt=2, realt=2), {"realt": 4})) == ("realt", StartReason.LARGEST_GAP)


def test_the_prerequisite_level_is_the_one_that_the_limits_give() -> None:
    strict = a_questionnaire(*CAPITALS, limits=Limits(prerequisite_level=Decimal(3)))

    assert started_at(start(all_at(3), questionnaire=strict)) == ("politiskt", StartReason.OTHERS_DEPEND)
    assert started_at(start(all_at(4), questionnaire=strict))[1] is StartReason.LOWEST_LEVEL


def test_a_level_held_down_by_a_core_question_counts_as_below() -> None:
    # Index (0 + 9·4)/10 = 3.6, but the core question at the lowest level holds the level at position 2.
    politiskt = a_capital("politiskt", [a_question("q1", core=True), a_question("q2", weight="9")])
    questionnaire = a_questionnaire(politiskt, a_capital("finansiellt", depends_on=["politiskt"]))
    answers = answered(outcomes={"q1": 1, "q2": 5, "finansiellt-q1": 1})

    recommendation = recommended_start(questionnaire, score(questionnaire, Form.LONG, answers))

    assert started_at(recommendation) == ("politiskt", StartReason.OTHERS_DEPEND)


def test_otherwise_the_largest_gap_to_the_target_comes_first() -> None:
    # Gaps to the targets: 5 − 3 = 2 levels for realt, 4 − 3 = 1 for human; one level up for the others.
    recommendation = start(all_at(3), {"human": 4, "realt": 5})

    assert recommendation == RecommendedStart("realt", StartReason.LARGEST_GAP, (), Fraction(2))


def test_without_targets_the_lowest_level_comes_first_and_ties_go_by_order() -> None:
    assert start(all_at(4, politiskt=5, dynamiskt=3, realt=3)) == RecommendedStart(
        "dynamiskt", StartReason.LOWEST_LEVEL, (), None
    )


def test_on_the_same_level_the_lowest_index_comes_first() -> None:
    # politiskt and realt are both on level 2; politiskt has the index (2 + 3)/2 = 2.5, realt 2.
    politiskt = a_capital("politiskt", [a_question("q1"), a_question("q2")])
    questionnaire = a_questionnaire(politiskt, a_capital("realt"))
    profile = score(questionnaire, Form.LONG, answered(outcomes={"q1": 3, "q2": 4, "realt-q1": 3}))

    assert recommended_start(questionnaire, profile) == RecommendedStart("realt", StartReason.LOWEST_LEVEL, (), None)


def test_strong_foundations_are_not_the_start_when_dynamiskt_and_realt_are_weak() -> None:
    # Five foundations at 3.0, dynamiskt and realt at 0.2 (one of five questions at 1): one level up used to be
    # furthest for the strongest.
    foundations = ("politiskt", "finansiellt", "relations", "human", "organisatoriskt")
    weak = {name: [a_question(f"{name}-q{n}") for n in range(1, 6)] for name in ("dynamiskt", "realt")}
    questionnaire = a_questionnaire(
        a_capital("politiskt"),
        *(a_capital(name, depends_on=["politiskt"]) for name in foundations[1:]),
        a_capital("dynamiskt", weak["dynamiskt"], depends_on=foundations[2:]),
        a_capital("realt", weak["realt"]),
    )
    outcomes: dict[str, int | str] = {f"{name}-q1": 4 for name in foundations}
    outcomes |= {
        question.id: 2 if question.id.endswith("q1") else 1 for questions in weak.values() for question in questions
    }

    recommendation = recommended_start(questionnaire, score(questionnaire, Form.LONG, answered(outcomes=outcomes)))

    assert recommendation == RecommendedStart("dynamiskt", StartReason.LOWEST_LEVEL, (), None)


def test_a_capital_with_a_reached_target_is_not_lifted_before_one_that_has_none() -> None:
    recommendation = start(all_at(4, realt=3), {"realt": 3, "dynamiskt": 4})

    assert recommendation == RecommendedStart("politiskt", StartReason.LOWEST_LEVEL, ("finansiellt", "human"), None)


def test_rounds_under_the_first_edition_keep_its_start() -> None:
    # One level up was every capital's target: politiskt at 2.5 lacked half a level, realt at 2 a whole one.
    politiskt = a_capital("politiskt", [a_question("q1"), a_question("q2")])
    questionnaire = a_questionnaire(politiskt, a_capital("realt"))
    answers = answered(outcomes={"q1": 3, "q2": 4, "realt-q1": 3})
    profile = score(questionnaire, Form.LONG, answers, method=MethodEdition.FIRST)

    def start_under_first(targets: Mapping[str, int] | None = None) -> RecommendedStart | None:
        return recommended_start(questionnaire, profile, targets, MethodEdition.FIRST)

    assert start_under_first() == RecommendedStart("realt", StartReason.LARGEST_GAP, (), Fraction(1))
    assert start_under_first({"realt": 3}) == RecommendedStart("politiskt", StartReason.LARGEST_GAP, (), Fraction(1, 2))


def test_nothing_is_recommended_when_every_target_is_reached() -> None:
    assert start(all_at(5)) is None
    assert start(all_at(4), dict.fromkeys(all_at(4), 3)) is None


def test_nothing_is_recommended_when_nothing_is_scored() -> None:
    assert start({}) is None


def test_a_prerequisite_that_is_not_known_is_not_met() -> None:
    # politiskt has no score, so finansiellt and human may not be called the start: the gap decides.
    levels = {"finansiellt": 1, "human": 1, "realt": 1}

    assert started_at(start(levels, {"realt": 5})) == ("realt", StartReason.LARGEST_GAP)
    assert started_at(start(levels, {"realt": 5}, capital_ids=list(levels))) == ("realt", StartReason.LARGEST_GAP)


def test_a_prerequisite_that_does_not_apply_stands_in_nobodys_way() -> None:
    assert started_at(start(all_at(1, politiskt="-"))) == ("finansiellt", StartReason.OTHERS_DEPEND)


def test_a_cross_cutting_dimension_is_never_the_start() -> None:
    questionnaire = a_questionnaire(
        a_capital("mottagar", cross_cutting=True), a_capital("realt", depends_on=["mottagar"])
    )

    assert started_at(start({"mottagar": 1, "realt": 3}, questionnaire=questionnaire)) == (
        "realt",
        StartReason.LOWEST_LEVEL,
    )


def test_a_target_outside_the_scale_is_refused() -> None:
    with pytest.raises(ValueError, match="positions 1 to 5"):
        start(all_at(4), {"realt": 0})


def steps(questions: Sequence[Question], levels: Levels, count: int = 3) -> tuple[NextStep, ...]:
    questionnaire = of(questions)
    profile = score(questionnaire, Form.LONG, answered(outcomes=levels))
    return next_steps(questionnaire, profile, "politiskt", count)


def test_next_steps_are_the_questions_that_weigh_most_below_the_top() -> None:
    # Weight × (4 − value): q1 1·1 = 1, q2 3·2 = 6, q3 1·4 = 4, q4 2·1 = 2.
    questions = [a_question("q1"), a_question("q2", weight="3"), a_question("q3"), a_question("q4", weight="2")]

    assert steps(questions, {"q1": 4, "q2": 3, "q3": 1, "q4": 4}) == (
        NextStep("politiskt", "q2", Fraction(2), next_position=4),
        NextStep("politiskt", "q3", Fraction(0), next_position=2),
        NextStep("politiskt", "q4", Fraction(3), next_position=5),
    )


def test_equal_steps_go_to_core_questions_then_by_order() -> None:
    questions = [a_question("q1"), a_question("q2"), a_question("q3", core=True)]

    assert [step.question_id for step in steps(questions, {"q1": 2, "q2": 2, "q3": 2})] == ["q3", "q1", "q2"]


def test_questions_at_the_top_and_without_a_result_are_no_steps() -> None:
    questions = [a_question(f"q{number}") for number in range(1, 5)]

    assert [step.question_id for step in steps(questions, {"q1": 5, "q2": 4, "q4": "-"})] == ["q2"]


def test_no_more_steps_are_given_than_asked_for() -> None:
    questions = [a_question("q1"), a_question("q2")]

    assert len(steps(questions, {"q1": 2, "q2": 2}, count=1)) == 1


def test_the_next_position_is_the_lowest_strictly_above_a_mean() -> None:
    # Five at 2, 2, 2, 2, 3 (mean 2.2): the next level is 3, position 4.
    people = [("strateg", {"q1": choice}) for choice in (3, 3, 3, 3, 4)]
    questionnaire = of([a_question("q1")])
    profile = score(questionnaire, Form.LONG, answered(*people))

    assert next_steps(questionnaire, profile, "politiskt") == (NextStep("politiskt", "q1", Fraction(11, 5), 4),)


def test_a_capital_outside_the_round_gives_no_steps() -> None:
    profile = score(PRE_STUDY, Form.LONG, answered(outcomes=all_at(1)), ["politiskt"])

    assert next_steps(PRE_STUDY, profile, "realt") == ()

"""Method 6: agreement on the present state, against the R package multilevel 2.7 and by hand."""

import csv
from collections import defaultdict
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment.answering.answers import AssessmentAnswers
from app.assessment.meeting.agreement import Agreement, a_wg, ad_m, ad_m_limit, capital_agreement, icc, r_wg_j
from app.assessment.questionnaires.questionnaire import Form, Question
from app.assessment.results.scoring import respondent_index
from tests.paths import DATA
from tests.unit.builders import a_question, answered, of


def rows_of(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((DATA / name).read_text(encoding="utf-8").splitlines()))


REFERENCE = {row["group"]: row for row in rows_of("agreement_reference.csv")}
ITEMS = of([a_question(f"q{number}") for number in range(1, 6)], scale=["1", "2", "3", "4", "5"])


def reference_answers() -> dict[str, AssessmentAnswers]:
    people = defaultdict(list)
    for row in rows_of("agreement_answers.csv"):
        answers = {f"q{number}": int(row[f"COH0{number}"]) for number in range(1, 6)}
        people[row["group"]].append(("strateg", answers))
    return {group: answered(*members) for group, members in people.items()}


def agreement(answers: AssessmentAnswers, *questions: Question, scale: tuple[str, ...] = ()) -> Agreement:
    questionnaire = of(questions or [a_question()], scale=scale or ("0", "1", "2", "3", "4"))
    return capital_agreement(questionnaire.capitals[0], questionnaire, Form.LONG, answers)


@pytest.mark.parametrize("group", sorted(REFERENCE))
def test_the_indices_are_those_of_the_reference(group: str) -> None:
    indices = capital_agreement(ITEMS.capitals[0], ITEMS, Form.LONG, reference_answers()[group])
    expected = REFERENCE[group]

    assert indices.ad_m == pytest.approx(float(expected["ad_m"]), abs=1e-9)
    assert indices.r_wg_j == pytest.approx(float(expected["r_wg_j"]), abs=1e-9)
    assert indices.a_wg == pytest.approx(float(expected["a_wg"]), abs=1e-9)


def test_icc_over_the_groups_is_that_of_the_reference() -> None:
    capital = ITEMS.capitals[0]
    indices = [
        [respondent_index(capital, respondent, ITEMS, Form.LONG) or Fraction() for respondent in answers.respondents]
        for answers in reference_answers().values()
    ]
    expected = next(iter(REFERENCE.values()))

    assert icc(indices) == pytest.approx((float(expected["icc1"]), float(expected["icc2"])), abs=1e-9)


@pytest.mark.parametrize(
    ("positions", "deviation"),
    [
        ((), None),
        ((3,), None),
        ((2, 2), 0.0),
        ((1, 5), 2.0),
        ((1, 1, 4), 4 / 3),  # mean 2: (1 + 1 + 2)/3
        ((1, 2, 3, 4, 5), 1.2),  # mean 3: (2 + 1 + 0 + 1 + 2)/5
    ],
)
def test_ad_m_is_the_mean_distance_from_the_mean_in_levels(positions: tuple[int, ...], deviation: float | None) -> None:
    assert ad_m(positions) == (None if deviation is None else pytest.approx(deviation, abs=1e-12))


def test_five_levels_agree_up_to_five_sixths_of_a_level() -> None:
    assert ad_m_limit(5) == Fraction(5, 6)


@pytest.mark.parametrize(
    ("positions", "top", "expected"),
    [
        pytest.param((), 5, None, id="nobody"),
        pytest.param((3,), 5, None, id="one respondent"),
        pytest.param((1,), 5, None, id="one respondent at an end"),
        pytest.param((5, 5), 5, 1.0, id="all at the top"),
        pytest.param((1, 1, 1), 5, 1.0, id="all at the bottom"),
        pytest.param((3, 3, 3, 3, 3), 5, 1.0, id="all in the middle"),
        # k = 2: defined for (1 + 5)/2 ≤ M ≤ (5 + 1)/2, that is M = 3 only
        pytest.param((4, 4), 5, None, id="all alike, mean out of range"),
        pytest.param((2, 3), 5, None, id="mean below the range"),
        pytest.param((3, 4), 5, None, id="mean above the range"),
        # M = 3, s² = 2: 1 − 4/[(18 − 9 − 5)·2] = 1 − 4/8
        pytest.param((2, 4), 5, 0.5, id="mean on the edge"),
        # M = 11/3 = (5·2 + 1)/3, on the edge; s² = 1/3: 1 − (2/3)/[(22 − 121/9 − 5)·3/2] = 1 − (2/3)/(16/3)
        pytest.param((4, 4, 3), 5, 0.875, id="mean on an edge that is no binary fraction"),
        # M = 7/3 = (1·2 + 5)/3, the lower edge, the mirror image of the one above
        pytest.param((2, 2, 3), 5, 0.875, id="mean on the lower edge"),
        # M = 3, s² = 8: 1 − 16/8
        pytest.param((1, 5), 5, -1.0, id="as divided as can be"),
        # Three levels, M = 2, s² = 1: 1 − 2/[(8 − 4 − 3)·3/2] = 1 − 4/3
        pytest.param((1, 2, 3), 3, -1 / 3, id="another number of levels"),
    ],
)
def test_a_wg_compares_with_the_largest_variance_at_that_mean(
    positions: tuple[int, ...], top: int, expected: float | None
) -> None:
    assert a_wg(positions, top) == (None if expected is None else pytest.approx(expected, abs=1e-12))


@pytest.mark.parametrize(
    ("rows", "top", "expected"),
    [
        pytest.param([], 5, None, id="nobody"),
        pytest.param([(3, 3)], 5, None, id="one respondent"),
        pytest.param([(), ()], 5, None, id="no questions"),
        pytest.param([(3, 4), (3, 4)], 5, 1.0, id="all equal"),
        # s̄² = 8 against σ² = (25 − 1)/12 = 2
        pytest.param([(1, 1), (5, 5)], 5, 0.0, id="more divided than chance"),
        pytest.param([(2, 2), (4, 4)], 5, 0.0, id="exactly chance"),
        # variances 1/2 and 0: s̄² = 1/4, ratio 1/8: 2·(7/8)/(2·(7/8) + 1/8) = 1.75/1.875
        pytest.param([(3, 3), (4, 3)], 5, 14 / 15, id="two questions"),
        # Three levels, σ² = 8/12; variance 1/2, ratio 3/4: (1/4)/(1/4 + 3/4)
        pytest.param([(1,), (2,)], 3, 0.25, id="another number of levels"),
    ],
)
def test_r_wg_j_compares_the_mean_variance_with_chance(
    rows: list[tuple[int, ...]], top: int, expected: float | None
) -> None:
    assert r_wg_j(rows, top) == (None if expected is None else pytest.approx(expected, abs=1e-12))


def test_icc_by_hand_on_two_groups() -> None:
    # Grand mean 4; MSB = 2·2² + 2·2² = 16, MSW = (2 + 2)/2 = 2, k = 2: 14/18 and 14/16.
    assert icc([[Fraction(1), Fraction(3)], [Fraction(5), Fraction(7)]]) == pytest.approx((7 / 9, 7 / 8), abs=1e-12)


def test_icc_takes_the_mean_group_size_of_uneven_groups() -> None:
    # Groups 0, 2 | 4, with an empty one: grand mean 2; MSB = 2·1 + 1·4 = 6, MSW = 2/1, k = 3/2: 4/(6 + 1) and 4/6.
    assert icc([[Fraction(0), Fraction(2)], [Fraction(4)], []]) == pytest.approx((4 / 7, 2 / 3), abs=1e-12)


@pytest.mark.parametrize(
    "groups",
    [
        pytest.param([], id="nobody"),
        pytest.param([[Fraction(1), Fraction(3)]], id="one group"),
        pytest.param([[Fraction(1)], [Fraction(3)]], id="groups of one"),
        pytest.param([[Fraction(2), Fraction(2)], [Fraction(2), Fraction(2)]], id="all equal"),
    ],
)
def test_icc_is_undefined_where_there_is_nothing_to_compare(groups: list[list[Fraction]]) -> None:
    assert icc(groups) == (None, None)


def test_icc_2_is_undefined_and_icc_1_negative_when_the_groups_means_are_equal() -> None:
    # MSB = 0, MSW = 2, k = 2: −2/2
    assert icc([[Fraction(1), Fraction(3)], [Fraction(1), Fraction(3)]]) == (-1.0, None)


def test_groups_that_agree_within_and_differ_between_have_icc_1() -> None:
    assert icc([[Fraction(1), Fraction(1)], [Fraction(3), Fraction(3)]]) == (1.0, 1.0)


def test_missing_answers_leave_a_question_out_of_the_means_and_a_person_out_of_r_wg_j() -> None:
    # q1: 2, 4, 3 and vet ej: AD_M = 2/3; a_wg with M = 3, s² = 1: 1 − 2/[(18 − 9 − 5)·3/2] = 2/3.
    # q2: one level only, undefined. So no more than one complete person for r_wg(j).
    answers = answered(
        ("strateg", {"q1": 2, "q2": 3}),
        ("strateg", {"q1": 4, "q2": "?"}),
        ("ledning", {"q1": 3}),
        ("ledning", {"q1": "?"}),
    )
    indices = agreement(answers, a_question("q1"), a_question("q2"))

    assert (indices.ad_m, indices.a_wg) == pytest.approx((2 / 3, 2 / 3), abs=1e-12)
    assert indices.r_wg_j is None


def test_r_wg_j_rests_on_those_who_answered_every_question() -> None:
    # Complete: (3, 3) and (4, 3), as by hand above; the third person's 1 would change it.
    answers = answered(("strateg", {"q1": 3, "q2": 3}), ("strateg", {"q1": 4, "q2": 3}), ("strateg", {"q1": 1}))

    assert agreement(answers, a_question("q1"), a_question("q2")).r_wg_j == pytest.approx(14 / 15, abs=1e-12)


def test_r_wg_j_leaves_out_questions_for_some_roles_only_and_those_nobody_gave_a_level_on() -> None:
    questions = [a_question("q1"), a_question("q2"), a_question("q3", meant_for=["ledning"]), a_question("q4")]
    answers = answered(("strateg", {"q1": 3, "q2": 3, "q4": "-"}), ("ledning", {"q1": 4, "q2": 3, "q3": 1, "q4": "-"}))

    assert agreement(answers, *questions).r_wg_j == pytest.approx(14 / 15, abs=1e-12)


def test_an_answer_from_a_role_that_a_question_is_not_meant_for_does_not_count() -> None:
    answers = answered(("strateg", {"q1": 1}), ("ledning", {"q1": 5}), ("ledning", {"q1": 5}))

    assert agreement(answers, a_question("q1", meant_for=["ledning"])).ad_m == 0.0


def test_positions_and_not_values_are_compared_so_an_uneven_scale_changes_nothing() -> None:
    answers = answered(("strateg", {"q1": 2}), ("strateg", {"q1": 4}))
    even, uneven = agreement(answers), agreement(answers, scale=("0", "1", "10", "50", "1000"))

    assert even == uneven == Agreement(ad_m=1.0, r_wg_j=0.0, a_wg=0.5)


def test_one_respondent_leaves_everything_undefined() -> None:
    assert agreement(answered(("strateg", {"q1": 3}))) == Agreement(None, None, None)


def test_agreement_is_among_people_so_agreed_answers_do_not_enter() -> None:
    people = [("strateg", {"q1": 2}), ("strateg", {"q1": 4})]

    assert agreement(answered(*people, outcomes={"q1": 5})) == agreement(answered(*people))


def test_the_direction_questions_do_not_enter() -> None:
    questionnaire = of([a_question()])
    people = [("strateg", {"q1": 3, "politiskt-unity": 1}), ("strateg", {"q1": 3, "politiskt-unity": 5})]

    indices = capital_agreement(questionnaire.capitals[0], questionnaire, Form.LONG, answered(*people))

    assert indices.ad_m == 0.0


positions = st.lists(st.integers(1, 5), min_size=2, max_size=12)


@given(positions, st.data())
def test_the_order_of_answers_does_not_matter(sample: list[int], data: st.DataObject) -> None:
    shuffle = data.draw(st.permutations(sample))

    assert (ad_m(shuffle), a_wg(shuffle, 5)) == (ad_m(sample), a_wg(sample, 5))


@given(positions)
def test_turning_the_scale_around_changes_no_agreement(sample: list[int]) -> None:
    mirror = [6 - position for position in sample]

    assert (ad_m(mirror), a_wg(mirror, 5)) == (ad_m(sample), a_wg(sample, 5))


@given(st.lists(st.tuples(*[st.integers(1, 5)] * 3), min_size=2, max_size=12))
def test_r_wg_j_lies_between_0_and_1(rows: list[tuple[int, ...]]) -> None:
    value = r_wg_j(rows, 5)

    assert value is not None
    assert 0 <= value <= 1

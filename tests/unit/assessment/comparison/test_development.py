"""Method 11 over several years: points, links, and where a line breaks. Position p of the scale 0…4 is worth p − 1."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

import pytest

from app.assessment.comparison.development import CapitalDevelopment, Development, LinkKind, develop
from app.assessment.comparison.shared_questions import YearResult
from app.assessment.comparison.year_comparison import compare_years
from app.assessment.questionnaires.lineage import later_positions, shared_over
from app.assessment.questionnaires.questionnaire import Form, Previous, Question, Questionnaire
from app.assessment.results.results import CapitalStatus, NotCompared, Trend
from app.assessment.results.scoring import score
from tests.unit.builders import a_capital, a_question, a_questionnaire, answered

SCALE = ("0", "1", "2", "3", "4")
Choices = Mapping[str, int | str]


def question(question_id: str, previous: Previous = Previous.SAME, *, weight: str = "1") -> Question:
    return a_question(question_id, weight=weight).model_copy(update={"previous": previous})


def edition(
    year: int,
    capitals: Mapping[str, Sequence[Question]],
    scale: Sequence[str] = SCALE,
    previous_scale: Mapping[str, str] | None = None,
) -> Questionnaire:
    mapping = {Decimal(old): Decimal(new) for old, new in (previous_scale or {}).items()} or None
    capital_list = [a_capital(capital_id, questions) for capital_id, questions in capitals.items()]
    return a_questionnaire(*capital_list, scale=scale, year=year).model_copy(update={"previous_scale": mapping})


def a_year(questionnaire: Questionnaire, choices: Choices) -> YearResult:
    """Sixty people said the same before the meeting as it came to, so that every change of half a level is clear."""
    answers = answered(*[("strateg", choices)] * 60, outcomes=choices)
    profile = score(questionnaire, Form.LONG, answers)
    return YearResult(questionnaire.year, questionnaire, Form.LONG, answers, profile)


def developed(*years: YearResult, editions: Sequence[Questionnaire] = ()) -> Development:
    return develop(years, editions or [year.questionnaire for year in years])


def of(development: Development, capital_id: str = "politiskt") -> CapitalDevelopment:
    return next(capital for capital in development.capitals if capital.capital_id == capital_id)


def alike(year: int, **choices: int | str) -> YearResult:
    """A year with the same two questions as every other one here."""
    return a_year(edition(year, {"politiskt": [question("q1"), question("q2")]}), choices)


def test_a_point_for_each_year_and_a_link_between_each_two() -> None:
    # (1 + 1)/2 = 1, (1 + 2)/2 = 3/2, (2 + 2)/2 = 2: each step is exactly half a level up.
    line = of(developed(alike(2024, q1=2, q2=2), alike(2025, q1=2, q2=3), alike(2026, q1=3, q2=3)))

    assert [(point.year, point.index, point.placed) for point in line.points] == [
        (2024, 1, 1),
        (2025, Fraction(3, 2), Fraction(3, 2)),
        (2026, 2, 2),
    ]
    assert [(link.earlier_year, link.later_year, link.kind, link.drawn) for link in line.links] == [
        (2024, 2025, LinkKind.CLEAR, (1, Fraction(3, 2))),
        (2025, 2026, LinkKind.CLEAR, (Fraction(3, 2), 2)),
    ]
    counts = [(link.change.shared_questions, link.change.questions) for link in line.links if link.change]
    assert counts == [(2, 2), (2, 2)]


def test_less_than_half_a_level_is_a_quiet_link_and_may_add_up_to_a_clear_change() -> None:
    # Four questions, one of them a level up each year: 1/4 and 1/4, over the whole 1/2.
    def year(number: int, count: int) -> YearResult:
        questions = [question(f"q{number_}") for number_ in range(4)]
        return a_year(
            edition(number, {"politiskt": questions}),
            {f"q{number_}": 3 if number_ < count else 2 for number_ in range(4)},
        )

    development = developed(year(2024, 0), year(2025, 1), year(2026, 2))

    assert [link.kind for link in of(development).links] == [LinkKind.QUIET, LinkKind.QUIET]
    assert development.whole is not None
    assert (development.whole.earlier_year, development.whole.capitals[0].trend) == (2024, Trend.UP)
    assert development.whole.capitals[0].difference == Fraction(1, 2)


@pytest.mark.parametrize(
    ("weights", "kind"),
    [
        (("3", "2"), LinkKind.CLEAR),  # q1 is shared: 3/5 is exactly 60 %
        (("2.99", "2"), LinkKind.BROKEN),  # 2.99/4.99 is 59.9 %
    ],
)
def test_a_line_breaks_below_sixty_percent_of_the_weight(weights: tuple[str, str], kind: LinkKind) -> None:
    first, second = weights
    then = edition(2025, {"politiskt": [question("q1", weight=first), question("q2", weight=second)]})
    now = edition(
        2026,
        {"politiskt": [question("q1", weight=first), question("q3", Previous.NEW, weight=second)]},
    )
    line = of(developed(a_year(then, {"q1": 2, "q2": 2}), a_year(now, {"q1": 4, "q3": 1})))
    (link,) = line.links

    assert link.kind is kind
    # The line goes between the values of q1 alone, 1 and 3, not to the later year's whole index.
    assert link.drawn == (None if kind is LinkKind.BROKEN else (Fraction(1), Fraction(3)))
    assert link.change is not None
    assert (link.change.shared_questions, link.change.questions) == (1, 2)
    assert (link.change.not_compared is NotCompared.TOO_LITTLE_SHARED) is (kind is LinkKind.BROKEN)
    assert line.points[1].index is not None
    assert line.points[1].index < 3


def test_scales_that_nobody_has_said_how_to_compare_break_the_line_and_leave_the_old_point_out_of_the_drawing() -> None:
    then = edition(2025, {"politiskt": [question("q1")]}, scale=("0", "1", "2"))
    line = of(developed(a_year(then, {"q1": 3}), a_year(edition(2026, {"politiskt": [question("q1")]}), {"q1": 3})))
    (link,) = line.links

    assert link.kind is LinkKind.BROKEN
    assert link.change is not None
    assert link.change.not_compared is NotCompared.DIFFERENT_SCALE
    assert [point.index for point in line.points] == [2, 2]
    assert [point.placed for point in line.points] == [None, 2]


def test_a_scale_with_stated_levels_is_carried_over() -> None:
    # 0, 1, 2 became 0, 2, 4: the old 1 and 2 are 2 and 4, mean 3; their mean on the old scale is 3/2.
    capitals = {"politiskt": [question("q1"), question("q2")]}
    first = edition(2024, capitals, scale=("0", "1", "2"))
    second = edition(2025, capitals, scale=("0", "1", "2"))
    third = edition(2026, capitals, previous_scale={"0": "0", "1": "2", "2": "4"})
    line = of(
        developed(
            a_year(first, {"q1": 1, "q2": 1}), a_year(second, {"q1": 2, "q2": 3}), a_year(third, {"q1": 5, "q2": 5})
        )
    )

    assert [point.index for point in line.points] == [0, Fraction(3, 2), 4]
    assert [point.placed for point in line.points] == [0, 3, 4]
    # The first difference is on its own years' scale, and drawn where its points are on the latest one.
    assert [link.change.difference for link in line.links if link.change] == [Fraction(3, 2), 1]
    assert [link.drawn for link in line.links] == [(Fraction(0), Fraction(3)), (Fraction(3), Fraction(4))]


def test_over_a_skipped_year_the_latest_locked_one_is_compared_with_and_only_what_stayed_the_same_all_the_way() -> None:
    same = {"politiskt": [question("q1"), question("q2")]}
    new_edition = edition(2025, {"politiskt": [question("q1"), question("q2", Previous.NEW)]})
    editions = [edition(2024, same), new_edition, edition(2026, same)]
    line = of(
        developed(a_year(editions[0], {"q1": 2, "q2": 2}), a_year(editions[2], {"q1": 4, "q2": 4}), editions=editions)
    )
    (link,) = line.links

    assert (link.earlier_year, link.later_year, link.skipped_years) == (2024, 2026, (2025,))
    assert link.kind is LinkKind.BROKEN
    assert link.change is not None
    assert (link.change.shared_questions, link.change.questions) == (1, 2)


def test_a_capital_that_a_year_did_not_ask_has_no_point_there_and_its_line_is_broken_on_both_sides() -> None:
    both = {"politiskt": [question("q1")], "human": [question("h1")]}
    without = {"politiskt": [question("q1")]}
    choices = {"q1": 3, "h1": 3}
    development = developed(
        a_year(edition(2024, both), choices),
        a_year(edition(2025, without), {"q1": 3}),
        a_year(edition(2026, both), choices),
    )
    human = of(development, "human")

    assert [(point.status, point.index) for point in human.points] == [
        (CapitalStatus.SCORED, 2),
        (None, None),
        (CapitalStatus.SCORED, 2),
    ]
    assert [link.kind for link in human.links] == [LinkKind.BROKEN, LinkKind.BROKEN]
    assert human.links[0].change is None
    assert human.links[1].change is not None
    assert human.links[1].change.not_compared is NotCompared.NEW_CAPITAL
    assert [link.kind for link in of(development).links] == [LinkKind.QUIET, LinkKind.QUIET]


def test_a_capital_that_is_no_longer_asked_comes_after_the_others() -> None:
    then = edition(2025, {"gammalt": [question("g1")], "politiskt": [question("q1")]})
    now = edition(2026, {"politiskt": [question("q1")]})
    development = developed(a_year(then, {"g1": 2, "q1": 2}), a_year(now, {"q1": 2}))

    assert [capital.capital_id for capital in development.capitals] == ["politiskt", "gammalt"]


@pytest.mark.parametrize(
    ("choices", "status"),
    [
        ({"q1": 3}, CapitalStatus.INSUFFICIENT),  # one of two questions: 50 %, below 60 %
        ({"q1": "-", "q2": "-"}, CapitalStatus.NOT_APPLICABLE),
    ],
)
def test_a_year_without_a_score_is_a_gap_with_its_reason(choices: Choices, status: CapitalStatus) -> None:
    line = of(developed(alike(2024, q1=3, q2=3), alike(2025, **choices), alike(2026, q1=3, q2=3)))

    assert (line.points[1].status, line.points[1].index, line.points[1].placed) == (status, None, None)
    assert [link.kind for link in line.links] == [LinkKind.BROKEN, LinkKind.BROKEN]
    assert {link.change.not_compared for link in line.links if link.change} == {NotCompared.NO_SCORE}


def test_every_link_says_what_comparing_the_two_years_says() -> None:
    years = [alike(2023, q1=1, q2=2), alike(2024, q1=2, q2=2), alike(2026, q1=2)]
    editions = [year.questionnaire for year in years]
    development = develop(years, editions)

    for earlier, later, step in zip(years, years[1:], development.steps, strict=False):
        between = [earlier.questionnaire, later.questionnaire]
        assert step == compare_years(later, earlier, shared_over(between), later_positions(between))
    assert [link.change for link in of(development).links] == [step.capitals[0] for step in development.steps]


def test_one_year_is_a_point_without_a_link() -> None:
    development = developed(alike(2026, q1=2, q2=2))
    assert (development.years, development.steps, development.whole, of(development).links) == ((2026,), (), None, ())
    with pytest.raises(ValueError, match="at least one year"):
        develop([], [])

"""A common goal in words: what is aimed at, where it stands, and what is not known."""

from app.reports.figures.svg import GoalBar, goal_years
from app.reports.goals.goal_words import GoalText, goal_text
from app.rounds.goals.follow_up import SameKommuner, YearLevels, follow_up
from app.rounds.goals.goal import Goal
from tests.unit.builders import a_capital, a_questionnaire
from tests.unit.rounds.goals.builders import a_goal, a_year

EDITION = a_questionnaire(a_capital().model_copy(update={"name": "Politiskt kapital"}))
SAME = SameKommuner(earlier_year=2025, later_year=2026, kommuner=11, earlier=6, later=8, has_other_questions=False)


def text(
    *years: YearLevels,
    goal: Goal | None = None,
    same: SameKommuner | None = None,
    this_year: int = 2026,
    by_name: bool = False,
) -> GoalText:
    goal = goal or a_goal(kommuner=3)
    goal_follow_up = follow_up(goal, years, same, this_year=this_year)
    words = goal_text(goal, goal_follow_up, EDITION, by_name=by_name)
    plain = {name: getattr(words, name).replace("\N{NO-BREAK SPACE}", " ") for name in ("title", "progress", "status")}
    return GoalText(**{name: plain.get(name, getattr(words, name)) for name in GoalText.__slots__})


def test_the_title_says_how_many_on_which_level_of_what_and_when() -> None:
    assert text().title == "Minst 3 kommuner på nivå 2 i politiskt kapital 2028"
    assert text(goal=a_goal(kommuner=1)).title == "Minst 1 kommun på nivå 2 i politiskt kapital 2028"


def test_the_state_says_no_more_than_is_known() -> None:
    assert text().status == "Gäller till 2028"
    assert text(a_year(2026, 3, 2)).status == "Gäller till 2028"
    assert text(a_year(2026, 3, 3, 3)).status == "Uppnått 2026"
    assert text(a_year(2028, 3, 2, 2), this_year=2029).status == "Inte uppnått"
    assert text(a_year(2028, 3, 3, None), this_year=2029).status == "Går inte att säga"


def test_how_far_it_has_come_is_told_with_those_that_are_not_known() -> None:
    words = text(a_year(2026, 3, 2, 2, None, invited=6)).progress
    assert (
        words == "2026 når 1 av 3 kommuner nivån. 2 kommuner till behövs. 3 kommuner i omgången räknas inte, "
        "för nivån är inte känd."
    )
    assert text(a_year(2026, 2, is_closed=False)).progress.startswith("2026 når hittills ingen av 1 kommun nivån.")
    assert text(a_year(2026, 3, 3, 3, 3)).progress == "2026 når 4 av 4 kommuner nivån. Målet är 3."
    assert text().progress == "Det finns inget resultat i politiskt kapital att räkna än."


def test_a_kommun_is_told_of_those_it_sees_and_not_of_what_the_others_lack() -> None:
    words = text(a_year(2026, 3, invited=13), by_name=True).progress
    assert words == "2026 når 1 av 1 kommun nivån, av dem ni ser. Målet är 3."


def test_two_years_are_told_over_the_same_kommuner() -> None:
    years = (a_year(2025, 3), a_year(2026, 3))
    assert text(*years, same=SAME).same == (
        "Av de 11 kommuner som är med både 2025 och 2026 nådde 6 nivån då och 8 nu."
    )
    assert "2025 och 2026 går inte att jämföra" in text(*years).same
    assert text(years[1]).same == ""


def test_the_bars_have_the_same_numbers_in_words_in_a_table_and_drawn() -> None:
    words = text(a_year(2025, 2, 2), a_year(2026, 3, 2, invited=3))
    assert words.bars == (GoalBar("2025", 0, 2, 2), GoalBar("2026", 1, 2, 3))
    assert words.rows == (("2025", "0", "2", "2"), ("2026", "1", "2", "3"))
    assert "2026: 1 når nivån av 2 med en nivå och 3 i omgången." in words.alternative
    drawing = goal_years(words.bars, 3)
    assert "1 av 2" in drawing
    assert drawing.count("ink-target-tick") == 3  # one a year, and one in the key

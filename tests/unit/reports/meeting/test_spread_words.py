"""How people answered, in words and marks: the figures as people read them, and nothing of what may not be shown."""

import re
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment.meeting.spread import question_spread
from app.assessment.meeting.talk_order import TalkAbout, talk_order
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.reports.figures.svg.people import MAX_MARKS, answers_per_mark, level_marks, mark_shapes
from app.reports.meeting.spread_words import spread_sentence, talk_reasons
from app.web.meeting.contexts.spread import SpreadView, spread_view
from tests.unit.builders import a_question, of, to_one

NBSP = "\u00a0"


def talk(by_role: Mapping[str, Sequence[int | str]], *, core: bool = False) -> tuple[TalkAbout, Questionnaire]:
    question = a_question("q1", core=core)
    questionnaire = of([question])
    spread = question_spread(question, questionnaire, to_one("q1", **by_role), 5)
    [item] = talk_order([(question, spread)], len(questionnaire.scale))
    return item, questionnaire


def reasons(*, core: bool = False, **by_role: Sequence[int | str]) -> tuple[str, ...]:
    return talk_reasons(*talk(by_role, core=core))


def sentence(**by_role: Sequence[int | str]) -> str:
    item, questionnaire = talk(by_role)
    return spread_sentence(item.spread, questionnaire)


def view(**by_role: Sequence[int | str]) -> SpreadView:
    return spread_view(*talk(by_role))


def test_every_reason_is_told_with_its_figures() -> None:
    words = reasons(core=True, fortroendevald=[5, 5, 5, 5, 4, "?", "?"], strateg=[1, 1, 2, 2, 3, "?", "?"])
    # The mean position is 3.3; the deviations sum to 15 over 10 people. 4.8 − 1 = 3.8; 1.8 − 1 = 0.8. 4 of 14 do not
    # know.
    assert words == (
        "svaren skiljer sig i snitt 1,5 nivåer",
        "fortroendevald 3,8, strateg 0,8",
        f"29{NBSP}% vet ej",
        "kärnfråga",
    )


def test_what_everybody_sees_alike_has_no_reason_but_being_core() -> None:
    assert reasons(strateg=[3] * 6) == ()
    assert reasons(core=True, strateg=[3] * 6) == ("kärnfråga",)


def test_roles_that_are_counted_together_are_named_together() -> None:
    words = reasons(fortroendevald=[5, 5], ledning=[5, 5, 5], strateg=[1] * 5)
    assert words[1] == "fortroendevald och ledning 4,0, strateg 0,0"


def test_the_sentence_gives_people_result_difference_and_the_other_answers() -> None:
    # The roles' means 3 and 1 weigh 5/8 and 6/9: 61/31 = 1.968, shown so that it does not look like 2.
    text = sentence(fortroendevald=[4] * 5, strateg=[2] * 6 + ["?", "-"])
    assert text == (
        f"11{NBSP}personer gav en nivå. Medel av rollerna är 1,97. Svaren skiljer sig i snitt 1,0 nivåer. "
        "1 svarade vet ej och 1 svarade ej tillämpligt."
    )
    assert sentence(strateg=[2, 2, 3, 3, 3]).startswith(f"5{NBSP}personer gav en nivå. Medel av svaren är 1,6.")


def test_too_few_answers_are_told_and_not_shown() -> None:
    assert sentence(strateg=[1, 5]).startswith("Färre än 5 har svarat på frågan.")
    assert sentence(strateg=[1, 5, 5, 5, "?"]) == (
        "Färre än 5 gav en nivå. Därför visas inte hur svaren fördelar sig. 1 svarade vet ej."
    )


def test_marks_are_as_many_as_the_people_and_of_their_groups_shape() -> None:
    drawing = level_marks((2, 0, 3))
    assert (drawing.count('href="#marke-1"'), drawing.count('href="#marke-2"'), drawing.count('href="#marke-3"')) == (
        2,
        0,
        3,
    )
    ids = re.findall(r'id="(marke-\d)"', mark_shapes())
    assert ids == [f"marke-{number}" for number in range(1, 6)]
    assert "style=" not in drawing + mark_shapes()


@pytest.mark.parametrize(("most", "each"), [(0, 1), (1, 1), (20, 1), (21, 2), (40, 2), (41, 3), (200, 10)])
def test_many_people_share_a_mark_so_that_they_can_be_taken_in(most: int, each: int) -> None:
    assert answers_per_mark(most) == each
    assert level_marks((most,), each).count("<use") <= MAX_MARKS


def test_the_marks_and_the_numbers_of_a_page_are_the_same_people() -> None:
    spread_view = view(fortroendevald=[4, 4, 4, 5, 5], strateg=[2, 2, 3, 3, 3], ledning=[1])
    assert [row.people for row in spread_view.levels] == [1, 2, 3, 3, 2]
    for place, row in enumerate(spread_view.levels):
        assert row.marks.count("<use") == row.people
        assert sum(group.counts[place] for group in spread_view.groups) == row.people
    assert [(group.name, group.people, group.mean) for group in spread_view.groups] == [
        ("fortroendevald och ledning", 6, "2,8"),  # 3, 3, 3, 4, 4 and 0
        ("strateg", 5, "1,6"),
    ]


people = st.lists(st.sampled_from([1, 2, 3, 4, 5, "?", "-"]), max_size=7)


@given(people, people, people)
def test_a_page_never_shows_a_group_of_fewer_than_five(
    politicians: list[int | str], managers: list[int | str], strategists: list[int | str]
) -> None:
    spread_view = view(fortroendevald=politicians, ledning=managers, strateg=strategists)
    levels = [choice for choice in (*politicians, *managers, *strategists) if isinstance(choice, int)]
    if len(levels) < 5:
        assert all(row.people is None and not row.marks for row in spread_view.levels)
        assert spread_view.groups == ()
    assert all(group.people >= 5 and sum(group.counts) == group.people for group in spread_view.groups)
    if len(politicians) + len(managers) + len(strategists) < 5:
        assert (spread_view.dont_know, spread_view.not_applicable, spread_view.reasons) == (0, 0, ())

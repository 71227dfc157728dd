"""What a list calls people's roles is asked about once, and never taken for granted."""

import pytest

from app.accounts.invitations.tables.limits import MAX_ROLE_WORDS
from app.accounts.invitations.tables.questions import LEAVE
from tests.unit.accounts.invitations.reading import errors, pasted, people, waiting

LIST = (
    "e-post;namn;roll\n"
    "p1@ale.se;P 1;Politiker\np2@ale.se;P 2;politiker \np3@ale.se;P 3;Chef\np4@ale.se;P 4;Ledning\np5@ale.se;P 5;POLITIKER"
)
POLITICIANS, BOSS = "roll.politiker", "roll.chef"


def roles(text: str, group: str = "", **answers: str) -> list[str]:
    settled_answers = {key.replace("__", ".").replace("_", "-"): value for key, value in answers.items()}
    return [role for _, _, role in people(pasted(text, group, settled_answers))]


def test_a_word_that_is_no_role_group_is_one_question_however_many_have_it() -> None:
    reading = pasted(LIST)
    assert waiting(reading) == [POLITICIANS, BOSS]
    politicians = reading.questions[0]
    assert politicians.text == "Till vilken rollgrupp hör ”Politiker” (3 personer)?"
    assert politicians.hint == "P 1, P 2 och P 5"
    assert [option.label for option in politicians.options] == [
        "Ledning",
        "Strateg eller samordnare",
        "Förtroendevald",
        "Verksamhet",
        "Bjud inte in",
    ]
    assert [invitee.address for invitee in reading.invitees] == ["p4@ale.se"]


def test_the_answer_goes_for_everybody_with_the_word() -> None:
    group = "fortroendevald"
    assert roles(LIST, roll__politiker=group, roll__chef="ledning") == [group, group, "ledning", "ledning", group]


def test_a_role_chosen_for_the_whole_list_does_not_answer_for_words_that_it_has() -> None:
    assert waiting(pasted(LIST, "verksamhet")) == [POLITICIANS, BOSS]


def test_those_of_a_role_may_be_left_out_and_are_told() -> None:
    reading = pasted(LIST, answers={POLITICIANS: LEAVE, BOSS: "ledning"})
    assert [address for address, _, _ in people(reading)] == ["p3@ale.se", "p4@ale.se"]
    assert {omission.reason for omission in reading.left_out} == {
        "Rollen ”Politiker” bjuds inte in.",
        "Rollen ”politiker” bjuds inte in.",
        "Rollen ”POLITIKER” bjuds inte in.",
    }


GAPS = "e-post;namn;roll\np1@ale.se;P 1;Förtroendevald\np2@ale.se;P 2;\np3@ale.se;P 3;Ledning\np4@ale.se;P 4;"


@pytest.mark.parametrize("group", ["", "verksamhet"])
def test_an_empty_role_beside_filled_ones_is_asked_about_whatever_is_chosen_for_the_list(group: str) -> None:
    reading = pasted(GAPS, group)
    assert waiting(reading) == ["utan-roll"]
    assert reading.questions[0].suggestion == ""
    assert "2 personer" in reading.questions[0].text


def test_an_empty_role_may_be_that_of_the_row_above_or_one_for_all() -> None:
    above = ["fortroendevald", "fortroendevald", "ledning", "ledning"]
    assert roles(GAPS, utan_roll="som-ovan") == above
    assert roles(GAPS, utan_roll="strateg") == ["fortroendevald", "strateg", "ledning", "strateg"]
    assert roles(GAPS, utan_roll=LEAVE) == ["fortroendevald", "ledning"]


def test_there_is_no_row_above_the_first() -> None:
    reading = pasted("e-post;roll\np1@ale.se;\np2@ale.se;Ledning")
    assert "som-ovan" not in {option.value for option in reading.questions[0].options}


def test_the_row_above_may_itself_have_a_word_that_is_asked_about() -> None:
    text = "e-post;roll\np1@ale.se;Politiker\np2@ale.se;\np3@ale.se;"
    assert roles(text, utan_roll="som-ovan", roll__politiker="fortroendevald") == ["fortroendevald"] * 3


def test_a_list_that_says_nothing_of_roles_has_the_one_that_is_chosen_or_is_asked_about_once() -> None:
    assert roles("sara@ale.se\nbo@ale.se", "ledning") == ["ledning", "ledning"]
    reading = pasted("sara@ale.se\nbo@ale.se")
    assert [question.text for question in reading.questions] == ["Till vilken rollgrupp hör de 2 personerna?"]
    assert roles("sara@ale.se\nbo@ale.se", utan_roll="strateg") == ["strateg", "strateg"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("sara@ale.se", "Till vilken rollgrupp hör personen?"),
        ("e-post;roll\nsara@ale.se;\nbo@ale.se;Ledning", "Till vilken rollgrupp hör personen utan roll i listan?"),
        (GAPS, "Till vilken rollgrupp hör de 2 personerna utan roll i listan?"),
        ("e-post;roll\nsara@ale.se;Politiker", "Till vilken rollgrupp hör ”Politiker” (1 person)?"),
    ],
)
def test_a_question_agrees_with_how_many_it_is_about(text: str, words: str) -> None:
    assert [question.text for question in pasted(text).questions] == [words]
    labels = [option.label for option in pasted(text).questions[0].options]
    assert not [label for label in labels if label.endswith(" dem")]


def test_rows_that_wait_for_an_answer_about_their_role_are_counted() -> None:
    assert (pasted(LIST).waiting, pasted(GAPS).waiting) == (4, 2)
    assert pasted(LIST, answers={POLITICIANS: LEAVE}).waiting == 1
    assert pasted("sara@ale.se\nbo@", "").waiting == 1
    assert pasted("sara@ale.se\nbo@", "ledning").waiting == 0


def test_an_empty_column_of_roles_is_no_column() -> None:
    assert roles("e-post;roll\nsara@ale.se;\nbo@ale.se;", "ledning") == ["ledning", "ledning"]


def test_a_column_of_something_else_is_told_rather_than_asked_about_word_by_word() -> None:
    rows = "\n".join(f"p{number}@ale.se;Titel {number}" for number in range(MAX_ROLE_WORDS + 1))
    assert errors(pasted(f"e-post;roll\n{rows}")) == [
        (0, f"Kolumnen för rollgrupp har fler än {MAX_ROLE_WORDS} ord som inte är någon rollgrupp.")
    ]


def test_a_formula_is_no_role() -> None:
    assert errors(pasted("e-post;roll\nsara@ale.se;=A1")) == [(2, "Raden har en formel.")]


def test_a_dash_is_no_role_and_no_name() -> None:
    assert waiting(pasted("e-post;namn;roll\np1@ale.se;-;Ledning\np2@ale.se;P 2;–")) == ["utan-roll"]
    assert roles("e-post;namn;roll\np1@ale.se;-;-\np2@ale.se;P 2;–", "ledning") == ["ledning", "ledning"]

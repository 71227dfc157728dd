"""How long it takes to answer: every word that stands open is read, and choosing takes its time."""

import pytest

from app.assessment.questionnaires import duration
from app.assessment.questionnaires.duration import (
    Asked,
    minutes_left,
    minutes_to_answer,
    seconds_to_answer,
    words_to_read,
)
from app.assessment.questionnaires.questionnaire import Capital, Form, Question
from tests.unit.builders import a_capital, a_question


def ask(question_id: str = "q1", **texts: object) -> Question:
    return Question.model_validate(dict(a_question(question_id)) | texts)


def of(explanation: str, *questions: Question) -> tuple[Capital, tuple[Question, ...]]:
    return a_capital().model_copy(update={"explanation": explanation, "questions": questions}), questions


@pytest.fixture(autouse=True)
def simple_speeds(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred words a minute, and half a minute to choose."""
    monkeypatch.setattr(duration, "WORDS_PER_MINUTE", 100)
    monkeypatch.setattr(duration, "SECONDS_TO_CHOOSE", 30)


def test_every_text_that_stands_open_is_read() -> None:
    question = ask(text="Hur är det?", help="Räkna *alla* mål.", anchors=("Inga mål.", "Ett mål.", "c", "d", "e f"))
    # introduction 2, explanation 3, question 3, help 3, anchors 2 + 2 + 1 + 1 + 2
    assert words_to_read("Hej du!", [of("Vad det är.", question)]) == 19


def test_what_is_behind_read_more_and_advice_are_not_read() -> None:
    question = ask(text="Hur?", more="Mycket mer att läsa.", next_step=("Gör så.", "b", "c", "d"), anchors=("a",) * 5)
    capital, questions = of("Vad?", question)
    capital = capital.model_copy(update={"more": "Mycket mer att läsa."})
    assert words_to_read("", [(capital, questions)]) == 1 + 1 + 5


def test_a_capital_of_which_nothing_is_asked_is_not_explained() -> None:
    assert words_to_read("Hej", [of("Vad det är.")]) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Budget- och målarbete", 3),
        ("- **Vet ej** är ett svar", 5),
        ("12 § lagen, 2,5 procent", 4),
        ("[lagen](https://exempel.se/en/lag) gäller", 2),
        ("", 0),
    ],
)
def test_words_are_counted_as_people_read_them(text: str, words: int) -> None:
    assert words_to_read(text, []) == words


@pytest.mark.parametrize(
    ("words", "questions", "minutes"),
    [
        (0, 0, 5),
        (700, 0, 5),  # 7 minutes
        (750, 0, 10),  # 7.5 minutes
        (1_250, 0, 15),  # half away from zero
        (995, 1, 10),  # 5 of the words are the anchors': 10 minutes, and a half to choose
        (710, 8, 10),  # 40 of the anchors: 7.5 minutes, and 4 to choose: 11.5
        (960, 8, 15),  # 10 minutes, and 4 to choose: 14
    ],
)
def test_minutes_are_those_of_reading_and_choosing_to_the_nearest_five(
    words: int, questions: int, minutes: int
) -> None:
    capitals: Asked = [of("?", *(ask(f"q{number}", text="?") for number in range(questions)))]
    assert minutes_to_answer("ord " * words, capitals) == minutes


def test_the_short_form_takes_less_time_than_the_long() -> None:
    capital = a_capital(questions=[a_question("q1", core=True), *(a_question(f"q{number}") for number in range(2, 40))])
    long, short = (minutes_to_answer("", [(capital, capital.asked(form))]) for form in (Form.LONG, Form.SHORT))
    # each question: "Hur är det?" and five anchors, 8 words and half a minute. Long 39, short 1; explanation 3 words
    # In minutes, the long form takes 3.15 + 19.5 and the short one 0.11 + 0.5.
    assert (long, short) == (25, 5)


def test_a_question_takes_its_words_and_the_choice() -> None:
    # question 3, help 2, anchors 5: ten words at a hundred a minute are 6 seconds, and 30 to choose
    question = ask(text="Hur är det?", help="Räkna allt.", anchors=("a", "b", "c", "d", "e"))
    assert seconds_to_answer(question) == pytest.approx(36)


@pytest.mark.parametrize(
    ("seconds", "minutes"),
    [(0, 1), (20, 1), (60, 1), (61, 2), (541, 10), (599, 10), (600, 10), (12.4 * 60, 10), (12.5 * 60, 15), (1_800, 30)],
)
def test_what_is_left_is_told_by_the_minute_near_the_end_and_in_fives_before(seconds: float, minutes: int) -> None:
    assert minutes_left(seconds) == minutes

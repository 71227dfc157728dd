"""The agenda as text that leaves the service."""

from app.assessment.meeting.agenda import plan_agenda
from app.assessment.meeting.spread import question_spread
from app.assessment.meeting.talk_order import talk_order
from app.reports.meeting.agenda_text import agenda_text
from tests.unit.builders import a_capital, a_question, a_questionnaire, to_one


def text_of(*choices: list[int]) -> str:
    questions = [a_question(f"q{number}") for number in range(len(choices))]
    questionnaire = a_questionnaire(a_capital("politiskt", questions))
    spreads = [
        question_spread(question, questionnaire, to_one(question.id, strateg=answers), 5)
        for question, answers in zip(questions, choices, strict=True)
    ]
    talk = talk_order(zip(questions, spreads, strict=True), 5)
    agenda = plan_agenda([(questionnaire.capitals[0], talk)], questionnaire)
    return agenda_text("Gemensamt möte Ale 2026", agenda).replace("\N{NO-BREAK SPACE}", " ")


def test_it_has_points_with_minutes_and_nothing_of_what_anybody_answered() -> None:
    assert text_of([3] * 5, [1, 1, 1, 5, 5, 5]) == (
        "Gemensamt möte Ale 2026\n"
        "Dagordning, 30 av 90 minuter\n"
        "\n"
        "1. Inledning (5 min)\n"
        "2. Godta där vi är eniga: 1 fråga (10 min)\n"
        "3. Frågor att tala om (5 min)\n"
        "   – politiskt: Hur är det? (5 min)\n"
        "4. Parkerade frågor och avslut (10 min)\n"
    )


def test_where_all_agree_there_is_nothing_to_talk_about() -> None:
    assert "2. Godta där vi är eniga: 2 frågor (10 min)\n3. Parkerade frågor och avslut" in text_of([3] * 5, [2] * 5)


def test_what_there_is_no_time_for_is_said_and_what_becomes_of_it() -> None:
    disputed = text_of(*[[1, 1, 1, 5, 5, 5]] * 17)
    assert "2 frågor hinns inte med. Där skiljer sig svaren minst, och medlet av svaren gäller" in disputed
    hidden = text_of(*[[3, 3]] * 26)
    assert "1 fråga hinns inte med. Där för få har svarat blir det inget resultat förrän ni enas." in hidden

"""Common goals of the example region: two that are followed over its years, and one that has ended."""

from datetime import date, datetime

from sqlmodel import Session

from app.demo.script import QUESTIONNAIRE, YEARS
from app.rounds.goals.goal import Goal
from app.storage.goals.goals import add_goal, end_goal

DECIDED_ON = date(2025, 3, 18)
DIARY_NUMBER = "GR 2025-00112 (påhittat)"
LEARNING = "organisatoriskt"


def _goal(capital_id: str, *, position: int, kommuner: int, by_year: int) -> Goal:
    return Goal(
        questionnaire_id=QUESTIONNAIRE,
        scale_year=YEARS[-1],
        capital_id=capital_id,
        position=position,
        kommuner=kommuner,
        by_year=by_year,
        decided_on=DECIDED_ON,
        diary_number=DIARY_NUMBER,
    )


def add_goals(session: Session, region_id: int, now: datetime) -> None:
    add_goal(session, region_id, _goal("politiskt", position=3, kommuner=10, by_year=2028), now)
    add_goal(session, region_id, _goal("finansiellt", position=2, kommuner=12, by_year=2027), now)
    ended_id = add_goal(session, region_id, _goal(LEARNING, position=4, kommuner=13, by_year=2027), now)
    end_goal(session, ended_id, date(2026, 2, 10), "Ersätts av ett mål för politiskt kapital, som behövs först.")

"""The example region's ambition and its common goals: two that are followed over its years, and one that has ended."""

from datetime import UTC, date, datetime
from fractions import Fraction

from sqlmodel import Session

from app.demo.script import QUESTIONNAIRE, YEARS
from app.reports.goals.ambition_words import conditions_kept
from app.rounds.goals.ambition import AmbitionInputs, Share, conditions
from app.rounds.goals.decision import AmbitionDecision
from app.rounds.goals.goal import Goal
from app.storage.goals.ambition import add_decision
from app.storage.goals.goals import add_goal, end_goal

DECIDED_ON = date(2025, 3, 18)
NOTED_AT = datetime(2025, 3, 20, 9, tzinfo=UTC)
DIARY_NUMBER = "GR 2025-00112 (påhittat)"
LEARNING = "organisatoriskt"
DECISION = AmbitionDecision(
    level=1,
    decided_on=DECIDED_ON,
    diary_number=DIARY_NUMBER,
    reason="Vi börjar med att förstå vad kommunerna behöver, innan vi bygger mer tillsammans. (Påhittat.)",
    review_on=date(2027, 3, 16),
)
KEPT = conditions_kept(conditions(AmbitionInputs(politics=Share(5, 12), receiver_indices=(Fraction(2),) * 12)))
"""As they stood then: the year's results were all there was."""


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
    add_decision(session, region_id, DECISION, KEPT, NOTED_AT)
    add_goal(session, region_id, _goal("politiskt", position=3, kommuner=10, by_year=2028), now)
    add_goal(session, region_id, _goal("finansiellt", position=2, kommuner=12, by_year=2027), now)
    ended_id = add_goal(session, region_id, _goal(LEARNING, position=4, kommuner=13, by_year=2027), now)
    end_goal(session, ended_id, date(2026, 2, 10), "Ersätts av ett mål för politiskt kapital, som behövs först.")

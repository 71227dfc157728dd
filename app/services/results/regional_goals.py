"""The region's common goals as a kommun's radar shows them: the next in time of each capital."""

from sqlmodel import Session

from app.assessment.questionnaires.questionnaire import Questionnaire
from app.reports.figures.profile_radar import RegionalGoal
from app.rounds.goals.follow_up import goal_in_force
from app.rounds.goals.scales import threshold
from app.rounds.kernel.assessment import Assessment
from app.storage.goals.goals import goals_of
from app.storage.questionnaires.editions import editions_of


def regional_goals(session: Session, assessment: Assessment, questionnaire: Questionnaire) -> dict[str, RegionalGoal]:
    """By capital of the assessment's round, on its own scale; without those that this scale cannot show."""
    goals = [item.goal for item in goals_of(session, assessment.round.region_id) if not item.is_ended]
    if not goals:
        return {}
    editions = [edition.questionnaire for edition in editions_of(session, questionnaire.id)]
    goals_by_capital = {}
    for capital in assessment.round.asked_capitals(questionnaire):
        goal = goal_in_force(goals, questionnaire.id, capital.id, assessment.round.year)
        position = None if goal is None else threshold(goal, editions, assessment.round.year)
        if goal is not None and position is not None:
            goals_by_capital[capital.id] = RegionalGoal(position=position, kommuner=goal.kommuner, by_year=goal.by_year)
    return goals_by_capital

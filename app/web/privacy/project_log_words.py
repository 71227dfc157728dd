"""Sentences of the audit log about the project bank: ideas, points, projects, and calls for funding."""

from collections.abc import Callable

from app.rounds.kernel.log_names import LogNames
from app.support.projects.funding_call import CallInterest, CallSource
from app.support.projects.idea import IdeaRole, IdeaState
from app.support.projects.names import CALL_INTERESTS, CALL_SOURCES, IDEA_ROLES, IDEA_STATES, PROJECT_STATES
from app.support.projects.project import ProjectState

PROJECT_SENTENCES: dict[str, str] = {
    "funding_call.answered": "Kommunen svarade på utlysning {funding_call_id}: {interest}.",
    "funding_call.drafted": "Ett utkast till utlysning sparades, nummer {funding_call_id}.",
    "funding_call.fetched": "{calls} utlysningar hämtades som utkast från {source}.",
    "funding_call.removed": "Utlysning {funding_call_id} togs bort eller stängdes.",
    "funding_call.shown": "Utlysning {funding_call_id} visades för kommunerna, eller ändrades.",
    "idea.caught": "En idé fångades, nummer {idea_id}.",
    "idea.changed": "Idé {idea_id} ändrades.",
    "idea.decided": "Ett beslut om idé {idea_id} skrevs in: {outcome}, beslutat {decided_on}.",
    "idea.joined": "Kommunen sade hur den är med på idé {idea_id}: {idea_role}.",
    "idea.left": "Kommunen är inte längre med på idé {idea_id}.",
    "idea.merged": "Idé {idea_id} slogs ihop med idé {into_idea_id}.",
    "idea.moved": "Idé {idea_id} fick läget {state}.",
    "points_round.answered": "Kommunen delade ut sina poäng i poängomgång {points_round_id}.",
    "points_round.opened": "Poängomgång {points_round_id} öppnades, till och med {last_day}.",
    "project.moved": "Projekt {project_id} fick läget {state}.",
    "project.noted": "Projekt {project_id} skrevs in eller ändrades.",
}


def _idea_state(value: str, _: LogNames) -> str:
    return IDEA_STATES[IdeaState(value)].lower()


PROJECT_WORDS: dict[str, Callable[[str, LogNames], str]] = {
    "idea.moved: state": _idea_state,
    "idea.decided: outcome": _idea_state,
    "idea_role": lambda value, _: IDEA_ROLES[IdeaRole(value)].lower(),
    "project.moved: state": lambda value, _: PROJECT_STATES[ProjectState(value)].lower(),
    "interest": lambda value, _: CALL_INTERESTS[CallInterest(value)].lower(),
    "source": lambda value, _: CALL_SOURCES[CallSource(value)],
}
"""Of facts, by name or by the action as well: see `log_words.py`."""

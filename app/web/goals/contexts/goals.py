"""Context of a region's common goals: each as a card with where it stands, and those that have ended."""

from dataclasses import dataclass

from markupsafe import Markup

from app.reports.figures import svg
from app.reports.figures.capital_facts import name_in_text
from app.reports.goals.goal_words import HOW_COUNTED, TABLE_HEADER, GoalText, goal_text
from app.reports.kernel.wording import date
from app.rounds.goals.follow_up import GoalStatus
from app.services.goals.follow_ups import FollowedGoal
from app.services.goals.goals import RegionGoals
from app.web.shell.contexts.frame import Frame

TAGS = {
    GoalStatus.NOT_MEASURED: "coming",
    GoalStatus.UNDER_WAY: "ongoing",
    GoalStatus.REACHED: "done",
    GoalStatus.NOT_REACHED: "waiting",
    GoalStatus.NOT_KNOWN: "waiting",
    GoalStatus.ENDED: "coming",
}
DONE = {"satt": "Målet är sparat.", "avslutat": "Målet är avslutat."}
COUNTED_BY_NAME = (
    "Ni ser hur det går för er egen kommun och för dem som visar sitt resultat för er. Regionen räknar alla som delar "
    "med den."
)


@dataclass(frozen=True, slots=True)
class GoalCard:
    text: GoalText
    capital_id: str
    tag: str
    """How the state looks."""
    own: str
    """About the reader's own kommun; empty for the region's people."""
    drawing: Markup
    """Empty before there is a year to draw."""
    decision: str
    url: str
    reason: str
    """Why it ended, with the day; empty while it is in force."""


@dataclass(frozen=True, slots=True)
class GoalsPage:
    frame: Frame
    region: str
    url: str
    done: str
    goals: tuple[GoalCard, ...]
    ended: tuple[GoalCard, ...]
    table_header: tuple[str, ...]
    how_counted: str
    may_set: bool
    has_round: bool
    plan_url: str


def goals_page(frame: Frame, region_goals: RegionGoals, notice: str) -> GoalsPage:
    url = f"{region_goals.region.key.path}/mal"
    by_name = not region_goals.sees_region
    cards = [goal_card(goal, url, by_name=by_name) for goal in region_goals.goals]
    return GoalsPage(
        frame=frame,
        region=region_goals.region.name,
        url=url,
        done=DONE.get(notice, ""),
        goals=tuple(card for card in cards if not card.reason),
        ended=tuple(card for card in cards if card.reason),
        table_header=TABLE_HEADER,
        how_counted=HOW_COUNTED if region_goals.sees_region else COUNTED_BY_NAME,
        may_set=region_goals.may_set,
        has_round=region_goals.has_round,
        plan_url=f"{region_goals.region.key.path}/omgangar/ny",
    )


def goal_card(region_goal: FollowedGoal, url: str, *, by_name: bool = False) -> GoalCard:
    """`url` is that of the region's goals."""
    goal, stored_goal = region_goal.goal, region_goal.stored
    text = goal_text(goal, region_goal.follow_up, region_goal.questionnaire, by_name=by_name)
    drawing = svg.goal_years(text.bars, goal.kommuner) if text.bars else ""
    ending = "" if stored_goal.ended_on is None else f"Avslutat {date(stored_goal.ended_on)}: {stored_goal.reason}"
    return GoalCard(
        text=text,
        capital_id=goal.capital_id,
        tag=TAGS[region_goal.follow_up.status],
        own=_own(region_goal),
        drawing=Markup(drawing),  # noqa: S704 - the drawing escapes every text
        decision=f"Beslutat {date(goal.decided_on)}, diarienummer {goal.diary_number}",
        url=f"{url}/{stored_goal.id}",
        reason=ending,
    )


def _own(region_goal: FollowedGoal) -> str:
    own = region_goal.own
    if own is None:
        return ""
    if own.position is None:
        capital = name_in_text(region_goal.goal.capital_id, region_goal.questionnaire)
        return f"{own.kommun} har ingen nivå i {capital} {own.year}."
    return f"{own.kommun} {'når' if own.reaches else 'når inte'} nivån {own.year}."

"""Context of a region's ideas: what is being prepared first, what is new, and what has been decided."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.reports.kernel.wording import clipped
from app.services.projects.ideas import IdeaView, RegionIdeas
from app.support.projects.idea import IdeaState
from app.support.projects.names import IDEA_ROLES, IDEA_STATES
from app.web.projects.contexts.parts import IDEA_TAGS, joining_words, missing_words, own_party
from app.web.shell.contexts.frame import Frame
from app.web.shell.formatting import day

DONE = {"avslutad": "Idén är avslutad.", "sammanslagen": "Idéerna är sammanslagna."}
LANES = (
    ("I beredning", (IdeaState.PREPARING,), "Här prövas idén mot fem villkor innan kommunerna fördelar poäng."),
    ("Nya", (IdeaState.CAUGHT, IdeaState.DESCRIBED), "Säg om ni är med, så vet regionen vilka idéer som bär."),
    ("Prioriterade", (IdeaState.PRIORITISED,), "De här ska bli projekt."),
    ("Vilande", (IdeaState.RESTING,), "De här prövas igen vid en bestämd dag."),
)
PROBLEM_SHOWN = 160


@dataclass(frozen=True, slots=True)
class IdeaCard:
    title: str
    url: str
    capital_id: str
    capital: str
    problem: str
    state: str
    tag: str
    who: str
    missing: str
    own: str
    """How the reader's kommun is with it; empty where it is not, or has no say."""
    waits: bool
    """The reader can say how the kommun is with it, and nobody has."""
    note: str
    """When it is tried again, or that it is a project."""


@dataclass(frozen=True, slots=True)
class IdeaLane:
    heading: str
    meaning: str
    cards: tuple[IdeaCard, ...]


@dataclass(frozen=True, slots=True)
class IdeasPage:
    frame: Frame
    url: str
    region_url: str
    done: str
    lanes: tuple[IdeaLane, ...]
    ended: tuple[IdeaCard, ...]
    points_until: str
    """The last day of an open round of points; empty without one."""
    waits_for_points: bool
    may_catch: bool
    is_kommun: bool


def ideas_page(frame: Frame, ideas: RegionIdeas, notice: str) -> IdeasPage:
    cards = [(view.stored.state, _card(view, ideas)) for view in ideas.views]
    lanes = (IdeaLane(heading, meaning, _in_states(cards, states)) for heading, states, meaning in LANES)
    return IdeasPage(
        frame=frame,
        url=f"{ideas.region.key.path}/ideer",
        region_url=ideas.region.key.path,
        done=DONE.get(notice, ""),
        lanes=tuple(lane for lane in lanes if lane.cards),
        ended=_in_states(cards, (IdeaState.ENDED,)),
        points_until="" if ideas.open_points is None else day(ideas.open_points.last_day),
        waits_for_points=ideas.waits_for_points,
        may_catch=ideas.may_catch,
        is_kommun=not ideas.may_prepare,
    )


def _in_states(cards: Iterable[tuple[IdeaState, IdeaCard]], states: tuple[IdeaState, ...]) -> tuple[IdeaCard, ...]:
    return tuple(card for state, card in cards if state in states)


def _card(view: IdeaView, ideas: RegionIdeas) -> IdeaCard:
    stored_idea = view.stored
    party = own_party(stored_idea, ideas.own_ids)
    is_open = stored_idea.state in {IdeaState.CAUGHT, IdeaState.DESCRIBED, IdeaState.PREPARING}
    return IdeaCard(
        title=stored_idea.idea.title,
        url=f"{ideas.region.key.path}/ideer/{stored_idea.id}",
        capital_id=stored_idea.idea.capital_id,
        capital=ideas.catalogue.capital_names.get(stored_idea.idea.capital_id, stored_idea.idea.capital_id),
        problem=clipped(stored_idea.idea.problem, PROBLEM_SHOWN),
        state=IDEA_STATES[stored_idea.state],
        tag=IDEA_TAGS[stored_idea.state],
        who=joining_words(stored_idea),
        missing=(missing_words(view.gates) or "Alla fem villkor är uppfyllda.") if is_open else "",
        own="" if party is None else f"{party.municipality}: {IDEA_ROLES[party.role].lower()}",
        waits=is_open and party is None and ideas.may_catch and not ideas.may_prepare,
        note=_note(view),
    )


def _note(view: IdeaView) -> str:
    if view.has_project:
        return "Har blivit projekt."
    if view.stored.merged_into_id is not None:
        return "Sammanslagen med en annan idé."
    decision = view.decision
    if decision is None or decision.decision.review_on is None or view.stored.state is IdeaState.ENDED:
        return ""
    return f"Prövas igen {day(decision.decision.review_on)}."

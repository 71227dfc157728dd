"""Parts that several pages of the project bank have: the gates, a kommun's standing, options of a choice."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from app.reports.kernel.wording import count, listing
from app.support.projects.gates import Gate, GateKey, GateState
from app.support.projects.idea import IdeaParty, IdeaState, StoredIdea
from app.support.projects.names import GATE_STATES, GATES
from app.support.projects.project import ProjectState

Option = TypeVar("Option", bound=StrEnum)
Options = tuple[tuple[str, str], ...]
MAX_NAMES = 4
"""Kommuner that are named in a line; more are counted."""
GATE_TAGS = {GateState.MET: "done", GateState.NOT_MET: "coming", GateState.NOT_KNOWN: "waiting"}
IDEA_TAGS = {
    IdeaState.CAUGHT: "coming",
    IdeaState.DESCRIBED: "coming",
    IdeaState.PREPARING: "ongoing",
    IdeaState.PRIORITISED: "done",
    IdeaState.RESTING: "waiting",
    IdeaState.ENDED: "coming",
}
PROJECT_TAGS = {
    ProjectState.APPLYING: "waiting",
    ProjectState.REFUSED: "coming",
    ProjectState.GRANTED: "ongoing",
    ProjectState.UNDER_WAY: "ongoing",
    ProjectState.FINISHED: "waiting",
    ProjectState.EVERYDAY: "done",
    ProjectState.DROPPED: "coming",
}
"""The shape beside a state's word: shell/html/_state.html."""
WHAT_IS_MISSING = {
    GateKey.KOMMUNER: "fler kommuner",
    GateKey.OWNERS: "ägare med mandat",
    GateKey.GAP: "ett mätt glapp eller ett lagkrav",
    GateKey.RECEIVER: "mottagare i linjen",
    GateKey.FOLLOW_UP: "hur den följs upp",
}
WHAT_IS_NOT_KNOWN = {
    GateKey.KOMMUNER: "vilka kommuner som vill vara med",
    GateKey.OWNERS: "vilka ägare som får besluta",
    GateKey.GAP: "om minst tre kommuner har glappet",
}
"""Of gates that can be open: the reader is not told that they are not met."""


@dataclass(frozen=True, slots=True)
class GateRow:
    title: str
    state: str
    tag: str
    reason: str


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A heading and what stands below it."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class IdeaLink:
    title: str
    url: str


def gate_rows(every: Iterable[Gate]) -> tuple[GateRow, ...]:
    return tuple(
        GateRow(title=GATES[gate.key], state=GATE_STATES[gate.state], tag=GATE_TAGS[gate.state], reason=gate.reason)
        for gate in every
    )


def missing_words(every: Sequence[Gate]) -> str:
    """Saknas: mottagare i linjen och ägare med mandat. Ännu inte känt: … Empty where every gate is met."""
    missing = [WHAT_IS_MISSING[gate.key] for gate in every if gate.state is GateState.NOT_MET]
    not_known = [WHAT_IS_NOT_KNOWN[gate.key] for gate in every if gate.state is GateState.NOT_KNOWN]
    sentences = (("Saknas", missing), ("Ännu inte känt", not_known))
    return " ".join(f"{heading}: {listing(names)}." for heading, names in sentences if names)


def joining_words(idea: StoredIdea) -> str:
    """Which kommuner do it, as a sentence."""
    names = [party.municipality for party in idea.joining]
    if not names:
        return "Ingen kommun är med än."
    subject = listing(names) if len(names) <= MAX_NAMES else count(len(names), "kommun", "kommuner")
    return f"{subject} är med."


def idea_link(idea: StoredIdea, region_url: str) -> IdeaLink:
    return IdeaLink(idea.idea.title, f"{region_url}/ideer/{idea.id}")


def choices(names: Mapping[Option, str]) -> Options:
    """Values and labels of a choice."""
    return tuple((option.value, name) for option, name in names.items())


def own_party(idea: StoredIdea, own_ids: Iterable[int]) -> IdeaParty | None:
    """Of the reader's kommuner, the first that is with the idea."""
    return next((party for party in idea.parties if party.municipality_id in set(own_ids)), None)

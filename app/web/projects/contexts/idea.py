"""Context of one idea: its gates, who is with it, what was decided, and what the reader can do."""

from dataclasses import dataclass

from app.accounts.organisations.organisation import Municipality
from app.rounds.kernel.days import day_of
from app.services.projects.ideas import OpenIdea
from app.support.projects.idea import IdeaParty, IdeaRole, IdeaState, StoredIdea
from app.support.projects.idea_decision import StoredDecision
from app.support.projects.names import IDEA_ROLES, IDEA_STATES, OWNER_MANDATES, PROJECT_STATES
from app.web.projects.contexts.parts import (
    IDEA_TAGS,
    PROJECT_TAGS,
    GateRow,
    IdeaLink,
    TextBlock,
    gate_rows,
    idea_link,
    missing_words,
)
from app.web.shell.contexts.frame import Frame
from app.web.shell.formatting import day

DONE = {
    "fangad": "Idén är fångad. Alla kommuner i regionen ser den nu.",
    "andrad": "Idén är sparad.",
    "svar": "Svaret är sparat.",
    "beredning": "Idén är uppe i beredningen.",
    "utkast": "Utkastet är sparat. Bara regionens samordnare ser det.",
    "beslut": "Beslutet är sparat, och alla kommuner i regionen ser det.",
}
DECIDED = {
    IdeaState.PRIORITISED: "Idén är prioriterad",
    IdeaState.RESTING: "Idén är vilande",
    IdeaState.ENDED: "Idén är avslutad",
}


@dataclass(frozen=True, slots=True)
class PartyLine:
    kommun: str
    about: str
    """Which function owns it and whether it may decide, for an owner."""


@dataclass(frozen=True, slots=True)
class PartyGroup:
    heading: str
    lines: tuple[PartyLine, ...]


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """A kommun that the reader answers for."""

    kommun: str
    answer: str
    """How it is with the idea; empty while it has not said."""
    url: str


@dataclass(frozen=True, slots=True)
class IdeaDecisionText:
    heading: str
    text: str
    about: str


@dataclass(frozen=True, slots=True)
class IdeaPage:
    frame: Frame
    url: str
    region_url: str
    done: str
    title: str
    origin: str
    problem: str
    capital_id: str
    capital: str
    state: str
    tag: str
    missing: str
    points_until: str
    gates: tuple[GateRow, ...]
    groups: tuple[PartyGroup, ...]
    description: tuple[TextBlock, ...]
    reason: str
    """Why it ended, where no decision says so."""
    decision: IdeaDecisionText | None
    """The one that stands: it made the idea what it is."""
    earlier: tuple[IdeaDecisionText, ...]
    projects: tuple[tuple[str, str, str, str], ...]
    """Address, title, state and its shape."""
    calls: tuple[IdeaLink, ...]
    merged: tuple[tuple[IdeaLink, str], ...]
    """Ideas that were merged into it, each with its text."""
    merged_into: IdeaLink | None
    answers: tuple[OwnAnswer, ...]
    may_change: bool
    can_be_prepared: bool
    can_be_tried_again: bool
    """It is prioritised, and the decision can be taken up once more."""
    can_be_decided: bool
    can_become_project: bool
    can_be_ended: bool
    has_draft: bool

    @property
    def first_answer(self) -> OwnAnswer | None:
        """The kommun that has not answered yet."""
        return next((each for each in self.answers if not each.answer), None)


def idea_page(frame: Frame, open_view: OpenIdea, notice: str) -> IdeaPage:
    view, stored_idea, region_url = open_view.view, open_view.idea, open_view.region.key.path
    idea, decisions = stored_idea.idea, [_decision(each) for each in view.decisions]
    has_current = view.decision is not None and view.decision.decision.outcome is stored_idea.state
    is_free = view.open_points is None
    is_prioritised = stored_idea.state is IdeaState.PRIORITISED
    is_undecided = stored_idea.state in {IdeaState.CAUGHT, IdeaState.DESCRIBED, IdeaState.PREPARING}
    return IdeaPage(
        frame=frame,
        url=f"{region_url}/ideer/{stored_idea.id}",
        region_url=region_url,
        done=DONE.get(notice, ""),
        title=idea.title,
        origin=f"Idé från {stored_idea.catcher}, {day(day_of(stored_idea.created_at))}",
        problem=idea.problem,
        capital_id=idea.capital_id,
        capital=open_view.catalogue.capital_names.get(idea.capital_id, idea.capital_id),
        state=IDEA_STATES[stored_idea.state],
        tag=IDEA_TAGS[stored_idea.state],
        missing=missing_words(view.gates) if is_undecided else "",
        points_until="" if view.open_points is None else day(view.open_points.last_day),
        gates=gate_rows(view.gates),
        groups=_groups(stored_idea),
        description=_description(open_view),
        reason="" if has_current else stored_idea.reason,
        decision=decisions[0] if has_current else None,
        earlier=tuple(decisions[1:] if has_current else decisions),
        projects=tuple(
            (
                f"{region_url}/projekt/{each.id}",
                each.project.title,
                PROJECT_STATES[each.state],
                PROJECT_TAGS[each.state],
            )
            for each in view.projects
        ),
        calls=tuple(IdeaLink(call.call.title, f"{region_url}/utlysningar/{call.id}") for call in open_view.calls),
        merged=tuple((idea_link(each, region_url), each.idea.problem) for each in open_view.merged),
        merged_into=None if open_view.merged_into is None else idea_link(open_view.merged_into, region_url),
        answers=tuple(
            _answer(stored_idea, kommun, f"{region_url}/ideer/{stored_idea.id}") for kommun in open_view.joins
        ),
        may_change=open_view.may_change,
        can_be_prepared=open_view.can_be_prepared and not is_prioritised,
        can_be_tried_again=open_view.can_be_prepared and is_prioritised,
        can_be_decided=open_view.may_prepare and stored_idea.state is IdeaState.PREPARING and is_free,
        can_become_project=open_view.may_prepare and is_prioritised and not view.has_project,
        can_be_ended=open_view.may_prepare
        and stored_idea.state is not IdeaState.ENDED
        and is_free
        and not view.has_project,
        has_draft=open_view.has_draft,
    )


def _groups(stored_idea: StoredIdea) -> tuple[PartyGroup, ...]:
    return tuple(
        PartyGroup(IDEA_ROLES[role], tuple(_line(party) for party in stored_idea.parties if party.role is role))
        for role in IdeaRole
        if any(party.role is role for party in stored_idea.parties)
    )


def _line(party: IdeaParty) -> PartyLine:
    if party.role is not IdeaRole.OWNER:
        return PartyLine(party.municipality, "")
    return PartyLine(party.municipality, f"{party.function}, {OWNER_MANDATES[party.mandate]}")


def _description(open_view: OpenIdea) -> tuple[TextBlock, ...]:
    idea = open_view.idea.idea
    blocks = (
        TextBlock("Mottagare i linjen", idea.receiver),
        TextBlock("Så följs den upp", idea.follow_up),
        TextBlock("Krav i lag", idea.obligation),
    )
    return tuple(block for block in blocks if block.text)


def _decision(stored_decision: StoredDecision) -> IdeaDecisionText:
    decision = stored_decision.decision
    review = "" if decision.review_on is None else f" Prövas igen {day(decision.review_on)}."
    return IdeaDecisionText(
        heading=DECIDED[decision.outcome],
        text=decision.text,
        about=f"Beslutat {day(decision.decided_on)}, diarienummer {decision.diary_number}.{review}",
    )


def _answer(stored_idea: StoredIdea, kommun: Municipality, url: str) -> OwnAnswer:
    party = stored_idea.party_of(kommun.id)
    return OwnAnswer(
        kommun=kommun.name,
        answer="" if party is None else IDEA_ROLES[party.role].lower(),
        url=f"{url}/med?kommun={kommun.slug}",
    )

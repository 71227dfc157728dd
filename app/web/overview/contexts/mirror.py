"""Context of the mirror's page: both sides beside each other, or what is missing before there is one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from app.accounts.kernel.roles import Actor
from app.assessment.comparison.benchmarks import MIN_CHANGED, MIN_KOMMUNER
from app.reports.paper.rendering import mirror_body, mirror_evidence
from app.rounds.kernel.keys import RoundKey
from app.services.overview.mirror import MirrorStanding, MirrorView, mirror_content
from app.web.shell.contexts.frame import START, Frame, frame, url_of
from app.web.shell.contexts.round_frame import round_frame
from app.web.shell.http.request_context import RequestContext


@dataclass(frozen=True, slots=True)
class MirrorCondition:
    """Something that has to be in place. `note` is how far it is."""

    text: str
    note: str
    is_met: bool


@dataclass(frozen=True, slots=True)
class MirrorPage:
    frame: Frame
    overline: str
    url: str
    lead: str
    body: Markup
    """Empty while something is missing."""
    evidence: Markup
    """What workshops have said, where the body does not have it."""
    has_evidence: bool
    conditions: tuple[MirrorCondition, ...]
    hidden: str
    """Why the figures are withheld though everything is in place; empty when they are not."""
    round_url: str
    """Of the round, for the region's people; empty for others."""


def mirror_frame(request: RequestContext[Actor, RoundKey], view: MirrorView) -> Frame:
    """In the round's own frame for those who may open the round."""
    if view.may_see_round:
        return round_frame(request, "Spegeln", view.round)
    return frame(
        request, f"Spegeln, {view.round.region_name} {view.round.year}", (START,), is_example=view.round.is_example
    )


def mirror_page(page_frame: Frame, view: MirrorView, now: datetime) -> MirrorPage:
    standing, key, content = view.standing, view.round.key, mirror_content(view, now)
    return MirrorPage(
        frame=page_frame,
        overline=view.questionnaire.title,
        url=url_of(key, "spegel"),
        lead=content.lead,
        body=mirror_body(content) if view.reflections else Markup(""),
        evidence=Markup("") if view.reflections else mirror_evidence(content),
        has_evidence=bool(view.evidence),
        conditions=tuple(_conditions(view, standing)),
        hidden=_hidden() if standing.is_hidden else "",
        round_url=url_of(key) if view.may_see_round else "",
    )


def _conditions(view: MirrorView, standing: MirrorStanding) -> Iterator[MirrorCondition]:
    name = view.round.region_name
    yield MirrorCondition(
        "Omgången är stängd.",
        "Den är stängd." if standing.is_closed else "Den är inte stängd än, så svaren kan ändras.",
        standing.is_closed,
    )
    yield MirrorCondition(
        f"{name} har fastställt sitt resultat och delar det.",
        "Det är gjort." if standing.is_association_ready else "Det är inte gjort än.",
        standing.is_association_ready,
    )
    yield MirrorCondition(
        f"Minst {MIN_KOMMUNER} kommuner har fastställt sitt resultat och delar det med regionen.",
        f"{standing.ready} av minst {MIN_KOMMUNER} kommuner har ett fastställt resultat som delas.",
        standing.ready >= MIN_KOMMUNER,
    )


def _hidden() -> str:
    return (
        "En eller två kommuner har dragit tillbaka sitt resultat sedan medianerna räknades. De visas igen när minst "
        f"{MIN_CHANGED} kommuner har ändrat sig, annars skulle skillnaden röja en enskild kommun."
    )

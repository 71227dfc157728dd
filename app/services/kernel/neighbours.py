"""What stands beside the page that somebody is on: the other years of the same place, and the person's other places."""

from dataclasses import dataclass

from app.accounts.kernel.roles import Actor, Right, may
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.round import Round
from app.services.kernel.access import place_of
from app.storage.engine.database import Database
from app.storage.kernel.assessments import assessments_of_municipalities, rounds_of_regions


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Everything that the person's own roles lead to, latest year first: of kommuner and of regions."""

    assessments: tuple[Assessment, ...]
    rounds: tuple[Round, ...]


def neighbours_of(database: Database, actor: Actor) -> Neighbours:
    """Of somebody without a role there is nothing, and nothing is asked for."""
    kommun_ids = actor.municipality_ids
    region_ids = {
        membership.region_id
        for membership in actor.memberships
        if membership.municipality_id is None and membership.region_id is not None
    }
    if not kommun_ids and not region_ids:
        return Neighbours((), ())
    with database.read() as session:
        assessments = assessments_of_municipalities(session, kommun_ids) if kommun_ids else ()
        rounds = rounds_of_regions(session, region_ids) if region_ids else ()
    return Neighbours(
        tuple(item for item in assessments if may(actor, Right.SEE_ASSESSMENT, place_of(item))),
        rounds,
    )

"""An action of the plan filled in from an item of support: the words it begins with; and what actions came from."""

from collections.abc import Collection, Mapping

from app.rounds.assessments.plans import RawAction
from app.rounds.kernel.assessment import Assessment
from app.services.support import words
from app.services.support.suggestions import offered_item
from app.storage.engine.database import Database
from app.storage.support.note_sources import sources_of
from app.support.workshops.landing import LandingKind, NoteSource


def suggested_action(database: Database, assessment: Assessment, item_id: str, capital_id: str) -> RawAction | None:
    """The plan's form, filled in. None for an item that is not offered. The caller has opened the plan.

    What the item asks of the kommun is part of the text: it is what the kommun decides to do.
    """
    with database.read() as session:
        item = offered_item(session, assessment, item_id)
    if item is None:
        return None
    capital = capital_id if capital_id in item.capitals else item.capitals[0]
    text = words.ACTION_TEXT.with_facts(title=item.title, demand=item.demands.kommun)
    return RawAction(capital=capital, text=text, origin=item.id)


def action_sources(database: Database, action_ids: Collection[int]) -> Mapping[int, NoteSource]:
    """Action -> the workshop that it came from, of those that came from any. The caller has opened the plan."""
    with database.read() as session:
        return sources_of(session, LandingKind.ACTION, action_ids)

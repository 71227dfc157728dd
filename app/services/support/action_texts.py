"""An action of the plan filled in from an item of support: the words it begins with, and what it came from."""

from app.rounds.assessments.plans import RawAction
from app.rounds.kernel.assessment import Assessment
from app.services.support import words
from app.services.support.suggestions import offered_item
from app.storage.engine.database import Database


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

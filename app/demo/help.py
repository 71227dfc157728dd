"""The help half of the example region, in the order in which one thing leads to the next."""

from datetime import datetime

from sqlmodel import Session

from app.demo.exchange import add_exchange
from app.demo.goals import add_goals
from app.demo.needs import add_needs
from app.demo.offers import add_offers
from app.demo.projects import add_projects
from app.demo.workshops import add_workshops


def add_help(session: Session, region_id: int, round_id: int, now: datetime) -> None:
    """Needs, goals and offers, a workshop, what kommuner tell and ask each other, and projects."""
    add_needs(session, round_id, now)
    add_goals(session, region_id, now)
    add_offers(session, region_id, now)
    add_workshops(session, region_id, round_id, now)
    add_exchange(session, region_id, now)
    add_projects(session, region_id, now)

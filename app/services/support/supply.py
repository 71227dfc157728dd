"""What is offered now: the cells that open offers are for, and the kommuner that have a place."""

from sqlmodel import Session

from app.support.pooling.demand import Supply


def open_supply(session: Session, region_id: int) -> Supply:  # noqa: ARG001
    """Of the region's open offers. Empty until there are offers."""
    return {}  # Until there are offers.

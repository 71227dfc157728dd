"""What is offered now: the cells that open offers are for, and the kommuner that have a place."""

from collections.abc import Iterable
from datetime import date

from sqlmodel import Session

from app.services.support.pooled_needs import KommunNeed
from app.storage.support.offers import open_offers_in
from app.support.offers.offer import StoredOffer, answers
from app.support.pooling.cells import PoolCell
from app.support.pooling.demand import Supply


def open_supply(session: Session, region_id: int, needs: Iterable[KommunNeed], today: date) -> Supply:
    """Of the offers that one can sign up to: the cells that each is for, and those of the needs that it answers."""
    supply: dict[PoolCell, frozenset[int]] = {}
    open_needs = tuple(needs)
    for offer in open_offers_in(session, region_id, today):
        kommuner = frozenset(sign_up.municipality_id for sign_up in offer.sign_ups if sign_up.granted)
        for cell in _cells(offer, open_needs):
            supply[cell] = supply.get(cell, frozenset()) | kommuner
    return supply


def _cells(stored_offer: StoredOffer, needs: Iterable[KommunNeed]) -> frozenset[PoolCell]:
    offer = stored_offer.offer
    own = {
        PoolCell(capital_id, form, group)
        for capital_id in offer.capital_ids
        for form in offer.forms
        for group in offer.target_groups
    }
    answered_cells = (each.pooled.cells for each in needs if answers(offer, each.need))
    return frozenset(own).union(*answered_cells)

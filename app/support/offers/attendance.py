"""What a kommun has taken part in, to stand beside what became of its levels. It is no proof of an effect."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AttendedOffer:
    """An offer that a kommun came to."""

    title: str
    capital_ids: tuple[str, ...]


def attended_titles(offers: Iterable[AttendedOffer], capital_id: str) -> tuple[str, ...]:
    """Of what strengthens the capital, in the order in which it took place."""
    return tuple(offer.title for offer in offers if capital_id in offer.capital_ids)

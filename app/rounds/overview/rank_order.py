"""Whom an order between kommuner can be told of: those with a score in every capital that counts (method 9)."""

from collections.abc import Iterable, Sequence

from app.assessment.questionnaires.questionnaire import Capital
from app.assessment.results.results import CapitalResult, Profile

MIN_KOMMUNER = 3
"""Kommuner that an order needs: between two it says no more than their two results."""


def counting(capitals: Iterable[Capital]) -> tuple[Capital, ...]:
    """The capitals that an order goes by. A cross-cutting dimension never enters an overall figure (method 4)."""
    return tuple(capital for capital in capitals if not capital.cross_cutting)


def scored(profile: Profile, capitals: Iterable[Capital]) -> Sequence[CapitalResult] | None:
    """The results in those capitals, or None where one of them has no score."""
    capital_results = [profile.capital(capital.id) for capital in capitals]
    results = [result for result in capital_results if result is not None and result.index is not None]
    return results if len(results) == len(capital_results) else None

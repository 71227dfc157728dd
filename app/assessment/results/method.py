"""Editions of the method: which set of rules an assessment is scored by.

A round keeps the edition it was opened under, so that what is locked stays scored as it was when the rules change.
"""

from decimal import Decimal
from enum import IntEnum

from app.assessment.questionnaires.questionnaire import Limits


class MethodEdition(IntEnum):
    """Editions of the rules, by the number that pages and files print."""

    FIRST = 1
    """Every pool of role groups counts alike; a core question without a result caps the level (`first_edition.py`)."""
    SECOND = 2
    """Pools weigh by their size; a core question without a result leaves the level open; common pools over years."""


CURRENT = MethodEdition.SECOND
"""What new rounds are scored by."""


def limits_under(edition: MethodEdition, limits: Limits) -> Limits:
    """The limits as the edition reads them. In the first every pool weighed alike, as it does when nobody is needed
    for half of a role's weight."""
    if edition is MethodEdition.FIRST:
        return limits.model_copy(update={"role_weight_half": Decimal(0)})
    return limits

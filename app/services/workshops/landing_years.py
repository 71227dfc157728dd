"""The kommuner that somebody lets notes become something for: each has a year with a result that it is noted in."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from app.accounts.kernel.roles import Actor, Place, Right, may
from app.accounts.organisations.organisation import Municipality
from app.errors import InvalidInputError, PermissionDeniedError
from app.rounds.kernel.keys import AssessmentKey
from app.services.workshops import words
from app.storage.organisations.organisations import municipalities_of
from app.storage.support.needs import latest_year_with_result
from app.support.workshops.workshop import StoredWorkshop


@dataclass(frozen=True, slots=True)
class LedYear:
    """A kommun that somebody leads, and its latest year with a result."""

    kommun: Municipality
    key: AssessmentKey


def led_years(session: Session, actor: Actor, workshop: StoredWorkshop) -> tuple[LedYear, ...]:
    """Of the kommun whose workshop it is; of a region's workshop, of every kommun that who asks leads."""
    owner_id, region_id = workshop.municipality_id, workshop.region_id
    return tuple(
        LedYear(kommun, key)
        for kommun in municipalities_of(session, region_id)
        if owner_id in {None, kommun.id}
        and may(actor, Right.LEAD_ASSESSMENT, Place(region_id, kommun.id))
        and (key := latest_year_with_result(session, kommun.id)) is not None
    )


def chosen_year(years: Sequence[LedYear], kommun: str) -> LedYear:
    """That of the kommun that is named, or else of her only one.

    Raises InvalidInputError where she has to choose, and PermissionDeniedError where there is no result yet.
    """
    if not years:
        raise PermissionDeniedError(words.LANDING_NO_RESULT)
    found_years = [year for year in years if kommun in {"", year.kommun.slug}]
    if len(found_years) != 1:
        raise InvalidInputError({"kommun": words.LANDING_KOMMUN_MISSING})
    return found_years[0]

"""Which kommuner are of similar size, as their region says, so that each can be compared with its like (method 9)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.events import SizeGroupsChosen
from app.accounts.kernel.roles import Actor
from app.accounts.organisations.organisation import Municipality, Region
from app.assessment.answering.entry import is_text
from app.errors import InvalidInputError
from app.services.kernel.access import led_region
from app.services.kernel.alphabet import swedish
from app.services.kernel.audit import note
from app.services.organisations import words
from app.services.results.benchmarks import refresh_benchmarks
from app.storage.engine.database import Database
from app.storage.kernel.assessments import rounds_of_regions
from app.storage.organisations import organisations as stored

MAX_NAME_LENGTH = 60


@dataclass(frozen=True, slots=True)
class SizeGroups:
    """The region's kommuner in Swedish order, each with its group or none."""

    region: Region
    kommuner: tuple[Municipality, ...]


def open_size_groups(database: Database, actor: Actor, slug: str) -> SizeGroups:
    """Raises NotFoundError to those outside the region, and PermissionDeniedError to its readers."""
    with database.read() as session:
        region = led_region(session, actor, slug)
        return SizeGroups(region, _kommuner(session, region))


def choose_size_groups(
    database: Database, actor: Actor, slug: str, group_names: Mapping[str, str], now: datetime
) -> None:
    """Put kommuner, by slug, in the group that is named; an empty name is no group. Those not named stay as they are.

    Raises InvalidInputError, by slug, for what cannot be a name. The anonymous figures of finished rounds are looked
    over again.
    """

    def work(session: Session) -> None:
        region = led_region(session, actor, slug)
        stored.lock_municipalities(session, region.id)
        names = {slug_of_kommun: " ".join(name.split()) for slug_of_kommun, name in group_names.items()}
        kommuner = [
            kommun
            for kommun in _kommuner(session, region)
            if names.get(kommun.slug, kommun.size_group) != kommun.size_group
        ]
        errors = {kommun.slug: error for kommun in kommuner if (error := _error(names[kommun.slug]))}
        if errors:
            raise InvalidInputError(errors)
        if not kommuner:
            return
        for kommun in kommuner:
            stored.set_size_group(session, kommun.id, names[kommun.slug])
        # Every change of groups takes the rounds in the same order, and nobody else holds more than one.
        for round_ in rounds_of_regions(session, [region.id]):
            refresh_benchmarks(session, round_.key, now)
        note(
            session,
            actor,
            SizeGroupsChosen(municipality_ids=tuple(kommun.id for kommun in kommuner)),
            region.place,
            now,
        )

    database.write(work)


def _kommuner(session: Session, region: Region) -> tuple[Municipality, ...]:
    return tuple(sorted(stored.municipalities_of(session, region.id), key=lambda kommun: swedish(kommun.name)))


def _error(name: str) -> str:
    if len(name) > MAX_NAME_LENGTH:
        return words.GROUP_NAME_TOO_LONG.with_facts(limit=MAX_NAME_LENGTH)
    return "" if is_text(name) else words.GROUP_NAME_NOT_TEXT

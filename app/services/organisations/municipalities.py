"""A region's kommuner: which they are, adding and removing them, and a kommun's own page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.events import MunicipalityAdded, MunicipalityRemoved
from app.accounts.kernel.roles import Actor, Right, may
from app.accounts.organisations.member import Member
from app.accounts.organisations.municipality_list import KOMMUNER, Kommun, UnusableListError, read_list
from app.accounts.organisations.organisation import Municipality, Organisation, OrganisationKey, Region
from app.errors import InvalidInputError, NotFoundError, PermissionDeniedError
from app.rounds.kernel.assessment import Assessment
from app.services.kernel.access import require
from app.services.kernel.alphabet import swedish
from app.services.kernel.audit import note
from app.services.organisations import words
from app.storage.engine.database import Database
from app.storage.kernel.assessments import assessments_of_municipalities
from app.storage.organisations import memberships
from app.storage.organisations import organisations as stored
from app.storage.organisations.organisations import find_organisation


@dataclass(frozen=True, slots=True)
class MunicipalityLine:
    municipality: Municipality
    coordinators: tuple[Member, ...]
    assessments: int


@dataclass(frozen=True, slots=True)
class MunicipalityList:
    """`may_open` is whether the pages of the kommuner can be opened by the one who asks."""

    region: Region
    lines: tuple[MunicipalityLine, ...]
    may_run: bool
    may_open: bool


@dataclass(frozen=True, slots=True)
class MunicipalityHome:
    """A kommun as those see it who may know of its people; `assessments` only for its own."""

    organisation: Organisation
    municipality: Municipality
    region: Region
    members: tuple[Member, ...]
    assessments: tuple[Assessment, ...]
    may_run: bool
    may_see_assessments: bool
    may_remove: bool
    may_see_region: bool
    may_see_log: bool
    may_keep_tokens: bool


def municipalities(
    database: Database, actor: Actor, slug: str, right: Right = Right.SEE_REGION_HOME
) -> MunicipalityList:
    """The kommuner of a region in Swedish order. Raises NotFoundError to those outside the region."""
    with database.read() as session:
        region = _region(session, actor, slug, right)
        leaders = memberships.leaders_in_kommuner(session, region.id)
        assessment_counts = stored.assessments_by_municipality(session, region.id)
        kommuner = sorted(stored.municipalities_of(session, region.id), key=lambda kommun: swedish(kommun.name))
        may_run = may(actor, Right.RUN_REGION, region.place)
        return MunicipalityList(
            region=region,
            lines=tuple(
                MunicipalityLine(kommun, leaders.get(kommun.id, ()), assessment_counts.get(kommun.id, 0))
                for kommun in kommuner
            ),
            may_run=may_run,
            may_open=may_run,
        )


def add_municipalities(
    database: Database, actor: Actor, slug: str, codes: Iterable[str], pasted_list: str, now: datetime
) -> int:
    """Add the kommuner that were chosen and those a pasted list names. Returns how many the region did not have.

    Raises InvalidInputError when nothing is named, and UnusableListError for a list with errors; then none is added.
    """

    def work(session: Session) -> int:
        region = _region(session, actor, slug, Right.RUN_REGION)
        selection = _named(codes, pasted_list)
        new_codes = [
            kommun.code
            for kommun in selection
            if stored.add_municipality(session, region.id, kommun.code, kommun.name, kommun.slug)
        ]
        if new_codes:
            note(session, actor, MunicipalityAdded(codes=tuple(new_codes)), region.place, now)
        return len(new_codes)

    return database.write(work)


def _named(codes: Iterable[str], pasted_list: str) -> tuple[Kommun, ...]:
    from_list, errors = read_list(pasted_list)
    if errors:
        raise UnusableListError(errors)
    by_code = {code: KOMMUNER[code] for code in codes if code in KOMMUNER}
    selection = by_code | {kommun.code: kommun for kommun in from_list}
    if not selection:
        raise InvalidInputError({"lista": words.NO_KOMMUN_CHOSEN})
    return tuple(selection[code] for code in sorted(selection))


def municipality_home(
    database: Database, actor: Actor, key: OrganisationKey, right: Right = Right.SEE_KOMMUN
) -> MunicipalityHome:
    """Raises NotFoundError to those outside the kommun and its region, PermissionDeniedError to the region's
    readers.
    """
    with database.read() as session:
        organisation, region, municipality = _find(session, key)
        place = organisation.place
        require(actor, right, place)
        sees = may(actor, Right.SEE_ASSESSMENT, place)
        assessments = assessments_of_municipalities(session, [municipality.id])
        return MunicipalityHome(
            organisation=organisation,
            municipality=municipality,
            region=region,
            members=memberships.members_at(session, place),
            assessments=assessments if sees else (),
            may_run=may(actor, Right.RUN_KOMMUN, place),
            may_see_assessments=sees,
            may_remove=may(actor, Right.RUN_REGION, region.place) and not assessments,
            may_see_region=may(actor, Right.SEE_REGION_HOME, region.place),
            may_see_log=may(actor, Right.SEE_AUDIT_LOG, place),
            may_keep_tokens=may(actor, Right.KEEP_TOKENS, place),
        )


def removable(database: Database, actor: Actor, key: OrganisationKey) -> MunicipalityHome:
    """The kommun, for those who may take it out of the region. Raises PermissionDeniedError when it has assessments."""
    with database.read() as session:
        _, region, _ = _find(session, key)
        require(actor, Right.RUN_REGION, region.place)
    home = municipality_home(database, actor, key, Right.RUN_KOMMUN)
    if not home.may_remove:
        raise PermissionDeniedError(words.HAS_ASSESSMENTS.with_facts(name=home.municipality.name))
    return home


def remove_municipality(database: Database, actor: Actor, key: OrganisationKey, now: datetime) -> None:
    """Take the kommun out of the region, with the roles in it. Doing it twice is the same as once.

    Raises PermissionDeniedError when it has assessments: they are kept.
    """

    def work(session: Session) -> None:
        region = _region(session, actor, key.region, Right.RUN_REGION)
        organisation = find_organisation(session, key)
        if organisation is None or organisation.municipality is None:
            return
        kommun = organisation.municipality
        was_removed = stored.remove_municipality(session, kommun.id)
        if was_removed is None:
            return
        if not was_removed:
            raise PermissionDeniedError(words.HAS_ASSESSMENTS.with_facts(name=kommun.name))
        note(session, actor, MunicipalityRemoved(code=kommun.code), region.place, now)

    database.write(work)


def _region(session: Session, actor: Actor, slug: str, right: Right) -> Region:
    region = stored.find_region(session, slug)
    if region is None:
        raise NotFoundError
    require(actor, right, region.place)
    return region


def _find(session: Session, key: OrganisationKey) -> tuple[Organisation, Region, Municipality]:
    organisation = find_organisation(session, key)
    if organisation is None or organisation.region is None or organisation.municipality is None:
        raise NotFoundError
    return organisation, organisation.region, organisation.municipality

"""The installation and its regions: which there are, making one, its own page, what it tells of itself and decides."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.events import MembershipGranted, RegionChanged, RegionCreated
from app.accounts.kernel.roles import INSTALLATION, Actor, Right, Role, may
from app.accounts.organisations.member import Member
from app.accounts.organisations.organisation import Organisation, OrganisationKey, Region
from app.accounts.organisations.region_form import (
    NewRegion,
    NewRegionForm,
    SettingsForm,
    read_new_region,
    read_settings,
)
from app.errors import InvalidInputError, NotFoundError
from app.rounds.kernel.round import Round
from app.services.kernel.access import require
from app.services.kernel.alphabet import swedish
from app.services.kernel.audit import note
from app.services.kernel.rate_limits import Try, count
from app.services.organisations import words
from app.services.organisations.memberships import ROLE_MAILS, give
from app.storage.engine.database import Database
from app.storage.kernel.assessments import rounds_of_regions
from app.storage.organisations import memberships
from app.storage.organisations import organisations as stored
from app.storage.sign_in.people import person_with
from app.storage.tables import MunicipalityRow, RoundRow


@dataclass(frozen=True, slots=True)
class RegionLine:
    region: Region
    coordinators: tuple[Member, ...]
    kommuner: int
    rounds: int


@dataclass(frozen=True, slots=True)
class RegionHome:
    """A region as those see it who belong to it. `without` is how many of its kommuner have no coordinator yet."""

    region: Region
    members: tuple[Member, ...]
    rounds: tuple[Round, ...]
    kommuner: int
    without: int
    association: OrganisationKey | None
    """Of the association as one that answers, for those who run the region; None until a round has asked it."""
    may_run: bool
    may_see_rounds: bool
    may_preview: bool
    may_plan: bool


def installation(database: Database, actor: Actor) -> tuple[tuple[RegionLine, ...], tuple[Member, ...]]:
    """Every region, and the operators. Raises NotFoundError to those who are none."""
    with database.read() as session:
        require(actor, Right.RUN_INSTALLATION, INSTALLATION)
        leaders = memberships.leaders_of_regions(session)
        kommuner, rounds = (stored.count_of(session, table) for table in (MunicipalityRow, RoundRow))
        regions = sorted(stored.regions(session), key=lambda region: swedish(region.name))
        lines = tuple(
            RegionLine(
                region=item,
                coordinators=leaders.get(item.id, ()),
                kommuner=kommuner.get(item.id, 0),
                rounds=rounds.get(item.id, 0),
            )
            for item in regions
        )
        return lines, memberships.members_at(session, INSTALLATION)


def require_operator(actor: Actor) -> None:
    """Before the form for a new region is shown. Raises NotFoundError to those who may not make one."""
    require(actor, Right.RUN_INSTALLATION, INSTALLATION)


def create_region(database: Database, actor: Actor, form: NewRegionForm, now: datetime, *, public_url: str) -> Region:
    """A region with its first coordinator, who gets a mail. Making the same one again just finds it, and gives nobody a
    role: in a region that is there that is done on its page of people.

    Raises InvalidInputError with every error, and RateLimitedError after many roles.
    """
    require_operator(actor)
    new_region = read_new_region(form)
    count(database, [Try(ROLE_MAILS, str(actor.person_id))], now)

    def work(session: Session) -> Region:
        region = stored.add_region(session, new_region.name, new_region.slug)
        if region is None:
            return _made_before(session, new_region)
        note(session, actor, RegionCreated(), region.place, now)
        role = Role.REGION_COORDINATOR
        person_id = give(session, actor, Organisation(region), role, new_region.coordinator, now, public_url=public_url)
        if person_id is not None:
            note(session, actor, MembershipGranted(person_id=person_id, role=role), region.place, now)
        return region

    return database.write(work)


def _made_before(session: Session, new_region: NewRegion) -> Region:
    """The same region with the same coordinator, as a second click finds it. Raises InvalidInputError for another."""
    region = stored.find_region(session, new_region.slug)
    if region is not None and region.name == new_region.name:
        leaders = memberships.holders_of(session, Role.REGION_COORDINATOR, region.place)
        if person_with(session, new_region.coordinator) in leaders:
            return region
    raise InvalidInputError({"sida": words.SLUG_TAKEN.with_facts(slug=new_region.slug)})


def region_home(database: Database, actor: Actor, slug: str) -> RegionHome:
    """For the region's people and operators. Raises NotFoundError to others."""
    with database.read() as session:
        region = _find(session, actor, slug, Right.SEE_REGION_HOME)
        kommuner = stored.municipalities_of(session, region.id)
        association = stored.association_of(session, region.id) if may(actor, Right.RUN_REGION, region.place) else None
        with_leaders = memberships.leaders_in_kommuner(session, region.id)
        return RegionHome(
            region=region,
            members=memberships.members_at(session, region.place),
            rounds=rounds_of_regions(session, [region.id]),
            kommuner=len(kommuner),
            without=sum(kommun.id not in with_leaders for kommun in kommuner),
            association=None if association is None else OrganisationKey(region.slug, association.slug),
            may_run=may(actor, Right.RUN_REGION, region.place),
            may_see_rounds=may(actor, Right.SEE_REGION, region.place),
            may_preview=may(actor, Right.PREVIEW_QUESTIONNAIRES, region.place),
            may_plan=may(actor, Right.LEAD_ROUND, region.place),
        )


def region_to_run(database: Database, actor: Actor, slug: str) -> Region:
    """For those who run the region. Raises NotFoundError to those outside it, PermissionDeniedError inside."""
    with database.read() as session:
        return _find(session, actor, slug, Right.RUN_REGION)


def change_region(database: Database, actor: Actor, slug: str, form: SettingsForm, now: datetime) -> None:
    """Store the region's settings. Storing the same again is no change. Raises InvalidInputError with every error."""

    def work(session: Session) -> None:
        region = _find(session, actor, slug, Right.RUN_REGION)
        settings = asdict(read_settings(form))
        changes = {name: value for name, value in settings.items() if getattr(region, name) != value}
        if not changes:
            return
        stored.change_region(session, region.id, changes)
        note(session, actor, RegionChanged(fields=tuple(sorted(changes))), region.place, now)

    database.write(work)


def _find(session: Session, actor: Actor, slug: str, right: Right) -> Region:
    region = stored.find_region(session, slug)
    if region is None:
        raise NotFoundError
    require(actor, right, region.place)
    return region

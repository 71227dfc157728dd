"""Regions and their kommuner: finding one by its address, and keeping the list of them."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from app.accounts.roles import INSTALLATION, Place
from app.storage.tables import MunicipalityRow, RegionRow


@dataclass(frozen=True, slots=True)
class OrganisationKey:
    """Address of an organisation: the installation when both are empty, a region, or a kommun (1440-ale) in it."""

    region: str = ""
    municipality: str = ""

    @property
    def path(self) -> str:
        """Of the organisation's own page."""
        if not self.region:
            return "/drift"
        return f"/{self.region}/kommuner/{self.municipality}" if self.municipality else f"/{self.region}"


@dataclass(frozen=True, slots=True)
class Region:
    id: int
    slug: str
    name: str
    is_example: bool
    contact_name: str
    contact_email: str
    contact_phone: str
    data_officer: str
    retention_months: int
    retention_decision: str
    federated_accounts: bool

    @property
    def key(self) -> OrganisationKey:
        return OrganisationKey(self.slug)

    @property
    def contact(self) -> str:
        """Whom to turn to, in one line; empty until the region has told it."""
        return ", ".join(filter(None, (self.contact_name, self.contact_email, self.contact_phone)))


@dataclass(frozen=True, slots=True)
class Municipality:
    id: int
    region_id: int
    code: str
    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """What has people of its own: the installation (neither set), a region, or a kommun in its region."""

    region: Region | None = None
    municipality: Municipality | None = None

    @property
    def key(self) -> OrganisationKey:
        return OrganisationKey(
            "" if self.region is None else self.region.slug,
            "" if self.municipality is None else self.municipality.slug,
        )

    @property
    def place(self) -> Place:
        if self.region is None:
            return INSTALLATION
        return Place(self.region.id, None if self.municipality is None else self.municipality.id)

    @property
    def name(self) -> str:
        """Of the kommun or the region; empty for the installation."""
        named = self.municipality or self.region
        return "" if named is None else named.name


_REGION: tuple[Any, ...] = tuple(getattr(RegionRow, field.name) for field in fields(Region))
_MUNICIPALITY: tuple[Any, ...] = tuple(getattr(MunicipalityRow, field.name) for field in fields(Municipality))


def find_organisation(session: Session, key: OrganisationKey) -> Organisation | None:
    """None when there is no such region, or no such kommun in it."""
    if not key.region:
        return Organisation()
    region = find_region(session, key.region)
    if region is None or not key.municipality:
        return None if region is None else Organisation(region)
    found = session.execute(
        select(*_MUNICIPALITY).where(
            col(MunicipalityRow.region_id) == region.id, col(MunicipalityRow.slug) == key.municipality
        )
    ).one_or_none()
    return None if found is None else Organisation(region, Municipality(*found))


def find_region(session: Session, slug: str) -> Region | None:
    row = session.execute(select(*_REGION).where(col(RegionRow.slug) == slug)).one_or_none()
    return None if row is None else Region(*row)


def regions(session: Session, ids: Collection[int] | None = None) -> tuple[Region, ...]:
    """All of them, or those with these ids, by name as the database sorts them."""
    query = select(*_REGION).order_by(col(RegionRow.name))
    if ids is not None:
        query = query.where(col(RegionRow.id).in_(ids))
    return tuple(Region(*row) for row in session.execute(query))


def municipalities_of(session: Session, region_id: int) -> tuple[Municipality, ...]:
    """By name as the database sorts them; pages sort in Swedish."""
    query = select(*_MUNICIPALITY).where(col(MunicipalityRow.region_id) == region_id)
    return tuple(Municipality(*row) for row in session.execute(query.order_by(col(MunicipalityRow.name))))

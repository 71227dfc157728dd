"""Organisations: the installation, its regions and their kommuner, and the address of each."""

from dataclasses import dataclass

from app.accounts.kernel.roles import INSTALLATION, Place

DEFAULT_ATTENTION_HOURS = 8
"""Hours a month that a region's offers may ask of one role group of a kommun, until the region says otherwise."""


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
    attention_hours: int
    """The most that the region's offers should ask of one role group of a kommun in a month."""

    @property
    def key(self) -> OrganisationKey:
        return OrganisationKey(self.slug)

    @property
    def place(self) -> Place:
        return Place(self.id)

    @property
    def contact(self) -> str:
        """Whom to turn to, in one line; empty until the region has told it."""
        return ", ".join(filter(None, (self.contact_name, self.contact_email, self.contact_phone)))


ASSOCIATION_CODE, ASSOCIATION_SLUG = "0000", "forbundet"
"""Of the association itself where it stands beside its kommuner; no kommun has such a code."""


@dataclass(frozen=True, slots=True)
class Municipality:
    """A kommun, or the association itself as one that answers."""

    id: int
    region_id: int
    code: str
    name: str
    slug: str
    size_group: str = ""
    is_association: bool = False


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
    def is_association(self) -> bool:
        """It is the association as one that answers, and not a kommun."""
        return self.municipality is not None and self.municipality.is_association

    @property
    def name(self) -> str:
        """Of the kommun or the region; empty for the installation."""
        organisation = self.municipality or self.region
        return "" if organisation is None else organisation.name

"""What the installation and its regions say of themselves to the public: privacy notice and accessibility statement."""

from dataclasses import asdict, dataclass

from sqlmodel import Session, col, select

from app.accounts.statement import Conformance, Statement
from app.storage.tables import InstallationRow, RegionRow


@dataclass(frozen=True, slots=True)
class RegionNotice:
    """What a region tells those whose data it holds. Texts are empty until the region has filled them in."""

    slug: str
    name: str
    is_example: bool
    contact_name: str
    contact_email: str
    contact_phone: str
    data_officer: str
    retention_months: int
    retention_decision: str

    @property
    def has_contact(self) -> bool:
        return bool(self.contact_email or self.contact_phone)


def find_region_notice(session: Session, slug: str) -> RegionNotice | None:
    row = session.exec(select(RegionRow).where(RegionRow.slug == slug)).one_or_none()
    return None if row is None else _region_notice(row)


def region_notices(session: Session) -> tuple[RegionNotice, ...]:
    """Those of every region, by name."""
    rows = session.exec(select(RegionRow).order_by(col(RegionRow.name))).all()
    return tuple(map(_region_notice, rows))


def _region_notice(row: RegionRow) -> RegionNotice:
    return RegionNotice(
        row.slug,
        row.name,
        row.is_example,
        row.contact_name,
        row.contact_email,
        row.contact_phone,
        row.data_officer,
        row.retention_months,
        row.retention_decision,
    )


def operator_name(session: Session) -> str:
    """The organisation that runs the installation; empty until it has said so."""
    row = session.exec(select(InstallationRow)).one_or_none()
    return "" if row is None else row.organisation


def find_statement(session: Session) -> Statement | None:
    """The accessibility statement, or None until it has been filled in."""
    row = session.exec(select(InstallationRow)).one_or_none()
    if row is None or not row.conformance or not row.assessed_on or not row.published_on or not row.updated_on:
        return None
    return Statement(
        row.organisation,
        row.contact_email,
        row.contact_phone,
        Conformance(row.conformance),
        row.shortcomings,
        row.burdens,
        row.outside_law,
        row.assessed_on,
        row.assessed_how,
        row.published_on,
        row.updated_on,
    )


def store_statement(session: Session, statement: Statement) -> None:
    row = session.exec(select(InstallationRow)).one_or_none() or InstallationRow(id=1)
    row.sqlmodel_update(asdict(statement))
    session.add(row)

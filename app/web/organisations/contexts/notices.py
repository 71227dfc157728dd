"""Contexts of the pages that anybody may read about the service: personal data and accessibility."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.accounts.organisations.accessibility_statement import Conformance, Statement, StatementForm
from app.accounts.organisations.organisation import Region
from app.services.organisations.notices import PrivacyNotice
from app.services.sign_in.known_browsers import KNOWN_FOR
from app.web.shell.contexts.frame import Frame


@dataclass(frozen=True, slots=True)
class PrivacyPage:
    frame: Frame
    region: Region | None
    regions: tuple[Region, ...]
    operator: str
    signed_in: bool
    session_hours: int
    known_days: int
    """How long a browser in which somebody has signed in by mail is remembered."""


def privacy_page(frame: Frame, notice: PrivacyNotice, session_hours: int) -> PrivacyPage:
    return PrivacyPage(
        frame=frame,
        region=notice.region,
        regions=notice.regions,
        operator=notice.operator,
        signed_in=frame.visitor is not None,
        session_hours=session_hours,
        known_days=KNOWN_FOR.days,
    )


CONFORMANCE = (
    (Conformance.FULL.value, "Helt förenlig med lagen"),
    (Conformance.PARTIAL.value, "Delvis förenlig med lagen"),
    (Conformance.NONE.value, "Inte förenlig med lagen"),
)


@dataclass(frozen=True, slots=True)
class StatementPage:
    frame: Frame
    statement: Statement | None
    address: str


@dataclass(frozen=True, slots=True)
class StatementEditPage:
    frame: Frame
    typed: StatementForm
    published: bool
    address: str
    errors: Mapping[str, str] = field(default_factory=dict)
    preview: Statement | None = None
    levels: tuple[tuple[str, str], ...] = CONFORMANCE


def as_typed(statement: Statement | None) -> StatementForm:
    """The statement as the form's fields have it."""
    if statement is None:
        return StatementForm()
    return StatementForm(
        organisation=statement.organisation,
        epost=statement.contact_email,
        telefon=statement.contact_phone,
        forenlighet=statement.conformance.value,
        brister=statement.shortcomings,
        betungande=statement.burdens,
        undantag=statement.outside_law,
        metod=statement.assessed_how,
        bedomd=statement.assessed_on.isoformat(),
        publicerad=statement.published_on.isoformat(),
    )

"""Who one can be in the example region."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select as columns
from sqlmodel import Session, col, func, select

from app.accounts.kernel.role_titles import TITLES, title_of
from app.accounts.kernel.roles import Role
from app.demo.script import OPERATOR_DOMAIN
from app.storage.engine.database import Database
from app.storage.tables import (
    AssessmentRow,
    MembershipRow,
    MunicipalityRow,
    PersonRow,
    RegionRow,
    RespondentRow,
)

INSTALLATION = "Hela installationen"
RESPONDENT = "svarande"
"""What somebody who only answers is called."""
_NAME = func.coalesce(func.nullif(col(PersonRow.name), ""), col(PersonRow.email), "utan namn")
"""Who has been invited while somebody tries the example out may have only an address."""


@dataclass(frozen=True, slots=True)
class Persona:
    """`place` is a region's or a kommun's name, or INSTALLATION."""

    person_id: int
    name: str
    title: str
    place: str


def personas(database: Database) -> tuple[Persona, ...]:
    """Everybody of the example regions, those of the region first, then by kommun; last who runs the installation."""
    with database.read() as session:
        return (*_of_regions(session), *_of_kommuner(session), *_respondents(session), *_operators(session))


def by_place(people: tuple[Persona, ...]) -> dict[str, tuple[Persona, ...]]:
    groups: dict[str, list[Persona]] = defaultdict(list)
    for persona in people:
        groups[persona.place].append(persona)
    return {place: tuple(personas) for place, personas in groups.items()}


def _of_regions(session: Session) -> tuple[Persona, ...]:
    rows = session.exec(
        select(PersonRow.id, _NAME, MembershipRow.role, RegionRow.name)
        .join(MembershipRow, col(MembershipRow.person_id) == col(PersonRow.id))
        .join(RegionRow, col(RegionRow.id) == col(MembershipRow.region_id))
        .where(col(RegionRow.is_example).is_(True), col(MembershipRow.ended_at).is_(None))
        .order_by(col(PersonRow.id))
    ).all()
    return tuple(Persona(person_id or 0, name, TITLES[Role(role)], place) for person_id, name, role, place in rows)


def _of_kommuner(session: Session) -> tuple[Persona, ...]:
    rows = session.execute(
        columns(
            col(PersonRow.id),
            _NAME,
            col(MembershipRow.role),
            col(MunicipalityRow.name),
            col(MunicipalityRow.is_association),
        )
        .join(MembershipRow, col(MembershipRow.person_id) == col(PersonRow.id))
        .join(MunicipalityRow, col(MunicipalityRow.id) == col(MembershipRow.municipality_id))
        .join(RegionRow, col(RegionRow.id) == col(MunicipalityRow.region_id))
        .where(col(RegionRow.is_example).is_(True), col(MembershipRow.ended_at).is_(None))
        .order_by(col(MunicipalityRow.id), col(PersonRow.id))
    ).all()
    return tuple(
        Persona(person_id or 0, name, title_of(Role(role), is_association=is_association), place)
        for person_id, name, role, place, is_association in rows
    )


def _respondents(session: Session) -> tuple[Persona, ...]:
    rows = session.exec(
        select(PersonRow.id, _NAME, MunicipalityRow.name)
        .join(RespondentRow, col(RespondentRow.person_id) == col(PersonRow.id))
        .join(AssessmentRow, col(AssessmentRow.id) == col(RespondentRow.assessment_id))
        .join(MunicipalityRow, col(MunicipalityRow.id) == col(AssessmentRow.municipality_id))
        .join(RegionRow, col(RegionRow.id) == col(MunicipalityRow.region_id))
        .outerjoin(MembershipRow, col(MembershipRow.person_id) == col(PersonRow.id))
        .where(col(RegionRow.is_example).is_(True), col(MembershipRow.id).is_(None))
        .order_by(col(PersonRow.id))
    ).all()
    return tuple(Persona(person_id or 0, name, RESPONDENT, place) for person_id, name, place in rows)


def _operators(session: Session) -> tuple[Persona, ...]:
    """Only with an address of the example's own: nobody becomes the operator of a real installation."""
    rows = session.exec(
        select(PersonRow.id, _NAME)
        .join(MembershipRow, col(MembershipRow.person_id) == col(PersonRow.id))
        .where(MembershipRow.role == Role.OPERATOR, col(MembershipRow.ended_at).is_(None))
        .where(col(PersonRow.email).endswith(f"@{OPERATOR_DOMAIN}"))
        .order_by(col(PersonRow.id))
    ).all()
    return tuple(Persona(person_id or 0, name, TITLES[Role.OPERATOR], INSTALLATION) for person_id, name in rows)

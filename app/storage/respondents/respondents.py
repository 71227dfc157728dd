"""The people who are asked to answer in an assessment, one by one: who, since when, and how far."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, case, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from app.storage.engine.prepared import dialect_name
from app.storage.engine.records import columns_of, record_of
from app.storage.tables import AnswerRow, OpenLinkRow, PersonRow, RespondentRow


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who is asked to answer. `saved` counts answers of any sort, comments alone too, and
    `chosen` those where something is chosen; never which."""

    id: int
    person_id: int | None
    name: str
    """As it was written in the invitation. The person's own name is not the kommun's to see, except where that is all
    there is: in the example region nobody has an address."""
    address: str
    role_group: str
    invited_at: datetime | None
    withdrawn_at: datetime | None
    handed_in_at: datetime | None
    open_link_id: int | None
    saved: int
    chosen: int


def _counted(what: Any) -> Any:
    """Of the respondent's answers. Asked for each, so that nobody else's are looked at: a table of every respondent's
    counts, joined, would be made of all answers there are."""
    own = col(AnswerRow.respondent_id) == col(RespondentRow.id)
    return select(what).where(own).correlate(RespondentRow).scalar_subquery()


_name_without_address = case((col(PersonRow.email).is_(None), func.coalesce(col(PersonRow.name), "")), else_="")


def _asked(*conditions: Any) -> Select[Any]:
    query: Select[Any] = (
        select(
            *columns_of(
                Asked,
                RespondentRow,
                name=case((col(RespondentRow.name) != "", col(RespondentRow.name)), else_=_name_without_address),
                address=func.coalesce(col(PersonRow.email), ""),
                saved=_counted(func.count(col(AnswerRow.question_id))),
                chosen=_counted(func.count(col(AnswerRow.kind))),
            )
        )
        .outerjoin(PersonRow, col(PersonRow.id) == col(RespondentRow.person_id))
        .where(col(RespondentRow.for_kommun).is_(False), *conditions)
        .order_by(col(RespondentRow.id))
    )
    return query


def all_asked(session: Session, assessment_id: int) -> tuple[Asked, ...]:
    """Everybody of an assessment, in the order they came."""
    rows = session.execute(_asked(col(RespondentRow.assessment_id) == assessment_id))
    return tuple(record_of(Asked, row) for row in rows)


def find_asked(session: Session, assessment_id: int, respondent_id: int) -> Asked | None:
    row = session.execute(
        _asked(col(RespondentRow.assessment_id) == assessment_id, col(RespondentRow.id) == respondent_id)
    ).one_or_none()
    return None if row is None else record_of(Asked, row)


_INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def count_places(session: Session, assessment_id: int) -> int:
    """Everybody who answers or has been asked to, withdrawn ones too, and every open link."""
    people = select(func.count(col(RespondentRow.id))).where(col(RespondentRow.assessment_id) == assessment_id)
    links = select(func.count(col(OpenLinkRow.id))).where(col(OpenLinkRow.assessment_id) == assessment_id)
    return int(session.execute(people).scalar_one()) + int(session.execute(links).scalar_one())


def people_with(session: Session, addresses: Iterable[str]) -> dict[str, int]:
    """Address -> person, made when unknown. Until the transaction ends nobody erases them."""
    sorted_addresses = sorted(set(addresses))
    if not sorted_addresses:
        return {}
    statement = _INSERT[dialect_name(session)](PersonRow)
    session.execute(
        statement.on_conflict_do_nothing(index_elements=["email"]),
        [{"name": "", "email": address} for address in sorted_addresses],
    )
    query = select(col(PersonRow.email), col(PersonRow.id)).where(col(PersonRow.email).in_(sorted_addresses))
    locking = query.with_for_update(read=True, key_share=True)
    return {address: person_id or 0 for address, person_id in session.execute(locking)}


def add_invited(
    session: Session, assessment_id: int, people: Sequence[tuple[int, str, str]], now: datetime
) -> list[int]:
    """Ask people (person, name as the inviter wrote it, role group) to answer. Their ids as respondents, in order."""
    rows = [
        RespondentRow(
            assessment_id=assessment_id, person_id=person_id, name=name, role_group=role_group, invited_at=now
        )
        for person_id, name, role_group in people
    ]
    session.add_all(rows)
    session.flush()
    return [row.id or 0 for row in rows]


def add_nameless(session: Session, assessment_id: int, role_group: str, open_link_id: int, now: datetime) -> int:
    """Somebody who came by an open link: a person without name and address, and a place to answer. Its id."""
    person = PersonRow()
    session.add(person)
    session.flush()
    row = RespondentRow(
        assessment_id=assessment_id,
        person_id=person.id,
        role_group=role_group,
        invited_at=now,
        open_link_id=open_link_id,
    )
    session.add(row)
    session.flush()
    return row.id or 0


def change_respondent(session: Session, respondent_id: int, **values: Any) -> None:
    session.execute(update(RespondentRow).where(col(RespondentRow.id) == respondent_id).values(**values))

"""Which rows belong to a region or a kommun, by the references of the tables alone.

A row belongs where everything that it must refer to belongs: an answer to its respondent, a respondent to the
assessment, an assessment to its round and its kommun. So nothing of another kommun can come along with a kommun. Only
where that says too little or too much is there a condition by hand, below.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Column, ColumnElement, Select, Table, and_, false, or_, select, true
from sqlalchemy.schema import sort_tables
from sqlmodel import Session, SQLModel

import app.storage.tables  # noqa: F401  registers every table
from app.storage.transfer.declaration import BY_KIND, DOCUMENTS, LISTS, NOT_OF_ONE_KOMMUN, NUMBERS, SHARED, TAKEN
from app.support.adaptations.adaptation import AdaptationState

TABLES = SQLModel.metadata.tables


def taken_in_order() -> tuple[Table, ...]:
    """Tables that go along, each after those whose numbers its rows have."""
    numbers = {**NUMBERS, **LISTS, **{place: table for place, (table, _) in DOCUMENTS.items()}}
    pairs = [(parent, table) for (table, _), parent in numbers.items()]
    pairs += [(parent, table) for (table, _), (_, tables) in BY_KIND.items() for parent in tables.values()]
    without_key = [(TABLES[parent], TABLES[table]) for parent, table in pairs if parent != table]
    return tuple(sort_tables([TABLES[name] for name in sorted(TAKEN)], extra_dependencies=without_key))


def binding_columns(table: Table) -> tuple[Column[object], ...]:
    """The columns by which a row belongs somewhere: what it must refer to, and only without such to what is shared."""
    references = [column for column in table.columns if column.foreign_keys and not column.nullable]
    own = [column for column in references if parent_of(column).name not in SHARED]
    return tuple(own or references)


def parent_of(column: Column[object]) -> Table:
    (key,) = column.foreign_keys
    return key.column.table


@dataclass(frozen=True, slots=True)
class TransferScope:
    """A region with all its kommuner, or one of them; `edition_ids` are the editions that its years need."""

    region_id: int
    municipality_id: int | None
    edition_ids: frozenset[int]

    def condition(self, table: Table) -> ColumnElement[bool]:
        """That a row of the table belongs to it."""
        if self.municipality_id is not None and table.name in NOT_OF_ONE_KOMMUN:
            return false()
        by_hand = self._by_hand.get(table.name)
        return self._by_references(table) if by_hand is None else by_hand()

    def _by_references(self, table: Table) -> ColumnElement[bool]:
        return and_(*(column.in_(self._numbers(parent_of(column))) for column in binding_columns(table)))

    def _numbers(self, table: Table) -> Select[tuple[int]]:
        return select(table.c.id).where(self.condition(table))

    @property
    def _by_hand(self) -> dict[str, Callable[[], ColumnElement[bool]]]:
        conditions: dict[str, Callable[[], ColumnElement[bool]]] = {
            "region": lambda: TABLES["region"].c.id == self.region_id,
            "edition": lambda: TABLES["edition"].c.id.in_(self.edition_ids),
            "support_edition": true,
            "membership": self._membership,
            "person": self._person,
        }
        if self.municipality_id is None:
            return conditions
        return conditions | {
            "challenge": lambda: TABLES["challenge"].c.municipality_id == self.municipality_id,
            "municipality": lambda: TABLES["municipality"].c.id == self.municipality_id,
            "round": self.rounds_of_kommun,
            "offer": self._offer_of_kommun,
            "region_support": self._published_support,
            "workshop": lambda: TABLES["workshop"].c.municipality_id == self.municipality_id,
        }

    def _membership(self) -> ColumnElement[bool]:
        table = TABLES["membership"]
        if self.municipality_id is not None:
            return table.c.municipality_id == self.municipality_id
        kommuner = select(TABLES["municipality"].c.id).where(TABLES["municipality"].c.region_id == self.region_id)
        return or_(table.c.region_id == self.region_id, table.c.municipality_id.in_(kommuner))

    def _person(self) -> ColumnElement[bool]:
        """Whoever a row that goes along names."""
        person = TABLES["person"]
        naming = [
            column
            for table in taken_in_order()
            for column in table.columns
            if table.name != "mail_opt_out"
            and (
                any(key.column.table is person for key in column.foreign_keys)
                or NUMBERS.get((table.name, column.name)) == "person"
            )
        ]
        return or_(
            *(
                person.c.id.in_(select(column).where(self.condition(column.table), column.is_not(None)))
                for column in naming
            )
        )

    def rounds_of_kommun(self) -> ColumnElement[bool]:
        """Those that the kommun takes part in."""
        table, assessment = TABLES["round"], TABLES["assessment"]
        own = select(assessment.c.round_id).where(assessment.c.municipality_id == self.municipality_id)
        return and_(table.c.region_id == self.region_id, table.c.id.in_(own))

    def _offer_of_kommun(self) -> ColumnElement[bool]:
        """The kommun's own, and the region's that it has signed up to. What another kommun offers stays."""
        table, sign_up = TABLES["offer"], TABLES["sign_up"]
        signed_up = select(sign_up.c.offer_id).where(sign_up.c.municipality_id == self.municipality_id)
        of_region = and_(table.c.municipality_id.is_(None), table.c.id.in_(signed_up))
        return and_(
            table.c.region_id == self.region_id, or_(table.c.municipality_id == self.municipality_id, of_region)
        )

    def _published_support(self) -> ColumnElement[bool]:
        """The region's versions of items, which its kommuner see, but no drafts."""
        table = TABLES["region_support"]
        return and_(table.c.region_id == self.region_id, table.c.state != AdaptationState.DRAFT)


def scope_of(session: Session, region_id: int, municipality_id: int | None) -> TransferScope:
    """With every edition of the questionnaires that are asked, up to the latest year: changes between years are told
    by those in between. The editions that goals are set in come along too."""
    edition, round_, goal = TABLES["edition"], TABLES["round"], TABLES["region_goal"]
    bare = TransferScope(region_id, municipality_id, frozenset())
    rounds = select(round_.c.edition_id).where(
        bare.rounds_of_kommun() if municipality_id is not None else round_.c.region_id == region_id
    )
    editions = session.execute(select(edition.c.questionnaire, edition.c.year).where(edition.c.id.in_(rounds)))
    last: dict[str, int] = {}
    for questionnaire, year in editions:
        last[questionnaire] = max(year, last.get(questionnaire, 0))
    if municipality_id is None:
        goals = select(goal.c.questionnaire, goal.c.scale_year).where(goal.c.region_id == region_id)
        for questionnaire, year in session.execute(goals):
            last[questionnaire] = max(year, last.get(questionnaire, 0))
    every = session.execute(select(edition.c.id, edition.c.questionnaire, edition.c.year))
    ids = frozenset(number for number, questionnaire, year in every if year <= last.get(questionnaire, 0))
    return TransferScope(region_id, municipality_id, ids)

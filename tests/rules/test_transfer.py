"""Whatever is stored either goes along when a region moves to another installation, or is named with a reason why not.

A new table, column or event fails here until app/storage/transfer/declaration.py knows it; each message says what to add.
"""

import importlib
import pkgutil
import re

import pytest
from sqlalchemy import JSON, Column, Integer, Table
from sqlmodel import SQLModel

import app.storage.tables  # noqa: F401  registers every table
from app import accounts
from app.accounts.privacy.personal_data import event_kinds
from app.storage.transfer import declaration
from app.storage.transfer.declaration import (
    BY_KIND,
    DOCUMENTS,
    FACTS,
    FACTS_BY_KIND,
    LEFT,
    LISTS,
    NOT_OF_ONE_KOMMUN,
    NUMBERS,
    OPEN_TO_KOMMUNER,
    SECRETS,
    SHARED,
    TAKEN,
    WITHOUT_NUMBERS,
)
from app.storage.transfer.moving import is_of_own_table
from app.storage.transfer.scope import TransferScope, binding_columns, parent_of, taken_in_order
from app.storage.transfer.values import KINDS

WHERE = "app/storage/transfer/declaration.py"
TABLES = SQLModel.metadata.tables
NUMBER_NAME = re.compile(r"_(id|by|into)$")
SECRET_NAME = re.compile(r"token|secret|nonce|verifier|_hash$")
PUBLIC_HASHES = {("edition", "content_hash"), ("round", "content_hash"), ("support_edition", "content_hash")}
JSON_TEXT_NAME = re.compile(r"^(content|definition|figures|facts)$")
FOR_WHOM_IS_OBVIOUS = {"region", "edition", "support_edition", "person", "membership"}
"""Belonging told by hand in app/storage/transfer/scope.py."""


def columns_taken() -> list[Column[object]]:
    return [column for table in taken_in_order() for column in table.columns]


def test_every_table_goes_along_or_has_a_reason_to_stay() -> None:
    unknown = set(TABLES) - TAKEN - set(LEFT)
    assert not unknown, (
        f"{sorted(unknown)}: does it belong to a region or kommun that moves to another installation? Then add the name to "
        f"TAKEN in {WHERE}, else to LEFT with the reason (sessions, queues, secrets, what can be made again)."
    )
    assert TAKEN | set(LEFT) == set(TABLES), f"{WHERE} names tables that are no more"
    assert not TAKEN & set(LEFT)
    assert SHARED | set(NOT_OF_ONE_KOMMUN) <= TAKEN


@pytest.mark.parametrize("table", taken_in_order(), ids=lambda table: table.name)
def test_every_table_that_goes_along_belongs_to_somebody(table: Table) -> None:
    """By a reference that it must have, to a table that goes along too."""
    if table.name in FOR_WHOM_IS_OBVIOUS:
        return
    binding = binding_columns(table)
    assert binding, (
        f"{table.name} has no reference that is always there, so nothing says whose a row is: give it one, or add a "
        "condition to TransferScope._by_hand in app/storage/transfer/scope.py."
    )
    for column in binding:
        assert parent_of(column).name in TAKEN, f"{table.name}.{column.name} refers to a table that stays: see {WHERE}"


@pytest.mark.parametrize("table", taken_in_order(), ids=lambda table: table.name)
def test_what_depends_on_one_kommun_alone_is_that_kommuns(table: Table) -> None:
    """With a kommun goes what refers to it; what refers to the region alone is either named or open to its kommuner."""
    names = set()
    waiting = [table]
    while waiting:
        for column in binding_columns(waiting.pop()):
            if (parent := parent_of(column)).name not in names:
                names.add(parent.name)
                waiting.append(parent)
    by_kommun = {"municipality", "membership", "person", "assessment"} & {table.name, *names}
    known = {"region", "edition", "support_edition", "wording_correction", *NOT_OF_ONE_KOMMUN, *OPEN_TO_KOMMUNER}
    of_known = ({*OPEN_TO_KOMMUNER, *NOT_OF_ONE_KOMMUN} - {"round"}) & names
    assert by_kommun or of_known or table.name in known, (
        f"{table.name} belongs to a region and to no kommun. Add it to NOT_OF_ONE_KOMMUN in {WHERE} with the reason, unless "
        "some rows are a kommun's to take: then add it to OPEN_TO_KOMMUNER, with a condition in TransferScope._by_hand (scope.py)."
    )


def test_every_number_of_a_row_is_known() -> None:
    """A number that is not moved would name something else in the other database."""
    loose = {
        (column.table.name, column.name)
        for column in columns_taken()
        if isinstance(column.type, Integer)
        and not column.foreign_keys
        and (NUMBER_NAME.search(column.name) or column.index)
    }
    assert loose == {*NUMBERS, *BY_KIND}, (
        f"{sorted(loose ^ {*NUMBERS, *BY_KIND})}: name the table of each number without a foreign key in NUMBERS ({WHERE}), or in "
    )
    "BY_KIND where another column tells it."
    assert {*NUMBERS.values(), *LISTS.values()} <= TAKEN


def test_a_number_of_another_row_of_the_same_table_may_be_empty() -> None:
    """It is filled in when all rows are there."""
    required = [str(column) for column in columns_taken() if is_of_own_table(column) and not column.nullable]
    assert not required, f"{required}: a row that must name another of its own table cannot be added before it."


def test_every_reference_that_goes_along_leads_to_what_goes_along() -> None:
    for column in columns_taken():
        if column.foreign_keys:
            name = parent_of(column).name
            assert name in TAKEN, (
                f"{column} refers to {name}, which stays: it cannot go along with that number ({WHERE})."
            )


def test_every_document_is_known_to_name_rows_or_not() -> None:
    documents = {
        (column.table.name, column.name)
        for column in columns_taken()
        if isinstance(column.type, JSON) or JSON_TEXT_NAME.search(column.name)
    }
    known = {*LISTS, *DOCUMENTS, *WITHOUT_NUMBERS}
    assert documents == known, (
        f"{sorted(documents ^ known)}: JSON that names no row by its number goes to WITHOUT_NUMBERS in {WHERE}, a list of "
        "numbers to LISTS, and anything else to DOCUMENTS, with its moving in app/storage/transfer/moving.py."
    )
    assert not set(LISTS) & WITHOUT_NUMBERS


def test_no_secret_goes_along() -> None:
    secrets = {
        (column.table.name, column.name) for column in columns_taken() if SECRET_NAME.search(column.name)
    } - PUBLIC_HASHES
    assert secrets == SECRETS, (
        f"{sorted(secrets ^ SECRETS)}: add a secret of a table that goes along to SECRETS in {WHERE}, or to PUBLIC_HASHES here."
    )


def test_every_number_in_an_event_has_its_table() -> None:
    for module in pkgutil.walk_packages(accounts.__path__, "app.accounts."):
        importlib.import_module(module.name)
    numbers = {
        name
        for kind in event_kinds()
        for name, field in kind.model_fields.items()
        if name.endswith(("_id", "_ids")) and "int" in str(field.annotation)
    }
    unknown = numbers - {*FACTS, *FACTS_BY_KIND}
    assert not unknown, f"{sorted(unknown)}: add its table to FACTS in {WHERE}, or to FACTS_BY_KIND."
    assert set(FACTS.values()) <= set(TABLES)


def test_every_kind_of_column_can_be_written_and_read() -> None:
    strange = [str(column) for column in columns_taken() if not isinstance(column.type, KINDS)]
    assert not strange, (
        f"{strange}: say in app/storage/transfer/values.py how such a column is JSON, and add it to KINDS."
    )


def test_conditions_can_be_made_for_every_table() -> None:
    for scope in (TransferScope(1, None, frozenset()), TransferScope(1, 2, frozenset())):
        for table in taken_in_order():
            assert str(scope.condition(table))


def test_the_declaration_says_why() -> None:
    assert all(len(reason) > 10 for reason in (*LEFT.values(), *NOT_OF_ONE_KOMMUN.values()))
    assert declaration.__doc__

"""Prepared statements of the path of every autosave: compiled once per process, run on the driver's own cursor.

SQLAlchemy needs some five times longer for a statement than SQLite itself, nearly all of it for work whose result is
the same every time. Here that work is done the first time. Answers and comments that were read are not kept; rows of
assessments and of places in them are, by `PreparedRecords` (decision 0006). On PostgreSQL, where the network takes
longer than either, the statement is run in the ordinary way.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Connection, Dialect, Executable, bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.sql.compiler import SQLCompiler
from sqlmodel import Session

INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
"""By the dialect's name: both know ON CONFLICT, each in a construct of its own."""

Record = TypeVar("Record")
Row = tuple[Any, ...]
Transaction = Session | Connection
"""What statements run in. A bare connection is for what is asked for often: a session costs more than a statement."""


def dialect_name(transaction: Transaction) -> str:
    return connection_of(transaction).dialect.name


def connection_of(transaction: Transaction) -> Connection:
    return transaction if isinstance(transaction, Connection) else transaction.connection()


class Prepared:
    """A statement with named parameters (`bindparam`), none of them of the kind that expands to a list (`one_of`)."""

    def __init__(self, statement: Executable) -> None:
        self._statement = statement
        self._compiled: _Compiled | None = None

    def rows(self, transaction: Transaction, **parameters: Any) -> Sequence[Row]:
        """What the statement selects. Raises KeyError when a parameter is missing."""
        connection = connection_of(transaction)
        if connection.dialect.name != "sqlite":
            return [tuple(row) for row in connection.execute(self._statement, parameters)]
        statement = self.compiled_for(connection.dialect)
        return statement.read(statement.execute(connection, parameters))

    def row(self, transaction: Transaction, **parameters: Any) -> Row | None:
        """The first row, or None, of a statement that finds one at the most."""
        rows = self.rows(transaction, **parameters)
        return rows[0] if rows else None

    def change(self, transaction: Transaction, **parameters: Any) -> int:
        """Run a statement that writes. Returns how many rows were written."""
        connection = connection_of(transaction)
        if connection.dialect.name != "sqlite":
            return connection.execute(self._statement, parameters).rowcount
        return self.compiled_for(connection.dialect).execute(connection, parameters).rowcount

    def compiled_for(self, dialect: Dialect) -> "_Compiled":
        if self._compiled is None:
            self._compiled = _Compiled(self._statement, dialect)
        return self._compiled

    @property
    def compiled(self) -> "_Compiled":
        """Once it has been run. Raises ValueError before."""
        if self._compiled is None:
            raise ValueError("the statement has not been compiled")
        return self._compiled


class PreparedRecords(Generic[Record]):
    """A prepared statement whose rows become records. On SQLite a row that has been read before is not converted again:
    what it becomes depends on nothing but its own values and `make`. The records must not be changed by anybody.
    """

    def __init__(self, statement: Executable, most: int) -> None:
        """`most` is how many rows are remembered."""
        self._prepared = Prepared(statement)
        self._record = lru_cache(most)(self._converted)

    def records(self, transaction: Transaction, make: Callable[[Row], Record], **parameters: Any) -> list[Record]:
        """`make` is told from others by being itself. Raises KeyError when a parameter is missing."""
        connection = connection_of(transaction)
        if connection.dialect.name != "sqlite":
            return [make(row) for row in self._prepared.rows(transaction, **parameters)]
        statement = self._prepared.compiled_for(connection.dialect)
        return [self._record(make, row) for row in statement.execute(connection, parameters).fetchall()]

    def _converted(self, make: Callable[[Row], Record], row: Row) -> Record:
        return make(self._prepared.compiled.converted(row))


class _Compiled:
    """SQL, its parameters in order, and what the types of columns do to values on their way in and out."""

    def __init__(self, statement: Any, dialect: Dialect) -> None:
        compiler: SQLCompiler = statement.compile(dialect=dialect)
        self._sql = str(compiler)
        self._constants = {name: value for name, value in compiler.params.items() if value is not None}
        self._parameters = [
            (name, compiler.binds[name].type.dialect_impl(dialect).bind_processor(dialect))
            for name in compiler.positiontup or ()
        ]
        columns = statement.selected_columns if statement.is_select else ()
        processes = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
        self._processed = [(place, process) for place, process in enumerate(processes) if process is not None]

    def execute(self, connection: Connection, parameters: dict[str, Any]) -> DBAPICursor:
        values = self._constants | parameters
        cursor = connection.connection.cursor()
        cursor.execute(
            self._sql,
            [values[name] if process is None else process(values[name]) for name, process in self._parameters],
        )
        return cursor

    def read(self, cursor: DBAPICursor) -> Sequence[Row]:
        rows = cursor.fetchall()
        return list(map(self.converted, rows)) if self._processed else rows

    def converted(self, row: Row) -> Row:
        values = list(row)
        for place, process in self._processed:
            if values[place] is not None:  # no type makes anything of it, and asking costs
                values[place] = process(values[place])
        return tuple(values)


def one_of(column: Any, count: int) -> ColumnElement[bool]:
    """That the column is one of so many values; `each_of` gives them as parameters."""
    condition: ColumnElement[bool] = column.in_([bindparam(f"{column.key}_{number}") for number in range(count)])
    return condition


def each_of(column: Any, values: Sequence[Any]) -> dict[str, Any]:
    return {f"{column.key}_{number}": value for number, value in enumerate(values)}

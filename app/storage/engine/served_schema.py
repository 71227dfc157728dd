"""Which versions of the code may serve on a schema: a migration says so of itself, and the database keeps it.

A migration that leaves room for the version before it has `served_from`: the oldest migration whose code goes on
working once this one has run, beside the new code. One that says nothing is for its own code alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from alembic.script import Script, ScriptDirectory
from sqlalchemy import Connection, column, delete, insert, inspect, select, table

_SERVED = table("served_schema", column("revision"))
"""As `ServedSchemaRow` has it."""


@dataclass(frozen=True, slots=True)
class PendingMigration:
    revision: str
    title: str
    needs_stop: bool
    """Whether the code that the database's schema belongs to cannot go on once this one has run."""


def pending_after(scripts: ScriptDirectory, current: str) -> tuple[PendingMigration, ...]:
    """The migrations that come after one ("" for none: no code serves on that), oldest first."""
    newer = list(scripts.iterate_revisions("heads", current or "base"))[::-1]
    line = _line(scripts)
    return tuple(
        PendingMigration(
            script.revision,
            script.doc.partition("\n")[0],
            needs_stop=bool(current) and line.index(current) < line.index(_served_from(script)),
        )
        for script in newer
        if script.revision != current
    )


def served_by(scripts: ScriptDirectory, revision: str) -> frozenset[str]:
    """The migrations whose code may serve once this one is the last that has run: itself among them."""
    line = _line(scripts)
    first = last = line.index(revision)
    limit = 0
    for place in range(last, 0, -1):
        limit = max(limit, line.index(_served_from(scripts.get_revision(line[place]))))
        if limit >= place:
            break
        first = place - 1
    return frozenset(line[first : last + 1])


def note_served(connection: Connection, scripts: ScriptDirectory, heads: Sequence[str]) -> None:
    """Store whose code may serve, in the transaction of the migrations. Nothing before the table is there."""
    if not inspect(connection).has_table(_SERVED.name):
        return
    connection.execute(delete(_SERVED))
    for revision in sorted({each for head in heads for each in served_by(scripts, head)}):
        connection.execute(insert(_SERVED).values(revision=revision))


def is_served(connection: Connection, revisions: frozenset[str], current: frozenset[str]) -> bool:
    """Whether the database, at `current`, says that code of these migrations may serve on it.

    What it says is not believed where it was written of another schema, such as by hand.
    """
    if not revisions or not inspect(connection).has_table(_SERVED.name):
        return False
    rows = connection.execute(select(_SERVED.c.revision)).scalars()
    return revisions | current <= set(rows)


def _line(scripts: ScriptDirectory) -> list[str]:
    """All migrations, oldest first."""
    return [script.revision for script in scripts.walk_revisions()][::-1]


def _served_from(script: Script) -> str:
    return str(getattr(script.module, "served_from", script.revision))

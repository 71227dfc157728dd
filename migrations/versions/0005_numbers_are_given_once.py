"""numbers are given once

SQLite gives the number of a deleted row to the next one, unless the table says otherwise. The audit log and the log of
mails keep numbers of what is gone, and must not come to mean something else. PostgreSQL never gives a number twice.

Revision ID: 0005
Revises: 0004
"""

from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

TABLES = (
    'region',
    'municipality',
    'person',
    'membership',
    'round',
    'assessment',
    'open_link',
    'respondent',
    'action',
    'mail',
)


def upgrade() -> None:
    _remake(given_once=True)


def downgrade() -> None:
    _remake(given_once=False)


def _remake(*, given_once: bool) -> None:
    if op.get_bind().dialect.name == 'sqlite':
        for table in TABLES:
            with op.batch_alter_table(table, recreate='always', table_kwargs={'sqlite_autoincrement': given_once}):
                pass

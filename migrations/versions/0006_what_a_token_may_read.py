"""what a token may read

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op


revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # No token could be made before.
    op.execute('DELETE FROM api_token')
    _remake(given_once=True, add=sa.Column('scopes', sa.JSON(), nullable=False))


def downgrade() -> None:
    _remake(given_once=False)


def _remake(*, given_once: bool, add: sa.Column | None = None) -> None:
    sqlite = op.get_bind().dialect.name == 'sqlite'
    options = {'recreate': 'always', 'table_kwargs': {'sqlite_autoincrement': given_once}} if sqlite else {}
    with op.batch_alter_table('api_token', **options) as batch_op:
        if add is not None:
            batch_op.add_column(add)
        else:
            batch_op.drop_column('scopes')

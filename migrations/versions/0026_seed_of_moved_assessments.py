"""what the draws of an assessment's robustness begin from, where it came from another installation

Up: an empty column. An assessment that was made here draws from its own number as before.

Down: what was moved here draws from its number here, so its report may say other shares of draws.

Revision ID: 0026
Revises: 0025
"""

import sqlalchemy as sa
from alembic import op


revision = '0026'
down_revision = '0025'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('assessment', sa.Column('draws_from', sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('assessment', table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.drop_column('draws_from')

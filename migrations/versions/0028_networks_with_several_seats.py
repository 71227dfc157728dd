"""when the region asked a question once more, and several seats for each kommun in a network

Up: nothing has been asked once more, each network has one seat for each kommun, and every seat is its kommun's first.

Down: of a kommun with several seats the first that somebody holds stays. A question that was asked once more stays as it
is, without when.

Revision ID: 0028
Revises: 0026
"""

import sqlalchemy as sa
from alembic import op

import app.storage.engine.types


revision = '0028'
down_revision = '0026'
branch_labels = None
depends_on = None

KEY = 'pk_network_seat'


def upgrade() -> None:
    op.add_column('asked_question', sa.Column('asked_again_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('asked_question', table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.drop_column('asked_again_at')

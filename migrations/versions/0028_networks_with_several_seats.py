"""when the region asked a question once more, and several seats for each kommun in a network

Up: nothing has been asked once more, each network has one seat for each kommun, and every seat is its kommun's first.

Down: of a kommun with several seats the first that somebody holds stays. A question that was asked once more stays as it
is, without when.

Revision ID: 0028
Revises: 0027
"""

import sqlalchemy as sa
from alembic import op

import app.storage.engine.types


revision = '0028'
down_revision = '0027'
branch_labels = None
depends_on = None

KEY = 'pk_network_seat'
_OTHERS = """
DELETE FROM network_seat WHERE number <> (
  SELECT other.number FROM network_seat AS other
  WHERE other.network_id = network_seat.network_id AND other.municipality_id = network_seat.municipality_id
  ORDER BY CASE WHEN other.membership_id IS NULL THEN 1 ELSE 0 END, other.number LIMIT 1
)
"""
"""Of each kommun all seats but the first that somebody holds, or the first."""


def upgrade() -> None:
    op.add_column('asked_question', sa.Column('asked_again_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=True))
    op.add_column('network', sa.Column('seats_each', sa.Integer(), nullable=False, server_default=sa.text('1')))
    with op.batch_alter_table('network_seat') as batch_op:
        batch_op.add_column(sa.Column('number', sa.Integer(), nullable=False, server_default=sa.text('1')))
        batch_op.drop_constraint(KEY, type_='primary')
        batch_op.create_primary_key(KEY, ['network_id', 'municipality_id', 'number'])


def downgrade() -> None:
    op.execute(_OTHERS)
    with op.batch_alter_table('network_seat') as batch_op:
        batch_op.drop_constraint(KEY, type_='primary')
        batch_op.create_primary_key(KEY, ['network_id', 'municipality_id'])
        batch_op.drop_column('number')
    op.drop_column('network', 'seats_each')
    with op.batch_alter_table('asked_question', table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.drop_column('asked_again_at')

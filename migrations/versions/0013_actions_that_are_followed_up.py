"""actions that are followed up: what they go on from, came to and rest on; and why a target is low

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('action', sa.Column('questions', sa.JSON(none_as_null=True), nullable=True))
    op.add_column('action', sa.Column('decided_on', sa.Date(), nullable=True))
    op.add_column('action', sa.Column('diary_number', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=sa.text("''")))
    op.add_column('action', sa.Column('done_on', sa.Date(), nullable=True))
    op.add_column('action', sa.Column('outcome', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=sa.text("''")))
    op.add_column('action', sa.Column('follows_id', sa.Integer(), nullable=True))
    op.create_index(op.f('ix_action_follows_id'), 'action', ['follows_id'], unique=False)
    op.add_column('target', sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=sa.text("''")))


def downgrade() -> None:
    op.drop_column('target', 'reason')
    op.drop_index(op.f('ix_action_follows_id'), table_name='action')
    for name in ('follows_id', 'outcome', 'done_on', 'diary_number', 'decided_on', 'questions'):
        op.drop_column('action', name)

"""when a region has asked for an order

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op


revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('round', sa.Column('ranking_seed', sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column('round', 'ranking_seed')

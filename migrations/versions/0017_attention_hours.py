"""how many hours a month a region's offers may ask of one role group of a kommun

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op


revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('region', sa.Column('attention_hours', sa.Integer(), nullable=False, server_default=sa.text('8')))


def downgrade() -> None:
    op.drop_column('region', 'attention_hours')

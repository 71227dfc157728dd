"""which edition of the method a round is scored by

Rounds that people have answered under the first edition keep it. One that has not been opened is scored by the second.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op


revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('round', sa.Column('method_edition', sa.Integer(), nullable=False, server_default='1'))
    op.execute(sa.text('UPDATE round SET method_edition = 2 WHERE opened_at IS NULL'))


def downgrade() -> None:
    op.drop_column('round', 'method_edition')

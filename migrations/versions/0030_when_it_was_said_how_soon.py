"""the year in which a kommun said how soon it needs something

Up: as long as nothing is changed, how soon was said in the year in which the need was noted.

Down: the year goes, and how soon is read as said when the need was noted.

Revision ID: 0030
Revises: 0029
"""

import sqlalchemy as sa
from alembic import op


revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("need", sa.Column("urgency_year", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("need", "urgency_year")

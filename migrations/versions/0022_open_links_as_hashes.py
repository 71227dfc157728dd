"""open links kept as hashes, and browsers that have signed in by mail before

Revision ID: 0022
Revises: 0018
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import app.storage.engine.types


revision = '0022'
down_revision = '0018'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('known_browser',
    sa.Column('key_hash', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('expires_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('key_hash', name=op.f('pk_known_browser'))
    )


def downgrade() -> None:
    op.drop_table('known_browser')

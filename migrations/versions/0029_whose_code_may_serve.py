"""whose code may serve on the schema as it is

Up: a table that each run of migrations writes anew.

Down: the table goes; versions before this serve on their own schema alone.

Revision ID: 0029
Revises: 0028
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision = '0029'
down_revision = '0028'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('served_schema',
    sa.Column('revision', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.PrimaryKeyConstraint('revision', name=op.f('pk_served_schema'))
    )


def downgrade() -> None:
    op.drop_table('served_schema')

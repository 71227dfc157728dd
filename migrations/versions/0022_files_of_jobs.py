"""files of background jobs, for the other machines on the same database

Up: an empty column. Files that are there already stay in the folder of the machine that made them.

Down: the files in the database are forgotten; those in the folders stay.

Revision ID: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op


revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('job', sa.Column('content', sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('job') as batch_op:
        batch_op.drop_column('content')

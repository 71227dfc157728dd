"""kinds of mail that people have turned off, and of which last day a round's kommuner have been told

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('mail_opt_out',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_mail_opt_out_person_id_person')),
    sa.PrimaryKeyConstraint('person_id', 'kind', name=op.f('pk_mail_opt_out'))
    )
    op.add_column('round', sa.Column('week_left_told_for', sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column('round', 'week_left_told_for')
    op.drop_table('mail_opt_out')

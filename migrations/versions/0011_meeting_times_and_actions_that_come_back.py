"""when and where the joint meeting is

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import app.storage.engine.types


revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('meeting_time',
    sa.Column('assessment_id', sa.Integer(), nullable=False),
    sa.Column('starts_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('place', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('changed_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['assessment_id'], ['assessment.id'], name=op.f('fk_meeting_time_assessment_id_assessment')),
    sa.PrimaryKeyConstraint('assessment_id', name=op.f('pk_meeting_time'))
    )
    op.add_column('action', sa.Column('deleted_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=True))
    op.add_column('action', sa.Column('due_told_for', sa.Date(), nullable=True))
    op.add_column('action', sa.Column('late_told_for', sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column('action', 'late_told_for')
    op.drop_column('action', 'due_told_for')
    op.execute(sa.text("DELETE FROM action WHERE deleted_at IS NOT NULL"))
    op.drop_column('action', 'deleted_at')
    op.drop_table('meeting_time')

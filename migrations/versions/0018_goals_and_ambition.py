"""a region's common goals, and its decisions on how ambitious to be

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import app.storage.engine.types


revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('region_goal',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('region_id', sa.Integer(), nullable=False),
    sa.Column('questionnaire', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('scale_year', sa.Integer(), nullable=False),
    sa.Column('capital_id', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('kommuner', sa.Integer(), nullable=False),
    sa.Column('by_year', sa.Integer(), nullable=False),
    sa.Column('decided_on', sa.Date(), nullable=False),
    sa.Column('diary_number', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_region_goal_region_id_region')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_region_goal')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_region_goal_region_id'), 'region_goal', ['region_id'], unique=False)
    op.create_table('ambition_decision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('region_id', sa.Integer(), nullable=False),
    sa.Column('level', sa.Integer(), nullable=False),
    sa.Column('decided_on', sa.Date(), nullable=False),
    sa.Column('diary_number', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('review_on', sa.Date(), nullable=False),
    sa.Column('figures', sa.JSON(), nullable=False),
    sa.Column('created_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_ambition_decision_region_id_region')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ambition_decision')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_ambition_decision_region_id'), 'ambition_decision', ['region_id'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_ambition_decision_region_id'), table_name='ambition_decision')
    op.drop_table('ambition_decision')
    op.drop_index(op.f('ix_region_goal_region_id'), table_name='region_goal')
    op.drop_table('region_goal')

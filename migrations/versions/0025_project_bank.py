"""the project bank: ideas, points, decisions, projects, and calls for funding

Revision ID: 0025
Revises: 0024
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import app.storage.engine.types


revision = '0025'
down_revision = '0024'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('funding_call',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('region_id', sa.Integer(), nullable=False),
    sa.Column('funder', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('link', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('opens_on', sa.Date(), nullable=True),
    sa.Column('last_day', sa.Date(), nullable=False),
    sa.Column('applicants', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('own_share_percent', sa.Integer(), nullable=True),
    sa.Column('capital_ids', sa.JSON(), nullable=False),
    sa.Column('idea_ids', sa.JSON(), nullable=False),
    sa.Column('comment', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('source', sa.Enum('HAND', 'VINNOVA', name='callsource', native_enum=False, length=20), nullable=False),
    sa.Column('source_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('state', sa.Enum('DRAFT', 'SHOWN', 'CLOSED', 'REMOVED', name='callstate', native_enum=False, length=20), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_funding_call_region_id_region')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_funding_call')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_funding_call_region_id'), 'funding_call', ['region_id'], unique=False)
    op.create_table('points_round',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('region_id', sa.Integer(), nullable=False),
    sa.Column('idea_ids', sa.JSON(), nullable=False),
    sa.Column('last_day', sa.Date(), nullable=False),
    sa.Column('created_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_points_round_region_id_region')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_points_round')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_points_round_region_id'), 'points_round', ['region_id'], unique=False)
    op.create_table('call_interest',
    sa.Column('call_id', sa.Integer(), nullable=False),
    sa.Column('municipality_id', sa.Integer(), nullable=False),
    sa.Column('interest', sa.Enum('APPLIES', 'TAKES_PART', 'NO', name='callinterest', native_enum=False, length=20), nullable=False),
    sa.ForeignKeyConstraint(['call_id'], ['funding_call.id'], name=op.f('fk_call_interest_call_id_funding_call')),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_call_interest_municipality_id_municipality')),
    sa.PrimaryKeyConstraint('call_id', 'municipality_id', name=op.f('pk_call_interest'))
    )
    op.create_index(op.f('ix_call_interest_municipality_id'), 'call_interest', ['municipality_id'], unique=False)
    op.create_table('idea',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('region_id', sa.Integer(), nullable=False),
    sa.Column('municipality_id', sa.Integer(), nullable=True),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('problem', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('capital_id', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('receiver', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('follow_up', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('obligation', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('state', sa.Enum('CAUGHT', 'DESCRIBED', 'PREPARING', 'PRIORITISED', 'RESTING', 'ENDED', name='ideastate', native_enum=False, length=20), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('merged_into_id', sa.Integer(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['merged_into_id'], ['idea.id'], name=op.f('fk_idea_merged_into_id_idea')),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_idea_municipality_id_municipality')),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_idea_region_id_region')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_idea')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_idea_municipality_id'), 'idea', ['municipality_id'], unique=False)
    op.create_index(op.f('ix_idea_region_id'), 'idea', ['region_id'], unique=False)
    op.create_table('idea_decision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('idea_id', sa.Integer(), nullable=False),
    sa.Column('outcome', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('diary_number', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('decided_on', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('review_on', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('finished_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['idea_id'], ['idea.id'], name=op.f('fk_idea_decision_idea_id_idea')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_idea_decision')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_idea_decision_idea_id'), 'idea_decision', ['idea_id'], unique=False)
    op.create_table('idea_party',
    sa.Column('idea_id', sa.Integer(), nullable=False),
    sa.Column('municipality_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.Enum('OWNER', 'TAKING_PART', 'INTERESTED', name='idearole', native_enum=False, length=20), nullable=False),
    sa.Column('function', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('mandate', sa.Enum('YES', 'NO', 'UNKNOWN', name='ownermandate', native_enum=False, length=20), nullable=False),
    sa.ForeignKeyConstraint(['idea_id'], ['idea.id'], name=op.f('fk_idea_party_idea_id_idea')),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_idea_party_municipality_id_municipality')),
    sa.PrimaryKeyConstraint('idea_id', 'municipality_id', name=op.f('pk_idea_party'))
    )
    op.create_index(op.f('ix_idea_party_municipality_id'), 'idea_party', ['municipality_id'], unique=False)
    op.create_table('idea_points',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('points_round_id', sa.Integer(), nullable=False),
    sa.Column('idea_id', sa.Integer(), nullable=False),
    sa.Column('municipality_id', sa.Integer(), nullable=False),
    sa.Column('points', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['idea_id'], ['idea.id'], name=op.f('fk_idea_points_idea_id_idea')),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_idea_points_municipality_id_municipality')),
    sa.ForeignKeyConstraint(['points_round_id'], ['points_round.id'], name=op.f('fk_idea_points_points_round_id_points_round')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_idea_points')),
    sa.UniqueConstraint('points_round_id', 'idea_id', 'municipality_id', name=op.f('uq_idea_points_points_round_id_idea_id_municipality_id'))
    )
    op.create_index(op.f('ix_idea_points_idea_id'), 'idea_points', ['idea_id'], unique=False)
    op.create_index(op.f('ix_idea_points_municipality_id'), 'idea_points', ['municipality_id'], unique=False)
    op.create_table('project',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('region_id', sa.Integer(), nullable=False),
    sa.Column('idea_id', sa.Integer(), nullable=False),
    sa.Column('call_id', sa.Integer(), nullable=True),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('parties', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('receiver', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=True),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('goes_over', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('result', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('replication', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('state', sa.Enum('APPLYING', 'REFUSED', 'GRANTED', 'UNDER_WAY', 'FINISHED', 'EVERYDAY', 'DROPPED', name='projectstate', native_enum=False, length=20), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['call_id'], ['funding_call.id'], name=op.f('fk_project_call_id_funding_call')),
    sa.ForeignKeyConstraint(['idea_id'], ['idea.id'], name=op.f('fk_project_idea_id_idea')),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_project_region_id_region')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_project')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_project_idea_id'), 'project', ['idea_id'], unique=False)
    op.create_index(op.f('ix_project_region_id'), 'project', ['region_id'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_project_region_id'), table_name='project')
    op.drop_index(op.f('ix_project_idea_id'), table_name='project')
    op.drop_table('project')
    op.drop_index(op.f('ix_idea_points_municipality_id'), table_name='idea_points')
    op.drop_index(op.f('ix_idea_points_idea_id'), table_name='idea_points')
    op.drop_table('idea_points')
    op.drop_index(op.f('ix_idea_party_municipality_id'), table_name='idea_party')
    op.drop_table('idea_party')
    op.drop_index(op.f('ix_idea_decision_idea_id'), table_name='idea_decision')
    op.drop_table('idea_decision')
    op.drop_index(op.f('ix_idea_region_id'), table_name='idea')
    op.drop_index(op.f('ix_idea_municipality_id'), table_name='idea')
    op.drop_table('idea')
    op.drop_index(op.f('ix_call_interest_municipality_id'), table_name='call_interest')
    op.drop_table('call_interest')
    op.drop_index(op.f('ix_points_round_region_id'), table_name='points_round')
    op.drop_table('points_round')
    op.drop_index(op.f('ix_funding_call_region_id'), table_name='funding_call')
    op.drop_table('funding_call')

"""exchange between kommuner: examples and reuse, networks, questions to the others, challenges

Revision ID: 0024
Revises: 0023
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import app.storage.engine.types


revision = '0024'
down_revision = '0023'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('network',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('region_id', sa.Integer(), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('purpose', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('target_group', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('mandate', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('leader', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('sisters', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('documents', sa.JSON(), nullable=False),
    sa.Column('state', sa.Enum('ACTIVE', 'RESTING', name='networkstate', native_enum=False, length=20), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_network_region_id_region')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_network')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_network_region_id'), 'network', ['region_id'], unique=False)
    op.create_table('challenge',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('region_id', sa.Integer(), nullable=False),
    sa.Column('municipality_id', sa.Integer(), nullable=True),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('capital_id', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('carrier', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('state', sa.Enum('OPEN', 'CLOSED', name='challengestate', native_enum=False, length=20), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_challenge_municipality_id_municipality')),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_challenge_region_id_region')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_challenge')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_challenge_municipality_id'), 'challenge', ['municipality_id'], unique=False)
    op.create_index(op.f('ix_challenge_region_id'), 'challenge', ['region_id'], unique=False)
    op.create_table('example',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('region_id', sa.Integer(), nullable=False),
    sa.Column('municipality_id', sa.Integer(), nullable=False),
    sa.Column('action_id', sa.Integer(), nullable=True),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('capital_id', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('situation', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('did', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('result', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('evidence', sa.Enum('MEASURED', 'SEEN', 'BELIEVED', name='evidence', native_enum=False, length=20), nullable=True),
    sa.Column('not_worked', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('contact', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('takes', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('hours', sa.Integer(), nullable=True),
    sa.Column('kronor', sa.Integer(), nullable=True),
    sa.Column('level_from', sa.Integer(), nullable=True),
    sa.Column('level_to', sa.Integer(), nullable=True),
    sa.Column('documents', sa.JSON(), nullable=False),
    sa.Column('item_id', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('was_dropped', sa.Boolean(), nullable=False),
    sa.Column('state', sa.Enum('DRAFT', 'SENT', 'PUBLISHED', 'STALE', 'ARCHIVED', name='examplestate', native_enum=False, length=20), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('published_on', sa.Date(), nullable=True),
    sa.Column('review_on', sa.Date(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_example_municipality_id_municipality')),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_example_region_id_region')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_example')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_example_action_id'), 'example', ['action_id'], unique=False)
    op.create_index(op.f('ix_example_municipality_id'), 'example', ['municipality_id'], unique=False)
    op.create_index(op.f('ix_example_region_id'), 'example', ['region_id'], unique=False)
    op.create_table('network_meeting',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('network_id', sa.Integer(), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('place', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.ForeignKeyConstraint(['network_id'], ['network.id'], name=op.f('fk_network_meeting_network_id_network')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_network_meeting')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_network_meeting_network_id'), 'network_meeting', ['network_id'], unique=False)
    op.create_table('asked_question',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('region_id', sa.Integer(), nullable=False),
    sa.Column('network_id', sa.Integer(), nullable=False),
    sa.Column('municipality_id', sa.Integer(), nullable=False),
    sa.Column('membership_id', sa.Integer(), nullable=True),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('receivers', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('ASKED', 'ANSWERED', 'UNANSWERED', name='questionstate', native_enum=False, length=20), nullable=False),
    sa.Column('answer', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('answered_on', sa.Date(), nullable=True),
    sa.Column('example_ids', sa.JSON(), nullable=False),
    sa.Column('asked_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('reminded_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['membership_id'], ['membership.id'], name=op.f('fk_asked_question_membership_id_membership')),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_asked_question_municipality_id_municipality')),
    sa.ForeignKeyConstraint(['network_id'], ['network.id'], name=op.f('fk_asked_question_network_id_network')),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_asked_question_region_id_region')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_asked_question')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_asked_question_membership_id'), 'asked_question', ['membership_id'], unique=False)
    op.create_index(op.f('ix_asked_question_municipality_id'), 'asked_question', ['municipality_id'], unique=False)
    op.create_index(op.f('ix_asked_question_network_id'), 'asked_question', ['network_id'], unique=False)
    op.create_index(op.f('ix_asked_question_region_id'), 'asked_question', ['region_id'], unique=False)
    op.create_table('network_seat',
    sa.Column('network_id', sa.Integer(), nullable=False),
    sa.Column('municipality_id', sa.Integer(), nullable=False),
    sa.Column('role', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('membership_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['membership_id'], ['membership.id'], name=op.f('fk_network_seat_membership_id_membership')),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_network_seat_municipality_id_municipality')),
    sa.ForeignKeyConstraint(['network_id'], ['network.id'], name=op.f('fk_network_seat_network_id_network')),
    sa.PrimaryKeyConstraint('network_id', 'municipality_id', name=op.f('pk_network_seat'))
    )
    op.create_index(op.f('ix_network_seat_membership_id'), 'network_seat', ['membership_id'], unique=False)
    op.create_index(op.f('ix_network_seat_municipality_id'), 'network_seat', ['municipality_id'], unique=False)
    op.create_table('network_topic',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('network_meeting_id', sa.Integer(), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('leads_to', sa.Enum('NONE', 'NEED', 'QUESTION', 'EXAMPLE', 'CHALLENGE', name='topickind', native_enum=False, length=20), nullable=False),
    sa.Column('target_id', sa.Integer(), nullable=True),
    sa.Column('outcome', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('review_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['network_meeting_id'], ['network_meeting.id'], name=op.f('fk_network_topic_network_meeting_id_network_meeting')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_network_topic'))
    )
    op.create_index(op.f('ix_network_topic_network_meeting_id'), 'network_topic', ['network_meeting_id'], unique=False)
    op.create_table('reuse',
    sa.Column('example_id', sa.Integer(), nullable=False),
    sa.Column('municipality_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('WANTS', 'TRIES', 'ADOPTED', 'GAVE_UP', name='reusestate', native_enum=False, length=20), nullable=False),
    sa.Column('why', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('changed_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['example_id'], ['example.id'], name=op.f('fk_reuse_example_id_example')),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_reuse_municipality_id_municipality')),
    sa.PrimaryKeyConstraint('example_id', 'municipality_id', name=op.f('pk_reuse'))
    )
    op.create_index(op.f('ix_reuse_municipality_id'), 'reuse', ['municipality_id'], unique=False)
    op.create_table('shared_challenge',
    sa.Column('challenge_id', sa.Integer(), nullable=False),
    sa.Column('municipality_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['challenge_id'], ['challenge.id'], name=op.f('fk_shared_challenge_challenge_id_challenge')),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_shared_challenge_municipality_id_municipality')),
    sa.PrimaryKeyConstraint('challenge_id', 'municipality_id', name=op.f('pk_shared_challenge'))
    )
    op.create_index(op.f('ix_shared_challenge_municipality_id'), 'shared_challenge', ['municipality_id'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_shared_challenge_municipality_id'), table_name='shared_challenge')
    op.drop_table('shared_challenge')
    op.drop_index(op.f('ix_reuse_municipality_id'), table_name='reuse')
    op.drop_table('reuse')
    op.drop_index(op.f('ix_network_topic_network_meeting_id'), table_name='network_topic')
    op.drop_table('network_topic')
    op.drop_index(op.f('ix_network_seat_municipality_id'), table_name='network_seat')
    op.drop_index(op.f('ix_network_seat_membership_id'), table_name='network_seat')
    op.drop_table('network_seat')
    op.drop_index(op.f('ix_asked_question_region_id'), table_name='asked_question')
    op.drop_index(op.f('ix_asked_question_network_id'), table_name='asked_question')
    op.drop_index(op.f('ix_asked_question_municipality_id'), table_name='asked_question')
    op.drop_index(op.f('ix_asked_question_membership_id'), table_name='asked_question')
    op.drop_table('asked_question')
    op.drop_index(op.f('ix_network_meeting_network_id'), table_name='network_meeting')
    op.drop_table('network_meeting')
    op.drop_index(op.f('ix_example_region_id'), table_name='example')
    op.drop_index(op.f('ix_example_municipality_id'), table_name='example')
    op.drop_index(op.f('ix_example_action_id'), table_name='example')
    op.drop_table('example')
    op.drop_index(op.f('ix_challenge_region_id'), table_name='challenge')
    op.drop_index(op.f('ix_challenge_municipality_id'), table_name='challenge')
    op.drop_table('challenge')
    op.drop_index(op.f('ix_network_region_id'), table_name='network')
    op.drop_table('network')

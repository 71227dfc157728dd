"""workshops: groups, participants without names, notes, dots and what notes became

Down: workshops and everything in them are forgotten. The needs, actions and offers that came of them stay.

Revision ID: 0023
Revises: 0022
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import app.storage.engine.types


revision = '0023'
down_revision = '0022'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('workshop',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('region_id', sa.Integer(), nullable=False),
    sa.Column('municipality_id', sa.Integer(), nullable=True),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('focus', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('dots', sa.Integer(), nullable=False),
    sa.Column('link_hash', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=True),
    sa.Column('created_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('closed_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_workshop_municipality_id_municipality')),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_workshop_region_id_region')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_workshop')),
    sa.UniqueConstraint('link_hash', name=op.f('uq_workshop_link_hash')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('workshop', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_workshop_municipality_id'), ['municipality_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_workshop_region_id'), ['region_id'], unique=False)
    op.create_table('workshop_group',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('workshop_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('capital_id', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('phase', sa.Enum('WRITE', 'SHOW', 'GROUP', 'PRIORITISE', 'ONE_LINER', name='groupphase', native_enum=False, length=20), nullable=False),
    sa.Column('one_liner', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('one_liner_version', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('column_versions', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['workshop_id'], ['workshop.id'], name=op.f('fk_workshop_group_workshop_id_workshop')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_workshop_group')),
    sa.UniqueConstraint('workshop_id', 'number', name=op.f('uq_workshop_group_workshop_id_number')),
    sqlite_autoincrement=True
    )
    op.create_table('workshop_participant',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('group_id', sa.Integer(), nullable=False),
    sa.Column('key_hash', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('joined_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['group_id'], ['workshop_group.id'], name=op.f('fk_workshop_participant_group_id_workshop_group')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_workshop_participant')),
    sa.UniqueConstraint('key_hash', name=op.f('uq_workshop_participant_key_hash')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('workshop_participant', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_workshop_participant_group_id'), ['group_id'], unique=False)
    op.create_table('workshop_note',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('group_id', sa.Integer(), nullable=False),
    sa.Column('column', sa.Enum('STRENGTHEN', 'KNOWLEDGE', 'RESOURCES', 'ROOM', 'REGIONAL', name='notecolumn', native_enum=False, length=20), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('cluster', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=True),
    sa.Column('merged_into', sa.Integer(), nullable=True),
    sa.Column('dots', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('removed_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['author_id'], ['workshop_participant.id'], name=op.f('fk_workshop_note_author_id_workshop_participant')),
    sa.ForeignKeyConstraint(['group_id'], ['workshop_group.id'], name=op.f('fk_workshop_note_group_id_workshop_group')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_workshop_note')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('workshop_note', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_workshop_note_author_id'), ['author_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_workshop_note_group_id'), ['group_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_workshop_note_merged_into'), ['merged_into'], unique=False)
    op.create_table('note_landing',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('group_id', sa.Integer(), nullable=False),
    sa.Column('note_id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.Enum('NEED', 'ACTION', 'OFFER', 'EVIDENCE', 'REPORT', name='landingkind', native_enum=False, length=20), nullable=False),
    sa.Column('target_id', sa.Integer(), nullable=True),
    sa.Column('assessment_id', sa.Integer(), nullable=True),
    sa.Column('created_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['group_id'], ['workshop_group.id'], name=op.f('fk_note_landing_group_id_workshop_group')),
    sa.ForeignKeyConstraint(['note_id'], ['workshop_note.id'], name=op.f('fk_note_landing_note_id_workshop_note')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_note_landing')),
    sa.UniqueConstraint('note_id', 'kind', 'target_id', name=op.f('uq_note_landing_note_id_kind_target_id')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('note_landing', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_note_landing_assessment_id'), ['assessment_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_note_landing_group_id'), ['group_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_note_landing_note_id'), ['note_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_note_landing_target_id'), ['target_id'], unique=False)
    op.create_table('workshop_dot',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('note_id', sa.Integer(), nullable=False),
    sa.Column('participant_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['note_id'], ['workshop_note.id'], name=op.f('fk_workshop_dot_note_id_workshop_note')),
    sa.ForeignKeyConstraint(['participant_id'], ['workshop_participant.id'], name=op.f('fk_workshop_dot_participant_id_workshop_participant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_workshop_dot'))
    )
    with op.batch_alter_table('workshop_dot', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_workshop_dot_note_id'), ['note_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_workshop_dot_participant_id'), ['participant_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('workshop_dot', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_workshop_dot_participant_id'))
        batch_op.drop_index(batch_op.f('ix_workshop_dot_note_id'))
    op.drop_table('workshop_dot')
    with op.batch_alter_table('note_landing', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_note_landing_target_id'))
        batch_op.drop_index(batch_op.f('ix_note_landing_note_id'))
        batch_op.drop_index(batch_op.f('ix_note_landing_group_id'))
        batch_op.drop_index(batch_op.f('ix_note_landing_assessment_id'))
    op.drop_table('note_landing')
    with op.batch_alter_table('workshop_note', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_workshop_note_merged_into'))
        batch_op.drop_index(batch_op.f('ix_workshop_note_group_id'))
        batch_op.drop_index(batch_op.f('ix_workshop_note_author_id'))
    op.drop_table('workshop_note')
    with op.batch_alter_table('workshop_participant', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_workshop_participant_group_id'))
    op.drop_table('workshop_participant')
    op.drop_table('workshop_group')
    with op.batch_alter_table('workshop', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_workshop_region_id'))
        batch_op.drop_index(batch_op.f('ix_workshop_municipality_id'))
    op.drop_table('workshop')

"""comparison and follow-up

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import app.storage.engine.types


revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('api_token',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('region_id', sa.Integer(), nullable=False),
    sa.Column('municipality_id', sa.Integer(), nullable=True),
    sa.Column('created_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('expires_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('ended_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('last_used_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_api_token_municipality_id_municipality')),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_api_token_region_id_region')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_api_token')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_api_token_token_hash'))
    )
    with op.batch_alter_table('api_token', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_api_token_municipality_id'), ['municipality_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_api_token_region_id'), ['region_id'], unique=False)

    op.create_table('benchmark',
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('municipality_id', sa.Integer(), nullable=False),
    sa.Column('scope', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('members', sa.JSON(), nullable=False),
    sa.Column('figures', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('made_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_benchmark_municipality_id_municipality')),
    sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_benchmark_round_id_round')),
    sa.PrimaryKeyConstraint('round_id', 'municipality_id', 'scope', name=op.f('pk_benchmark'))
    )
    op.create_table('job',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('status', sa.Enum('WAITING', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED', name='jobstatus', native_enum=False, length=20), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('file_name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('problem', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('created_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('beat_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('finished_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_job_round_id_round')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_job'))
    )
    with op.batch_alter_table('job', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_job_round_id'), ['round_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_job_status'), ['status'], unique=False)

    with op.batch_alter_table('municipality', schema=None) as batch_op:
        batch_op.add_column(sa.Column('size_group', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False, server_default=''))

    # The default was for the rows that were there.
    with op.batch_alter_table('municipality', schema=None) as batch_op:
        batch_op.alter_column('size_group', existing_type=sqlmodel.sql.sqltypes.AutoString(length=60), existing_nullable=False, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table('municipality', schema=None) as batch_op:
        batch_op.drop_column('size_group')

    with op.batch_alter_table('job', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_job_status'))
        batch_op.drop_index(batch_op.f('ix_job_round_id'))

    op.drop_table('job')
    op.drop_table('benchmark')
    with op.batch_alter_table('api_token', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_api_token_region_id'))
        batch_op.drop_index(batch_op.f('ix_api_token_municipality_id'))

    op.drop_table('api_token')

"""support: editions of the catalogue, a region's own versions of items, needs, and what an action came from

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import app.storage.engine.types


revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('support_edition',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('catalogue', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('content_hash', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('content', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('published_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_support_edition')),
    sa.UniqueConstraint('catalogue', 'year', name=op.f('uq_support_edition_catalogue_year'))
    )
    op.create_table('region_support',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('region_id', sa.Integer(), nullable=False),
    sa.Column('item_id', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('base_id', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('content', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('state', sa.Enum('DRAFT', 'PUBLISHED', 'RETIRED', name='adaptationstate', native_enum=False, length=20), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('created_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_region_support_region_id_region')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_region_support')),
    sa.UniqueConstraint('region_id', 'item_id', 'number', name=op.f('uq_region_support_region_id_item_id_number'))
    )
    op.create_index(op.f('ix_region_support_region_id'), 'region_support', ['region_id'], unique=False)
    op.create_table('need',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('assessment_id', sa.Integer(), nullable=False),
    sa.Column('capital_id', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('item_id', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('form', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('target_groups', sa.JSON(), nullable=False),
    sa.Column('urgency', sa.Enum('THIS_YEAR', 'NEXT_YEAR', 'LATER', name='urgency', native_enum=False, length=20), nullable=False),
    sa.Column('together', sa.Enum('PREFERABLY', 'GLADLY', 'NO', name='togetherness', native_enum=False, length=20), nullable=False),
    sa.Column('audience', sa.Enum('REGION', 'KOMMUNER', name='needaudience', native_enum=False, length=20), nullable=False),
    sa.Column('origin', sa.Enum('SUGGESTION', 'OWN', 'NOTE', 'CHALLENGE', name='needorigin', native_enum=False, length=20), nullable=False),
    sa.Column('state', sa.Enum('OPEN', 'ANSWERED', 'MET', 'WITHDRAWN', name='needstate', native_enum=False, length=20), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['assessment_id'], ['assessment.id'], name=op.f('fk_need_assessment_id_assessment')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_need')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_need_assessment_id'), 'need', ['assessment_id'], unique=False)
    op.add_column('action', sa.Column('origin_kind', sa.Enum('OWN', 'SUPPORT', name='actionorigin', native_enum=False, length=20), server_default='OWN', nullable=False))
    op.add_column('action', sa.Column('origin_id', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=True))


def downgrade() -> None:
    op.drop_column('action', 'origin_id')
    op.drop_column('action', 'origin_kind')
    op.drop_index(op.f('ix_need_assessment_id'), table_name='need')
    op.drop_table('need')
    op.drop_index(op.f('ix_region_support_region_id'), table_name='region_support')
    op.drop_table('region_support')
    op.drop_table('support_edition')

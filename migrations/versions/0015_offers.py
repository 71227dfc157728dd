"""offers of support, their occasions and needs, and who signs up

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import app.storage.engine.types


revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('offer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('region_id', sa.Integer(), nullable=False),
    sa.Column('municipality_id', sa.Integer(), nullable=True),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('gives', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('demands', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('capital_ids', sa.JSON(), nullable=False),
    sa.Column('forms', sa.JSON(), nullable=False),
    sa.Column('target_groups', sa.JSON(), nullable=False),
    sa.Column('hours', sa.JSON(), nullable=False),
    sa.Column('item_ids', sa.JSON(), nullable=False),
    sa.Column('last_day', sa.Date(), nullable=False),
    sa.Column('places', sa.Integer(), nullable=False),
    sa.Column('places_per_kommun', sa.Integer(), nullable=False),
    sa.Column('paid_by', sa.Enum('MEMBERSHIP', 'KOMMUN', 'PROJECT', 'OTHER', name='paidby', native_enum=False, length=20), nullable=False),
    sa.Column('contact', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('state', sa.Enum('DRAFT', 'OPEN', 'FULL', 'CLOSED', 'DONE', 'CANCELLED', name='offerstate', native_enum=False, length=20), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_offer_municipality_id_municipality')),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_offer_region_id_region')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_offer')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_offer_municipality_id'), 'offer', ['municipality_id'], unique=False)
    op.create_index(op.f('ix_offer_region_id'), 'offer', ['region_id'], unique=False)
    op.create_table('occasion',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('offer_id', sa.Integer(), nullable=False),
    sa.Column('starts_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('ends_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('place', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('uid', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('is_cancelled', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['offer_id'], ['offer.id'], name=op.f('fk_occasion_offer_id_offer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_occasion')),
    sa.UniqueConstraint('uid', name=op.f('uq_occasion_uid'))
    )
    op.create_index(op.f('ix_occasion_offer_id'), 'occasion', ['offer_id'], unique=False)
    op.create_table('sign_up',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('offer_id', sa.Integer(), nullable=False),
    sa.Column('municipality_id', sa.Integer(), nullable=False),
    sa.Column('people', sa.Integer(), nullable=False),
    sa.Column('roles', sa.JSON(), nullable=False),
    sa.Column('mandate', sa.Enum('DECIDES', 'PREPARES', 'LISTENS', name='mandate', native_enum=False, length=20), nullable=False),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('state', sa.Enum('SIGNED_UP', 'LEFT', 'ATTENDED', 'ABSENT', name='signupstate', native_enum=False, length=20), nullable=False),
    sa.Column('with_need', sa.Boolean(), nullable=False),
    sa.Column('granted', sa.Integer(), nullable=False),
    sa.Column('signed_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('moved_up_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_sign_up_municipality_id_municipality')),
    sa.ForeignKeyConstraint(['offer_id'], ['offer.id'], name=op.f('fk_sign_up_offer_id_offer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_up')),
    sa.UniqueConstraint('offer_id', 'municipality_id', name=op.f('uq_sign_up_offer_id_municipality_id')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_sign_up_municipality_id'), 'sign_up', ['municipality_id'], unique=False)
    op.create_table('offer_need',
    sa.Column('offer_id', sa.Integer(), nullable=False),
    sa.Column('need_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['need_id'], ['need.id'], name=op.f('fk_offer_need_need_id_need')),
    sa.ForeignKeyConstraint(['offer_id'], ['offer.id'], name=op.f('fk_offer_need_offer_id_offer')),
    sa.PrimaryKeyConstraint('offer_id', 'need_id', name=op.f('pk_offer_need'))
    )
    op.create_index(op.f('ix_offer_need_need_id'), 'offer_need', ['need_id'], unique=False)
    op.create_table('sign_up_link',
    sa.Column('token_hash', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('sign_up_id', sa.Integer(), nullable=False),
    sa.Column('created_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['sign_up_id'], ['sign_up.id'], name=op.f('fk_sign_up_link_sign_up_id_sign_up')),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_sign_up_link'))
    )
    op.create_index(op.f('ix_sign_up_link_sign_up_id'), 'sign_up_link', ['sign_up_id'], unique=False)



def downgrade() -> None:
    op.drop_index(op.f('ix_sign_up_link_sign_up_id'), table_name='sign_up_link')
    op.drop_table('sign_up_link')
    op.drop_index(op.f('ix_offer_need_need_id'), table_name='offer_need')
    op.drop_table('offer_need')
    op.drop_index(op.f('ix_sign_up_municipality_id'), table_name='sign_up')
    op.drop_table('sign_up')
    op.drop_index(op.f('ix_occasion_offer_id'), table_name='occasion')
    op.drop_table('occasion')
    op.drop_index(op.f('ix_offer_region_id'), table_name='offer')
    op.drop_index(op.f('ix_offer_municipality_id'), table_name='offer')
    op.drop_table('offer')

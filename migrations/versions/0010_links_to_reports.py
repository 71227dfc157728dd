"""links by which a kommun shows an approved report to people without an account

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import app.storage.engine.types


revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('report_link',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('assessment_id', sa.Integer(), nullable=False),
    sa.Column('created_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('expires_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('ended_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('opened', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['assessment_id'], ['assessment.id'], name=op.f('fk_report_link_assessment_id_assessment')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_report_link')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_report_link_token_hash')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('report_link', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_report_link_assessment_id'), ['assessment_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('report_link', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_report_link_assessment_id'))

    op.drop_table('report_link')

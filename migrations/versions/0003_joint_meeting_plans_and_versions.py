"""joint meeting, plans and versions

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import app.storage.engine.types


revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

WRITTEN = sa.text("(comment <> '' OR evidence_url <> '')")


def upgrade() -> None:
    op.create_table('action',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('assessment_id', sa.Integer(), nullable=False),
    sa.Column('capital_id', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('owner', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('status', sa.Enum('PLANNED', 'UNDER_WAY', 'DONE', 'DROPPED', name='actionstatus', native_enum=False, length=20), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['assessment_id'], ['assessment.id'], name=op.f('fk_action_assessment_id_assessment')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_action'))
    )
    with op.batch_alter_table('action', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_action_assessment_id'), ['assessment_id'], unique=False)

    op.create_table('submission',
    sa.Column('assessment_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('content', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('missing', sa.Integer(), nullable=False),
    sa.Column('missing_reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('submitted_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('submitted_by', sa.Integer(), nullable=True),
    sa.Column('approved_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('approved_by', sa.Integer(), nullable=True),
    sa.Column('returned_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('returned_reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('reopened_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('reopened_reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.ForeignKeyConstraint(['assessment_id'], ['assessment.id'], name=op.f('fk_submission_assessment_id_assessment')),
    sa.PrimaryKeyConstraint('assessment_id', 'number', name=op.f('pk_submission'))
    )
    op.create_table('target',
    sa.Column('assessment_id', sa.Integer(), nullable=False),
    sa.Column('capital_id', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('by_year', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['assessment_id'], ['assessment.id'], name=op.f('fk_target_assessment_id_assessment')),
    sa.PrimaryKeyConstraint('assessment_id', 'capital_id', name=op.f('pk_target'))
    )
    with op.batch_alter_table('agreed_answer', schema=None) as batch_op:
        batch_op.add_column(sa.Column('not_united', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('parked', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('version', sa.Integer(), nullable=False, server_default='1'))
        batch_op.alter_column('kind',
               existing_type=sa.VARCHAR(length=20),
               nullable=True)

    with op.batch_alter_table('assessment', schema=None) as batch_op:
        batch_op.add_column(sa.Column('meeting_version', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('reasons_in_report', sa.Boolean(), nullable=False, server_default=sa.false()))

    # The defaults were for the rows that were there.
    with op.batch_alter_table('agreed_answer', schema=None) as batch_op:
        batch_op.alter_column('not_united', existing_type=sa.Boolean(), existing_nullable=False, server_default=None)
        batch_op.alter_column('parked', existing_type=sa.Boolean(), existing_nullable=False, server_default=None)
        batch_op.alter_column('version', existing_type=sa.Integer(), existing_nullable=False, server_default=None)
    with op.batch_alter_table('assessment', schema=None) as batch_op:
        batch_op.alter_column('meeting_version', existing_type=sa.Integer(), existing_nullable=False, server_default=None)
        batch_op.alter_column('reasons_in_report', existing_type=sa.Boolean(), existing_nullable=False, server_default=None)

    op.create_index('ix_answer_written', 'answer', ['respondent_id'], unique=False, sqlite_where=WRITTEN, postgresql_where=WRITTEN)


def downgrade() -> None:
    op.drop_index('ix_answer_written', table_name='answer')

    # Questions without an agreed level could not be noted before.
    op.execute("DELETE FROM agreed_answer WHERE kind IS NULL")
    with op.batch_alter_table('assessment', schema=None) as batch_op:
        batch_op.drop_column('reasons_in_report')
        batch_op.drop_column('meeting_version')

    with op.batch_alter_table('agreed_answer', schema=None) as batch_op:
        batch_op.alter_column('kind',
               existing_type=sa.VARCHAR(length=20),
               nullable=False)
        batch_op.drop_column('version')
        batch_op.drop_column('parked')
        batch_op.drop_column('not_united')

    op.drop_table('target')
    op.drop_table('submission')
    with op.batch_alter_table('action', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_action_assessment_id'))

    op.drop_table('action')

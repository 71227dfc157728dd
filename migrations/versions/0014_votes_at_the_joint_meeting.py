"""new votes at the joint meeting, and what each person votes while one is open

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import app.storage.engine.types


revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('vote',
    sa.Column('assessment_id', sa.Integer(), nullable=False),
    sa.Column('question_id', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('opened_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('closed_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('voters', sa.Integer(), nullable=False),
    sa.Column('counts', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('dont_know', sa.Integer(), nullable=True),
    sa.Column('not_applicable', sa.Integer(), nullable=True),
    sa.Column('shown_voters', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['assessment_id'], ['assessment.id'], name=op.f('fk_vote_assessment_id_assessment')),
    sa.PrimaryKeyConstraint('assessment_id', 'question_id', name=op.f('pk_vote'))
    )
    op.create_table('ballot',
    sa.Column('respondent_id', sa.Integer(), nullable=False),
    sa.Column('assessment_id', sa.Integer(), nullable=False),
    sa.Column('question_id', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('kind', sa.Enum('LEVEL', 'DONT_KNOW', 'NOT_APPLICABLE', name='answerkind', native_enum=False, length=20), nullable=False),
    sa.Column('position', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['assessment_id'], ['assessment.id'], name=op.f('fk_ballot_assessment_id_assessment')),
    sa.ForeignKeyConstraint(['respondent_id'], ['respondent.id'], name=op.f('fk_ballot_respondent_id_respondent')),
    sa.PrimaryKeyConstraint('respondent_id', name=op.f('pk_ballot'))
    )
    op.create_index(op.f('ix_ballot_assessment_id'), 'ballot', ['assessment_id'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_ballot_assessment_id'), table_name='ballot')
    op.drop_table('ballot')
    op.drop_table('vote')

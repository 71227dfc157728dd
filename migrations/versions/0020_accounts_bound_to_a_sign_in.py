"""who somebody is at the own organisation's sign-in

Up: an empty table. Each account is bound the next time its owner signs in through the own organisation.

Down: all bindings are forgotten, and people are known by their addresses alone again, as that version does. After a
new up the next to sign in with an address is bound to its account: before that, end the roles of those who have left.

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import app.storage.engine.types


revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('federated_account',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('issuer', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('subject_hash', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('bound_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_federated_account_person_id_person')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_federated_account'))
    )


def downgrade() -> None:
    op.drop_table('federated_account')

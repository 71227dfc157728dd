"""the regional association as an organisation beside its kommuner, and whom a round is about

Revision ID: 0016
Revises: 0015
"""

import json

import sqlalchemy as sa
from alembic import op


revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None

ASSOCIATION_CODE = '0000'


def upgrade() -> None:
    op.add_column('municipality', sa.Column('is_association', sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column('round', sa.Column('subject', sa.Enum('KOMMUN', 'REGION', 'COLLABORATION', name='roundsubject', native_enum=False, length=20), nullable=False, server_default='KOMMUN'))
    # Nothing in a database that has not been here before; what a downgrade left is found again.
    connection = op.get_bind()
    connection.execute(sa.text("UPDATE municipality SET is_association = :yes WHERE code = :code"), {'yes': True, 'code': ASSOCIATION_CODE})
    for edition_id, definition in connection.execute(sa.text('SELECT id, definition FROM edition')).all():
        subject = json.loads(definition).get('subject', 'kommun').upper()
        if subject != 'KOMMUN':
            connection.execute(sa.text('UPDATE round SET subject = :subject WHERE edition_id = :id'), {'subject': subject, 'id': edition_id})


def downgrade() -> None:
    """The association stays, as a kommun with the code 0000: its answers are nobody's to throw away."""
    op.drop_column('round', 'subject')
    op.drop_column('municipality', 'is_association')

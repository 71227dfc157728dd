"""open links kept as hashes, and browsers that have signed in by mail before

Revision ID: 0019
Revises: 0018
"""

from hashlib import sha256

import sqlalchemy as sa
import sqlmodel
from alembic import op

import app.storage.engine.types


revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None


OPEN_LINK = sa.table('open_link', sa.column('id', sa.Integer), sa.column('token'), sa.column('token_hash'))


def upgrade() -> None:
    op.create_table('known_browser',
    sa.Column('key_hash', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('expires_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('key_hash', name=op.f('pk_known_browser'))
    )
    op.add_column('open_link', sa.Column('token_hash', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=True))
    for link in op.get_bind().execute(sa.select(OPEN_LINK.c.id, OPEN_LINK.c.token)).all():
        token_hash = sha256(link.token.encode()).hexdigest()
        op.execute(sa.update(OPEN_LINK).where(OPEN_LINK.c.id == link.id).values(token_hash=token_hash))
    _replace('token', 'token_hash')


def downgrade() -> None:
    """No token comes back from its hash: links that were made since lead nowhere, and are made anew."""
    op.add_column('open_link', sa.Column('token', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=True))
    op.execute(sa.update(OPEN_LINK).values(token=OPEN_LINK.c.token_hash))
    _replace('token_hash', 'token')
    op.drop_table('known_browser')


def _replace(old: str, new: str) -> None:
    sqlite = op.get_bind().dialect.name == 'sqlite'
    options = {'recreate': 'always', 'table_kwargs': {'sqlite_autoincrement': True}} if sqlite else {}
    with op.batch_alter_table('open_link', **options) as batch_op:
        batch_op.drop_constraint(f'uq_open_link_{old}', type_='unique')
        batch_op.drop_column(old)
        batch_op.alter_column(new, existing_type=sa.String(length=64), nullable=False)
        batch_op.create_unique_constraint(f'uq_open_link_{new}', [new])

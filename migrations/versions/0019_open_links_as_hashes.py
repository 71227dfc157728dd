"""open links kept as hashes, and browsers that have signed in by mail before

Up: each open link's token is replaced by its SHA-256, so links that hang on walls go on leading where they did, and
nobody can read them out of the database any more. Browsers that have signed in before are not known yet: none is stored.

Down: no token comes back from its hash. Each open link gets a new random one, which the old version shows; those that
were handed out before lead nowhere, and must be handed out anew. Ended links stay ended, and who has begun goes on.
Which browsers have signed in before is forgotten.

Revision ID: 0019
Revises: 0018
"""

import secrets
from hashlib import sha256

import sqlalchemy as sa
import sqlmodel
from alembic import op

import app.storage.engine.types


revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None


TOKEN_BYTES = 16
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
    op.add_column('open_link', sa.Column('token', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=True))
    # The hash itself would do as a token that whoever has seen the database knows.
    for link_id in op.get_bind().execute(sa.select(OPEN_LINK.c.id)).scalars().all():
        op.execute(sa.update(OPEN_LINK).where(OPEN_LINK.c.id == link_id).values(token=secrets.token_urlsafe(TOKEN_BYTES)))
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

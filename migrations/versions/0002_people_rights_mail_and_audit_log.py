"""people, rights, mail and audit log

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import app.storage.engine.types


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('audit_line',
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('actor_id', sa.Integer(), nullable=True),
    sa.Column('action', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('region_id', sa.Integer(), nullable=True),
    sa.Column('municipality_id', sa.Integer(), nullable=True),
    sa.Column('facts', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('previous_hash', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('hash', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_audit_line'))
    )
    with op.batch_alter_table('audit_line', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_audit_line_action'), ['action'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_line_actor_id'), ['actor_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_line_municipality_id'), ['municipality_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_line_region_id'), ['region_id'], unique=False)

    op.create_table('federation_attempt',
    sa.Column('state_hash', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('provider', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('nonce', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('code_verifier', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('browser_hash', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('after', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('expires_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('state_hash', name=op.f('pk_federation_attempt'))
    )
    op.create_table('installation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('contact_email', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('contact_phone', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('conformance', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('shortcomings', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('burdens', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('outside_law', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('assessed_on', sa.Date(), nullable=True),
    sa.Column('assessed_how', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('published_on', sa.Date(), nullable=True),
    sa.Column('updated_on', sa.Date(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_installation'))
    )
    op.create_table('rate_count',
    sa.Column('key_hash', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('window_start', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('key_hash', 'window_start', name=op.f('pk_rate_count'))
    )
    op.create_table('mail_template',
    sa.Column('region_id', sa.Integer(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('subject', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('body', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('changed_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_mail_template_region_id_region')),
    sa.PrimaryKeyConstraint('region_id', 'kind', name=op.f('pk_mail_template'))
    )
    op.create_table('sign_in_link',
    sa.Column('token_hash', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('code_hash', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('browser_hash', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('after', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('created_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('expires_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('used_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_sign_in_link_person_id_person')),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_sign_in_link'))
    )
    with op.batch_alter_table('sign_in_link', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sign_in_link_browser_hash'), ['browser_hash'], unique=False)
        batch_op.create_index(batch_op.f('ix_sign_in_link_person_id'), ['person_id'], unique=False)

    op.create_table('mail',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('status', sa.Enum('QUEUED', 'SENT', 'FAILED', 'BOUNCED', name='mailstatus', native_enum=False, length=20), nullable=False),
    sa.Column('to_address', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('subject', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('body', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('reply_to', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('message_id', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('region_id', sa.Integer(), nullable=True),
    sa.Column('municipality_id', sa.Integer(), nullable=True),
    sa.Column('assessment_id', sa.Integer(), nullable=True),
    sa.Column('respondent_id', sa.Integer(), nullable=True),
    sa.Column('created_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('try_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('sent_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=True),
    sa.Column('problem', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_mail_municipality_id_municipality')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_mail_person_id_person')),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_mail_region_id_region')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mail')),
    sa.UniqueConstraint('message_id', name=op.f('uq_mail_message_id'))
    )
    with op.batch_alter_table('mail', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mail_assessment_id'), ['assessment_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_mail_kind'), ['kind'], unique=False)
        batch_op.create_index(batch_op.f('ix_mail_municipality_id'), ['municipality_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_mail_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_mail_region_id'), ['region_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_mail_respondent_id'), ['respondent_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_mail_status'), ['status'], unique=False)

    op.create_table('open_link',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('assessment_id', sa.Integer(), nullable=False),
    sa.Column('role_group', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('token', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('most', sa.Integer(), nullable=True),
    sa.Column('created_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('ended_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['assessment_id'], ['assessment.id'], name=op.f('fk_open_link_assessment_id_assessment')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_open_link')),
    sa.UniqueConstraint('token', name=op.f('uq_open_link_token'))
    )
    with op.batch_alter_table('open_link', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_open_link_assessment_id'), ['assessment_id'], unique=False)

    op.create_table('personal_link',
    sa.Column('token_hash', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('respondent_id', sa.Integer(), nullable=False),
    sa.Column('created_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False),
    sa.Column('ended_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['respondent_id'], ['respondent.id'], name=op.f('fk_personal_link_respondent_id_respondent')),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_personal_link'))
    )
    with op.batch_alter_table('personal_link', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_personal_link_respondent_id'), ['respondent_id'], unique=False)

    with op.batch_alter_table('assessment', schema=None) as batch_op:
        batch_op.add_column(sa.Column('invited_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=True))

    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.add_column(sa.Column('since', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False, server_default='2026-01-01 00:00:00'))

    with op.batch_alter_table('region', schema=None) as batch_op:
        batch_op.add_column(sa.Column('contact_name', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('contact_email', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('contact_phone', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('data_officer', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('retention_months', sa.Integer(), nullable=False, server_default='24'))
        batch_op.add_column(sa.Column('retention_decision', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('federated_accounts', sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table('respondent', schema=None) as batch_op:
        batch_op.add_column(sa.Column('invited_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('withdrawn_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('open_link_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=''))
        batch_op.create_index(batch_op.f('ix_respondent_open_link_id'), ['open_link_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_respondent_open_link_id_open_link'), 'open_link', ['open_link_id'], ['id'])

    with op.batch_alter_table('round', schema=None) as batch_op:
        batch_op.add_column(sa.Column('is_trial', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('opened_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=True))
        batch_op.drop_constraint(batch_op.f('uq_round_region_id_edition_id'), type_='unique')
        batch_op.create_unique_constraint(batch_op.f('uq_round_region_id_edition_id_is_trial'), ['region_id', 'edition_id', 'is_trial'])

    with op.batch_alter_table('sign_in', schema=None) as batch_op:
        batch_op.add_column(sa.Column('last_seen_at', app.storage.engine.types.UtcDateTime(timezone=True), nullable=False, server_default='2026-01-01 00:00:00'))
        batch_op.add_column(sa.Column('way', sa.Enum('DEMO', 'MAIL', 'FEDERATED', 'PERSONAL_LINK', name='signinway', native_enum=False, length=20), nullable=False, server_default='DEMO'))
        batch_op.add_column(sa.Column('browser', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('respondent_id', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_sign_in_respondent_id'), ['respondent_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_sign_in_respondent_id_respondent'), 'respondent', ['respondent_id'], ['id'])

    # The defaults were for the rows that were there.
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.alter_column('since', existing_type=app.storage.engine.types.UtcDateTime(timezone=True), existing_nullable=False, server_default=None)
    with op.batch_alter_table('region', schema=None) as batch_op:
        batch_op.alter_column('contact_name', existing_type=sqlmodel.sql.sqltypes.AutoString(), existing_nullable=False, server_default=None)
        batch_op.alter_column('contact_email', existing_type=sqlmodel.sql.sqltypes.AutoString(), existing_nullable=False, server_default=None)
        batch_op.alter_column('contact_phone', existing_type=sqlmodel.sql.sqltypes.AutoString(), existing_nullable=False, server_default=None)
        batch_op.alter_column('data_officer', existing_type=sqlmodel.sql.sqltypes.AutoString(), existing_nullable=False, server_default=None)
        batch_op.alter_column('retention_months', existing_type=sa.Integer(), existing_nullable=False, server_default=None)
        batch_op.alter_column('retention_decision', existing_type=sqlmodel.sql.sqltypes.AutoString(), existing_nullable=False, server_default=None)
        batch_op.alter_column('federated_accounts', existing_type=sa.Boolean(), existing_nullable=False, server_default=None)
    with op.batch_alter_table('respondent', schema=None) as batch_op:
        batch_op.alter_column('name', existing_type=sqlmodel.sql.sqltypes.AutoString(), existing_nullable=False, server_default=None)
    with op.batch_alter_table('round', schema=None) as batch_op:
        batch_op.alter_column('is_trial', existing_type=sa.Boolean(), existing_nullable=False, server_default=None)
    with op.batch_alter_table('sign_in', schema=None) as batch_op:
        batch_op.alter_column('last_seen_at', existing_type=app.storage.engine.types.UtcDateTime(timezone=True), existing_nullable=False, server_default=None)
        batch_op.alter_column('way', existing_type=sa.Enum('DEMO', 'MAIL', 'FEDERATED', 'PERSONAL_LINK', name='signinway', native_enum=False, length=20), existing_nullable=False, server_default=None)
        batch_op.alter_column('browser', existing_type=sqlmodel.sql.sqltypes.AutoString(length=80), existing_nullable=False, server_default=None)

    # Every round there was is open or has been; only the example's sign-in existed; a session was last seen at its start.
    opened = "CAST(opens_on AS timestamp) AT TIME ZONE 'UTC'" if op.get_bind().dialect.name == "postgresql" else "opens_on || ' 00:00:00.000000'"
    op.execute(f"UPDATE round SET opened_at = {opened}")
    op.execute("UPDATE sign_in SET last_seen_at = created_at")
    _seal_the_log()


def downgrade() -> None:
    _unseal_the_log()
    _delete_what_the_old_schema_cannot_hold()
    with op.batch_alter_table('sign_in', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_sign_in_respondent_id_respondent'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_sign_in_respondent_id'))
        batch_op.drop_column('respondent_id')
        batch_op.drop_column('browser')
        batch_op.drop_column('way')
        batch_op.drop_column('last_seen_at')

    with op.batch_alter_table('round', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_round_region_id_edition_id_is_trial'), type_='unique')
        batch_op.create_unique_constraint(batch_op.f('uq_round_region_id_edition_id'), ['region_id', 'edition_id'])
        batch_op.drop_column('opened_at')
        batch_op.drop_column('is_trial')

    with op.batch_alter_table('respondent', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_respondent_open_link_id_open_link'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_respondent_open_link_id'))
        batch_op.drop_column('name')
        batch_op.drop_column('open_link_id')
        batch_op.drop_column('withdrawn_at')
        batch_op.drop_column('invited_at')

    with op.batch_alter_table('region', schema=None) as batch_op:
        batch_op.drop_column('federated_accounts')
        batch_op.drop_column('retention_decision')
        batch_op.drop_column('retention_months')
        batch_op.drop_column('data_officer')
        batch_op.drop_column('contact_phone')
        batch_op.drop_column('contact_email')
        batch_op.drop_column('contact_name')

    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.drop_column('since')

    with op.batch_alter_table('assessment', schema=None) as batch_op:
        batch_op.drop_column('invited_at')

    with op.batch_alter_table('personal_link', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_personal_link_respondent_id'))

    op.drop_table('personal_link')
    with op.batch_alter_table('open_link', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_open_link_assessment_id'))

    op.drop_table('open_link')
    with op.batch_alter_table('mail', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_mail_status'))
        batch_op.drop_index(batch_op.f('ix_mail_respondent_id'))
        batch_op.drop_index(batch_op.f('ix_mail_region_id'))
        batch_op.drop_index(batch_op.f('ix_mail_person_id'))
        batch_op.drop_index(batch_op.f('ix_mail_municipality_id'))
        batch_op.drop_index(batch_op.f('ix_mail_kind'))
        batch_op.drop_index(batch_op.f('ix_mail_assessment_id'))

    op.drop_table('mail')
    with op.batch_alter_table('sign_in_link', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sign_in_link_person_id'))
        batch_op.drop_index(batch_op.f('ix_sign_in_link_browser_hash'))

    op.drop_table('sign_in_link')
    op.drop_table('mail_template')
    op.drop_table('rate_count')
    op.drop_table('installation')
    op.drop_table('federation_attempt')
    with op.batch_alter_table('audit_line', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_audit_line_region_id'))
        batch_op.drop_index(batch_op.f('ix_audit_line_municipality_id'))
        batch_op.drop_index(batch_op.f('ix_audit_line_actor_id'))
        batch_op.drop_index(batch_op.f('ix_audit_line_action'))

    op.drop_table('audit_line')


def _seal_the_log() -> None:
    """No line of the audit log is ever changed or taken away, whoever asks."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION audit_line_is_for_good() RETURNS trigger AS "
            "$$ BEGIN RAISE EXCEPTION 'the audit log is only added to'; END $$ LANGUAGE plpgsql"
        )
        op.execute(
            "CREATE TRIGGER audit_line_is_for_good BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_line "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_line_is_for_good()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_line_no_{change.lower()} BEFORE {change} ON audit_line "
            "BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END"
        )


def _unseal_the_log() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER audit_line_is_for_good ON audit_line")
        op.execute("DROP FUNCTION audit_line_is_for_good()")
        return
    for change in ("update", "delete"):
        op.execute(f"DROP TRIGGER audit_line_no_{change}")


def _delete_what_the_old_schema_cannot_hold() -> None:
    """Trial rounds, which can be deleted whole at any time, sessions bound to a personal link, and roles unknown there."""
    assessments = "(SELECT a.id FROM assessment a JOIN round r ON r.id = a.round_id WHERE r.is_trial)"
    respondents = f"(SELECT id FROM respondent WHERE assessment_id IN {assessments})"
    op.execute("DELETE FROM sign_in WHERE respondent_id IS NOT NULL")
    op.execute("DELETE FROM personal_link")
    op.execute(f"DELETE FROM answer WHERE respondent_id IN {respondents}")
    op.execute(f"DELETE FROM respondent WHERE assessment_id IN {assessments}")
    op.execute(f"DELETE FROM agreed_answer WHERE assessment_id IN {assessments}")
    op.execute(f"DELETE FROM open_link WHERE assessment_id IN {assessments}")
    op.execute("DELETE FROM assessment WHERE round_id IN (SELECT id FROM round WHERE is_trial)")
    op.execute("DELETE FROM round WHERE is_trial")
    op.execute("DELETE FROM membership WHERE role IN ('operator', 'kommun_approver')")

-- A user of PostgreSQL for the service that reads and writes rows, and can change neither tables nor the audit log.
-- Run once as the owner of the tables, in the database of the service:
--   psql --set service=omstallningskollen_service --file few-rights.sql DATABASE
-- after CREATE ROLE omstallningskollen_service LOGIN PASSWORD '…'. `migrate`, `backup` and `transfer import` go on as the owner.
GRANT USAGE ON SCHEMA public TO :"service";
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO :"service";
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO :"service";
-- What newer versions add is then the service's to use too.
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO :"service";
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO :"service";
REVOKE UPDATE, DELETE ON audit_line FROM :"service";
REVOKE INSERT, UPDATE, DELETE ON served_schema FROM :"service";
REVOKE INSERT, DELETE ON alembic_version FROM :"service";

"""Rights of other users than the owner in a database of PostgreSQL, carried over to the one that takes its place.

A backup holds none, so that it can be restored on a server that has other users. Those of the database that stood
there are for users of the same server: on the database itself, its schema, tables, columns and sequences, and on what
is yet to be made.
"""

import psycopg
from psycopg import Connection, sql
from psycopg.rows import TupleRow

ALL_USERS = "PUBLIC"
_RELATIONS = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S', 'v')"
_RIGHTS = """
WITH entry (object, relation, owner, acl) AS (
    SELECT 'DATABASE ' || quote_ident(%(name)s), NULL, datdba, datacl
    FROM pg_database WHERE datname = current_database()
    UNION ALL SELECT 'SCHEMA public', NULL, nspowner, nspacl FROM pg_namespace WHERE nspname = 'public'
    UNION ALL SELECT CASE relkind WHEN 'S' THEN 'SEQUENCE ' ELSE 'TABLE ' END || 'public.' || quote_ident(relname),
        relname, relowner, relacl
    FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S', 'v')
)
SELECT object, relation, coalesce(quote_ident(rolname), 'PUBLIC'), privilege_type, NULL, is_grantable
FROM entry CROSS JOIN LATERAL aclexplode(acl) LEFT JOIN pg_roles role ON role.oid = grantee
WHERE grantee <> owner
UNION ALL
SELECT 'TABLE public.' || quote_ident(relname), relname, coalesce(quote_ident(rolname), 'PUBLIC'), privilege_type,
    quote_ident(attname), is_grantable
FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid CROSS JOIN LATERAL aclexplode(attacl)
    LEFT JOIN pg_roles role ON role.oid = grantee
WHERE relnamespace = 'public'::regnamespace AND grantee <> relowner
"""
"""What a right is on, the relation or NULL, whose it is, which, on which column or NULL, and if it can be passed on."""
_TAKEN_FROM_ALL = """
SELECT 'DATABASE ' || quote_ident(%(name)s) FROM pg_database WHERE datname = current_database() AND datacl IS NOT NULL
UNION ALL SELECT 'SCHEMA public' FROM pg_namespace WHERE nspname = 'public' AND nspacl IS NOT NULL
"""
"""What everybody has rights on in a new database, where that has been settled here."""
_LATER_RIGHTS = """
SELECT format('ALTER DEFAULT PRIVILEGES FOR ROLE %%I %%s GRANT %%s ON %%s TO %%s %%s', maker.rolname,
    CASE WHEN defaclnamespace = 0 THEN '' ELSE 'IN SCHEMA public' END, privilege_type,
    CASE defaclobjtype WHEN 'r' THEN 'TABLES' ELSE 'SEQUENCES' END,
    coalesce(quote_ident(role.rolname), 'PUBLIC'), CASE WHEN is_grantable THEN 'WITH GRANT OPTION' ELSE '' END)
FROM pg_default_acl JOIN pg_roles maker ON maker.oid = defaclrole CROSS JOIN LATERAL aclexplode(defaclacl)
    LEFT JOIN pg_roles role ON role.oid = grantee
WHERE defaclobjtype IN ('r', 'S') AND grantee <> defaclrole AND pg_has_role(defaclrole, 'MEMBER')
    AND defaclnamespace IN (0, 'public'::regnamespace)
"""


def carry_rights(old: str, new: str, name: str) -> tuple[tuple[str, ...], bool]:
    """Give the users of the database with the connection string `old` the same rights in that of `new`, whose name is
    `name`: all of them or, where one cannot be given, none.

    Returns the users that have rights, by name, and whether it is certain that nobody is without.
    """
    try:
        with psycopg.connect(old) as source, psycopg.connect(new) as target:
            return _carry(source, target, name)
    except psycopg.Error:
        # The old one may be damaged, which is what backups are for; and its rights another's to give.
        return (), False


def _carry(source: Connection[TupleRow], target: Connection[TupleRow], name: str) -> tuple[tuple[str, ...], bool]:
    rights = source.execute(_RIGHTS, {"name": name}).fetchall()
    old_relations, new_relations = ({row[0] for row in each.execute(_RELATIONS)} for each in (source, target))
    statements = [f"REVOKE ALL ON {row[0]} FROM {ALL_USERS}" for row in source.execute(_TAKEN_FROM_ALL, {"name": name})]
    for on, relation, user, privilege, column, may_pass_on in rights:
        if relation is None or relation in new_relations:
            columns = "" if column is None else f" ({column})"
            passing_on = " WITH GRANT OPTION" if may_pass_on else ""
            statements.append(f"GRANT {privilege}{columns} ON {on} TO {user}{passing_on}")
    statements += [row[0] for row in source.execute(_LATER_RIGHTS, {})]
    for statement in statements:
        target.execute(sql.SQL(statement))  # its names are quoted by the server
    users = tuple(sorted({row[2] for row in rights} - {ALL_USERS}))
    return users, not users or new_relations <= old_relations

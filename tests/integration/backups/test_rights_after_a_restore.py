"""A service that comes to PostgreSQL as a user with few rights, after a restore by the owner of the tables."""

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ProgrammingError
from sqlmodel import Session

from app.cli import main
from app.storage.engine.database import Database
from tests.integration.backups.reading import answers
from tests.integration.backups.test_backups_on_bad_days import drop_database
from tests.postgres import SERVICE, Server

pytestmark = pytest.mark.parametrize("backend", ["postgresql"])
FEW_RIGHTS = "Har tjänsten en egen användare: kör few-rights.sql som ägare. Starta sedan tjänsten."


@pytest.fixture
def service_url(url: str, backup: Path, server: Server) -> str:
    """Of the user with few rights, given after the backup was made: a backup holds none."""
    return server.url_with_few_rights(make_url(url).database or "")


def execute(url: str, *statements: str) -> None:
    def work(session: Session) -> None:
        for statement in statements:
            session.execute(text(statement))

    with closing(Database(url)) as database:
        database.write(work)


def outcome(url: str, statement: str) -> str:
    try:
        execute(url, statement)
    except ProgrammingError as error:
        return str(error.orig).splitlines()[0]
    return ""


def test_the_user_can_do_what_it_could_and_no_more(
    url: str, backup: Path, service_url: str, backend: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", "restore", str(backup)]) == 0
    printed = capsys.readouterr().out
    assert f"Rättigheterna i den är överförda för: {SERVICE}." in printed
    assert printed.splitlines()[-1] == "Starta tjänsten."
    assert answers(service_url) > 0
    assert outcome(service_url, "UPDATE answer SET comment = comment") == ""
    for statement in ("UPDATE audit_line SET action = 'x'", "DELETE FROM served_schema", "DELETE FROM alembic_version"):
        assert "permission denied" in outcome(service_url, statement)


def test_what_is_made_after_the_restore_is_the_users_too(
    url: str, backup: Path, service_url: str, backend: str
) -> None:
    assert main(["backup", "restore", str(backup)]) == 0
    execute(url, "CREATE TABLE later (id serial PRIMARY KEY, note text)")
    assert outcome(service_url, "INSERT INTO later (note) VALUES ('x')") == ""


def test_rights_on_the_database_and_on_columns_are_as_they_were(
    url: str, backup: Path, service_url: str, backend: str
) -> None:
    name = make_url(url).database
    execute(
        url,
        f"REVOKE ALL ON DATABASE {name} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {name} TO {SERVICE}",
        f"REVOKE SELECT ON person FROM {SERVICE}",
        f"GRANT SELECT (id) ON person TO {SERVICE}",
    )
    assert main(["backup", "restore", str(backup)]) == 0
    assert outcome(service_url, "SELECT id FROM person") == ""
    assert "permission denied" in outcome(service_url, "SELECT * FROM person")
    assert "permission denied" in outcome(service_url, "CREATE TEMPORARY TABLE mine (id int)")


def test_a_table_that_the_old_database_had_not_is_told_of(
    url: str, backup: Path, service_url: str, backend: str, capsys: pytest.CaptureFixture[str]
) -> None:
    execute(url, "DROP TABLE passkey_challenge CASCADE")
    assert main(["backup", "restore", str(backup)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == FEW_RIGHTS


def test_without_an_old_database_the_command_says_which_file_to_run(
    url: str,
    backup: Path,
    service_url: str,
    backend: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    other, other_service = (
        make_url(each).set(database=f"{make_url(url).database}_new").render_as_string(hide_password=False)
        for each in (url, service_url)
    )
    monkeypatch.setenv("DATABASE_URL", other)
    try:
        assert main(["backup", "restore", str(backup)]) == 0
        assert capsys.readouterr().out.splitlines()[-1] == FEW_RIGHTS
        monkeypatch.setenv("DATABASE_URL", other_service)
        assert main(["doctor"]) == 1
        assert "FEL  Databas: Användaren saknar rättigheter. Kör few-rights.sql som ägare." in capsys.readouterr().out
        assert main(["serve"]) == 1
        assert "Användaren saknar rättigheter. Kör few-rights.sql som ägare." in capsys.readouterr().err
    finally:
        drop_database(other)


def test_an_owner_without_other_users_is_told_nothing_of_rights(
    url: str, backup: Path, backend: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", "restore", str(backup)]) == 0
    printed = capsys.readouterr().out
    assert printed.splitlines()[-1] == "Starta tjänsten."
    assert "ättighet" not in printed

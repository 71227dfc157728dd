"""People who are known by their e-mail address, and those who run the installation."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime

from app.accounts.kernel.roles import Role
from app.accounts.kernel.sign_in_way import SignInWay
from app.services.sign_in.sessions import sign_in
from tests.functional.support.pages import Page
from tests.functional.support.serving import Site
from tests.functional.support.visitor import Visitor

OPERATOR = "drift@kollen.example"


def enter(visitor: Visitor, address: str) -> Visitor:
    """Signed in as the one with this address, as if by a link in a mail."""
    ((person_id,),) = visitor.site.rows("SELECT id FROM person WHERE email = ?", address)
    token = sign_in(visitor.site.database, person_id, SignInWay.MAIL, datetime.now(UTC))
    visitor.http.cookies.set("session", token)
    return visitor


def as_operator(visitor: Visitor) -> Visitor:
    """Signed in as the installation's only operator."""
    site = visitor.site
    site.change("UPDATE membership SET ended_at = '2026-01-01 00:00:00' WHERE role = 'operator'")
    site.change("INSERT INTO person (name, email) VALUES ('Dag Drift', ?)", OPERATOR)
    add_role(site, OPERATOR, Role.OPERATOR)
    return enter(visitor, OPERATOR)


def add_role(site: Site, address: str, role: Role) -> None:
    site.change(
        "INSERT INTO membership (person_id, role, since) SELECT id, ?, '2026-01-01 00:00:00' FROM person WHERE email = ?",
        role,
        address,
    )


def mails(site: Site) -> list[tuple[str, str, str]]:
    """Address, subject and text of every letter about a role, in order."""
    return [
        (to, subject, body)
        for to, subject, body in site.rows(
            "SELECT to_address, subject, body FROM mail WHERE kind = 'valkommen' ORDER BY id"
        )
    ]


def logged(site: Site) -> list[str]:
    """What has been added to the audit log by the test, sessions left out."""
    with closing(sqlite3.connect(site.untouched)) as connection:
        ((before,),) = connection.execute("SELECT coalesce(max(number), 0) FROM audit_line").fetchall()
    rows = site.rows("SELECT action FROM audit_line WHERE number > ? ORDER BY number", before)
    return [action for (action,) in rows if not action.startswith("session.")]


def errors(page: Page) -> dict[str, str]:
    """What the list of errors on top says, by the field it leads to. Each must lead to a field that is there."""
    messages = {}
    for summary in page.by_class("error-summary"):
        for link in summary.iter("a"):
            name = (link.get("href") or "").removeprefix("#")
            assert page.by_id(name) is not None
            messages[name] = "".join(link.itertext())
    return messages

"""Every address that takes something in, tried by those who may, in sessions whose passkey was shown long ago.

The list in `rules/test_step_up.py` says which routes ask for the passkey anew; here it is seen that no other route
gives or ends a role.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fastapi.routing import APIRoute

from app.accounts.kernel.sign_in_way import SignInWay
from app.accounts.kernel.tokens import hash_of
from app.services.sign_in.sessions import sign_in
from app.storage.sign_in.people import confirm_sign_in
from tests.functional.support.people import HARRYDA_COORDINATOR, REGION_COORDINATOR
from tests.functional.support.serving import Site, methods_of
from tests.functional.support.visitor import NewVisitor, Visitor
from tests.functional.whole_site.test_permission_matrix import OPERATOR, address_of

pytestmark = pytest.mark.slow

ACTORS = (OPERATOR, REGION_COORDINATOR, HARRYDA_COORDINATOR)
THIEF = "tjuv@ond.example"
FORM = {"namn": "Tjuvens region", "sida": "tjuvens", "adress": THIEF, "reason": "Alla hann inte svara"}
"""What the forms that give roles ask for, all at once."""
ROLES = {
    "/drift/personer": ("operator", "operator"),
    "/{region}/personer": ("region_reader", "region_reader"),
    "/{region}/kommuner/{municipality}/personer": ("kommun_coordinator", "kommun_reader"),
}
"""Below each address where roles are given: one that all who come there can give, and one that somebody has there whose
role can end."""
GIVES_OR_ENDS = {
    "/drift/regioner/ny",
    "/{region}/{questionnaire}/{year}/{municipality}/lamna-in-resultat",
    *(base + rest for base in ROLES for rest in ("", "/lamna-over", "/{number}/avsluta")),
}
"""The routes that give or end a role, when nobody is asked for a passkey."""
MEMBERSHIPS = "SELECT * FROM membership ORDER BY id"
LONG_AGO = timedelta(hours=1)


def taking_in(site: Site) -> Iterator[tuple[APIRoute, str]]:
    for route in site.routes():
        for method in methods_of(route):
            if method not in {"GET", "HEAD"}:
                yield route, method


def set_scene(site: Site, *, have_passkeys: bool) -> None:
    """Two operators, so that one of them can be ended; Härryda has not handed in, and nobody approves there."""
    site.restore()
    site.change("INSERT INTO person (name, email) VALUES ('Dag Drift', 'dag@drift.example')")
    site.change(
        "INSERT INTO membership (person_id, role, since) "
        "SELECT id, 'operator', '2026-01-01 00:00:00' FROM person WHERE email = 'dag@drift.example'"
    )
    site.change(
        "UPDATE assessment SET approved_at = NULL, approved_by = '' "
        "WHERE municipality_id = (SELECT id FROM municipality WHERE slug = '1401-harryda')"
    )
    if have_passkeys:
        site.change(
            "INSERT INTO passkey (person_id, name, credential_id, public_key, sign_count, transports, created_at) "
            "SELECT id, 'Telefonen', CAST('key' || id AS BLOB), x'00', 0, '', '2026-01-01 00:00:00' FROM person"
        )


def number_at(site: Site, route: APIRoute) -> dict[str, str]:
    """The membership that is to end, for the routes that end one."""
    base = route.path.partition("/{number}")[0]
    if base not in ROLES:
        return {}
    place = {"/drift/personer": "1", "/{region}/personer": "region_id = 1"}.get(
        base, "municipality_id = (SELECT id FROM municipality WHERE slug = '1401-harryda')"
    )
    ((number,),) = site.rows(
        f"SELECT max(id) FROM membership WHERE role = ? AND ended_at IS NULL AND {place}", ROLES[base][1]
    )
    return {"number": str(number)}


def enter_confirmed_long_ago(visitor: Visitor, person_id: int) -> None:
    token, now = sign_in(visitor.site.database, person_id, SignInWay.MAIL, datetime.now(UTC)), datetime.now(UTC)
    token_hash = hash_of(token)
    visitor.site.database.write(lambda session: confirm_sign_in(session, token_hash, token_hash, now - LONG_AGO))
    visitor.http.cookies.set("session", token)


def form_for(route: APIRoute) -> dict[str, str]:
    base = next((base for base in ROLES if route.path.startswith(base)), "")
    return FORM | ({"roll": ROLES[base][0]} if base else {})


def changes_roles(visitor: Visitor, route: APIRoute, method: str) -> bool:
    """Whether one of ACTORS gives or ends a role there."""
    site = visitor.site
    before: list[tuple[Any, ...]] = site.rows(MEMBERSHIPS)
    address = address_of(route, **number_at(site, route))
    for person in ACTORS:
        enter_confirmed_long_ago(visitor, int(visitor.number_of(person)))
        visitor.fetch(method, address, form_for(route))
    return site.rows(MEMBERSHIPS) != before


def test_nobody_whose_passkey_was_shown_long_ago_gives_or_ends_a_role_anywhere(visit: NewVisitor) -> None:
    visitor, found = visit(), []
    set_scene(visitor.site, have_passkeys=True)
    for route, method in taking_in(visitor.site):
        if route.path in GIVES_OR_ENDS:
            set_scene(visitor.site, have_passkeys=True)  # whatever the others have done by now
        if changes_roles(visitor, route, method):
            found.append(route.path)
            set_scene(visitor.site, have_passkeys=True)
    assert found == []


def test_these_routes_do_give_or_end_a_role_of_who_has_no_passkey(visit: NewVisitor) -> None:
    """So that the test above means something: what it sends is enough."""
    visitor, found = visit(), set()
    for route, method in taking_in(visitor.site):
        if route.path in GIVES_OR_ENDS:
            set_scene(visitor.site, have_passkeys=False)
            if changes_roles(visitor, route, method):
                found.add(route.path)
    assert found == GIVES_OR_ENDS

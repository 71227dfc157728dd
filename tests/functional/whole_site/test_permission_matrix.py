"""Every route that asks for a right, tried by everybody who does not have it: refused, and nothing is changed."""

import hashlib
from collections.abc import Iterator
from itertools import islice

import pytest
from fastapi.routing import APIRoute

from app.accounts.kernel.roles import INSTALLATION, Actor, Membership, Place, Right, Role, may
from tests.functional.support.people import (
    ALE_COORDINATOR,
    ALINGSAS_RESPONDENT,
    HARRYDA,
    HARRYDA_COORDINATOR,
    HARRYDA_READER,
    OTHER_KOMMUN_COORDINATOR,
    OTHER_REGION_COORDINATOR,
    OTHER_REGION_READER,
    REGION_COORDINATOR,
    REGION_READER,
    Person,
)
from tests.functional.support.serving import Site, methods_of
from tests.functional.support.visitor import NewVisitor, Visitor
from tests.functional.whole_site.test_isolation import WAYS
from tests.rewinding import CHANGES

pytestmark = pytest.mark.slow

REGION, KOMMUN, ELSEWHERE = 1, 2, 99
MIN_PAGES = 4
OPERATOR = Person("Hela installationen", "driftansvarig")
PEOPLE: dict[Person, tuple[Membership, ...]] = {
    HARRYDA_COORDINATOR: (Membership(Role.KOMMUN_COORDINATOR, REGION, KOMMUN),),
    HARRYDA_READER: (Membership(Role.KOMMUN_READER, REGION, KOMMUN),),
    ALE_COORDINATOR: (Membership(Role.KOMMUN_COORDINATOR, REGION, ELSEWHERE),),
    ALINGSAS_RESPONDENT: (),
    REGION_COORDINATOR: (Membership(Role.REGION_COORDINATOR, REGION),),
    REGION_READER: (Membership(Role.REGION_READER, REGION),),
    OTHER_REGION_COORDINATOR: (Membership(Role.REGION_COORDINATOR, ELSEWHERE),),
    OTHER_REGION_READER: (Membership(Role.REGION_READER, ELSEWHERE),),
    OTHER_KOMMUN_COORDINATOR: (Membership(Role.KOMMUN_COORDINATOR, ELSEWHERE, ELSEWHERE),),
    OPERATOR: (Membership(Role.OPERATOR),),
}
"""Who they are, as memberships with numbers that only this table uses."""
BESIDES = {"sign_in", "rate_count", "federation_attempt", "alembic_version", CHANGES}
"""What being there at all may write, and what the tests note."""
REFUSED_GET, REFUSED_CHANGE = {403, 404}, {403, 404, 409}
OF_HARRYDA = dict(zip(("region", "questionnaire", "year", "municipality"), HARRYDA.strip("/").split("/"), strict=True))
MORE = {
    "item": "grundkurs",
    "person": "1",
    "kind": "inbjudan",
    "name": "omstallningsformaga",
    "membership": "1",
    "path": "x",
    "token": "x",
    "note": "1",
    "group": "1",
}


def guarded(site: Site) -> Iterator[tuple[APIRoute, Right, Place]]:
    """Every route that a role is needed for at a place, with the place."""
    for route in site.routes():
        right = route.endpoint.needs  # type: ignore[attr-defined]
        if not isinstance(right, Right) or right is Right.SEE_OWN_START:
            continue
        if right is Right.SEE_REGION:
            # Of the region, also on the page of one of its kommuner in a round.
            yield route, right, Place(REGION)
        elif "{municipality}" in route.path:
            yield route, right, Place(REGION, KOMMUN, shared_with_region=True)
        elif "{region}" in route.path:
            yield route, right, Place(REGION)
        elif route.path.startswith("/drift"):
            yield route, right, INSTALLATION


def address_of(route: APIRoute, **parts: str) -> str:
    """An address of the route in Härryda. Fails for a part that nobody has said what to fill in for."""
    return route.path.format(**(WAYS | MORE | OF_HARRYDA | parts))


def stored(visitor: Visitor) -> str:
    """A hash over everything in the database that a refused request must not change."""
    names = [name for (name,) in visitor.site.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    digest = hashlib.sha256()
    for name in names:
        if name not in BESIDES:
            digest.update(repr(visitor.site.rows(f"SELECT * FROM {name}")).encode())
    return digest.hexdigest()


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: f"{person.title} {person.place}")
def test_whoever_lacks_the_right_is_refused_at_every_address_and_changes_nothing(
    visit: NewVisitor, person: Person
) -> None:
    visitor: Visitor = visit(person)
    actor = Actor(1, "", PEOPLE[person])
    before, count, let_in = stored(visitor), 0, []
    for route, right, place in guarded(visitor.site):
        if may(actor, right, place):
            continue
        for method in methods_of(route):
            answer = visitor.fetch(method, address_of(route), None if method == "GET" else {})
            count += 1
            if answer.status_code not in (REFUSED_GET if method == "GET" else REFUSED_CHANGE):
                let_in.append(f"{method} {route.path}: {answer.status_code}")
    assert let_in == []
    assert count > 20
    assert stored(visitor) == before


def test_nobody_is_let_in_anywhere(visit: NewVisitor) -> None:
    visitor: Visitor = visit()
    before = stored(visitor)
    for route, _, _ in guarded(visitor.site):
        for method in methods_of(route):
            answer = visitor.fetch(method, address_of(route), None if method == "GET" else {})
            assert answer.status_code == (303 if method == "GET" else 401), f"{method} {route.path}"
    assert stored(visitor) == before


def test_those_who_have_the_right_do_get_in(visit: NewVisitor) -> None:
    """So that the refusals above mean something: each has pages that open. That all of them do is tried by the links."""
    for person in (HARRYDA_COORDINATOR, HARRYDA_READER, REGION_COORDINATOR, REGION_READER):
        visitor: Visitor = visit(person)
        actor = Actor(1, "", PEOPLE[person])
        pages = (
            route.path
            for route, right, place in guarded(visitor.site)
            if may(actor, right, place)
            and "GET" in methods_of(route)
            and visitor.fetch("GET", address_of(route)).status_code == 200
        )
        assert len(list(islice(pages, MIN_PAGES))) == MIN_PAGES, person

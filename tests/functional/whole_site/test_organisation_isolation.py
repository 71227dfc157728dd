"""The pages of an installation, a region and a kommun look to others as if there were none, however they are asked for."""

import re

import pytest

from app.accounts.kernel.roles import Right
from app.web.shell.http.request import MUNICIPALITY
from tests.functional.support.members import enter
from tests.functional.support.people import (
    ALE_COORDINATOR,
    ALE_READER,
    ALINGSAS_COORDINATOR,
    ALINGSAS_RESPONDENT,
    OTHER_KOMMUN_COORDINATOR,
    OTHER_REGION_COORDINATOR,
    OTHER_REGION_READER,
    OTHER_RESPONDENT,
    REGION_COORDINATOR,
    Person,
)
from tests.functional.support.serving import Site, methods_of
from tests.functional.support.visitor import NewVisitor, Visitor

KOMMUN, NO_KOMMUN = "/gr/kommuner/1440-ale", "/gr/kommuner/1499-ingen"
OF_OTHER_KOMMUNER = [ALINGSAS_COORDINATOR, ALINGSAS_RESPONDENT]
OF_OTHER_REGIONS = [OTHER_REGION_COORDINATOR, OTHER_REGION_READER, OTHER_KOMMUN_COORDINATOR, OTHER_RESPONDENT]
FIELDS = {"adress": "mig@annan.example", "roll": "kommun_coordinator", "namn": "Annat", "lista": "Lund", "manader": "1"}
TABLES = ("region", "municipality", "membership", "person", "mail")


def of_municipality(path: str) -> bool:
    return path.startswith(MUNICIPALITY)


def of_region(path: str) -> bool:
    return path.startswith("/{region}") and "{questionnaire}" not in path and not of_municipality(path)


def asked_of(site: Site, base: str, under: str, number: str = "1") -> list[tuple[str, str]]:
    """Every method and address that the application has below a region or a kommun, whatever routes there will be."""
    addresses = []
    belongs = of_municipality if base == MUNICIPALITY else of_region
    for route in site.routes():
        if belongs(route.path) and route.path != "/{region}/personuppgifter":
            rest = re.sub(r"\{(number|group|note)\}", number, route.path.removeprefix(base))
            addresses += [(method, under + rest) for method in methods_of(route)]
    assert len(addresses) >= 10
    return addresses


def seen(visitor: Visitor, method: str, address: str) -> tuple[int, str]:
    answer = visitor.fetch(method, address, None if method == "GET" else FIELDS)
    return answer.status_code, answer.text


def stored(site: Site) -> list[object]:
    return [site.rows(f"SELECT * FROM {table}") for table in TABLES]


def number_in(site: Site, slug: str) -> str:
    """A role that somebody really has in the kommun."""
    ((number,), *_) = site.rows(
        "SELECT membership.id FROM membership JOIN municipality ON municipality.id = municipality_id WHERE slug = ?",
        slug,
    )
    return str(number)


@pytest.mark.parametrize(
    "outsider", [*OF_OTHER_KOMMUNER, *OF_OTHER_REGIONS], ids=lambda person: f"{person.title} {person.place}"
)
def test_an_outsider_cannot_tell_a_kommun_from_one_that_does_not_exist(visit: NewVisitor, outsider: Person) -> None:
    visitor = visit(outsider)
    before, number = stored(visitor.site), number_in(visitor.site, "1440-ale")
    pairs = [asked_of(visitor.site, MUNICIPALITY, under, number) for under in (KOMMUN, NO_KOMMUN)]
    for (method, address), (_, nowhere) in zip(*pairs, strict=True):
        assert seen(visitor, method, address) == seen(visitor, method, nowhere), f"{method} {address}"
        assert seen(visitor, method, address)[0] == 404, f"{method} {address}"
    assert stored(visitor.site) == before


OFFERS = "/gr/erbjudanden/"
PROJECT_BANK = ("/gr/ideer", "/gr/poang", "/gr/projekt", "/gr/utlysningar")
EXCHANGE = ("/gr/exempel", "/gr/fragor", "/gr/natverk", "/gr/utmaningar")
OPEN_TO_KOMMUNER = {"/gr/stod", "/gr/mal", "/gr/behov", "/gr/erbjudanden", "/gr/workshop", *EXCHANGE, *PROJECT_BANK}
"""What a region shows the people of its kommuner."""
PLANNING = "/gr/workshop/ny"
OF_THE_PROVIDER = ("/andra", "/stang", "/oppna", "/stall-in", "/narvaro")
"""What nobody else does with an offer."""
OF_THE_TELLING = (
    "/granska",
    "/fornya",
    "/ta-tillbaka",
    "/arkivera",
    "/ta-bort",
    "/svar",
    "/plats",
    "/utmaningar/1",
    "/moten",
)
"""What another kommun's people do not do with an example, a question, a network or a challenge of others."""


@pytest.mark.parametrize(
    "outsider",
    [ALE_COORDINATOR, ALE_READER, *OF_OTHER_KOMMUNER, *OF_OTHER_REGIONS],
    ids=lambda person: f"{person.title} {person.place}",
)
def test_an_outsider_cannot_tell_a_region_from_one_that_does_not_exist(visit: NewVisitor, outsider: Person) -> None:
    """The people of its kommuner are outside as well: the region as a whole is not theirs, but for support, offers, goals and exchange."""
    visitor = visit(outsider)
    before = stored(visitor.site)
    is_of_a_kommun = outsider in {ALE_COORDINATOR, ALE_READER, ALINGSAS_COORDINATOR}
    for (method, address), (_, nowhere) in zip(
        asked_of(visitor.site, "/{region}", "/gr"), asked_of(visitor.site, "/{region}", "/ingen"), strict=True
    ):
        if is_of_a_kommun and method == "GET" and address in OPEN_TO_KOMMUNER:
            assert seen(visitor, method, address)[0] == 200, address
            continue
        if is_of_a_kommun and address.startswith(OFFERS):
            if method == "POST" and address.endswith(OF_THE_PROVIDER):
                assert seen(visitor, method, address)[0] in {403, 404, 409}, address
            continue  # they read offers and sign up
        if is_of_a_kommun and address == PLANNING:
            assert seen(visitor, method, address)[0] in {200, 403, 409, 422}
            continue  # their coordinators plan workshops of their own
        if is_of_a_kommun and address.startswith(EXCHANGE):
            if method == "POST" and address.endswith(OF_THE_TELLING):
                assert seen(visitor, method, address)[0] in {403, 404, 409, 422}, address
            continue  # they read what others tell and ask
        if is_of_a_kommun and address.startswith(PROJECT_BANK) and not is_of_the_region(visitor.site, method, address):
            continue  # they read ideas, catch and join them, deal out points and say what they think of calls
        assert seen(visitor, method, address) == seen(visitor, method, nowhere), f"{method} {address}"
        assert seen(visitor, method, address)[0] == 404, f"{method} {address}"
    assert stored(visitor.site) == before


def is_of_the_region(site: Site, method: str, address: str) -> bool:
    """Whether the address below the project bank is for those who prepare ideas alone."""
    return any(
        route.path.replace("{region}", "gr").replace("{number}", "1") == address and method in methods_of(route)
        for route in site.routes()
        if route.endpoint.needs is Right.PREPARE_IDEAS  # type: ignore[attr-defined]
    )


def test_nobody_is_sent_to_sign_in_wherever_there_is_something_or_not(visit: NewVisitor) -> None:
    visitor = visit()
    pairs = [(MUNICIPALITY, KOMMUN, NO_KOMMUN), ("/{region}", "/gr", "/ingen")]
    for base, under, nowhere in pairs:
        for address_under in (under, nowhere):
            for method, address in asked_of(visitor.site, base, address_under):
                status, body = seen(visitor, method, address)
                assert status == (303 if method == "GET" else 401), f"{method} {address}"
                assert "Ale" not in body


def test_a_role_of_another_kommun_is_not_reached_through_the_own(visit: NewVisitor) -> None:
    sara = visit(ALE_COORDINATOR)
    before, foreign = stored(sara.site), number_in(sara.site, "1489-alingsas")
    sara.get(f"{KOMMUN}/personer/{foreign}", 404)
    sara.post(f"{KOMMUN}/personer/{foreign}/mejl", status=404)
    sara.post(f"{KOMMUN}/personer/{foreign}/avsluta")
    assert stored(sara.site) == before


def test_a_kommun_s_role_is_not_ended_as_if_it_were_the_region_s(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    before, number = stored(region.site), number_in(region.site, "1440-ale")
    region.get(f"/gr/personer/{number}", 404)
    region.post(f"/gr/personer/{number}/avsluta")
    assert stored(region.site) == before


def test_who_came_by_a_personal_link_has_no_organisation(visit: NewVisitor) -> None:
    """Even when the same person is a coordinator: the link may have been passed on."""
    visitor = visit()
    site = visitor.site
    site.change(
        "UPDATE person SET email = 'bada@ale.example' WHERE id = (SELECT person_id FROM membership JOIN municipality "
        "ON municipality.id = municipality_id WHERE slug = '1440-ale' AND role = 'kommun_coordinator')"
    )
    enter(visitor, "bada@ale.example").get(KOMMUN)
    site.change("UPDATE sign_in SET respondent_id = (SELECT min(id) FROM respondent)")
    visitor.get(KOMMUN, 404)
    assert "Ale" not in visitor.get("/").links


@pytest.mark.parametrize(
    "address",
    ["/gr%00", "/GR", "/gr'--", "/%ff", "/" + "a" * 5_000, "/gr/kommuner/%00", "/gr/kommuner/..%2f..", "/gr/kommuner/1440-ALE",
     "/gr/kommuner/1440-ale/personer/%00", "/gr/kommuner/1440-ale/personer/" + "9" * 5_000],
    ids=lambda address: address[:40],
)  # fmt: skip
def test_an_odd_address_is_not_found_and_nothing_breaks(visit: NewVisitor, address: str) -> None:
    for person in (REGION_COORDINATOR, ALE_COORDINATOR):
        assert visit(person).http.get(address).status_code == 404

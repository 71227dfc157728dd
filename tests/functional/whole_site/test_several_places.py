"""Somebody with roles in several places says in every form of the help half which of them she speaks for."""

import re

import pytest

from app.accounts.kernel.roles import Role
from tests.functional.support.people import ALE_COORDINATOR
from tests.functional.support.visitor import NewVisitor

FORMS = (
    "/gr/ideer/ny",
    "/gr/ideer/8/med",
    "/gr/fragor/ny",
    "/gr/utmaningar/ny",
    "/gr/workshop/ny",
    "/gr/erbjudanden/nytt",
)


@pytest.mark.parametrize("address", FORMS)
def test_a_form_asks_whom_one_speaks_for(visit: NewVisitor, address: str) -> None:
    visitor = visit(ALE_COORDINATOR)
    visitor.site.change(
        "INSERT INTO membership (person_id, role, municipality_id, since) SELECT m.person_id, m.role, other.id, m.since "
        "FROM membership m JOIN municipality own ON own.id = m.municipality_id, municipality other "
        "WHERE own.slug = '1440-ale' AND other.slug = '1401-harryda' AND m.role = ?",
        Role.KOMMUN_COORDINATOR,
    )
    answer = visitor.fetch("GET", address)
    assert answer.status_code == 200
    choices = re.findall(r"<(?:option|input)[^>]*>\s*(?:<span[^>]*>)?([^<]*)", answer.text)
    assert {"Ale", "Härryda"} <= {choice.strip() for choice in choices}

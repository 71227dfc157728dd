"""Pages may be compressed because those that are repeat nothing that their address says (docs/decisions/0005)."""

import re

import httpx
import pytest
from fastapi.routing import APIRoute

from tests.functional.support.people import (
    ALE_COORDINATOR,
    HARRYDA_COORDINATOR,
    REGION_COORDINATOR,
    Person,
)
from tests.functional.support.serving import methods_of
from tests.functional.support.visitor import NewVisitor
from tests.functional.whole_site.test_permission_matrix import OPERATOR

MARK = "zqxmarkzqx"
PARTS = {
    "region": "gr",
    "questionnaire": "omstallningsformaga",
    "year": "2026",
    "municipality": "1401-harryda",
    "capital": "politiskt",
    "number": "1",
}
NO_PAGE = re.compile(r"\.(csv|docx|json|pdf|png|pptx|svg|xlsx|zip)$|/handelser$")
"""Files, some of which take long to make, and streams, which stay open."""
REPEATING = frozenset({"/logga-in", "/demo"})
"""They repeat where to go on to, and are for those who have no session."""


@pytest.mark.parametrize("person", [HARRYDA_COORDINATOR, REGION_COORDINATOR, OPERATOR])
def test_no_compressed_page_repeats_what_its_address_asks(visit: NewVisitor, person: Person) -> None:
    visitor, pages = visit(person), 0
    for route in visitor.site.app.routes:
        if not isinstance(route, APIRoute) or "GET" not in methods_of(route) or route.path in REPEATING:
            continue
        fields = [field.alias for field in route.dependant.query_params]
        for dependant in route.dependant.dependencies:
            fields += [field.alias for field in dependant.query_params]
        parts = {name: PARTS.get(name, "1") for name in route.param_convertors}
        address = route.path_format.format(**parts)
        if NO_PAGE.search(address):
            continue
        answer = visitor.fetch("GET", f"{address}?{httpx.QueryParams(dict.fromkeys([*fields, 'annat'], MARK))}")
        if answer.headers.get("content-type", "").startswith("text/html") and answer.status_code == 200:
            pages += 1
            assert MARK not in answer.text or "content-encoding" not in answer.headers, route.path
    assert pages > 10


def test_a_page_comes_compressed_and_an_answer_to_a_saved_field_does_not(visit: NewVisitor) -> None:
    visitor = visit(ALE_COORDINATOR)
    page = visitor.fetch("GET", "/")
    assert page.headers["content-encoding"] == "gzip"
    assert page.headers["vary"] == "Accept-Encoding"
    assert "content-encoding" not in visitor.fetch("GET", "/halsa").headers
    for searching in ("/gr/stod?q=budget", "/gr/exempel?q=budget", "/gr/fragor?q=budget"):
        answer = visitor.fetch("GET", searching)
        assert "content-encoding" not in answer.headers
        assert "budget" in answer.text
    assert visitor.fetch("GET", "/gr/stod?q=").headers["content-encoding"] == "gzip"

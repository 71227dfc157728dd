"""Every address is built alike, and every one says who may use it."""

import ast
import inspect
import re
import textwrap

import pytest
from fastapi.routing import APIRoute

from app.accounts.api.api_scopes import Scope
from app.accounts.kernel.reserved_segments import FIRST_SEGMENTS, SECOND_SEGMENTS
from app.accounts.kernel.roles import Right
from app.config import Settings
from app.main import create_app
from app.web.api.application import routes_of as api_routes_of
from app.web.api.request_context import _api_context
from app.web.shell.http import forms, step_up
from app.web.shell.http.permissions import Open
from app.web.shell.http.request_context import RequestContext
from tests.functional.support.serving import methods_of, routes_of

APPLICATION = create_app(Settings(demo=True, database_url="sqlite://", log_level="WARNING"))
ROUTES = routes_of(APPLICATION)
OF_API = api_routes_of(APPLICATION.state.api)
PART = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)?")
PLACEHOLDER = re.compile(r"\{[a-z]+(:path)?\}(\.[a-z]+)?")
ENGLISH = {"answer", "close", "login", "logout", "report", "result", "round", "summary", "health", "method", "preview"}


def name_of(route: APIRoute) -> str:
    return f"{methods_of(route)} {route.path}"


def test_there_are_routes_to_look_at() -> None:
    assert len(ROUTES) > 20


@pytest.mark.parametrize("route", ROUTES, ids=name_of)
def test_every_route_says_which_right_it_needs(route: APIRoute) -> None:
    assert isinstance(getattr(route.endpoint, "needs", None), Right | Open)


@pytest.mark.parametrize("route", ROUTES, ids=name_of)
def test_addresses_are_swedish_words_in_kebab_case(route: APIRoute) -> None:
    parts = [part for part in route.path.split("/") if part]
    assert [part for part in parts if not (PART.fullmatch(part) or PLACEHOLDER.fullmatch(part))] == []
    assert not ENGLISH & set(parts)


@pytest.mark.parametrize("route", ROUTES, ids=name_of)
def test_a_route_is_short_enough_to_be_read_at_a_glance(route: APIRoute) -> None:
    """It parses, calls one service and renders; everything else is the service's."""
    function = ast.parse(textwrap.dedent(inspect.getsource(route.endpoint))).body[0]
    assert isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
    first = function.body[1] if ast.get_docstring(function) else function.body[0]
    signature = function.body[0].lineno - function.lineno
    assert signature + (function.end_lineno or 0) - first.lineno + 1 <= 15


@pytest.mark.parametrize("route", ROUTES, ids=name_of)
def test_a_route_takes_one_request_context_and_else_only_its_own_fields(route: APIRoute) -> None:
    """A page that shows nothing of the database takes none."""
    takers = [found.call for found in route.dependant.dependencies]
    contexts = [call for call in takers if call is not None and is_context(inspect.signature(call).return_annotation)]
    assert len(contexts) == 1 or (not takers and route.path == "/static/{path:path}")
    others = {call.__module__ for call in takers if call is not None and call not in contexts}
    assert others <= {forms.__name__, step_up.__name__}


def is_context(annotation: object) -> bool:
    return getattr(annotation, "__origin__", annotation) is RequestContext


@pytest.mark.parametrize("route", OF_API, ids=name_of)
def test_the_api_is_only_read_and_every_address_of_it_says_which_scope_it_needs(route: APIRoute) -> None:
    assert methods_of(route) == ["GET"]
    assert isinstance(getattr(route.endpoint, "needs", None), Scope | Open)
    assert all(PART.fullmatch(part) or PLACEHOLDER.fullmatch(part) for part in route.path.split("/")[1:])


@pytest.mark.parametrize("route", OF_API, ids=name_of)
def test_no_address_of_the_api_can_be_asked_without_a_token(route: APIRoute) -> None:
    """What takes the token and its scope is the one dependency that all have."""
    assert [dependency.call for dependency in route.dependant.dependencies] == [_api_context]


def test_no_fixed_address_can_be_hidden_by_one_that_begins_with_a_region() -> None:
    clashes = [
        (earlier.path, route.path)
        for number, route in enumerate(ROUTES)
        for earlier in ROUTES[:number]
        if not begins_with_region(route) and begins_with_region(earlier) and earlier.path_regex.match(example(route))
    ]
    assert clashes == []


def begins_with_region(route: APIRoute) -> bool:
    return route.path.startswith("/{")


def example(route: APIRoute) -> str:
    """An address of the route."""
    return PLACEHOLDER.sub("x", route.path)


def test_no_two_routes_answer_the_same_request() -> None:
    requests = [(method, route.path) for route in ROUTES for method in methods_of(route)]
    assert len(requests) == len(set(requests))


def test_only_the_demo_adds_addresses_of_its_own() -> None:
    real = {route.path for route in routes_of(create_app(Settings(database_url="sqlite://", log_level="WARNING")))}
    assert {route.path for route in ROUTES} - real == {"/demo", "/demo/brev"}


def test_no_region_and_no_questionnaire_can_be_called_by_a_word_of_our_own_addresses() -> None:
    """A file's address has a dot in it, which no region's and no questionnaire's has."""
    parts = [route.path.split("/")[1:] for route in ROUTES if "." not in route.path]
    assert {part[0] for part in parts if part[0] and not part[0].startswith("{")} <= FIRST_SEGMENTS
    assert {
        part[1] for part in parts if part[0] == "{region}" and part[1:] and not part[1].startswith("{")
    } <= SECOND_SEGMENTS

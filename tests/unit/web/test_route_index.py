"""The index of routes answers as trying every route one after the other would: same route, same parameters, same refusals."""

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest
from fastapi import APIRouter
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Host, Mount, Route, WebSocketRoute
from starlette.types import ASGIApp, Message, Scope, Send

from app.config import Settings
from app.main import create_app
from app.web.shell.http.route_index import RouteIndex

APPLICATION = create_app(Settings(demo=True, database_url="sqlite://", log_level="WARNING"))
ROUTER = APPLICATION.router
METHODS = ("GET", "POST", "BREW")
PATTERNS = sorted({str(route.path_format) for route in APPLICATION.routes})  # type: ignore[attr-defined]
WORDS = sorted({segment for pattern in PATTERNS for segment in pattern.split("/") if "{" not in segment})
FILLINGS = ("x", "2026", "resultat", "")
"""An ordinary word, a number, a word that routes spell out, and nothing."""
MOST_TRIED = 12


@pytest.fixture(autouse=True, scope="module")
def _routes_that_tell_of_themselves() -> Iterator[None]:
    """Instead of answering, the route that was found sends what it has been given."""

    async def handle(route: BaseRoute, scope: Scope, receive: object, send: Send) -> None:
        await send({"type": "found", "by": id(route), "scope": dict(scope)})

    with pytest.MonkeyPatch.context() as patches:
        for kind in (Route, Mount, Host, WebSocketRoute):
            patches.setattr(kind, "handle", handle)
        patches.setattr("fastapi.routing.APIRoute.handle", handle)
        yield


def outcome(search: ASGIApp, path: str, method: str = "GET", **more: object) -> list[Any]:
    """What comes of a request: the messages that are sent, and the refusal that is raised."""
    sent: list[Any] = []

    async def receive() -> Message:
        raise AssertionError("nobody reads the body to find a route")

    async def send(message: Message) -> None:
        sent.append(message)

    scope: Scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": b"a=b",
        "headers": [(b"host", b"kollen.example")],
        "server": ("kollen.example", 80),
        "scheme": "http",
        "app": APPLICATION,
    }
    try:
        search({**scope, **more}, receive, send).send(None)  # type: ignore[attr-defined]  # it waits for nothing
    except HTTPException as refusal:
        sent.append((refusal.status_code, refusal.detail, refusal.headers))
    except StopIteration:
        pass
    return sent


def assert_alike(router: APIRouter, search: ASGIApp, path: str, **more: object) -> None:
    for method in METHODS:
        assert outcome(search, path, method, **more) == outcome(router.app, path, method, **more), (method, path)


def filled_in(pattern: str, filling: str) -> str:
    return "/".join(
        segment[: segment.index("{")] + filling + segment[segment.index("}") + 1 :] if "{" in segment else segment
        for segment in pattern.split("/")
    )


DAMAGES: tuple[Callable[[str], str], ...] = (
    lambda path: path + "/",
    lambda path: path + "\n",
    lambda path: path + "/x",
    lambda path: path + "x",
    lambda path: path.rsplit("/", 1)[0],
    lambda path: "/" + path,
    lambda path: "/x" + path,
    str.upper,
    lambda path: path.replace("/", "//", 2),
)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_an_address_of_a_route_is_answered_as_by_trying_all(pattern: str) -> None:
    for filling in ("x", "resultat"):
        assert_alike(ROUTER, ROUTER.middleware_stack, filled_in(pattern, filling))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(PATTERNS), st.sampled_from(FILLINGS), st.sampled_from(DAMAGES))
def test_a_damaged_address_is_answered_as_by_trying_all(
    pattern: str, filling: str, damage: Callable[[str], str]
) -> None:
    assert_alike(ROUTER, ROUTER.middleware_stack, damage(filled_in(pattern, filling)))


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS) | st.sampled_from(FILLINGS) | st.text(max_size=5), max_size=8))
def test_any_address_is_answered_as_by_trying_all(segments: list[str]) -> None:
    assert_alike(ROUTER, ROUTER.middleware_stack, "/" + "/".join(segments))


@pytest.mark.parametrize("pattern", PATTERNS)
def test_for_an_ordinary_address_few_routes_are_tried(pattern: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    plain = Route.matches

    def matches(route: Route, scope: Scope) -> Any:
        tried.append(route.path)
        return plain(route, scope)

    monkeypatch.setattr(Route, "matches", matches)
    (found,) = outcome(ROUTER.middleware_stack, filled_in(pattern, "nnn"), "GET")
    assert found["type"] == "found"
    assert len(tried) <= MOST_TRIED


def test_below_another_root_the_same_route_answers() -> None:
    for path, root in product(("/kollen/metod", "/kollen/gr/stod", "/metod", "/kollen"), ("/kollen", "/metod")):
        assert_alike(ROUTER, ROUTER.middleware_stack, path, root_path=root)


def a_router() -> APIRouter:
    """With every kind of route, each of them hiding some of the next."""

    def page() -> None:
        """Never reached."""

    everything = Starlette(routes=[Route("/inner", page)])
    return APIRouter(
        routes=[
            Host("other.example", everything),
            Route("/{name}.txt", page),
            Route("/a/{number:int}", page, methods=["POST"]),
            Route("/a/{figure:float}/{key:uuid}", page),
            Route("/a/{rest:path}/end", page),
            Mount("/a/mounted", everything),
            WebSocketRoute("/a/socket", page),
            Route("/a/{word}", page),
            Route("/a", page),
            Mount("/{region}/below", everything),
            Route("/{one}/{two}", page, methods=["PUT"]),
            Route("/{rest:path}", page, methods=["DELETE"]),
        ],
        redirect_slashes=False,
    )


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["a", "b", "end", "mounted", "below", "inner", "x.txt", "7", "1.5", "", "socket"]), max_size=5
    )
)
def test_every_kind_of_route_is_found_in_its_order(segments: list[str]) -> None:
    router, path = a_router(), "/" + "/".join(segments)
    assert_alike(router, RouteIndex(router), path)
    assert_alike(router, RouteIndex(router), path, headers=[(b"host", b"other.example")])
    assert_alike(router, RouteIndex(router), path, type="websocket")


def test_what_is_added_later_is_found_too() -> None:
    router = APIRouter(routes=[Route("/a/{word}", print, methods=["POST"])])
    index = RouteIndex(router)
    router.routes.append(Route("/later", print))
    assert outcome(index, "/later")[0]["scope"]["path_params"] == {}


def test_middleware_of_the_router_s_own_is_not_left_out() -> None:
    router = APIRouter()
    router.middleware_stack = APPLICATION
    with pytest.raises(ValueError, match="middleware"):
        RouteIndex(router)

"""Route templates: the pattern of an address (`/lank/{token}`), for what must not hold the address itself."""

from collections.abc import Iterable, Sequence

from starlette.routing import BaseRoute
from starlette.types import Scope

UNKNOWN = "unknown"
"""For an address that is none of ours."""
METHODS = frozenset({"GET", "HEAD", "POST", "PUT"})
OTHER_METHOD = "other"
"""A client may send any word for a method."""


def template_of_scope(scope: Scope) -> str:
    """Of a request that has been routed."""
    return str(getattr(scope.get("route"), "path", UNKNOWN))


def template_of_path(routes: Iterable[BaseRoute], path: str, method: str = "GET") -> str:
    """Of an address that somebody tells of, or that was not routed; of another method when there is none with this."""
    matches = [route for route in routes if (regex := getattr(route, "path_regex", None)) and regex.match(path)]
    # What is mounted takes every method.
    exact = [route for route in matches if (methods := getattr(route, "methods", None)) is None or method in methods]
    return str(getattr(next(iter([*exact, *matches]), None), "path", UNKNOWN))


def route_and_method(scope: Scope, routes: Sequence[BaseRoute]) -> tuple[str, str]:
    """Of a request that has been answered, with what an application is mounted at."""
    verb = str(scope["method"])
    route = f"{scope.get('root_path', '')}{template_of_scope(scope)}"
    if "route" not in scope:  # refused before it was routed, or asked for its head alone
        route = template_of_path(routes, scope["path"], "GET" if verb == "HEAD" else verb)
    return route, verb if verb in METHODS else OTHER_METHOD

"""Route templates: the pattern of an address (`/lank/{token}`), for what must not hold the address itself."""

from collections.abc import Iterable

from starlette.routing import BaseRoute
from starlette.types import Scope

UNKNOWN = "unknown"
"""For an address that is none of ours."""


def template_of_scope(scope: Scope) -> str:
    """Of a request that has been routed."""
    return str(getattr(scope.get("route"), "path", UNKNOWN))


def template_of_path(routes: Iterable[BaseRoute], path: str, method: str = "GET") -> str:
    """Of an address that somebody tells of, or that was not routed; of another method when there is none with this."""
    matches = [route for route in routes if (regex := getattr(route, "path_regex", None)) and regex.match(path)]
    # What is mounted takes every method.
    exact = [route for route in matches if (methods := getattr(route, "methods", None)) is None or method in methods]
    return str(getattr(next(iter([*exact, *matches]), None), "path", UNKNOWN))

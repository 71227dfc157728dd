"""Route templates: the pattern of an address (`/lank/{token}`), for what must not hold the address itself."""

from collections.abc import Iterable

from starlette.routing import BaseRoute
from starlette.types import Scope

UNKNOWN = "unknown"
"""For an address that is none of ours."""


def template_of_scope(scope: Scope) -> str:
    """Of a request that has been routed."""
    return str(getattr(scope.get("route"), "path", UNKNOWN))


def template_of_page(routes: Iterable[BaseRoute], path: str) -> str:
    """Of a page that a browser tells of; one that is only sent to when no page is read there."""
    matches = [route for route in routes if (regex := getattr(route, "path_regex", None)) and regex.match(path)]
    pages = [route for route in matches if "GET" in (getattr(route, "methods", None) or ())]
    return str(getattr(next(iter([*pages, *matches]), None), "path", UNKNOWN))

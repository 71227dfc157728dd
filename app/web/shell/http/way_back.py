"""Way back to the page that somebody came from, for a page that asks for something first."""

from urllib.parse import urlsplit

from fastapi import Request
from fastapi.routing import APIRoute

from app.web.shell.http.sessions import own_page
from app.web.shell.http.step_up import StepUp


def page_before(request: Request, address: str) -> str:
    """Address of the page of ours that one came from, by what the browser tells; without that of the page at `address`.

    An address that only takes forms, as that of a form with errors, is no page, nor is one that asks for a passkey
    itself: then the nearest above it is meant.
    """
    referrer = urlsplit(request.headers.get("referer", ""))
    own_hosts = {request.url.netloc, urlsplit(request.app.state.settings.public_url).netloc}
    start = urlsplit(own_page(address))
    if referrer.netloc in own_hosts and own_page(referrer.path) != "/":
        start = referrer
    if _is_page(request, start.path):
        return own_page(f"{start.path}?{start.query}" if start.query else start.path)
    path = start.path
    while path and not _is_page(request, path):
        path = path.rpartition("/")[0]
    return own_page(path)


def _is_page(request: Request, path: str) -> bool:
    """Whether what answers there can be opened now: a route further down that has the same shape is of other pages, and
    a page with step-up would only ask again."""
    routes = [route for route in request.app.router.routes if isinstance(route, APIRoute)]
    template = next((route.path for route in routes if route.path_regex.fullmatch(path)), None)
    return any(route.path == template and "GET" in (route.methods or ()) and not _asks_anew(route) for route in routes)


def _asks_anew(route: APIRoute) -> bool:
    return any(isinstance(each.dependency, StepUp) for each in route.dependencies)

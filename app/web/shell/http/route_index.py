"""Looking for an address's route among the few that can be it, instead of among all of them one after the other."""

from collections.abc import Iterator, Mapping
from itertools import takewhile

from fastapi import APIRouter
from starlette.convertors import FloatConvertor, IntegerConvertor, StringConvertor, UUIDConvertor
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

IN_ONE_SEGMENT = (FloatConvertor, IntegerConvertor, StringConvertor, UUIDConvertor)
"""Of what is filled in in a pattern: what never holds a slash."""
LONGEST_REST = 6
"""So many segments of what is filled in with a whole path are prepared for; longer ones are found too, one by one."""
Shape = tuple[str, ...]
"""The segments of an address, with an empty one for each that no route spells out."""


class RouteIndex:
    """Pure ASGI in front of a router's own search, to be its `middleware_stack`.

    Each shape that an address usually has gets a router of its own with the routes that can match it, in unchanged
    order, so which of them answers, and how, is decided by the same code as before. Where they do not match, and for
    any other address, the whole router searches: it answers for what is not found, what leads on to an address with or
    without a slash at its end, and what was added later.
    """

    def __init__(self, router: APIRouter) -> None:
        """Raises ValueError when something else stands in front of the router's search, which would be left out."""
        if router.middleware_stack != router.app:
            raise ValueError("the router has middleware of its own")
        self._whole = router
        patterns = [_Pattern(route) for route in router.routes]
        self._words = frozenset(segment for pattern in patterns for segment in pattern.segments if "{" not in segment)
        self._search_by_shape: dict[Shape, ASGIApp] = {}
        for shape in {shape for pattern in patterns for shape in pattern.usual_shapes()}:
            routes = [pattern.route for pattern in patterns if pattern.can_match(shape)]
            self._search_by_shape[shape] = APIRouter(
                routes=routes, redirect_slashes=False, default=router.app, form_limits=router.form_limits
            ).app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.search_for(scope)(scope, receive, send)

    def search_for(self, scope: Scope) -> ASGIApp:
        """What looks for the route of a request: the search through all routes where no other one is prepared."""
        # A pattern also matches with a line break at the end of the address; below another root it is cut off first.
        if scope["type"] != "http" or scope.get("root_path") or scope["path"].endswith("\n"):
            return self._whole.app
        words = self._words
        shape = tuple([segment if segment in words else "" for segment in scope["path"].split("/")])
        search = self._search_by_shape.get(shape)
        if search is None:
            return self._whole.app
        scope.setdefault("router", self._whole)
        return search


class _Pattern:
    """A route with the segments of its pattern, as far as they say which addresses it can match."""

    def __init__(self, route: BaseRoute) -> None:
        self.route = route
        path_format: str | None = getattr(route, "path_format", None)
        self.segments: list[str] = []
        self._has_rest = path_format is None  # what does not go by the path can be any address
        if path_format is not None:
            self.segments = path_format.split("/")
            convertors: Mapping[str, object] = getattr(route, "param_convertors", {})
            self._has_rest = not all(isinstance(convertor, IN_ONE_SEGMENT) for convertor in convertors.values())
        if self._has_rest:
            self.segments = list(takewhile(lambda segment: "{" not in segment, self.segments))

    def can_match(self, shape: Shape) -> bool:
        """Whether it can match any address of this shape; also true of some that it cannot match."""
        is_long_enough = len(shape) >= len(self.segments) if self._has_rest else len(shape) == len(self.segments)
        pairs = zip(self.segments, shape, strict=False)
        return is_long_enough and all("{" in segment or segment == word for segment, word in pairs)

    def usual_shapes(self) -> Iterator[Shape]:
        """Those of addresses in which nothing is filled in that is also a word of some route."""
        shape = tuple("" if "{" in segment else segment for segment in self.segments)
        if not self._has_rest:
            yield shape
        elif shape:
            yield from (shape + ("",) * length for length in range(1, LONGEST_REST + 1))

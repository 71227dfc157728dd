"""Counting of requests, by the pattern of their address (never the address itself), method and class of status."""

from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.services.kernel.metrics import REQUEST_SECONDS, REQUESTS
from app.web.shell.http.route_templates import route_and_method


class RequestMetrics:
    """Pure ASGI, outside of everything else of ours, so that what is refused early is counted too."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status, application = perf_counter(), 500, scope["app"]

        async def send_noting_status(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, send_noting_status)
        finally:
            route, method = route_and_method(scope, application.routes)
            REQUESTS.labels(route, method, f"{status // 100}xx").inc()
            REQUEST_SECONDS.labels(route, method).observe(perf_counter() - began)

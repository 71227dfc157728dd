"""A span for each request, named by the pattern of its address (never the address itself)."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import traces
from app.web.shell.http.route_templates import route_and_method


class RequestTraces:
    """Pure ASGI, outside of everything else of ours. What a client says of a trace of its own is not heeded: anybody
    could send it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status, application = 500, scope["app"]

        async def send_noting_status(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        with traces.span("request") as span:
            try:
                await self.app(scope, receive, send_noting_status)
            finally:
                route, method = route_and_method(scope, application.routes)
                number = str(scope.get("state", {}).get("request_id", ""))
                span.rename(
                    f"{method} {route}",
                    {
                        "http.route": route,
                        "http.request.method": method,
                        "http.response.status_code": status,
                        "omstallningskollen.request_id": number,
                    },
                )
                if status >= 500:
                    span.fail()

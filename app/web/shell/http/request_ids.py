"""Request id: each request gets one, which stands in its log lines, in the header X-Request-Id and on error pages."""

import secrets
from base64 import b32encode

import structlog
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER = "X-Request-Id"
_RAW_HEADER = HEADER.lower().encode()
ID_BYTES = 5
"""Eight characters in base 32: short enough to read out, and no two alike among what a log keeps."""
_STATE = "request_id"


class RequestIds:
    """Pure ASGI, outside of everything else of ours. Each request is a task of its own, and its log lines with it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = b32encode(secrets.token_bytes(ID_BYTES)).decode()
        scope.setdefault("state", {})[_STATE] = request_id
        structlog.contextvars.bind_contextvars(request_id=request_id)
        header = (_RAW_HEADER, request_id.encode())

        async def send_with_id(message: Message) -> None:
            is_start = message["type"] == "http.response.start"
            if is_start and all(name != _RAW_HEADER for name, _ in message["headers"]):
                message["headers"] = [*message["headers"], header]
            await send(message)

        await self.app(scope, receive, send_with_id)


def request_id(request: Request) -> str:
    """Empty for what failed before it got one."""
    return str(getattr(request.state, _STATE, ""))

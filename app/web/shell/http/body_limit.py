"""Request body limit (413). The framework's own limit answers with a bare line; here it gets a page."""

from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class BodyLimit:
    """Pure ASGI. A body that says beforehand that it is too large is not read; any other is counted as it comes."""

    def __init__(self, app: ASGIApp, most_bytes: int, too_large: Callable[[Request], Response]) -> None:
        self.app = app
        self.most_bytes = most_bytes
        self.too_large = too_large

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and _declared_bytes(Headers(scope=scope)) > self.most_bytes:
            await self.too_large(Request(scope))(scope, receive, send)
            return
        await self.app(scope, self._counted(receive), send)

    def _counted(self, receive: Receive) -> Receive:
        """Raises the exception where the route reads its form, so that it is told as any other error there."""
        byte_count = 0

        async def receive_counted() -> Message:
            nonlocal byte_count
            message = await receive()
            byte_count += len(message.get("body", b""))
            if byte_count > self.most_bytes:
                raise HTTPException(413)
            return message

        return receive_counted


def _declared_bytes(headers: Headers) -> int:
    """0 when the length is not said."""
    length = headers.get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() else 0

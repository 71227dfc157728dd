"""Context of the page that tells what went wrong."""

from dataclasses import dataclass

from app.web.shell.contexts.frame import Frame


@dataclass(frozen=True, slots=True)
class ErrorPage:
    frame: Frame
    message: str

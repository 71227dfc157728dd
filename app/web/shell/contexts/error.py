"""Context of the page that tells what went wrong."""

from dataclasses import dataclass

from app.web.shell.contexts.frame import Frame


@dataclass(frozen=True, slots=True)
class ErrorPage:
    frame: Frame
    message: str
    links: tuple[tuple[str, str], ...] = ()
    """Address and words of what may be read instead."""
    number: str = ""
    """The request's id, where the log tells more of it."""

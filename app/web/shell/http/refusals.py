"""Refusals in the server's log: what somebody was not let do, for whoever looks for an attack afterwards.

A line has the route's pattern, never the address, and of who asked the number alone, as the audit log has it. A refusal
because of the moment (a round that is closed) is none: nobody was kept out.
"""

from enum import StrEnum

import structlog
from fastapi import Request

from app.web.shell.http.route_templates import UNKNOWN, template_of_scope

log = structlog.get_logger(__name__)


class Refusal(StrEnum):
    """Why, in the words of the log."""

    NO_RIGHT = "no_right"
    """Inside the organisation, without the right."""
    HIDDEN = "hidden"
    """There is no such thing, or the one who asks may not know of it. The same to them, so the same here."""
    TOO_MANY = "too_many"
    WRONG_CODE = "wrong_code"
    LINK_GONE = "link_gone"
    OTHER_BROWSER = "other_browser"
    """A link to sign in with, in another browser than the one that asked for it."""
    UNKNOWN_TOKEN = "unknown_token"  # noqa: S105  a reason, no password


def log_refusal(request: Request, reason: Refusal) -> None:
    """Nothing is logged for an address that is none of ours: a typing error, or a program that tries all there is."""
    route = template_of_scope(request.scope)
    if route == UNKNOWN:
        return
    actor = getattr(request.state, "actor", None)
    log.info(
        "request_refused",
        reason=reason.value,
        method=request.method,
        route=f"{request.scope.get('root_path', '')}{route}",  # of the API, which is an application of its own
        person_id=None if actor is None else actor.person_id,
    )

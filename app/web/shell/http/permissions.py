"""Every route says which right it needs. The services check it; a rules test sees that it is said."""

from collections.abc import Callable
from enum import Enum
from typing import Any, TypeVar

from app.accounts.api.api_scopes import Scope
from app.accounts.kernel.roles import Right

Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])


class Open(Enum):
    """Rights that are not a role's."""

    ANYONE = "anyone"
    RESPONDENT = "respondent"
    """The one who has a place to answer in the assessment."""


def needs(right: Right | Open | Scope) -> Callable[[Endpoint], Endpoint]:
    """Declare the right a route needs; of the API, the scope that a token must have."""

    def declare(endpoint: Endpoint) -> Endpoint:
        endpoint.needs = right  # type: ignore[attr-defined]
        return endpoint

    return declare

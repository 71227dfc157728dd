"""What is logged of the tokens with which programs read, with its exact facts."""

from datetime import date
from typing import ClassVar

from app.accounts.api.api_scopes import Scope
from app.accounts.audit.chain import Event


class ApiTokenMade(Event):
    """It is good until the end of `last_day`."""

    action: ClassVar[str] = "api_token.made"
    token_id: int
    scopes: tuple[Scope, ...]
    last_day: date


class ApiTokenEnded(Event):
    action: ClassVar[str] = "api_token.ended"
    token_id: int

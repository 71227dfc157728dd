"""An API token as it is shown: never the token itself."""

from dataclasses import dataclass
from datetime import datetime

from app.accounts.api.api_scopes import Scope
from app.accounts.kernel.roles import Place


@dataclass(frozen=True, slots=True)
class ApiToken:
    id: int
    name: str
    place: Place
    scopes: tuple[Scope, ...]
    created_at: datetime
    expires_at: datetime
    ended_at: datetime | None
    last_used_at: datetime | None

    def is_good(self, now: datetime) -> bool:
        return self.ended_at is None and self.expires_at > now

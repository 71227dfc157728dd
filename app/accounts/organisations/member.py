"""A role held now, with the one who holds it."""

from dataclasses import dataclass
from datetime import datetime

from app.accounts.kernel.roles import Role


@dataclass(frozen=True, slots=True)
class Member:
    """A role held now, with the one who holds it. `id` is the membership's. Either name or address may be empty."""

    id: int
    person_id: int
    name: str
    address: str
    role: Role
    since: datetime

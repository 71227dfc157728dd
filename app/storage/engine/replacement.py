"""What a restored database has taken over from the one that stood there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Replacement:
    predecessor: str
    """The name under which the database that stood there is kept; empty when there was none."""
    users: tuple[str, ...] = ()
    """Other users of the database server than the owner that have their rights still, by name."""
    is_rights_certain: bool = True
    """False where somebody may be without the rights that the service needs."""

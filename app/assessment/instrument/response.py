"""How many of those who were asked have answered, per role (method 12)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class RoleResponse:
    """One role group over a round's kommuner. Only `asked` is told when it is fewer than `min_group`."""

    role_group: str
    asked: int
    answered: int | None

    @property
    def share(self) -> Fraction | None:
        return None if self.answered is None else Fraction(self.answered, self.asked)


def role_responses(
    role_groups: Sequence[str], invitation_counts: Mapping[str, int], answer_counts: Mapping[str, int], min_group: int
) -> tuple[RoleResponse, ...]:
    """Every role group in order, also those that nobody in was asked."""
    return tuple(
        RoleResponse(
            role,
            invitation_counts.get(role, 0),
            answer_counts.get(role, 0) if invitation_counts.get(role, 0) >= max(min_group, 1) else None,
        )
        for role in role_groups
    )

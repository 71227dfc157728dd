"""Context of for which of her kommuner somebody does something: her only one is named, several are chosen among."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from app.accounts.organisations.organisation import Municipality
from app.services.kernel.alphabet import swedish

Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class KommunChoice:
    """`slug` is the address part of a kommun; empty where nothing has been chosen."""

    options: Options
    slug: str

    @classmethod
    def among(cls, kommuner: Iterable[Municipality], slug: str) -> Self:
        return cls(
            tuple((each.slug, each.name) for each in sorted(kommuner, key=lambda each: swedish(each.name))), slug
        )

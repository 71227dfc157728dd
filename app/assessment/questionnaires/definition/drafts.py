"""A questionnaire on its way: what of the file is well formed so far, and where each thing stands.

Rules can so be tried on everything that is whole although something else is broken.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Union

from app.assessment.questionnaires.problems import SourcePosition


@dataclass(frozen=True, slots=True)
class IdItem:
    """An id in a list."""

    text: str
    place: SourcePosition


@dataclass(frozen=True, slots=True)
class LevelText:
    """What a level looks like. `text` is None when it is written but invalid."""

    level: Decimal
    text: str | None
    place: SourcePosition


@dataclass(frozen=True, slots=True)
class LevelPair:
    """An old level and the one that equals it now, None when that is invalid."""

    old: Decimal
    new: Decimal | None
    place: SourcePosition
    new_place: SourcePosition


Several = tuple["Draft | IdItem | LevelText | LevelPair", ...]
DraftValue = Union[str, int, Decimal, "Draft", Several]


@dataclass(slots=True)
class Draft:
    """One mapping of the file. A key that is absent or invalid has no value; a invalid one still has its place."""

    place: SourcePosition
    places: dict[str, SourcePosition] = field(default_factory=dict)
    values: dict[str, DraftValue] = field(default_factory=dict)

    def at(self, key: str) -> SourcePosition:
        """Where the key stands, or the whole part when it is not written."""
        return self.places.get(key, self.place)

    def text(self, key: str) -> str | None:
        value = self.values.get(key)
        return value if isinstance(value, str) else None

    def whole(self, key: str) -> int | None:
        value = self.values.get(key)
        return value if isinstance(value, int) else None

    def number(self, key: str) -> Decimal | None:
        value = self.values.get(key)
        return value if isinstance(value, Decimal) else None

    def is_true(self, key: str) -> bool:
        return self.values.get(key) is True

    def draft(self, key: str) -> "Draft | None":
        value = self.values.get(key)
        return value if isinstance(value, Draft) else None

    def drafts(self, key: str) -> "tuple[Draft, ...]":
        return tuple(value for value in self._several(key) if isinstance(value, Draft))

    def items(self, key: str) -> tuple[IdItem, ...]:
        return tuple(value for value in self._several(key) if isinstance(value, IdItem))

    def level_texts(self, key: str) -> tuple[LevelText, ...]:
        return tuple(value for value in self._several(key) if isinstance(value, LevelText))

    def level_pairs(self, key: str) -> tuple[LevelPair, ...]:
        return tuple(value for value in self._several(key) if isinstance(value, LevelPair))

    def _several(self, key: str) -> Several:
        value = self.values.get(key)
        return value if isinstance(value, tuple) else ()

    def plain(self) -> dict[str, object]:
        """The values as the model wants them. Only for a file without problems."""
        return {key: _plain(value) for key, value in self.values.items()}


def _plain(value: DraftValue) -> object:
    if isinstance(value, Draft):
        return value.plain()
    if not isinstance(value, tuple):
        return value
    if any(isinstance(each, LevelPair) for each in value):
        return dict(sorted((each.old, each.new) for each in value if isinstance(each, LevelPair)))
    if any(isinstance(each, LevelText) for each in value):
        lowest_first = sorted((each for each in value if isinstance(each, LevelText)), key=lambda each: each.level)
        return tuple(each.text for each in lowest_first)
    return tuple(
        each.plain() if isinstance(each, Draft) else each.text for each in value if isinstance(each, Draft | IdItem)
    )

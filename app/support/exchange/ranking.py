"""Which example comes first: helped from the reader's own level, same size, adopted by others, newest. Never most read.

What the reader's kommun is on is its own: it decides the order of its own people's pages and of nobody else's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.support.exchange.example import ExampleState, StoredExample
from app.support.exchange.reuse import ReuseState, StoredReuse


@dataclass(frozen=True, slots=True)
class ReaderSituation:
    """What is known of the kommun whose people read. Everything is empty for the region's people."""

    municipality_ids: frozenset[int] = frozenset()
    size_group: str = ""
    levels: Mapping[str, int] = field(default_factory=dict)
    """Capital -> its level, from 0. What is not known is left out."""

    def is_on_start(self, example: StoredExample) -> bool:
        """Whether the example helped from the level that the kommun is on."""
        level_from = example.example.level_from
        return level_from is not None and self.levels.get(example.example.capital_id) == level_from

    def is_same_size(self, example: StoredExample) -> bool:
        return bool(self.size_group) and example.size_group == self.size_group


def ranked(
    examples: Iterable[StoredExample], reader: ReaderSituation, reuses: Iterable[StoredReuse], today: date
) -> tuple[StoredExample, ...]:
    """Those that have to be looked over come last."""
    counts = adopted_counts(reuses)

    def place(example: StoredExample) -> tuple[bool, bool, bool, int, int, int]:
        published_day = 0 if example.published_on is None else example.published_on.toordinal()
        return (
            example.state_at(today) is ExampleState.STALE,
            not reader.is_on_start(example),
            not reader.is_same_size(example),
            -counts.get(example.id, 0),
            -published_day,
            -example.id,
        )

    return tuple(sorted(examples, key=place))


def adopted_counts(reuses: Iterable[StoredReuse]) -> dict[int, int]:
    """Example -> how many kommuner have adopted it."""
    counts: dict[int, int] = {}
    for reuse in reuses:
        if reuse.reuse.state is ReuseState.ADOPTED:
            counts[reuse.example_id] = counts.get(reuse.example_id, 0) + 1
    return counts


def fitting(
    in_order: Iterable[StoredExample], capital_id: str, item_id: str, reader: ReaderSituation
) -> StoredExample | None:
    """The one example to show beside a suggestion: of the same capital, from another kommun, and either from the
    reader's own level or of the same item. None rather than one that does not fit.
    """
    return next(
        (
            example
            for example in in_order
            if example.example.capital_id == capital_id
            and example.municipality_id not in reader.municipality_ids
            and (reader.is_on_start(example) or (item_id and example.example.item_id == item_id))
        ),
        None,
    )

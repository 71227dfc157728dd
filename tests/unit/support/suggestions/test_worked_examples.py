"""Four kommuner worked through by hand with our own catalogue: what each is suggested, and what waits.

No question hits and no offers. Levels in the order of the capitals: politiskt, finansiellt, relations, human,
organisatoriskt, dynamiskt, realt.
"""

from dataclasses import dataclass

import pytest

from app.support.suggestions.rule import suggest
from tests.unit.support.builders import a_situation, capital_ids, our_catalogue


@dataclass(frozen=True)
class WorkedExample:
    name: str
    levels: tuple[int, ...]
    start: str
    receiver: int
    is_small: bool
    now: tuple[str, ...]
    later: tuple[str, ...]


EXAMPLES = [
    WorkedExample(
        # Light ones only, three of them. Knowledge of politiskt: berattelsen and nulagesbild are for two capitals each,
        # grundkurs for five. Two of politiskt are enough; then finansiellt, where utlysningar is for that alone.
        name="small and low",
        levels=(0, 0, 0, 0, 0, 0, 0),
        start="politiskt",
        receiver=1,
        is_small=True,
        now=("berattelsen", "nulagesbild", "utlysningar"),
        later=("natverk", "organisationsguide"),
    ),
    WorkedExample(
        # May carry two, five in all. Two medium ones of the start, then one left: a light one for organisatoriskt alone.
        name="medium with weak finances",
        levels=(2, 1, 2, 2, 1, 1, 1),
        start="finansiellt",
        receiver=2,
        is_small=False,
        now=("omstallningens-ekonomi", "omstallning-i-budgeten", "strategens-mandat"),
        later=(),
    ),
    WorkedExample(
        # May carry three, but relations has no heavy one. The third must be resources, and for those who may decide.
        name="large and high",
        levels=(3, 3, 3, 3, 3, 3, 3),
        start="relations",
        receiver=3,
        is_small=False,
        now=("karta-delad-radighet", "naringsliv-och-forskning", "policylabb"),
        later=(),
    ),
    WorkedExample(
        # Budgets suit from level 1. Of human, at level 1, nulagesbild is the light one for the fewest capitals.
        name="small, with a strong will and no money",
        levels=(3, 0, 1, 1, 2, 1, 1),
        start="finansiellt",
        receiver=2,
        is_small=True,
        now=("omstallningens-ekonomi", "organisationsguide", "nulagesbild"),
        later=("delade-sakkunniga",),
    ),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_a_kommun_is_suggested_what_was_worked_out_by_hand(example: WorkedExample) -> None:
    situation = a_situation(
        dict(zip(capital_ids(), example.levels, strict=True)),
        start=example.start,
        receiver=example.receiver,
        is_small=example.is_small,
    )
    suggestions = suggest(our_catalogue(), situation)

    assert tuple(suggestion.item.id for suggestion in suggestions.now) == example.now
    assert tuple(later.item.id for later in suggestions.later) == example.later

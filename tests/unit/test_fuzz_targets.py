"""What fuzzing begins from and what it has found are read as they should be: quietly, or with the reader's own errors."""

import pytest

from tests.fuzz.names import MODULES, target
from tests.fuzz.seeds import seeds_of


@pytest.mark.parametrize("name", MODULES)
def test_a_reader_takes_in_its_seeds_whole_and_cut_off(name: str) -> None:
    seeds = list(seeds_of(name))
    assert seeds
    for content in seeds:
        for piece in (content, content[: len(content) // 2], content[1:], b""):
            target(name)(piece)

"""What makes the whole run quick: temporary files in memory, the longest files first, a garbage collector with less to look at."""

import gc
import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings

from tests.paths import TESTS, temporary_root

ORDER = ("browser", "functional", "integration", "unit", "rules")
"""Kinds of tests, in the order in which they begin. Those in a browser come one after another, since a worker that leaves
them closes its browser; those that take no time come last, so that all workers end together."""
COLLECTING = (50_000, 20, 100)

# How long one example takes says something of the machine and nothing of the product: speed is measured in bench/.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_configure() -> None:
    """For `tmp_path`, unless somebody has chosen a place. Every change of a database waits for the disk otherwise."""
    root = temporary_root()
    if root is not None:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(root))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A worker takes a file at a time (`--dist=loadfile --no-loadscope-reorder`): a long one must not be left for last."""
    sizes = Counter(item.path for item in items)
    items.sort(key=lambda item: (_kind(item.path), item.get_closest_marker("slow") is None, -sizes[item.path]))


def _kind(path: Path) -> int:
    name = path.relative_to(TESTS).parts[0]
    return ORDER.index(name) if name in ORDER else len(ORDER)


def pytest_collection_finish() -> None:
    """All tests and modules stay as long as the process: the collector need not go through them again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTING)

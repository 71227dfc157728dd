"""What makes the whole run quick: temporary files in memory."""

import os

from tests.paths import temporary_root


def pytest_configure() -> None:
    """For `tmp_path`, unless somebody has chosen a place. Every change of a database waits for the disk otherwise."""
    root = temporary_root()
    if root is not None:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(root))

"""Where the files lie that tests read: found from here, wherever a test is."""

import shutil
from pathlib import Path

TESTS = Path(__file__).parent
ROOT = TESTS.parent
DATA = TESTS / "data"
DEFINITIONS = TESTS / "definitions"
GOLDEN = TESTS / "golden"
LEARNING = ROOT / "learning"
QUESTIONNAIRES = ROOT / "questionnaires"
CATALOGUES = ROOT / "catalogues"

_MEMORY = Path("/dev/shm")
_LEAST_FREE_BYTES = 4_000_000_000


def temporary_root() -> Path | None:
    """A folder in memory for databases that live as long as a test; None where there is none, or little room in it."""
    if not _MEMORY.is_dir() or shutil.disk_usage(_MEMORY).free < _LEAST_FREE_BYTES:
        return None
    return _MEMORY

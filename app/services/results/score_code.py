"""What the code that works scores out is, as a hash: what other code has worked out is never taken for its own.

A number that people raise by hand would be forgotten. The price is that a new version of the method's code, also one
that gives the same figures, works every score out once more.
"""

import hashlib
import platform
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path

import numpy as np
import structlog

import app

ROOT = Path(app.__file__).parent
PACKAGES = ("assessment", "editions")
"""The method itself, and reading the editions that it is given."""
MODULES = (
    "services/results/earlier_years.py",
    "services/results/score_keys.py",
    "services/results/scoring.py",
    "services/results/stored_scores.py",
    "storage/answering/agreed_answers.py",
    "storage/answering/answers.py",
    "storage/answering/asked_counts.py",
    "storage/answering/counting.py",
    "storage/meeting/meeting.py",
    "storage/questionnaires/editions.py",
    "storage/results/score_texts.py",
    "storage/results/scores.py",
)
"""What gives it the answers, and what writes its figures down."""

log = structlog.get_logger(__name__)


@cache
def code_hash() -> str | None:
    """None where the source cannot be read: then nothing is stored, and nothing that is stored is used."""
    digest = hashlib.sha256()
    # Figures with decimals may differ in their last digit between these.
    digest.update(repr((sys.version_info[:2], np.__version__, version("scipy"), platform.machine())).encode())
    try:
        for path in sources():
            digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    except OSError:
        log.warning("scores_are_not_stored", reason="source of the method cannot be read")
        return None
    return digest.hexdigest()


def sources() -> list[Path]:
    """Raises FileNotFoundError when a package has none."""
    files = [ROOT / module for module in MODULES]
    for package in PACKAGES:
        modules = sorted((ROOT / package).rglob("*.py"))
        if not modules:
            raise FileNotFoundError(package)
        files += modules
    return files

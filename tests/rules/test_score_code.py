"""Whatever a score is worked out by is in the hash that it is stored under, so that other code never takes it over."""

import ast

from app.services.results import score_code
from tests.rules.trees import APP, nodes_of

ENTRY = APP / "services/results/scoring.py"
MOVES_VALUES = (
    "storage/engine/",
    "storage/kernel/",
    "storage/tables/",
    "storage/results/earlier_years.py",
    "accounts/",
    "rounds/",
    "reports/",
    "services/results/words.py",
    "services/results/score_code.py",
    "messages.py",
    "errors.py",
)
"""What the figures do not hang on: rows and their types, who may what, and texts. A change here that did change a figure
would change what a round, an assessment or an answer is, and with it a version."""


def imported_files(name: str) -> set[str]:
    """The app's modules that a module (path below app/) imports."""
    files = set()
    for node in nodes_of(APP / name):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("app."):
            module = APP.joinpath(*node.module.split(".")[1:])
            candidates = [module.with_suffix(".py"), *(module / f"{alias.name}.py" for alias in node.names)]
            files |= {path.relative_to(APP).as_posix() for path in candidates if path.exists()}
    return files


def test_every_module_that_scoring_leads_to_is_hashed_or_known_to_move_values_only() -> None:
    """Add it to MODULES in app/services/results/score_code.py if a figure can hang on it, else to MOVES_VALUES here."""
    hashed = {path.relative_to(APP).as_posix() for path in score_code.sources()}
    waiting, seen = {ENTRY.relative_to(APP).as_posix()}, set[str]()
    while waiting:
        name = waiting.pop()
        seen.add(name)
        waiting |= {file for file in imported_files(name) if not file.startswith(MOVES_VALUES)} - seen
    assert len(seen) > 30
    assert seen - hashed == set()


def test_every_module_that_is_named_is_there() -> None:
    assert all(path.exists() for path in score_code.sources())

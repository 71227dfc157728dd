"""Write the filled databases of this version, from which the tests of upgrades begin once it is an old one.

What makes them is the code that Python finds as `app` and `tests`: with PYTHONPATH at an older tree, that of then.
tests/data/releases/README.md tells more. usage: scripts/release_database.py [--at DATE]
"""

import argparse
import gzip
import importlib
import json
import sqlite3
import sys
import tempfile
import tomllib
from contextlib import closing
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

RELEASES = Path(__file__).resolve().parent.parent / "tests" / "data" / "releases"
KEPT = ("1401", "1402", "1407", "1419", "1440", "1462", "1489")
"""Kommuner of the example region that stay: every stage of a year and every way of sharing, with few who answer."""
PLACES = {
    "Database": ("app.storage.engine.database", "app.storage.database"),
    "migrate": ("app.storage.engine.schema", "app.storage.schema"),
    "result_of": ("app.services.results.results", "app.services.results"),
    "assessments_of_round": ("app.storage.kernel.assessments", "app.storage.assessments"),
    "build_demo": ("app.demo.build",),
    "fill": ("tests.integration.engine.test_migrations", "tests.integration.test_migrations"),
}
"""Where a name is found: today, and in releases before."""


def found(name: str) -> Any:
    """What has the name in the code of the release."""
    for place in PLACES[name]:
        try:
            return getattr(importlib.import_module(place), name)
        except (ImportError, AttributeError):
            continue
    raise SystemExit(
        f"{name} is in none of {', '.join(PLACES[name])}: tell scripts/release_database.py where it is now."
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--at", type=datetime.fromisoformat, default=datetime.now(UTC), help="when it was released")
    now = parser.parse_args().at.astimezone(UTC).replace(microsecond=0)
    tree = Path(importlib.import_module("app").__file__ or "").parent.parent
    sys.path.insert(0, str(tree))
    with tempfile.TemporaryDirectory() as folder:
        region, scene = Path(folder) / "region.db", Path(folder) / "scene.db"
        _build_region(region, tree / "questionnaires", now)
        _build_scene(scene)
        name = f"{_version(tree)}-{_revision(region)}"
        _write(region, RELEASES / f"{name}-region.sql.gz")
        _write(scene, RELEASES / f"{name}-scene.sql.gz")
        lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in _figures(region))
        _compress(f"[\n{lines}\n]\n", RELEASES / f"{name}-figures.json.gz")
    return 0


def _version(tree: Path) -> str:
    version: str = tomllib.loads((tree / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    return version


def _revision(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(revision)


def _build_region(path: Path, questionnaires: Path, now: datetime) -> None:
    """The example region, without the kommuner that would only take room."""
    with closing(found("Database")(f"sqlite:///{path}")) as database:
        found("migrate")(database)
        assert found("build_demo")(database, questionnaires, now)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"DELETE FROM municipality WHERE code NOT IN ({', '.join(KEPT)})")
        while orphans := connection.execute("SELECT DISTINCT [table], rowid FROM pragma_foreign_key_check").fetchall():
            for table, row in orphans:
                connection.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (row,))
        connection.commit()


def _build_scene(path: Path) -> None:
    """What the release's own tests of migrations have: at least one row in every table."""
    with closing(found("Database")(f"sqlite:///{path}")) as database:
        found("migrate")(database)
        found("fill")(database)


def _write(database: Path, target: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        _compress("\n".join(connection.iterdump()), target)


def _compress(text: str, target: Path) -> None:
    target.write_bytes(gzip.compress(text.encode(), mtime=0))
    print(f"{target.name}: {target.stat().st_size // 1000} kB")


def _figures(path: Path) -> list[dict[str, Any]]:
    """What the release shows of every assessment whose answering is closed."""
    with closing(found("Database")(f"sqlite:///{path}")) as database, database.read() as session:
        with closing(sqlite3.connect(path)) as connection:
            rounds = [number for (number,) in connection.execute("SELECT id FROM round ORDER BY id")]
        return [
            shown(assessment, found("result_of")(session, assessment))
            for number in rounds
            for assessment in sorted(found("assessments_of_round")(session, number), key=lambda each: each.id)
            if assessment.answering_closed_at is not None
        ]


def shown(assessment: Any, result: Any) -> dict[str, Any]:
    """The figures of a result, as they are kept and compared."""
    comparison = result.comparison
    return {
        "assessment": assessment.id,
        "locked": assessment.approved_at is not None,
        "overall": None if result.profile.overall is None else _text(result.profile.overall.index),
        "capitals": {each.capital_id: _capital(each) for each in result.profile.capitals},
        "directions": {
            each.capital_id: [_text(each.unity), _text(each.predictability), each.zone]
            for each in result.profile.directions
        },
        "start": None if result.start is None else [result.start.capital_id, result.start.reason],
        "steps": [[step.question_id, step.next_position] for step in result.steps],
        "changes": None if comparison is None else {each.capital_id: _change(each) for each in comparison.capitals},
        "earlier_year": None if comparison is None else comparison.earlier_year,
    }


def _capital(result: Any) -> dict[str, Any]:
    interval = result.interval
    return {
        "status": result.status,
        "index": _text(result.index),
        "coverage": _text(result.coverage),
        "level": result.level,
        "cap": None if result.cap is None else [result.cap.reason, *result.cap.question_ids],
        "interval": interval if isinstance(interval, str) else [interval.low, interval.high, interval.respondents],
        "dont_know": _text(result.dont_know_share),
    }


def _change(change: Any) -> list[Any]:
    return [change.not_compared, _text(change.earlier), _text(change.later), change.trend]


def _text(figure: Fraction | None) -> str | None:
    """An exact figure, such as 5/2."""
    return None if figure is None else str(figure)


if __name__ == "__main__":
    sys.exit(main())

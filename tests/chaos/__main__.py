"""`make chaos`: over SQLite and PostgreSQL, with a line for each. Exit status 1 when something was lost."""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.chaos.run import run
from tests.paths import ROOT
from tests.postgres import Server, running_server

KILLS = 200
MOST_TOLD = 50
"""Complaints; how many there are stands before them."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos")
    parser.add_argument("--kills", type=int, default=KILLS, help="how often for each database")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="to kill at the same moments again")
    arguments = parser.parse_args()
    failed = False
    with _databases() as databases:
        for name, url, folder, server in databases:
            tell(f"{name}, seed {arguments.seed}: …")
            summary = run(url, folder, arguments.kills, seed=arguments.seed, server=server)
            tell(f"{name}: {summary}", *summary.complaints[:MOST_TOLD])
            failed = failed or bool(summary.complaints)
    return int(failed)


def tell(*lines: str) -> None:
    sys.stdout.write("\n  ".join(lines) + "\n")
    sys.stdout.flush()


@contextmanager
def _databases() -> Iterator[list[tuple[str, str, Path, Server | None]]]:
    """Name, URL, a folder of its own and the server to kill, on the project's own disk: in memory a commit would prove nothing."""
    disk = ROOT / "var"
    disk.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=disk, prefix="chaos-") as folder, running_server() as server:
        here = Path(folder)
        for name in ("sqlite", "postgresql"):
            (here / name).mkdir()
        yield [
            ("SQLite", f"sqlite:///{here / 'sqlite' / 'chaos.db'}", here / "sqlite", None),
            ("PostgreSQL", server.url(server.make()), here / "postgresql", server),
        ]


if __name__ == "__main__":
    sys.exit(main())

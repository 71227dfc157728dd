"""`make chaos`: over SQLite and PostgreSQL, with a line for each. Exit status 1 when something was lost."""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.chaos.run import run, verdict
from tests.chaos.trials.backups import backups_while_writing
from tests.chaos.trials.clock import clock_jumps
from tests.chaos.trials.mail_server import stubborn_mail_server
from tests.chaos.trials.place import Place, Trial
from tests.chaos.trials.slow_clients import slow_clients
from tests.chaos.trials.stopping import stops_under_load
from tests.paths import ROOT
from tests.postgres import running_server

KILLS = 200
MOST_TOLD = 50
"""Complaints; how many there are stands before them."""


TRIALS: dict[str, Trial] = {
    "backups": backups_while_writing,
    "stops": stops_under_load,
    "slow": slow_clients,
    "mail": stubborn_mail_server,
    "clock": clock_jumps,
}
"""Faults that are tried one by one instead."""
BOTH = frozenset({"backups", "stops", "clock"})
"""Those to which the kind of database makes a difference."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos")
    parser.add_argument("--kills", type=int, default=KILLS, help="how often for each database")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="to kill at the same moments again")
    parser.add_argument("--trial", action="append", choices=(*TRIALS, "all"), default=[], help="instead of kills")
    arguments = parser.parse_args()
    names = list(TRIALS) if "all" in arguments.trial else arguments.trial
    complaints = [tried(name, TRIALS[name]) for name in names] if names else [killed(arguments.kills, arguments.seed)]
    return int(any(complaints))


def killed(kills: int, seed: int) -> bool:
    """Whether anything was lost."""
    complaints: list[str] = []
    with _places() as places:
        for place in places:
            tell(f"{place.name}, seed {seed}: …")
            summary = run(place.url, place.folder, kills, seed=seed, server=place.server)
            tell(f"{place.name}: {summary}", *summary.complaints[:MOST_TOLD])
            complaints += summary.complaints
    return bool(complaints)


def tried(name: str, trial: Trial) -> bool:
    """Whether anything did not hold."""
    complaints: list[str] = []
    with _places() as places:
        for place in places if name in BOTH else places[:1]:
            outcome = trial(place)
            tell(
                f"{name}, {place.name}: {outcome.told}: {verdict(outcome.complaints)}", *outcome.complaints[:MOST_TOLD]
            )
            complaints += outcome.complaints
    return bool(complaints)


def tell(*lines: str) -> None:
    sys.stdout.write("\n  ".join(lines) + "\n")
    sys.stdout.flush()


@contextmanager
def _places() -> Iterator[list[Place]]:
    """On the project's own disk: in memory a commit would prove nothing."""
    disk = ROOT / "var"
    disk.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=disk, prefix="chaos-") as folder, running_server() as server:
        here = Path(folder)
        for name in ("sqlite", "postgresql"):
            (here / name).mkdir()
        yield [
            Place("SQLite", f"sqlite:///{here / 'sqlite' / 'chaos.db'}", here / "sqlite", None),
            Place("PostgreSQL", server.url(server.make()), here / "postgresql", server),
        ]


if __name__ == "__main__":
    sys.exit(main())

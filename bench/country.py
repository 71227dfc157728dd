"""What pages cost as the database grows, up to a whole country: `python -m bench.country URL` with an empty database.

The largest has 21 regions with 290 kommuner, ten years and 60 people who answer in every kommun and year: some ten
million answers. Prints a table for docs/performance.md, with how many times as much a page costs as in the table of
`--smallest`. Not in `make bench`: filling the largest takes long. With `--filled` the database has been filled already,
and is measured again.
"""

import argparse
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import httpx
from sqlalchemy import func, select

from app.accounts.kernel.sign_in_way import SignInWay
from app.accounts.organisations.municipality_list import KOMMUNER
from app.assessment.questionnaires.reader import load
from app.config import PROJECT, Settings
from app.services.sign_in.sessions import sign_in
from app.storage.engine.database import Database
from app.storage.tables import AnswerRow, PersonRow
from app.web.shell.http.sessions import cookie_name
from bench.serving import serving
from bench.wide import LAST_YEAR, QUESTIONNAIRE, prepare

LARGEST_REGION = 50
LOOKS = 7
PATIENCE_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is. Regions have a slug and a number of kommuner."""

    regions: Mapping[str, int]
    years: int
    respondents: int


SIZES = {
    "kommun": Size({"stor": 1}, 1, 12),
    "region": Size({"stor": 13}, 3, 18),
    "tenth": Size({"stor": LARGEST_REGION} | {f"r{number}": 12 for number in range(2)}, 5, 45),
    "country": Size({"stor": LARGEST_REGION} | {f"r{number}": 12 for number in range(20)}, 10, 60),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url", help="of an empty database")
    parser.add_argument("--size", choices=SIZES, default="country")
    parser.add_argument("--filled", action="store_true", help="measure what an earlier run has filled")
    parser.add_argument("--smallest", type=Path, help="the table of a smaller size: growth is told against it")
    arguments = parser.parse_args()
    size = SIZES[arguments.size]
    start = time.monotonic()
    if not arguments.filled:
        prepare(arguments.url, size.regions, size.years, size.respondents)
    answers = _answers(arguments.url)
    print(f"{arguments.size}: {answers:,} answers, there after {time.monotonic() - start:.0f} s", file=sys.stderr)
    token = _session(arguments.url)
    before = _times_in(arguments.smallest) if arguments.smallest else {}
    print("| page | first look | then | kB | growth |\n|---|---|---|---|---|")
    with serving("app.main:app", {"DATABASE_URL": arguments.url, "LOG_LEVEL": "WARNING", "DEMO": "false"}) as port:
        cookies = {cookie_name(Settings()): token}
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", cookies=cookies, timeout=PATIENCE_SECONDS) as client:
            for name, address in _pages().items():
                first, then, kilobytes = _look(client, address)
                growth = f"{then / before[name]:.1f}" if name in before else ""
                print(f"| {name} | {first:.0f} ms | {then:.0f} ms | {kilobytes} | {growth} |", flush=True)
    return 0


def _session(url: str) -> str:
    """Of the one person there is, who coordinates three regions, and a kommun in each."""
    database = Database(url)
    try:
        with database.read() as session:
            person = session.execute(select(func.min(PersonRow.id))).scalar_one()
        return sign_in(database, person, SignInWay.DEMO, datetime.now(UTC))
    finally:
        database.close()


def _answers(url: str) -> int:
    database = Database(url)
    try:
        with database.read() as session:
            return int(session.execute(select(func.count()).select_from(AnswerRow)).scalar_one())
    finally:
        database.close()


def _pages() -> dict[str, str]:
    """Of the largest region, and of its first kommun."""
    capital = load(PROJECT / "questionnaires" / "omstallningsformaga" / f"{LAST_YEAR}.yaml").capitals[0].id
    round_ = f"/stor/{QUESTIONNAIRE}/{LAST_YEAR}"
    kommun = f"{round_}/{next(iter(KOMMUNER.values())).slug}"
    return {
        "start": "/",
        "region": "/stor",
        "region's overview": f"{round_}/oversikt",
        "region's report": f"{round_}/rapport",
        "kommun's year": kommun,
        "result": f"{kommun}/resultat",
        "result of a capital": f"{kommun}/resultat/{capital}",
        "joint meeting, a capital": f"{kommun}/moten/{capital}",
        "those who answer": f"{kommun}/svarande",
        "plan": f"{kommun}/atgarder",
        "report": f"{kommun}/rapport",
        "development": f"{kommun}/utveckling",
        "plan as a workbook": f"{kommun}/export-plan.xlsx",
        "goals": f"{kommun}/mal",
        "time of the joint meeting": f"{kommun}/motestid",
        "comparison": f"{kommun}/jamfor",
    }


def _look(client: httpx.Client, address: str) -> tuple[float, float, int]:
    """Milliseconds of the first look and of one after it, and the page's kB. Raises HTTPStatusError where the page is
    not there.
    """
    times = []
    size = 0
    for _ in range(LOOKS):
        start = time.perf_counter()
        answer = client.get(address)
        times.append(1000 * (time.perf_counter() - start))
        answer.raise_for_status()
        size = len(answer.content)
    return times[0], median(times[1:]), round(size / 1000)


def _times_in(table: Path) -> dict[str, float]:
    """Page -> milliseconds after the first look, of a table that was printed before."""
    rows = (line.split("|") for line in table.read_text(encoding="utf-8").splitlines() if line.count(" ms |") == 2)
    return {row[1].strip(): float(row[3].removesuffix(" ms ")) for row in rows}


if __name__ == "__main__":
    sys.exit(main())

"""A workshop with sixty people who write and follow at once: how long until the others of a group see a note."""

import asyncio
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import httpx
from sqlmodel import Session, select

from app.accounts.kernel.roles import Actor, Membership, Role
from app.config import PROJECT, Settings
from app.services.support.catalogues import take_in
from app.services.workshops.leading import step
from app.services.workshops.planning import make_link, plan_workshop
from app.storage.engine.database import Database
from app.storage.tables import MembershipRow, RegionRow
from app.web.workshops.participant_cookie import cookie_name
from bench.ground import Ground, url_of_file
from bench.load import WrongAnswerError
from bench.ratios import Ratio
from bench.serving import serving

GROUPS, IN_GROUP = 10, 6
CAPITALS = ("politiskt", "finansiellt", "relations", "human", "organisatoriskt")
SECONDS = 45.0
PAUSE_SECONDS = 15.0
"""Between two notes of one person: faster than anybody writes."""
MAX_SECONDS = 2.0
PATIENCE_SECONDS = 30.0
COOKIE = cookie_name(Settings())
KEPT = httpx.Limits(keepalive_expiry=2)
"""Less than the server keeps a connection, so that it never ends one that is about to be used."""


@dataclass(slots=True)
class Group:
    """What has been put up on a board, and how long each note took to reach each of the others."""

    board: str
    put_up: dict[str, float] = field(default_factory=dict)
    delays: list[float] = field(default_factory=list)


def measure(ground: Ground, folder: Path, process: Executor) -> Iterator[Ratio]:
    """Raises WrongAnswerError when a note is refused, or is never seen by somebody of its group."""
    file = folder / "workshop.db"
    shutil.copy(ground.product_database, file)
    number, link = _prepare(file)
    environment = ground.environment | {"DATABASE_URL": url_of_file(file)}
    with serving("app.main:app", environment) as port:
        delays = process.submit(_run, port, number, link).result()
    in_order = sorted(delays)
    slow, middle = in_order[int(0.99 * (len(in_order) - 1))], median(in_order)
    yield Ratio(
        f"workshop, {GROUPS * IN_GROUP} who write and follow: until a note is seen (p99)",
        f"{slow:.2f} s (median {middle:.2f} s)",
        f"{MAX_SECONDS:.1f} s",
        slow / MAX_SECONDS,
        1.0,
        at_least=False,
    )


def _prepare(file: Path) -> tuple[int, str]:
    """The number of a running workshop, and the link to it."""
    database, now = Database(url_of_file(file)), datetime.now(UTC)
    try:
        take_in(database, PROJECT / "catalogues", now)
        leader, slug = _leader(database)
        groups = {f"groups.{capital}": str(GROUPS // len(CAPITALS)) for capital in CAPITALS}
        fields = {"owner": "", "title": "Mätning", "focus": "Hur?", "dots": "3"} | groups
        number = plan_workshop(database, leader, slug, fields, now)
        _, token = make_link(database, leader, slug, number, now)
        step(database, leader, slug, number, 2, now)
    finally:
        database.close()
    return number, f"/{slug}/workshop/{number}|/workshop/{token}"


def _leader(database: Database) -> tuple[Actor, str]:
    with database.read() as session:
        return _coordinator(session)


def _coordinator(session: Session) -> tuple[Actor, str]:
    query = select(MembershipRow).where(MembershipRow.role == Role.REGION_COORDINATOR)
    row = session.exec(query).first()
    region = None if row is None else session.get(RegionRow, row.region_id)
    if row is None or region is None:
        raise WrongAnswerError("there is no region")
    membership = Membership(Role.REGION_COORDINATOR, region.id)
    return Actor(row.person_id, "Mätning", (membership,)), region.slug


def _run(port: int, number: int, link: str) -> list[float]:
    return asyncio.run(_workshop(port, number, link))


async def _workshop(port: int, number: int, link: str) -> list[float]:
    url, join = link.split("|")
    groups = [Group(f"{url}/grupp/{place}") for place in range(1, GROUPS + 1)]
    everybody = asyncio.Barrier(GROUPS * IN_GROUP)
    async with asyncio.TaskGroup() as people:
        for place in range(GROUPS * IN_GROUP):
            group = groups[place % GROUPS]
            people.create_task(_person(f"http://127.0.0.1:{port}", url, join, group, place, everybody))
    expected = sum(len(group.put_up) for group in groups) * (IN_GROUP - 1)
    delays = [delay for group in groups for delay in group.delays]
    if len(delays) < expected:
        raise WrongAnswerError(f"{expected - len(delays)} of {expected} notes were not seen in workshop {number}")
    return delays


async def _person(base: str, url: str, join: str, group: Group, place: int, everybody: asyncio.Barrier) -> None:
    """Joins and waits for everybody, then follows and writes, and follows until it has seen all."""
    headers = {"Origin": base, "Sec-Fetch-Site": "same-origin", "Cookie": f"{COOKIE}={place:043}"}
    async with httpx.AsyncClient(base_url=base, headers=headers, timeout=30, limits=KEPT) as browser:
        number = group.board.rsplit("/", 1)[1]
        answer = await browser.post(join, data={"grupp": number, "plats": f"{place:043}"})
        if answer.status_code != 303:
            raise WrongAnswerError(f"joining: {answer.status_code}")
        await everybody.wait()
        until = time.monotonic() + SECONDS
        follower = asyncio.create_task(_follow(browser, url, group, number, place, until))
        await asyncio.sleep(PAUSE_SECONDS * place / (GROUPS * IN_GROUP))
        turn = 0
        while time.monotonic() < until:
            text, turn = f"Lapp {turn} av {place}.", turn + 1
            group.put_up[text] = time.monotonic()
            answer = await browser.post(group.board, data={"fraga": "starka", "text-starka": text})
            if answer.status_code != 303:
                raise WrongAnswerError(f"a note was refused: {answer.status_code}")
            await asyncio.sleep(PAUSE_SECONDS)
        await follower


async def _follow(browser: httpx.AsyncClient, url: str, group: Group, number: str, place: int, until: float) -> None:
    """As the page does: the stream tells that there is something new, and what has changed is fetched."""
    known, own, noticed = 0, f" av {place}.", set[str]()
    while not _is_done(group, own, noticed, until):
        async with browser.stream("GET", f"{url}/handelser", params={"grupp": number}) as stream:
            async for line in stream.aiter_lines():
                version = int(line.removeprefix("data: ") or 0) if line.startswith("data: ") else 0
                if version > known:
                    text = (await browser.get(f"{group.board}/lappar", params={"efter": known})).text
                    now, known = time.monotonic(), version
                    for note, begun in list(group.put_up.items()):
                        if note not in noticed and not note.endswith(own) and f">{note}<" in text:
                            noticed.add(note)
                            group.delays.append(now - begun)
                if _is_done(group, own, noticed, until):
                    return


def _is_done(group: Group, own: str, noticed: set[str], until: float) -> bool:
    """Everything that the others have put up is seen after the end, or has been waited for long enough."""
    late = time.monotonic() - until
    return late > PATIENCE_SECONDS or (late > PAUSE_SECONDS and noticed >= {n for n in group.put_up if own not in n})

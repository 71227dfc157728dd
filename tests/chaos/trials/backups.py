"""Backups that are made while people write, each put back into an empty place on which the service starts."""

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx

from app.accounts.kernel.sign_in_way import SignInWay
from app.config import Settings
from app.services.sign_in.sessions import sign_in
from app.storage.engine.database import Database
from app.web.shell.http.sessions import cookie_name
from tests.chaos import checks
from tests.chaos.stage import Stage, stage
from tests.chaos.trials.place import Outcome, Place
from tests.paths import ROOT
from tests.service_process import COMMAND, ServiceProcess

BACKUPS = 8
MORE = 40
"""So much is acknowledged between two of them."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A backup, with what had been acknowledged when it was begun: respondent -> question -> number."""

    path: Path
    saved: Mapping[int, Mapping[str, int]]


def backups_while_writing(place: Place) -> Outcome:
    with stage(place.url, place.folder) as scene:
        scene.service.start()
        with scene.playing():
            copies = []
            for number in range(BACKUPS):
                scene.wait_for_acknowledged(MORE)
                copies.append(_make(scene, place, number))
        complaints = [line for number, copy in enumerate(copies) for line in _wrong(scene, place, copy, number)]
        told = f"{len(copies)} backups while {scene.acknowledged.count} changes were acknowledged, each put back and started"
        return Outcome(told, tuple(complaints))


def _make(scene: Stage, place: Place, number: int) -> Copy:
    saved = {writer.respondent.respondent_id: dict(writer.saved) for writer in scene.writers}
    path = place.folder / f"{number}.backup"
    _command(place.url, "backup", "make", str(path))
    return Copy(path, saved)


def _command(url: str, *arguments: str) -> None:
    """Raises CalledProcessError, with what the command said."""
    settings = os.environ | {"DATABASE_URL": url}
    subprocess.run([COMMAND, *arguments], cwd=ROOT, env=settings, check=True, capture_output=True, text=True)


def _wrong(scene: Stage, place: Place, copy: Copy, number: int) -> Iterator[str]:
    folder = place.folder / f"restored-{number}"
    folder.mkdir()
    url = place.another(f"restored_{number}")
    _command(url, "backup", "restore", str(copy.path))
    with closing(Database(url)) as database:
        yield from checks.answers_missing(database, copy.saved)
        yield from checks.wrong_versions(database, scene.kommun.key, {True, False})
        yield from checks.broken_database(database)
        service = ServiceProcess(folder, DATABASE_URL=url)
        service.start()
        try:
            yield from _wrong_page(scene, service, database, copy)
        finally:
            service.terminate()


def _wrong_page(scene: Stage, service: ServiceProcess, database: Database, copy: Copy) -> Iterator[str]:
    """Somebody who had answered signs in, and reads at least what was saved when the backup began."""
    respondent = scene.writers[0].respondent
    token = sign_in(database, respondent.person_id, SignInWay.MAIL, datetime.now(UTC))
    headers = {"Cookie": f"{cookie_name(Settings(secure_cookies=False))}={token}"}
    with httpx.Client(base_url=service.url, headers=headers, timeout=30) as browser:
        ready = browser.get("/halsa/redo")
        page = browser.get(f"{scene.scene.norrby.path}/svara/politiskt")
    if ready.status_code != 200:
        yield f"{copy.path.name} put back is not ready: {ready.text}"
    if page.status_code != 200 or "nummer " not in page.text:
        yield f"{copy.path.name} put back does not show the answers: {page.status_code}"

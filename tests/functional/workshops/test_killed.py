"""A server that is killed in the middle of a workshop: what was said to be saved is there when it is back."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from app.services.workshops.leading import step
from app.services.workshops.planning import make_link, plan_workshop
from app.storage.engine.database import Database
from tests.builders import NOW
from tests.functional.workshops.acting import coordinator_of
from tests.service_process import ServiceProcess

pytestmark = pytest.mark.slow

WRITERS = 6
ENOUGH = 30
"""Notes that are saved before the power goes."""


def _begun(path: Path) -> tuple[str, str]:
    """The address of a running workshop's board, and the link to it."""
    database = Database(f"sqlite:///{path}")
    leader = coordinator_of(database, "1401")
    fields = {"owner": "1401-harryda", "title": "Vardagen", "focus": "Hur?", "dots": "3", "groups.politiskt": "1"}
    number = plan_workshop(database, leader, "gr", fields, NOW)
    _, token = make_link(database, leader, "gr", number, NOW)
    step(database, leader, "gr", number, 2, NOW)
    database.close()
    return f"/gr/workshop/{number}/grupp/1", f"/workshop/{token}"


def _write(service: ServiceProcess, board: str, link: str, writer: int, saved: list[str]) -> None:
    """Notes until the server is gone. `saved` has those that it has said are saved."""
    with httpx.Client(base_url=service.url, headers={"Origin": service.url}, timeout=30) as browser:
        try:
            browser.post(link, data={"grupp": "1", "plats": f"{writer}" * 43})
            for number in range(10_000):
                text = f"Lapp {number} av {writer}"
                answer = browser.post(board, data={"fraga": "starka", "text-starka": text})
                if answer.status_code == 303:
                    saved.append(text)
        except httpx.HTTPError:
            return


def test_a_server_that_is_killed_loses_nothing_that_it_said_was_saved(tmp_path: Path, example_database: Path) -> None:
    path = tmp_path / "service.db"
    shutil.copy(example_database, path)
    board, link = _begun(path)
    service = ServiceProcess(tmp_path, DATABASE_URL=f"sqlite:///{path}")
    service.start()
    saved: list[str] = []
    with ThreadPoolExecutor(WRITERS) as threads:
        for writer in range(1, WRITERS + 1):
            threads.submit(_write, service, board, link, writer, saved)
        while len(saved) < ENOUGH:
            pass
        service.kill()
    service.start()
    try:
        with httpx.Client(base_url=service.url, timeout=30, cookies={"workshop": "1" * 43}) as browser:
            page = browser.get(board)
            assert page.status_code == 200, "she is still with"
            assert [text for text in saved if f">{text}<" not in page.text] == []
            answer = browser.post(
                board, data={"fraga": "starka", "text-starka": "Vi fortsätter"}, headers={"Origin": service.url}
            )
            assert answer.status_code == 303
    finally:
        service.terminate()

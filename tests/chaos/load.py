"""People and programs who go on although the service dies under them, and remember what it has acknowledged."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from threading import Event, Lock, Thread

import httpx

from app.config import Settings
from app.storage.engine.failures import DRIVER_ERRORS, failure_of
from app.web.shell.http.sessions import cookie_name
from tests.builders import BUDGET, KALKYL, MAL, RESERV, Scene
from tests.chaos.world import Respondent, queue_letter, waiting_letters

CAPITALS = {MAL: "politiskt", BUDGET: "politiskt", RESERV: "finansiellt", KALKYL: "finansiellt"}
VERSION = re.compile(r'data-version="(\d+)"|\.version" value="(\d+)"')
PAUSE_SECONDS = 0.02
AWAY_SECONDS = 0.2
"""Before somebody tries again whom the service did not answer: trying costs the time that it needs to start."""
LETTER_SECONDS = 0.15
MOST_WAITING = 40
"""So many letters wait at the most: on a slow machine the service is dead more of the time than it sends."""
TIMEOUT_SECONDS = 10


@dataclass(slots=True)
class Acknowledged:
    """How much was acknowledged, by all together; read while they go on."""

    count: int = 0
    _lock: Lock = field(default_factory=Lock)

    def add(self) -> None:
        with self._lock:
            self.count += 1


class Browser:
    """Signed in as one person below one address, for one thread."""

    def __init__(self, url: str, page: str, token: str) -> None:
        cookie = cookie_name(Settings(secure_cookies=False))
        self.page = page
        self.troubles: list[str] = []
        """Each time that the service did not answer as it should."""
        self.http = httpx.Client(base_url=url, headers={"Cookie": f"{cookie}={token}"}, timeout=TIMEOUT_SECONDS)

    def send(self, method: str, address: str, fields: dict[str, str] | None = None) -> httpx.Response | None:
        """None when the service died before it had answered."""
        try:
            answer = self.http.request(method, f"{self.page}{address}", data=fields)
        except httpx.TransportError as error:
            self.troubles.append(repr(error))
            time.sleep(AWAY_SECONDS)
            return None
        if answer.status_code >= 400:
            self.troubles.append(f"{method} {address}: {answer.status_code}")
        return answer

    def step(self) -> None:
        raise NotImplementedError


class Answering(Browser):
    """Signed in as one respondent."""

    def __init__(self, url: str, scene: Scene, respondent: Respondent) -> None:
        super().__init__(url, f"{scene.norrby.path}/svara", respondent.token)
        self.respondent = respondent


class Writer(Answering):
    """Changes answers one after the other; each has a number of its own as its comment, one higher each time."""

    def __init__(self, url: str, scene: Scene, respondent: Respondent, acknowledged: Acknowledged) -> None:
        super().__init__(url, scene, respondent)
        self.saved: dict[str, int] = {}
        self._acknowledged = acknowledged
        self._versions = dict.fromkeys(CAPITALS, 0)
        self._numbers = count(1)

    def step(self) -> None:
        for question, capital in CAPITALS.items():
            self._save(question, capital, next(self._numbers))
            time.sleep(PAUSE_SECONDS)

    def _save(self, question: str, capital: str, number: int) -> None:
        fields = {"choice": "3", "comment": f"nummer {number}", "version": str(self._versions[question])}
        named = {f"{question}.{name}": value for name, value in fields.items()}
        answer = self.send("PUT", f"/{capital}/{question}", named)
        if answer is None:
            return
        match = VERSION.search(answer.text)
        if answer.status_code == 200 and match:
            self.saved[question] = number
            self._acknowledged.add()
        self._versions[question] = int(match[1] or match[2]) if match else self._versions[question] + 1


class HandingIn(Answering):
    """Hands in and takes back, over and over. `possible` is what may be stored: one state, two while it is not known."""

    def __init__(self, url: str, scene: Scene, respondent: Respondent, acknowledged: Acknowledged) -> None:
        super().__init__(url, scene, respondent)
        self.possible = {False}
        self._acknowledged = acknowledged
        self._wants = True

    def step(self) -> None:
        self.possible = self.possible | {self._wants}
        answer = self.send("POST", "/lamna-in" if self._wants else "/angra-inlamning", {})
        if answer is not None and answer.status_code == 303:
            self.possible = {self._wants}
            self._wants = not self._wants
            self._acknowledged.add()
        time.sleep(PAUSE_SECONDS)


class Letters:
    """Queues a letter now and then, as another process on the same database."""

    def __init__(self, scene: Scene) -> None:
        self.queued: list[str] = []
        self._scene = scene
        self._numbers = count(1)

    def step(self) -> None:
        try:
            if waiting_letters(self._scene.database) >= MOST_WAITING:
                time.sleep(AWAY_SECONDS)
                return
            address = f"nummer{next(self._numbers)}@kommun.example"
            queue_letter(self._scene.database, address)
        except DRIVER_ERRORS as error:
            if failure_of(error) is None:
                raise
            time.sleep(AWAY_SECONDS)  # the database was killed: nobody was promised this one
            return
        self.queued.append(address)
        time.sleep(LETTER_SECONDS)


class Crowd:
    """Steps that are taken again and again, each by a thread of its own, until it is stopped."""

    def __init__(self, *steps: Callable[[], None]) -> None:
        self.errors: list[BaseException] = []
        self._stopping = Event()
        self._threads = [Thread(target=self._go_on, args=(step,), daemon=True) for step in steps]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Raises what a step has raised: the load itself was wrong then."""
        self._stopping.set()
        for thread in self._threads:
            thread.join(TIMEOUT_SECONDS * 3)
        if self.errors:
            raise self.errors[0]

    def _go_on(self, step: Callable[[], None]) -> None:
        try:
            while not self._stopping.is_set():
                step()
        except BaseException as error:  # noqa: BLE001  raised by `stop`
            self.errors.append(error)

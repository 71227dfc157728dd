"""A kommun that hands its result in for approval and takes it back, fetches its files and follows its meeting meanwhile."""

import io
import json
import time
import zipfile
from contextlib import suppress

import httpx

from tests.chaos.load import Acknowledged, Browser
from tests.chaos.world import Submitter

PAUSE_SECONDS = 0.2
"""Each version that is handed in is kept, so that there must not be thousands."""


class SubmittingKommun(Browser):
    """`possible` is what may be stored: whether a version waits for approval; both while it is not known."""

    def __init__(self, url: str, submitter: Submitter, acknowledged: Acknowledged) -> None:
        super().__init__(url, submitter.key.path, submitter.token)
        self.key = submitter.key
        self.possible = {False}
        self.files = 0
        """So many have come, each of them whole."""
        self.damaged: list[str] = []
        self._acknowledged = acknowledged
        self._wants = True

    def step(self) -> None:
        self.possible = self.possible | {self._wants}
        answer = self.send("POST", "/lamna-in-resultat" if self._wants else "/ta-tillbaka-resultat", {})
        if answer is not None and answer.status_code == 303:
            self.possible = {self._wants}
            self._wants = not self._wants
            self._acknowledged.add()
        self._fetch()
        time.sleep(PAUSE_SECONDS)

    def _fetch(self) -> None:
        """A file that has come says that it is whole: its reader can open it."""
        for name in ("export.json", "export.xlsx"):
            answer = self.send("GET", f"/{name}")
            if answer is None or answer.status_code != 200:
                continue
            self.files += 1
            try:
                if name.endswith("json"):
                    json.loads(answer.content)
                elif zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is not None:
                    self.damaged.append(name)
            except (ValueError, zipfile.BadZipFile) as error:
                self.damaged.append(f"{name}: {error}")


class Follower(Browser):
    """Has the stream of the joint meeting open, and opens it again when it has ended. `events` counts what it was told."""

    def __init__(self, url: str, submitter: Submitter) -> None:
        super().__init__(url, submitter.key.path, submitter.token)
        self.events = 0

    def step(self) -> None:
        with (
            suppress(httpx.TransportError),
            self.http.stream(
                "GET", f"{self.page}/moten/handelser", headers={"Sec-Fetch-Site": "same-origin"}
            ) as stream,
        ):
            for line in stream.iter_lines():
                self.events += line == "event: andring"
        time.sleep(PAUSE_SECONDS)

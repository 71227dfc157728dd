"""A process of its own that saves answers in Norrby and prints what it saved, each time as soon as it is saved."""

import os
import subprocess
import sys
from contextlib import AbstractContextManager

from app.accounts.roles import Actor
from app.assessment.entry import RawEntry
from app.services.answering import Stale, open_answering, save_answer
from app.storage.assessments import AssessmentKey
from app.storage.database import Database
from tests.builders import BUDGET, KALKYL, MAL, NOW, RESERV

NORRBY = AssessmentKey("provland", "prov", 2026, "9901-norrby")
ANSWERED = (MAL, BUDGET, RESERV, KALKYL)
CHANGES = 25
"""How many versions each process that competes for an answer makes."""


def process(work: str, url: str, *people: Actor) -> AbstractContextManager[subprocess.Popen[str]]:
    """Start one of the works below; it is killed if it still runs afterwards."""
    arguments = [work, url, *(str(person.person_id) for person in people)]
    return _Killed(
        subprocess.Popen(
            [sys.executable, "-m", "tests.integration.writing", *arguments], stdout=subprocess.PIPE, text=True
        )
    )


class _Killed(AbstractContextManager[subprocess.Popen[str]]):
    def __init__(self, started: subprocess.Popen[str]) -> None:
        self._started = started

    def __enter__(self) -> subprocess.Popen[str]:
        return self._started

    def __exit__(self, *_: object) -> None:
        self._started.kill()
        self._started.communicate()


def save_everything(database: Database, people: list[Actor]) -> None:
    """Every person answers these questions; prints person and question."""
    for person in people:
        for question_id in ANSWERED:
            save_answer(database, person, NORRBY, question_id, RawEntry("4", "", ""), 0, NOW)
            print(person.person_id, question_id, flush=True)


def compete(database: Database, people: list[Actor]) -> None:
    """Change one answer again and again, each time as somebody who has just loaded the page; prints versions won."""
    won = 0
    while won < CHANGES:
        current = open_answering(database, people[0], NORRBY).saved.get(MAL)
        version = 0 if current is None else current.version
        entry = RawEntry("3", f"process {os.getpid()} efter version {version}", "")
        try:
            saved = save_answer(database, people[0], NORRBY, MAL, entry, version, NOW)
        except Stale:
            continue
        won += 1
        print(saved.answer.version, flush=True)


if __name__ == "__main__":
    name, address, *ids = sys.argv[1:]
    {"save_everything": save_everything, "compete": compete}[name](
        Database(address), [Actor(int(found), "svarande") for found in ids]
    )

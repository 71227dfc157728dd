"""A process of its own that saves answers in Norrby and tells what it saved, each time as soon as it is saved."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from app.accounts.kernel.roles import Actor
from app.assessment.answering.entry import RawEntry
from app.rounds.kernel.keys import AssessmentKey
from app.services.answering.answer_errors import StaleAnswerError
from app.services.answering.answers import open_answering, save_answer
from app.storage.engine.database import Database
from tests.builders import BUDGET, KALKYL, MAL, NOW, RESERV

NORRBY = AssessmentKey("provland", "prov", 2026, "9901-norrby")
ANSWERED = (MAL, BUDGET, RESERV, KALKYL)
CHANGES = 15
"""How many versions each process that competes for an answer makes."""


@contextmanager
def process(work: str, url: str, *people: Actor) -> Iterator[subprocess.Popen[str]]:
    """One of the works below, ready to begin when it is sent a line. It is killed if it still runs afterwards."""
    command = [sys.executable, "-m", "tests.integration.support.writing", work, url]
    people_ids = [str(person.person_id) for person in people]
    with subprocess.Popen([*command, *people_ids], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        try:
            assert child.stdout is not None
            assert child.stdout.readline() == "ready\n"
            yield child
        finally:
            child.kill()


def begin(child: subprocess.Popen[str]) -> None:
    assert child.stdin is not None
    child.stdin.write("\n")
    child.stdin.flush()


def save_everything(database: Database, people: list[Actor]) -> None:
    """Every person answers these questions; tells person and question."""
    for person in people:
        for question_id in ANSWERED:
            save_answer(database, person, NORRBY, question_id, RawEntry("4", "", ""), 0, NOW)
            tell(f"{person.person_id} {question_id}")


def compete(database: Database, people: list[Actor]) -> None:
    """Change one answer again and again, each time as somebody who has just loaded the page; tells versions won."""
    wins = 0
    while wins < CHANGES:
        current = open_answering(database, people[0], NORRBY).saved.get(MAL)
        version = 0 if current is None else current.version
        entry = RawEntry("3", f"process {os.getpid()} efter version {version}", "")
        try:
            outcome = save_answer(database, people[0], NORRBY, MAL, entry, version, NOW)
        except StaleAnswerError:
            continue
        wins += 1
        tell(str(outcome.answer.version))


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    name, address, *ids = sys.argv[1:]
    tell("ready")
    sys.stdin.readline()
    works = {"save_everything": save_everything, "compete": compete}
    works[name](Database(address), [Actor(int(identity), "svarande") for identity in ids])

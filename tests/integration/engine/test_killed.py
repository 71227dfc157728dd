"""A process that is killed in the middle of its work."""

import signal

from app.assessment.answering.answers import Answer
from app.assessment.answering.entry import Entry
from app.services.answering.answers import open_answering
from app.storage.engine.database import Database
from tests.builders import Scene
from tests.integration.support.writing import ANSWERED, NORRBY, begin, process

ENOUGH = 40
PEOPLE = 100


def test_every_answer_whose_save_returned_is_there_after_the_process_was_killed(
    scene: Scene, database_url: str
) -> None:
    people = {str(person.person_id): person for person in scene.respondents(PEOPLE)}
    with process("save_everything", database_url, *people.values()) as child:
        begin(child)
        assert child.stdout is not None
        told = [child.stdout.readline() for _ in range(ENOUGH)]
        child.send_signal(signal.SIGKILL)
        told += child.stdout.readlines()
        assert child.wait(10) == -signal.SIGKILL
    scene.database.close()
    reopened = Database(database_url)
    try:
        for line in told:
            person, question_id = line.split()
            kept = open_answering(reopened, people[person], NORRBY).saved[question_id]
            assert kept.entry == Entry(Answer.level(4))
    finally:
        reopened.close()
    assert ENOUGH <= len(told) < len(ANSWERED) * PEOPLE, "the process was to be killed in the middle"

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
        lines = [child.stdout.readline() for _ in range(ENOUGH)]
        child.send_signal(signal.SIGKILL)
        lines += child.stdout.readlines()
        assert child.wait(10) == -signal.SIGKILL
    scene.database.close()
    database_again = Database(database_url)
    try:
        for line in lines:
            person, question_id = line.split()
            answer = open_answering(database_again, people[person], NORRBY).saved[question_id]
            assert answer.entry == Entry(Answer.level(4))
    finally:
        database_again.close()
    assert ENOUGH <= len(lines) < len(ANSWERED) * PEOPLE, "the process was to be killed in the middle"

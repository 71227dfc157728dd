"""Work in the background: one process at a time is at it, and what it was too slow for it leaves alone."""

from contextlib import closing
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlmodel import select

from app.rounds.kernel.job import Job, JobStatus
from app.storage.engine.database import Database
from app.storage.kernel import jobs
from app.storage.kernel.jobs import STALE_AFTER
from app.storage.tables import JobRow
from tests.builders import NOW, Scene
from tests.integration.support.together import at_once

KIND = "reports"
QUEUE = jobs.job_queue(KIND)
SECOND = timedelta(seconds=1)


def claim(database: Database, after: timedelta = timedelta()) -> Job | None:
    return database.write(lambda session: QUEUE.claim(session, NOW + after))


@pytest.fixture
def waiting(scene: Scene) -> Database:
    scene.database.write(lambda session: jobs.add_job(session, KIND, scene.round_id, NOW))
    return scene.database


def taken(database: Database) -> Job:
    job = claim(database)
    assert job is not None
    return job


def stored(database: Database) -> JobRow:
    with database.read() as session:
        return session.exec(select(JobRow)).one()


def beat(database: Database, job: Job, after: timedelta) -> Job | None:
    """As the process sees it then; None when it is no longer its."""
    return database.write(lambda session: QUEUE.heartbeat(session, job, NOW + after, done=1, total=2))


def finish(database: Database, job: Job) -> bool:
    return database.write(lambda session: QUEUE.finish(session, job, status=JobStatus.DONE, file_name="en.zip"))


def release(database: Database, job: Job) -> bool:
    return database.write(lambda session: QUEUE.reschedule(session, job, NOW, status=JobStatus.WAITING))


def test_of_many_processes_that_look_at_once_one_gets_the_job(waiting: Database, database_url: str) -> None:
    with closing(Database(database_url)) as another:
        outcomes = at_once(*(lambda door=door: claim(door) for door in (waiting, another) * 4))
    assert [type(outcome) for outcome in outcomes].count(Job) == 1
    assert stored(waiting).status is JobStatus.RUNNING


def test_a_job_whose_process_has_died_is_taken_over_and_one_that_is_worked_at_is_not(waiting: Database) -> None:
    job = taken(waiting)
    assert claim(waiting, STALE_AFTER) is None
    job = beat(waiting, job, STALE_AFTER) or job
    assert (stored(waiting).done, stored(waiting).total) == (1, 2)
    assert claim(waiting, STALE_AFTER * 2) is None
    assert claim(waiting, STALE_AFTER * 2 + SECOND) is not None


def test_a_job_that_an_earlier_version_left_unfinished_is_claimed_at_once(waiting: Database) -> None:
    """It stored when it last said that it was at the job, and ended with the upgrade."""
    waiting.write(
        lambda session: session.execute(
            text("UPDATE job SET status = 'RUNNING', beat_at = :beat"), {"beat": (NOW - SECOND).replace(tzinfo=None)}
        )
    )
    job = taken(waiting)
    assert (job.status, beat(waiting, job, SECOND) is not None) == (JobStatus.RUNNING, True)


def test_who_was_too_slow_changes_nothing_for_the_one_that_took_over(waiting: Database) -> None:
    late = taken(waiting)
    heir = claim(waiting, STALE_AFTER + SECOND)
    assert heir is not None
    assert beat(waiting, late, STALE_AFTER * 2) is None
    assert not finish(waiting, late)
    assert not release(waiting, late)
    assert stored(waiting).lease_until == heir.lease_until
    assert finish(waiting, heir)
    assert (stored(waiting).status, stored(waiting).file_name) == (JobStatus.DONE, "en.zip")


def test_a_job_that_was_given_back_is_the_next_ones_at_once(waiting: Database) -> None:
    job = taken(waiting)
    assert release(waiting, job)
    assert claim(waiting) is not None


def test_what_was_cancelled_is_no_longer_the_process_s_and_what_is_done_cannot_be_cancelled(waiting: Database) -> None:
    job = taken(waiting)
    assert waiting.write(lambda session: jobs.cancel(session, job.id, NOW))
    assert beat(waiting, job, SECOND) is None
    assert not finish(waiting, job)
    assert stored(waiting).status is JobStatus.CANCELLED
    assert claim(waiting, STALE_AFTER * 2) is None
    assert not waiting.write(lambda session: jobs.cancel(session, job.id, NOW))


def test_who_cancels_while_the_job_is_being_finished_either_has_it_cancelled_or_gets_the_file(
    waiting: Database, database_url: str
) -> None:
    job = taken(waiting)
    with closing(Database(database_url)) as another:
        outcomes = at_once(
            lambda: finish(waiting, job),
            lambda: another.write(lambda session: jobs.cancel(session, job.id, NOW)),
        )
    assert sorted(map(bool, outcomes)) == [False, True]
    assert stored(waiting).status is (JobStatus.DONE if outcomes[0] else JobStatus.CANCELLED)

"""Every shared report in one file: whose are in it, what becomes of it when something fails, and who may have it
when.
"""

import errno
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import psycopg
import pytest
from sqlalchemy import update
from sqlmodel import col, select

from app.accounts.kernel.roles import Actor
from app.errors import NotFoundError, PermissionDeniedError
from app.reports.results.content import ReportContent
from app.rounds.kernel.assessment import Sharing
from app.rounds.kernel.job import JobStatus
from app.rounds.kernel.keys import RoundKey
from app.services.kernel.worker import close_all
from app.services.overview import render_batch as making
from app.services.overview import report_archive_worker as binding
from app.services.overview.report_archive import (
    AllReports,
    FileToFetch,
    ask_for_reports,
    cancel_reports,
    fetch_reports,
    open_reports,
)
from app.services.overview.report_archive_worker import RETENTION, ReportArchiveWorker
from app.services.overview.shared_reports import WhyNot
from app.services.results import reports
from app.services.results.report_files import ReportFiles
from app.services.results.results import Result
from app.services.results.sharing import choose_sharing
from app.storage.engine.database import Database
from app.storage.kernel.jobs import STALE_AFTER
from app.storage.tables import AuditLineRow, JobRow
from tests.builders import LATER, NOW, Scene, an_edition, open_round, other_region
from tests.integration.support import renders
from tests.integration.support.together import at_once

NORRBY, SODERBY = "9901", "9902"
PATIENCE = 30


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReportFiles]:
    """One for the whole module: its processes take longer to start than all they do here."""
    with pytest.MonkeyPatch.context() as edge:
        edge.setenv("RENDERS", str(tmp_path_factory.mktemp("renders")))
        files = ReportFiles(tmp_path_factory.mktemp("cache"), processes=2, timeout_seconds=PATIENCE)
        yield files
        files.close()


@dataclass
class Desk:
    """A round with reports to collect, and bookbinders that do so. Time stands still unless the test moves it."""

    scene: Scene
    files: ReportFiles
    renders: Path
    now: datetime = LATER
    opened: list[ReportArchiveWorker] = field(default_factory=list)

    @property
    def key(self) -> RoundKey:
        return self.scene.norrby.round

    def bookbinder(self, database: Database | None = None) -> ReportArchiveWorker:
        self.opened.append(
            ReportArchiveWorker(database or self.scene.database, self.files, lambda: self.now, look_seconds=0.01)
        )
        return self.opened[-1]

    def ask(self, actor: Actor | None = None) -> None:
        ask_for_reports(self.scene.database, actor or self.scene.region.coordinator, self.key, self.now)

    def cancel(self) -> None:
        cancel_reports(self.scene.database, self.scene.region.reader, self.key, self.now)

    def made(self) -> AllReports:
        self.ask()
        self.bookbinder().work()
        return self.seen()

    def seen(self) -> AllReports:
        return open_reports(self.scene.database, self.scene.region.reader, self.key, self.files.folder)

    def fetch(self, actor: Actor | None = None) -> FileToFetch | None:
        who = actor or self.scene.region.reader
        return fetch_reports(self.scene.database, who, self.key, self.files.folder, self.now)

    def share(self, level: str, key: str = NORRBY) -> None:
        kommun = self.scene.region.norrby if key == NORRBY else self.scene.region.soderby
        address = self.scene.norrby if key == NORRBY else self.scene.soderby
        choose_sharing(self.scene.database, kommun.coordinator, address, level, self.now)

    def content(self) -> dict[str, bytes]:
        """What is in the file that is handed out, by name."""
        stream = self.fetch()
        assert stream is not None
        with zipfile.ZipFile(stream.path) as file:
            return {name: file.read(name) for name in file.namelist()}

    def row(self) -> JobRow:
        with self.scene.database.read() as session:
            return session.exec(select(JobRow)).one()

    def rendered(self) -> list[str]:
        return sorted((self.renders / "log").read_text(encoding="utf-8").split())

    def say(self, what: str) -> Path:
        (self.renders / what).touch()
        return self.renders / what

    def zips(self) -> list[Path]:
        return list(self.files.folder.glob("rapporter-*"))


@pytest.fixture
def desk(scene: Scene, pool: ReportFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Both kommuner have answered and share with the region."""
    import os

    monkeypatch.setattr(reports, "report_pdf", renders.report_pdf)
    pool.folder = tmp_path / "cache"
    folder = Path(os.environ["RENDERS"])
    for file in folder.iterdir():
        file.unlink()
    for kommun in (scene.region.norrby, scene.region.soderby):
        scene.answer_alone("3", kommun)
    for key in (scene.norrby, scene.soderby):
        scene.change(key, sharing=Sharing.REGION, approved_at=NOW)
    desk = Desk(scene, pool, folder)
    yield desk
    for file in folder.glob("hold"):
        file.unlink()
    close_all(desk.opened, PATIENCE)


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = monotonic() + PATIENCE
    while not holds():
        assert monotonic() < deadline, "it never came to be so"
        sleep(0.01)


def at_work(desk: Desk) -> Thread:
    """A report worker has begun with both reports, which are held."""
    hold = desk.say("hold")
    desk.ask()
    thread = Thread(target=desk.bookbinder().work)
    thread.start()
    wait_until(lambda: (desk.renders / "log").exists() and len(desk.rendered()) == 2)
    assert hold.exists()
    return thread


def go_on(desk: Desk, thread: Thread) -> None:
    (desk.renders / "hold").unlink()
    thread.join(PATIENCE)


def events(desk: Desk) -> list[tuple[str, bool]]:
    """What the log says of it, and whether it was a person who did it."""
    with desk.scene.database.read() as session:
        lines = session.exec(select(AuditLineRow).order_by(col(AuditLineRow.number))).all()
    return [(line.action, line.actor_id is not None) for line in lines if line.action.startswith("round.reports")]


def test_the_file_has_every_shared_report_and_says_who_is_not_there(desk: Desk) -> None:
    desk.scene.change(desk.scene.soderby, sharing=Sharing.NOTHING)
    view = desk.made()
    assert (desk.row().status, desk.row().done, desk.row().total) == (JobStatus.DONE, 1, 1)
    assert view.file is not None
    assert view.file.kommuner == 1
    content = desk.content()
    assert list(content) == ["LÄSMIG.txt", "9901-norrby-2026.pdf"]
    assert content["9901-norrby-2026.pdf"].decode().startswith("%PDF 9901 Fastställd")
    text = content["LÄSMIG.txt"].decode("utf-8-sig")
    assert "9901-norrby-2026.pdf  Norrby, Fastställd" in text
    assert "Soderby  delar inte sitt resultat med regionen\r\n" in text
    assert [path.name for path in desk.zips()] == [desk.row().file_name]
    assert events(desk) == [
        ("round.reports_asked", True),
        ("round.reports_made", False),
        ("round.reports_fetched", True),
    ]


def test_two_who_ask_at_once_get_one_job_that_both_see(desk: Desk) -> None:
    people = (desk.scene.region.coordinator, desk.scene.region.reader) * 2
    at_once(*(lambda actor=actor: desk.ask(actor) for actor in people))
    assert desk.row().status is JobStatus.WAITING
    assert desk.bookbinder().work() == 1
    assert desk.rendered() == [NORRBY, SODERBY]
    assert desk.bookbinder().work() == 0


def test_a_new_file_takes_the_place_of_the_old_and_renders_only_what_has_changed(desk: Desk) -> None:
    desk.made()
    desk.scene.change(approved_at=LATER, approved_by="kommundirektören")
    desk.made()
    assert desk.rendered() == [NORRBY, NORRBY, SODERBY]
    assert len(desk.zips()) == 1
    assert b"Fastst" in desk.content()["9901-norrby-2026.pdf"]


def test_a_kommun_that_withdraws_while_the_file_is_being_made_is_not_in_it(desk: Desk) -> None:
    thread = at_work(desk)
    desk.share("nothing")
    go_on(desk, thread)
    assert list(desk.content()) == ["LÄSMIG.txt", "9902-soderby-2026.pdf"]


def test_the_file_is_not_handed_out_once_a_kommun_in_it_has_withdrawn(desk: Desk) -> None:
    desk.made()
    assert desk.fetch() is not None
    desk.share("nothing")
    file = desk.seen().file
    assert file is not None
    assert (file.withdrawn, file.may_be_fetched) == (("Norrby",), False)
    assert desk.fetch() is None
    desk.share("region")
    assert desk.fetch() is not None


def test_the_file_is_not_handed_out_once_a_kommun_in_it_has_opened_its_result_again(desk: Desk) -> None:
    desk.made()
    desk.scene.change(desk.scene.norrby, approved_at=None)
    view = desk.seen()
    assert view.file is not None
    assert (view.file.withdrawn, view.file.may_be_fetched) == (("Norrby",), False)
    assert [(assessment.municipality, why) for assessment, why in view.shared.left_out] == [
        ("Norrby", WhyNot.NO_RESULT)
    ]
    assert desk.fetch() is None


def test_the_file_is_not_handed_out_once_a_report_in_it_says_something_else(desk: Desk) -> None:
    desk.made()
    desk.now += timedelta(days=2)  # another day alone makes it no other report
    assert desk.fetch() is not None
    desk.scene.change(desk.scene.soderby, approved_by="kommundirektören")
    file = desk.seen().file
    assert file is not None
    assert (file.changed, file.withdrawn) == (("Soderby",), ())
    assert desk.fetch() is None


def test_the_file_is_not_handed_out_once_a_year_that_a_report_compares_with_is_no_longer_shared(desk: Desk) -> None:
    last_year = open_round(desk.scene.database, desk.scene.region, an_edition(2025))
    last_year.answer_alone("2")
    last_year.change(approved_at=NOW, sharing=Sharing.REGION)
    desk.made()
    assert desk.fetch() is not None
    last_year.change(sharing=Sharing.NOTHING)
    file = desk.seen().file
    assert file is not None
    assert file.changed == ("Norrby",)
    assert desk.fetch() is None


def test_a_kommun_that_shares_since_is_told_and_hinders_nobody(desk: Desk) -> None:
    desk.scene.change(desk.scene.soderby, sharing=Sharing.NOTHING)
    desk.made()
    desk.share("region", SODERBY)
    file = desk.seen().file
    assert file is not None
    assert (file.newcomers, file.may_be_fetched) == (("Soderby",), True)


def test_what_was_cancelled_leaves_no_file(desk: Desk) -> None:
    thread = at_work(desk)
    desk.cancel()
    go_on(desk, thread)
    assert desk.row().status is JobStatus.CANCELLED
    assert desk.zips() == []
    assert desk.fetch() is None
    desk.cancel()
    assert events(desk) == [("round.reports_asked", True), ("round.reports_cancelled", True)]
    assert desk.made().file is not None


def test_a_job_whose_process_died_before_the_clock_was_set_back_is_taken_over_at_once(desk: Desk) -> None:
    thread = at_work(desk)
    close_all(desk.opened[-1:], PATIENCE)
    thread.join(PATIENCE)
    lease_until = desk.now + timedelta(days=1)  # as a process that was killed leaves it
    desk.scene.database.write(
        lambda session: session.execute(update(JobRow).values(status=JobStatus.RUNNING, lease_until=lease_until))
    )
    (desk.renders / "hold").unlink()
    assert desk.bookbinder().work() == 1
    assert desk.row().status is JobStatus.DONE


def test_a_clock_that_is_set_back_hides_from_nobody_that_the_job_was_cancelled(desk: Desk) -> None:
    thread = at_work(desk)
    desk.now -= timedelta(days=1)
    desk.cancel()
    thread.join(PATIENCE)
    assert not thread.is_alive()
    assert desk.row().status is JobStatus.CANCELLED


def test_a_service_that_ends_gives_the_job_back_and_the_next_goes_on_without_rendering_anew(desk: Desk) -> None:
    thread = at_work(desk)
    close_all(desk.opened[-1:], PATIENCE)
    thread.join(PATIENCE)
    assert desk.row().status is JobStatus.WAITING
    (desk.renders / "hold").unlink()
    wait_until(lambda: len(list(desk.files.folder.glob("*.pdf"))) == 2)
    assert desk.bookbinder().work() == 1
    assert desk.row().status is JobStatus.DONE
    assert desk.rendered() == [NORRBY, SODERBY]


def test_who_comes_back_after_another_took_over_leaves_its_file_alone(desk: Desk) -> None:
    thread = at_work(desk)
    desk.now += STALE_AFTER + timedelta(seconds=1)
    heir = Thread(target=desk.bookbinder().work)
    heir.start()
    thread.join(PATIENCE)
    go_on(desk, heir)
    assert desk.row().status is JobStatus.DONE
    assert [path.name for path in desk.zips()] == [desk.row().file_name]
    assert len(desk.content()) == 3
    assert desk.rendered() == [NORRBY, SODERBY]


def test_a_report_that_fails_is_tried_again_and_told_and_the_others_are_there(desk: Desk) -> None:
    desk.say(f"fail-{NORRBY}")
    desk.made()
    assert desk.rendered() == [NORRBY, NORRBY, SODERBY]
    assert (desk.row().status, desk.row().problem) == (JobStatus.DONE, "9901-norrby")
    content = desk.content()
    assert list(content) == ["LÄSMIG.txt", "9902-soderby-2026.pdf"]
    assert "Norrby  rapporten gick inte att skapa" in content["LÄSMIG.txt"].decode("utf-8-sig")


def test_a_report_that_cannot_even_be_put_into_words_takes_no_other_with_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = reports.report_content

    def report_content(result: Result, now: datetime) -> ReportContent:
        if result.assessment.code == NORRBY:
            raise KeyError("en roll som formuläret inte har")
        return original(result, now)

    monkeypatch.setattr(making, "report_content", report_content)
    desk.made()
    assert (desk.row().status, desk.row().problem) == (JobStatus.DONE, "9901-norrby")
    assert list(desk.content()) == ["LÄSMIG.txt", "9902-soderby-2026.pdf"]


def test_a_database_that_was_away_for_a_moment_ends_no_job(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as away:
        away.setattr(making, "find_assessment", _fail_as_a_server_that_is_gone)
        desk.ask()
        bookbinder = desk.bookbinder()
        with pytest.raises(psycopg.OperationalError):
            bookbinder.work()
        assert desk.row().status is JobStatus.RUNNING
    desk.now += 2 * STALE_AFTER
    assert bookbinder.work() == 1
    assert (desk.row().status, desk.row().problem) == (JobStatus.DONE, "")


def _fail_as_a_server_that_is_gone(*_: object) -> None:
    raise psycopg.OperationalError("the connection is lost")


def test_a_rendering_process_that_dies_takes_no_other_report_with_it(desk: Desk) -> None:
    desk.say(f"die-{NORRBY}")
    desk.made()
    assert desk.row().problem == "9901-norrby"
    assert list(desk.content()) == ["LÄSMIG.txt", "9902-soderby-2026.pdf"]


def test_when_no_report_can_be_made_there_is_no_file(desk: Desk) -> None:
    desk.say(f"fail-{NORRBY}")
    desk.say(f"fail-{SODERBY}")
    desk.made()
    assert (desk.row().status, desk.row().problem) == (JobStatus.FAILED, "fault")
    assert desk.zips() == []


def test_a_full_disk_is_told_and_leaves_no_half_file(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(archive: object, path: Path) -> None:
        path.write_bytes(b"PK")
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as edge:
        edge.setattr(binding, "write_archive", half)
        desk.made()
    assert (desk.row().status, desk.row().problem) == (JobStatus.FAILED, "no room")
    assert desk.zips() == []
    assert desk.made().file is not None


def test_a_job_nobody_finished_for_a_day_is_given_up(desk: Desk) -> None:
    desk.ask()
    desk.now += timedelta(days=1, seconds=1)
    desk.bookbinder().work()
    assert (desk.row().status, desk.row().problem) == (JobStatus.FAILED, "too old")


def test_files_go_after_a_week_and_so_do_those_that_no_job_speaks_of(desk: Desk) -> None:
    desk.made()
    files = desk.zips()
    for stray in ("rapporter-99-ab.zip", "rapporter-99-cd.part"):
        (desk.files.folder / stray).touch()
    desk.now += RETENTION
    desk.bookbinder().tidy()
    assert desk.zips() == files
    desk.now += timedelta(seconds=1)
    desk.bookbinder().tidy()
    assert desk.zips() == []
    assert desk.seen().job is None


def test_a_file_that_is_being_written_is_left_alone(desk: Desk) -> None:
    thread = at_work(desk)
    half = desk.files.folder / f"rapporter-{desk.row().id}-ab.part"
    half.parent.mkdir(exist_ok=True)
    half.touch()
    desk.bookbinder().tidy()
    assert half.exists()
    go_on(desk, thread)


@pytest.mark.parametrize("backend", ["postgresql"])
def test_a_file_that_another_server_made_is_handed_out_and_gone_with_its_job(desk: Desk, backend: str) -> None:
    desk.made()
    content = desk.zips()[0].read_bytes()
    desk.zips()[0].unlink()
    assert desk.fetch() is not None
    assert desk.zips()[0].read_bytes() == content
    desk.scene.change(desk.scene.norrby, sharing=Sharing.NOTHING)
    desk.zips()[0].unlink()
    assert desk.fetch() is None
    desk.now += RETENTION + timedelta(seconds=1)
    desk.bookbinder().tidy()
    assert desk.zips() == []
    assert desk.seen().job is None


@pytest.mark.parametrize("backend", ["postgresql"])
def test_a_folder_without_room_is_told_as_a_file_that_is_gone(desk: Desk, backend: str) -> None:
    desk.made()
    desk.zips()[0].unlink()
    shutil.rmtree(desk.files.folder)
    desk.files.folder.touch()
    assert desk.seen().file is None
    assert desk.fetch() is None


@pytest.mark.parametrize("backend", ["sqlite"])
def test_a_file_that_was_lost_with_the_cache_can_be_made_again(desk: Desk, backend: str) -> None:
    desk.made()
    desk.zips()[0].unlink()
    assert desk.seen().file is None
    assert desk.fetch() is None
    assert desk.made().file is not None


def test_there_is_nothing_to_ask_for_where_nobody_shares_in_a_trial_or_before_the_round_opens(
    desk: Desk, scene: Scene
) -> None:
    scene.change(scene.norrby, sharing=Sharing.NOTHING)
    scene.change(scene.soderby, sharing=Sharing.NOTHING)
    with pytest.raises(PermissionDeniedError, match="Ingen kommun har fastställt och delat"):
        desk.ask()
    scene.change_round(opened_at=None)
    with pytest.raises(PermissionDeniedError, match="öppnad"):
        desk.ask()
    trial = open_round(scene.database, scene.region, an_edition(), trial=True)
    with pytest.raises(PermissionDeniedError, match="provomgång"):
        ask_for_reports(scene.database, scene.region.coordinator, trial.norrby.round, NOW)


def test_nobody_outside_the_region_can_ask_cancel_see_or_fetch(desk: Desk) -> None:
    desk.made()
    elsewhere = other_region(desk.scene.database).region
    acts: tuple[Callable[[Actor], object], ...] = (
        desk.ask,
        desk.fetch,
        lambda actor: cancel_reports(desk.scene.database, actor, desk.key, NOW),
        lambda actor: open_reports(desk.scene.database, actor, desk.key, desk.files.folder),
    )
    for actor in (elsewhere.coordinator, desk.scene.coordinator, desk.scene.region.norrby.reader):
        for act in acts:
            with pytest.raises(NotFoundError):
                act(actor)

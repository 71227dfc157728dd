"""Every shared report in one file, as the region's people meet it: without JavaScript, and never what is not shared."""

import io
import sqlite3
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import pytest

from tests.browser.support.server import Server
from tests.functional.support.pages import Page, text_of
from tests.functional.support.people import (
    ALE_COORDINATOR,
    ALINGSAS_RESPONDENT,
    HARRYDA_READER,
    LILLA_EDET,
    OTHER_REGION_COORDINATOR,
    REGION_COORDINATOR,
    REGION_READER,
    ROUND,
    TJORN,
    TJORN_COORDINATOR,
)
from tests.functional.support.serving import Site
from tests.functional.support.visitor import NewVisitor, Visitor

pytestmark = pytest.mark.slow

REPORTS, FILE = f"{ROUND}/rapporter", f"{ROUND}/rapporter.zip"
ORDER = "Gör en fil med alla rapporter"
_SMALL = "municipality_id IN (SELECT id FROM municipality WHERE slug IN ('1419-tjorn', '1462-lilla-edet'))"
ONLY_SMALL = (
    f"UPDATE assessment SET sharing = CASE WHEN {_SMALL} THEN sharing ELSE 'NOTHING' END, "
    f"approved_at = CASE WHEN {_SMALL} THEN answering_closed_at ELSE approved_at END"
)
PATIENCE = 120
"""Seconds: real reports are rendered."""


@pytest.fixture
def small(site: Site) -> Site:
    """Only the two smallest kommuner share, and have approved, so that there is little to render."""
    site.change(ONLY_SMALL)
    return site


def finished(visitor: Visitor) -> Page:
    """The page once the file is made or not, reloaded as somebody without JavaScript does."""
    deadline = time.monotonic() + PATIENCE
    while (page := visitor.get(REPORTS)).by_class("button-quiet"):
        assert page.links["Uppdatera"] == REPORTS
        assert time.monotonic() < deadline, "the file was never made"
        time.sleep(0.2)
    return page


def said(page: Page) -> str:
    return text_of(page.by_id("lage-ord"))


def test_from_the_round_to_a_file_with_every_shared_report(small: Site, visit: NewVisitor) -> None:
    region, reader = visit(REGION_COORDINATOR), visit(REGION_READER)
    page = region.get(region.get(ROUND).links["Alla rapporter i en fil"])
    assert "2 av 13 kommuner har fastställt sitt resultat och delar det med regionen nu." in page.text
    assert "Härryda delar inte sitt resultat med regionen." in page.text
    assert "Ale har inte fastställt något resultat än (pågår)." in page.text
    reply = region.press(page, ORDER)
    assert reply.address == REPORTS
    assert said(reply) == "Rapporterna samlas i en fil."
    # The other one sees the same job, and a press on the button she still has makes no second.
    assert said(reader.get(REPORTS)) == "Rapporterna samlas i en fil."
    assert reader.send(page.form(ORDER)).by_class("button-quiet")
    assert small.rows("SELECT count(*) FROM job") == [(1,)]
    page = finished(region)
    assert said(page) == "Filen är klar."
    assert "2 rapporter" in page.text
    answer = reader.fetch("GET", reader.get(REPORTS).links["Hämta filen (zip)"])
    assert answer.headers["content-type"] == "application/zip"
    name = 'filename="rapporter-gr-omstallningsformaga-2026.zip"'
    assert answer.headers["content-disposition"] == f"attachment; {name}"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
        assert file.namelist() == ["LÄSMIG.txt", "1419-tjorn-2026.pdf", "1462-lilla-edet-2026.pdf"]
        assert {entry.compress_type for entry in file.infolist()} == {zipfile.ZIP_STORED}
        assert "Exempeldata" in file.read("LÄSMIG.txt").decode()
        for address in (TJORN, LILLA_EDET):
            alone = region.fetch("GET", f"{address}/rapport.pdf").content
            assert file.read(f"{address.rpartition('/')[2]}-2026.pdf") == alone
    log = region.get("/gr/logg").text
    assert "Filen med alla rapporter blev klar, 2 rapporter." in log
    assert "Filen med alla rapporter hämtades, 2 rapporter." in log

    # Tjörn takes its sharing back: the file is handed out no more, by whatever way, until it is made again.
    tjorn = visit(TJORN_COORDINATOR)
    tjorn.send(tjorn.get(f"{TJORN}/delning").form("Spara valet"), sharing="nothing")
    refusal = reader.fetch("GET", FILE)
    assert (refusal.status_code, refusal.headers["content-type"].partition(";")[0]) == (409, "text/html")
    assert "Inte längre fastställt och delat med regionen: Tjörn." in refusal.text
    page = reader.get(REPORTS)
    assert said(page) == "Filen går inte att hämta längre."
    assert "Inte längre fastställt och delat med regionen: Tjörn." in page.text
    assert FILE not in page.links.values()
    region.press(page, "Gör en ny fil")
    assert "1 rapport," in finished(region).text
    with zipfile.ZipFile(io.BytesIO(region.fetch("GET", FILE).content)) as file:
        assert file.namelist() == ["LÄSMIG.txt", "1462-lilla-edet-2026.pdf"]


def test_cancelling_leaves_no_file_and_cancelling_again_changes_nothing(small: Site, visit: NewVisitor) -> None:
    region, reader = visit(REGION_COORDINATOR), visit(REGION_READER)
    small.change(
        "INSERT INTO job (kind, round_id, status, total, done, file_name, problem, created_at, beat_at) "
        "SELECT 'reports', round.id, 'RUNNING', 13, 7, '', '', '2026-11-27 10:00:00', datetime('now', '+30 minutes') FROM round "
        "JOIN edition ON edition.id = edition_id JOIN region ON region.id = region_id "
        "WHERE year = 2026 AND slug = 'gr' AND NOT is_trial"
    )
    page = region.get(REPORTS)
    assert text_of(page.by_id("forlopp-ord")) == "7 av 13 rapporter"
    bar = page.by_id("forlopp")
    assert (bar.tag, bar.get("value"), bar.get("max")) == ("progress", "7", "13")
    part = region.fetch("GET", f"{REPORTS}/lage", headers={"HX-Request": "true"}).text
    assert "7 av 13 rapporter" in part
    assert "<html" not in part
    for visitor in (reader, region):
        assert said(visitor.press(page, "Avbryt")) == "Arbetet avbröts. Ingen fil sparades."
    assert region.get(REPORTS).form("Gör en ny fil")
    assert region.fetch("GET", FILE).status_code == 409
    assert "Avbryt" not in region.get(REPORTS).text


def test_what_went_wrong_is_told_with_what_to_do(small: Site, visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    insert = (
        "INSERT INTO job (kind, round_id, status, total, done, file_name, problem, created_at, finished_at) "
        "SELECT 'reports', round.id, 'FAILED', 2, 2, '', ?, '2026-11-27 10:00:00', '2026-11-27 10:01:00' FROM round "
        "JOIN edition ON edition.id = edition_id JOIN region ON region.id = region_id "
        "WHERE year = 2026 AND slug = 'gr' AND NOT is_trial"
    )
    for problem, words in (("no room", "ont om plats"), ("too old", "aldrig klart"), ("fault", "Felet är loggat")):
        small.change(insert, problem)
        page = region.get(REPORTS)
        assert said(page) == "Det blev ingen fil."
        assert words in page.text
        assert page.form("Gör en ny fil")
    small.change("UPDATE assessment SET sharing = 'NOTHING'")
    assert "Ingen kommun har fastställt sitt resultat och delar det med regionen än." in region.get(REPORTS).text
    assert "Ingen kommun har fastställt och delat" in region.post(REPORTS, status=409).text
    assert "provomgång" in region.get(f"{ROUND}-prov/rapporter", 409).text


def test_others_find_neither_page_nor_file(small: Site, visit: NewVisitor) -> None:
    for person in (ALE_COORDINATOR, HARRYDA_READER, ALINGSAS_RESPONDENT, OTHER_REGION_COORDINATOR):
        visitor = visit(person)
        for method, way in (
            ("GET", "rapporter"),
            ("GET", "rapporter/lage"),
            ("GET", "rapporter.zip"),
            ("POST", "rapporter"),
            ("POST", "rapporter/avbryt"),
        ):
            refusal = visitor.fetch(method, f"{ROUND}/{way}", None if method == "GET" else {})
            nowhere = visitor.fetch(method, f"/gr/omstallningsformaga/2023/{way}", None if method == "GET" else {})
            assert (refusal.status_code, refusal.text) == (404, nowhere.text), way
    assert small.rows("SELECT count(*) FROM job") == [(0,)]


class Service(Server):
    """A process of its own on a copy of the example region, where few kommuner share."""

    def __init__(self, folder: Path, example: Path) -> None:
        super().__init__(folder)
        with closing(sqlite3.connect(example)) as source, closing(sqlite3.connect(self.database)) as copy:
            source.backup(copy)
            copy.execute(ONLY_SMALL)
            copy.commit()

    def job(self) -> tuple[str, int, int]:
        with closing(sqlite3.connect(self.database)) as connection:
            row: tuple[str, int, int] = connection.execute("SELECT status, done, total FROM job").fetchone()
            return row

    def wait_for(self, status: str, least: int) -> None:
        deadline = time.monotonic() + PATIENCE
        while (now := self.job())[0] != status or now[1] < least:
            assert time.monotonic() < deadline, f"the job is {now}"
            time.sleep(0.02)

    def let_time_pass(self) -> None:
        """As if nobody had said for a while that the job is being worked at."""
        with closing(sqlite3.connect(self.database, timeout=10)) as connection:
            connection.execute("UPDATE job SET beat_at = '2026-01-01 00:00:00', done = 0")
            connection.commit()

    def kept(self) -> dict[str, int]:
        """Rendered reports, each with when it was written."""
        return {path.name: path.stat().st_mtime_ns for path in (self.folder / "cache").glob("*.pdf")}


@pytest.fixture
def service(tmp_path: Path, example_database: Path) -> Iterator[Service]:
    service = Service(tmp_path, example_database)
    service.start()
    yield service
    service.stop()


@contextmanager
def signed_in(service: Service) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=service.url, timeout=60, headers={"Sec-Fetch-Site": "same-origin"}) as client:
        group = client.get("/demo").text.split('<optgroup label="Göteborgsregionen">')[1]
        client.post("/demo", data={"person": group.split('value="')[1].split('"')[0]})
        yield client


def test_a_job_goes_on_by_itself_after_the_service_was_killed(service: Service) -> None:
    with signed_in(service) as client:
        assert client.post(REPORTS).headers["location"] == REPORTS
        service.wait_for("RUNNING", 1)
        service.kill()
        assert service.job() == ("RUNNING", 1, 2), "the service was to be killed in the middle"
        before = service.kept()
        assert len(before) == 1
        service.let_time_pass()
        service.start()
        # The page is there for those who were signed in before, and the job goes on without anybody asking again.
        assert "av 2 rapporter" in client.get(REPORTS).text
        service.wait_for("DONE", 2)
        after = service.kept()
        assert {name: after[name] for name in before} == before
        assert len(after) == 2
        with zipfile.ZipFile(io.BytesIO(client.get(FILE).content)) as file:
            assert len(file.namelist()) == 3
            assert file.testzip() is None

"""Two servers on one PostgreSQL that share nothing else: whichever somebody comes to, it is the same service.

Both are applications in threads of this one process, so what a process keeps in its modules is common to them here.

They come to the database as a user with few rights, so that whatever is done here can be done with those.
"""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError
from sqlmodel import Session

from app.demo.build import build_demo
from app.storage.engine.database import Database
from app.storage.engine.schema import migrate
from tests.functional.meeting.test_meeting import MAL, MEETING, following, settle
from tests.functional.overview.test_report_archive import FILE, ORDER, REPORTS, finished
from tests.functional.support.pages import question_ids
from tests.functional.support.people import (
    ALE,
    ALE_COORDINATOR,
    HARRYDA,
    HARRYDA_COORDINATOR,
    KUNGSBACKA_COORDINATOR,
    KUNGSBACKA_READER,
    REGION_COORDINATOR,
    TJORN,
    TJORN_COORDINATOR,
    Person,
)
from tests.functional.support.serving import Site, serving
from tests.functional.support.visitor import Visitor
from tests.paths import QUESTIONNAIRES
from tests.postgres import running_server

pytestmark = pytest.mark.slow

Twins = tuple[Site, Site]
ONLY_TJORN = (
    """UPDATE assessment SET sharing = 'NOTHING'
    WHERE municipality_id NOT IN (SELECT id FROM municipality WHERE slug = '1419-tjorn')""",
    "UPDATE assessment SET approved_at = answering_closed_at WHERE sharing <> 'NOTHING'",
)
"""Has approved and shares, so that there is little to render."""


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory, example_database: Path) -> Iterator[Twins]:
    """Both with a folder of their own, as on two machines."""
    with running_server() as server:
        name = server.make()
        with closing(Database(server.url(name))) as database:
            migrate(database)
            assert build_demo(database, QUESTIONNAIRES, datetime.now(UTC))
            database.write(_let_only_tjorn_share)
        url = server.url_with_few_rights(name)
        first, second = (tmp_path_factory.mktemp(name) for name in ("first", "second"))
        with (
            serving(first, example_database, database_url=url, cache_dir=first / "cache") as here,
            serving(second, example_database, database_url=url, cache_dir=second / "cache") as there,
        ):
            yield here, there


def _let_only_tjorn_share(session: Session) -> None:
    for statement in ONLY_TJORN:
        session.execute(text(statement))


@pytest.fixture
def meet(twins: Twins) -> Iterator["Meet"]:
    with closing(Meet(twins)) as meet:
        yield meet


class Meet:
    """The same person, signed in once, at both servers."""

    def __init__(self, twins: Twins) -> None:
        self.twins = twins
        self.visitors: list[Visitor] = []

    def __call__(self, person: Person) -> tuple[Visitor, Visitor]:
        here, there = (Visitor(site) for site in self.twins)
        self.visitors += [here, there]
        here.become(person)
        there.http.cookies = here.http.cookies
        return here, there

    def close(self) -> None:
        for visitor in self.visitors:
            visitor.http.close()


def test_who_signs_in_at_one_answers_at_the_other_and_a_conflict_is_told_by_either(meet: Meet) -> None:
    here, there = meet(ALE_COORDINATOR)
    here.press(here.get(f"{ALE}/hur-ni-svarar"), "Svara för kommunen")
    page = here.get(f"{ALE}/svara/politiskt")
    question = question_ids(page)[0]
    here.answer(page.address, question, "3")
    assert there.get(page.address).forms[-1].values[f"{question}.choice"] == "3"
    fields = {f"{question}.choice": "1", f"{question}.version": "0"}
    there.put(f"{page.address}/{question}", fields, 409)
    there.answer(page.address, question, "2", version=1)
    here.put(f"{page.address}/{question}", fields | {f"{question}.version": "1"}, 409)
    assert here.get(page.address).forms[-1].values[f"{question}.choice"] == "2"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_line SET action = 'annat'",
        "DELETE FROM audit_line",
        "TRUNCATE audit_line",
        "DROP TRIGGER audit_line_is_for_good ON audit_line",
        "ALTER TABLE answer ADD note text",
        "DELETE FROM alembic_version",
        "DELETE FROM served_schema",
    ],
)
def test_the_user_with_few_rights_changes_neither_the_log_nor_tables(twins: Twins, statement: str) -> None:
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
        twins[0].database.write(lambda session: session.execute(text(statement)))


def test_who_signs_out_at_one_is_signed_out_at_the_other(meet: Meet) -> None:
    here, there = meet(HARRYDA_COORDINATOR)
    assert here.get(HARRYDA).address == HARRYDA
    there.press(there.get(HARRYDA), "Logga ut")
    assert here.http.cookies, "its browser still has the cookie"
    assert here.get(HARRYDA).address == "/demo"


def test_a_file_that_one_has_made_is_handed_out_by_both(meet: Meet) -> None:
    here, there = meet(REGION_COORDINATOR)
    here.press(here.get(REPORTS), ORDER)
    for visitor in (there, here):
        assert "Hämta" in finished(visitor).text
    files = {visitor.fetch("GET", FILE).content for visitor in (here, there)}
    assert len(files) == 1
    assert files.pop().startswith(b"PK")


def test_what_a_kommun_no_longer_shares_is_closed_at_the_server_that_has_just_shown_it(meet: Meet) -> None:
    region, _ = meet(REGION_COORDINATOR)
    assert "Tjörn" in region.get(f"{TJORN}/resultat").heading
    _, kommun = meet(TJORN_COORDINATOR)
    page = kommun.get(f"{TJORN}/delning")
    kommun.send(next(form for form in page.forms if "sharing" in form.options), sharing="nothing")
    assert "inte delat" in region.get(f"{TJORN}/resultat", 403).text


def test_a_change_at_one_is_told_to_those_who_follow_at_the_other(meet: Meet) -> None:
    coordinator, _ = meet(KUNGSBACKA_COORDINATOR)
    _, reader = meet(KUNGSBACKA_READER)
    with following(reader, f"{MEETING}/handelser") as lines:
        assert [next(lines), next(lines)] == ["event: andring", "data: 0"]
        settle(coordinator, coordinator.get(f"{MEETING}/politiskt"), MAL, "4")
        assert [next(lines), next(lines)] == ["event: andring", "data: 1"]

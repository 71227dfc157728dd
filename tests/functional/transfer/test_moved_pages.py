"""The example region in another installation: its people meet the same pages there, and the same report."""

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.cli import main
from app.services.support.catalogues import take_in
from app.storage.engine.database import Database
from tests.functional.support.people import (
    HARRYDA,
    HARRYDA_COORDINATOR,
    REGION_COORDINATOR,
    ROUND,
    Person,
)
from tests.functional.support.serving import Site, serving
from tests.functional.support.visitor import Visitor
from tests.paths import CATALOGUES

pytestmark = pytest.mark.slow

SEVERAL = 1_000
"""Numbers that the new installation has given already."""
OWN_PAGES = (
    "/gr/kommuner/1401-harryda",
    HARRYDA,
    f"{HARRYDA}/resultat",
    f"{HARRYDA}/rapport",
    f"{HARRYDA}/utveckling",
    f"{HARRYDA}/jamfor",
    f"{HARRYDA}/atgarder",
    f"{HARRYDA}/stod",
    f"{HARRYDA}/stod/behov",
    f"{HARRYDA.replace('2026', '2025')}/resultat",
    f"{HARRYDA.replace('2026', '2024')}/rapport",
    "/gr/erbjudanden",
    "/gr/stod",
    "/gr/mal",
)
REGION_PAGES = ("/gr", ROUND, f"{ROUND}/oversikt", f"{ROUND}/rang", "/gr/mal", "/gr/behov", "/gr/erbjudanden")


@pytest.fixture(scope="module")
def moved_database(example_database: Path, empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """By the commands, into an installation where nobody is yet, and where other numbers are the next ones."""
    folder = tmp_path_factory.mktemp("moved")
    source, target = (Path(shutil.copy(path, folder)) for path in (example_database, empty_database))
    with closing(Database(f"sqlite:///{target}")) as database:
        take_in(database, CATALOGUES, datetime.now(UTC))
    with closing(sqlite3.connect(target)) as connection, connection:
        connection.execute("DELETE FROM sqlite_sequence")
        tables = connection.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'").fetchall()
        connection.executemany(
            "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", [(*row, SEVERAL) for row in tables]
        )
    file = str(folder / "gr.zip")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", f"sqlite:///{source}")
        assert main(["transfer", "export", file, "--region", "gr"]) == 0
        patch.setenv("DATABASE_URL", f"sqlite:///{target}")
        assert main(["transfer", "import", file]) == 0
        assert main(["log", "verify"]) == 0
    return target


@pytest.fixture(scope="module")
def moved(moved_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serving(tmp_path_factory.mktemp("moved-site"), moved_database) as site:
        yield site


def read(site: Site, person: Person, addresses: tuple[str, ...]) -> dict[str, str]:
    with Visitor(site) as visitor:
        visitor.become(person)
        return {address: visitor.get(address).text for address in addresses}


@pytest.mark.parametrize(
    ("person", "addresses"),
    [(HARRYDA_COORDINATOR, OWN_PAGES), (REGION_COORDINATOR, REGION_PAGES)],
    ids=["kommun", "region"],
)
def test_pages_say_what_they_said(site: Site, moved: Site, person: Person, addresses: tuple[str, ...]) -> None:
    before, after = read(site, person, addresses), read(moved, person, addresses)
    for address in addresses:
        assert after[address] == before[address]


def test_numbers_are_others_there(moved: Site) -> None:
    ((number,),) = moved.rows("SELECT id FROM region")
    assert number > SEVERAL


def test_a_locked_report_is_the_same_file(site: Site, moved: Site) -> None:
    """Of a year with earlier ones, others' medians, targets, actions and support."""
    files = []
    for place in (site, moved):
        with Visitor(place) as visitor:
            visitor.become(HARRYDA_COORDINATOR)
            response = visitor.fetch("GET", f"{HARRYDA.replace('2026', '2025')}/rapport.pdf")
        assert response.status_code == 200
        files.append(response.content)
    assert files[0] == files[1]
    assert files[0].startswith(b"%PDF")


def test_the_regions_log_tells_that_it_came_and_what_happened_before(site: Site, moved: Site) -> None:
    before, after = (read(place, REGION_COORDINATOR, ("/gr/logg",))["/gr/logg"] for place in (site, moved))
    assert "Allt kom från en fil ur en annan installation." in after
    events = re.findall("(?:Omgången|Ett gemensamt mål|Erbjudande)[^.]*[.]", before)
    assert events
    assert set(events) <= set(re.findall("(?:Omgången|Ett gemensamt mål|Erbjudande)[^.]*[.]", after))

"""Before there is a result no address gives a report or a file: 409 to those who may know why, 404 to all others.

The addresses are read from the application, so that a file that is added later is held to it as well.
"""

import inspect
import re

import pytest
from fastapi.responses import HTMLResponse

from app.web.shell.http.request import ASSESSMENT
from app.web.shell.http.request import ROUND as ROUND_PATTERN
from tests.functional.support.people import (
    ALE,
    ALE_COORDINATOR,
    ALE_READER,
    ALINGSAS,
    ALINGSAS_COORDINATOR,
    ALINGSAS_READER,
    HARRYDA_COORDINATOR,
    OTHER_REGION_COORDINATOR,
    REGION_COORDINATOR,
    REGION_READER,
    ROUND,
    Person,
)
from tests.functional.support.serving import Site, methods_of
from tests.functional.support.visitor import NewVisitor, Visitor
from tests.functional.whole_site.test_isolation import WAYS

NO_FILES = {
    f"{ASSESSMENT}/moten/handelser",  # the meeting's stream of changes
    f"{ROUND_PATTERN}/oversikt",  # a page that leads on to another address when a filter is taken away
}
UNOPENED = "UPDATE round SET opened_at = NULL WHERE edition_id IN (SELECT id FROM edition WHERE year = 2026)"
PAGES_OF_FILES = ("export", "rapport")
"""Pages that only say what can be taken home, or the same as a file."""


def files_below(site: Site, pattern: str, address: str) -> list[str]:
    """Every address at which the application hands out a report or a file of a result."""
    paths = []
    for route in site.routes():
        rest = route.path.removeprefix(pattern)
        if "GET" not in methods_of(route) or not route.path.startswith(pattern) or rest.startswith("/{municipality}"):
            continue
        is_page = inspect.signature(route.endpoint).return_annotation is HTMLResponse
        if rest.rpartition("/")[2].startswith(PAGES_OF_FILES) or not (is_page or route.path in NO_FILES):
            paths.append(address + rest.format(**WAYS))
    return sorted(paths)


def of_kommun(site: Site, address: str) -> list[str]:
    """What is had of a result; the calendar's files are there before one."""
    files = files_below(site, ASSESSMENT, address)
    return [file for file in files if "/kalender/" not in file]


def of_round(site: Site, address: str) -> list[str]:
    """Those that every round has: a mirror has rounds of another kind, and is not there for these."""
    return [file for file in files_below(site, ROUND_PATTERN, address) if "/spegel" not in file]


def statuses(visitor: Visitor, addresses: list[str]) -> dict[str, int]:
    return {address: visitor.fetch("GET", address).status_code for address in addresses}


def test_every_file_that_there_is_is_looked_at(site: Site) -> None:
    assert {address.removeprefix(ALE) for address in of_kommun(site, ALE)} >= {
        "/rapport",
        "/rapport.pdf",
        "/protokoll.pdf",
        "/export",
        "/export.xlsx",
        "/export.json",
        "/export.pptx",
        "/export.docx",
        "/export-kolada.csv",
        "/export/kapitalslag.csv",
    }
    assert {address.removeprefix(ROUND) for address in of_round(site, ROUND)} >= {
        "/rapport",
        "/rapport.pdf",
        "/rapporter",
        "/rapporter.zip",
        "/export",
        "/export.xlsx",
        "/export.json",
        "/export-kolada.csv",
        "/export/kapitalslag.csv",
    }


@pytest.mark.parametrize(
    ("person", "address"),
    [
        (ALINGSAS_COORDINATOR, ALINGSAS),  # several are answering
        (ALINGSAS_READER, ALINGSAS),
        (ALE_COORDINATOR, ALE),  # nobody has begun
        (ALE_READER, ALE),
    ],
)
def test_those_who_may_see_the_result_are_told_when_there_is_one(
    site: Site, visit: NewVisitor, person: Person, address: str
) -> None:
    visitor = visit(person)
    for file in of_kommun(site, address):
        page = visitor.checked(visitor.fetch("GET", file), 409)
        assert "content-disposition" not in page.response.headers
        assert "svarstiden är avslutad" in page.text
    text = visitor.fetch("GET", f"{address}/rapport.pdf").text
    assert re.search(r"Sista dagen att svara är \d+\u00a0\w+\u00a0\d{4}\.", text)


def test_the_region_is_told_as_the_kommun_once_it_shares(site: Site, visit: NewVisitor) -> None:
    site.change("UPDATE assessment SET sharing = 'REGION'")
    reader = visit(REGION_READER)
    files = [file for file in of_kommun(site, ALINGSAS) if not file.endswith("protokoll.pdf")]  # the kommun's own
    assert set(statuses(reader, files).values()) == {409}


def test_whoever_has_nothing_to_do_with_it_gets_the_404_that_everything_gives(site: Site, visit: NewVisitor) -> None:
    nowhere = f"{ROUND}/1499-ingenstans"
    for person in (HARRYDA_COORDINATOR, OTHER_REGION_COORDINATOR):
        visitor = visit(person)
        for file, other in zip(of_kommun(site, ALINGSAS), of_kommun(site, nowhere), strict=True):
            answer, unknown = visitor.fetch("GET", file), visitor.fetch("GET", other)
            assert (answer.status_code, answer.text) == (404, unknown.text), file


def test_a_round_that_is_only_planned_has_no_files(site: Site, visit: NewVisitor) -> None:
    site.change(UNOPENED)
    coordinator = visit(REGION_COORDINATOR)
    for file in of_round(site, ROUND):
        assert "när omgången är öppnad" in coordinator.checked(coordinator.fetch("GET", file), 409).text
    outsider = visit(OTHER_REGION_COORDINATOR)
    assert set(statuses(outsider, of_round(site, ROUND)).values()) == {404}


def test_a_trial_never_has_files_and_a_round_without_a_made_archive_none_of_all_reports(
    site: Site, visit: NewVisitor
) -> None:
    coordinator = visit(REGION_COORDINATOR)
    assert set(statuses(coordinator, of_round(site, f"{ROUND}-prov")).values()) == {409}
    assert coordinator.fetch("GET", f"{ROUND}/rapporter.zip").status_code == 409

"""A share link of three hundred letters, or a compound of ninety, makes no page wider than its screen."""

import re
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, OpenPage
from tests.browser.support.every_page import (
    ALINGSAS,
    ALINGSAS_COORDINATOR,
    HARRYDA,
    HARRYDA_COORDINATOR,
    KUNGSBACKA,
    KUNGSBACKA_COORDINATOR,
    OPERATOR,
    REGION_COORDINATOR,
    RESPONDENT,
)
from tests.browser.support.page_rules import MAX_WIDTH, NO_WIDER
from tests.browser.support.server import Server
from tests.browser.support.visiting import ROUND, Person
from tests.unit.reports.support.hostile import LINK, WORD

pytestmark = pytest.mark.slow

MIN_WIDTH = 320
WIDEST_TABLE = 1_500
"""Pixels. A table may be scrolled sideways, but not for the sake of one link."""
WIDE_TABLES = """(most) => [...document.querySelectorAll('table')].map((table) => table.getBoundingClientRect().width)
  .filter((width) => width > most).map((width) => `a table of ${Math.round(width)} pixels`)"""
FREE = f"{WORD} {LINK}"
ADDRESS = f"{WORD.lower().replace('ä', 'a').replace('ö', 'o').replace('å', 'a')}@kommun.example"
TEXTS = {
    "answer": {"comment": FREE, "evidence_url": LINK},
    "agreed_answer": {"reason": FREE, "evidence_url": LINK},
    "action": {"text": FREE, "owner": WORD},
    "assessment": {"approved_by": WORD},
    "submission": {"missing_reason": FREE, "returned_reason": FREE, "reopened_reason": FREE},
    "respondent": {"name": WORD},
    "person": {"name": WORD},
    "region": {"name": WORD[:60], "contact_name": WORD, "contact_email": ADDRESS, "data_officer": FREE},
    "municipality": {"name": WORD[:60]},
    "installation": {"organisation": WORD, "contact_email": ADDRESS, "shortcomings": FREE, "burdens": FREE},
    "mail": {"subject": WORD, "body": FREE, "to_address": ADDRESS, "problem": FREE},
    "api_token": {"name": WORD},
}
LETTER = (
    "INSERT INTO mail_template (region_id, kind, subject, body, changed_at) "
    f"SELECT min(id), 'invitation', '{WORD}', '{FREE}', '2026-11-02 10:00:00' FROM region"
)
OF_RESULT = (
    *("", "/resultat", "/resultat/politiskt", "/rapport", "/export", "/atgarder", "/mal", "/lamna-in-resultat"),
    *(
        "/delning",
        "/delning/offentligt",
        "/jamfor",
        "/utveckling",
        "/moten",
        "/moten/eniga",
        "/moten/politiskt",
        "/svarande",
        "/utskick",
    ),
    *("/lamna-ut", "/lamna-ut/granska?diarienummer=KS+1", "/lamna-ut/kommentarer"),
)
PAGES: dict[Person, tuple[str, ...]] = {
    HARRYDA_COORDINATOR: ("/", *(HARRYDA + rest for rest in OF_RESULT), "/mitt", "/mitt/uppgifter"),
    KUNGSBACKA_COORDINATOR: (
        *(KUNGSBACKA + rest for rest in OF_RESULT),
        f"{KUNGSBACKA}/moten/politiskt/politiskt-langsiktiga-mal",
        "/gr/kommuner/1384-kungsbacka",
        "/gr/kommuner/1384-kungsbacka/personer",
        "/gr/kommuner/1384-kungsbacka/logg",
    ),
    ALINGSAS_COORDINATOR: (
        *(ALINGSAS + rest for rest in ("", "/svarande", "/svarande/bjud-in", "/lankar", "/utskick", "/avsluta")),
        f"{ALINGSAS}/resultat",
        f"{ALINGSAS}/svarande/paminn",
    ),
    RESPONDENT: (
        "/",
        *(f"{ALINGSAS}/svara{rest}" for rest in ("", "/politiskt", "/sammanfattning")),
        "/mitt/uppgifter",
        "/personuppgifter",
        "/gr/personuppgifter",
        "/tillganglighet",
    ),
    REGION_COORDINATOR: (
        "/",
        "/gr",
        *(f"/gr/{rest}" for rest in ("personer", "kommuner", "storleksgrupper", "installningar", "utskick", "brev")),
        *(f"/gr/{rest}" for rest in ("brev/inbjudan", "logg", "nycklar", "gallring")),
        *(ROUND + rest for rest in ("", "/oversikt", "/rapport", "/rapporter", "/export", "/paminn", "/rang")),
        *(ROUND + rest for rest in ("/stang", "/forlang")),
        "/frageformular",
    ),
    OPERATOR: ("/", "/drift", "/drift/personer", "/drift/logg", "/oppna-data", "/logga-in"),
}


def number_of(page: Page, person: Person) -> str:
    """Of somebody on the page where one becomes somebody, before all are called the same."""
    text = page.request.get("/demo").text()
    match = re.search(rf'<optgroup label="{person.place}">.*?value="(\d+)">[^<]*{person.title}', text, re.DOTALL)
    assert match is not None
    return match[1]


def lengthen(server: Server) -> None:
    """Every text that people write is as long as a word may be."""
    with closing(sqlite3.connect(server.database, timeout=10)) as connection, connection:
        for table, columns in TEXTS.items():
            assignments = ", ".join(f"{column} = ?" for column in columns)
            key = "email" if table == "person" else ""
            where = f" WHERE {key} IS NOT NULL" if key else ""
            connection.execute(f"UPDATE {table} SET {assignments}{where}", tuple(columns.values()))
        connection.execute(LETTER)


def complaints(page: Page, address: str, width: int) -> list[str]:
    """What is wider than the screen, or a table that is wide for the sake of a word."""
    page.set_viewport_size({"width": width, "height": 900})
    too_wide: list[str] = page.evaluate(WIDE_TABLES, WIDEST_TABLE)
    if not page.evaluate(NO_WIDER, width):
        page.wait_for_timeout(500)  # drawings follow the window's size with a delay
    if not page.evaluate(NO_WIDER, width):
        too_wide += page.evaluate(MAX_WIDTH, width)
    return [f"{address} at {width}: {complaint}" for complaint in too_wide]


@pytest.mark.parametrize("person", PAGES, ids=lambda person: f"{person.place}, {person.title}")
def test_no_long_text_makes_a_page_wider_than_its_screen(open_page: OpenPage, server: Server, person: Person) -> None:
    page = open_page()
    number = number_of(page, person)
    lengthen(server)
    page.request.post("/demo", form={"person": number}, max_redirects=0)
    problems = []
    for address in PAGES[person]:
        response = page.goto(address)
        assert response is not None
        assert response.status in {200, 409}, f"{response.status} {address}"
        for width in (DESKTOP["width"], MIN_WIDTH):
            problems += complaints(page, address, width)
    assert not problems, "\n".join(problems)

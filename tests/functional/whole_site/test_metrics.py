"""What a program that watches the service is told, by whom it may be asked, and that it tells of nobody."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from app.storage.engine.failures import DatabaseFailure
from app.storage.engine.lease_queue import LeaseQueue
from tests.functional.support.journeys import begin_for_ale
from tests.functional.support.pages import question_ids
from tests.functional.support.people import ALE, HARRYDA, HARRYDA_COORDINATOR
from tests.functional.support.serving import Site, serving
from tests.functional.support.visitor import NewVisitor, Visitor

ADDRESS, TOKEN = "/matetal", "0123456789abcdef" * 2
PAGE = f"{ALE}/svara/politiskt"
Series = dict[str, float]


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory, example_database: Path) -> Iterator[Site]:
    with serving(tmp_path_factory.mktemp("watched"), example_database, metrics_token=TOKEN) as site:
        yield site


@pytest.fixture
def visitor(watched: Site) -> Iterator[Visitor]:
    watched.restore()
    with Visitor(watched) as browser:
        yield browser


def ask(visitor: Visitor, token: str = f"Bearer {TOKEN}") -> httpx.Response:
    return visitor.http.get(ADDRESS, headers={"Authorization": token})


def series(visitor: Visitor) -> Series:
    """What is told, by name and labels, without the product's own name."""
    lines = [line for line in ask(visitor).text.splitlines() if line.startswith("omstallningskollen_")]
    return {
        name.removeprefix("omstallningskollen_"): float(value)
        for name, value in (line.rsplit(" ", 1) for line in lines)
    }


def rise(before: Series, after: Series, name: str) -> float:
    return after[name] - before.get(name, 0.0)


def test_without_a_token_in_the_settings_there_is_no_such_address(visit: NewVisitor) -> None:
    visitor = visit()
    for token in ("", "Bearer", f"Bearer {TOKEN}"):
        assert ask(visitor, token).status_code == 404
    assert visitor.get(ADDRESS, 404).heading == "Sidan finns inte"


@pytest.mark.parametrize(
    "token",
    ["", "Bearer", TOKEN, f"bearer {TOKEN}", f"Bearer {TOKEN}x", f"Bearer {TOKEN[1:]}", "Bearer åäö"],
)
def test_without_the_right_token_there_is_no_such_address(visitor: Visitor, token: str) -> None:
    answer = visitor.http.get(ADDRESS, headers={b"Authorization": token.encode()})
    assert answer.status_code == 404
    assert "Sidan finns inte" in answer.text
    assert "omstallningskollen_" not in answer.text


def test_requests_are_counted_by_template_method_and_class_of_status(visitor: Visitor) -> None:
    visitor.become(HARRYDA_COORDINATOR)
    before = series(visitor)
    visitor.get(HARRYDA)
    visitor.fetch("HEAD", HARRYDA)
    visitor.fetch("POST", "/logga-ut", headers={"Sec-Fetch-Site": "cross-site"})
    visitor.fetch("PROPFIND", "/ingen/sadan/adress/finns/har/alls")
    visitor.http.get("/api/v1/finns-inte")
    visitor.http.get("/api/v1/rounds")
    after = series(visitor)
    template = "/{region}/{questionnaire}/{year}/{municipality}"
    for method, route, status in (
        ("GET", template, "2xx"),
        ("HEAD", template, "2xx"),
        ("POST", "/logga-ut", "4xx"),
        ("other", "unknown", "4xx"),
        ("GET", "/api/v1", "4xx"),
        ("GET", "/api/v1/rounds", "4xx"),
    ):
        name = f'requests_total{{method="{method}",route="{route}",status="{status}"}}'
        assert rise(before, after, name) == 1, name
    timed = f'request_seconds_count{{method="GET",route="{template}"}}'
    assert rise(before, after, timed) == 1


def test_autosaves_are_counted_by_how_they_end(visitor: Visitor) -> None:
    begin_for_ale(visitor)
    question = question_ids(visitor.get(PAGE))[0]
    before = series(visitor)
    visitor.answer(PAGE, question, "3")
    assert (
        visitor.fetch("PUT", f"{PAGE}/{question}", {f"{question}.choice": "4", f"{question}.version": "0"}).status_code
        == 409
    )
    visitor.fetch("PUT", f"{PAGE}/finns-inte", {"finns-inte.choice": "4"})
    after = series(visitor)
    assert [
        rise(before, after, f'autosaves_total{{outcome="{outcome}"}}')
        for outcome in ("saved", "conflict", "refused", "failed")
    ] == [1, 1, 1, 0]


def test_the_queues_are_told_of_with_the_age_of_the_oldest(visitor: Visitor) -> None:
    visitor.site.change("UPDATE mail SET status = 'SENT'")
    assert [series(visitor)[f'queue_{what}{{queue="mail"}}'] for what in ("waiting", "oldest_seconds", "running")] == [
        0,
        0,
        0,
    ]
    # In an hour: no process tries it before.
    visitor.site.change(
        "UPDATE mail SET status = 'QUEUED', try_at = datetime('now', '+1 hour'), created_at = datetime('now', '-90 seconds') WHERE id = (SELECT min(id) FROM mail)"
    )
    told = series(visitor)
    assert told['queue_waiting{queue="mail"}'] == 1
    assert 89 <= told['queue_oldest_seconds{queue="mail"}'] <= 150
    assert told['queue_waiting{queue="reports"}'] == 0


def test_a_database_that_fails_is_counted_and_the_rest_is_told_all_the_same(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        error = sqlite3.OperationalError("the words are not looked at")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    before = series(visitor)
    monkeypatch.setattr(LeaseQueue, "backlog", fail)
    after = series(visitor)
    assert rise(before, after, f'database_failures_total{{cause="{DatabaseFailure.DISK_FULL}"}}') == 1
    assert [name for name in after if name.startswith(("queue_waiting", "queue_oldest"))] == []
    assert "open_streams" in after


def test_nothing_of_people_or_kommuner_is_a_label(visitor: Visitor) -> None:
    visitor.become(HARRYDA_COORDINATOR)
    visitor.get(HARRYDA)
    visitor.fetch("GET", "/lank/" + "x" * 43)
    visitor.fetch("GET", "/gr/okand-fraga/2026/1440-ale?namn=Kerstin")
    text = ask(visitor).text
    labels = set(re.findall(r'"([^"]*)"', text))
    assert not [
        label for label in labels if re.search(r"1440|1401|harryda|kerstin|x{43}|/gr|2026", label, re.IGNORECASE)
    ]

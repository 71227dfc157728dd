"""Whoever is kept out stands in the server's log: why, on which kind of page and by which number, with no address."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.functional.support.people import ALE_COORDINATOR, ALE_READER, HARRYDA
from tests.functional.support.serving import serving
from tests.functional.support.visitor import Visitor

NO_LINK = "x" * 43


def refusals(output: str) -> list[dict[str, Any]]:
    lines = [json.loads(line) for line in output.splitlines() if line.startswith("{")]
    return [line for line in lines if line["event"] == "request_refused"]


def test_who_is_kept_out_is_in_the_log(
    tmp_path: Path, example_database: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with (
        serving(tmp_path / "site", example_database, log_level="INFO") as site,
        Visitor(site) as ale,
        Visitor(site) as reader,
        Visitor(site) as stranger,
    ):
        ale.become(ALE_COORDINATOR)
        reader.become(ALE_READER)
        ale.get(f"{HARRYDA}/resultat", 404)
        reader.fetch("GET", "/gr/omstallningsformaga/2026/1440-ale/svarande")
        stranger.fetch("GET", f"/lank/{NO_LINK}")
        stranger.fetch("GET", "/wp-login.php")
        httpx.get(f"{site.url}/api/v1/rounds", headers={"Authorization": "Bearer omk_fel"})
        person, another = ale.number_of(ALE_COORDINATOR), ale.number_of(ALE_READER)
    lines = refusals(capfd.readouterr().err)
    assessment = "/{region}/{questionnaire}/{year}/{municipality}"
    assert [(line["reason"], line["route"], line["person_id"]) for line in lines] == [
        ("hidden", f"{assessment}/resultat", int(person)),
        ("no_right", f"{assessment}/svarande", int(another)),
        ("link_gone", "/lank/{token}", None),
        ("unknown_token", "/api/v1/rounds", None),
    ]
    assert all(line["request_id"] for line in lines)
    assert {
        secret for secret in (NO_LINK, "1401-harryda", "omk_fel", "wp-login") if secret in json.dumps(lines)
    } == set()


def test_wrong_codes_are_in_the_log(tmp_path: Path, example_database: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with serving(tmp_path / "site", example_database, log_level="INFO", demo=False) as site, Visitor(site) as visitor:
        waiting = visitor.send(visitor.get("/logga-in").form("Skicka länk och kod"), adress="nagon@ale.example")
        visitor.send(next(form for form in waiting.forms if "kod" in form.values), 422, kod="1234 5678")
        visitor.get(f"/logga-in/lank/{NO_LINK}", 410)
    lines = refusals(capfd.readouterr().err)
    assert [(line["reason"], line["route"]) for line in lines] == [
        ("wrong_code", "/logga-in/vanta"),
        ("link_gone", "/logga-in/lank/{token}"),
    ]
    assert {secret for secret in ("nagon@ale.example", "1234", NO_LINK) if secret in json.dumps(lines)} == set()

"""The API's description is true: schemathesis reads it and asks in every way that it allows and forbids."""

import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from app.web.api.application import BASE
from tests.functional.support.api_clients import token_of
from tests.functional.support.serving import Site

pytestmark = pytest.mark.slow

CHECKS = ("not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
          "response_schema_conformance", "negative_data_rejection", "positive_data_acceptance", "unsupported_method",
          "allow_header_conformance", "ignored_auth")  # fmt: skip


def test_the_api_answers_as_its_description_says(site: Site, tmp_path: Path) -> None:
    command = [
        str(Path(sys.executable).parent / "st"), "run", f"{site.url}{BASE}/openapi.json",
        "--header", f"Authorization: Bearer {token_of(site, '1440-ale')}",
        "--phases", "examples,coverage,fuzzing", "--max-examples", "8", "--seed", "7", "--generation-deterministic",
        "--checks", ",".join(CHECKS), "--no-color",
    ]  # fmt: skip
    process = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=240, check=False)
    assert process.returncode == 0, process.stdout[-6000:] + process.stderr[-2000:]
    assert "9 selected / 9 total" in process.stdout


def test_the_description_has_the_api_and_nothing_else(site: Site) -> None:
    description = httpx.get(f"{site.url}{BASE}/openapi.json").json()
    assert description["servers"] == [{"url": BASE}]
    assert len(description["paths"]) == 9
    for path in description["paths"].values():
        assert list(path) == ["get"]
        assert {"200", "304", "401", "403", "404", "405", "422", "429"} == set(path["get"]["responses"])
        assert path["get"]["security"] == [{"token": []}]

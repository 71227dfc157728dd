"""What a collector of traces is told by the whole service: how long each part took, and nothing of anybody."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span, Status

from app import traces
from app.cli import main
from tests.functional.support.people import HARRYDA, HARRYDA_COORDINATOR
from tests.functional.support.serving import serving
from tests.functional.support.visitor import Visitor

SECRET = "hemlig-lank-som-ingen-far-se"


class Collector(ThreadingHTTPServer):
    """Takes in spans as an OpenTelemetry collector does."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.bodies: list[bytes] = []
        self.paths: set[str] = set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def spans(self) -> list[Span]:
        requests = [ExportTraceServiceRequest.FromString(body) for body in self.bodies]
        return [
            span
            for request in requests
            for resource in request.resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
        ]


class _Handler(BaseHTTPRequestHandler):
    server: Collector

    def do_POST(self) -> None:
        self.server.paths.add(self.path)
        self.server.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def collector(monkeypatch: pytest.MonkeyPatch) -> Iterator[Collector]:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_COMPRESSION", "none")
    with Collector() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def words_of(span: Span) -> dict[str, str | int]:
    return {each.key: each.value.string_value or each.value.int_value for each in span.attributes}


def test_a_collector_is_told_how_long_requests_saves_and_mails_take_and_of_whom_nothing(
    tmp_path: Path, example_database: Path, collector: Collector
) -> None:
    with (
        serving(tmp_path, example_database, otel_exporter_otlp_endpoint=collector.url) as site,
        Visitor(site) as visitor,
    ):
        visitor.become(HARRYDA_COORDINATOR)
        number = visitor.fetch("GET", f"{HARRYDA}?sok={SECRET}").headers["X-Request-Id"]
        visitor.fetch("GET", f"/lank/{SECRET}")
        visitor.fetch(
            "GET", f"/{SECRET}/finns/inte/alls/nagonstans", headers={"traceparent": f"00-{'ab' * 16}-{'cd' * 8}-01"}
        )
        to = "(SELECT min(id) FROM mail)"
        ((address,),) = site.rows(f"SELECT to_address FROM mail WHERE id = {to}")
        site.change(
            f"UPDATE mail SET status = 'QUEUED', try_at = created_at, created_at = datetime('now') WHERE id = {to}"
        )
        site.wait_for(f"SELECT status FROM mail WHERE id = {to}", ("SENT",))
    spans = collector.spans()
    assert collector.paths == {"/v1/traces"}
    page = next(each for each in spans if words_of(each).get("omstallningskollen.request_id") == number)
    assert page.name == "GET /{region}/{questionnaire}/{year}/{municipality}"
    assert words_of(page) | {"omstallningskollen.request_id": ""} == {
        "http.route": "/{region}/{questionnaire}/{year}/{municipality}",
        "http.request.method": "GET",
        "http.response.status_code": 200,
        "omstallningskollen.request_id": "",
    }
    names = {each.name for each in spans}
    assert {"GET /lank/{token}", "GET unknown", "database.write", "mail"} <= names
    assert "database.read" in {each.name for each in spans if each.parent_span_id == page.span_id}
    assert {each.trace_id.hex() for each in spans}.isdisjoint({"ab" * 16}), "nobody outside says whose part it is"
    assert Status.STATUS_CODE_ERROR not in {each.status.code for each in spans}
    told = b"".join(collector.bodies)
    for hidden in (SECRET, address, "harryda", "Härryda", site.url):
        assert hidden.encode() not in told, hidden


def test_a_collector_that_is_away_holds_nobody_up(tmp_path: Path, example_database: Path) -> None:
    with (
        serving(tmp_path, example_database, otel_exporter_otlp_endpoint="http://127.0.0.1:9") as site,
        Visitor(site) as visitor,
    ):
        visitor.become(HARRYDA_COORDINATOR)
        assert visitor.get(HARRYDA).address == HARRYDA


def test_a_start_without_the_libraries_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318")
    monkeypatch.setattr(traces, "LIBRARIES", ("opentelemetry.no_such_part",))
    assert main(["serve"]) == 1
    assert "requirements/traces.txt" in capsys.readouterr().err

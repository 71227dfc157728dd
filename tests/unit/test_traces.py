"""Spans tell how long something took and how it ended, never what was typed; without a collector there are none."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode

from app import traces

HIDDEN = "anna@norrby.example"


@pytest.fixture
def spans() -> Iterator[InMemorySpanExporter]:
    exporter = InMemorySpanExporter()
    traces.begin(SimpleSpanProcessor(exporter), "1.2.3")
    yield exporter
    traces.close()


def test_a_span_inside_another_is_its_child_and_tells_whose_it_is(spans: InMemorySpanExporter) -> None:
    with traces.span("request") as request:
        with traces.span("database.read"):
            pass
        request.rename("GET /{region}", {"http.route": "/{region}"})
    read, request_span = spans.get_finished_spans()
    assert (read.name, request_span.name) == ("database.read", "GET /{region}")
    assert read.parent is not None
    assert request_span.context is not None
    assert read.parent.span_id == request_span.context.span_id
    assert dict(request_span.attributes or {}) == {"http.route": "/{region}"}
    own = request_span.resource.attributes
    assert (own["service.name"], own["service.version"]) == ("omstallningskollen", "1.2.3")


def test_of_an_error_its_kind_alone_is_told(spans: InMemorySpanExporter) -> None:
    with pytest.raises(ValueError, match=HIDDEN), traces.span("mail"):
        raise ValueError(HIDDEN)
    (span,) = spans.get_finished_spans()
    assert span.status.status_code is StatusCode.ERROR
    assert dict(span.attributes or {}) == {"error.type": "ValueError"}
    assert HIDDEN not in span.to_json()


def test_the_name_of_the_service_may_be_said_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_SERVICE_NAME", "omstallningskollen-test")
    exporter = InMemorySpanExporter()
    traces.begin(SimpleSpanProcessor(exporter))
    with traces.span("render"):
        pass
    traces.close()
    assert exporter.get_finished_spans()[0].resource.attributes["service.name"] == "omstallningskollen-test"


def test_without_a_collector_there_is_no_span_and_nothing_is_loaded() -> None:
    code = (
        "import sys, app.main\nfrom app import traces\n"
        "with traces.span('request') as span: span.rename('x', {}); span.fail('X')\n"
        "print([name for name in sys.modules if name.startswith(('opentelemetry.sdk', 'opentelemetry.exporter'))])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"


def test_without_the_libraries_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(traces, "LIBRARIES", ("opentelemetry.no_such_part", "no_such_library.either"))
    with pytest.raises(traces.TraceLibrariesMissingError, match=r"requirements/traces\.txt"):
        traces.set_up("http://127.0.0.1:4318", "1")

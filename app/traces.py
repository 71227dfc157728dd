"""Traces: what requests, renders and mails spend their time on, told to an OpenTelemetry collector where one is set.

Off until `set_up`: a span costs one look then, and no library is loaded. Names and attributes of spans are words of
the code, numbers and patterns of addresses, never what people typed, are called or may open, nor the words of errors.
"""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
    from opentelemetry.trace import Span

Attributes = Mapping[str, str | int]

SERVICE = "omstallningskollen"
UNNAMED = "unknown_service"
"""How a service is called whose environment does not say it."""
EXPORT_SECONDS = 3.0
"""How long a collector may take to take in a batch. Less than the service has to stop."""
LIBRARIES = ("opentelemetry.sdk", "opentelemetry.exporter.otlp.proto.http")
MISSING = (
    "OTEL_EXPORTER_OTLP_ENDPOINT är satt, men biblioteken för spår är inte installerade. Kör: "
    ".venv/bin/uv pip install --python .venv/bin/python --require-hashes -r requirements/traces.txt"
)


class TraceLibrariesMissingError(RuntimeError):
    """Traces are asked for, and the libraries that send them are not installed."""

    def __init__(self) -> None:
        super().__init__(MISSING)


class Trace:
    """A span that is under way, or nothing where traces are off."""

    def __init__(self, span: "Span | None" = None) -> None:
        self._span = span

    def rename(self, name: str, attributes: Attributes) -> None:
        """For what is known only when it is over."""
        if self._span is not None:
            self._span.update_name(name)
            self._span.set_attributes(attributes)

    def fail(self, kind: str = "") -> None:
        """`kind` is the error's class. Its words may repeat what was typed."""
        if self._span is not None:
            from opentelemetry.trace import StatusCode  # noqa: PLC0415  loaded only where traces are on

            self._span.set_status(StatusCode.ERROR)
            if kind:
                self._span.set_attribute("error.type", kind)


_NOTHING: AbstractContextManager[Trace] = nullcontext(Trace())
_providers: list["TracerProvider"] = []
"""The one of this process, while traces are on."""


def are_installed() -> bool:
    try:
        return all(find_spec(name) is not None for name in LIBRARIES)
    except ModuleNotFoundError:
        return False


def set_up(endpoint: str, version: str) -> None:
    """Send spans to the collector at that address. Raises TraceLibrariesMissingError."""
    if not are_installed():
        raise TraceLibrariesMissingError
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415  as above
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415

    exporter = OTLPSpanExporter(f"{endpoint.rstrip('/')}/v1/traces", timeout=EXPORT_SECONDS)
    begin(BatchSpanProcessor(exporter), version)


def begin(processor: "SpanProcessor", version: str = "") -> None:
    """Give spans to a processor. What is sampled, and further facts of the service, OTEL_ variables say."""
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415

    close()
    resource = Resource.create({"service.version": version})
    if str(resource.attributes["service.name"]).startswith(UNNAMED):
        resource = resource.merge(Resource({"service.name": SERVICE}))
    provider = TracerProvider(resource=resource, shutdown_on_exit=False)
    provider.add_span_processor(processor)
    _providers.append(provider)


def close() -> None:
    """Send what waits, and be off."""
    while _providers:
        _providers.pop().shutdown()


def span(name: str) -> AbstractContextManager[Trace]:
    """Time what is done inside, as a part of what goes on around it."""
    return _recorded(_providers[0], name) if _providers else _NOTHING


@contextmanager
def _recorded(provider: "TracerProvider", name: str) -> Iterator[Trace]:
    with provider.get_tracer(SERVICE).start_as_current_span(
        name, record_exception=False, set_status_on_exception=False
    ) as current:
        trace = Trace(current)
        try:
            yield trace
        except Exception as error:
            trace.fail(type(error).__name__)
            raise

"""Logs as one JSON object a line on standard error, without personal data: no names, addresses, tokens or answers."""

import logging
import re
import sys
import traceback
from collections.abc import Iterator
from types import TracebackType

import structlog

_ADDRESS = re.compile(r"[^\s<>()\"',;:=]+@[^\s<>()\"',;]+\.[^\s<>()\"',;]+")


def set_up_logging(level: str) -> None:
    """Everything that logs, ours and the libraries', goes through one format. Raises ValueError for a bad level."""
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.ExceptionRenderer(_told),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _without_addresses,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    logging.raiseExceptions = False  # a line that cannot be written is not told whole to whoever listens instead
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for chatty in ("fontTools", "weasyprint", "alembic", "asyncio"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


_TELLS_VALUES = frozenset({"pydantic", "pydantic_core", "psycopg", "sqlalchemy", "sqlite3"})
"""Libraries whose faults repeat what somebody has typed or what is stored, such as a whole row."""


def _told(exc_info: tuple[type[BaseException], BaseException, TracebackType | None]) -> str:
    """A fault, where it happened and what caused it; without its own words where those would tell what was typed."""
    parts = (
        f"{''.join(traceback.format_tb(fault.__traceback__))}{type(fault).__module__}.{type(fault).__qualname__}"
        f"{'' if _tells_values(fault) else f': {fault}'}"
        for fault in _from_the_first(exc_info[1])
    )
    return "\n\n".join(parts)


def _from_the_first(fault: BaseException) -> Iterator[BaseException]:
    before = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
    if before is not None:
        yield from _from_the_first(before)
    yield fault


def _tells_values(fault: BaseException) -> bool:
    return any(kind.__module__.split(".")[0] in _TELLS_VALUES for kind in type(fault).__mro__)


def _without_addresses(_logger: object, _method: str, line: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Mail addresses that a library has put into its words, such as a database that tells which value was taken."""
    return {name: _ADDRESS.sub("(address)", value) if isinstance(value, str) else value for name, value in line.items()}

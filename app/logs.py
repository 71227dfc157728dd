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
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.ExceptionRenderer(_formatted),
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
                _redact_addresses,
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


_WITH_VALUES = frozenset({"pydantic", "pydantic_core", "psycopg", "sqlalchemy", "sqlite3"})
"""Libraries whose errors repeat what somebody has typed or what is stored, such as a whole row."""


def _formatted(exc_info: tuple[type[BaseException], BaseException, TracebackType | None]) -> str:
    """An error, where it happened and what caused it; without its own words where those would tell what was typed."""
    parts = (
        f"{''.join(traceback.format_tb(error.__traceback__))}{type(error).__module__}.{type(error).__qualname__}"
        f"{_code_of(error) if _shows_values(error) else f': {error}'}"
        for error in _from_the_first(exc_info[1])
    )
    return "\n\n".join(parts)


def _from_the_first(error: BaseException) -> Iterator[BaseException]:
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _from_the_first(before)
    yield error


def _shows_values(error: BaseException) -> bool:
    return any(kind.__module__.split(".")[0] in _WITH_VALUES for kind in type(error).__mro__)


def _code_of(error: BaseException) -> str:
    """The driver's own name of what went wrong, which holds no value: SQLITE_FULL, or an SQLSTATE."""
    code = getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None)
    return f" ({code})" if code else ""


def _redact_addresses(_logger: object, _method: str, line: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Mail addresses that a library has put into its words, such as a database that tells which value was taken."""
    return {name: _ADDRESS.sub("(address)", value) if isinstance(value, str) else value for name, value in line.items()}

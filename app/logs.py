"""Logs as one JSON object a line on standard error, without personal data: no names, addresses, tokens or answers."""

import logging
import re
import sys

import structlog

_ADDRESS = re.compile(r"[^\s<>()\"',;:=]+@[^\s<>()\"',;]+\.[^\s<>()\"',;]+")


def set_up_logging(level: str) -> None:
    """Everything that logs, ours and the libraries', goes through one format. Raises ValueError for a bad level."""
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
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
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for chatty in ("fontTools", "weasyprint", "alembic", "asyncio"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def _without_addresses(_logger: object, _method: str, line: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Mail addresses that a library has put into its words, such as a database that tells which value was taken."""
    return {name: _ADDRESS.sub("(address)", value) if isinstance(value, str) else value for name, value in line.items()}

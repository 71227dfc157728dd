"""What is written to the log, by us and by libraries, has no mail address in it."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from app.logs import set_up_logging


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def test_an_address_in_a_librarys_words_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("INFO")
    fault = ValueError("DETAIL: Key (email)=(sara.lind@ale.example) already exists.")
    structlog.get_logger("ours").error("request_failed", exc_info=fault, route="/{region}")
    logging.getLogger("theirs").warning("to=<sara.lind@ale.example>, refused")
    first, second = (json.loads(line) for line in capsys.readouterr().err.splitlines())
    assert "Key (email)=((address)) already exists." in first["exception"]
    assert (first["event"], first["route"]) == ("request_failed", "/{region}")
    assert second["event"] == "to=<(address)>, refused"

"""What is written to the log, by us and by libraries, tells nothing of what people typed."""

import json
import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
import structlog
from pydantic import BaseModel, ValidationError

from app.logs import set_up_logging


class Membership(BaseModel):
    role: str
    region_id: int


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
    error = ValueError("DETAIL: Key (email)=(sara.lind@ale.example) already exists.")
    structlog.get_logger("ours").error("request_failed", exc_info=error, route="/{region}")
    logging.getLogger("theirs").warning("to=<sara.lind@ale.example>, refused")
    first, second = (json.loads(line) for line in capsys.readouterr().err.splitlines())
    assert "Key (email)=((address)) already exists." in first["exception"]
    assert (first["event"], first["route"]) == ("request_failed", "/{region}")
    assert second["event"] == "to=<(address)>, refused"


def _typed_into_a_model(text: str) -> None:
    Membership.model_validate({"role": text, "region_id": text})


def _typed_into_a_database(text: str) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"INSERT INTO [{text}] VALUES (1)")


def _log_failing(doing: Callable[[str], None], text: str) -> None:
    """An error as a library raises it while the service does something else."""
    try:
        try:
            doing(text)
        except (ValidationError, sqlite3.Error) as error:
            raise RuntimeError("the page could not be made") from error
    except RuntimeError as error:
        structlog.get_logger("ours").error("request_failed", exc_info=error)


@pytest.mark.parametrize(
    ("doing", "name"), [(_typed_into_a_model, "ValidationError"), (_typed_into_a_database, "sqlite3.OperationalError")]
)
def test_a_librarys_fault_that_repeats_what_was_typed_is_told_without_its_words(
    doing: Callable[[str], None], name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up_logging("INFO")
    _log_failing(doing, "Sara Lind, sekretess")
    text = json.loads(capsys.readouterr().err)["exception"]
    assert "Sara Lind" not in text
    for words in ("test_logs.py", doing.__name__, name):
        assert words in text
    assert text.endswith("builtins.RuntimeError: the page could not be made")

"""The accessibility statement can be published only when it says what the law asks for."""

from datetime import date

import pytest

from app.accounts.organisations.accessibility_statement import (
    MAX_CHARACTERS,
    Conformance,
    StatementForm,
    read_statement,
)
from app.errors import InvalidInputError

TODAY = date(2026, 11, 2)
WHOLE = {
    "organisation": "Provlands kommunalförbund",
    "epost": "tillganglighet@provland.example",
    "telefon": "",
    "forenlighet": "partial",
    "brister": "- En tabell går inte att läsa i mobilen. Rättas i vår.",
    "betungande": "",
    "undantag": "",
    "metod": "Egen granskning.",
    "bedomd": "2026-10-01",
    "publicerad": "2025-09-01",
}


def errors_of(**values: str) -> dict[str, str]:
    with pytest.raises(InvalidInputError) as error:
        read_statement(StatementForm.model_validate(WHOLE | values), TODAY)
    return error.value.errors


def test_a_whole_statement_is_read_with_today_as_its_day_of_change() -> None:
    statement = read_statement(StatementForm.model_validate(WHOLE), TODAY)
    assert statement.conformance is Conformance.PARTIAL
    assert (statement.assessed_on, statement.published_on, statement.updated_on) == (
        date(2026, 10, 1),
        date(2025, 9, 1),
        TODAY,
    )


def test_a_statement_that_was_never_published_is_published_today() -> None:
    assert read_statement(StatementForm.model_validate(WHOLE | {"publicerad": " "}), TODAY).published_on == TODAY


@pytest.mark.parametrize("level", ["partial", "none"])
def test_whoever_does_not_keep_everything_must_say_what(level: str) -> None:
    assert list(errors_of(forenlighet=level, brister=" \r\n ")) == ["brister"]
    read_statement(
        StatementForm.model_validate(WHOLE | {"forenlighet": level, "brister": "", "betungande": "Gamla kartor."}),
        TODAY,
    )
    read_statement(StatementForm.model_validate(WHOLE | {"forenlighet": "full", "brister": ""}), TODAY)


def test_an_empty_form_is_told_everything_at_once() -> None:
    with pytest.raises(InvalidInputError) as error:
        read_statement(StatementForm.model_validate({}), TODAY)
    assert set(error.value.errors) == {"organisation", "epost", "forenlighet", "metod", "bedomd"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("epost", "inte en adress"),
        ("epost", "a@b"),
        ("forenlighet", "helt"),
        ("bedomd", "i våras"),
        ("bedomd", "2026-11-03"),
        ("bedomd", ""),
        ("publicerad", "2026-13-01"),
        ("publicerad", "2027-01-01"),
        ("organisation", "x" * 201),
        ("brister", "x" * (MAX_CHARACTERS + 1)),
        ("metod", "med\x00noll"),
    ],
)
def test_what_cannot_be_published_is_told_at_its_field(name: str, text: str) -> None:
    assert list(errors_of(**{name: text})) == [name]

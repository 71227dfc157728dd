"""Sessions that may be in other hands are ended at the command line, at once."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from app.cli import main
from tests.functional.support.people import ALE, ALE_COORDINATOR, ALE_READER, HARRYDA, HARRYDA_READER
from tests.functional.support.serving import Site, serving
from tests.functional.support.visitor import Visitor

KERSTIN = "kerstin.samordnare@ale.example"
OF_THE_COORDINATOR = """id = (SELECT person_id FROM membership JOIN municipality ON municipality.id = municipality_id
    WHERE municipality.name = 'Ale' AND role = 'kommun_coordinator')"""


@pytest.fixture
def site(tmp_path: Path, example_database: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    with serving(tmp_path / "site", example_database) as running:
        running.change(f"UPDATE person SET email = ? WHERE {OF_THE_COORDINATOR}", KERSTIN)
        monkeypatch.setenv("DATABASE_URL", running.settings.database_url)
        yield running


def test_sessions_are_ended_of_one_and_of_all(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    with ExitStack() as stack:
        here, there, reader, other = (stack.enter_context(Visitor(site)) for _ in range(4))
        for visitor, person in ((here, ALE_COORDINATOR), (there, ALE_COORDINATOR), (reader, ALE_READER)):
            visitor.become(person)
        other.become(HARRYDA_READER)
        assert main(["sessions", "end", KERSTIN.upper()]) == 0
        assert capsys.readouterr().out == "Avslutade inloggningar: 2.\n"
        assert [visitor.fetch("GET", ALE).status_code for visitor in (here, there, reader)] == [303, 303, 200]
        assert main(["sessions", "end", "--all"]) == 0
        assert capsys.readouterr().out == "Avslutade inloggningar: 2.\n"
        assert [reader.fetch("GET", ALE).status_code, other.fetch("GET", HARRYDA).status_code] == [303, 303]
    lines = site.rows("SELECT facts FROM audit_line WHERE action = 'session.ended_by_operation' ORDER BY number")
    assert ['"count":2' in facts for (facts,) in lines] == [True, True]


@pytest.mark.parametrize("words", [["ingen@ale.example"], ["ingen adress"]])
def test_an_address_that_nobody_has_ends_nothing(
    site: Site, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    with Visitor(site) as visitor:
        visitor.become(ALE_COORDINATOR)
        assert main(["sessions", "end", *words]) == 1
        assert "Ingen har den adressen" in capsys.readouterr().err
        assert visitor.fetch("GET", ALE).status_code == 200


@pytest.mark.parametrize("words", [[], [KERSTIN, "--all"]])
def test_somebody_or_all_not_both_and_not_neither(words: list[str]) -> None:
    with pytest.raises(SystemExit):
        main(["sessions", "end", *words])

"""Whatever is in a file, the answer is a catalogue or a list of problems."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.editions.problems import Problem
from app.editions.reader import Lookup
from app.support.catalogue.catalogue import Catalogue
from app.support.catalogue.problems import MESSAGES, CatalogueError
from app.support.catalogue.reader import load_text
from tests.paths import DEFINITIONS
from tests.unit.support.catalogue.test_catalogue_problems import questionnaire, read

FOLDER = DEFINITIONS / "catalogues" / "valid"
LATER = (FOLDER / "later-edition.yaml").read_bytes()
BEFORE = read((FOLDER / "earlier-edition.yaml").read_bytes(), Lookup.UNCHECKED)
QUESTIONNAIRE = questionnaire()
PIECES = [
    b"",
    b"~",
    b"[]",
    b"{}",
    b"[a, b]",
    b"{a: b}",
    b"0",
    b"1.5",
    b"true",
    b"kurs",
    b"- ",
    b": ",
    b"\n",
    b"same",
    b"retired",
    b"changed",
]


@st.composite
def mutations(draw: st.DrawFn) -> bytes:
    """A valid file where some values are replaced, and lines deleted or moved."""
    lines = LATER.splitlines(keepends=True)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(1, len(lines) - 1))
        key, colon, _ = lines[at].partition(b": ")
        piece = draw(st.sampled_from(PIECES))
        lines[at] = draw(st.sampled_from([key + colon + piece + b"\n", b"", lines[at] * 2, lines[at][2:]]))
    return b"".join(lines)


def problems_or_catalogue(content: bytes, previous: Catalogue | None) -> tuple[Problem, ...] | Catalogue:
    try:
        return load_text(content, filename="x.yaml", previous=previous, questionnaire=QUESTIONNAIRE)
    except CatalogueError as error:
        return error.problems


@given(mutations(), st.sampled_from([None, BEFORE]))
def test_a_damaged_file_gives_a_catalogue_or_problems(content: bytes, previous: Catalogue | None) -> None:
    outcome = problems_or_catalogue(content, previous)
    if isinstance(outcome, Catalogue):
        assert Catalogue.model_validate_json(outcome.model_dump_json()) == outcome
        return
    assert outcome
    lines = content.count(b"\n") + 1
    for problem in outcome:
        assert problem.code in MESSAGES
        assert problem.line is None or 1 <= problem.line <= lines


@pytest.mark.parametrize(
    "text", ["items: 3\n", "items: [3]\n", "items:\n  - id: a\n    demands: {hours: 3}\n", "items: [[]]\n"]
)
def test_parts_of_another_kind_than_they_should_be_are_problems(text: str) -> None:
    with pytest.raises(CatalogueError):
        load_text(text.encode(), filename="x.yaml", previous=BEFORE, questionnaire=QUESTIONNAIRE)

"""Every problem of a catalogue has a file that has just that problem, and says on which line it is to be found."""

import re
from pathlib import Path

import pytest

from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.questionnaires.reader import load_text as load_questionnaire_text
from app.editions.problem_texts import MESSAGES as SHARED_MESSAGES
from app.editions.problems import Problem
from app.editions.reader import Lookup
from app.support.catalogue.catalogue import Catalogue
from app.support.catalogue.problems import MESSAGES, OWN_MESSAGES, CatalogueError
from app.support.catalogue.reader import load_text
from tests.paths import DEFINITIONS

FOLDER = DEFINITIONS / "catalogues"
INVALID = sorted((FOLDER / "invalid").iterdir())
OF_ITS_PLACE = {"missing-questionnaire", "broken-questionnaire"}
"""Codes that no single small file can have; test_catalogue_reader.py tries them."""
OF_ANY_FILE = set(SHARED_MESSAGES) - {file.stem for file in INVALID}
"""Codes of text, YAML and place: what finds them is the questionnaires' own, and is tried with theirs."""


def questionnaire() -> Questionnaire:
    file = DEFINITIONS / "valid" / "minimal.yaml"
    return load_questionnaire_text(file.read_bytes(), filename=file.name, previous=None)


def read(content: bytes, previous: Catalogue | Lookup | None) -> Catalogue:
    return load_text(content, filename="2026.yaml", previous=previous, questionnaire=questionnaire())


def edition_before(content: bytes) -> Catalogue | None:
    match = re.match(rb"# [^\n]*\.\./valid/([a-z-]+\.yaml)", content)
    return read((FOLDER / "valid" / match[1].decode()).read_bytes(), Lookup.UNCHECKED) if match else None


def problems_of(file: Path) -> tuple[Problem, ...]:
    content = file.read_bytes()
    with pytest.raises(CatalogueError) as error:
        read(content, edition_before(content))
    return error.value.problems


@pytest.mark.parametrize("name", ["minimal", "later-edition"])
def test_a_valid_file_becomes_a_catalogue(name: str) -> None:
    content = (FOLDER / "valid" / f"{name}.yaml").read_bytes()
    catalogue = read(content, edition_before(content))
    assert catalogue.id == "exempelstod"
    assert Catalogue.model_validate_json(catalogue.model_dump_json()) == catalogue


@pytest.mark.parametrize("file", INVALID, ids=lambda file: file.stem)
def test_a_file_named_after_a_problem_has_that_problem_only_on_the_line_that_it_says(file: Path) -> None:
    line = re.match(rb"# Problemet ska st\xc3\xa5 p\xc3\xa5 rad ([0-9]+)", file.read_bytes())
    assert line is not None, "the first line says where the problem is"

    assert [(problem.code, problem.line) for problem in problems_of(file)] == [(file.stem, int(line[1]))]


@pytest.mark.parametrize("file", INVALID, ids=lambda file: file.stem)
def test_a_problem_speaks_of_catalogues_and_leaves_no_gap_in_its_words(file: Path) -> None:
    for problem in problems_of(file):
        for text in (problem.message, problem.remedy):
            assert not re.search(r"\{|None|””|frågeformulär(?!et)", text)


def test_every_code_is_tried() -> None:
    assert {file.stem for file in INVALID} | OF_ITS_PLACE | OF_ANY_FILE == set(MESSAGES)


@pytest.mark.parametrize("code", OWN_MESSAGES)
def test_every_message_and_remedy_is_a_sentence(code: str) -> None:
    for text in OWN_MESSAGES[code]:
        assert re.match(r"[A-ZÅÄÖ”{]", text)
        assert text.endswith((".", "{suggestion}"))


def test_all_problems_are_told_at_once_in_the_order_of_the_file() -> None:
    text = (FOLDER / "valid" / "minimal.yaml").read_text(encoding="utf-8")
    for old, new in (
        ("title: Kurs", "titel: Kurs"),
        ("suits: {lowest: 0, highest: 1}", "suits: {lowest: 1, highest: 0}"),
        ("[politiskt-mal]", "[politiskt-mat]"),
        ("weight: medel", "weight: stor"),
        ("builds_on: [kurs]", "builds_on: [lunch]"),
    ):
        assert old in text
        text = text.replace(old, new)

    with pytest.raises(CatalogueError) as error:
        read(text.encode(), None)

    codes = [problem.code for problem in error.value.problems]
    assert codes == ["unknown-key", "suits-order", "unknown-question", "not-an-option", "unknown-item"]

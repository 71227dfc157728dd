"""Every problem code has a file that has just that problem, and says on which line it is to be found."""

import re
from pathlib import Path

import pytest

from app.assessment.questionnaires.problems import MESSAGES, QuestionnaireError
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.questionnaires.reader import Steps, load_text
from app.editions.problems import Problem
from tests.paths import DEFINITIONS

INVALID = sorted((DEFINITIONS / "invalid").iterdir())
WITHOUT_LINE = {"empty-file", "utf-16"}
TRIED_ELSEWHERE = {
    "missing-file",
    "not-a-file",
    "unreadable-file",
    "too-large",
    "file-name",
    "folder-name",
    "previous-edition-broken",
    "too-many-values",
    "too-many-problems",
    "not-a-correction",
}
"""Codes that no single small file can have: they are about its place, its size, or two editions of it."""


def edition_before(content: bytes) -> Questionnaire | None:
    match = re.match(rb"# [^\n]*\.\./valid/([a-z-]+\.yaml)", content)
    if match is None:
        return None
    file = DEFINITIONS / "valid" / match[1].decode()
    return load_text(file.read_bytes(), filename=file.name, previous=None)


def problems_of(file: Path) -> tuple[Problem, ...]:
    content = file.read_bytes()
    with pytest.raises(QuestionnaireError) as error:
        load_text(content, filename=file.name, previous=edition_before(content), steps=Steps.REQUIRED)
    return error.value.problems


@pytest.mark.parametrize("file", INVALID, ids=lambda file: file.stem)
def test_a_file_named_after_a_problem_has_that_problem_only(file: Path) -> None:
    assert [problem.code for problem in problems_of(file)] == [file.stem]


@pytest.mark.parametrize(
    "file", [file for file in INVALID if file.stem not in WITHOUT_LINE], ids=lambda file: file.stem
)
def test_the_problem_is_told_on_the_line_that_the_file_says(file: Path) -> None:
    expected = re.match(rb"# Problemet ska st\xc3\xa5 p\xc3\xa5 rad ([0-9]+)", file.read_bytes())
    assert expected is not None, "the first line says where the problem is"

    assert [problem.line for problem in problems_of(file)] == [int(expected[1])]


def test_every_code_is_tried() -> None:
    assert {file.stem for file in INVALID} | TRIED_ELSEWHERE == set(MESSAGES)


@pytest.mark.parametrize("code", MESSAGES)
def test_every_message_and_remedy_is_a_sentence(code: str) -> None:
    for text in MESSAGES[code]:
        assert re.match(r"[A-ZÅÄÖ”{]", text)
        assert text.endswith((".", "?", "{what}", "{suggestion}"))


@pytest.mark.parametrize("file", INVALID, ids=lambda file: file.stem)
def test_a_problem_leaves_no_gap_in_its_words(file: Path) -> None:
    for problem in problems_of(file):
        for text in (problem.message, problem.remedy):
            assert "{" not in text
            assert "None" not in text
            assert "””" not in text

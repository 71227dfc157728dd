"""Our own questionnaires pass the check that authors run."""

from pathlib import Path

import pytest

from app.assessment.loading import Steps, load

FILES = sorted((Path(__file__).parents[2] / "questionnaires").glob("*/*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_questionnaire_passes_the_check(path: Path) -> None:
    questionnaire = load(path, steps=Steps.REQUIRED)
    assert (questionnaire.id, f"{questionnaire.year}.yaml") == (path.parent.name, path.name)


def test_every_question_says_what_it_builds_on() -> None:
    assert len(FILES) >= 3
    for path in FILES:
        assert all(question.source.strip() for question in load(path).questions.values())

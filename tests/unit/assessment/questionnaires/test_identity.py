"""What names an edition: a hash that neither layout nor a later version of the model changes."""

from decimal import Decimal
from pathlib import Path

import pytest

from app.assessment.questionnaires.questionnaire import Limits, Questionnaire
from app.assessment.questionnaires.reader import load
from tests.paths import QUESTIONNAIRES
from tests.unit.assessment.questionnaires.later_model import LaterQuestionnaire
from tests.unit.builders import a_capital, a_question, a_questionnaire

FILES = sorted(QUESTIONNAIRES.glob("*/*.yaml"))


def later(edition: Questionnaire) -> LaterQuestionnaire:
    return LaterQuestionnaire.model_validate_json(edition.model_dump_json())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_field_that_the_model_gets_later_changes_no_hash(path: Path) -> None:
    edition = load(path)
    assert later(edition) != edition
    assert later(edition).content_hash == edition.content_hash


def test_a_later_field_that_is_written_is_part_of_the_content() -> None:
    edition = later(a_questionnaire())
    assert edition.model_copy(update={"thanks": "Tack!"}).content_hash != edition.content_hash


@pytest.mark.parametrize(
    "other",
    [
        a_questionnaire(year=2027),
        a_questionnaire(limits=Limits(min_group=6)),
        a_questionnaire(limits=Limits(role_weight_half=Decimal(0))),
        a_questionnaire(a_capital(questions=[a_question("q1", weight="2")])),
        a_questionnaire(a_capital(questions=[a_question("q1"), a_question("q2")])),
    ],
    ids=["year", "min_group", "role_weight_half", "weight", "questions"],
)
def test_other_content_has_another_hash(other: Questionnaire) -> None:
    assert other.content_hash != a_questionnaire(a_capital(questions=[a_question("q1")])).content_hash


def test_a_copy_that_is_changed_has_a_hash_and_questions_of_its_own() -> None:
    edition = a_questionnaire(a_capital(questions=[a_question("q1")]))
    before, questions = edition.content_hash, edition.questions
    copy = edition.model_copy(update={"capitals": (a_capital(questions=[a_question("q2")]),)})
    assert copy.content_hash != before
    assert (list(questions), list(copy.questions)) == (["q1"], ["q2"])
    assert copy.capital_of("q2").id == "politiskt"


def test_a_published_edition_keeps_the_hash_it_was_published_with_and_is_the_same_edition() -> None:
    edition = a_questionnaire()
    content_hash = edition.content_hash
    publication = edition.published_as("f" * 64)
    assert publication.content_hash == "f" * 64
    assert publication == edition
    assert edition.content_hash == content_hash

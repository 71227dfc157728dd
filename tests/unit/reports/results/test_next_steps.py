"""What is proposed is advice in the edition's words; an anchor is only told as what it is, a description."""

import io
from dataclasses import replace
from fractions import Fraction

import docx
import pptx
import pytest

from app.assessment.questionnaires.questionnaire import Questionnaire
from app.reports.kernel.wording import level_title
from app.reports.office.slides import slides
from app.reports.office.word import word
from app.reports.paper import rendering
from app.reports.results.building import build_report
from app.reports.results.content import ReportContent
from app.reports.results.next_steps import DESCRIBED
from tests.unit.reports.results.test_content import FINDINGS, PEOPLE, QUESTIONNAIRE, SUBJECT
from tests.unit.reports.support import samples

OLD = samples.without_advice(QUESTIONNAIRE)
STEP = FINDINGS.next_steps[0]
QUESTION = QUESTIONNAIRE.questions[STEP.question_id]
ADVICE = QUESTION.next_step[STEP.next_position - 2]
"""From the level below the next one."""
ANCHOR = QUESTION.anchors[STEP.next_position - 1]
LEVEL = QUESTIONNAIRE.scale[STEP.next_position - 1].label
NUMBERED = level_title(QUESTIONNAIRE.scale[STEP.next_position - 1])


def report(questionnaire: Questionnaire = QUESTIONNAIRE) -> ReportContent:
    return build_report(questionnaire, SUBJECT, FINDINGS, PEOPLE)


def words(content: ReportContent) -> dict[str, str]:
    """All that each form of the report says."""
    deck = pptx.Presentation(io.BytesIO(slides(content)))
    frames = [shape for slide in deck.slides for shape in slide.shapes]
    cells = [cell.text for shape in frames if shape.has_table for row in shape.table.rows for cell in row.cells]
    document = docx.Document(io.BytesIO(word(content)))
    return {
        "page": str(rendering.body(content)),
        "paper": rendering.page(content),
        "slides": "\n".join([*cells, *(shape.text_frame.text for shape in frames if shape.has_text_frame)]),
        "word": "\n".join(paragraph.text for paragraph in document.paragraphs),
    }


def test_a_step_is_the_advice_that_leads_from_the_level_reached_and_names_the_next() -> None:
    for line in (report().summary.steps[0], report().start.steps[0]):
        assert (line.text, line.is_advice, line.level) == (ADVICE, True, LEVEL)
        assert line.standing.endswith(f"Nästa nivå: {LEVEL}.")


def test_in_an_edition_without_advice_the_next_level_is_described_and_no_advice() -> None:
    for line in (report(OLD).summary.steps[0], report(OLD).start.steps[0]):
        assert (line.text, line.is_advice, line.level) == (DESCRIBED + ANCHOR, False, LEVEL)


@pytest.mark.parametrize("form", ["page", "paper", "slides", "word"])
def test_every_form_of_the_report_gives_the_advice_and_its_level(form: str) -> None:
    text = words(report())[form]
    assert ADVICE in text
    assert f"Nästa nivå: {LEVEL}." in text
    assert "Föreslagna nästa steg" in text
    assert DESCRIBED not in text
    assert "vart och ett av de tre stegen" in text


@pytest.mark.parametrize("form", ["page", "paper", "slides", "word"])
def test_no_form_calls_a_description_a_step(form: str) -> None:
    text = words(report(OLD))[form]
    assert DESCRIBED + ANCHOR in text
    assert "Frågor att börja med" in text
    assert "nästa steg" not in text.lower()
    assert " stegen i rapporten" not in text
    assert (
        "ge kommundirektören i uppdrag att föreslå åtgärd, ansvarig och slutdatum för varje fråga i rapporten" in text
    )


def test_a_chapter_gives_each_question_its_advice_or_describes_the_next_level() -> None:
    chapter = report().chapters[0]
    [line] = [line for line in chapter.questions if line.text == QUESTION.text]
    assert (line.next_level, line.next) == (f"Till {NUMBERED}", ADVICE)
    assert chapter.next_heading == "Nästa steg"
    old = report(OLD).chapters[0]
    [line] = [line for line in old.questions if line.text == QUESTION.text]
    assert (line.next_level, line.next) == (NUMBERED, ANCHOR)
    assert old.next_heading == "Nästa nivå"


def test_where_some_questions_have_advice_the_others_say_that_they_only_describe() -> None:
    capital = QUESTIONNAIRE.capital(STEP.capital_id)
    questions = tuple(
        samples.unadvised(question) if question.id == QUESTION.id else question for question in capital.questions
    )
    questionnaire = QUESTIONNAIRE.model_copy(
        update={"capitals": (capital.model_copy(update={"questions": questions}), *QUESTIONNAIRE.capitals[1:])}
    )
    chapter_line = report(Questionnaire.model_validate(questionnaire.model_dump()))
    [line] = [line for line in chapter_line.chapters[0].questions if line.text == QUESTION.text]
    assert line.next == DESCRIBED + ANCHOR
    assert chapter_line.summary.steps[0].text == DESCRIBED + ANCHOR
    assert chapter_line.summary.steps[1].is_advice


def test_on_the_highest_level_there_is_no_step() -> None:
    top = Fraction(QUESTIONNAIRE.scale[-1].value)
    result = FINDINGS.profile.capitals[0]
    highest = replace(result, questions=tuple(replace(question, value=top) for question in result.questions))
    profile = replace(FINDINGS.profile, capitals=(highest, *FINDINGS.profile.capitals[1:]))
    content = build_report(QUESTIONNAIRE, SUBJECT, replace(FINDINGS, profile=profile), PEOPLE)
    assert {(line.next_level, line.next) for line in content.chapters[0].questions} == {
        ("", "Ni är på den högsta nivån.")
    }

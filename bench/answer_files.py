"""Scoring a file of 200,000 answers, from its bytes to every figure, against one bare pass over its rows."""

import csv
import time
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from random import Random
from statistics import median

from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.questionnaires.reader import load
from app.assessment.submission.scored_submission import score_submission
from app.assessment.submission.submission import read_submission
from app.assessment.submission.submission_table import COLUMNS
from app.assessment.submission.text_files import decode_text
from app.config import PROJECT
from bench.load import WrongAnswerError
from bench.ratios import Ratio, paired

QUESTIONNAIRE = PROJECT / "questionnaires" / "omstallningsformaga" / "2026.yaml"
ROWS, PEOPLE_PER_ASSESSMENT, PAIRS = 200_000, 40, 5
MAX_RATIO = 15
_SEED = 1


def measure() -> Iterator[Ratio]:
    """Raises WrongAnswerError when an assessment of the file has no figures."""
    questionnaire = load(QUESTIONNAIRE)
    content = _file(questionnaire)
    products, floors = [], []
    for _ in range(PAIRS):
        start = time.perf_counter()
        bare = sum(1 for _ in csv.DictReader(StringIO(content.decode()), delimiter=";"))
        between = time.perf_counter()
        scores = score_submission(questionnaire, read_submission(decode_text(content), questionnaire))
        products.append(time.perf_counter() - between)
        floors.append(between - start)
        if bare != ROWS or not all(
            capital.respondents for assessment in scores.assessments for capital in assessment.capitals
        ):
            raise WrongAnswerError("the file of answers")
    yield Ratio(
        f"score {ROWS} answers",
        f"{median(products):.2f} s",
        f"{median(floors):.2f} s",
        paired(products, floors),
        MAX_RATIO,
        at_least=False,
    )


def _file(questionnaire: Questionnaire) -> bytes:
    text = StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(COLUMNS)
    writer.writerows(islice(_rows(questionnaire), ROWS))
    return text.getvalue().encode()


def _rows(questionnaire: Questionnaire) -> Iterator[tuple[str, ...]]:
    """Answers without end, all capitals of each respondent after each other; some do not know."""
    chance, person = Random(_SEED), 0
    levels = [str(level.value) for level in questionnaire.scale]
    while True:
        role = chance.choice(questionnaire.role_groups).id
        for question in questionnaire.questions.values():
            if question.is_meant_for(role):
                value = "vet_ej" if question.may_not_know and chance.random() < 0.08 else chance.choice(levels)
                yield f"k{person // PEOPLE_PER_ASSESSMENT}", f"p{person}", role, question.id, value
        person += 1

"""Every factor of the pre-study (4.3 and Bilaga 3) is asked in one of the two questionnaires about collaboration, or
named as left out with its reason; and no question of theirs stands on nothing.
"""

import csv

from app.assessment.questionnaires.questionnaire import Questionnaire, RoundSubject
from app.assessment.questionnaires.reader import load
from tests.paths import QUESTIONNAIRES

SOURCES = QUESTIONNAIRES / "sources" / "samverkan.csv"
OURS = {name: load(QUESTIONNAIRES / name / "2026.yaml") for name in ("samverkanskapital", "samverkan-uppfoljning")}


def rows() -> list[dict[str, str]]:
    with SOURCES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def scored(questionnaire: Questionnaire) -> set[str]:
    return {question.id for capital in questionnaire.capitals for question in capital.questions}


def test_every_factor_is_asked_or_left_out_with_a_reason() -> None:
    numbers = [int(row["nr"]) for row in rows()]
    assert numbers == list(range(1, 47))
    for row in rows():
        assert bool(row["fraga"]) != bool(row["utelamnad"]), row["nr"]


def test_a_factor_is_asked_in_the_questionnaire_it_is_meant_for() -> None:
    for row in rows():
        if row["fraga"]:
            assert row["fraga"] in scored(OURS[row["formular"]]), row["nr"]


def test_every_question_stands_on_a_factor() -> None:
    placed = {row["fraga"] for row in rows()}
    assert set().union(*(scored(questionnaire) for questionnaire in OURS.values())) == placed - {""}


def test_the_two_say_whom_they_are_about() -> None:
    subjects = {name: questionnaire.subject for name, questionnaire in OURS.items()}
    assert subjects == {
        "samverkanskapital": RoundSubject.REGION,
        "samverkan-uppfoljning": RoundSubject.COLLABORATION,
    }


def test_what_was_frozen_without_a_subject_is_about_a_kommun() -> None:
    editions = sorted((QUESTIONNAIRES / "omstallningsformaga").glob("*.yaml"))
    assert editions
    assert {load(path).subject for path in editions} == {RoundSubject.KOMMUN}

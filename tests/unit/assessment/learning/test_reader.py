"""Markdown files become lessons, or every problem at once with its line and what to do about it."""

import re
from pathlib import Path

import pytest

from app.assessment.learning.lesson import Audience, LessonGroup
from app.assessment.learning.problems import MESSAGES
from app.assessment.learning.reader import read_folder, read_lesson

GOOD = """---
id: prov
order: 3
title: Ett prov
group: grunder
minutes: 5
first_for: [chef]
questions:
  politiker: Vad vill vi?
  chef: Vad gör jag?
  samordnare: Vem hjälper?
sources: [kapitel 2]
---
En ingress.

## Vad det är
> En rad att visa.

Ett stycke.

## Ett påhittat exempel
> Det hände något.

*Sandmark* gjorde så.

## Ett första steg
> Börja smått.

- ett
- två
"""


def codes(content: str, name: str = "prov.md") -> set[str]:
    lesson, problems = read_lesson(name, content)
    assert (lesson is None) == bool(problems)
    return {problem.code for problem in problems}


def test_a_text_becomes_a_lesson() -> None:
    lesson, problems = read_lesson("prov.md", GOOD)
    assert problems == ()
    assert lesson is not None
    assert (lesson.id, lesson.group, lesson.lead) == ("prov", LessonGroup.BASICS, "En ingress.")
    assert [part.heading for part in lesson.parts] == ["Vad det är", "Ett påhittat exempel", "Ett första steg"]
    assert lesson.parts[0].key_line == "En rad att visa."
    assert lesson.parts[2].text == "- ett\n- två"
    assert lesson.questions[Audience.MANAGER] == "Vad gör jag?"
    assert lesson.first_for == {Audience.MANAGER}


MEETING = re.sub(
    r"^## (.+)$",
    r"## \1 (2 minuter)",
    GOOD.replace("grunder", "mote").replace("minutes: 5", "minutes: 6"),
    flags=re.MULTILINE,
)


def test_a_meeting_pack_has_an_agenda_that_adds_up() -> None:
    lesson, problems = read_lesson("prov.md", MEETING)
    assert problems == ()
    assert lesson is not None
    assert lesson.parts[0].heading == "Vad det är"
    assert lesson.agenda == ((0, 2), (2, 4), (4, 6))


CAPITAL = GOOD.replace("sources:", "capital: politiskt\nlevel_2: [politiskt-mal]\nsources:")
FAULTY = {
    "no-front-matter": "En text utan uppgifter.",
    "front-matter-syntax": GOOD.replace("title: Ett prov", "title: [Ett"),
    "unknown-field": GOOD.replace("order: 3", "order: 3\nfarg: grön"),
    "missing-field": GOOD.replace("order: 3\n", ""),
    "wrong-field": GOOD.replace("minutes: 5", "minutes: fem"),
    "text-id": GOOD.replace("id: prov", "id: annat"),
    "unknown-audience": GOOD.replace("first_for: [chef]", "first_for: [kung]"),
    "missing-question": GOOD.replace("  chef: Vad gör jag?\n", ""),
    "no-source": GOOD.replace("[kapitel 2]", "[]"),
    "level-two-without-capital": GOOD.replace("sources:", "level_2: [politiskt-mal]\nsources:"),
    "missing-level-two": CAPITAL,
    "missing-lead": GOOD.replace("En ingress.\n", ""),
    "missing-part": GOOD.partition("## Ett första steg")[0],
    "other-heading": GOOD.replace("Ett stycke.", "### Under\n\nEtt stycke."),
    "missing-key-line": GOOD.replace("> En rad att visa.\n", ""),
    "long-key-line": GOOD.replace("En rad att visa.", "ord " * 26),
    "empty-part": GOOD.replace("Ett stycke.\n", ""),
    "missing-example": GOOD.replace("Ett påhittat exempel", "Ett exempel"),
    "too-many-words": GOOD.replace("Ett stycke.", "ord " * 651),
    "missing-minutes": MEETING.replace("Vad det är (2 minuter)", "Vad det är"),
    "minutes-add-up": MEETING.replace("minutes: 6", "minutes: 20"),
}
BETWEEN_FILES = {"duplicate-order", "duplicate-capital", "unreadable-text"}


@pytest.mark.parametrize("code", FAULTY)
def test_a_faulty_text_gets_its_problem(code: str) -> None:
    assert code in codes(FAULTY[code])


def test_every_problem_that_there_is_has_a_faulty_text() -> None:
    assert set(FAULTY) | BETWEEN_FILES == set(MESSAGES)


def test_all_problems_are_told_at_once_each_with_its_line() -> None:
    _, problems = read_lesson("prov.md", FAULTY["missing-question"].replace("> Börja smått.\n", ""))
    assert {problem.code for problem in problems} == {"missing-question", "missing-key-line"}
    assert [problem.line for problem in problems] == [8, 25]
    assert str(problems[1]).startswith("prov.md:25: [missing-key-line] Rubriken ”Ett första steg” saknar rad")


def test_a_capital_shows_level_2_under_its_own_heading_without_a_text_of_its_own() -> None:
    lesson, problems = read_lesson("prov.md", CAPITAL + "\n## Så ser nivå 2 ut\n> Det finns ett mål.\n")
    assert problems == ()
    assert lesson is not None
    assert [part.is_level_two for part in lesson.parts] == [False, False, False, True]


def test_a_folder_gives_what_can_be_read_and_the_problems_of_all_files(tmp_path: Path) -> None:
    (tmp_path / "prov.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "annat.md").write_text(GOOD.replace("id: prov", "id: annat"), encoding="utf-8")
    (tmp_path / "fel.md").write_text("hej", encoding="utf-8")
    (tmp_path / "gammal.md").write_bytes("å".encode("latin-1"))
    lessons, problems = read_folder(tmp_path)
    assert {lesson.id for lesson in lessons} == {"annat", "prov"}
    assert {(problem.file, problem.code) for problem in problems} == {
        ("fel.md", "no-front-matter"),
        ("gammal.md", "unreadable-text"),
        ("prov.md", "duplicate-order"),
    }


def test_two_texts_of_one_capital_are_told(tmp_path: Path) -> None:
    text = CAPITAL + "\n## Så ser nivå 2 ut\n> Det finns ett mål.\n"
    (tmp_path / "prov.md").write_text(text, encoding="utf-8")
    (tmp_path / "annat.md").write_text(
        text.replace("id: prov", "id: annat").replace("order: 3", "order: 4"), encoding="utf-8"
    )
    assert [problem.code for problem in read_folder(tmp_path)[1]] == ["duplicate-capital"]

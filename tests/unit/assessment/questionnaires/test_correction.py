"""What a correction of a published edition may change, and what it may not."""

from decimal import Decimal
from typing import Any

import pytest

from app.assessment.questionnaires.correction import WORDING, NotACorrectionError, WordingChange, wording_changes
from app.assessment.questionnaires.questionnaire import (
    Capital,
    Direction,
    Level,
    Limits,
    Question,
    Questionnaire,
    RoleGroup,
)
from app.assessment.questionnaires.reader import load_text
from app.editions.edition import Value
from tests.paths import DEFINITIONS

FILE = DEFINITIONS / "valid" / "uneven-scale.yaml"
TEXT = FILE.read_text(encoding="utf-8")
PUBLISHED = load_text(TEXT.encode(), filename=FILE.name, previous=None)


def corrected(*replacements: tuple[str, str]) -> Questionnaire:
    text = TEXT
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new, 1)
    return load_text(text.encode(), filename=FILE.name, previous=None)


def differences(other: Questionnaire) -> list[str]:
    with pytest.raises(NotACorrectionError) as error:
        wording_changes(PUBLISHED, other)
    assert {problem.code for problem in error.value.problems} == {"not-a-correction"}
    return [problem.path for problem in error.value.problems]


def test_an_unchanged_edition_has_no_changes() -> None:
    assert wording_changes(PUBLISHED, corrected()) == ()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("title: Exempel 2026", "title: Exemplet", WordingChange(None, "title", "Exempel 2026", "Exemplet")),
        ("label: Påbörjat", "label: Börjat", WordingChange(None, "scale.0.5.label", "Påbörjat", "Börjat")),
        ("name: Ledning", "name: Chefer", WordingChange(None, "role_groups.ledning.name", "Ledning", "Chefer")),
        ("short_name: Politiskt", "short_name: Pol", WordingChange("politiskt", "short_name", "Politiskt", "Pol")),
        (
            "text: Hur långt fram är målen beslutade?",
            "text: Hur långt når målen?",
            WordingChange("politiskt-mal", "text", "Hur långt fram är målen beslutade?", "Hur långt når målen?"),
        ),
        (
            "Mål finns till 2045.",
            "Mål finns till år 2045.",
            WordingChange("politiskt-mal", "anchors.3.25", "Mål finns till 2045.", "Mål finns till år 2045."),
        ),
        (
            "text: Hur eniga är ni om riktningen?",
            "text: Hur eniga är ni?",
            WordingChange("politiskt-enighet", "text", "Hur eniga är ni om riktningen?", "Hur eniga är ni?"),
        ),
        (
            "        core: true\n",
            "        core: true\n        help: Räkna år.\n",
            WordingChange("politiskt-mal", "help", None, "Räkna år."),
        ),
        (
            "    explanation: Att kunna ta emot stöd.\n",
            "    explanation: Att kunna ta emot stöd.\n    more: Stöd kostar tid.\n",
            WordingChange("mottagande", "more", None, "Stöd kostar tid."),
        ),
    ],
)
def test_a_change_of_wording_says_where_and_what(old: str, new: str, expected: WordingChange) -> None:
    assert wording_changes(PUBLISHED, corrected((old, new))) == (expected,)


WITHOUT_STEPS = load_text(
    "".join(line for line in TEXT.splitlines(keepends=True) if "next_step" not in line).encode(),
    filename=FILE.name,
    previous=None,
)


def test_an_edition_without_next_steps_may_get_them() -> None:
    changes = wording_changes(WITHOUT_STEPS, PUBLISHED)

    assert changes[:2] == (
        WordingChange("politiskt-mal", "next_step.0", None, "Besluta."),
        WordingChange("politiskt-mal", "next_step.0.5", None, "Följ upp."),
    )
    assert len(changes) == 2 * len(PUBLISHED.questions)


def test_next_steps_may_be_put_in_other_words_but_not_be_taken_away() -> None:
    assert wording_changes(PUBLISHED, corrected(("Besluta.", "Besluta ett mål."))) == (
        WordingChange("politiskt-mal", "next_step.0", "Besluta.", "Besluta ett mål."),
    )
    assert differences(WITHOUT_STEPS) == [f"{name}.next_step" for name in PUBLISHED.questions]


def test_changes_come_in_the_order_of_the_file() -> None:
    changes = wording_changes(
        PUBLISHED, corrected(("Ingen tid.", "Aldrig."), ("Helt.", "Fullt."), ("Exempel 2026", "E"))
    )

    assert [(change.where, change.field) for change in changes] == [
        (None, "title"),
        ("politiskt-enighet", "anchors.3.25"),
        ("mottagande-tid", "anchors.0"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("id: politiskt-mal", "id: politiskt-malen", "politiskt.questions"),
        ("id: mottagande\n", "id: mottagandet\n", "capitals"),
        ("id: ledning", "id: chefer", "role_groups"),
        ("min_group: 4", "min_group: 5", "limits.min_group"),
        ("prerequisite_level: 0.5", "prerequisite_level: 3.25", "limits.prerequisite_level"),
        ("        core: true\n", "        core: true\n        weight: 2\n", "politiskt-mal.weight"),
        ("        core: true\n", "        core: true\n        may_not_apply: true\n", "politiskt-mal.may_not_apply"),
        ("        core: true\n", "        core: true\n        meant_for: [politik]\n", "politiskt-mal.meant_for"),
        ("    cross_cutting: true", "    cross_cutting: true\n    depends_on: [politiskt]", "mottagande.depends_on"),
    ],
)
def test_anything_but_wording_is_no_correction(old: str, new: str, path: str) -> None:
    assert differences(corrected((old, new))) == [path]


def test_another_scale_is_no_correction() -> None:
    assert "scale" in differences(corrected(*[("3.25", "4")] * 5))


def test_another_order_of_the_capitals_is_no_correction() -> None:
    reordering = PUBLISHED.model_copy(update={"capitals": tuple(reversed(PUBLISHED.capitals))})

    assert differences(reordering) == ["capitals"]


def test_questions_of_direction_taken_away_are_no_correction() -> None:
    political, receiving = PUBLISHED.capitals
    without = PUBLISHED.model_copy(update={"capitals": (political.model_copy(update={"direction": None}), receiving)})

    assert differences(without) == ["politiskt.direction"]


def test_every_difference_is_told_beside_any_change_of_wording() -> None:
    other = corrected(("Exempel 2026", "E"), ("min_group: 4", "min_group: 3"), ("2026", "2027"))

    assert differences(other.model_copy(update={"id": "annat"})) == ["id", "year", "limits.min_group"]


OTHER: dict[type[Value], set[str]] = {
    Questionnaire: {
        "id",
        "year",
        "language",
        "subject",
        "scale",
        "role_groups",
        "limits",
        "capitals",
        "previous_scale",
    },
    Level: {"value"},
    RoleGroup: {"id"},
    Limits: set(Limits.model_fields),
    Capital: {"id", "depends_on", "cross_cutting", "questions", "direction"},
    Question: {
        "id",
        "weight",
        "core",
        "may_not_know",
        "may_not_apply",
        "meant_for",
        "previous",
        "predecessor",
    },
    Direction: {"unity", "predictability"},
}


@pytest.mark.parametrize("model", OTHER, ids=lambda model: model.__name__)
def test_every_field_is_either_wording_or_not(model: type[Value]) -> None:
    assert WORDING.get(model, frozenset()).isdisjoint(OTHER[model])
    assert WORDING.get(model, frozenset()) | OTHER[model] == set(model.model_fields)


QUESTION_CHANGES: dict[str, Any] = {
    "id": "nytt",
    "weight": Decimal(2),
    "core": None,
    "may_not_know": False,
    "may_not_apply": True,
    "meant_for": ("politik",),
    "previous": "same",
    "predecessor": "gammal",
}


def test_the_changes_below_are_of_every_field() -> None:
    assert set(QUESTION_CHANGES) == OTHER[Question]


@pytest.mark.parametrize("field", QUESTION_CHANGES)
def test_no_field_of_a_question_but_its_wording_may_change(field: str) -> None:
    political, receiving = PUBLISHED.capitals
    question = political.questions[0].model_copy(update={field: QUESTION_CHANGES[field]})
    capital = political.model_copy(update={"questions": (question,)})

    assert differences(PUBLISHED.model_copy(update={"capitals": (capital, receiving)})) == [
        "politiskt.questions" if field == "id" else f"politiskt-mal.{field}"
    ]


@pytest.mark.parametrize("field", QUESTION_CHANGES)
def test_no_field_of_a_direction_question_but_its_wording_may_change(field: str) -> None:
    political, receiving = PUBLISHED.capitals
    assert political.direction is not None
    unity = political.direction.unity.model_copy(update={field: QUESTION_CHANGES[field]})
    capital = political.model_copy(update={"direction": political.direction.model_copy(update={"unity": unity})})

    assert differences(PUBLISHED.model_copy(update={"capitals": (capital, receiving)})) == [
        f"politiskt-enighet.{field}"
    ]

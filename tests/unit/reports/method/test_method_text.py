"""What is told of the method is what is computed: every limit is read from where it is set."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from types import ModuleType

import pytest

from app.assessment.comparison import benchmarks, holm, year_comparison
from app.assessment.meeting import agreement, spread, talk_order
from app.assessment.priorities import robustness
from app.assessment.questionnaires.questionnaire import Limits
from app.assessment.results import direction, levels, uncertainty
from app.assessment.results.method import MethodEdition
from app.reports.method.method_text import USUAL, MethodTerms, Section, method_sections, sections
from app.web.results.contexts.method import GROUPS
from tests.unit.builders import a_questionnaire

OF_QUESTIONNAIRES: list[tuple[str, object, str, str]] = [
    ("min_group", 8, "färre än fem svar", "färre än åtta svar"),
    ("min_group", 8, "när minst fem har svarat", "när minst åtta har svarat"),
    ("min_group", 8, "väger 63", "väger 73"),
    ("min_coverage", Decimal("0.71"), "60\N{NO-BREAK SPACE}% av frågorna", "71\N{NO-BREAK SPACE}% av frågorna"),
    (
        "min_shared_weight",
        Decimal("0.72"),
        "60\N{NO-BREAK SPACE}% av kapitalslagets",
        "72\N{NO-BREAK SPACE}% av kapitalslagets",
    ),
    ("role_weight_half", Decimal(7), "antalet plus 3", "antalet plus 7"),
    ("role_weight_half", Decimal(0), "antalet plus 3", "varje grupp väger lika"),
]
OF_THE_METHOD: list[tuple[ModuleType, str, object, str, str]] = [
    (levels, "NEAR_SHARE", Fraction(1, 5), "en tiondels nivå från", "20\N{NO-BREAK SPACE}% av en nivå från"),
    (uncertainty, "CONFIDENCE_PERCENT", 95, "90\N{NO-BREAK SPACE}%", "95\N{NO-BREAK SPACE}%"),
    (uncertainty, "FEW", 12, "färre än tio", "färre än tolv"),
    (robustness, "SURE", Fraction(19, 20), "minst 90 av hundra kallas", "minst 95 av hundra kallas"),
    (robustness, "FAIRLY_SURE", Fraction(3, 5), "minst 70 av hundra ganska", "minst 60 av hundra ganska"),
    (robustness, "DRAWS", 500, "1\N{NO-BREAK SPACE}000", "500"),
    (
        year_comparison,
        "CLEAR_SHARE",
        Fraction(1, 4),
        "minst en halv nivå och",
        "minst 25\N{NO-BREAK SPACE}% av en nivå och",
    ),
    (year_comparison, "ROLE_LEVELS", Fraction(2), "rollerna skilde sig en nivå", "rollerna skilde sig 2 nivåer"),
    (holm, "FAMILY", 0.05, "högst 10\N{NO-BREAK SPACE}%", "högst 5\N{NO-BREAK SPACE}%"),
    (agreement, "AD_M_PART", 4, "0,83", "1,25"),
    (spread, "WIDE_GAP_LEVELS", 2, "medel minst en nivå", "medel minst 2 nivåer"),
    (spread, "MIN_GROUP", 4, "under tre", "under fyra"),
    (talk_order, "MANY_DONT_KNOW", Fraction(1, 3), "25\N{NO-BREAK SPACE}%", "33\N{NO-BREAK SPACE}%"),
    (direction, "LOW", Fraction(1, 4), "Under en tredjedel", "Under 25\N{NO-BREAK SPACE}%"),
    (direction, "HIGH", Fraction(3, 4), "från två tredjedelar", "från 75\N{NO-BREAK SPACE}%"),
    (benchmarks, "MIN_KOMMUNER", 6, "Minst fem sådana kommuner", "Minst sex sådana kommuner"),
    (benchmarks, "MIN_FOR_QUARTILES", 11, "Från nio", "Från elva"),
    (benchmarks, "MIN_CHANGED", 4, "minst tre har ändrats", "minst fyra har ändrats"),
]


def _text(told_sections: tuple[Section, ...]) -> str:
    return " ".join(text for _, paragraphs in told_sections for text in paragraphs)


def told(terms: MethodTerms = USUAL) -> str:
    return _text(sections(terms))


@pytest.mark.parametrize(("limit", "value", "before", "after"), OF_QUESTIONNAIRES)
def test_a_questionnaires_limit_is_told_as_it_is_set(limit: str, value: object, before: str, after: str) -> None:
    text = told(replace(USUAL, limits=Limits.model_validate({limit: value})))

    assert before in told()
    assert after not in told()
    assert before not in text
    assert after in text


@pytest.mark.parametrize(("module", "name", "value", "before", "after"), OF_THE_METHOD)
def test_a_limit_of_the_method_is_told_as_it_is_set(
    module: ModuleType, name: str, value: object, before: str, after: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert before in told()
    assert after not in told()

    monkeypatch.setattr(module, name, value)

    assert before not in told()
    assert after in told()


@pytest.mark.parametrize("limit", sorted(Limits.model_fields))
def test_no_limit_of_a_questionnaire_is_left_untold(limit: str) -> None:
    """The level that others build on is told by name, from the questionnaire's own scale."""
    assert limit == "prerequisite_level" or limit in {row[0] for row in OF_QUESTIONNAIRES}


def test_the_level_that_others_build_on_and_the_scale_are_the_questionnaires_own() -> None:
    def text(**options: object) -> str:
        make: Callable[..., object] = a_questionnaire
        return _text(method_sections(make(**options), MethodEdition.SECOND))  # type: ignore[arg-type]

    strict = Limits(prerequisite_level=Decimal(3))

    assert "under ”Nivå 2”" in text()
    assert "under ”Nivå 3”" in text(limits=strict)
    assert "tre nivåer, från Nivå 0 till Nivå 9" in text(scale=("0", "4", "9"))


def test_reports_of_rounds_under_the_first_edition_tell_its_rules() -> None:
    first = _text(method_sections(a_questionnaire(), MethodEdition.FIRST))

    assert "Då väger varje grupp lika" in first
    assert "Holm" not in first


def test_the_page_tells_every_section_once() -> None:
    headings = [heading for heading, _ in sections(USUAL)]

    assert sorted(heading for _, of_group in GROUPS for heading in of_group) == sorted(headings)

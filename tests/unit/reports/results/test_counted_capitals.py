"""What is said of how many capitals there are on a level, and of those that look equal."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from app.assessment.answering.answers import Answer
from app.assessment.meeting.outcomes import Outcome
from app.assessment.questionnaires.questionnaire import Question
from app.assessment.results.results import CapitalResult, CapitalStatus, NoInterval, Profile
from app.reports.figures.capital_texts import profile_text
from app.reports.figures.profile_figures import extremes, profile_table, reaching
from app.reports.results.content import ReportContent
from app.reports.results.subject import Findings
from tests.unit.reports.results.test_content import FINDINGS, QUESTIONNAIRE, content
from tests.unit.reports.support import samples

WHOLE = samples.profile(QUESTIONNAIRE, missing=None)
WITHOUT: dict[str, Any] = {"index": None, "level": None, "cap": None, "status": CapitalStatus.INSUFFICIENT}


def at(*levels: int | None) -> Profile:
    """The seven capitals on these levels (1…5), or with an index and no level; the dimension across stays as it is."""
    capitals = [replace(capital, level=level, cap=None) for capital, level in zip(WHOLE.capitals, levels, strict=False)]
    return replace(WHOLE, capitals=(*capitals, *WHOLE.capitals[len(levels) :]))


@pytest.mark.parametrize(
    ("levels", "words"),
    [
        ((3, 3, 4, 5, 3, 2, 1), "Fem av sju kapitalslag når nivån Delvis på plats."),
        ((3, 3, 3, 3, 3, 3, 3), "Alla sju kapitalslag når nivån Delvis på plats."),
        ((1, 1, 1, 1, 1, 2, 2), "Inget av sju kapitalslag når nivån Delvis på plats än."),
        (
            (1, 2, 2, 2, None, None, None),
            "Inget av de fyra kapitalslag som har en nivå når Delvis på plats. Tre saknar nivå.",
        ),
        ((3, 3, 2, 2, 1, 1, None), "Två av de sex kapitalslag som har en nivå når Delvis på plats. Ett saknar nivå."),
        ((1, *[None] * 6), "Bara ett kapitalslag har en nivå, och det når inte Delvis på plats. Sex saknar nivå."),
        ([None] * 7, "Inget kapitalslag har en nivå än, eftersom kärnfrågor saknar resultat."),
    ],
)
def test_levels_are_counted_over_the_capitals_that_have_one(levels: tuple[int | None, ...], words: str) -> None:
    assert reaching(profile_text(QUESTIONNAIRE, at(*levels))) == words


def test_page_one_without_any_result_asks_for_answers_and_not_for_support() -> None:
    empty = tuple(replace(result, **WITHOUT) for result in WHOLE.capitals)
    summary = content(findings=Findings(Profile(empty, (), None))).summary
    assert summary.opening == "Inget kapitalslag har tillräckligt underlag för ett resultat."
    assert summary.strong == ("Det går inte att säga än.",)
    assert summary.proposal.points[0].startswith("ge kommundirektören i uppdrag att få in de svar som saknas")
    assert not any("lägesbilden" in point for point in summary.proposal.points)


def with_indices(*indices: Fraction) -> Profile:
    """On the level Delvis på plats where the index rounds to it or more."""
    capitals = [
        replace(capital, index=index, level=3 if index >= 2 else 2, cap=None)
        for capital, index in zip(WHOLE.capitals, indices, strict=False)
    ]
    return replace(WHOLE, capitals=(*capitals, *WHOLE.capitals[len(indices) :]))


def test_capitals_shown_with_the_same_index_are_named_together() -> None:
    near = with_indices(
        Fraction(281, 100), Fraction(5, 2), Fraction(2), Fraction(2), Fraction(141, 100), Fraction(284, 100),
        Fraction(7, 5),
    )  # fmt: skip
    summary = content(findings=replace(FINDINGS, profile=near)).summary
    assert summary.strong == ("Politiskt kapital och dynamiskt kapital är starkast: Delvis på plats (2,8).",)
    assert summary.holding[0] == "Organisatoriskt kapital och realt kapital är svagast: Påbörjat (1,4)."
    assert extremes(profile_text(QUESTIONNAIRE, near)) == (
        "Starkast är politiskt kapital och dynamiskt kapital (2,8) och svagast är organisatoriskt kapital och "
        "realt kapital (1,4)."
    )


def test_a_capital_where_everybody_has_answered_says_so_in_place_of_an_interval() -> None:
    first: CapitalResult = replace(WHOLE.capitals[0], interval=NoInterval.EVERYONE_ANSWERED)
    table = profile_table(profile_text(QUESTIONNAIRE, replace(WHOLE, capitals=(first, *WHOLE.capitals[1:]))), None)
    assert table.rows[0][3] == "alla har svarat"


def test_no_question_with_a_result_is_told_in_words() -> None:
    first = replace(WHOLE.capitals[0], **WITHOUT, coverage=Fraction())
    report = content(findings=Findings(replace(WHOLE, capitals=(first, *WHOLE.capitals[1:]), overall=None)))
    assert report.chapters[0].notes[0].startswith("Ingen fråga har ett resultat. För ett index krävs minst ")


def test_agreed_questions_about_the_direction_are_told_beside_the_others() -> None:
    direction = QUESTIONNAIRE.capitals[0].direction
    assert direction is not None
    question: Question = direction.unity
    report: ReportContent = content(findings=replace(FINDINGS, outcomes={question.id: Outcome(answer=Answer.level(3))}))
    count = 2 * len(FINDINGS.profile.directions)
    assert report.gathering[2].endswith(f"frågor, och 1 av {count} om riktningen.")

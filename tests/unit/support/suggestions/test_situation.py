"""What a scored result tells the suggestion rule. Position p of a result is level p − 1 of the catalogue."""

from app.assessment.questionnaires.questionnaire import Form
from app.assessment.results.scoring import score
from app.support.suggestions.situation import CapitalSituation, Situation, situation_of
from tests.unit.builders import a_capital, a_questionnaire, answered

QUESTIONNAIRE = a_questionnaire(
    a_capital("politiskt"),
    a_capital("finansiellt", depends_on=["politiskt"]),
    a_capital("human", depends_on=["finansiellt"]),
    a_capital("realt"),
    a_capital("mottagarformaga", cross_cutting=True),
)


def situation(**positions: int | str) -> Situation:
    answers = answered(outcomes={f"{capital}-q1": position for capital, position in positions.items()})
    profile = score(QUESTIONNAIRE, Form.LONG, answers)
    return situation_of(
        QUESTIONNAIRE,
        profile,
        start="finansiellt",
        next_steps={"finansiellt": ["q1"]},
        is_small=True,
        open_offers=["kurs"],
    )


def test_a_result_becomes_levels_from_nought_with_what_each_builds_on() -> None:
    known = situation(politiskt=4, finansiellt=2, human=1, realt=5, mottagarformaga=3)
    assert known.capitals == (
        CapitalSituation("politiskt", 3),
        CapitalSituation("finansiellt", 1),
        CapitalSituation("human", 0, prerequisites_met=False),
        CapitalSituation("realt", 4, stands_alone=True),
    )
    assert (known.receiver, known.prerequisite_level, known.start, known.is_small) == (2, 2, "finansiellt", True)
    assert known.next_steps == {"finansiellt": {"q1"}}
    assert known.open_offers == {"kurs"}


def test_what_has_no_result_is_unknown_and_not_met() -> None:
    unknown = situation(finansiellt=2, realt=1)
    assert [capital.level for capital in unknown.capitals] == [None, 1, None, 0]
    assert [capital.prerequisites_met for capital in unknown.capitals] == [True, False, False, True]
    assert unknown.receiver is None

"""Where a round stands, what it asks, and what should be done next."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from app.assessment.questionnaires.questionnaire import Form
from app.rounds.kernel.round import RoundState, round_state
from app.rounds.progress.round_advice import CLOSING_SOON, Advice, RoundStanding, advise, left_out, size_of
from tests.unit.builders import a_capital, a_question, a_questionnaire

MOMENT = datetime(2026, 10, 1, 8, tzinfo=UTC)
OPENS, CLOSES = date(2026, 10, 1), date(2026, 11, 30)
PLANNED = RoundStanding(RoundState.PLANNED, OPENS, CLOSES, unfinished=3, unreachable=0, untold=3)
OPEN = RoundStanding(RoundState.OPEN, OPENS, CLOSES, unfinished=3, unreachable=0, untold=0)
THREE = a_questionnaire(
    a_capital("a", [a_question("a1", core=True), a_question("a2")], has_direction=True),
    a_capital("b", [a_question("b1")], depends_on=["a"]),
    a_capital("c", [a_question("c1", core=True)], depends_on=["a", "b"]),
)
DAY = timedelta(days=1)


def test_a_round_is_planned_until_it_is_opened_and_open_until_it_is_closed() -> None:
    assert round_state(None, None) is RoundState.PLANNED
    assert round_state(MOMENT, None) is RoundState.OPEN
    assert round_state(MOMENT, MOMENT) is RoundState.CLOSED


def test_size_counts_what_the_form_asks_in_the_chosen_capitals() -> None:
    # a: two questions and two of direction; b: one; c: one. Core: a1 and c1.
    assert size_of(THREE, Form.LONG).questions == 6
    assert size_of(THREE, Form.SHORT).questions == 2
    assert size_of(THREE, Form.LONG, {"b", "c"}).questions == 2
    assert size_of(THREE, Form.SHORT, {"b"}).questions == 0


def test_minutes_are_those_of_what_the_form_asks_in_the_chosen_capitals() -> None:
    # 2,380 words to explain a: ten minutes; b and c take less than one
    capital = THREE.capital("a").model_copy(update={"explanation": "ord " * 2_380})
    wordy = THREE.model_copy(update={"capitals": (capital, *THREE.capitals[1:])})
    assert size_of(wordy, Form.LONG).minutes == 10
    assert size_of(wordy, Form.SHORT).minutes == 10
    assert size_of(wordy, Form.LONG, {"b", "c"}).minutes == 5


def test_what_a_chosen_capital_builds_on_is_missed_when_it_is_left_out() -> None:
    def missed(*ids: str) -> dict[str, list[str]]:
        return {advice.capital.id: [capital.id for capital in advice.missing] for advice in left_out(THREE, ids)}

    assert missed("a", "b", "c") == {}
    assert missed("a") == {}
    assert missed("b") == {"b": ["a"]}
    assert missed("a", "c") == {"c": ["b"]}
    assert missed("c") == {"c": ["a", "b"]}
    assert left_out(THREE, None) == ()


def test_a_planned_round_waits_for_its_first_day_and_then_for_its_coordinator() -> None:
    assert advise(PLANNED, OPENS - DAY) == (Advice.WAIT_TO_OPEN,)
    assert advise(PLANNED, OPENS) == (Advice.OPEN,)
    assert advise(PLANNED, CLOSES) == (Advice.OPEN,)
    assert advise(PLANNED, CLOSES + DAY) == (Advice.CHANGE_DATES,)


def test_an_open_round_is_left_alone_until_its_last_day_is_near() -> None:
    assert advise(OPEN, CLOSES - CLOSING_SOON - DAY) == (Advice.NOTHING,)
    assert advise(OPEN, CLOSES - CLOSING_SOON) == (Advice.REMIND,)
    assert advise(OPEN, CLOSES) == (Advice.REMIND,)


def test_after_the_last_day_somebody_has_to_decide() -> None:
    assert advise(OPEN, CLOSES + DAY) == (Advice.EXTEND_OR_CLOSE,)
    assert advise(OPEN, CLOSES + 400 * DAY) == (Advice.EXTEND_OR_CLOSE,)


def test_when_all_are_done_the_round_can_be_closed_whatever_the_day() -> None:
    standing = replace(OPEN, unfinished=0)
    for day in (OPENS, CLOSES, CLOSES + DAY):
        assert advise(standing, day) == (Advice.CLOSE,)


def test_kommuner_that_nobody_can_be_told_of_are_pointed_out_before_and_after_the_opening() -> None:
    assert advise(replace(PLANNED, unreachable=1), OPENS) == (Advice.OPEN, Advice.APPOINT)
    assert advise(replace(OPEN, unreachable=1), OPENS) == (Advice.APPOINT,)
    assert advise(replace(OPEN, unreachable=1, untold=1), OPENS) == (Advice.APPOINT, Advice.INVITE)


def test_nothing_is_left_to_do_in_a_closed_round() -> None:
    standing = RoundStanding(RoundState.CLOSED, OPENS, CLOSES, unfinished=3, unreachable=2, untold=2)
    assert advise(standing, CLOSES + DAY) == (Advice.NOTHING,)

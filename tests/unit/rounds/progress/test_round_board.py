"""How far a kommun has come, and what of it a region is shown."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rounds.progress.round_board import (
    DONE,
    Stage,
    StageFacts,
    Turnout,
    region_state,
    share_percent,
    shown_share,
    shown_started,
    stage_of,
)
from app.rounds.progress.year import YearState

NOTHING = StageFacts(
    is_open=True,
    is_over=False,
    is_decided=False,
    has_answers=False,
    is_closed=False,
    is_submitted=False,
    is_approved=False,
)


@pytest.mark.parametrize(
    ("fields", "stage"),
    [
        ({"is_open": False}, Stage.NOT_OPEN),
        ({}, Stage.NOT_STARTED),
        ({"is_decided": True}, Stage.NO_ANSWERS),
        ({"is_decided": True, "has_answers": True}, Stage.UNDER_WAY),
        ({"is_decided": True, "has_answers": True, "is_closed": True}, Stage.DRAFT),
        ({"is_closed": True, "is_submitted": True}, Stage.SUBMITTED),
        ({"is_closed": True, "is_submitted": True, "is_approved": True}, Stage.APPROVED),
        ({"is_closed": True, "is_approved": True}, Stage.APPROVED),
        ({"is_over": True}, Stage.NO_RESULT),
        ({"is_over": True, "is_decided": True, "has_answers": True}, Stage.NO_RESULT),
        ({"is_over": True, "is_closed": True}, Stage.DRAFT),
        ({"is_over": True, "is_closed": True, "is_approved": True}, Stage.APPROVED),
    ],
)
def test_a_stage_is_told_by_the_furthest_that_has_happened(fields: dict[str, Any], stage: Stage) -> None:
    assert stage_of(replace(NOTHING, **fields)) is stage


@pytest.mark.parametrize(
    ("stage", "settled", "alone", "words"),
    [
        (Stage.NOT_OPEN, 0, False, "planerad"),
        (Stage.NOT_STARTED, 0, False, "inte påbörjad"),
        (Stage.NO_ANSWERS, 0, False, "svar pågår"),
        (Stage.UNDER_WAY, 0, True, "svar pågår"),
        (Stage.DRAFT, 0, False, "svarstiden avslutad"),
        (Stage.DRAFT, 1, False, "möte pågår"),
        (Stage.DRAFT, 99, False, "möte pågår"),
        (Stage.DRAFT, 100, False, "klart att lämna in"),
        (Stage.DRAFT, 0, True, "klart att lämna in"),
        (Stage.SUBMITTED, 40, False, "inlämnat"),
        (Stage.APPROVED, 40, False, "fastställt"),
        (Stage.NO_RESULT, 0, False, "inget resultat"),
    ],
)
def test_a_region_reads_the_words_of_the_kommun_itself(stage: Stage, settled: int, *, alone: bool, words: str) -> None:
    assert region_state(stage, settled, answers_alone=alone) == words


def test_a_region_is_never_told_that_a_result_was_sent_back() -> None:
    states = {
        region_state(stage, percent, answers_alone=alone)
        for stage in Stage
        for percent in range(101)
        for alone in (True, False)
    }
    assert YearState.RETURNED not in states


def test_nobody_waits_for_a_kommun_that_has_handed_in_or_can_no_longer() -> None:
    assert set(DONE) == {Stage.SUBMITTED, Stage.APPROVED, Stage.NO_RESULT}


@pytest.mark.parametrize(
    ("invitations", "given_answers", "possible", "percent"),
    [
        (5, 0, 250, 0),
        (5, 12, 250, 0),  # 4,8 %
        (5, 13, 250, 5),  # 5,2 %
        (5, 125, 250, 50),
        (5, 249, 250, 95),  # 99,6 %
        (5, 250, 250, 100),
        (5, 260, 250, 100),
        (5, 0, 0, None),
        (4, 200, 200, None),
        (1, 25, 50, None),
        (0, 0, 0, None),
    ],
)
def test_a_share_is_shown_in_whole_fives_where_enough_are_asked(
    invitations: int, given_answers: int, possible: int, percent: int | None
) -> None:
    assert shown_share(Turnout(invitations, 1, 0, possible, given_answers), 5) == percent


@pytest.mark.parametrize(("invitations", "figure"), [(0, None), (1, None), (4, None), (5, 2), (30, 2)])
def test_how_many_have_begun_is_shown_where_enough_are_asked(invitations: int, figure: int | None) -> None:
    assert shown_started(Turnout(invitations, 2, 0, 0, 0), 5) == figure


@given(st.integers(0, 1_000), st.integers(1, 1_000), st.integers(5, 100))
def test_a_whole_share_means_that_nothing_is_left(given_answers: int, possible: int, invitations: int) -> None:
    share = shown_share(Turnout(invitations, 0, 0, possible, given_answers), 5)
    assert share is not None
    assert 0 <= share <= 100
    assert (share == 100) == (given_answers >= possible)


@pytest.mark.parametrize(("part", "whole", "percent"), [(0, 0, 0), (0, 7, 0), (1, 3, 33), (2, 3, 66), (3, 3, 100)])
def test_a_plain_share_is_rounded_down(part: int, whole: int, percent: int) -> None:
    assert share_percent(part, whole) == percent

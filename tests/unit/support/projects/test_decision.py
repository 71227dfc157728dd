"""Reading a decision on an idea: what it must say, and that nobody prioritises what nobody will keep."""

from datetime import date

from app.support.projects.idea import IdeaState
from app.support.projects.idea_decision import IdeaDecision, RawDecision, read_idea_decision

TODAY, DECIDED, REVIEW = date(2026, 11, 30), date(2026, 11, 20), date(2027, 11, 20)
RAW = RawDecision(outcome="prioriterad", text="Vi börjar.", diary="GR 2026/1", decided="x", review="y")


def read(
    raw: RawDecision = RAW, decided: date | None = DECIDED, review: date | None = REVIEW, *, has_receiver: bool = True
) -> object:
    return read_idea_decision(raw, decided, review, TODAY, has_receiver=has_receiver)


def fields(reading: object) -> list[str]:
    assert isinstance(reading, tuple)
    return [error.field for error in reading]


def test_a_whole_decision_is_read() -> None:
    assert read() == IdeaDecision(
        outcome=IdeaState.PRIORITISED,
        text="Vi börjar.",
        diary_number="GR 2026/1",
        decided_on=DECIDED,
        review_on=REVIEW,
    )


def test_without_a_receiver_an_idea_can_rest_or_end_but_not_be_prioritised() -> None:
    assert fields(read(has_receiver=False)) == ["outcome"]
    resting = RAW.model_copy(update={"outcome": "vilande"})
    assert isinstance(read(resting, has_receiver=False), IdeaDecision)


def test_every_error_is_told() -> None:
    assert fields(read(RawDecision(), None, None)) == ["outcome", "text", "diary", "decided", "review"]
    assert fields(read(decided=date(2026, 12, 1))) == ["decided"]
    assert fields(read(review=DECIDED)) == ["review"]
    assert fields(read(review=date(2032, 1, 1))) == ["review"]
    assert fields(read(RAW.model_copy(update={"outcome": "fangad"}))) == ["outcome"]


def test_an_idea_that_ends_is_not_tried_again() -> None:
    ended = read(RAW.model_copy(update={"outcome": "avslutad", "review": ""}), review=None)
    assert isinstance(ended, IdeaDecision)
    assert ended.review_on is None

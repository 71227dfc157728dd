"""The suggestion rule: never more than can be received, the same every time, and each step of its order."""

import random
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.support.catalogue.catalogue import OVERALL, ItemPrevious, KommunSize, SupportWeight, TargetGroup
from app.support.suggestions.rule import (
    DOSE,
    MAX_LATER,
    MAX_PER_CAPITAL,
    MAX_SUGGESTIONS,
    Clause,
    carried_from,
    suggest,
)
from app.support.suggestions.situation import Situation
from app.support.suggestions.words import later_sentence, reasons
from tests.unit.support.builders import (
    KNOWLEDGE,
    RESOURCES,
    ROOM,
    a_catalogue,
    a_situation,
    an_item,
    capital_ids,
    capital_names,
    our_catalogue,
)

OURS = our_catalogue()
LIGHT, MEDIUM, HEAVY = SupportWeight
QUESTIONS = sorted({question for item in OURS.items for question in item.questions})


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    levels = {capital: draw(st.none() | st.integers(0, 4)) for capital in capital_ids()}
    return a_situation(
        levels,
        start=draw(st.none() | st.sampled_from(capital_ids())),
        receiver=draw(st.none() | st.integers(0, 4)),
        is_small=draw(st.booleans()),
        next_steps=draw(
            st.dictionaries(st.sampled_from(capital_ids()), st.sets(st.sampled_from(QUESTIONS), max_size=3), max_size=4)
        ),
        open_offers=draw(st.sets(st.sampled_from([item.id for item in OURS.items]), max_size=5)),
    )


@given(situations())
def test_what_is_suggested_can_be_received_and_suits(situation: Situation) -> None:
    receiver = 1 if situation.receiver is None else situation.receiver
    levels = {capital.capital_id: capital.level for capital in situation.capitals}
    now = suggest(OURS, situation).now

    assert len(now) <= MAX_SUGGESTIONS
    assert sum(suggestion.item.weight.number for suggestion in now) <= DOSE[min(receiver, 3)]
    assert max(Counter(suggestion.candidate.capital_id for suggestion in now).values(), default=0) <= MAX_PER_CAPITAL
    assert len({suggestion.item.id for suggestion in now}) == len(now)
    for suggestion in now:
        level = levels[suggestion.candidate.capital_id]
        assert level is not None
        assert suggestion.item.suits.lowest <= level <= suggestion.item.suits.highest
        assert carried_from(suggestion.item) <= receiver
        assert situation.is_small or suggestion.item.size is KommunSize.ALL
        assert any(
            placing.capital == suggestion.candidate.capital_id and suggestion.candidate.form in placing.forms
            for placing in suggestion.item.places
        )


@given(situations())
def test_what_is_for_later_is_too_heavy_now_and_in_the_first_capital(situation: Situation) -> None:
    suggestions = suggest(OURS, situation)
    receiver = 1 if situation.receiver is None else situation.receiver
    first = {suggestion.candidate.capital_id for suggestion in suggestions.now[:1]}

    assert len(suggestions.later) <= MAX_LATER
    assert all(later.from_receiver > receiver for later in suggestions.later)
    assert len({later.candidate.capital_id for later in suggestions.later} | first) <= 1 or not suggestions.later


@given(situations(), st.randoms(use_true_random=False))
def test_neither_the_order_of_what_is_known_nor_of_the_questions_matters(
    situation: Situation, generator: random.Random
) -> None:
    def shuffled(values: list[str]) -> list[str]:
        return generator.sample(values, len(values))

    other = replace(
        situation,
        capitals=tuple(generator.sample(situation.capitals, len(situation.capitals))),
        open_offers=shuffled(sorted(situation.open_offers)),
        next_steps={
            capital: shuffled(sorted(situation.next_steps[capital])) for capital in shuffled(list(situation.next_steps))
        },
    )
    assert suggest(OURS, other) == suggest(OURS, situation) == suggest(OURS, situation)


@given(situations())
def test_every_suggestion_says_why(situation: Situation) -> None:
    suggestions = suggest(OURS, situation)
    names = capital_names()
    sentences = reasons(suggestions, names)

    assert len(sentences) == len(suggestions.now)
    for suggestion, sentence in zip(suggestions.now, sentences, strict=True):
        assert names[suggestion.candidate.capital_id].lower() in sentence
        assert "insatsen tar" in sentence.lower()
        assert sentence.endswith(".")
        assert "{" not in sentence
    assert " ".join(sentences).count("Därför kunskap först") <= 1
    assert all(str(later.from_receiver) in later_sentence(later) for later in suggestions.later)


def suggested(situation: Situation, *items: object) -> list[str]:
    return [suggestion.item.id for suggestion in suggest(a_catalogue(*items), situation).now]  # type: ignore[arg-type]


def test_the_start_comes_first_then_what_is_ready_to_build_on_then_the_rest() -> None:
    items = [
        an_item("realt", {"realt": [KNOWLEDGE]}),
        an_item("over", {"politiskt": [KNOWLEDGE]}),
        an_item("under", {"dynamiskt": [KNOWLEDGE]}),
        an_item("redo", {"human": [KNOWLEDGE]}),
        an_item("start", {"relations": [KNOWLEDGE]}),
    ]
    levels = {"politiskt": 3, "finansiellt": 3, "relations": 1, "human": 1, "dynamiskt": 1, "realt": 0}
    situation = a_situation(levels, start="relations", receiver=1)

    order = []
    while items:
        first = suggested(situation, *items)[0]
        order.append(first)
        items = [item for item in items if item.id != first]
    assert order == ["start", "redo", "under", "over", "realt"]


@pytest.mark.parametrize(("level", "order"), [(1, "krh"), (2, "rkh"), (3, "hrk")])
def test_low_down_knowledge_comes_first_halfway_up_resources_as_well_and_further_up_any_form(
    level: int, order: str
) -> None:
    items = {
        "h": an_item("h", {"politiskt": [ROOM]}),
        "r": an_item("r", {"politiskt": [RESOURCES]}),
        "k": an_item("k", {"politiskt": [KNOWLEDGE]}),
    }
    situation = a_situation({"politiskt": level}, receiver=1)

    answer = ""
    while items:
        first = suggested(situation, *items.values())[0]
        answer += first
        del items[first]
    assert answer == order


def test_of_what_is_alike_an_open_offer_goes_before_questions_questions_before_weight_and_weight_before_the_order() -> (
    None
):
    items = [
        an_item("bred", {"politiskt": [KNOWLEDGE], "human": [KNOWLEDGE]}, weight=MEDIUM),
        an_item("latt", weight=LIGHT),
        an_item("smal", weight=MEDIUM),
        an_item("fraga", weight=LIGHT, questions=["politiskt-partistod"]),
        an_item("erbjuds", weight=LIGHT),
    ]
    situation = a_situation(
        {"politiskt": 1}, next_steps={"politiskt": ["politiskt-partistod"]}, open_offers=["erbjuds"]
    )

    order = []
    while items:
        first = suggested(situation, *items)[0]
        order.append(first)
        items = [item for item in items if item.id != first]
    assert order == ["erbjuds", "fraga", "smal", "bred", "latt"]


def test_a_question_of_another_capital_does_not_count() -> None:
    items = [an_item("a"), an_item("b", questions=["human-rekrytering"])]
    situation = a_situation({"politiskt": 1}, next_steps={"human": ["human-rekrytering"]})
    assert suggested(situation, *items) == ["a", "b"]


@pytest.mark.parametrize(
    ("receiver", "names"),
    [(0, ["latt"]), (1, ["latt"]), (2, ["medel", "latt"]), (3, ["tung", "medel"]), (4, ["tung", "medel"])],
)
def test_a_kommun_gets_as_much_as_it_can_carry_not_the_lightest(receiver: int, names: list[str]) -> None:
    items = [an_item("latt"), an_item("medel", weight=MEDIUM), an_item("tung", weight=HEAVY)]
    assert suggested(a_situation({"politiskt": 1}, receiver=receiver), *items) == names


def test_what_needs_a_better_receiver_is_for_later_and_says_from_when() -> None:
    catalogue = a_catalogue(an_item("nu"), an_item("sen", receiver_min=3), an_item("tung", weight=HEAVY))
    suggestions = suggest(catalogue, a_situation({"politiskt": 1}, receiver=2))
    assert [suggestion.item.id for suggestion in suggestions.now] == ["nu"]
    assert [(later.item.id, later.from_receiver) for later in suggestions.later] == [("sen", 3), ("tung", 3)]


def test_where_nothing_can_be_received_yet_there_is_still_something_for_later() -> None:
    suggestions = suggest(a_catalogue(an_item("sen", receiver_min=2)), a_situation({"politiskt": 1}, receiver=0))
    assert suggestions.now == ()
    assert [later.item.id for later in suggestions.later] == ["sen"]


def test_an_unknown_receiver_is_reckoned_as_level_one() -> None:
    levels = dict.fromkeys(capital_ids(), 1)
    known, unknown = (suggest(OURS, a_situation(levels, receiver=receiver)) for receiver in (1, None))
    assert [suggestion.candidate for suggestion in known.now] == [suggestion.candidate for suggestion in unknown.now]
    assert {suggestion.receiver for suggestion in unknown.now} == {None}


def test_nothing_is_suggested_for_what_is_not_known_retired_for_small_ones_or_for_the_whole_alone() -> None:
    items = [
        an_item("okand", {"human": [KNOWLEDGE]}),
        an_item("borta", previous=ItemPrevious.RETIRED),
        an_item("sma", size=KommunSize.SMALL),
        an_item("helheten", {OVERALL: [KNOWLEDGE]}),
        an_item("passar-inte", suits=(2, 4)),
    ]
    assert suggested(a_situation({"politiskt": 1}), *items) == []
    assert suggested(a_situation({"politiskt": 1}, is_small=True), *items) == ["sma"]


def test_the_last_brings_another_form_and_somebody_who_may_decide() -> None:
    strategists = [TargetGroup.STRATEGISTS]
    catalogue = a_catalogue(
        an_item("a", {"politiskt": [KNOWLEDGE]}, groups=strategists),
        an_item("b", {"politiskt": [KNOWLEDGE]}, groups=strategists),
        an_item("c", {"human": [KNOWLEDGE]}, groups=strategists),
        an_item("d", {"human": [ROOM]}, groups=strategists),
        an_item("e", {"human": [ROOM]}),
    )
    low, high = (
        suggest(catalogue, a_situation({"politiskt": level, "human": 3}, receiver=3)).now[-1] for level in (1, 2)
    )
    assert (low.item.id, low.clauses) == ("e", (Clause.MANDATE,))
    assert (high.item.id, high.clauses) == ("e", (Clause.NEW_FORM, Clause.MANDATE))


def test_where_nothing_brings_what_is_lacking_the_next_in_order_is_taken() -> None:
    catalogue = a_catalogue(
        *(
            an_item(name, {capital: [KNOWLEDGE]}, groups=[TargetGroup.STRATEGISTS])
            for name, capital in (("a", "politiskt"), ("b", "politiskt"), ("c", "human"))
        )
    )
    last = suggest(catalogue, a_situation({"politiskt": 3, "human": 3}, receiver=3)).now[-1]
    assert (last.item.id, last.clauses) == ("c", ())

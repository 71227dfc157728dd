"""The conditions of a region's ambition in words: what each asks, its figure, and why there is none."""

from fractions import Fraction

import pytest

from app.reports.goals.ambition_words import ConditionText, condition_text, conditions_kept, title_of
from app.rounds.goals import ambition
from app.rounds.goals.ambition import AmbitionInputs, ConditionKey, ConditionState, Share, TwoSided, conditions


def text(key: ConditionKey, inputs: AmbitionInputs) -> ConditionText:
    return condition_text(next(item for item in conditions(inputs) if item.key is key))


def plain(words: str) -> str:
    return words.replace("\N{NO-BREAK SPACE}", " ")


def test_every_condition_says_what_it_asks_and_why_it_is_not_known() -> None:
    texts = [condition_text(item) for item in conditions(AmbitionInputs())]
    assert len({words.title for words in texts}) == len(ConditionKey)
    assert all(words.asks.endswith(".") and words.figure.endswith(".") and words.source for words in texts)
    assert {words.state for words in texts} == {"Vet inte"}


def test_a_figure_is_a_share_a_median_an_index_two_sides_or_years() -> None:
    inputs = AmbitionInputs(
        with_result_and_need=Share(3, 13),
        covered_needs=Share(1, 1),
        receiver_indices=(Fraction(9, 4),) * 5,
        mandate=Fraction(5, 2),
        tools=TwoSided(Fraction(1), None),
        years_financed=4,
    )
    figures = {
        ConditionKey.NEEDS_UNDERSTOOD: "3 av 13 kommuner",
        ConditionKey.NEEDS_ANSWERED: "1 av 1 behov",
        ConditionKey.RECEIVERS: "Median 2,3 bland 5 kommuner",
        ConditionKey.MANDATE: "2,5",
        ConditionKey.TOOLS: "Regionen 1,0, kommunerna vet inte",
        ConditionKey.FINANCED: "4 år",
    }
    assert {key: plain(text(key, inputs).figure) for key in figures} == figures


def test_what_is_kept_with_a_decision_has_the_figures_in_words_and_none_for_what_is_not_known() -> None:
    kept = conditions_kept(conditions(AmbitionInputs(politics=Share(6, 9))))
    by_key = {item.key: (item.state, plain(item.figure)) for item in kept}
    assert by_key[ConditionKey.POLITICS] == (ConditionState.MET, "6 av 9 kommuner")
    assert by_key[ConditionKey.MONEY] == (ConditionState.NOT_KNOWN, "")


def test_the_texts_say_the_rule_s_own_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "två tredjedelar" in text(ConditionKey.POLITICS, AmbitionInputs()).asks
    monkeypatch.setattr(ambition, "KOMMUNER_ON_POLITICS", Fraction(4, 5))
    monkeypatch.setattr(ambition, "POLITICS_LEVEL", 3)
    asks = text(ConditionKey.POLITICS, AmbitionInputs()).asks
    assert "80 procent" in asks
    assert "nivå 3" in asks
    assert title_of(ConditionKey.POLITICS) == "Politiken är med"

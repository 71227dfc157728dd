"""Only a word too long for a column may break, a link without hyphen; and every text stays text."""

import pytest

from app.reports.kernel.long_words import MAX_WHOLE_LENGTH, breakable

COMPOUND = "Kommunstyrelseordföranden"


def test_ordinary_words_are_left_whole() -> None:
    text = f"{'x' * MAX_WHOLE_LENGTH} och\u00a0mer, 15\u00a0november\u00a02026 och så vidare"
    assert breakable(text) == text


def test_a_long_compound_may_be_hyphenated_and_a_link_only_broken() -> None:
    text = breakable(f"Läs ({COMPOUND}) på https://kommun.example/omstallning.")
    assert text == (
        f'Läs <span class="long-word">({COMPOUND})</span> på '
        '<span class="long-link">https://kommun.example/omstallning.</span>'
    )


@pytest.mark.parametrize("space", [" ", "\n", "\u00a0"])
def test_a_space_of_any_kind_ends_a_word(space: str) -> None:
    half = "a" * (MAX_WHOLE_LENGTH // 2 + 1)
    assert breakable(half + space + half) == half + space + half


def test_long_words_are_escaped_as_all_text() -> None:
    text = breakable("<b>&</b> " + "<script>" * 4)
    assert text.startswith("&lt;b&gt;&amp;&lt;/b&gt; ")
    assert "<script>" not in text

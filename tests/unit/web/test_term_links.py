"""The first use of a term in a text leads to the vocabulary; headings, links and parts of words stay as they are."""

import re

from hypothesis import given
from hypothesis import strategies as st

from app.web.learning.term_links import link_first_uses
from app.web.shell.markdown import to_html
from app.web.shell.terms import TERMS
from app.web.shell.vocabulary.term import Term

TWO = (
    Term("stod", "stöd", "Hjälp.", forms=("stöd", "stödet")),
    Term("okat-stod", "ökat stöd", "Mer hjälp.", forms=("ökat stöd",)),
    Term("niva", "nivå", "Ett steg."),
)


def linked(*fragments: str) -> list[str]:
    return [
        re.sub(r' class="term-link" href="/ord/([a-z-]+)"', r" \1", text) for text in link_first_uses(fragments, TWO)
    ]


def test_a_term_is_linked_once_in_a_text_where_it_stands_first() -> None:
    assert linked("<p>Ett stöd och stödet.</p>", "<p>Mer stöd.</p>") == [
        "<p>Ett <a stod>stöd</a> och stödet.</p>",
        "<p>Mer stöd.</p>",
    ]


def test_an_inflected_or_capital_form_leads_to_its_term() -> None:
    assert linked("<p>Stödet kom.</p>") == ["<p><a stod>Stödet</a> kom.</p>"]


def test_the_longer_of_two_terms_counts() -> None:
    assert linked("<p>Ökat stöd.</p>") == ["<p><a okat-stod>Ökat stöd</a>.</p>"]


def test_a_part_of_a_word_is_no_use_of_the_term() -> None:
    assert linked("<p>stödinsats, medstöd, stöd-insats</p>") == ["<p>stödinsats, medstöd, stöd-insats</p>"]


def test_nothing_is_linked_in_headings_and_links_however_deep() -> None:
    text = '<h2>Om <em>stöd</em></h2><p><a href="/x">mer <strong>stöd</strong></a> och stöd</p>'
    assert linked(text) == [text.replace("och stöd", "och <a stod>stöd</a>")]


def test_a_term_without_forms_is_never_linked() -> None:
    assert linked("<p>En nivå.</p>") == ["<p>En nivå.</p>"]


def test_without_terms_the_text_stays() -> None:
    assert link_first_uses(["<p>stöd</p>"], ()) == ("<p>stöd</p>",)


def test_attributes_are_no_text() -> None:
    assert linked('<p title="stöd">x</p>') == ['<p title="stöd">x</p>']


WORDS = st.sampled_from(
    [*(form for term in TERMS.values() for form in term.forms), "och", "**", "- ", "\n\n", "&", "<b>"]
)


@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_the_words_stay_the_same_and_each_term_has_at_most_one_link(markdown: str) -> None:
    html = str(to_html(markdown))
    (text,) = link_first_uses([html], TERMS.values())
    assert re.sub(r'<a class="term-link"[^>]*>(.*?)</a>', r"\1", text) == html
    targets = re.findall(r'href="/ord/([^"]+)"', text)
    assert len(targets) == len(set(targets))

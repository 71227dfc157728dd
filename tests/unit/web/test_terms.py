import re

import pytest

from app.web.shell.terms import GROUPS, TERMS, term_of
from app.web.shell.vocabulary.term import Term
from tests.paths import ROOT

TEMPLATES = tuple((ROOT / "app" / "web").rglob("*.html"))
EVERY = [term for group in GROUPS for term in group.terms]


def test_every_term_has_an_anchor_of_its_own() -> None:
    assert len(TERMS) == len(EVERY) >= 25
    assert [term.key for term in EVERY if not re.fullmatch(r"[a-z]+(-[a-z]+)*", term.key)] == []


@pytest.mark.parametrize("term", EVERY, ids=lambda term: term.key)
def test_a_term_is_told_in_one_plain_sentence_that_can_stand_alone(term: Term) -> None:
    assert term.brief[0].isupper()
    assert term.brief.count(".") == 1
    assert term.brief.endswith(".")
    assert len(term.brief.split()) <= 20
    assert all(len(sentence.split()) <= 20 for sentence in term.more.split("."))


def test_one_asks_for_a_word_with_its_article() -> None:
    assert term_of("karnfraga").question == "Vad är en kärnfråga?"
    assert term_of("samsyn").question == "Vad är samsyn?"
    assert term_of("lamna-in").name == "Att lämna in"


def test_every_word_that_a_page_explains_is_in_the_glossary() -> None:
    keys = {key for path in TEMPLATES for key in re.findall(r'\bhelp\("([^"]*)"\)', path.read_text(encoding="utf-8"))}
    assert keys
    assert keys <= set(TERMS)


def test_no_two_terms_are_linked_by_the_same_word() -> None:
    forms = [form.lower() for term in EVERY for form in term.forms]
    assert sorted(forms) == sorted(set(forms))


@pytest.mark.parametrize("term", [term for term in EVERY if term.avoid], ids=lambda term: term.key)
def test_what_one_had_better_not_say_has_its_reason(term: Term) -> None:
    assert re.fullmatch(r"[^()]+[.?!] \([^()]+\.\)", term.avoid)

"""Search by Swedish stems: what one would type finds what one means, the best first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.support.catalogue.catalogue import ItemPrevious
from app.support.catalogue.search import CatalogueSearch
from tests.unit.support.builders import a_catalogue, an_item, capital_names, our_catalogue

OURS = CatalogueSearch(our_catalogue(), capital_names())


def found(query: str, search: CatalogueSearch = OURS) -> list[str]:
    return [hit.item.id for hit in search.search(query)]


@pytest.mark.parametrize(
    ("query", "item_id"),
    [
        ("budgeten", "omstallning-i-budgeten"),
        ("upphandlingar", "gemensam-upphandling"),
        ("rekryterar", "hr-paket"),
        ("nätverket för strateger", "natverk"),
        ("kurs för politiker", "grundkurs"),
        ("mål som krockar", "beslutsunderlag"),
        ("FORSKARRÅDET", "forskarrad"),
    ],
)
def test_any_form_of_a_word_finds_what_is_meant_first(query: str, item_id: str) -> None:
    assert found(query)[0] == item_id


SMALL = CatalogueSearch(
    a_catalogue(
        an_item("sist", how="Budget."),
        an_item("mitt", gives="Budget."),
        an_item("forst", title="Budget"),
        an_item("sammansatt", title="Budgetprocess"),
        an_item("inuti", title="Nämndbudget"),
        an_item("bada", how="Budget och lunch."),
        an_item("bort", title="Budget", previous=ItemPrevious.RETIRED),
    ),
    capital_names(),
)


def test_a_word_counts_by_its_field_and_a_part_of_a_word_counts_less() -> None:
    """In quarters: title 6 · 4, what it gives 4 · 4, beginning in a title 6 · 2, the rest 2 · 4, within a title 6 · 1."""
    hits = SMALL.search("budget")
    assert [(hit.item.id, hit.score) for hit in hits] == [
        ("forst", 24),
        ("mitt", 16),
        ("sammansatt", 12),
        ("sist", 8),
        ("bada", 8),
        ("inuti", 6),
    ]


def test_what_has_every_word_comes_before_what_has_some() -> None:
    assert found("luncher budget", SMALL)[:2] == ["bada", "forst"]


@pytest.mark.parametrize("query", ["", "och i på", "!?", "kvantdator"])
def test_a_query_that_says_nothing_known_finds_nothing(query: str) -> None:
    assert found(query) == []


@given(st.text(max_size=300))
def test_any_query_is_answered_in_order_and_the_same_every_time(query: str) -> None:
    hits = OURS.search(query)
    assert hits == OURS.search(query)
    assert [(hit.has_all, hit.score) for hit in hits] == sorted(
        ((hit.has_all, hit.score) for hit in hits), key=lambda pair: (not pair[0], -pair[1])
    )
    assert all(hit.score > 0 for hit in hits)

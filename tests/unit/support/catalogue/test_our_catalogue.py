"""Our own catalogue carries the whole of Bilaga 2, each proposal where the research has it, and reads well."""

import csv
import re
from collections import Counter

import pytest

from app.support.catalogue.catalogue import OVERALL, CatalogueItem, TargetGroup
from tests.paths import CATALOGUES
from tests.unit.support.builders import capital_ids, our_catalogue, our_questionnaire

ITEMS = our_catalogue().items
ROW_COUNT = 140
MAX_WORDS = 30
"""A longer sentence is read twice."""


def rows() -> dict[int, tuple[str, str]]:
    """Number -> capital and form, as the research has it."""
    with (CATALOGUES / "sources" / "bilaga2.csv").open(encoding="utf-8", newline="") as file:
        return {int(row["radnummer"]): (row["kapital"], row["samverkansform"]) for row in csv.DictReader(file)}


def cells(item: CatalogueItem) -> set[tuple[str, str]]:
    return {(placing.capital, form.value) for placing in item.places for form in placing.forms}


def test_every_row_of_bilaga_2_is_in_exactly_one_item() -> None:
    assert sorted(rows()) == list(range(1, ROW_COUNT + 1))
    counts = Counter(row for item in ITEMS for row in item.rows)
    assert sorted(counts) == sorted(rows())
    assert {row for row, count in counts.items() if count > 1} == set()


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_an_item_stands_where_its_rows_do_and_elsewhere_only_by_a_chapter(item: CatalogueItem) -> None:
    of_rows = {rows()[row] for row in item.rows}
    assert of_rows <= cells(item)
    if cells(item) - of_rows:
        assert any(source.chapter for source in item.sources)


def test_the_row_that_the_source_marks_as_sensitive_keeps_its_mark() -> None:
    assert {item.id for item in ITEMS if item.sensitive} == {item.id for item in ITEMS if 10 in item.rows}


def test_places_stand_in_the_order_of_the_capitals() -> None:
    order = [*capital_ids(), OVERALL]
    assert [item.id for item in ITEMS if list(item.capitals) != sorted(item.capitals, key=order.index)] == []


def test_target_groups_are_the_role_groups_of_the_questionnaire() -> None:
    assert [group.value for group in TargetGroup] == [group.id for group in our_questionnaire().role_groups]


def test_what_is_built_on_can_be_received_no_later() -> None:
    """Otherwise a suggestion could come before what it builds on can."""
    by_id = our_catalogue().by_id
    problems = [
        (item.id, before)
        for item in ITEMS
        for before in item.builds_on
        if by_id[before].suits.lowest > item.suits.lowest
    ]
    assert problems == []


def sentences(item: CatalogueItem) -> list[str]:
    texts = (item.gives, item.how, item.demands.kommun, item.demands.region)
    return [sentence for text in texts for sentence in re.split(r"(?<=[.?])\s+", text.strip())]


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_texts_are_short_sentences_and_what_it_gives_is_one(item: CatalogueItem) -> None:
    assert len(re.findall(r"[.!?](?:\s|$)", item.gives)) == 1
    assert [sentence for sentence in sentences(item) if len(sentence.split()) > MAX_WORDS] == []
    assert all(re.fullmatch(r"[A-ZÅÄÖ].*\.", sentence, re.DOTALL) for sentence in sentences(item))


def test_no_two_items_say_the_same() -> None:
    for texts in ([item.gives for item in ITEMS], [item.how for item in ITEMS]):
        openings = Counter(" ".join(text.split()[:6]).casefold() for text in texts)
        assert {opening for opening, count in openings.items() if count > 1} == set()


def test_the_catalogue_says_what_is_its_own_judgement() -> None:
    for word in ("nivåer", "tung", "mottagarförmåga", "timmar", "Climate Transition Map"):
        assert word in our_catalogue().judgement

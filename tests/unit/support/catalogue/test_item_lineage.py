"""What has become of each item between two editions."""

import pytest

from app.support.catalogue.catalogue import ItemPrevious
from app.support.catalogue.lineage import changes
from tests.unit.support.builders import a_catalogue, an_item

EARLIER = a_catalogue(an_item("kurs"), an_item("natverk"), an_item("mote"), year=2025)


def test_every_item_says_what_it_was_and_what_differs() -> None:
    replacement = an_item("forum", previous=ItemPrevious.CHANGED).model_copy(update={"predecessor": "mote"})
    later = a_catalogue(
        an_item("kurs", previous=ItemPrevious.SAME, questions=["q1"]),
        an_item("natverk", previous=ItemPrevious.RETIRED),
        replacement,
        an_item("ny"),
    )

    assert [
        (change.item_id, change.earlier_id, change.previous.value, change.fields) for change in changes(EARLIER, later)
    ] == [
        ("kurs", "kurs", "same", ("questions",)),
        ("natverk", "natverk", "retired", ()),
        ("forum", "mote", "changed", ("title",)),
        ("ny", None, "new", ()),
    ]


def test_editions_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(ValueError, match="earliest first"):
        changes(a_catalogue(an_item("kurs")), EARLIER)

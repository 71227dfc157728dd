"""What is marked as evidence stands as on the page of what the workshop came to; and between which mirrors."""

from datetime import UTC, datetime, timedelta

import pytest

from app.support.workshops.evidence import evidence_in, is_between
from app.support.workshops.workshop import StoredWorkshop
from tests.unit.support.workshops.test_board import a_group, a_note

NOW = datetime(2026, 11, 30, tzinfo=UTC)
BEFORE, AFTER = NOW - timedelta(days=1), NOW + timedelta(days=1)
WORKSHOP = StoredWorkshop(
    id=7,
    region_id=1,
    region_slug="gr",
    municipality_id=None,
    owner="Göteborgsregionen",
    is_example=False,
    title="Vardagen",
    focus="Hur?",
    dots=3,
    has_link=False,
    created_at=NOW,
    closed_at=NOW,
)


def test_a_note_stands_for_its_cluster_in_every_group_of_the_capital_and_the_most_dots_come_first() -> None:
    notes = [
        a_note(1, "En samordnare", cluster="Tid", dots=1),
        a_note(2, "Tid att svara", cluster="tid", dots=1, group=2),
        a_note(3, "Mandat", dots=3),
        a_note(4, "Rätt att besluta", merged_into=3),
        a_note(5, "Utan prickar"),
        a_note(6, "Inte märkt", dots=9),
    ]
    evidence = evidence_in(WORKSHOP, [a_group(1), a_group(2)], notes, {1, 3, 5})
    assert [(each.heading, each.texts, each.dots) for each in evidence] == [
        ("Mandat", ("Rätt att besluta",), 3),
        ("Tid", ("En samordnare", "Tid att svara"), 2),
        ("Utan prickar", (), 0),
    ]


@pytest.mark.parametrize(
    ("after", "until", "is_in"),
    [
        (None, None, True),
        (BEFORE, None, True),
        (None, BEFORE, False),
        (AFTER, None, False),
        (BEFORE, AFTER, True),
        (NOW, None, False),
        (None, NOW, True),
    ],
)
def test_a_mirror_has_what_came_after_the_round_before_it_and_until_the_next(
    after: datetime | None, until: datetime | None, *, is_in: bool
) -> None:
    assert is_between(NOW, after, until) is is_in

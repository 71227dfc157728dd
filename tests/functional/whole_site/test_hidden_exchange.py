"""Nothing that another kommun can open depends on a draft, on what waits for review, or on a level that is not told.

Two worlds that differ only in one kommun's unpublished examples, or in what it has answered about itself, look the same
to everybody in the other kommuner. What others see of it comes from what it has chosen to tell.
"""

import pytest

from tests.functional.support.people import (
    ALE,
    ALE_COORDINATOR,
    KUNGSBACKA,
    KUNGSBACKA_COORDINATOR,
    REGION_READER,
    TJORN,
    TJORN_COORDINATOR,
)
from tests.functional.support.visitor import NewVisitor, Visitor

EXAMPLES = "/gr/exempel"
OTHERS = {ALE_COORDINATOR: ALE, KUNGSBACKA_COORDINATOR: KUNGSBACKA, TJORN_COORDINATOR: TJORN, REGION_READER: ""}
KUNGALV = "(SELECT id FROM municipality WHERE code = '1482')"
OF_HARRYDA = "assessment_id IN (SELECT a.id FROM assessment a JOIN municipality m ON m.id = a.municipality_id WHERE m.code = '1401')"
CHANGES = (
    "UPDATE example SET title = 'Något annat', capital_id = 'realt', level_from = 0 WHERE id = 3",
    "UPDATE example SET state = 'DRAFT', published_on = NULL WHERE id = 3",
    "UPDATE example SET state = 'ARCHIVED', reason = 'Gäller inte' WHERE id = 3",
    (
        f"INSERT INTO example SELECT 99, region_id, {KUNGALV}, NULL, 'Dolt', capital_id, situation, did, result, evidence,"
        " not_worked, contact, takes, hours, kronor, 1, 2, documents, item_id, was_dropped, 'DRAFT', '', NULL, NULL, 1,"
        " created_at FROM example WHERE id = 1"
    ),
    f"UPDATE agreed_answer SET position = 5 WHERE position IS NOT NULL AND {OF_HARRYDA}",
)
"""Of Kungälv's example that waits, of a draft more, and of the result of Härryda, which tells an example."""
ADDRESSES = (
    EXAMPLES,
    f"{EXAMPLES}?q=kurs",
    f"{EXAMPLES}?kapital=politiskt",
    f"{EXAMPLES}/1",
    f"{EXAMPLES}/3",
    f"{EXAMPLES}/99",
)


def looks(people: dict[Visitor, str]) -> dict[str, object]:
    contents: dict[str, object] = {}
    for visitor, home in people.items():
        for address in (*ADDRESSES, "/gr/fragor/1", *((f"{home}/stod",) if home else ())):
            answer = visitor.fetch("GET", address)
            contents[f"{home}: {address}"] = (answer.status_code, answer.content)
    return contents


@pytest.mark.slow
def test_what_is_not_published_and_not_told_shows_nowhere_to_others(visit: NewVisitor) -> None:
    people = {visit(person): home for person, home in OTHERS.items()}
    before = looks(people)
    for change in CHANGES:
        visit().site.change(change)
        after = looks(people)
        assert {name for name in after if after[name] != before[name]} == set(), change

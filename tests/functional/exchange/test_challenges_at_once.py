"""A challenge that two change or end at once: what the second typed can be copied."""

from tests.functional.support.people import ALE_COORDINATOR, REGION_COORDINATOR
from tests.functional.support.visitor import NewVisitor

LIST = "/gr/utmaningar"


def test_what_was_typed_of_a_challenge_that_somebody_has_ended_meanwhile_is_shown(visit: NewVisitor) -> None:
    ale, region = visit(ALE_COORDINATOR), visit(REGION_COORDINATOR)
    text = "Ingen äger frågan om dagvatten."
    ale.fill(ale.get(f"{LIST}/ny").form("Lägg till utmaningen"), {"text": text, "capital": "realt"})
    edit = next(url for words, url in region.get(LIST).links.items() if "dagvatten" in words)
    change, end = region.get(edit).form("Spara ändringen"), region.get(f"{edit}/avsluta").form("Avsluta utmaningen")
    own_end = ale.get(f"{edit}/avsluta").form("Avsluta utmaningen")
    for _ in range(2):  # a double click
        ale.fill(own_end, {"reason": "Vi tar den själva."})
    for page in (
        region.fill(end, {"reason": "Regionen tar den."}, 409),
        region.fill(change, {"carrier": "Regionen tar den."}, 409),
    ):
        assert "Vi tar den själva." in page.text
        assert "Det här är inte sparat." in page.text
        assert "Regionen tar den." in page.text
        assert region.get(page.links["Till utmaningarna"]).address == LIST
    assert "Regionen tar den." not in region.get(LIST).text

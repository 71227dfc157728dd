"""A kommun's year to those who do not lead it: what waits for them, and nothing that only others can do."""

from tests.functional.support.pages import text_of
from tests.functional.support.people import (
    ALE_COORDINATOR,
    HARRYDA,
    HARRYDA_COORDINATOR,
    HARRYDA_READER,
    KUNGSBACKA,
    KUNGSBACKA_COORDINATOR,
    KUNGSBACKA_READER,
    ROUND,
    Person,
)
from tests.functional.support.visitor import NewVisitor

PARTILLE = f"{ROUND}/1402-partille"
PARTILLE_APPROVER = Person("Partille", "godkännare i kommunen")
PARTILLE_READER = Person("Partille", "läsare i kommunen")


def test_an_approver_reads_that_it_waits_for_her(visit: NewVisitor) -> None:
    approver = visit(PARTILLE_APPROVER)
    for address in ("/", PARTILLE):
        page = approver.get(address)
        assert "Väntar på dig sedan" in page.text
        assert "Väntar på Mikael Lundin" not in page.text
    assert "Väntar på Mikael Lundin sedan" in visit(PARTILLE_READER).get(PARTILLE).text


def test_what_was_handed_in_without_a_plan_says_so(visit: NewVisitor) -> None:
    page = visit(PARTILLE_READER).get(PARTILLE)
    assert "Det lämnades in utan mål och åtgärder." in page.text
    assert "Det finns inga mål eller åtgärder än." not in page.text


def test_who_only_reads_is_offered_nothing_to_do(visit: NewVisitor) -> None:
    reader, coordinator = visit(KUNGSBACKA_READER).get(KUNGSBACKA), visit(KUNGSBACKA_COORDINATOR).get(KUNGSBACKA)
    assert {"Se mötet", "Se mål och åtgärder", "Se vad som saknas", "Se delningen"} <= reader.links.keys()
    acts = {"Öppna mötet", "Sätt mål och åtgärder", "Lämna in resultatet", "Se eller ändra delningen"}
    assert not acts & reader.links.keys()
    assert acts <= coordinator.links.keys()


def test_who_may_not_choose_what_is_shared_reads_what_is_chosen(visit: NewVisitor) -> None:
    page = visit(HARRYDA_READER).get(f"{HARRYDA}/delning")
    assert "Nu är valt: med namn till regionens kommuner" in page.text
    assert "Kommunens samordnare kan ändra valet." in page.text
    assert not [each for each in page.tree.iter("input") if each.get("type") == "radio"]
    choices = visit(HARRYDA_COORDINATOR).get(f"{HARRYDA}/delning")
    assert len([each for each in choices.tree.iter("input") if each.get("type") == "radio"]) == 4


def test_what_is_to_be_done_before_the_last_day_says_which_it_is(visit: NewVisitor) -> None:
    page = visit(ALE_COORDINATOR).get("/")
    (tasks,) = page.by_class("task-list")
    assert "Flera var för sig, eller en för hela kommunen. Sista dag är" in text_of(tasks)

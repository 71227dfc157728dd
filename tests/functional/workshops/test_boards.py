"""A group's board: what is hidden and shown, one's own notes, grouping, dots, and who may not."""

import re

import pytest

from tests.functional.support.people import (
    ALE_COORDINATOR,
    HARRYDA_COORDINATOR,
    HARRYDA_READER,
    REGION_COORDINATOR,
)
from tests.functional.support.visitor import NewVisitor, Visitor
from tests.functional.workshops.walking import (
    WORKSHOPS,
    RunningWorkshop,
    join_with,
    note_of,
    press_on,
    put_up,
    running,
)

FIRST, SECOND = "Utbilda alla chefer", "Chefer behöver kunskap"


@pytest.fixture
def leader(visit: NewVisitor) -> Visitor:
    return visit(HARRYDA_COORDINATOR)


@pytest.fixture
def workshop(leader: Visitor) -> RunningWorkshop:
    return running(leader)


def test_while_people_write_silently_nobody_sees_the_notes_of_others(
    workshop: RunningWorkshop, leader: Visitor, visit: NewVisitor
) -> None:
    writer, other = workshop.join(visit), workshop.join(visit)
    assert FIRST in put_up(writer, workshop.board(), "starka", FIRST).text
    for visitor in (other, leader):
        page = visitor.get(workshop.board())
        assert FIRST not in page.response.text
        assert "1 lapp från andra." in page.text.replace("\u00a0", " ")
        visitor.get(f"{workshop.board()}/lapp/{note_of(writer.get(workshop.board()), FIRST)}", 404)
    workshop.go_to(2)
    assert FIRST in other.get(workshop.board()).text
    workshop.go_to(1)
    assert FIRST not in other.get(workshop.board()).text


def test_a_leader_who_has_not_joined_writes_once_the_notes_are_shown(
    workshop: RunningWorkshop, leader: Visitor
) -> None:
    page = leader.get(workshop.board())
    assert "Du ser lapparna när du visar dem." in page.text
    assert "Sätt upp" not in page.text, "she could neither see nor remove it"
    assert "Gruppen skriver tyst." in put_up(leader, workshop.board(), "starka", FIRST, 409).text
    workshop.go_to(2)
    page = put_up(leader, workshop.board(), "starka", FIRST)
    assert page.response.text.count(f"<p>{FIRST}</p>") == 1


def test_what_cannot_be_put_up_is_said_and_kept(workshop: RunningWorkshop, visit: NewVisitor) -> None:
    person = workshop.join(visit)
    page = put_up(person, workshop.board(), "starka", "å" * 281, 422)
    assert "Texten är 1 tecken för lång. Korta till 280 tecken." in page.text
    assert "å" * 281 in page.response.text
    assert "Skriv något på lappen." in put_up(person, workshop.board(), "starka", "  ", 422).text
    assert "Välj vilken fråga lappen hör till." in put_up(person, workshop.board(), "annat", "x", 422).text


def test_a_double_click_puts_up_one_note(workshop: RunningWorkshop, visit: NewVisitor) -> None:
    person = workshop.join(visit)
    put_up(person, workshop.board(), "starka", FIRST)
    page = put_up(person, workshop.board(), "starka", FIRST)
    assert [item.get("id") for item in page.tree.iter("li")].count(f"lapp-{note_of(page, FIRST)}") == 1
    assert page.response.text.count(f"<p>{FIRST}</p>") == 1


def test_a_note_that_somebody_else_has_changed_shows_their_words_and_keeps_ones_own(
    workshop: RunningWorkshop, leader: Visitor, visit: NewVisitor
) -> None:
    person = workshop.join(visit)
    put_up(person, workshop.board(), "starka", FIRST)
    workshop.go_to(2)
    address = f"{workshop.board()}/lapp/{note_of(person.get(workshop.board()), FIRST)}"
    stale = person.get(address).form("Spara texten")
    leader.post(address, leader.get(address).form("Spara texten").filled({"text": "Ledarens ord"}) | {"gor": "andra"})
    page = person.post(address, stale.filled({"text": "Mina ord"}) | {"gor": "andra"}, 409)
    assert "Så här står det nu: Ledarens ord" in page.text
    assert page.form("Spara texten").values["text"] == "Mina ord"
    page = person.post(address, page.form("Spara texten").values | {"gor": "andra"})
    assert "Mina ord" in page.text


def test_a_note_is_changed_and_removed_by_the_one_who_wrote_it_alone(
    workshop: RunningWorkshop, visit: NewVisitor
) -> None:
    writer, other = workshop.join(visit), workshop.join(visit)
    put_up(writer, workshop.board(), "starka", FIRST)
    workshop.go_to(2)
    for act in ("andra", "ta-bort"):
        page = press_on(other, workshop.board(), FIRST, act, 409, text="Nej", version="1")
        assert "Bara den som skrev kan ändra den." in page.text
    press_on(writer, workshop.board(), FIRST, "ta-bort")
    assert FIRST not in other.get(workshop.board()).text


def test_notes_are_grouped_shifted_and_merged_by_forms(workshop: RunningWorkshop, visit: NewVisitor) -> None:
    person, board = workshop.join(visit), workshop.board()
    for text in (FIRST, SECOND, "Mer tid"):
        put_up(person, board, "starka", text)
    page = press_on(person, board, FIRST, "upp", 409)
    assert "i fasen Gruppera" in page.text
    workshop.go_to(3)
    press_on(person, board, "Mer tid", "upp")
    page = person.get(board)
    assert page.text.index("Mer tid") < page.text.index(SECOND)
    form = person.get(f"{board}/lapp/{note_of(page, FIRST)}").form("Flytta")
    page = person.post(form.action, form.filled({"ny": "Kompetens"}) | {"gor": "flytta"})
    assert [head.text for head in page.by_class("note-cluster")[0].iter("h3")] == ["Kompetens"]
    page = press_on(person, board, SECOND, "flytta", rubrik="kompetens", ny="")
    assert [head.text for head in page.by_class("note-cluster")[0].iter("h3")] == ["Kompetens"], (
        "the same heading in other letters"
    )
    page = press_on(person, board, SECOND, "sla-ihop", lapp=note_of(page, FIRST))
    assert f"Också: {SECOND}" in page.text
    page = press_on(person, board, FIRST, "flytta", fraga="kunskapsbas", rubrik="", ny="")
    assert not page.by_class("note-cluster")
    assert page.text.index("Mer tid") < page.text.index(FIRST)


def test_a_merge_is_chosen_and_can_be_undone(workshop: RunningWorkshop, visit: NewVisitor) -> None:
    person, board = workshop.join(visit), workshop.board()
    for text in (FIRST, SECOND):
        put_up(person, board, "starka", text)
    workshop.go_to(3)
    second = f"{board}/lapp/{note_of(person.get(board), SECOND)}"
    form = person.get(second).form("Slå ihop")
    page = person.post(second, form.values | {"gor": "sla-ihop"}, 422)
    assert "Välj en annan lapp att slå ihop med." in page.text, "nothing is chosen beforehand"
    page = person.post(second, form.filled({"lapp": note_of(person.get(board), FIRST)}) | {"gor": "sla-ihop"})
    page = person.get(page.links[f"Ta isär…: {SECOND}"])
    assert f"Lappen hör ihop med: {FIRST}" in page.text
    page = person.post(second, page.form("Ta isär lapparna").values | {"gor": "flytta"})
    assert "Också" not in page.text
    assert note_of(page, SECOND)


def test_a_dot_on_a_note_that_is_merged_afterwards_can_be_taken_back(leader: Visitor, visit: NewVisitor) -> None:
    workshop = running(leader, dots="1")
    person, board = workshop.join(visit), workshop.board()
    for text in (FIRST, SECOND):
        put_up(person, board, "starka", text)
    workshop.go_to(4)
    press_on(person, board, SECOND, "prick")
    workshop.go_to(3)
    press_on(person, board, SECOND, "sla-ihop", lapp=note_of(person.get(board), FIRST))
    workshop.go_to(4)
    assert "Du har satt 1 här" in person.get(board).text
    page = press_on(person, board, FIRST, "ta-tillbaka")
    assert "Du har 1 prick kvar." in page.text.replace("\u00a0", " ")


def test_everybody_has_so_many_dots_and_sees_those_of_others_when_all_are_given(
    leader: Visitor, visit: NewVisitor
) -> None:
    workshop = running(leader, dots="2")
    first, second = workshop.join(visit), workshop.join(visit)
    put_up(first, workshop.board(), "starka", FIRST)
    put_up(first, workshop.board(), "starka", SECOND)
    workshop.go_to(4)
    press_on(first, workshop.board(), FIRST, "prick")
    page = press_on(first, workshop.board(), FIRST, "prick")
    assert "Du har satt alla dina prickar." in page.text
    assert "alla dina prickar" in press_on(first, workshop.board(), SECOND, "prick", 409).text
    page = press_on(first, workshop.board(), FIRST, "ta-tillbaka")
    assert "Du har 1 prick kvar." in page.text.replace("\u00a0", " ")
    page = press_on(second, workshop.board(), SECOND, "prick")
    assert "prickar</p>" not in page.response.text, "others' dots are not told yet"
    assert press_on(leader, workshop.board(), FIRST, "prick", 409), "the leader has none"
    workshop.go_to(5)
    assert second.get(workshop.board()).text.replace("\u00a0", " ").count("1 prick") == 2


def test_two_who_write_the_one_liner_at_once_lose_nothing(workshop: RunningWorkshop, visit: NewVisitor) -> None:
    first, second = workshop.join(visit), workshop.join(visit)
    workshop.go_to(5)
    forms = [person.get(workshop.board()).form("Spara meningen") for person in (first, second)]
    first.send(forms[0], rad="Den första meningen")
    page = second.fill(forms[1], {"rad": "Den andra meningen"}, 409)
    assert "Den första meningen" in page.text
    assert page.form("Spara meningen").values["rad"] == "Den andra meningen"


def test_what_is_saved_when_the_group_has_gone_on_is_shown_to_be_copied(
    workshop: RunningWorkshop, visit: NewVisitor
) -> None:
    person, board = workshop.join(visit), workshop.board()
    put_up(person, board, "starka", FIRST)
    workshop.go_to(3)
    note = f"{board}/lapp/{note_of(person.get(board), FIRST)}"
    workshop.go_to(4)
    page = put_up(person, board, "starka", "Sagt för sent", 409)
    assert "Det här är inte sparat." in page.text
    assert "Sagt för sent" in page.text
    assert "I andra ord" in person.post(note, {"gor": "andra", "text": "I andra ord", "version": "1"}, 409).text
    assert "En ny rubrik" in person.post(note, {"gor": "flytta", "ny": "En ny rubrik"}, 409).text
    assert "Vår mening" in person.post(f"{board}/rad", {"rad": "Vår mening", "version": "0"}, 409).text
    assert "inte sparat" not in person.get(board).text


def test_another_groups_board_is_read_and_not_changed(workshop: RunningWorkshop, visit: NewVisitor) -> None:
    person = workshop.join(visit, 1)
    page = person.get(workshop.board(2))
    assert "en annan grupps tavla" in page.text
    assert "en annan grupps tavla" in put_up(person, workshop.board(2), "starka", FIRST, 409).text
    page = person.press(person.get(workshop.url), "Gå över hit: Finansiellt kapital")
    assert page.address == workshop.board(2)
    assert FIRST in put_up(person, workshop.board(2), "starka", FIRST).text


def test_outsiders_learn_nothing_of_a_workshop(workshop: RunningWorkshop, visit: NewVisitor) -> None:
    addresses = (workshop.url, workshop.board(), f"{workshop.url}/visa", f"{WORKSHOPS}/9999")
    for address in addresses:
        visit(ALE_COORDINATOR).get(address, 404)
        visit(REGION_COORDINATOR).get(address, 404)
        assert visit().fetch("GET", address).headers["location"].startswith("/demo")
    stream = {"Accept": "text/event-stream"}
    for address in (f"{workshop.url}/handelser", f"{WORKSHOPS}/9999/handelser"):
        assert visit().fetch("GET", address, headers=stream).status_code == 401
        assert visit(ALE_COORDINATOR).fetch("GET", address, headers=stream).status_code == 404
    other = running(visit(REGION_COORDINATOR), title="Regionens egen")
    stranger = other.join(visit)
    stranger.get(workshop.board(), 404)
    assert "Omställning i vardagen" not in visit(ALE_COORDINATOR).get(WORKSHOPS).text


def test_a_reader_of_the_kommun_follows_and_does_not_lead(workshop: RunningWorkshop, visit: NewVisitor) -> None:
    reader = visit(HARRYDA_READER)
    assert "Visa lapparna" not in reader.get(workshop.url).text
    reader.post(f"{workshop.url}/fas", {"fas": "2", "grupp": ""}, 409)
    reader.get(f"{WORKSHOPS}/ny", 403)
    assert reader.get(workshop.board()).text.count("Sätt upp") == 0


def test_a_new_link_ends_the_one_before_and_those_who_have_joined_stay(
    workshop: RunningWorkshop, leader: Visitor, visit: NewVisitor
) -> None:
    person = workshop.join(visit)
    form = next(form for form in leader.get(workshop.url).forms if "Skapa en ny länk" in form.buttons)
    link = re.search(r"/workshop/[A-Za-z0-9_-]{22}", leader.send(form).text)
    assert link is not None
    visit().get(workshop.link, 404)
    assert "Välj din grupp" in visit().get(link[0]).text
    put_up(person, workshop.board(), "starka", FIRST)
    again = visit()
    join_with(again, link[0], 2)
    page = again.get(link[0])
    assert page.links["Till din grupps tavla"] == workshop.board(2)


def test_a_link_to_a_workshop_that_is_closed_lets_nobody_join(
    workshop: RunningWorkshop, leader: Visitor, visit: NewVisitor
) -> None:
    """Not even one that was made while the workshop was being closed."""
    person = visit()
    form = person.get(workshop.link).form("Gå med")
    leader.site.change("UPDATE workshop SET closed_at = created_at WHERE id = ?", workshop.url.rsplit("/", 1)[1])
    visit().get(workshop.link, 404)
    person.send(form, 404, grupp="1")
    leader.post(f"{workshop.url}/lank", {}, 409)


def test_a_plan_with_errors_keeps_what_was_typed(leader: Visitor) -> None:
    form = leader.get(f"{WORKSHOPS}/ny").form("Planera workshopen")
    page = leader.fill(form, {"title": "", "focus": " ", "dots": "99"}, 422)
    for words in (
        "Skriv vad workshopen heter.",
        "Skriv vilken fråga ni ska arbeta med.",
        "Skriv ett antal från 1 till 10.",
        "Välj minst en grupp",
    ):
        assert words in page.text
    assert page.form("Planera workshopen").values["dots"] == "99"

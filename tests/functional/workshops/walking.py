"""Planning a workshop, joining it and going through its phases, as people without JavaScript do."""

import re
from dataclasses import dataclass

from tests.functional.support.pages import Page
from tests.functional.support.visitor import NewVisitor, Visitor

WORKSHOPS = "/gr/workshop"
CAPITALS = ("politiskt", "finansiellt", "relations")
TRAIN, COACH, ROOM = "Utbilda alla chefer", "En delad processledare", "Regionen behöver en samordnare"
TITLE, FOCUS = "Omställning i vardagen", "Hur arbetar vi över gränserna?"


@dataclass(frozen=True)
class RunningWorkshop:
    leader: Visitor
    url: str
    link: str

    def go_to(self, phase: int) -> Page:
        """Every group."""
        return self.leader.post(f"{self.url}/fas", {"fas": str(phase), "grupp": ""})

    def join(self, visit: NewVisitor, group: int = 1) -> Visitor:
        """Somebody new, without an account."""
        visitor = visit()
        join_with(visitor, self.link, group)
        return visitor

    def board(self, group: int = 1) -> str:
        return f"{self.url}/grupp/{group}"

    def close(self) -> Page:
        return self.leader.press(self.leader.get(f"{self.url}/avsluta"), "Avsluta workshopen")


def join_with(visitor: Visitor, link: str, group: int) -> Page:
    return visitor.send(visitor.get(link).form("Gå med"), grupp=str(group))


def running(leader: Visitor, groups: tuple[str, ...] = CAPITALS, title: str = TITLE, **fields: str) -> RunningWorkshop:
    form = leader.get(f"{WORKSHOPS}/ny").form("Planera workshopen")
    counts = {f"groups.{capital}": "1" for capital in groups}
    page = leader.fill(form, {"title": title, "focus": FOCUS} | counts | fields)
    url = page.address
    made = leader.press(page, "Skapa länken och börja")
    match = re.search(r"/workshop/[A-Za-z0-9_-]{22}", made.text)
    assert match is not None, "the link is shown"
    return RunningWorkshop(leader, url, match[0])


def put_up(visitor: Visitor, board: str, column: str, text: str, status: int = 200) -> Page:
    fields = {"fraga": column, f"text-{column}": text}
    return visitor.post(board, fields, status)


def note_of(page: Page, text: str) -> str:
    """The number of the note with this text on a board."""
    for item in page.tree.iter("li"):
        name = item.get("id", "")
        if name.startswith("lapp-") and any((part.text or "") == text for part in item.iter("p")):
            return name.removeprefix("lapp-")
    raise AssertionError(f"there is no note {text}")


def press_on(visitor: Visitor, board: str, note: str, act: str, status: int = 200, **fields: str) -> Page:
    """A button on a note."""
    number = note_of(visitor.get(board), note)
    return visitor.post(f"{board}/lapp/{number}", {"gor": act} | fields, status)


def closed_workshop(leader: Visitor, visit: NewVisitor) -> RunningWorkshop:
    """With a dot on a note of each question."""
    workshop = running(leader)
    board, people = workshop.board(), [workshop.join(visit) for _ in range(2)]
    put_up(people[0], board, "starka", TRAIN)
    put_up(people[0], board, "resursbas", COACH)
    put_up(people[1], board, "regionen", ROOM)
    workshop.go_to(4)
    for text in (TRAIN, COACH, ROOM):
        press_on(people[0], board, text, "prick")
    press_on(people[1], board, TRAIN, "prick")
    workshop.go_to(5)
    form = people[1].get(board).form("Spara meningen")
    people[1].send(form, rad="Chefer som vet, och tid att göra det.")
    workshop.close()
    return workshop


def note_of_end(page: Page, heading: str) -> str:
    """The number of a note on the page of what a workshop came to."""
    for item in page.tree.iter("li"):
        heads = [part.text for part in item.iter("h3")]
        if item.get("id", "").startswith("lapp-") and heads == [heading]:
            return str(item.get("id")).removeprefix("lapp-")
    raise AssertionError(f"there is no note {heading}")

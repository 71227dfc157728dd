"""Planning a workshop, joining it and going through its phases, as people without JavaScript do."""

import re
from dataclasses import dataclass

from tests.functional.support.pages import Page
from tests.functional.support.visitor import NewVisitor, Visitor

WORKSHOPS = "/gr/workshop"
CAPITALS = ("politiskt", "finansiellt", "relations")
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

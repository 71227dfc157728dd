"""One person answers for the whole kommun: from the first page to the report, and back again to change something."""

from tests.functional.people import ALE, CAPITALS
from tests.functional.journeys import answer_everything
from tests.functional.visitor import NewVisitor


def test_look(visit: NewVisitor) -> None:
    v = visit()
    s = answer_everything(v)
    d = v.press(s, "Lämna in svaren")
    print(d.text)
    r = v.get(d.links["Se resultatet"])
    print(r.text)
    print(r.table)
    print(r.links)
    for c in CAPITALS:
        p = v.get(f"{ALE}/resultat/{c}")
    print(p.text)
    print(v.get(f"{ALE}/rapport").text[:3000])
    print(v.get(ALE).text)
    print(v.get("/").text)

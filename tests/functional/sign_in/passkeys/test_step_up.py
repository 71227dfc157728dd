"""Acts that ask for the passkey anew: what was typed goes on, and nothing has happened until it was shown."""

from app.accounts.kernel.roles import Role
from tests.functional.sign_in.passkeys.acts import (
    CONFIRM,
    KOMMUN,
    add,
    arrive,
    codes_of,
    device,
    grow_old,
    shown,
)
from tests.functional.support.members import OPERATOR, add_role, errors, mails
from tests.functional.support.people import ALE
from tests.functional.support.visitor import NewVisitor, Visitor

PEOPLE_OF_ALE = "/gr/kommuner/1440-ale/personer"
THIEF = "tjuv@ond.example"
OF_ALE = "municipality_id = (SELECT id FROM municipality WHERE slug = '1440-ale')"
APPROVERS = (
    "SELECT person.name, email FROM membership JOIN person ON person.id = person_id "
    f"WHERE role = 'kommun_approver' AND ended_at IS NULL AND {OF_ALE}"
)


def confirmed_long_ago(visitor: Visitor, address: str = KOMMUN) -> str:
    """Signs in and adds a passkey, long ago. Returns a recovery code."""
    arrive(visitor, address)
    code, *_ = codes_of(add(visitor, device()))
    grow_old(visitor.site)
    return code


def test_naming_an_approver_asks_anew_and_keeps_what_was_typed(visit: NewVisitor) -> None:
    visitor, key = visit(), device()
    visitor.site.change(f"UPDATE assessment SET answering_closed_at = '2026-11-20 09:00:00' WHERE {OF_ALE}")
    visitor.site.change(
        f"UPDATE membership SET ended_at = '2026-11-01 00:00:00' WHERE role = 'kommun_approver' AND {OF_ALE}"
    )
    arrive(visitor)
    add(visitor, key)
    grow_old(visitor.site)
    form = visitor.get(f"{ALE}/lamna-in-resultat").form("Lämna in")
    fields = {"reason": "Allt hanns inte med.", "namn": "Nils Ek", "adress": "nils.ek@ale.example"}
    asked = visitor.fill(form, fields, 403)
    assert asked.heading == CONFIRM
    assert visitor.site.rows(APPROVERS) == []
    wrong = visitor.fill(form, {"namn": "Nils Ek"}, 403)
    told = visitor.fill(wrong.form("Använd passnyckel"), {"bekrafta.svar": shown(visitor, key)}, 422)
    assert told.form("Lämna in").values["namn"] == "Nils Ek"
    assert "adress" in errors(told)
    grow_old(visitor.site)
    done = visitor.fill(asked.form("Använd passnyckel"), {"bekrafta.svar": shown(visitor, key)})
    assert done.address == f"{ALE}/lamna-in-resultat"
    assert "Allt hanns inte med." in done.text
    assert visitor.site.rows(APPROVERS) == [("Nils Ek", "nils.ek@ale.example")]


def test_handing_in_where_somebody_approves_asks_for_nothing(visit: NewVisitor) -> None:
    visitor = visit()
    visitor.site.change(f"UPDATE assessment SET answering_closed_at = '2026-11-20 09:00:00' WHERE {OF_ALE}")
    confirmed_long_ago(visitor)
    form = visitor.get(f"{ALE}/lamna-in-resultat").form("Lämna in")
    assert visitor.fill(form, {"reason": "Allt hanns inte med."}).heading != CONFIRM


def test_ending_the_only_approver_asks_anew(visit: NewVisitor) -> None:
    visitor = visit()
    code = confirmed_long_ago(visitor)
    people = visitor.get(PEOPLE_OF_ALE)
    before = visitor.site.rows(APPROVERS)
    ((name, _),) = before
    member = visitor.get(next(url for words, url in people.links.items() if name in words))
    asked = visitor.press(member, "Avsluta rollen", 403)
    assert asked.heading == CONFIRM
    assert visitor.site.rows(APPROVERS) == before
    done = visitor.fill(asked.form("Använd reservkoden"), {"bekrafta.reservkod": code})
    assert done.address == PEOPLE_OF_ALE
    assert visitor.site.rows(APPROVERS) == []


def test_a_file_comes_after_a_recovery_code_and_the_page_that_stays_leads_back(visit: NewVisitor) -> None:
    visitor = visit()
    arrive(visitor)
    code, *_ = codes_of(add(visitor, device()))
    form = visitor.get(f"{ALE}/lamna-ut/granska?diarienummer=KS+2026-1").form("Hämta filen")
    grow_old(visitor.site)
    asked = visitor.fill(form, {}, 403)
    assert "Filen hämtas när du har bekräftat. Den här sidan ligger kvar." in asked.text
    assert asked.links["Tillbaka"] == f"{ALE}/lamna-ut"
    with_code = asked.form("Använd reservkoden")
    answer = visitor.fetch("POST", with_code.action, with_code.filled({"bekrafta.reservkod": code}))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip")
    again = visitor.fetch("POST", with_code.action, with_code.filled({"bekrafta.reservkod": code}))
    assert again.headers["content-type"] == "application/zip", "the page that stays can be used again"
    assert "Filen hämtas" not in visitor.get("/logga-in/bekrafta?sedan=/mitt").text


def test_a_new_region_asks_anew_and_an_old_one_gets_no_coordinator_by_it(visit: NewVisitor) -> None:
    visitor = visit()
    visitor.site.change("INSERT INTO person (name, email) VALUES ('Dag Drift', ?)", OPERATOR)
    add_role(visitor.site, OPERATOR, Role.OPERATOR)
    code = confirmed_long_ago(visitor, OPERATOR)
    form = visitor.get("/drift/regioner/ny").form("Lägg upp regionen")
    asked = visitor.send(form, 403, namn="Göteborgsregionen", sida="gr", adress=THIEF)
    assert asked.heading == CONFIRM
    told = visitor.fill(asked.form("Använd reservkoden"), {"bekrafta.reservkod": code}, 422)
    assert "upptagen av en annan region" in errors(told)["sida"]
    assert told.form("Lägg upp regionen").values["adress"] == THIEF
    assert (mails(visitor.site), visitor.site.rows("SELECT id FROM person WHERE email = ?", THIEF)) == ([], [])

"""Who was written to, when, and whether it arrived: for those who manage the people, without the text."""

from datetime import UTC, datetime

from app.accounts.mail.mail_kinds import MailKind
from app.accounts.mail.mail_status import MailStatus
from app.services.mail.mail_queue import queue_mail
from app.storage.mail.mail_queue import About
from app.web.shell.wording import MAIL
from tests.functional.support.people import (
    ALE_COORDINATOR,
    ALINGSAS,
    ALINGSAS_COORDINATOR,
    ALINGSAS_READER,
    ALINGSAS_RESPONDENT,
    REGION_COORDINATOR,
)
from tests.functional.support.serving import Site
from tests.functional.support.visitor import NewVisitor

UTSKICK = f"{ALINGSAS}/utskick"


def test_a_region_sees_what_was_sent_to_those_with_a_role_and_not_to_respondents(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    page = region.get(region.get("/gr").links["Skickade mejl"])
    rows = page.table[1:]
    assert {row[1] for row in rows} == {"Omgången är öppen, till samordnaren"}
    assert len(rows) == region.site.rows("SELECT count(*) FROM mail WHERE respondent_id IS NULL")[0][0] >= 13
    assert {row[4] for row in rows} == {MAIL[MailStatus.SENT]}
    assert next(row for row in rows if row[3] == "Lilla Edet")[2].endswith("@lilla-edet.example")
    respondents = region.site.rows("SELECT to_address FROM mail WHERE respondent_id IS NOT NULL")
    assert respondents
    assert not [address for (address,) in respondents if address in page.text]


def test_a_kommun_sees_its_respondents_mails_and_which_came_back_and_why(visit: NewVisitor) -> None:
    kommun = visit(ALINGSAS_COORDINATOR)
    page = kommun.get(kommun.get(f"{ALINGSAS}/svarande").links["Mejl som skickats till de svarande"])
    assert len(page.table[1:]) == 4
    problems = kommun.get(page.links["Visa bara dem som inte kommit fram"])
    (row,) = problems.table[1:]
    assert row[2].endswith("@alingsas.example")
    assert row[3].startswith(f"{MAIL[MailStatus.BOUNCED]}. Adressen finns inte. 550 5.1.1 (adressen):")
    assert kommun.get(problems.links["Visa alla mejl"]).table == page.table


def test_only_the_kommuns_coordinator_sees_whom_was_written_to(visit: NewVisitor) -> None:
    for inside in (ALINGSAS_READER, REGION_COORDINATOR):
        visit(inside).get(UTSKICK, 403)
    for outside in (ALE_COORDINATOR, ALINGSAS_RESPONDENT):
        assert visit(outside).get(UTSKICK, 404).heading == "Sidan finns inte"


def write(site: Site, count: int) -> None:
    """So many mails to a region's own person, with a text that nobody may see."""
    ((region,),) = site.rows("SELECT id FROM region WHERE slug = 'gr'")
    values = {"roll": "läsare", "plats": "GR", "länk": "https://kollen.example/hemlig", "kontakt": "K"}

    def work(session: object) -> None:
        for number in range(count):
            queue_mail(
                session,  # type: ignore[arg-type]
                MailKind.WELCOME,
                f"person{number}@gr.example",
                values,
                About(region_id=region),
                datetime.now(UTC),
                public_url="https://kollen.example",
            )

    site.database.write(work)


def test_a_long_log_comes_in_parts_and_never_shows_a_text(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    before = len(region.get("/gr/utskick").table[1:])
    write(region.site, 70)
    first = region.get("/gr/utskick")
    assert "Del 1 av 2" in first.text
    assert first.table[1][2] == "person69@gr.example"
    second = region.get(first.links["Äldre"])
    assert len(first.table[1:]) + len(second.table[1:]) == 70 + before
    assert region.get(second.links["Nyare"]).table == first.table
    assert "hemlig" not in first.text + second.text
    for odd in ("sida=99", "sida=0", "sida=-1", "sida=abc", "visa=annat"):
        region.get(f"/gr/utskick?{odd}")


def test_somebody_whose_address_is_gone_is_told_as_that(visit: NewVisitor) -> None:
    kommun = visit(ALINGSAS_COORDINATOR)
    kommun.site.change("UPDATE mail SET to_address = '' WHERE status = 'BOUNCED'")
    (row,) = kommun.get(f"{UTSKICK}?visa=problem").table[1:]
    assert row[2] == "en person som tagits bort"


def test_a_mail_that_is_tried_again_and_one_given_up_are_told_with_what_the_server_said(visit: NewVisitor) -> None:
    kommun = visit(ALINGSAS_COORDINATOR)
    kommun.site.change(
        "UPDATE mail SET try_at = datetime('now', '+1 hour'), status = 'QUEUED', problem = '451 4.7.1 Senare'"
    )
    assert {row[3] for row in kommun.get(UTSKICK).table[1:]} == {
        "försöker igen. Mottagarens mejlserver släppte inte igenom mejlet. 451 4.7.1 Senare"
    }
    kommun.site.change("UPDATE mail SET status = 'FAILED', problem = '554 <b>Nej</b>'")
    assert {row[3] for row in kommun.get(UTSKICK).table[1:]} == {f"{MAIL[MailStatus.FAILED]} 554 <b>Nej</b>"}
    kommun.site.change("DELETE FROM mail")
    assert "Inga mejl är skickade än." in kommun.get(UTSKICK).text
    assert "Alla mejl har kommit fram, så långt vi vet." in kommun.get(f"{UTSKICK}?visa=problem").text

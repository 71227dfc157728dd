"""In the example region nobody gets mail: the letters are read on a page, and their links work there."""

from datetime import UTC, datetime
from pathlib import Path

from app.accounts.mail.mail_kinds import MailKind
from app.services.mail.mail_queue import queue_mail
from app.storage.mail.mail_queue import About
from tests.functional.support.pages import text_of
from tests.functional.support.people import ALE, ALE_COORDINATOR
from tests.functional.support.serving import Site, serving
from tests.functional.support.visitor import NewVisitor, Visitor
from tests.mail_catcher import SENDER, catching_mail

SARA = "sara.lind@ale.example"


def queue(site: Site, link: str = ALE, subject: str = "Omställningsförmåga") -> None:
    values = {"formulär": subject, "år": "2026", "kommun": "<b>Ale</b>", "sista_dag": "1 december"}
    values["länk"] = site.settings.public_url + link
    site.database.write(
        lambda session: queue_mail(
            session,
            MailKind.OWN_LINK,
            SARA,
            values,
            About(),
            datetime.now(UTC),
            public_url=site.settings.public_url,
        )
    )


def test_before_anything_is_written_the_page_says_what_to_do(visit: NewVisitor) -> None:
    page = visit().get("/demo/brev")
    assert "Det finns inga mejl att läsa än." in page.text
    assert page.by_class("letter") == []


def test_letters_are_read_latest_first_and_their_links_lead_to_pages(visit: NewVisitor) -> None:
    visitor = visit(ALE_COORDINATOR)
    queue(visitor.site, subject="Första")
    queue(visitor.site, subject="Andra")
    page = visitor.get(visitor.get("/demo").links["Mejl"])
    letters = [text_of(letter) for letter in page.by_class("letter")]
    assert ["Första" in letters[1], "Andra" in letters[0], len(letters)] == [True, True, 2]
    assert SARA in letters[0]
    assert "svaren för <b>Ale</b>" in letters[0]
    assert visitor.get(page.links[visitor.site.settings.public_url + ALE]).address == ALE


def test_a_link_to_another_site_is_only_text(visit: NewVisitor) -> None:
    visitor = visit()
    queue(visitor.site, link=".ond.example/a")
    page = visitor.get("/demo/brev")
    assert ".ond.example/a" in page.text
    assert not [way for way in page.links.values() if "ond" in way]


def test_a_letter_that_is_not_sent_is_marked_as_sent_and_keeps_its_text(tmp_path: Path, example_database: Path) -> None:
    with serving(tmp_path, example_database) as site, Visitor(site) as visitor:
        queue(site)
        query = "SELECT status, body != '' FROM mail ORDER BY id DESC LIMIT 1"
        visitor.site.wait_for(query, ("SENT", 1))
        assert len(visitor.get("/demo/brev").by_class("letter")) == 1


def test_with_a_mail_server_the_letters_leave_and_the_page_warns(tmp_path: Path, example_database: Path) -> None:
    with (
        catching_mail() as catcher,
        serving(tmp_path, example_database, smtp_url=catcher.url, mail_from=SENDER) as site,
        Visitor(site) as visitor,
    ):
        queue(site)
        catcher.next_to(SARA)
        visitor.site.wait_for("SELECT status, body != '' FROM mail ORDER BY id DESC LIMIT 1", ("SENT", 0))
        page = visitor.get("/demo/brev")
        assert "Mejlen skickas på riktigt" in page.text
        assert page.by_class("letter") == []

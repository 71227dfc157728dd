"""Somebody asks for a kommun's documents: the coordinator goes through them and takes them out as a file."""

import io
import zipfile

import httpx
import pytest

from tests.functional.support.pages import Page
from tests.functional.support.people import (
    ALE,
    ALE_COORDINATOR,
    ALE_READER,
    HARRYDA,
    HARRYDA_COORDINATOR,
    REGION_COORDINATOR,
)
from tests.functional.support.serving import Site
from tests.functional.support.visitor import NewVisitor, Visitor

LINES = "SELECT facts FROM audit_line WHERE action = 'assessment.disclosed'"
FETCH = "Hämta filen"


def reviewed(visitor: Visitor, **fields: str) -> Page:
    """The page with all texts, after a diary number was given."""
    start = visitor.get(visitor.get(HARRYDA).links["Lämna ut handlingar"])
    form = start.form("Gå vidare till genomgången")
    query = {"diarienummer": "KS 2026/9"} | fields
    return visitor.get(f"{form.action}?{httpx.QueryParams(query)}")


def texts(page: Page) -> dict[str, str]:
    """Text by the key that masks it."""
    return {
        box.get("value", ""): "".join(label.itertext()).strip()
        for label in page.tree.iter("label")
        for box in label.iter("input")
        if box.get("name") == "maskera"
    }


def fetched(visitor: Visitor, page: Page, **fields: object) -> httpx.Response:
    form = page.form(FETCH)
    own = {"Sec-Fetch-Site": "same-origin", "Origin": visitor.site.url}
    values = {name: form.values[name] for name in ("diarienummer", "inbjudna", "granskat")}
    return visitor.http.request(form.method, form.action, data=values | fields, headers=own)


def opened(response: httpx.Response) -> dict[str, str]:
    assert response.status_code == 200, response.text[:300]
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        return {name: archive.read(name).decode("utf-8-sig", "replace") for name in archive.namelist()}


def test_the_coordinator_goes_through_the_texts_and_gets_a_file(visit: NewVisitor, site: Site) -> None:
    visitor = visit(HARRYDA_COORDINATOR)
    page = reviewed(visitor)
    before = texts(page)
    assert len(before) > 20
    key, text = next((key, text) for key, text in before.items() if "Budgetbeslutet i november" in text)
    response = fetched(visitor, page, maskera=[key], grund="21 kap. 7 § OSL")
    assert response.headers["content-type"] == "application/zip"
    assert response.headers["content-disposition"] == 'attachment; filename="utlamnande-1401-2026.zip"'
    assert response.headers["cache-control"] == "no-store"
    files = opened(response)
    assert set(files) == {
        "LASMIG.txt",
        "handlingar.pdf",
        "fragor.csv",
        "enade-svar.csv",
        "kommentarer.csv",
        "deltagande.csv",
        "mal.csv",
        "atgarder.csv",
        "behov.csv",
        "anmalningar.csv",
        "exempel.csv",
        "fragor-till-andra.csv",
        "utmaningar.csv",
        "ideer.csv",
        "utskick.csv",
        "logg.csv",
    }
    assert files["handlingar.pdf"].startswith("%PDF")
    assert "[maskerad uppgift]" in files["enade-svar.csv"]
    assert "21 kap. 7 § OSL" in files["LASMIG.txt"]
    assert "Exempeldata" in files["LASMIG.txt"]
    [(facts,)] = site.rows(LINES)
    assert '"diary_number":"KS 2026/9"' in facts
    assert text not in facts


def test_the_file_is_not_kept_anywhere(visit: NewVisitor, site: Site) -> None:
    visitor = visit(HARRYDA_COORDINATOR)
    before = set(site.settings.cache_dir.rglob("*"))
    opened(fetched(visitor, reviewed(visitor)))
    assert set(site.settings.cache_dir.rglob("*")) == before


def test_the_list_of_those_invited_is_a_choice(visit: NewVisitor) -> None:
    visitor = visit(HARRYDA_COORDINATOR)
    page = reviewed(visitor, inbjudna="ja")
    assert "tas med, med namn och adresser" in page.text
    assert "inbjudna.csv" in opened(fetched(visitor, page))


def test_a_diary_number_is_asked_for_before_the_review(visit: NewVisitor) -> None:
    visitor = visit(HARRYDA_COORDINATOR)
    page = visitor.get(f"{HARRYDA}/lamna-ut/granska?diarienummer=snart", 422)
    assert page.title.startswith("Fel: ")
    assert page.by_id("diarienummer").get("value") == "snart"


def test_masking_needs_a_ground_and_what_was_ticked_stays_ticked(visit: NewVisitor, site: Site) -> None:
    visitor = visit(HARRYDA_COORDINATOR)
    page = reviewed(visitor)
    key = next(iter(texts(page)))
    response = fetched(visitor, page, maskera=[key])
    again = visitor.checked(response, 422)
    assert "#grund" in again.links.values()
    keys = [box.get("value") for box in again.tree.iter("input") if box.get("checked") is not None]
    assert keys == [key]
    assert site.rows(LINES) == []


def test_what_was_written_after_the_review_is_gone_through_again(visit: NewVisitor, site: Site) -> None:
    visitor = visit(HARRYDA_COORDINATOR)
    page = reviewed(visitor)
    site.change("UPDATE agreed_answer SET reason = 'Skrivet efteråt'")
    again = visitor.checked(fetched(visitor, page), 409)
    assert "Något har ändrats sedan du gick igenom texterna" in again.text
    assert "Skrivet efteråt" in again.text
    assert "Skrivet efteråt" in opened(fetched(visitor, again))["enade-svar.csv"]


@pytest.mark.parametrize("fields", [{}, {"diarienummer": "KS 2026/9"}, {"diarienummer": "snart", "granskat": "x"}])
def test_a_form_that_no_page_sends_hands_nothing_out(visit: NewVisitor, site: Site, fields: dict[str, str]) -> None:
    visitor = visit(HARRYDA_COORDINATOR)
    visitor.post(f"{HARRYDA}/lamna-ut/hamta", fields, 409 if fields.get("diarienummer") == "KS 2026/9" else 422)
    assert site.rows(LINES) == []


def test_before_anybody_has_answered_there_is_little_to_hand_out_and_the_page_says_so(visit: NewVisitor) -> None:
    page = visit(ALE_COORDINATOR).get(f"{ALE}/lamna-ut")
    assert "Kommentarer. De visas först när svarstiden är avslutad." in page.text
    assert "Enskilda svar visas inte för dig i verktyget, och därför inte här heller" in page.text


def test_who_does_not_lead_hands_nothing_out(visit: NewVisitor, site: Site) -> None:
    for person, expected_status in ((ALE_READER, 403), (REGION_COORDINATOR, 404), (HARRYDA_COORDINATOR, 404)):
        visitor = visit(person)
        for address in ("", "/granska?diarienummer=KS+2026/9"):
            status = visitor.fetch("GET", f"{ALE}/lamna-ut{address}").status_code
            assert status in {expected_status, 403, 404}
        assert visitor.fetch("POST", f"{ALE}/lamna-ut/hamta", {"diarienummer": "KS 2026/9"}).status_code in {404, 409}
    assert site.rows(LINES) == []


def test_a_comment_is_taken_away_on_a_decision(visit: NewVisitor, site: Site) -> None:
    visitor = visit(HARRYDA_COORDINATOR)
    page = visitor.get(visitor.get(f"{HARRYDA}/lamna-ut").links["Ta bort en kommentar"])
    form = page.form("Ta bort texten")
    key = form.options["text"][0]
    invalid = visitor.send(form, 422, beslut="KS 2026/8")
    assert invalid.links["Välj vilken text som ska tas bort."] == "#text"
    reply = visitor.send(form, text=key, beslut="KS 2026/8")
    assert "Texten är borttagen och det står i loggen" in reply.text
    assert "Texten är borttagen efter beslut: KS 2026/8." in reply.text
    assert site.rows("SELECT count(*) FROM audit_line WHERE action = 'comment.removed'") == [(1,)]

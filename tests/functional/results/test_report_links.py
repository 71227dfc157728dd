"""A link to the approved report, for kommunstyrelsen: made, opened, withdrawn, expired; it tells nobody anything else."""

import logging
import re

import pytest

from app.rounds.kernel.links import MAX_REPORT_LINK_DAYS, REPORT_LINK_DAYS
from app.services.results import reports
from app.web.results.routes import linked_report
from tests.functional.support import failing
from tests.functional.support.members import logged
from tests.functional.support.people import (
    ALE_COORDINATOR,
    HARRYDA,
    HARRYDA_COORDINATOR,
    HARRYDA_READER,
    REGION_COORDINATOR,
    Person,
)
from tests.functional.support.rounds import day
from tests.functional.support.visitor import NewVisitor, Visitor

LINKS = f"{HARRYDA}/rapport/lankar"
KUNGSBACKA = "/gr/omstallningsformaga/2026/1384-kungsbacka"
UNKNOWN = "/rapport-lank/" + "A" * 43


def make(coordinator: Visitor, **fields: str) -> str:
    """The path of a new link."""
    made = coordinator.send(coordinator.get(LINKS).form("Skapa en länk"), **fields)
    assert "Den visas bara den här gången" in made.text
    (address,) = [field.get("value", "") for field in made.tree.iter("input") if field.get("id") == "lank"]
    return re.sub(r"https?://[^/]+", "", address)


def test_a_link_shows_the_report_and_its_pdf_to_who_has_no_account(visit: NewVisitor) -> None:
    coordinator = visit(HARRYDA_COORDINATOR)
    assert coordinator.get(f"{HARRYDA}/rapport").links["Dela med en länk"] == LINKS
    path = make(coordinator)
    guest = visit()
    page = guest.get(path)
    assert page.heading == "Härryda 2026"
    assert "Förslag till beslut" in page.text
    assert page.links["Hämta som PDF"] == f"{path}/rapport.pdf"
    assert not any("/gr/" in way for way in page.links.values())
    answer = guest.fetch("GET", path)
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert '<meta name="robots" content="noindex">' in answer.text
    file = guest.fetch("GET", f"{path}/rapport.pdf")
    assert file.content.startswith(b"%PDF-")
    assert "noindex" in file.headers["X-Robots-Tag"]


def test_the_list_tells_who_made_it_when_and_how_often_it_is_opened_but_not_by_whom(visit: NewVisitor) -> None:
    coordinator, guest = visit(HARRYDA_COORDINATOR), visit()
    path = make(coordinator)
    assert "Öppnad: inte än" in coordinator.get(LINKS).text
    guest.get(path)
    assert "Öppnad: 1 gång" in coordinator.get(LINKS).text
    assert guest.fetch("HEAD", path).status_code == 200
    assert guest.fetch("GET", path, headers={"Sec-Purpose": "prefetch;prerender"}).status_code == 200
    assert "Öppnad: 1 gång" in coordinator.get(LINKS).text
    guest.get(path)
    page = coordinator.get(LINKS)
    assert "Öppnad: 2 gånger" in page.text
    assert re.search(r"Skapad .* av \w+ \w+", page.text)
    assert path.rsplit("/", 1)[1] not in page.text
    [(stored, opened)] = coordinator.site.rows("SELECT token_hash, opened FROM report_link")
    assert path.rsplit("/", 1)[1] not in stored
    assert opened == 2
    assert [action for action in logged(coordinator.site) if action.startswith("report_link")] == ["report_link.made"]


def test_a_withdrawn_an_expired_and_an_unknown_link_look_the_same(visit: NewVisitor) -> None:
    coordinator, guest = visit(HARRYDA_COORDINATOR), visit()
    withdrawn, expired = make(coordinator), make(coordinator)
    coordinator.site.change("UPDATE report_link SET expires_at = '2026-01-01 00:00:00' WHERE id = 2")
    page = coordinator.press(coordinator.get(LINKS), "Dra in länken 1")
    assert "Länken är indragen" in page.text
    assert "drogs in" in page.text
    assert "slutade gälla" in page.text
    texts = {guest.get(path, 404).text for path in (withdrawn, expired, UNKNOWN, f"{withdrawn}/rapport.pdf")}
    assert len(texts) == 1
    assert "Länken gäller inte längre" in texts.pop()
    assert "report_link.ended" in logged(coordinator.site)


def test_a_result_that_is_opened_again_is_not_shown_until_it_is_approved_again(visit: NewVisitor) -> None:
    coordinator, guest = visit(HARRYDA_COORDINATOR), visit()
    path = make(coordinator)
    coordinator.site.change(
        "UPDATE assessment SET approved_at = NULL WHERE id IN (SELECT assessment_id FROM report_link)"
    )
    assert guest.get(path, 404).heading == "Länken gäller inte längre"


def test_a_draft_gets_no_link(visit: NewVisitor) -> None:
    coordinator = visit(Person("Kungsbacka", "kommunens samordnare"))
    page = coordinator.get(f"{KUNGSBACKA}/rapport/lankar")
    assert "först när resultatet är fastställt" in page.text
    assert "Skapa en länk" not in page.text
    coordinator.post(f"{KUNGSBACKA}/rapport/lankar", {"sista": day(30)}, 409)
    assert coordinator.site.rows("SELECT count(*) FROM report_link") == [(0,)]


def test_only_the_kommuns_own_coordinator_makes_sees_and_withdraws_links(visit: NewVisitor) -> None:
    make(visit(HARRYDA_COORDINATOR))
    for person, unseen, refused in (
        (HARRYDA_READER, 403, 409),
        (ALE_COORDINATOR, 404, 404),
        (REGION_COORDINATOR, 403, 409),
    ):
        other = visit(person)
        other.get(LINKS, unseen)
        other.post(LINKS, {"sista": day(30)}, refused)
        other.post(f"{LINKS}/1/dra-in", status=refused)
    assert "Dela med en länk" not in visit(HARRYDA_READER).get(f"{HARRYDA}/rapport").text
    visit(HARRYDA_COORDINATOR).post(f"{LINKS}/99/dra-in", status=404)
    assert visit(HARRYDA_COORDINATOR).site.rows("SELECT count(*), count(ended_at) FROM report_link") == [(1, 0)]


def test_the_day_is_chosen_within_a_year_and_what_was_typed_stays(visit: NewVisitor) -> None:
    coordinator = visit(HARRYDA_COORDINATOR)
    page = coordinator.get(LINKS)
    assert page.by_id("sista").get("value") == day(REPORT_LINK_DAYS)
    for typed, said in (
        ("snart", "Skriv en dag"),
        (day(MAX_REPORT_LINK_DAYS + 1), "högst ett år fram"),
        (day(-1), "högst ett år fram"),
    ):
        refused = coordinator.send(page.form("Skapa en länk"), 422, sista=typed)
        assert said in refused.text
        assert refused.by_id("sista").get("value") == typed
    make(coordinator, sista=day(MAX_REPORT_LINK_DAYS))
    make(coordinator, sista=day(0))


def test_a_form_that_is_sent_twice_makes_one_link(visit: NewVisitor) -> None:
    coordinator = visit(HARRYDA_COORDINATOR)
    form = coordinator.get(LINKS).form("Skapa en länk")
    coordinator.send(form)
    coordinator.send(form)
    assert coordinator.site.rows("SELECT count(*) FROM report_link") == [(1,)]


def test_a_flood_from_one_network_is_held_back(visit: NewVisitor, monkeypatch: pytest.MonkeyPatch) -> None:
    limit = linked_report.FROM_ONE_NETWORK
    monkeypatch.setattr(linked_report, "FROM_ONE_NETWORK", type(limit)(limit.name, 2, limit.per, limit.message))
    guest = visit()
    guest.get(UNKNOWN, 404)
    guest.get(UNKNOWN, 404)
    assert "Många har öppnat rapporter" in guest.get(UNKNOWN, 429).text


def test_a_link_with_a_full_stop_stuck_to_it_still_leads_there(visit: NewVisitor) -> None:
    path = make(visit(HARRYDA_COORDINATOR))
    assert visit().get(f"{path}.").heading == "Härryda 2026"


def test_a_report_that_cannot_be_made_leaves_no_link_in_the_log(
    visit: NewVisitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    path = make(visit(HARRYDA_COORDINATOR))
    for file in visit().site.settings.cache_dir.glob("*.pdf"):
        file.unlink()  # by another test
    with monkeypatch.context() as edge:
        edge.setattr(reports, "report_pdf", failing.report_pdf)
        with caplog.at_level(logging.ERROR):
            visit().get(f"{path}/rapport.pdf", 503)
    (entry,) = [str(record.msg) for record in caplog.records if "report_render_failed" in str(record.msg)]
    assert path.rsplit("/", 1)[1] not in entry

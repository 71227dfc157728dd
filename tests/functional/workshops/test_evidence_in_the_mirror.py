"""What the region's workshop says that it must have in its own house is seen in its mirror, and led back from there."""

from datetime import UTC, datetime

import pytest

from app.demo.collaboration import add_collaboration
from tests.functional.support.pages import text_of
from tests.functional.support.people import (
    ALE_COORDINATOR,
    ALINGSAS_COORDINATOR,
    OTHER_REGION_COORDINATOR,
    REGION_COORDINATOR,
    REGION_READER,
)
from tests.functional.support.serving import Site
from tests.functional.support.visitor import NewVisitor, Visitor
from tests.functional.workshops.walking import ROOM, TITLE, RunningWorkshop, closed_workshop, note_of_end
from tests.paths import QUESTIONNAIRES

MIRROR = "/gr/samverkan-uppfoljning/2026/spegel"
EVIDENCE_FILE = f"{MIRROR}-underlag.csv"


@pytest.fixture(autouse=True)
def the_region_itself(site: Site) -> None:
    add_collaboration(site.database, QUESTIONNAIRES, datetime.now(UTC))
    site.app.state.database.kept.forget()


@pytest.fixture
def region(visit: NewVisitor) -> Visitor:
    return visit(REGION_COORDINATOR)


@pytest.fixture
def workshop(region: Visitor, visit: NewVisitor) -> RunningWorkshop:
    """Closed, with its note of the fourth question marked."""
    workshop = closed_workshop(region, visit)
    region.press(region.get(f"{workshop.url}/avslut"), f"Märk som underlag: {ROOM}")
    return workshop


def test_a_note_that_was_marked_is_in_the_mirror_and_leads_both_ways(
    workshop: RunningWorkshop, region: Visitor, visit: NewVisitor
) -> None:
    page = region.get(f"{workshop.url}/avslut")
    note = note_of_end(page, ROOM)
    assert page.links["Göteborgsregionen"] == f"{MIRROR}#underlag-{note}"
    for reader in (REGION_READER, ALINGSAS_COORDINATOR):
        mirror = visit(reader).get(MIRROR)
        section = mirror.by_class("mirror-evidence")[0]
        assert [part.text for part in section.iter("h3")] == ["Politiskt kapital"]
        assert [part.get("id") for part in section.iter("li")] == [f"underlag-{note}"]
        assert "1 prick" in text_of(section).replace("\u00a0", " ")
        (link,) = [link for name, link in mirror.links.items() if name.startswith(TITLE)]
        assert link == f"{workshop.url}/avslut#lapp-{note}"
        assert ROOM in visit(reader).get(link.partition("#")[0]).text, "who reads it in the mirror reads the workshop"


def test_the_paper_and_a_file_have_it_too(workshop: RunningWorkshop, region: Visitor) -> None:
    assert region.fetch("GET", f"{MIRROR}.pdf").content.startswith(b"%PDF-")
    header, row = region.fetch("GET", EVIDENCE_FILE).content.decode("utf-8-sig").splitlines()
    number, note = workshop.url.rsplit("/", 1)[1], note_of_end(region.get(f"{workshop.url}/avslut"), ROOM)
    cells = dict(zip(header.split(";"), row.split(";"), strict=True))
    assert (cells["Kapitalslag"], cells["Vad som behövs"], cells["Prickar"]) == ("Politiskt kapital", ROOM, "1")
    assert (cells["Workshopens nummer"], cells["Lappens nummer"]) == (number, note)
    assert region.get(MIRROR).links["Underlaget som CSV"] == EVIDENCE_FILE


def test_a_mark_can_be_taken_back_by_the_one_who_leads(
    workshop: RunningWorkshop, region: Visitor, visit: NewVisitor
) -> None:
    address = f"{workshop.url}/avslut/{note_of_end(region.get(f'{workshop.url}/avslut'), ROOM)}/underlag/ta-bort"
    visit(ALINGSAS_COORDINATOR).post(address, {}, 404)
    assert ROOM in region.get(MIRROR).text
    page = region.press(region.get(f"{workshop.url}/avslut"), f"Ta bort märket: {ROOM}")
    assert "Lappen står inte längre i spegeln." in page.text
    assert "Blev underlag" not in page.text
    region.post(address, {})
    assert ROOM not in region.get(MIRROR).text
    assert region.fetch("GET", EVIDENCE_FILE).status_code == 404
    log = region.get("/gr/logg").text
    assert f"Lapp {address.split('/')[-3]} i workshop {address.split('/')[3]} blev underlag." in log
    assert log.count("är inte längre underlag i spegeln.") == 1, "twice is once"


def test_before_there_are_figures_the_region_alone_reads_it(
    workshop: RunningWorkshop, site: Site, region: Visitor, visit: NewVisitor
) -> None:
    site.change("UPDATE assessment SET sharing = 'NOTHING'")
    page = region.get(MIRROR)
    assert "Det här behövs först" in page.text
    assert ROOM in page.text
    page = visit(ALINGSAS_COORDINATOR).get(MIRROR, 409)
    assert ROOM not in page.text
    visit(ALINGSAS_COORDINATOR).get(EVIDENCE_FILE, 409)
    end = visit(ALINGSAS_COORDINATOR).get(f"{workshop.url}/avslut")
    assert "Blev underlag" in end.text
    assert MIRROR not in end.response.text, "no link to what it may not open"


def test_outsiders_find_no_file(workshop: RunningWorkshop, visit: NewVisitor) -> None:
    for outsider in (OTHER_REGION_COORDINATOR, ALE_COORDINATOR):
        visit(outsider).get(EVIDENCE_FILE, 404)
    assert MIRROR not in visit(ALE_COORDINATOR).get(f"{workshop.url}/avslut").response.text


def test_what_was_said_before_the_round_before_is_in_that_ones_mirror(
    workshop: RunningWorkshop, site: Site, region: Visitor
) -> None:
    """A later round about the collaboration: its mirror has what came after, or between the two."""
    site.change(
        "UPDATE workshop SET closed_at = (SELECT closed_at FROM round WHERE subject = 'COLLABORATION') WHERE id = ?",
        workshop.url.rsplit("/", 1)[1],
    )
    site.change(
        "INSERT INTO edition (questionnaire, year, content_hash, definition, published_at)"
        " SELECT questionnaire, year + 1, content_hash, definition, published_at FROM edition"
        " WHERE questionnaire = 'samverkan-uppfoljning'"
    )
    columns = ", ".join(
        name for (_, name, *_) in site.rows("PRAGMA table_info(round)") if name not in {"id", "edition_id"}
    )
    site.change(
        f"INSERT INTO round (edition_id, {columns}) SELECT (SELECT id FROM edition"
        f" WHERE questionnaire = 'samverkan-uppfoljning' AND year = 2027), {columns} FROM round"
        " WHERE subject = 'COLLABORATION'"
    )
    later = MIRROR.replace("2026", "2027")
    site.change(
        "UPDATE round SET closed_at = NULL, opened_at = closed_at WHERE edition_id ="
        " (SELECT id FROM edition WHERE questionnaire = 'samverkan-uppfoljning' AND year = 2027)"
    )
    assert ROOM in region.get(MIRROR).text
    assert ROOM not in region.get(later).text
    links = region.get(f"{workshop.url}/avslut").links
    assert links["Göteborgsregionen"].startswith(f"{MIRROR}#")

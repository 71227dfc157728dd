"""Learning texts for anybody: to read, to show, as PDF; by audience; and words at addresses of their own."""

import io

import pikepdf
import pytest

from app.assessment.learning.reader import read_folder
from app.web.shell.terms import TERMS
from tests.functional.support.pages import Page, text_of
from tests.functional.support.people import HARRYDA, HARRYDA_READER
from tests.functional.support.visitor import NewVisitor
from tests.paths import LEARNING

LESSONS = read_folder(LEARNING)[0]


def question(page: Page) -> str:
    return text_of(page.by_class("take-along")[0])


def test_a_stranger_reads_about_a_capital_from_the_front_page(visit: NewVisitor) -> None:
    visitor = visit()
    texts = visitor.get(visitor.get("/").links["Lär dig ett på fem minuter"])
    page = visitor.get(texts.links["Politiskt kapital"])
    assert page.heading == "Politiskt kapital"
    assert "Minst ett parti i opposition har ställt sig bakom omställningsmålen." in page.text
    assert "Kommunerna i exemplet är påhittade." in page.text
    assert page.links["omställning"] == "/ord/omstallning"


def test_the_question_is_the_audience_s_and_the_choice_goes_along(visit: NewVisitor) -> None:
    visitor = visit()
    everybody = visitor.get("/lar/politiskt")
    assert question(everybody).count("?") == 6
    manager = visitor.get(everybody.links["Chef"])
    assert question(manager).endswith(
        "Vilket politiskt beslut behöver jag för att våga prioritera om, och har jag bett om det?"
    )
    assert manager.links["Nästa: Finansiellt kapital"] == "/lar/finansiellt?roll=chef"
    assert question(visitor.get("/lar/politiskt?roll=kung")) == question(everybody)


def test_an_audience_is_told_where_to_begin(visit: NewVisitor) -> None:
    page = visit().get("/lar?roll=politiker")
    assert "Är du förtroendevald? Börja med de här" in page.text
    assert page.links["Politiskt kapital"] == "/lar/politiskt?roll=politiker"


def test_every_text_can_be_read_and_shown_one_thing_a_screen(visit: NewVisitor) -> None:
    visitor = visit()
    for lesson in LESSONS:
        page = visitor.get(f"/lar/{lesson.id}")
        assert page.heading == lesson.title
        screens = visitor.get(page.links["Visa på skärm"]).by_class("screen")
        assert len(screens) == len(lesson.parts) + 2


def test_the_meeting_pack_is_an_agenda_of_twenty_minutes(visit: NewVisitor) -> None:
    rows = visit().get("/lar/motespaket").table
    assert rows[1] == ["0–3 min", "Varför vi tar upp det här"]
    assert rows[-1][0] == "19–20 min"


def test_a_text_is_a_tagged_pdf_that_may_be_kept_for_an_hour(visit: NewVisitor) -> None:
    response = visit().fetch("GET", "/lar/politiskt.pdf?roll=chef")
    assert response.headers["content-disposition"] == 'attachment; filename="politiskt.pdf"'
    assert response.headers["cache-control"] == "public, max-age=3600"
    with pikepdf.open(io.BytesIO(response.content)) as pdf:
        assert (str(pdf.Root.Lang), str(pdf.docinfo.Title)) == ("sv", "Politiskt kapital")
        assert bool(pdf.Root.MarkInfo.Marked)
    again = visit().fetch("GET", "/lar/politiskt.pdf?roll=chef")
    assert again.content == response.content  # with the moment of its making in it: it was not rendered again


@pytest.mark.parametrize(
    "address", ["/lar/finns-inte", "/lar/finns-inte.pdf", "/lar/finns-inte/visa", "/ord/finns-inte"]
)
def test_what_does_not_exist_is_not_found(visit: NewVisitor, address: str) -> None:
    assert "Sidan finns inte" in visit().get(address, 404).text


def test_every_word_has_an_address_of_its_own(visit: NewVisitor) -> None:
    visitor = visit()
    for key, term in TERMS.items():
        page = visitor.get(f"/ord/{key}")
        assert page.heading == term.name
        assert term.brief in page.text


def test_a_word_says_how_one_says_it_and_where_it_is_measured(visit: NewVisitor) -> None:
    visitor = visit()
    page = visitor.get("/ord/mottagarformaga")
    assert "Hellre inte ”De är inte intresserade.” Intresse är bara en av fyra delar." in page.text
    assert page.links["Läs mer på fem minuter"] == "/lar/mottagarformaga"
    assert "Förstudien 4.2" in page.text
    assert "Verktyget mäter det inte." in visitor.get("/ord/samverkanskapital").text


def test_the_result_of_a_capital_leads_to_its_text(visit: NewVisitor) -> None:
    page = visit(HARRYDA_READER).get(f"{HARRYDA}/resultat/politiskt")
    assert page.links["Fem minuter om politiskt kapital"] == "/lar/politiskt"

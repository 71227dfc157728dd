"""A coordinator invites people: pasted or as a file, looked through, confirmed, with every invalid row explained."""

from io import BytesIO

import pytest
from openpyxl import Workbook

from app.accounts.invitations.tables.limits import MAX_FILE_BYTES, MAX_PEOPLE, megabytes
from app.services.kernel.rate_limits import Limit
from tests.functional.support.invitations import BO, INVITE, PEOPLE, SARA, all_sent, ask, check, letters, send_file
from tests.functional.support.pages import parse, text_of
from tests.functional.support.people import (
    ALE,
    ALE_COORDINATOR,
    ALINGSAS,
    ALINGSAS_COORDINATOR,
    HARRYDA,
    HARRYDA_COORDINATOR,
)
from tests.functional.support.visitor import NewVisitor


def workbook(*lines: tuple[str | None, ...]) -> bytes:
    book, file = Workbook(), BytesIO()
    for line in lines:
        assert book.active is not None
        book.active.append(line)
    book.save(file)
    return file.getvalue()


def test_pasted_people_are_looked_through_confirmed_and_get_a_mail_each(visit: NewVisitor) -> None:
    coordinator = visit(ALE_COORDINATOR)
    home = coordinator.get(ALE)
    choice = coordinator.get(home.links["Välj hur ni svarar"])
    form = coordinator.get(choice.links["Bjud in svarande"])
    assert form.address == INVITE
    review = check(coordinator, f"Sara Lind <{SARA}>; {BO}")
    assert review.heading == "Ska 2 personer bjudas in?"
    assert "Sara Lind" in review.text
    assert "Så ser mejlet ut" in review.text
    assert "Du svarar som strateg eller samordnare" in review.text
    assert "/lank/" not in review.response.text
    assert letters(coordinator.site, SARA) == []
    people = coordinator.press(review, "Bjud in 2 personer")
    assert people.address == PEOPLE
    assert "Inbjudningarna är på väg." in people.text
    all_sent(coordinator.site)
    rows = coordinator.get(PEOPLE).table[1:]
    assert [row[:2] for row in rows] == [[BO, "inte klar"], [f"Sara Lind {SARA}", "inte klar"]]
    assert all(row[2].endswith("mejlet är skickat") for row in rows)
    for address in (SARA, BO):
        ((kind, text),) = letters(coordinator.site, address)
        assert kind == "inbjudan"
        assert "Du svarar som strateg eller samordnare" in text
        assert text.count("/lank/") == 1


def test_inviting_again_tells_who_is_invited_already_and_writes_to_the_new_ones(visit: NewVisitor) -> None:
    coordinator = visit(ALE_COORDINATOR)
    ask(coordinator, SARA)
    review = check(coordinator, f"{SARA}\n{BO}")
    assert review.heading == "Ska 1 person bjudas in?"
    assert "Redan inbjudna 1" in review.text
    coordinator.press(review, "Bjud in 1 person")
    assert (len(letters(coordinator.site, SARA)), len(letters(coordinator.site, BO))) == (1, 1)
    again = check(coordinator, SARA)
    assert again.heading == "Alla är redan inbjudna"
    assert not any(button.startswith("Bjud in") for form in again.forms for button in form.buttons)


def test_pressing_twice_or_going_back_and_pressing_again_invites_once(visit: NewVisitor) -> None:
    coordinator = visit(ALE_COORDINATOR)
    review = check(coordinator, f"{SARA}\n{BO}")
    for _ in range(3):
        assert coordinator.press(review, "Bjud in 2 personer").address == PEOPLE
    assert len(letters(coordinator.site, SARA)) == 1


def test_faulty_rows_are_told_with_line_and_remedy_and_what_was_typed_is_kept(visit: NewVisitor) -> None:
    coordinator = visit(ALE_COORDINATOR)
    text = f"{SARA}\nbo.ek\n{BO}\n@ale.example"
    page = check(coordinator, text, status=422)
    assert page.title.startswith("Fel: ")
    assert "2 rader behöver rättas" in page.text
    assert [row[:2] for row in page.table[1:]] == [["2", "bo.ek"], ["4", "@ale.example"]]
    assert "Det finns inget @. Skriv hela e-postadressen" in page.table[1][2]
    assert "Det står inget före @." in page.table[2][2]
    form = page.form("Granska listan")
    assert form.values["lista"].strip() == text
    assert letters(coordinator.site, SARA) == letters(coordinator.site, BO) == []
    reply = coordinator.send(form, lista=f"{SARA}\n{BO}")
    assert reply.heading == "Ska 2 personer bjudas in?"


def test_one_can_go_back_to_the_list_from_the_page_that_asks(visit: NewVisitor) -> None:
    coordinator = visit(ALE_COORDINATOR)
    form = check(coordinator, SARA).form("Ändra listan")
    page = coordinator.post(f"{PEOPLE}/granska", form.values | {"andra": "ja"})
    assert page.heading == "Ändra listan"
    assert page.form("Granska listan").values["lista"].strip() == SARA


def test_a_csv_from_a_swedish_excel_is_read_with_its_role_groups(visit: NewVisitor) -> None:
    coordinator = visit(ALE_COORDINATOR)
    content = "E-post;Namn;Rollgrupp\r\nåsa@ale.example;Åsa Öberg;Förtroendevald\r\n".replace("åsa@", "asa@").encode(
        "cp1252"
    )
    review = send_file(coordinator, "lista.csv", content)
    assert "Förtroendevald 1" in review.text
    assert "Åsa Öberg" in review.text
    coordinator.press(review, "Bjud in 1 person")
    assert "Du svarar som förtroendevald" in letters(coordinator.site, "asa@ale.example")[0][1]


def test_the_rows_of_a_faulty_workbook_can_be_mended_on_the_page(visit: NewVisitor) -> None:
    coordinator = visit(ALE_COORDINATOR)
    content = workbook(("e-post", "namn", "rollgrupp"), (SARA, "Sara; Lind", "ledning"), ("bo.ek", None, "ledning"))
    page = send_file(coordinator, "lista.xlsx", content, 422)
    assert page.table[1][:2] == ["3", "bo.ek; ledning"]
    form = page.form("Granska listan")
    reply = coordinator.send(form, lista=form.values["lista"].replace("bo.ek", BO))
    assert reply.heading == "Ska 2 personer bjudas in?"
    assert "Sara; Lind" in reply.text


def test_somebody_who_is_there_twice_is_invited_once_and_the_page_says_so(visit: NewVisitor) -> None:
    coordinator = visit(ALE_COORDINATOR)
    review = check(coordinator, f"{SARA}\n{BO}\n{SARA.upper()} ")
    assert review.heading == "Ska 2 personer bjudas in?"
    assert "Adressen står redan på rad 1. Den räknas en gång." in review.text
    coordinator.press(review, "Bjud in 2 personer")
    assert len(letters(coordinator.site, SARA)) == 1


def test_the_limits_that_the_form_tells_are_those_that_are_kept(visit: NewVisitor) -> None:
    text = visit(ALE_COORDINATOR).get(INVITE).text
    assert f"Högst {MAX_PEOPLE} personer" in text
    assert f"Högst {megabytes(MAX_FILE_BYTES)}".replace("\N{NO-BREAK SPACE}", " ") in text


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("bild.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "Filen är en bild."),
        ("gammal.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 50, "äldre format"),
        ("tom.csv", b"", "Filen är tom."),
        ("stor.csv", b"a@ale.se\n" * 300_000, "Filen är större än"),
        ("trasig.xlsx", b"PK\x03\x04" + b"\0" * 50, "skadad"),
    ],
)
def test_a_file_that_is_no_list_is_told_beside_the_field(
    visit: NewVisitor, name: str, content: bytes, words: str
) -> None:
    page = send_file(visit(ALE_COORDINATOR), name, content, 422, rollgrupp="ledning")
    assert words in page.text
    assert page.by_id("fil").get("aria-invalid") == "true"
    options = [option for option in page.by_id("rollgrupp") if option.get("selected") is not None]
    assert [option.get("value") for option in options] == ["ledning"]


def test_both_a_text_and_a_file_is_one_too_many(visit: NewVisitor) -> None:
    page = send_file(visit(ALE_COORDINATOR), "lista.csv", BO.encode(), 422, lista=SARA, rollgrupp="ledning")
    assert "både adresser i rutan och en fil" in page.text
    assert page.form("Granska listan").values["lista"].strip() == SARA


def test_nothing_at_all_is_told_to_be_nothing(visit: NewVisitor) -> None:
    page = check(visit(ALE_COORDINATOR), " ", status=422)
    assert page.title.startswith("Fel: ")
    assert "Listan är tom. Klistra in minst en e-postadress, eller välj en fil." in page.text
    assert page.by_id("lista").get("aria-invalid") == "true"
    for wrong in ("behöver rättas", "som de är", "Rätta i listan", "Lämna raden"):
        assert wrong not in page.text


def test_one_mistyped_address_in_a_list_is_one_row_to_mend_and_the_rest_keeps_what_is_beside_it(
    visit: NewVisitor,
) -> None:
    coordinator = visit(ALE_COORDINATOR)
    text = f"Sara Lind; {SARA}; Ledning\nBo Ek; {BO}; Verksamhet\nKarin Ny; karin.ny@; Ledning"
    page = check(coordinator, text, group="", status=422)
    assert "En rad behöver rättas" in page.text
    assert "2 rader går bra som de är." in page.text
    assert [row[0] for row in page.table[1:]] == ["3"]
    form = page.form("Granska listan")
    review = coordinator.post(form.action, form.values | {"svar.felaktiga-rader": "lamna"})
    assert review.heading == "Ska 2 personer bjudas in?"
    assert "Sara Lind" in review.text
    assert "Ledning 1" in review.text
    assert "Verksamhet 1" in review.text


def test_rows_whose_role_is_asked_about_later_are_not_told_to_be_faulty(visit: NewVisitor) -> None:
    coordinator = visit(ALE_COORDINATOR)
    page = check(coordinator, f"{SARA}\n{BO}\nkarin.ny@", group="", status=422)
    assert "En rad behöver rättas" in page.text
    assert "För 2 rader väljer du rollgrupp i nästa steg." in page.text
    assert "0 rader" not in page.text
    alone = check(coordinator, "karin.ny@", group="", status=422)
    assert "rader" not in text_of(alone.by_class("error-summary")[0])


def test_a_text_without_end_is_told_to_be_too_long(visit: NewVisitor) -> None:
    assert "Listan är för lång." in check(visit(ALE_COORDINATOR), "a@ale.se\n" * 30_000, status=422).text


def test_hostile_text_is_shown_as_text(visit: NewVisitor) -> None:
    page = check(visit(ALE_COORDINATOR), '<script>alert(1)</script>\n"><img src=x>@ale.se\n--', status=422)
    assert "<script>alert" not in page.response.text.replace("&lt;", "")
    assert parse(page.response.text)[1] == ()


@pytest.mark.parametrize("way", ["GET", "POST"])
def test_nobody_is_invited_once_answering_is_over_and_the_page_says_why(visit: NewVisitor, way: str) -> None:
    coordinator = visit(HARRYDA_COORDINATOR)
    address = f"{HARRYDA}/svarande/bjud-in"
    page = coordinator.get(address, 403) if way == "GET" else coordinator.post(address, {"lista": SARA}, 409)
    assert "Svarstiden är avslutad" in page.text
    assert letters(coordinator.site, SARA) == []


def test_in_the_simple_mode_nobody_is_invited(visit: NewVisitor) -> None:
    coordinator = visit(ALE_COORDINATOR)
    coordinator.press(coordinator.get(f"{ALE}/hur-ni-svarar"), "Svara för kommunen")
    assert "en svarar för alla" in coordinator.get(INVITE, 403).text
    assert "svarande" not in " ".join(coordinator.get(ALE).links.values())


def test_more_mails_than_a_day_allows_are_refused_with_a_time_to_try_again(
    visit: NewVisitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.services.respondents import respondent_mail

    monkeypatch.setattr(respondent_mail, "A_DAY", Limit("few", 1, respondent_mail.A_DAY.per, "Många mejl."))
    coordinator = visit(ALE_COORDINATOR)
    ask(coordinator, SARA)
    review = check(coordinator, BO)
    refusal = coordinator.press(review, "Bjud in 1 person", 429)
    assert "Många mejl. Försök igen efter klockan" in refusal.text
    assert BO in refusal.text, "the list is kept"
    assert letters(coordinator.site, BO) == []


def test_people_who_stand_on_the_list_of_alingsas_are_those_of_the_example(visit: NewVisitor) -> None:
    people = visit(ALINGSAS_COORDINATOR).get(f"{ALINGSAS}/svarande")
    assert people.heading == "Svarande i Alingsås"
    assert "visas inte med namn" in people.text

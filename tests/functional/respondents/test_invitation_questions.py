"""What a list leaves open is asked before anybody is invited, once for the whole list."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.functional.support.invitations import BO, INVITE, PEOPLE, SARA, check, letters, send_file
from tests.functional.support.pages import text_of
from tests.functional.support.people import ALE_COORDINATOR
from tests.functional.support.visitor import NewVisitor

ROLES = f"e-post;namn;roll\n{SARA};Sara Lind;Politiker\n{BO};Bo Ek;Ledning\nkim@ale.example;Kim Ek;Politiker"


def test_a_word_for_a_role_is_asked_about_once_and_the_answer_kept_all_the_way(visit: NewVisitor) -> None:
    coordinator = visit(ALE_COORDINATOR)
    question_page = check(coordinator, ROLES, group="")
    assert question_page.heading == "En fråga om listan"
    assert "Till vilken rollgrupp hör ”Politiker” (2 personer)?" in question_page.text
    form = question_page.form("Fortsätt")
    again = coordinator.send(form, 422)
    assert "Ingen är inbjuden än" in again.text
    assert "Välj ett svar: Till vilken rollgrupp hör ”Politiker” (2 personer)?" in again.text
    review = coordinator.fill(again.form("Fortsätt"), {"svar.roll.politiker": "fortroendevald"})
    assert review.heading == "Ska 3 personer bjudas in?"
    assert "Förtroendevald 2" in review.text
    changing = coordinator.post(f"{PEOPLE}/granska", review.form("Ändra listan").values | {"andra": "ja"})
    assert changing.form("Granska listan").values["lista"].strip() == ROLES
    review = coordinator.send(changing.form("Granska listan"))
    assert review.heading == "Ska 3 personer bjudas in?", "the answer about the word went along"
    coordinator.press(review, "Bjud in 3 personer")
    assert "Du svarar som förtroendevald" in letters(coordinator.site, SARA)[0][1]
    assert "Du svarar som ledning" in letters(coordinator.site, BO)[0][1]


def test_a_question_that_another_answer_raises_is_asked_before_it_is_missed(visit: NewVisitor) -> None:
    coordinator = visit(ALE_COORDINATOR)
    text = f"e-post;e-post privat;roll\n{SARA};sara@hemma.example;Politiker"
    question_page = check(coordinator, text, group="")
    assert [name for name in question_page.form("Fortsätt").values if name.startswith("svar.")] == ["svar.adress"]
    more = coordinator.send(question_page.form("Fortsätt"))
    assert more.heading == "2 frågor om listan"
    assert more.form("Fortsätt").values["svar.adress"] == "0"
    review = coordinator.fill(more.form("Fortsätt"), {"svar.roll.politiker": "ledning"})
    assert review.heading == "Ska 1 person bjudas in?"


def test_an_answer_can_be_changed_before_anybody_is_invited(visit: NewVisitor) -> None:
    coordinator = visit(ALE_COORDINATOR)
    review = coordinator.fill(check(coordinator, ROLES, group="").form("Fortsätt"), {"svar.roll.politiker": "lamna"})
    assert review.heading == "Ska 1 person bjudas in?"
    assert "Bjuds inte in 2" in review.text
    assert "Rollen ”Politiker” bjuds inte in." in review.text
    question_page = coordinator.post(f"{PEOPLE}/granska", review.form("Ändra svaren").values | {"fragor": "ja"})
    form = question_page.form("Fortsätt")
    assert form.values["svar.roll.politiker"] == "lamna"
    reply = coordinator.fill(form, {"svar.roll.politiker": "ledning"})
    assert "Ledning 3" in reply.text


def test_nobody_is_invited_while_a_question_waits_for_its_answer(visit: NewVisitor) -> None:
    coordinator = visit(ALE_COORDINATOR)
    question_page = check(coordinator, ROLES, group="")
    page = coordinator.post(INVITE, question_page.form("Fortsätt").values, 422)
    assert page.title.startswith("Fel: ")
    assert page.heading == "En fråga om listan"
    assert letters(coordinator.site, BO) == []


def with_hidden_row() -> bytes:
    book, file = Workbook(), BytesIO()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for line in (("e-post", "namn", "rollgrupp"), (SARA, "Sara Lind", "ledning"), (BO, "Bo Ek", "ledning")):
        sheet.append(line)
    sheet.row_dimensions[3].hidden = True
    book.save(file)
    return file.getvalue()


def test_a_hidden_row_of_a_workbook_is_invited_only_when_somebody_says_so(visit: NewVisitor) -> None:
    coordinator = visit(ALE_COORDINATOR)
    question_page = send_file(coordinator, "lista.xlsx", with_hidden_row())
    assert "1 rad är dold i filen" in question_page.text
    assert "Raden är dold för hand eller av ett filter: Bo Ek." in question_page.text
    assert "dem" not in [text_of(label).split()[-1] for label in question_page.tree.iter("label")]
    without = coordinator.send(question_page.form("Fortsätt"))
    assert without.heading == "Ska 1 person bjudas in?"
    assert "Rad 3:" in without.text
    assert "Raden är dold i filen." in without.text
    both = coordinator.fill(question_page.form("Fortsätt"), {"svar.dolda-rader": "ta-med"})
    assert both.heading == "Ska 2 personer bjudas in?"
    coordinator.press(without, "Bjud in 1 person")
    assert (len(letters(coordinator.site, SARA)), letters(coordinator.site, BO)) == (1, [])


def test_what_was_answered_about_the_rows_of_a_file_is_asked_again_about_another(visit: NewVisitor) -> None:
    coordinator = visit(ALE_COORDINATOR)
    question_page = send_file(coordinator, "lista.xlsx", with_hidden_row())
    both = coordinator.fill(question_page.form("Fortsätt"), {"svar.dolda-rader": "ta-med"})
    changing = coordinator.post(f"{PEOPLE}/granska", both.form("Ändra listan").values | {"andra": "ja"})
    again = coordinator.send(changing.form("Granska listan"))
    assert again.heading == "En fråga om listan"
    assert again.form("Fortsätt").values["svar.dolda-rader"] == "lamna"


def test_a_list_of_which_nobody_is_invited_says_so(visit: NewVisitor) -> None:
    coordinator = visit(ALE_COORDINATOR)
    question_page = check(coordinator, f"e-post;roll\n{SARA};Slutat", group="")
    review = coordinator.fill(question_page.form("Fortsätt"), {"svar.roll.slutat": "lamna"})
    assert review.heading == "Ingen i listan bjuds in"
    assert not any(button.startswith("Bjud in") for form in review.forms for button in form.buttons)


def test_faulty_rows_may_be_left_out_and_are_told_on_the_page_that_asks(visit: NewVisitor) -> None:
    coordinator = visit(ALE_COORDINATOR)
    page = check(coordinator, f"{SARA}\nbo.ek\nkim", group="ledning", status=422)
    form = page.form("Granska listan")
    review = coordinator.post(form.action, form.values | {"svar.felaktiga-rader": "lamna"})
    assert page.form("Lämna raderna och granska resten") == form
    assert review.heading == "Ska 1 person bjudas in?"
    assert "Rad 2: bo.ek Det finns inget @." in review.text
    coordinator.press(review, "Bjud in 1 person")
    assert len(letters(coordinator.site, SARA)) == 1


def test_faulty_rows_stay_left_out_while_questions_are_answered(visit: NewVisitor) -> None:
    coordinator = visit(ALE_COORDINATOR)
    form = check(coordinator, f"{ROLES}\nfel;Eva;Ledning", group="", status=422).form("Granska listan")
    question_page = coordinator.post(form.action, form.values | {"svar.felaktiga-rader": "lamna"})
    review = coordinator.fill(question_page.form("Fortsätt"), {"svar.roll.politiker": "lamna"})
    assert review.heading == "Ska 1 person bjudas in?"
    assert "Bjuds inte in 3" in review.text


def test_faulty_rows_are_told_again_once_the_list_is_changed(visit: NewVisitor) -> None:
    coordinator = visit(ALE_COORDINATOR)
    form = check(coordinator, f"{SARA}\nbo.ek", group="ledning", status=422).form("Granska listan")
    review = coordinator.post(form.action, form.values | {"svar.felaktiga-rader": "lamna"})
    changing = coordinator.post(f"{PEOPLE}/granska", review.form("Ändra listan").values | {"andra": "ja"})
    assert "En rad behöver rättas" in coordinator.send(changing.form("Granska listan"), 422).text


def test_a_list_of_nothing_but_faults_has_nothing_left_to_look_through(visit: NewVisitor) -> None:
    page = check(visit(ALE_COORDINATOR), "bo.ek", group="ledning", status=422)
    assert not any("granska resten" in button for form in page.forms for button in form.buttons)

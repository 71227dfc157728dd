"""Several people answer for a kommun: each for herself, and the coordinator sees how far they have come."""

from app.assessment.questionnaires.questionnaire import Form
from app.assessment.questionnaires.reader import load
from tests.functional.support.pages import Page, question_ids
from tests.functional.support.people import (
    ALE,
    ALE_COORDINATOR,
    ALINGSAS,
    ALINGSAS_COORDINATOR,
    ALINGSAS_READER,
    ALINGSAS_RESPONDENT,
    HARRYDA,
    HARRYDA_READER,
)
from tests.functional.support.visitor import NewVisitor


def progress(home: Page) -> list[int]:
    """How many were asked, have begun and are done, over all role groups."""
    return [sum(int(row[place]) for row in home.table[1:]) for place in (1, 2, 3)]


def test_a_respondent_answers_and_the_coordinator_sees_that_and_not_what(visit: NewVisitor) -> None:
    coordinator, respondent = visit(ALINGSAS_COORDINATOR), visit(ALINGSAS_RESPONDENT)
    invitations, starts, submissions = progress(coordinator.get(ALINGSAS))
    start = respondent.get("/")
    begin = respondent.get(start.links["Svara på frågorna: Alingsås 2026"])
    assert begin.heading == "Svara för Alingsås"
    page = respondent.get(begin.links["Börja"])
    secret = "Det här får ingen annan se."
    names = question_ids(page)
    fields = {f"{name}.choice": "4" for name in names} | {f"{names[0]}.comment": secret}
    respondent.fill(page.form("Spara och fortsätt"), fields)
    assert progress(coordinator.get(ALINGSAS)) == [invitations, starts + 1, submissions]
    thanks = respondent.press(respondent.get(f"{ALINGSAS}/svara/sammanfattning"), "Lämna in svaren")
    assert "Kommunens samordnare avslutar svarstiden." in thanks.text
    home = coordinator.get(ALINGSAS)
    assert progress(home) == [invitations, starts + 1, submissions + 1]
    assert secret not in home.text
    assert coordinator.get(f"{ALINGSAS}/svara", 404).heading == "Sidan finns inte"


def test_a_respondent_is_asked_what_is_meant_for_her_role_group(visit: NewVisitor) -> None:
    respondent = visit(ALINGSAS_RESPONDENT)
    ((role,),) = respondent.site.rows(
        "SELECT role_group FROM respondent WHERE person_id = (SELECT person_id FROM sign_in)"
    )
    questionnaire = load(respondent.site.settings.questionnaires_dir / "omstallningsformaga" / "2026.yaml")
    for capital in questionnaire.capitals:
        ids = [question.id for question in capital.asked(Form.LONG) if question.is_meant_for(role)]
        assert question_ids(respondent.get(f"{ALINGSAS}/svara/{capital.id}")) == ids


def test_answers_of_several_are_closed_on_a_page_that_says_it_cannot_be_undone(visit: NewVisitor) -> None:
    coordinator, respondent = visit(ALINGSAS_COORDINATOR), visit(ALINGSAS_RESPONDENT)
    home = coordinator.get(ALINGSAS)
    confirm = coordinator.get(home.links["Avsluta svarstiden"])
    assert confirm.heading == "Avsluta svarstiden?"
    assert "Det går inte att ångra" in confirm.text
    assert "Avsluta svarstiden" in coordinator.get(confirm.links["Nej, gå tillbaka"]).links
    reply = coordinator.press(confirm, "Ja, avsluta svarstiden")
    assert "Läget: svarstiden avslutad." in reply.text
    assert "Öppna svaren igen" not in reply.text
    assert coordinator.get(reply.links["Se resultatet 2026"]).table[1][0] == "Politiskt kapital"
    page = respondent.get(f"{ALINGSAS}/svara/politiskt")
    assert "har avslutat svarstiden" in page.text
    name = question_ids(page)[0]
    refusal = respondent.put(f"{page.address}/{name}", {f"{name}.choice": "1", f"{name}.version": "0"}, 409)
    assert "har avslutat svarstiden" in refusal
    coordinator.post(f"{ALINGSAS}/oppna-igen", status=409)
    assert "Läget: svarstiden avslutad." in coordinator.get(ALINGSAS).text


def test_closing_twice_is_the_same_as_once(visit: NewVisitor) -> None:
    coordinator = visit(ALINGSAS_COORDINATOR)
    confirm = coordinator.get(f"{ALINGSAS}/avsluta")
    coordinator.press(confirm, "Ja, avsluta svarstiden")
    first = coordinator.site.rows("SELECT answering_closed_at FROM assessment ORDER BY id")
    coordinator.press(confirm, "Ja, avsluta svarstiden")
    assert coordinator.site.rows("SELECT answering_closed_at FROM assessment ORDER BY id") == first


def test_there_is_no_result_while_people_are_answering(visit: NewVisitor) -> None:
    page = visit(ALINGSAS_COORDINATOR).get(f"{ALINGSAS}/resultat")
    assert page.heading == "Resultatet är inte klart än"
    assert not list(page.tree.iter("table"))


def test_a_coordinator_answers_as_one_of_several_in_the_role_group_she_chooses(visit: NewVisitor) -> None:
    coordinator = visit(ALE_COORDINATOR)
    begin = coordinator.send(coordinator.get(f"{ALE}/hur-ni-svarar").form("Svara som en av flera"), roll="strateg")
    assert "Du svarar som" in begin.text
    assert "för hela kommunen" not in begin.text
    refusal = coordinator.post(f"{ALE}/svara-ensam", status=409)
    assert "Flera svarar redan." in refusal.text
    confirm = coordinator.get(f"{ALE}/avsluta")
    nobody = coordinator.press(confirm, "Ja, avsluta svarstiden", 409)
    assert "Ingen har svarat än" in nobody.text


def test_a_role_group_that_is_not_on_the_page_is_refused(visit: NewVisitor) -> None:
    refusal = visit(ALE_COORDINATOR).post(f"{ALE}/svara-flera", {"roll": "kung"}, 409)
    assert "Välj vilken rollgrupp du svarar i." in refusal.text


def test_closing_with_few_answers_warns_that_nothing_will_be_shown_of_them(visit: NewVisitor) -> None:
    coordinator = visit(ALE_COORDINATOR)
    coordinator.send(coordinator.get(f"{ALE}/hur-ni-svarar").form("Svara som en av flera"), roll="strateg")
    page = coordinator.get(f"{ALE}/svara/politiskt")
    coordinator.fill(page.form("Spara och fortsätt"), {f"{name}.choice": "5" for name in question_ids(page)})
    confirm = coordinator.get(f"{ALE}/avsluta")
    assert "Färre än 5 har börjat svara." in confirm.text
    reply = coordinator.press(confirm, "Ja, avsluta svarstiden")
    result = coordinator.get(reply.links["Se resultatet"])
    assert {row[2] for row in result.table[1:]} == {"–"}
    assert "4,0" not in result.text


def test_a_reader_sees_the_result_but_cannot_lead(visit: NewVisitor) -> None:
    reader = visit(HARRYDA_READER)
    assert reader.get(f"{HARRYDA}/resultat").table[1][0] == "Politiskt kapital"
    home = reader.get(HARRYDA)
    assert [form.action for form in home.forms] == ["/logga-ut"]
    assert "Din roll ger inte rätt" in reader.get(f"{HARRYDA}/avsluta", 403).text


def test_nothing_that_a_reader_sends_changes_how_a_kommun_answers(visit: NewVisitor) -> None:
    reader = visit(ALINGSAS_READER)
    before = reader.site.rows("SELECT * FROM assessment"), reader.site.rows("SELECT * FROM respondent")
    for address in ("svara-ensam", "svara-flera", "avsluta", "oppna-igen"):
        refusal = reader.post(f"{ALINGSAS}/{address}", {"roll": "strateg"}, 409)
        assert "Din roll ger inte rätt" in refusal.text
    reader.post(f"{ALINGSAS}/svara/lamna-in", status=404)
    assert (reader.site.rows("SELECT * FROM assessment"), reader.site.rows("SELECT * FROM respondent")) == before

"""From a result to a locked one: targets, actions, handing in, approving, versions; all without JavaScript."""

from datetime import UTC, datetime, timedelta

import pytest

from app.reports.kernel.wording import date as date_in_words
from app.rounds.kernel.days import day_of
from tests.functional.support.journeys import answer_everything
from tests.functional.support.pages import Page
from tests.functional.support.people import (
    ALE,
    ALE_COORDINATOR,
    ALE_READER,
    ALINGSAS,
    ALINGSAS_COORDINATOR,
    ALINGSAS_READER,
    REGION_COORDINATOR,
    Person,
)
from tests.functional.support.visitor import NewVisitor, Visitor

SOON = day_of(datetime.now(UTC)) + timedelta(days=200)
SOON_IN_WORDS = date_in_words(SOON).replace("\u00a0", " ")
APPROVER = Person("Ale", "godkännare i kommunen")
HANDING_IN = f"{ALE}/lamna-in-resultat"
STORED_TARGETS = (
    "SELECT capital_id, position, by_year FROM target JOIN assessment ON assessment.id = assessment_id "
    "JOIN municipality ON municipality.id = municipality_id JOIN round ON round.id = round_id "
    "JOIN edition ON edition.id = edition_id WHERE code = '1440' AND year = 2026"
)
"""Of Ale this year; other kommuner, and Ale's own earlier years, have theirs."""


@pytest.fixture
def coordinator(visit: NewVisitor) -> Visitor:
    """Ale's coordinator, who has answered everything alone and handed in."""
    visitor: Visitor = visit()
    visitor.press(answer_everything(visitor), "Lämna in svaren")
    return visitor


@pytest.fixture
def approver(visit: NewVisitor, coordinator: Visitor) -> Visitor:
    """Ale's reader was made godkännare."""
    coordinator.site.change(
        "UPDATE membership SET role = 'kommun_approver' WHERE role = 'kommun_reader' AND municipality_id = "
        "(SELECT id FROM municipality WHERE slug = '1440-ale')"
    )
    return visit(APPROVER)


def test_targets_are_set_shown_and_changed(coordinator: Visitor) -> None:
    page = coordinator.get(coordinator.get(ALE).links["Plan"])
    assert "Nivå nu: Delvis på plats" in page.text
    reply = coordinator.fill(page.form("Spara målen"), {"politiskt.level": "5", "politiskt.year": "2029"})
    assert "Målen är sparade." in reply.text
    assert coordinator.site.rows(STORED_TARGETS) == [("politiskt", 5, 2029)]


def test_a_faulty_target_is_told_and_what_was_typed_stays(coordinator: Visitor) -> None:
    form = coordinator.get(f"{ALE}/mal").form("Spara målen")
    page = coordinator.fill(form, {"politiskt.level": "5", "human.level": "4", "human.year": "om två år"}, 422)
    assert page.title.startswith("Fel:")
    assert page.by_id("human-year").get("value") == "om två år"
    assert "Humankapital Skriv ett årtal från 2026 till 2041" in page.text
    assert "Politiskt kapital Skriv ett årtal" in page.text
    assert page.by_id("human-year").get("aria-invalid") == "true"
    assert page.by_id("human-year").get("aria-describedby") == "human-year-fel"
    assert "aria-invalid" not in page.by_id("human-level").attrib
    assert coordinator.site.rows(STORED_TARGETS) == []


def test_an_action_is_noted_changed_and_kept_when_it_is_faulty(coordinator: Visitor) -> None:
    page = coordinator.get(coordinator.get(coordinator.get(ALE).links["Plan"]).links["Åtgärder"])
    invalid = coordinator.send(page.form("Lägg till"), 422, text="Utbilda chefer", due="i vår", status="planned")
    assert "Välj vilket kapitalslag" in invalid.text
    assert invalid.by_id("due").get("value") == "i vår"
    assert (invalid.by_id("text").text or "").strip() == "Utbilda chefer"
    good = {"capital": "human", "due": SOON.isoformat(), "status": "planned"}
    page = coordinator.send(invalid.form("Lägg till"), 200, **good)
    assert page.table[1][:4] == ["Utbilda chefer", "ej utsedd", SOON_IN_WORDS, "planerad"]
    assert "Åtgärden är sparad." in page.text
    change = coordinator.get(page.links["Ändra: Utbilda chefer"])
    page = coordinator.send(change.form("Spara ändringen"), 200, capital="human", owner="HR", status="done")
    assert page.table[1][1:4:2] == ["HR", "klar"]
    coordinator.get(f"{ALE}/atgarder?andra=999", 404)


def test_an_action_of_a_capital_that_is_asked_about_no_longer_is_shown_changed_and_deleted(
    coordinator: Visitor,
) -> None:
    form = coordinator.get(f"{ALE}/atgarder").form("Lägg till")
    coordinator.fill(form, {"capital": "human", "text": "Utbilda chefer", "status": "planned"})
    coordinator.site.change("UPDATE round SET capital_ids = '[\"politiskt\"]' WHERE closed_at IS NULL")
    page = coordinator.get(f"{ALE}/atgarder")
    assert page.table[1][0] == "Utbilda chefer"
    assert choices(page) == ["", "politiskt"]
    change = coordinator.get(page.links["Ändra: Utbilda chefer"])
    assert choices(change) == ["", "politiskt", "human"]
    done = coordinator.send(change.form("Spara ändringen"), 200, status="done")
    assert done.table[1][3] == "klar"
    other = {"capital": "human", "text": "Anställa", "status": "planned"}
    assert "Välj vilket kapitalslag" in coordinator.post(f"{ALE}/atgarder", other, 422).text
    change = coordinator.get(done.links["Ändra: Utbilda chefer"])
    assert "Åtgärden är borttagen." in coordinator.press(change, "Ta bort åtgärden").text


def choices(page: Page) -> list[str]:
    """The capitals that an action can be of, as the form has them."""
    return [option.get("value", "") for option in page.by_id("capital").iter("option")]


def test_a_new_action_that_is_still_to_be_done_has_a_day_that_comes(coordinator: Visitor) -> None:
    form = coordinator.get(f"{ALE}/atgarder").form("Lägg till")
    past = {"capital": "human", "text": "Utbilda chefer", "due": "30 juni 2024"}
    invalid = coordinator.fill(form, past, 422)
    assert "Dagen har redan varit." in invalid.text
    assert invalid.by_id("due").get("value") == "30 juni 2024"
    done = coordinator.fill(invalid.form("Lägg till"), {"status": "done"})
    assert done.table[1][:4] == ["Utbilda chefer", "ej utsedd", "30 juni 2024", "klar"]


def test_another_s_change_of_an_action_is_not_lost_behind_a_mistake_of_one_s_own(coordinator: Visitor) -> None:
    page = coordinator.get(f"{ALE}/atgarder")
    fields = {"text": "Utbilda chefer", "capital": "human", "status": "planned"}
    page = coordinator.fill(page.form("Lägg till"), fields)
    change = page.links["Ändra: Utbilda chefer"]
    mine = coordinator.get(change).form("Spara ändringen")
    coordinator.fill(coordinator.get(change).form("Spara ändringen"), {"owner": "HR-chefen"})
    mistake = coordinator.fill(mine, {"due": "i vår"}, 422)
    refusal = coordinator.fill(mistake.form("Spara ändringen"), {"due": SOON_IN_WORDS}, 422)
    assert "Någon annan har ändrat åtgärden." in refusal.text
    assert refusal.table[1][1] == "HR-chefen"
    page = coordinator.fill(refusal.form("Spara ändringen"), {"owner": "HR-chefen"})
    assert page.table[1][1:3] == ["HR-chefen", SOON_IN_WORDS]


def test_an_action_keeps_its_decision_outcome_and_questions(coordinator: Visitor) -> None:
    form = coordinator.get(f"{ALE}/atgarder").form("Lägg till")
    fields = {"capital": "human", "text": "Utbilda chefer", "decided": "i våras", "outcome": "Alla är utbildade"}
    invalid = coordinator.fill(form, fields | {"diary": "KS 2026/12"}, 422)
    assert invalid.by_id("decided").get("value") == "i våras"
    assert invalid.by_id("diary").get("value") == "KS 2026/12"
    page = coordinator.fill(invalid.form("Lägg till"), {"decided": "15 mars 2026"})
    assert page.table[1][0] == "Utbilda chefer (beslutad 15 mars 2026, KS 2026/12; Alla är utbildade)"
    report = coordinator.get(f"{ALE}/rapport")
    assert "Utbilda chefer (beslutad 15 mars 2026, KS 2026/12; Alla är utbildade)" in report.text
    change = coordinator.get(page.links["Ändra: Utbilda chefer"])
    assert change.by_id("decided").get("value") == "2026-03-15"


def test_a_target_below_todays_level_needs_a_reason_that_the_report_tells(coordinator: Visitor) -> None:
    page = coordinator.get(f"{ALE}/mal")
    assert "Det här kräver Etablerat" in page.text
    low = {"politiskt.level": "2", "politiskt.year": "2028"}
    invalid = coordinator.fill(page.form("Spara målen"), low, 422)
    assert "Målet ligger under nivån ni är på nu" in invalid.text
    coordinator.fill(invalid.form("Spara målen"), {"politiskt.reason": "Pengarna minskar"})
    assert "(under dagens nivå: Pengarna minskar)" in coordinator.get(f"{ALE}/rapport").text


def test_the_plan_s_pages_say_when_there_is_something_to_plan_from(visit: NewVisitor) -> None:
    for person in (ALINGSAS_COORDINATOR, ALINGSAS_READER):
        for address in ("mal", "atgarder"):
            page = visit(person).get(f"{ALINGSAS}/{address}")
            assert page.heading == "Planen börjar när resultatet finns"
            assert page.links["Se läget"] == ALINGSAS
            assert "när svarstiden är avslutad. Sista dagen att svara är " in page.text
            assert "bestäm när ni ses" in page.text


def test_the_plan_s_pages_say_what_is_true_after_the_last_day_and_for_one_who_answers_alone(visit: NewVisitor) -> None:
    kommun = visit(ALINGSAS_COORDINATOR)
    kommun.site.change("UPDATE round SET closes_on = '2026-01-31' WHERE closed_at IS NULL AND NOT is_trial")
    page = kommun.get(f"{ALINGSAS}/mal")
    assert "Sista dagen att svara var 31 januari 2026. Er samordnare behöver avsluta svarstiden" in page.text
    kommun.site.change("UPDATE assessment SET mode = 'SIMPLE' WHERE answering_closed_at IS NULL")
    alone = kommun.get(f"{ALINGSAS}/mal")
    assert "var 31 januari 2026. Det går att skriva in dem när svaren är inlämnade." in alone.text
    assert "bestäm när ni ses" not in alone.text


def test_a_deleted_action_is_taken_back_on_the_page_that_follows_or_later(coordinator: Visitor) -> None:
    page = coordinator.get(f"{ALE}/atgarder")
    fields = {"text": "Utbilda chefer", "capital": "human", "due": SOON_IN_WORDS, "status": "planned"}
    page = coordinator.fill(page.form("Lägg till"), fields)
    change = page.links["Ändra: Utbilda chefer"]
    page = coordinator.press(coordinator.get(change), "Ta bort åtgärden")
    assert "Åtgärden är borttagen." in page.text
    assert "Inga åtgärder är noterade än." in page.text
    page = coordinator.press(page, "Ångra: Utbilda chefer")
    assert page.table[1][:3] == ["Utbilda chefer", "ej utsedd", SOON_IN_WORDS]
    coordinator.press(coordinator.get(change), "Ta bort åtgärden")
    page = coordinator.get(f"{ALE}/atgarder")
    assert "Borttagna åtgärder (1)" in page.text
    assert coordinator.press(page, "Ta tillbaka: Utbilda chefer").table[1][0] == "Utbilda chefer"


def test_a_result_is_handed_in_approved_opened_and_handed_in_again(coordinator: Visitor, approver: Visitor) -> None:
    waiting = coordinator.press(coordinator.get(HANDING_IN), "Lämna in")
    assert "Version 1 lämnades in" in waiting.text
    assert "väntar på att fastställas" in coordinator.get(f"{ALE}/mal").text
    page = approver.get(HANDING_IN)
    assert "Alla frågor är avgjorda." in page.text
    assert "Enade svar" in approver.get(page.links["Läs version 1"]).text
    invalid = approver.send(page.form("Fastställ och lås"), 422, title="  ")
    assert "Skriv vem som fastställer" in invalid.text
    approval = approver.send(invalid.form("Fastställ och lås"), 200, title="kommunstyrelsen")
    assert "av kommunstyrelsen och är låst" in approval.text
    assert "Fastställd" in coordinator.get(f"{ALE}/rapport").text
    reopening = approver.send(approval.form("Öppna resultatet igen"), 200, reason="Fel underlag")
    assert "öppnades igen" in reopening.text
    coordinator.fill(coordinator.get(f"{ALE}/mal").form("Spara målen"), {"realt.level": "4", "realt.year": "2030"})
    coordinator.press(coordinator.get(HANDING_IN), "Lämna in")
    comparison = coordinator.get(f"{ALE}/versioner/1/2")
    assert comparison.table == [
        ["Kapitalslag", "Version 1", "Version 2"],
        ["Realt kapital", "inget", "Etablerat år 2030"],
    ]


def test_the_coordinator_chooses_whether_the_report_has_the_reasons(coordinator: Visitor) -> None:
    coordinator.site.change("UPDATE agreed_answer SET reason = 'Beslut den 3 juni'")
    assert "Beslut den 3 juni" not in coordinator.get(f"{ALE}/rapport").text
    page = coordinator.press(coordinator.get(HANDING_IN), "Ta med skälen i rapporten")
    report = coordinator.get(f"{ALE}/rapport")
    assert "Bilaga: skälen till de enade svaren" in report.text
    assert "Beslut den 3 juni" in report.text
    coordinator.press(page, "Ta bort skälen ur rapporten")
    assert "Beslut den 3 juni" not in coordinator.get(f"{ALE}/rapport").text


def test_what_the_approver_reads_stays_as_it_was_handed_in(coordinator: Visitor, approver: Visitor) -> None:
    coordinator.site.change("UPDATE agreed_answer SET reason = 'Beslut den 3 juni'")
    page = coordinator.get(HANDING_IN)
    choice = page.form("Ta med skälen i rapporten")
    waiting = coordinator.press(page, "Lämna in")
    assert "Ta med skälen i rapporten" not in [button for form in waiting.forms for button in form.buttons]
    assert "Skälen till de enade svaren är inte med i rapporten." in approver.get(HANDING_IN).text
    refused = coordinator.send(choice, 409)
    assert "Ta tillbaka det först" in refused.text
    assert "Beslut den 3 juni" not in approver.get(f"{ALE}/rapport").text
    coordinator.press(coordinator.get(HANDING_IN), "Ta tillbaka")
    coordinator.press(coordinator.get(HANDING_IN), "Ta med skälen i rapporten")
    assert "Beslut den 3 juni" in coordinator.get(f"{ALE}/rapport").text


def test_answers_are_not_offered_to_be_opened_while_a_version_waits(coordinator: Visitor) -> None:
    coordinator.press(coordinator.get(HANDING_IN), "Lämna in")
    assert "Öppna svaren igen" not in [button for form in coordinator.get(ALE).forms for button in form.buttons]
    coordinator.press(coordinator.get(HANDING_IN), "Ta tillbaka")
    assert "Öppna svaren igen" in [button for form in coordinator.get(ALE).forms for button in form.buttons]


def test_what_is_missing_needs_a_reason(coordinator: Visitor) -> None:
    coordinator.site.change("DELETE FROM agreed_answer WHERE question_id = 'politiskt-langsiktiga-mal'")
    page = coordinator.get(HANDING_IN)
    assert "En fråga är inte avgjord." in page.text
    assert "Politiskt kapital: en fråga" in page.text
    invalid = coordinator.press(page, "Lämna in", 422)
    assert "Skriv skälet" in invalid.text
    assert (
        "Om det som saknas: Avgörs i januari"
        in coordinator.send(invalid.form("Lämna in"), reason="Avgörs i januari").text
    )


def test_an_approver_sends_back_with_what_to_change(coordinator: Visitor, approver: Visitor) -> None:
    coordinator.press(coordinator.get(HANDING_IN), "Lämna in")
    approver.send(approver.get(HANDING_IN).form("Skicka tillbaka"), reason="Sätt mål för realt kapital")
    page = coordinator.get(HANDING_IN)
    assert "Sätt mål för realt kapital" in page.text
    assert coordinator.press(page, "Lämna in").forms


def test_a_version_that_was_taken_back_meanwhile_cannot_be_approved(coordinator: Visitor, approver: Visitor) -> None:
    coordinator.press(coordinator.get(HANDING_IN), "Lämna in")
    old = approver.get(HANDING_IN)
    coordinator.press(coordinator.get(HANDING_IN), "Ta tillbaka")
    refusal = approver.send(old.form("Fastställ och lås"), 409, title="KS")
    assert "väntar inte längre på att fastställas" in refusal.text


def test_targets_that_are_locked_are_read_as_a_table(visit: NewVisitor) -> None:
    ale = visit(ALE_READER)
    page = ale.get(f"{ALE.replace('2026', '2025')}/mal")
    assert "fastställt och låst" in page.text
    assert "Välj vilken nivå" not in page.text
    targets = {row[0]: row[2:] for row in page.table[1:]}
    assert targets["Dynamiskt kapital"] == ["Delvis på plats", "2027"]
    assert targets["Realt kapital"] == ["inget mål", "–"]


def test_readers_read_and_people_elsewhere_find_nothing(visit: NewVisitor, coordinator: Visitor) -> None:
    reader, outsider = visit(ALE_READER), visit(ALINGSAS_COORDINATOR)
    for path in ("mal", "atgarder", "lamna-in-resultat"):
        page = reader.get(f"{ALE}/{path}")
        assert {button for form in page.forms for button in form.buttons} <= {"Logga ut"}
        outsider.get(f"{ALE}/{path}", 404)
    reader.post(f"{ALE}/lamna-in-resultat", {}, 409)
    reader.get(f"{ALE}/versioner/1", 404)


def test_before_there_is_a_result_the_pages_say_when_they_come(visit: NewVisitor) -> None:
    visitor = visit(ALINGSAS_COORDINATOR)
    for path in ("mal", "atgarder"):
        page = visitor.get(f"{ALINGSAS}/{path}")
        assert "Det går att skriva in dem när svarstiden är avslutad." in page.text
        assert not [form for form in page.forms if form.action.startswith(f"{ALINGSAS}/{path}")]
    assert "Svarstiden är inte avslutad" in visitor.get(f"{ALINGSAS}/lamna-in-resultat", 403).text


def test_the_protocol_of_a_meeting_is_for_the_kommun_only(visit: NewVisitor) -> None:
    visitor = visit(ALINGSAS_COORDINATOR)
    last_year = ALINGSAS.replace("2026", "2025")
    answer = visitor.fetch("GET", f"{last_year}/protokoll.pdf")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-1.7")
    assert "börjar när svarstiden är avslutad" in visitor.get(f"{ALINGSAS}/protokoll.pdf", 409).text
    visit(ALE_COORDINATOR).get(f"{last_year}/protokoll.pdf", 404)
    visit(REGION_COORDINATOR).get(f"{last_year}/protokoll.pdf", 403)

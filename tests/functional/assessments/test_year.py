"""The year as its people are led through it: one thing to do next, and whom the kommun waits for."""

from tests.functional.support.journeys import begin_for_ale
from tests.functional.support.pages import Page, question_ids, text_of
from tests.functional.support.people import (
    ALE,
    ALE_COORDINATOR,
    ALINGSAS_COORDINATOR,
    ALINGSAS_RESPONDENT,
    HARRYDA,
    HARRYDA_COORDINATOR,
    HARRYDA_READER,
    REGION_COORDINATOR,
    ROUND,
    Person,
)
from tests.functional.support.visitor import NewVisitor

CHOICE = f"{ALE}/hur-ni-svarar"
KUNGSBACKA = f"{ROUND}/1384-kungsbacka"
KUNGSBACKA_COORDINATOR = Person("Kungsbacka", "kommunens samordnare")
KUNGSBACKA_APPROVER = Person("Kungsbacka", "godkännare i kommunen")


def steps(page: Page) -> dict[str, str]:
    """Name of each step -> its state."""
    return {
        text_of(next(item.iter("h3"))): text_of(
            next(part for part in item if part.get("class", "").startswith("state-tag"))
        )
        for item in page.by_class("steps-list")[0]
    }


def current(page: Page) -> list[str]:
    (tabs,) = page.by_class("local-tabs")
    return [text_of(link) for link in tabs.iter("a") if link.get("aria-current") == "page"]


def tab_names(page: Page) -> list[str]:
    """Of the tabs themselves, without the place and the year before them."""
    (tabs,) = page.by_class("local-tabs")
    return [text_of(link) for part in tabs if part.tag == "ul" for link in part.iter("a")]


def next_step(page: Page) -> str:
    return next(
        text_of(next(item.iter("h3"))) for item in page.by_class("steps-list")[0] if item.get("aria-current") == "step"
    )


def test_the_start_page_says_what_waits_with_one_button_and_the_year_s_page_the_same(visit: NewVisitor) -> None:
    coordinator = visit(KUNGSBACKA_COORDINATOR)
    start = coordinator.get("/")
    assert start.links["Öppna mötet: Kungsbacka 2026"] == f"{KUNGSBACKA}/moten"
    home = coordinator.get(KUNGSBACKA)
    assert "Läget: svarstiden avslutad." in home.text
    assert next_step(home) == "Enas vid ett gemensamt möte"
    assert home.links["Öppna mötet"] == f"{KUNGSBACKA}/moten"
    assert steps(home)["Svara på frågorna"] == "Klar"
    assert steps(home)["Granska och fastställ"] == "Kommer"


def test_a_respondent_starts_with_the_questions_and_sees_no_steps(visit: NewVisitor) -> None:
    start = visit(ALINGSAS_RESPONDENT).get("/")
    assert start.links["Svara på frågorna: Alingsås 2026"].endswith("/1489-alingsas/svara")
    assert not start.by_class("steps-list")
    assert "Du har ingen självskattning" not in start.text


def test_who_waits_for_approval_is_told_whom_for_and_the_approver_what_to_do(visit: NewVisitor) -> None:
    coordinator = visit(KUNGSBACKA_COORDINATOR)
    page = coordinator.get(f"{KUNGSBACKA}/lamna-in-resultat")
    coordinator.send(page.form("Lämna in"), reason="Mötet är i januari.")
    home = coordinator.get(KUNGSBACKA)
    assert "Läget: inlämnat." in home.text
    assert "Väntar på" in home.text
    assert steps(home)["Granska och fastställ"] == "Väntar"
    assert steps(home)["Lämna in"] == "Klar"
    assert "inlämnat" in text_of(coordinator.get("/").by_class("cards")[0])
    approver = visit(KUNGSBACKA_APPROVER)
    task = approver.get("/").links["Granska och fastställ: Kungsbacka 2026"]
    waiting = approver.get(task)
    approver.send(waiting.form("Skicka tillbaka"), reason="Räkna om.")
    returned = coordinator.get(KUNGSBACKA)
    assert "Läget: tillbakaskickat." in returned.text
    assert "Räkna om." in returned.text
    assert next_step(returned) == "Lämna in"


def test_a_reader_of_an_approved_year_is_led_to_the_result(visit: NewVisitor) -> None:
    home = visit(HARRYDA_READER).get(HARRYDA)
    assert "Läget: fastställt." in home.text
    assert home.links["Se resultatet"] == f"{HARRYDA}/resultat"
    assert "Avsluta svarstiden" not in home.links


def test_the_tabs_are_those_that_open_and_say_where_one_is(visit: NewVisitor) -> None:
    coordinator = visit(HARRYDA_COORDINATOR)
    page = coordinator.get(f"{HARRYDA}/atgarder")
    (tabs,) = page.by_class("local-tabs")
    names = tab_names(page)
    assert current(coordinator.get(f"{HARRYDA}/lamna-in-resultat")) == ["Läget"]
    assert names == ["Läget", "Svarande", "Möte", "Resultat", "Stöd", "Plan", "Rapport", "Delning"]
    assert [text_of(link) for link in tabs.iter("a") if link.get("aria-current") == "page"] == ["Plan"]
    for link in tabs.iter("a"):
        coordinator.get(link.get("href", ""))
    assert tab_names(visit(ALINGSAS_COORDINATOR).get(f"{ROUND}/1489-alingsas")) == ["Läget", "Svarande"]
    assert tab_names(visit(REGION_COORDINATOR).get(f"{HARRYDA}/resultat")) == ["Resultat", "Stöd", "Rapport"]


def test_how_to_answer_can_be_chosen_again_until_there_is_an_answer(visit: NewVisitor) -> None:
    coordinator = visit(ALE_COORDINATOR)
    coordinator.press(coordinator.get(CHOICE), "Svara för kommunen")
    choice = coordinator.press(coordinator.get(CHOICE), "Välj om")
    assert "Svara för kommunen" in choice.text
    assert next_step(coordinator.get(ALE)) == "Välj hur ni svarar"
    coordinator.send(choice.form("Svara som en av flera"), roll="strateg")
    assert "Flera svarar var för sig." in coordinator.get(CHOICE).text


def test_how_to_answer_stays_once_there_is_an_answer(visit: NewVisitor) -> None:
    coordinator = visit()
    begin_for_ale(coordinator)
    coordinator.answer(f"{ALE}/svara/politiskt", "politiskt-langsiktiga-mal", "3")
    refusal = coordinator.post(f"{ALE}/valj-om", status=409)
    assert "Det finns redan sparade svar." in refusal.text
    assert "En svarar för hela kommunen." in coordinator.get(CHOICE).text


def test_a_kommun_goes_on_after_its_round_is_closed(visit: NewVisitor) -> None:
    """What is left to agree on and to hand in stays on the start page until the result is approved."""
    coordinator = visit(KUNGSBACKA_COORDINATOR)
    coordinator.site.change("UPDATE round SET closed_at = '2026-12-01 10:00:00' WHERE closed_at IS NULL")
    assert coordinator.get("/").links["Öppna mötet: Kungsbacka 2026"] == f"{KUNGSBACKA}/moten"


def test_what_one_person_saved_is_handed_in_after_the_round_is_closed(visit: NewVisitor) -> None:
    coordinator = visit()
    begin_for_ale(coordinator)
    coordinator.answer(f"{ALE}/svara/politiskt", "politiskt-langsiktiga-mal", "3")
    coordinator.site.change("UPDATE round SET closed_at = '2026-12-01 10:00:00' WHERE closed_at IS NULL")
    home = coordinator.get(ALE)
    assert home.links["Läs igenom och lämna in"] == f"{ALE}/svara"
    assert "Det ni har sparat blir kommunens svar när ni lämnar in." in home.text
    assert coordinator.get("/").links["Läs igenom och lämna in: Ale 2026"] == f"{ALE}/svara"


def choices(page: Page, number: int = -1) -> dict[str, str]:
    """What a switch of the second row leads to: the last one is the year's."""
    return {text_of(link): link.get("href", "") for link in page.by_class("switch")[number].iter("a")}


def test_the_latest_profile_stands_beside_the_steps_and_on_start(visit: NewVisitor) -> None:
    """Last year's until there is one of this year."""
    coordinator = visit(ALINGSAS_COORDINATOR)
    for page in (coordinator.get("/"), coordinator.get(f"{ROUND}/1489-alingsas")):
        assert "Profilen 2025" in page.text
        assert page.links["Se resultatet 2025"] == "/gr/omstallningsformaga/2025/1489-alingsas/resultat"
    assert "Profilen 2026" in visit(HARRYDA_READER).get(HARRYDA).text
    assert "Profilen" not in visit(ALINGSAS_RESPONDENT).get("/").text
    assert "Profilen" not in visit(REGION_COORDINATOR).get("/").text


def test_the_year_is_changed_where_one_is_and_keeps_the_page_that_is_open_there(visit: NewVisitor) -> None:
    coordinator = visit(ALINGSAS_COORDINATOR)
    years = choices(coordinator.get("/gr/omstallningsformaga/2025/1489-alingsas/resultat"))
    assert years["2024"] == "/gr/omstallningsformaga/2024/1489-alingsas/resultat"
    assert years["2026"] == f"{ROUND}/1489-alingsas"
    assert coordinator.get(years["2024"]).heading
    region = choices(visit(REGION_COORDINATOR).get(f"{ROUND}/oversikt"))
    assert region["2025"] == "/gr/omstallningsformaga/2025/oversikt"


def test_the_place_is_changed_by_those_who_have_several(visit: NewVisitor) -> None:
    coordinator = visit(ALINGSAS_COORDINATOR)
    assert len(coordinator.get(f"{ROUND}/1489-alingsas").by_class("switch")) == 1
    coordinator.site.change(
        "INSERT INTO membership (person_id, role, region_id, municipality_id, since) "
        "SELECT person_id, 'kommun_reader', membership.region_id, "
        "(SELECT id FROM municipality WHERE slug = '1401-harryda'), membership.since FROM membership "
        "JOIN municipality ON municipality.id = municipality_id "
        "WHERE slug = '1489-alingsas' AND role = 'kommun_coordinator'"
    )
    places = choices(coordinator.get(f"{ROUND}/1489-alingsas"), 0)
    assert places == {"Alingsås": "/gr/kommuner/1489-alingsas", "Härryda": HARRYDA}
    assert choices(coordinator.get(HARRYDA), 0)["Alingsås"] == f"{ROUND}/1489-alingsas"


def test_somebody_from_outside_the_kommun_is_led_to_none_of_its_years(visit: NewVisitor) -> None:
    assert visit(REGION_COORDINATOR).get(f"{HARRYDA}/resultat").by_class("switch") == []


def test_how_a_kommun_answers_is_changed_by_a_stated_act_when_there_are_answers(visit: NewVisitor) -> None:
    coordinator = visit()
    page = begin_for_ale(coordinator)
    coordinator.fill(page.forms[-1], {f"{question_ids(page)[0]}.choice": "3"})
    page = coordinator.get(CHOICE)
    assert "Det som är sparat för kommunen blir dina egna svar." in page.text
    invite = coordinator.send(page.form("Byt till flera svarande"), 200, roll="strateg")
    assert invite.address.endswith("/svarande/bjud-in")
    assert "1 av" in coordinator.get(f"{ALE}/svara").text
    back = coordinator.press(coordinator.get(CHOICE), "Byt till att svara ensam")
    assert back.address == f"{ALE}/svara"
    assert "för hela kommunen" in back.text
    many = visit(ALINGSAS_COORDINATOR).get(f"{ROUND}/1489-alingsas/hur-ni-svarar")
    assert "Därför går det inte att byta längre." in many.text
    assert not [form for form in many.forms if "byt-till" in form.action]

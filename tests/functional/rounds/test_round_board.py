"""A round that goes on: the region follows it, reminds, takes kommuner in and out, and closes it; others cannot."""

from datetime import UTC, datetime, timedelta

import pytest

from app.rounds.kernel.days import day_of
from tests.functional.support.journeys import answer_everything
from tests.functional.support.pages import Page, text_of
from tests.functional.support.people import (
    ALE,
    ALE_COORDINATOR,
    OTHER_REGION_COORDINATOR,
    REGION_COORDINATOR,
    REGION_READER,
    ROUND,
    Person,
)
from tests.functional.support.rounds import NEW, PLAN, TRIAL, TRIED, day, letters, plan_trial, rows_of, unticked
from tests.functional.support.visitor import NewVisitor


def test_the_board_shows_how_far_each_kommun_has_come(visit: NewVisitor) -> None:
    board = visit(REGION_READER).get(ROUND)
    assert "11 av 13 kommuner har börjat." in board.text
    rows = rows_of(board)
    assert rows["Göteborg"][:6] == ["fastställt", "24", "24", "22", "95\u00a0%".replace("\u00a0", " "), "94 %"]
    assert rows["Ale"][:6] == ["inte påbörjad", "0", "nej", "0", "–", "0 %"]
    assert rows["Alingsås"][0] == "svar pågår"


def test_of_a_kommun_with_few_people_the_board_tells_no_more_than_who_is_done(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    board = region.get(ROUND)
    assert rows_of(board)["Lilla Edet"][1:5] == ["2", "ja", "2", "–"]
    assert rows_of(board)["Tjörn"][1:5] == ["1", "ja", "1", "–"]
    assert "Där färre än 5 är tillfrågade visas inte hur mycket som är besvarat." in board.text


def test_the_progress_of_one_who_answers_for_all_is_not_shown_while_it_goes_on(visit: NewVisitor) -> None:
    visitor, region = visit(), visit(REGION_COORDINATOR)
    answer_everything(visitor)
    row = rows_of(region.get(ROUND))["Ale"]
    assert row[:6] == ["svar pågår", "1", "ja", "0", "–", "0 %"]
    visitor.press(visitor.get(f"{ALE}/svara/sammanfattning"), "Lämna in svaren")
    assert rows_of(region.get(ROUND))["Ale"][:6] == ["klart att lämna in", "1", "ja", "1", "–", "100 %"]


def test_the_board_is_sorted_by_links_that_say_how(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)

    def sorted_by(page: Page) -> list[str]:
        return [cell.get("aria-sort", "") for cell in page.tree.iter("th") if cell.get("aria-sort")]

    board = region.get(ROUND)
    assert sorted_by(board) == ["ascending", "none"]
    falling = region.get(board.links["Kommun, sortera fallande"])
    assert [row[0] for row in falling.table[1:3]] == ["Öckerö", "Tjörn"]
    assert sorted_by(falling) == ["descending", "none"]
    board_by_stage = region.get(board.links["Läge, sortera stigande"])
    assert [row[0] for row in board_by_stage.table[1:4]] == ["Ale", "Öckerö", "Alingsås"]
    assert sorted_by(board_by_stage) == ["none", "ascending"]
    again = region.get(board_by_stage.links["Läge, sortera fallande"])
    assert [row[0] for row in again.table[1:3]] == ["Göteborg", "Härryda"]
    for odd in ("?sortera=niva", "?sortera=lage&ordning=x", "?sortera=%00&ordning=" + "a" * 500):
        assert len(region.get(f"{ROUND}{odd}").table) == 14


def test_a_round_whose_last_day_has_passed_says_what_to_do_and_takes_answers_still(visit: NewVisitor) -> None:
    region, coordinator = visit(REGION_COORDINATOR), visit()
    region.site.change("UPDATE round SET closes_on = ? WHERE closed_at IS NULL", day(-1))
    board = region.get(ROUND)
    assert "Sista dagen har passerat. 7 kommuner är inte klara. Förläng eller stäng." in board.text
    assert "Sista dagen har passerat" not in visit(REGION_READER).get(ROUND).text
    answer_everything(coordinator)


def test_closing_shows_results_and_lets_one_who_answers_alone_hand_in_afterwards(visit: NewVisitor) -> None:
    coordinator, region = visit(), visit(REGION_COORDINATOR)
    answer_everything(coordinator, 4)
    close = region.get(f"{ROUND}/stang")
    headings = [text_of(element) for element in close.tree.iter("h2")]
    assert headings == ["Svarstiden avslutas", "Inte inlämnat", "Får inget resultat"]
    lists = [[text_of(item) for item in element.iter("li")] for element in close.tree.iter("ul")]
    assert [element for element in lists if len(element) == 1] == [["Alingsås"], ["Ale"], ["Öckerö"]]
    region.press(close, "Ja, stäng omgången")
    assert "Omgången är stängd." in coordinator.get(f"{ALE}/svara/politiskt").text
    summary = coordinator.get(f"{ALE}/svara/sammanfattning")
    assert "blir era svar när ni lämnar in" in summary.text
    receipt = coordinator.press(summary, "Lämna in svaren")
    assert coordinator.get(receipt.links["Se resultatet"]).heading == "Ale 2026"
    home = coordinator.get(ALE)
    assert "Öppna svaren igen" not in [button for form in home.forms for button in form.buttons]


def test_kommuner_come_and_go_while_nobody_there_has_begun(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    page = region.get(f"{TRIAL}/kommuner")
    assert {row[0]: row[2] for row in page.table[1:]} == {
        "Kungälv": "Ta bort Kungälv",
        "Lerum": "går inte",
        "Tjörn": "Ta bort Tjörn",
    }
    before = letters(region)
    kommuner = region.post(f"{TRIAL}/kommuner", {"kommun.1440-ale": "ja", "kommun.0180-stockholm": "ja"})
    assert [row[0] for row in kommuner.table[1:]] == ["Ale", "Kungälv", "Lerum", "Tjörn"]
    assert letters(region) - before == 1
    rest = region.press(region.get(kommuner.links["Ta bort Kungälv"]), "Ja, ta bort Kungälv")
    assert [row[0] for row in rest.table[1:]] == ["Ale", "Lerum", "Tjörn"]
    nothing = region.press(rest, "Lägg till", 409)
    assert "Välj minst en kommun att lägga till." in nothing.text
    region.get(f"{TRIAL}/kommuner/1441-lerum/ta-bort", 403)
    refusal = region.post(f"{TRIAL}/kommuner/1441-lerum/ta-bort", status=409)
    assert "Någon i Lerum har börjat svara." in refusal.text
    region.get(f"{TRIAL}/kommuner/1480-goteborg/ta-bort", 404)


def test_a_kommun_that_has_stated_its_meeting_stays_in_the_round_and_the_region_is_told_why(visit: NewVisitor) -> None:
    region, coordinator = visit(REGION_COORDINATOR), visit(ALE_COORDINATOR)
    region.post(f"{TRIAL}/kommuner", {"kommun.1440-ale": "ja"})
    assert "Ta bort Ale" in region.get(f"{TRIAL}/kommuner").links
    form = coordinator.get(f"{TRIAL}/1440-ale/motestid").form("Spara mötestiden")
    coordinator.send(form, day=day(20), time="13.00")
    kommuner = region.get(f"{TRIAL}/kommuner")
    assert {row[0]: row[2] for row in kommuner.table[1:]}["Ale"] == "går inte"
    region.get(f"{TRIAL}/kommuner/1440-ale/ta-bort", 403)
    refusal = region.post(f"{TRIAL}/kommuner/1440-ale/ta-bort", status=409)
    assert "Ale har redan gjort något i omgången" in refusal.text
    assert "Låt kommunen vara kvar. Den behöver inte svara." in refusal.text


def test_questions_lie_fast_when_somebody_has_begun(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    assert "Någon har redan börjat svara." in region.get(f"{TRIAL}/andra", 403).text
    assert "Ändra frågorna" not in region.get(TRIAL).links
    round_page = region.press(region.get(f"{plan_trial(region).address}/oppna"), "Ja, öppna omgången")
    form = region.get(round_page.links["Ändra frågorna"]).form("Spara")
    reply = region.post(form.action, unticked(form, "kapital.realt") | {"form": "kort"})
    assert "kort" in reply.text
    nothing = {name: value for name, value in form.values.items() if not name.startswith("kapital.")}
    assert "Välj minst ett kapitalslag." in region.post(form.action, nothing, 422).text


def test_kommuner_are_reminded_after_their_letters_have_been_read(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    choose = region.get(region.get(ROUND).links["Påminn kommuner"])
    form = choose.form("Läs mejlet")
    assert len(form.values) == 7
    preview = region.checked(region.fetch("GET", f"{form.action}?kommun.1440-ale=ja&kommun.1489-alingsas=ja"), 200)
    assert "2 mejl till 2 kommuner." in preview.text
    assert "Ale är inte klar med Omställningsförmåga 2026. Läget nu: ingen har svarat än." in preview.text
    assert "Läget nu: 9 av 14 tillfrågade är klara." in preview.text
    before = letters(region, "paminnelse-kommun")
    reply = region.press(preview, "Skicka")
    assert "Påminnelserna är på väg." in reply.text
    assert [row[0] for row in reply.table[1:]] == ["Ale", "Alingsås"]
    assert letters(region, "paminnelse-kommun") - before == 2
    again = region.press(preview, "Skicka")
    assert "Inget mejl skickades." in again.text
    warning = region.checked(region.fetch("GET", f"{form.action}?kommun.1440-ale=ja"), 200)
    assert "Ale har redan fått en påminnelse i dag." in warning.text
    assert region.send(warning.form("Skicka"), 200, igen="ja").text.count("Inget mejl skickades.") == 1
    region.site.change(
        "UPDATE mail SET created_at = datetime(created_at, '-11 minutes') WHERE kind = 'paminnelse-kommun'"
    )
    answers = ["Inget mejl skickades.", "Påminnelserna är på väg."]
    if day_of(datetime.now(UTC) - timedelta(minutes=11)).isoformat() != day(0):
        # Just after midnight in Sweden they were written to yesterday: the first goes out, and stops the second.
        answers.reverse()
    assert answers[0] in region.send(warning.form("Skicka")).text
    assert answers[1] in region.send(warning.form("Skicka"), 200, igen="ja").text
    assert letters(region, "paminnelse-kommun") - before == 3


def test_choosing_nobody_to_remind_is_told(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    for page in (
        region.checked(region.fetch("GET", f"{ROUND}/paminn/mejl"), 422),
        region.checked(region.fetch("GET", f"{ROUND}/paminn/mejl?kommun.1480-goteborg=ja"), 422),
        region.post(f"{ROUND}/paminn", {}, 422),
    ):
        assert "Välj minst en kommun att påminna." in page.text


def test_a_kommun_without_a_coordinator_is_pointed_out_with_the_way_to_mend_it(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    region.site.change(
        "UPDATE membership SET ended_at = '2026-01-01 00:00:00' WHERE role = 'kommun_coordinator' AND municipality_id = "
        "(SELECT id FROM municipality WHERE slug = '1440-ale')"
    )
    board = plan_trial(region)
    people = "/gr/kommuner/1440-ale/personer"
    assert board.links["saknar samordnare, Ale"] == people
    assert region.get(f"{TRIED}/oppna").links["Ale"] == people
    region.press(region.get(f"{TRIED}/oppna"), "Ja, öppna omgången")
    assert region.get(f"{TRIED}/paminn").links["Ale"] == people
    region.site.change("UPDATE membership SET ended_at = NULL")
    before = letters(region)
    reply = region.press(region.get(TRIED), "Skicka mejlet")
    assert letters(region) - before == 1
    assert "Skicka mejlet" not in [button for form in reply.forms for button in form.buttons]


PAGES = (
    "oppna",
    "forlang",
    "stang",
    "kommuner",
    "kommuner/1482-kungalv/ta-bort",
    "paminn",
    "paminn/mejl",
    "ta-bort",
    "andra",
)
POSTS = (
    "oppna",
    "bjud-in",
    "forlang",
    "stang",
    "kommuner",
    "kommuner/1482-kungalv/ta-bort",
    "paminn",
    "ta-bort",
    "andra",
)


def test_a_reader_of_the_region_looks_and_touches_nothing(visit: NewVisitor) -> None:
    reader = visit(REGION_READER)
    before = [reader.site.rows(f"SELECT * FROM {table}") for table in ("round", "assessment", "audit_line")]
    assert "Ändra omgången" not in reader.get(TRIAL).text
    assert "Planera en omgång" not in reader.get("/gr").links
    for address in (NEW, PLAN, *(f"{TRIAL}/{page}" for page in PAGES)):
        assert "Din roll ger inte rätt" in reader.get(address, 403).text
    for address in (PLAN, *(f"{TRIAL}/{page}" for page in POSTS)):
        reader.post(address, {"slag": "prov"}, 409)
    assert [reader.site.rows(f"SELECT * FROM {table}") for table in ("round", "assessment", "audit_line")] == before


@pytest.mark.parametrize("person", [OTHER_REGION_COORDINATOR, ALE_COORDINATOR], ids=["other region", "kommun"])
def test_an_outsider_cannot_tell_a_round_from_one_that_does_not_exist(visit: NewVisitor, person: Person) -> None:
    visitor = visit(person)
    before = [visitor.site.rows(f"SELECT * FROM {table}") for table in ("round", "assessment", "audit_line", "mail")]
    nowhere = TRIAL.replace("2026", "2023")
    for method, pages in (("GET", PAGES), ("POST", POSTS)):
        fields = {"slag": "prov", "stanger": day(90), "kommun.1440-ale": "ja"} if method == "POST" else None
        for page in pages:
            refusal, missing = (visitor.fetch(method, f"{way}/{page}", fields) for way in (TRIAL, nowhere))
            assert (refusal.status_code, refusal.text) == (missing.status_code, missing.text) == (404, missing.text), (
                page
            )
        for address in (NEW, PLAN):
            if method == "GET" or address == PLAN:
                there, elsewhere = (
                    visitor.fetch(method, way, fields) for way in (address, address.replace("gr", "xy", 1))
                )
                assert (there.status_code, there.text) == (elsewhere.status_code, elsewhere.text), address
                assert there.status_code == 404
    after = [visitor.site.rows(f"SELECT * FROM {table}") for table in ("round", "assessment", "audit_line", "mail")]
    assert after == before


def test_the_tabs_of_a_round_lead_to_its_pages_and_say_where_one_is(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    (tabs,) = region.get(f"{ROUND}/oversikt").by_class("local-tabs")
    names = [text_of(link) for part in tabs if part.tag == "ul" for link in part.iter("a")]
    assert names == ["Läget", "Kommuner", "Översikt", "Rapport", "Alla rapporter", "Filer"]
    assert text_of(next(tabs.iter("a"))) == "Göteborgsregionen"
    assert [text_of(link) for link in tabs.iter("a") if link.get("aria-current") == "page"] == ["Översikt"]
    for link in tabs.iter("a"):
        region.get(link.get("href", ""))

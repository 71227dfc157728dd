"""A region's coordinator plans a round, changes the plan, opens it and closes it, all without JavaScript."""

from datetime import UTC, datetime

from app.assessment.questionnaires.questionnaire import Form
from app.assessment.questionnaires.reader import load
from app.config import PROJECT
from app.rounds.progress.round_advice import size_of
from tests.functional.support.pages import Page, text_of
from tests.functional.support.people import (
    ALE_COORDINATOR,
    REGION_COORDINATOR,
    ROUND,
    Person,
)
from tests.functional.support.rounds import LERUM, PLAN, TRIAL, TRIED, day, letters, plan_trial, rows_of, unticked
from tests.functional.support.visitor import NewVisitor


def test_a_round_is_planned_opened_and_closed_from_the_regions_page(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    choose = region.get(region.get("/gr").links["Planera en omgång"])
    edition = load(PROJECT / "questionnaires" / "omstallningsformaga" / "2025.yaml")
    short, long = size_of(edition, Form.SHORT), size_of(edition, Form.LONG)
    sizes = {
        "Kort": f"{short.questions} frågor, ungefär {short.minutes} minuter.",
        "Långt": f"{long.questions} frågor, ungefär {long.minutes} minuter.",
    }
    assert " ".join(f"{name}: {size}" for name, size in sizes.items()) in choose.text
    begin = region.get(choose.links["Planera en provomgång med Omställningsförmåga 2025"])
    form = begin.form("Planera")
    assert form.values["form"] == "kort"
    values = [element.get("value") for element in begin.tree.iter("input") if element.get("name") == "form"]
    assert values == ["kort", "lang"]
    for minutes in (short.minutes, long.minutes):
        assert f"ungefär {minutes} minuter" in text_of(begin.by_id("form"))
    assert [name for name in form.values if name.startswith("kommun.")][:2] == [
        "kommun.1440-ale",
        "kommun.1489-alingsas",
    ]
    fields = unticked(form, "kommun.1480-goteborg", "kapital.politiskt")
    board = region.post(form.action, fields | {"slag": "prov", "form": "kort", "oppnar": day(0), "stanger": day(30)})
    assert board.address == TRIED
    assert "Provomgång." in board.text
    assert "planerad" in board.text
    assert len(rows_of(board)) == 12
    assert "Finansiellt kapital bygger på politiskt kapital, som omgången inte frågar om." in board.text
    assert "Ingen kan svara förrän omgången är öppnad." in board.text
    before = letters(region)
    confirm = region.get(board.links["Öppna omgången"])
    assert "12 kommuner kan då börja svara. 12 mejl går till samordnarna." in confirm.text
    reply = region.press(confirm, "Ja, öppna omgången")
    assert "öppen" in reply.text
    assert letters(region) - before == 12
    region.send(confirm.form("Ja, öppna omgången"))
    assert letters(region) - before == 12
    longer = region.send(region.get(reply.links["Förläng tiden"]).form("Spara"), stanger=day(60))
    assert longer.address == TRIED
    close = region.get(longer.links["Stäng omgången"])
    assert "Det går inte att ångra" in close.text
    assert "12 av 12 kommuner är inte klara." in close.text
    end = region.press(close, "Ja, stäng omgången")
    assert "stängd" in end.text
    assert set(end.links) & {"Stäng omgången", "Förläng tiden", "Påminn kommuner"} == set()
    assert {row[0] for row in rows_of(end).values()} == {"inget resultat"}


def test_a_form_that_is_wrong_is_told_field_by_field_keeps_what_was_typed_and_plans_nothing(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    form = region.get(PLAN).form("Planera")
    kommuner = [name for name in form.values if name.startswith("kommun.")]
    fields = unticked(form, *kommuner) | {"slag": "prov", "oppnar": "nästa måndag", "stanger": day(-1)}
    page = region.post(form.action, fields, 422)
    assert page.title.startswith("Fel: ")
    summary = [text_of(item) for item in page.by_id("fel").iter("li")]
    assert len(summary) == 3
    assert summary[0].startswith("Skriv första dagen som år, månad och dag, till exempel 20")
    assert summary[1:] == [
        "Sista dagen har passerat. Välj i dag eller en senare dag.",
        "Välj minst en kommun.",
    ]
    values = page.form("Planera").values
    assert (values["slag"], values["oppnar"], values["stanger"]) == ("prov", "nästa måndag", day(-1))
    assert "kommun.1440-ale" not in values
    assert page.by_id("oppnar").get("type") == "text"
    assert page.by_id("stanger").get("type") == "date"
    assert page.by_id("oppnar").get("aria-describedby") == "oppnar-tips oppnar-fel"
    region.get(TRIED, 404)


def test_an_empty_form_is_told_everything(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    page = region.post(PLAN, {}, 422)
    assert len(list(page.by_id("fel").iter("li"))) == 6


def test_a_second_round_with_the_same_questionnaire_is_refused_with_the_way_to_the_first(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    form = region.get(PLAN).form("Planera")
    page = region.send(form, 422, slag="riktig", oppnar=day(0), stanger=day(30))
    assert "Det finns redan en omgång med det här formuläret, och varje formulär har en." in page.text
    assert page.links["Göteborgsregionen 2025"] == "/gr/omstallningsformaga/2025"


def test_a_questionnaire_that_has_its_round_is_offered_for_a_trial_alone(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    choose = region.get("/gr/omgangar/ny")
    assert "Planera Omställningsförmåga 2026" not in choose.links
    form = region.get(choose.links["Planera en provomgång med Omställningsförmåga 2025"]).form("Planera")
    assert form.values["slag"] == "prov"
    region.send(form, oppnar=day(0), stanger=day(30))
    assert "Planera en provomgång med Omställningsförmåga 2025" not in region.get("/gr/omgangar/ny").links


def test_sending_the_plan_twice_makes_one_round(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    assert plan_trial(region).address == TRIED
    assert plan_trial(region).address == TRIED
    assert region.site.rows("SELECT count(*) FROM round WHERE is_trial") == [(2,)]


def test_a_plan_is_changed_and_taken_away(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    board = plan_trial(region)
    form = region.get(board.links["Ändra planen"]).form("Spara")
    assert (form.values["slag"], form.values["stanger"]) == ("prov", day(30))
    reply = region.post(form.action, unticked(form, "kommun.1440-ale") | {"stanger": day(40)})
    assert "Ale" not in rows_of(reply)
    invalid = region.send(region.get(board.links["Ändra planen"]).form("Spara"), 422, stanger="")
    assert "Skriv sista dagen" in invalid.text
    start = region.press(region.get(reply.links["Ta bort provomgången"]), "Ja, ta bort provomgången")
    assert start.address == "/gr"
    assert "Provomgången är borttagen." in start.text
    region.get(TRIED, 404)


def test_dates_can_be_typed_in_words(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    year = datetime.now(UTC).year + 1
    form = region.get(PLAN).form("Planera")
    board = region.send(form, slag="prov", oppnar=f"1 mars {year}", stanger=f"{year}-4-1")
    assert f"1\u00a0mars\u00a0{year} – 1\u00a0april\u00a0{year}" in board.response.text
    assert "Den öppnar inte av sig själv." in board.text


def test_a_kommun_sees_a_planned_round_but_can_only_wait(visit: NewVisitor) -> None:
    plan_trial(visit(REGION_COORDINATOR))
    coordinator = visit(ALE_COORDINATOR)
    home = coordinator.get(f"{TRIED}/1440-ale")
    assert "Läget: planerad." in home.text
    assert "Omgången har inte öppnat än." in home.text
    assert [button for form in home.forms for button in form.buttons] == ["Logga ut"]
    coordinator.post(f"{TRIED}/1440-ale/svara-ensam", status=409)


def is_marked(page: Page) -> bool:
    """Whether the page says above all else that it belongs to a trial."""
    return any("Provomgång." in text_of(mark) for mark in page.by_class("mark"))


def test_every_page_of_a_trial_is_marked_and_no_page_of_a_real_round_is(visit: NewVisitor) -> None:
    region, lerum = visit(REGION_COORDINATOR), visit(Person("Lerum", "kommunens samordnare"))
    pages = [
        *(region.get(f"{TRIAL}{rest}") for rest in ("", "/paminn", "/forlang", "/stang", "/kommuner", "/ta-bort")),
        *(lerum.get(f"{LERUM}{rest}") for rest in ("", "/avsluta", "/resultat")),
        lerum.get(f"{LERUM}/svara/politiskt", 404),
    ]
    for page in pages:
        assert is_marked(page), page.address
    for page in (region.get(ROUND), region.get("/gr"), lerum.get(f"{ROUND}/1441-lerum")):
        assert not is_marked(page), page.address
    assert "Göteborgsregionen 2026, provomgång" in region.get("/gr").links
    assert "Lerum 2026, provomgång" in lerum.get("/").links


def test_a_trials_result_and_report_are_marked_and_compared_with_nothing(visit: NewVisitor) -> None:
    lerum = visit(Person("Lerum", "kommunens samordnare"))
    lerum.press(lerum.get(f"{LERUM}/avsluta"), "Ja, avsluta svarstiden")
    result = lerum.get(f"{LERUM}/resultat")
    assert is_marked(result)
    assert "En provomgång jämförs inte med tidigare år." in result.text
    assert "Provomgång. Svaren är till för att prova." in lerum.get(f"{LERUM}/rapport").text
    assert "Bredvid andra kommuner" not in lerum.get(LERUM).links
    assert "En provomgång jämförs inte med något." in lerum.get(f"{LERUM}/jamfor", 409).text
    pdf = lerum.fetch("GET", f"{LERUM}/rapport.pdf")
    assert 'filename="omstallningsformaga-1441-lerum-2026-prov.pdf"' in pdf.headers["content-disposition"]

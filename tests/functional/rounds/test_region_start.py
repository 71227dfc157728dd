"""The start page of a region's people: who is late, what has come in, and what to do."""

from datetime import UTC, datetime, timedelta

from tests.functional.support.pages import Page
from tests.functional.support.people import (
    ALE_COORDINATOR,
    KUNGSBACKA,
    OTHER_REGION_COORDINATOR,
    REGION_COORDINATOR,
    REGION_READER,
    ROUND,
)
from tests.functional.support.serving import Site
from tests.functional.support.visitor import NewVisitor, Visitor

LAST_DAY = (
    "UPDATE round SET closes_on = ? WHERE NOT is_trial AND region_id = (SELECT id FROM region WHERE slug = 'gr') "
    "AND closed_at IS NULL"
)


def region_links(page: Page) -> dict[str, str]:
    """To the region's pages of support."""
    return {label: url for label, url in page.links.items() if url in ("/gr/behov", "/gr/erbjudanden", "/gr/stod")}


def set_days_left(site: Site, days: int) -> None:
    day = datetime.now(UTC).date() + timedelta(days=days)
    site.change(LAST_DAY, day.isoformat())


def test_long_before_the_last_day_nobody_is_late_and_the_ones_on_their_way_are_named(visit: NewVisitor) -> None:
    page = visit(REGION_COORDINATOR).get("/")
    assert "7 kommuner är inte klara, ingen är sen" in page.text
    assert "Ale inte påbörjad, omgången öppnade" in page.text
    assert "Stenungsund möte pågår, svarstiden slutade" in page.text
    assert page.links["Följ omgången"] == ROUND


def test_two_weeks_before_who_has_not_begun_is_late_and_one_act_leads_to_the_reminder(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    set_days_left(region.site, 14)
    page = region.get("/")
    assert "2 kommuner är sena" in page.text
    assert "Ale sen inte påbörjad" in page.text
    assert "Alingsås sen" not in page.text
    mail = region.get(page.links["Påminn: Ale"])
    assert mail.heading == "Skicka påminnelsen?"
    assert "Ett mejl till en kommun." in mail.text
    assert "till 2 kommuner" in region.get(page.links["Påminn 2 kommuner"]).text
    set_days_left(region.site, -1)
    assert "Alingsås sen svar pågår" in region.get("/").text


def test_days_that_have_come_are_counted_and_lead_to_where_they_are_seen_to(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    assert "att ta upp igen" not in region.get("/").text
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    region.site.change("UPDATE network_topic SET review_on = ? WHERE review_on IS NOT NULL", yesterday.isoformat())
    page = region.get("/")
    assert "1 sak att ta upp igen" in page.text
    link = next(
        url for text, url in page.links.items() if text.startswith("Punkten ”Budgetanvisningar” skulle tas upp")
    )
    assert region.get(link).heading == "Vad blev det av Budgetanvisningar?"
    assert "att ta upp igen" not in visit(REGION_READER).get("/").text


def test_the_region_finds_what_its_kommuner_need_from_its_start_page(visit: NewVisitor) -> None:
    page = visit(REGION_READER).get("/")
    assert region_links(page) == {
        "Vad kommunerna behöver": "/gr/behov",
        "Erbjudanden": "/gr/erbjudanden",
        "Katalogen över stöd": "/gr/stod",
    }


def test_a_reader_sees_the_same_without_what_only_a_coordinator_may_do(visit: NewVisitor) -> None:
    reader = visit(REGION_READER)
    set_days_left(reader.site, -1)
    page = reader.get("/")
    assert "7 kommuner är sena" in page.text
    assert not [label for label in page.links if label.startswith(("Påminn", "Utse", "Förläng"))]
    assert page.links["Se översikten"] == f"{ROUND}/oversikt"


def test_what_has_come_in_is_told_by_name_and_nothing_of_a_draft(visit: NewVisitor) -> None:
    region = visit(REGION_READER)
    page = region.get("/")
    assert "Nytt de senaste 14 dagarna" in page.text
    assert "Göteborg har fastställt sitt resultat och delar det." in page.text
    assert "Mölndal har fastställt sitt resultat." in page.text
    assert "Mölndal har fastställt sitt resultat och delar det" not in page.text
    assert "Partille har lämnat in sitt resultat, som väntar på att fastställas." in page.text
    assert f"{KUNGSBACKA}/resultat" not in page.links.values()


def test_news_are_counted_from_the_last_visit_before_today(visit: NewVisitor) -> None:
    region = visit(REGION_READER)
    site = region.site
    site.change(
        "INSERT INTO audit_line (number, at, actor_id, action, facts, previous_hash, hash) "
        "SELECT max(number) + 1, ?, (SELECT actor_id FROM audit_line WHERE action = 'session.started' "
        "ORDER BY number DESC LIMIT 1), 'session.started', '{}', '', '' FROM audit_line",
        (datetime.now(UTC) - timedelta(days=1)).strftime("%Y-%m-%d %H:%M:%S.%f"),
    )
    page = region.get("/")
    assert "Nytt sedan " in page.text
    assert "Göteborg har fastställt" not in page.text
    assert "Inget nytt har kommit sedan du var här senast." in page.text


def test_a_region_whose_round_is_closed_is_led_to_what_it_came_to(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    region.site.change("UPDATE round SET closed_at = opened_at WHERE closed_at IS NULL AND NOT is_trial")
    page = region.get("/")
    assert "Ingen omgång pågår. Den senaste, 2026, är stängd." in page.text
    assert page.links["Se översikten"] == f"{ROUND}/oversikt"


def without_rounds(visit: NewVisitor) -> Visitor:
    other = visit(OTHER_REGION_COORDINATOR)
    other.site.change(
        "DELETE FROM respondent WHERE assessment_id IN (SELECT assessment.id FROM assessment JOIN round "
        "ON round.id = round_id JOIN region ON region.id = region_id WHERE slug = 'annan')"
    )
    other.site.change(
        "DELETE FROM assessment WHERE round_id IN (SELECT round.id FROM round JOIN region "
        "ON region.id = region_id WHERE slug = 'annan')"
    )
    other.site.change("DELETE FROM round WHERE region_id = (SELECT id FROM region WHERE slug = 'annan')")
    return other


def first_button(page: Page) -> str:
    return next(link.get("href", "") for link in page.tree.iter("a") if link.get("class") == "button")


def test_a_region_without_rounds_is_told_what_will_stand_here(visit: NewVisitor) -> None:
    page = without_rounds(visit).get("/")
    assert "Här kommer du att se när svarstiden slutar" in page.text
    assert first_button(page) == page.links["Planera en omgång"] == "/annan/omgangar/ny"


def test_a_region_without_kommuner_is_led_to_add_them_first(visit: NewVisitor) -> None:
    other = without_rounds(visit)
    other.site.change(
        "UPDATE municipality SET region_id = (SELECT id FROM region WHERE slug = 'gr') "
        "WHERE region_id = (SELECT id FROM region WHERE slug = 'annan')"
    )
    page = other.get("/")
    assert first_button(page) == page.links["Lägg till kommuner"] == "/annan/kommuner/lagg-till"


def test_people_of_a_kommun_see_nothing_of_the_region_s_list(visit: NewVisitor) -> None:
    page = visit(ALE_COORDINATOR).get("/")
    assert "är på väg" not in page.text
    assert "Göteborg" not in page.text.replace("Göteborgsregionen", "")

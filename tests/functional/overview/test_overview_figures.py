"""What stands around the overview's table: figures with the year before, participation, actions, small radars."""

import re
from urllib.parse import urlencode

from tests.functional.overview.test_drafts import reopen
from tests.functional.overview.test_overview import LARGE, LAST_YEAR, OVERVIEW, rows, share, table_of
from tests.functional.support.pages import Page, text_of
from tests.functional.support.people import HARRYDA, HARRYDA_COORDINATOR, REGION_COORDINATOR, REGION_READER
from tests.functional.support.visitor import NewVisitor

ACTIONS = "Åtgärder per kapitalslag hos kommuner som delar"


def figures(page: Page) -> dict[str, str]:
    """The four figures by what they are called."""
    (place,) = [item for item in page.tree.iter("dl") if item.get("class") == "key-figures"]
    return {text_of(item[0]): text_of(item[1]) for item in place}


def total(page: Page) -> int:
    return int(table_of(page, ACTIONS)[-1][1])


def test_four_figures_each_say_what_it_was_the_year_before(visit: NewVisitor) -> None:
    page = visit(REGION_READER).get(OVERVIEW)
    shown = figures(page)
    assert list(shown) == ["Har fastställt", "Mitten, samlat index", "Lägsta kapitalslag", "Har planerat åtgärder"]
    assert shown["Har fastställt"] == "5 av 13 kommuner 2025: 12 av 12."
    assert "median av 4 kommuner" in shown["Mitten, samlat index"]
    assert re.search(r"sedan 2025, för få för att pröva", shown["Lägsta kapitalslag"])
    assert shown["Har planerat åtgärder"].startswith("4 av 4 som delar")
    assert "tydligt upp i" in figures(visit(REGION_READER).get(LAST_YEAR))["Mitten, samlat index"]
    assert "Första året" in figures(visit(REGION_READER).get(OVERVIEW.replace("2026", "2024")))["Har fastställt"]


def test_figures_and_actions_are_over_the_kommuner_that_are_named_and_no_draft(visit: NewVisitor) -> None:
    region, harryda = visit(REGION_COORDINATOR), visit(HARRYDA_COORDINATOR)
    before = region.get(OVERVIEW)
    share(harryda, HARRYDA, "nothing")
    withdrawn = region.get(OVERVIEW)
    assert total(withdrawn) < total(before)
    assert figures(withdrawn)["Har planerat åtgärder"].startswith("3 av 3")
    assert figures(withdrawn)["Har fastställt"] == figures(before)["Har fastställt"]
    share(harryda, HARRYDA, "region")
    reopen(region.site, "1401-harryda")
    draft = region.get(OVERVIEW)
    assert total(draft) == total(withdrawn)
    assert figures(draft)["Mitten, samlat index"] == figures(withdrawn)["Mitten, samlat index"]


def test_who_took_part_is_told_for_each_year_and_for_one_size_group_alone(visit: NewVisitor) -> None:
    region = visit(REGION_READER)
    assert table_of(region.get(OVERVIEW), "Kommuner i varje omgång")[1:] == [
        ["2024", "13", "13", "13"],
        ["2025", "12", "12", "12"],
        ["2026", "13", "11", "5"],
    ]
    large = region.get(f"{OVERVIEW}?{urlencode({'storlek': LARGE})}")
    assert [row[:2] for row in table_of(large, "Kommuner i varje omgång")[1:]] == [
        ["2024", "6"],
        ["2025", "6"],
        ["2026", "6"],
    ]
    assert len(table_of(region.get(LAST_YEAR), "Kommuner i varje omgång")) == 3


def test_actions_are_counted_as_late_the_day_after(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    assert table_of(region.get(OVERVIEW), ACTIONS)[-1][4] == "0"
    region.site.change("UPDATE action SET due_on = '2020-01-01', status = 'PLANNED'")
    late = table_of(region.get(OVERVIEW), ACTIONS)[-1]
    assert late[1] == late[4] != "0"
    region.site.change("DELETE FROM action")
    assert "Här står hur många åtgärder kommunerna har planerat" in region.get(OVERVIEW).text


def test_small_radars_stand_in_the_table_s_place_for_those_that_have_a_result(visit: NewVisitor) -> None:
    region = visit(REGION_READER)
    page = region.get(region.get(OVERVIEW).links["Små diagram"])
    names = [text_of(item) for item in page.tree.iter("h3")]
    assert names[:13] == list(rows(region.get(OVERVIEW)))
    drawings = [item.get("aria-label", "") for item in page.tree.iter("div") if item.get("role") == "img"]
    assert sum(label.startswith(("Göteborg.", "Härryda.", "Kungälv.", "Lerum.")) for label in drawings) == 4
    assert not [label for label in drawings if label.startswith("Kungsbacka")]
    # The choices keep the way of looking, and the other way round.
    assert page.form("Visa").values["visa"] == "diagram"
    assert page.links["Tabell"] == f"{OVERVIEW}?ordna=namn"


def test_a_region_without_shared_results_is_told_what_will_stand_here(visit: NewVisitor) -> None:
    region = visit(REGION_READER)
    region.site.change("UPDATE assessment SET sharing = 'NOTHING'")
    page = region.get(OVERVIEW)
    assert "När en kommun gör det står dess nivåer i tabellen här" in page.text
    assert figures(page)["Lägsta kapitalslag"].startswith("–")
    assert "Små diagram" not in page.links

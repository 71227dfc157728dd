"""The region's overview of a round: only what kommuner share with it, in words where there is nothing, never by level."""

import re
from urllib.parse import urlencode

from tests.functional.support.pages import Page, text_of
from tests.functional.support.people import (
    ALE_COORDINATOR,
    ALINGSAS_RESPONDENT,
    HARRYDA,
    HARRYDA_COORDINATOR,
    HARRYDA_READER,
    OTHER_REGION_COORDINATOR,
    REGION_COORDINATOR,
    REGION_READER,
    ROUND,
)
from tests.functional.support.visitor import NewVisitor, Visitor

OVERVIEW = f"{ROUND}/oversikt"
LAST_YEAR = OVERVIEW.replace("2026", "2025")
LEVELS = "Antal kommuner på varje nivå"
SMALL, LARGE = "under 40 000 invånare", "över 40 000 invånare"


def tables(page: Page) -> list[list[list[str]]]:
    """The rows of each table, heads included."""
    return [
        [[text_of(cell) for cell in row if cell.tag in {"th", "td"}] for row in table.iter("tr")]
        for table in page.tree.iter("table")
    ]


def table_of(page: Page, caption: str) -> list[list[str]]:
    """The rows of the table with this caption, its head included."""
    (table,) = [item for item in page.tree.iter("table") if text_of(next(item.iter("caption"))) == caption]
    return [[text_of(cell) for cell in row if cell.tag in {"th", "td"}] for row in table.iter("tr")]


def rows(page: Page) -> dict[str, list[str]]:
    """The cells of the large table, by kommun."""
    return {row[0]: row[1:] for row in page.table[1:]}


def share(visitor: Visitor, address: str, level: str) -> None:
    visitor.send(visitor.get(f"{address}/delning").form("Spara valet"), sharing=level)


def test_coordinator_and_reader_see_index_and_level_of_those_that_share(visit: NewVisitor) -> None:
    for person in (REGION_COORDINATOR, REGION_READER):
        page = visit(person).get(OVERVIEW)
        cells = rows(page)["Härryda"]
        assert len(cells) == 2 + 8
        assert re.match(r"\d,\d \w+", cells[2])
        assert page.links["Härryda"] == f"{ROUND}/kommuner/1401-harryda"


def test_what_is_not_there_is_told_in_words_and_never_as_a_figure(visit: NewVisitor) -> None:
    cells = rows(visit(REGION_COORDINATOR).get(OVERVIEW))
    assert cells["Mölndal"][2:] == ["delar inte"]
    assert cells["Ale"][2:] == ["har inte svarat"]
    assert cells["Alingsås"][2:] == ["pågår"]


def test_a_kommun_that_withdraws_disappears_at_once_and_comes_back_when_it_shares(visit: NewVisitor) -> None:
    region, harryda = visit(REGION_COORDINATOR), visit(HARRYDA_COORDINATOR)
    before = region.get(OVERVIEW).text
    share(harryda, HARRYDA, "nothing")
    page = region.get(OVERVIEW)
    assert rows(page)["Härryda"][2:] == ["delar inte"]
    # Neither in the distribution, nor among the gaps, nor in the panel of years.
    assert page.text.count("Härryda") == 1
    assert page.text.split("Fördelning per kapitalslag")[1] != before.split("Fördelning per kapitalslag")[1]
    share(harryda, HARRYDA, "named")
    assert region.get(OVERVIEW).text == before


def test_withdrawing_the_year_before_leaves_the_panel_of_years(visit: NewVisitor) -> None:
    region, harryda = visit(REGION_COORDINATOR), visit(HARRYDA_COORDINATOR)

    def kommuner() -> int:
        match = re.search(
            r"(\d+) kommuner av 13 i omgången har fastställt och delar sitt resultat båda åren",
            region.get(OVERVIEW).text,
        )
        assert match is not None
        return int(match[1])

    before = kommuner()
    share(harryda, HARRYDA.replace("2026", "2025"), "nothing")
    assert kommuner() == before - 1
    assert len(rows(region.get(OVERVIEW))["Härryda"]) == 10


def test_every_kommun_that_shares_counts_once_per_capital_in_the_distribution(visit: NewVisitor) -> None:
    page = visit(REGION_COORDINATOR).get(LAST_YEAR)
    full_rows = [cells for cells in rows(page).values() if len(cells) == 10]
    distribution = [row for row in table_of(page, LEVELS) if row[0] != "Kapitalslag"]
    assert [len(row) for row in distribution] == [1 + 5 + 3] * 8
    assert all(sum(int(cell) for cell in row[1:]) == len(full_rows) for row in distribution)


def test_sorted_by_name_size_or_status_and_by_nothing_else(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    page = region.get(OVERVIEW)
    by_name = list(rows(page))
    assert by_name == sorted(by_name, key=lambda name: name.lower().translate(str.maketrans("åäö", "{|}")))
    orders = {link.get("href", "") for link in page.tree.iter("a") if "ordna=" in link.get("href", "")}
    assert {order.partition("ordna=")[2].partition("&")[0] for order in orders} == {"namn", "storlek", "status"}
    sizes = [cells[0] for cells in rows(region.get(f"{OVERVIEW}?ordna=storlek")).values()]
    assert sizes == sorted(sizes)
    assert len(set(sizes)) == 2
    stages = [cells[1] for cells in rows(region.get(f"{OVERVIEW}?ordna=status")).values()]
    assert [stages.index(stage) for stage in dict.fromkeys(stages)] == sorted(map(stages.index, set(stages)))
    assert list(rows(region.get(f"{OVERVIEW}?ordna=niva"))) == by_name


def test_filters_narrow_rows_capitals_and_figures(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    fields = region.get(OVERVIEW).form("Visa").filled({"storlek": LARGE, "kapitalslag": "human"})
    page = region.get(f"{OVERVIEW}?{urlencode(fields)}")
    assert len(page.table[0]) == 4
    assert {cells[0] for cells in rows(page).values()} == {LARGE}
    assert len(rows(page)) == 6
    assert "Härryda" not in page.text.split("Tabell Små diagram")[1]
    assert [row[0] for row in table_of(page, LEVELS)[1:]] == ["Humankapital"]
    assert len(page.table) == 7
    odd = region.get(f"{OVERVIEW}?storlek=finns-inte&kapitalslag=finns-inte&ordna=%3Cb%3E")
    assert len(rows(odd)) == 13


def test_another_year_is_a_choice_beside_the_others(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    fields = region.get(OVERVIEW).form("Visa").filled({"ar": "2025", "storlek": LARGE, "kapitalslag": "human"})
    went = region.fetch("GET", f"{OVERVIEW}?{urlencode(fields)}")
    assert went.status_code == 303
    page = region.get(went.headers["location"])
    assert went.headers["location"].startswith(f"{LAST_YEAR}?")
    assert page.heading.endswith("2025")
    assert {cells[0] for cells in rows(page).values()} == {LARGE}
    assert page.form("Visa").values["ar"] == "2025"
    assert region.get(f"{OVERVIEW}?ar=1999").heading.endswith("2026")


def test_a_round_with_no_shared_result_says_so(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    region.site.change("UPDATE assessment SET sharing = 'NOTHING'")
    page = region.get(OVERVIEW)
    assert "Ingen kommun har fastställt sitt resultat och delar det med regionen än." in page.text
    assert "Fördelning per kapitalslag" not in page.text


def test_the_round_leads_to_its_overview_and_a_trial_has_none(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    assert OVERVIEW in {link.get("href") for link in region.get(ROUND).tree.iter("a")}
    trial = region.get(f"{ROUND}-prov")
    assert not [link for link in trial.tree.iter("a") if "oversikt" in link.get("href", "")]
    assert "En provomgång har ingen översikt" in region.get(f"{ROUND}-prov/oversikt", 409).text


def test_others_find_no_overview(visit: NewVisitor) -> None:
    for person in (ALE_COORDINATOR, HARRYDA_READER, ALINGSAS_RESPONDENT, OTHER_REGION_COORDINATOR):
        visitor = visit(person)
        refusal = visitor.fetch("GET", OVERVIEW)
        nowhere = visitor.fetch("GET", OVERVIEW.replace("2026", "2023"))
        assert (refusal.status_code, refusal.text) == (404, nowhere.text)


def test_a_region_that_moves_together_by_less_than_half_a_level_has_clearly_changed(visit: NewVisitor) -> None:
    """Relationskapital in the example region: +0,27 in the mean, eight of the eleven kommuner up."""
    page = visit(REGION_READER).get(OVERVIEW.replace("2026", "2025"))
    change = {row[0]: row[1:] for row in tables(page)[-1]}
    *_, difference, interval, verdict, up, _ = change["Relationskapital"]
    assert (difference, verdict, up) == ("+0,27", "tydligt upp", "8 av 11")
    assert interval == "+0,21 till +0,34"


def test_a_chosen_capital_has_the_verdict_that_it_has_among_all(visit: NewVisitor) -> None:
    region = visit(REGION_READER)
    every = {row[0]: row for row in tables(region.get(OVERVIEW))[-1]}
    alone = tables(region.get(f"{OVERVIEW}?kapitalslag=politiskt"))[-1]
    assert alone[1:] == [every["Politiskt kapital"]]


def test_a_kommun_whose_answering_is_over_is_not_said_to_have_a_result(visit: NewVisitor) -> None:
    page = visit(REGION_COORDINATOR).get(OVERVIEW)
    assert "Har ett resultat" not in page.text
    (over, sharing, with_index) = (
        re.search(rf"{words}\s+(\d+)", page.text)
        for words in (
            "Svarstiden är avslutad",
            "Har fastställt och delar med regionen",
            "Har resultat i minst ett kapitalslag, av dem som delar",
        )
    )
    assert over is not None
    assert sharing is not None
    assert with_index is not None
    assert (over[1], sharing[1], with_index[1]) == ("10", "4", "4")


def test_the_change_says_in_how_many_it_can_be_counted_and_why_the_verdict_may_differ(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    match = re.search(
        r"I alla, 10 för organisatoriskt kapital, går förändringen att räkna\.", region.get(LAST_YEAR).text
    )
    assert match is not None
    for address in (LAST_YEAR, LAST_YEAR.replace("oversikt", "rapport")):
        page = region.get(address)
        assert match[0] in page.text
        details = [element for part in page.tree.iter("details") for element in part.iter("p")]
        sentences = [text_of(element) for element in page.tree.iter("p") if element not in details]
        assert (
            "Intervallet gäller ett kapitalslag i taget. Bedömningen prövar alla tillsammans och är därför strängare."
        ) in sentences

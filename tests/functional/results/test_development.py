"""A kommun's development over the years: the same figures as each year's own result, and no year that is not shared."""

import re

from tests.functional.support.pages import Page, text_of
from tests.functional.support.people import (
    ALE,
    ALE_COORDINATOR,
    HARRYDA,
    HARRYDA_COORDINATOR,
    HARRYDA_READER,
    REGION_COORDINATOR,
    REGION_READER,
    ROUND,
    Person,
)
from tests.functional.support.visitor import NewVisitor, Visitor

HARRYDA_2025, HARRYDA_2024 = HARRYDA.replace("2026", "2025"), HARRYDA.replace("2026", "2024")
STENUNGSUND = f"{ROUND}/1415-stenungsund"
LERUM_IN_TRIAL = f"{ROUND}-prov/1441-lerum"


def tables(page: Page) -> dict[str, list[list[str]]]:
    """Rows of every table, heads included, by its caption."""
    return {
        next((text_of(caption) for caption in table.iter("caption")), ""): [
            [text_of(cell) for cell in row if cell.tag in {"th", "td"}] for row in table.iter("tr")
        ]
        for table in page.tree.iter("table")
    }


def years_of(page: Page) -> list[str]:
    """The years of the table, which ends with the targets where there are any."""
    header = tables(page)["Index per år"][0]
    assert header[0] == "Kapitalslag"
    return [name for name in header[1:] if name != "Mål"]


def indices(page: Page, year: int) -> dict[str, str]:
    header, *rows = tables(page)["Index per år"]
    return {row[0]: row[header.index(str(year))] for row in rows}


def of_result(page: Page) -> dict[str, str]:
    return {row[0]: row[2] for row in tables(page)[f"Profil {page.address.split('/')[3][:4]}"][1:]}


def share(visitor: Visitor, address: str, level: str) -> None:
    visitor.send(visitor.get(f"{address}/delning").form("Spara valet"), sharing=level)


def add_action(visitor: Visitor, code: str, year: int, capital: str, text: str) -> None:
    """As it was noted when that year's result was made."""
    visitor.site.change(
        "INSERT INTO action (assessment_id, capital_id, text, owner, status, version) "
        f"SELECT assessment.id, '{capital}', '{text}', 'Kommundirektören', 'DONE', 1 FROM assessment "
        "JOIN municipality ON municipality.id = municipality_id JOIN round ON round.id = round_id "
        f"JOIN edition ON edition.id = edition_id WHERE code = '{code}' AND year = {year} AND NOT round.is_trial"
    )


def test_every_kommun_s_years_are_those_of_its_results(visit: NewVisitor) -> None:
    """As the region sees them: 13 kommuner, but Mölndal shares nothing."""
    region = visit(REGION_READER)
    slugs = [slug for (slug,) in region.site.rows("SELECT slug FROM municipality WHERE region_id = 1")]
    count = 0
    for slug in slugs:
        if slug == "1481-molndal":
            region.get(f"{ROUND}/{slug}/utveckling", 403)
            continue
        page = region.get(f"{ROUND}/{slug}/utveckling")
        years = [int(year) for year in years_of(page)]
        for year in years:
            result = region.get(f"{ROUND.replace('2026', str(year))}/{slug}/resultat")
            own = of_result(result)
            figures = {name: index for name, index in indices(page, year).items() if index != "ingick inte"}
            assert {name: index if index[0].isdigit() else "–" for name, index in figures.items()} == own
            before = [earlier for earlier in years if earlier < year]
            if before:
                caption = f"Förändring från {before[-1]} till {year}"
                assert tables(page)[caption] == tables(result)[caption]
            count += 1
    # 12 kommuner a year: 12 in 2024, 11 in 2025 (Stenungsund took no part), and in 2026 the four that have
    # approved. A draft is the kommun's own; the years before it are shown.
    assert count == 12 + 11 + 4


def test_the_figure_names_itself_and_says_everything_in_words(visit: NewVisitor) -> None:
    page = visit(HARRYDA_READER).get(f"{HARRYDA}/utveckling")
    (drawing,) = [element for element in page.tree.iter("div") if element.get("role") == "img"]
    words = drawing.get("aria-label", "")
    assert words.startswith("Linjediagram med en ruta per kapitalslag. Politiskt kapital: 2024 ")
    assert "Dynamiskt kapital: 2024 1,6, 2025 2,4, 2026 2,8 (2024–2025 jämförs inte, 2025–2026 " in words
    assert "Från 2024 till 2025 jämförs inte dynamiskt kapital (2 av 5 frågor). För få frågor är desamma" in page.text
    assert "Från 2024 till 2025 jämförs inte mottagarförmåga. Kapitalslaget fanns inte med det året." in page.text
    assert "Utveckling 2024–2026. " in page.text
    assert f"{HARRYDA}/utveckling" in {
        link.get("href") for link in visit(HARRYDA_READER).get(f"{HARRYDA}/resultat").tree.iter("a")
    }


def test_a_skipped_year_is_told_and_not_made_up(visit: NewVisitor) -> None:
    page = visit(Person("Stenungsund", "kommunens samordnare")).get(f"{STENUNGSUND}/utveckling")
    assert years_of(page) == ["2024", "2026"]
    assert "2025 är inte med. 2026 jämförs med 2024." in page.text
    assert "2026 är ett utkast tills resultatet är fastställt." in page.text


def test_whoever_has_not_finished_answering_sees_the_years_before(visit: NewVisitor) -> None:
    visitor = visit(ALE_COORDINATOR)
    page = visitor.get(f"{ALE}/utveckling")
    assert "Svaren för 2026 är inte klara." in page.text
    assert years_of(page) == ["2024", "2025"]
    assert f"{ALE}/utveckling" in {link.get("href") for link in visitor.get(ALE).tree.iter("a")}


def test_one_year_alone_is_no_development(visit: NewVisitor) -> None:
    page = visit(HARRYDA_READER).get(f"{HARRYDA_2024}/utveckling")
    assert "Det finns ett år att visa: 2024. Utvecklingen visas när det finns två." in page.text
    assert not [element for element in page.tree.iter("svg") if "chart-development" in element.get("class", "")]


def test_a_year_that_is_opened_again_leaves_the_development(visit: NewVisitor) -> None:
    visitor = visit(HARRYDA_READER)
    visitor.site.change("UPDATE assessment SET approved_at = NULL WHERE round_id = 2")
    assert years_of(visitor.get(f"{HARRYDA}/utveckling")) == ["2024", "2026"]


def test_a_region_sees_only_the_years_that_the_kommun_shares(visit: NewVisitor) -> None:
    region, harryda = visit(REGION_COORDINATOR), visit(HARRYDA_COORDINATOR)
    harryda.site.change("DELETE FROM action")
    add_action(harryda, "1401", 2025, "human", "Utbilda alla chefer")
    page = region.get(f"{HARRYDA}/utveckling")
    assert "Utbilda alla chefer" in page.text
    share(harryda, HARRYDA_2025, "nothing")
    page = region.get(f"{HARRYDA}/utveckling")
    assert years_of(page) == ["2024", "2026"]
    assert "Resultatet för 2025 delas inte, så det är inte med." in page.text
    assert "Utbilda alla chefer" not in page.text
    assert list(tables(page)) == ["Index per år", "Förändring från 2024 till 2026"]
    assert "Förändring från 2025 till 2026" in tables(harryda.get(f"{HARRYDA}/utveckling"))
    share(harryda, HARRYDA, "nothing")
    region.get(f"{HARRYDA}/utveckling", 403)


def test_last_year_s_actions_stand_beside_this_year_s_level(visit: NewVisitor) -> None:
    harryda = visit(HARRYDA_READER)
    harryda.site.change("DELETE FROM action")
    assert "Inga åtgärder är noterade för 2025." in harryda.get(f"{HARRYDA}/utveckling").text
    add_action(harryda, "1401", 2025, "politiskt", "Besluta om mål")
    add_action(harryda, "1401", 2024, "politiskt", "Längre sedan")
    page = harryda.get(f"{HARRYDA}/utveckling")
    header, *rows = tables(page)["Åtgärder från 2025"]
    assert header == ["Kapitalslag", "Åtgärd", "Läge", "Utfall eller skäl", "Nivå 2026", "Sedan 2025"]
    level = {row[0]: row[1] for row in tables(harryda.get(f"{HARRYDA}/resultat"))["Profil 2026"][1:]}
    assert rows == [["Politiskt kapital", "Besluta om mål", "klar", "–", level["Politiskt kapital"], rows[0][5]]]
    assert re.fullmatch(r"tydligt upp, \+0,\d", rows[0][5])


def test_a_trial_has_no_earlier_years(visit: NewVisitor) -> None:
    page = visit(Person("Lerum", "kommunens samordnare")).get(f"{LERUM_IN_TRIAL}/utveckling")
    assert "En provomgång jämförs inte med tidigare år." in page.text
    assert "2025" not in page.text.split("Utveckling")[1]


def test_the_report_has_the_development_when_there_are_three_years(visit: NewVisitor) -> None:
    region, harryda = visit(REGION_COORDINATOR), visit(HARRYDA_COORDINATOR)
    whole = "Förändring från 2024 till 2026"
    report = harryda.get(f"{HARRYDA}/rapport")
    assert tables(report)[whole] == tables(harryda.get(f"{HARRYDA}/utveckling"))[whole]
    assert "Utveckling över åren" in report.text
    share(harryda, HARRYDA_2024, "nothing")
    region_report = region.get(f"{HARRYDA}/rapport")
    assert "Utveckling över åren" not in region_report.text
    # But for the year of a book that the method rests on.
    assert "2024" not in region_report.text.replace("Jensen och Sandoff (2024)", "")
    assert "Utveckling över åren" not in harryda.get(f"{HARRYDA_2025}/rapport").text

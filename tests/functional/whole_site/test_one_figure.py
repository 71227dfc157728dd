"""One figure for one thing: a kommun's index, level and change read the same wherever they are shown."""

import re

import pytest

from tests.functional.support.api_clients import token_of
from tests.functional.support.figures_shown import HUNDREDTH, QUESTIONNAIRE, Shown, captioned, change_text, is_figure
from tests.functional.support.people import REGION_READER, Person
from tests.functional.support.visitor import NewVisitor

KOMMUNER = {
    "1401-harryda": (Person("Härryda", "läsare i kommunen"), (2024, 2025, 2026)),
    "1440-ale": (Person("Ale", "läsare i kommunen"), (2024, 2025)),
    "1480-goteborg": (Person("Göteborg", "kommunens samordnare"), (2024, 2025, 2026)),
}
"""With the years that have a result. Göteborg shows everybody."""
FORMS = ("JSON", "CSV för program", "CSV för Excel", "Excel")
PAGES = ("resultat", "rapport", "regionens läsare")
INDEX_2025 = {
    *(f"2025 {page}, {where}" for page in PAGES for where in ("Profil 2025", "punkter")),
    *(
        f"{year} {page}, Siffrorna i diagrammet {year}, 2025"
        for year in (2025, 2026)
        for page in ("resultat", "regionens läsare")
    ),
    "2025 resultat, radar",
    "2025 resultat, kort",
    "2025 rapport, Nivå per kapitalslag",
    "2025 rapport, kapitel",
    "2025 jämför",
    "2025 utveckling, Index per år",
    "2025 utveckling, rutor",
    *(f"2025 filer, {form}" for form in FORMS),
    *(f"2025 filer, {form}, utveckling" for form in FORMS),
    "2025 filer, kolada",
    "2025 API",
    "2025 översikt",
    "2025 omgångens filer, bredvid varandra",
    "2025 omgångens filer, på längden",
    "2025 regionens rapport",
    # A year later.
    *(f"2026 {page}, {where}, året före" for page in PAGES for where in ("Profil 2026", "punkter")),
    "2026 resultat, radar",
    "2026 rapport, Index per år",
    "2026 rapport, rutor",
    "2026 utveckling, Index per år",
    "2026 utveckling, rutor",
    *(f"2026 filer, {form}, året före" for form in FORMS),
    *(f"2026 filer, {form}, utveckling" for form in FORMS),
    "2026 API, året före",
    "2026 Word, Profil 2026, året före",
    "2026 Word, Index per år",
}
CHANGE_2026 = {
    *(f"2026 {page}, {where}" for page in PAGES for where in ("Förändring från 2025 till 2026", "streck")),
    "2026 resultat, kort, mening",
    "2026 rapport, kapitel, mening",
    "2026 rapport, rutor",
    "2026 utveckling, Förändring från 2025 till 2026",
    "2026 utveckling, rutor",
    *(f"2026 filer, {form}" for form in FORMS),
    *(f"2026 filer, {form}, utveckling" for form in FORMS),
    "2026 API",
    "2026 Word, Förändring från 2025 till 2026",
}


def collected(visit: NewVisitor, slug: str) -> Shown:
    """What the kommun, its region, a program and anybody can read of it, over all of its years."""
    person, years = KOMMUNER[slug]
    own, region, figures = visit(person), visit(REGION_READER), Shown()
    token = token_of(own.site, slug)
    for year in years:
        home, round_ = f"{QUESTIONNAIRE}/{year}/{slug}", f"{QUESTIONNAIRE}/{year}"
        result = own.get(f"{home}/resultat")
        names = [row[0] for row in dict(captioned(result))[f"Profil {year}"][1:]]
        figures.page(f"{year} resultat", result, year)
        figures.radar(f"{year} resultat", result, names)
        figures.cards(f"{year} resultat, kort", result, year)
        report = own.get(f"{home}/rapport")
        figures.page(f"{year} rapport", report, year)
        figures.chapters(f"{year} rapport, kapitel", report, year)
        figures.page(f"{year} utveckling", own.get(f"{home}/utveckling"), year)
        figures.compared(f"{year} jämför", own.get(f"{home}/jamfor"), year, "Ni")
        figures.files(f"{year} filer", own, home, year)
        figures.api(own.site, token, slug[:4], year)
        figures.page(f"{year} regionens läsare", region.get(f"{home}/resultat"), year)
        for place, address in ((f"{year} översikt", "oversikt"), (f"{year} regionens rapport", "rapport")):
            figures.side_by_side(place, region.get(f"{round_}/{address}"), person.place, names, year)
        figures.round_files(f"{year} omgångens filer", region, round_, person.place, year)
    figures.word(own.fetch("GET", f"{home}/export.docx").content, year)
    figures.open_data("öppna data", visit(), slug[:4])
    return figures


@pytest.mark.parametrize("slug", KOMMUNER)
def test_the_same_figure_reads_the_same_in_every_place(visit: NewVisitor, slug: str) -> None:
    texts = collected(visit, slug).texts
    different = {figure: places for figure, places in texts.items() if len(set(places.values())) > 1}
    assert not different
    # Eight capitals a year, seven in 2024 and 2025 together with what had too little to go by: nothing is void.
    years = KOMMUNER[slug][1]
    assert all(len([text for text in texts if text[:2] == ("index", str(year))]) >= 7 for year in years)
    assert all(len([text for text in texts if text[:2] == ("nivå", str(year))]) >= 7 for year in years)
    if slug == "1401-harryda":
        assert set(texts["index", "2025", "Finansiellt kapital"]) == INDEX_2025
        assert set(texts["förändring", "2025–2026", "Finansiellt kapital"]) == CHANGE_2026
    if slug == "1480-goteborg":
        assert "öppna data" in texts["index", "2025", "Finansiellt kapital"]
        assert "öppna data" in texts["nivå", "2026", "Finansiellt kapital"]


def test_a_change_may_differ_from_the_difference_of_the_indices_and_the_note_beside_it_says_why(
    visit: NewVisitor,
) -> None:
    """Härryda's finansiellt: some of its questions are not the same both years."""
    reader = visit(KOMMUNER["1401-harryda"][0])
    home = f"{QUESTIONNAIRE}/2026/1401-harryda"
    for address in ("resultat", "rapport", "utveckling"):
        page = reader.get(f"{home}/{address}")
        assert "som båda åren har, med samma indelning i rollgrupper. Därför kan den skilja sig" in page.text
        for caption, (header, *_) in captioned(page):
            if caption.startswith("Förändring från"):
                # The years' indices stand where results do, and nowhere else.
                assert header == ["Kapitalslag", "Förändring", "Bedömning", "Frågor"]
    note = re.search(r"Förändringen räknas på de (\d+) av (\d+)\s+frågor", reader.get(f"{home}/resultat").text)
    assert note is not None
    assert 0 < int(note[1]) < int(note[2])


def test_the_change_of_the_region_s_mean_reads_the_same_in_overview_report_and_files(visit: NewVisitor) -> None:
    region, round_ = visit(REGION_READER), f"{QUESTIONNAIRE}/2026"
    overview = {
        row[0]: row[1]
        for row in dict(captioned(region.get(f"{round_}/oversikt")))["Medelindex, förändring från 2025 till 2026"][1:]
    }
    report = dict(captioned(region.get(f"{round_}/rapport")))["Förändring från 2025 till 2026"]
    (years,) = [
        table for table in region.fetch("GET", f"{round_}/export.json").json()["tables"] if table["name"] == "ar"
    ]
    files = {
        row["capital"]: change_text(row["change_on_shared_questions"], HUNDREDTH)
        for row in years["rows"]
        if is_figure(row["change_on_shared_questions"])
    }
    assert len(files) >= 7
    assert files == {row[0]: row[1] for row in report[1:] if row[1] != "–"}
    assert files == {name: change for name, change in overview.items() if change != "–"}

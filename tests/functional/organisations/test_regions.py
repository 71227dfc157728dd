"""What a region sees of its kommuner: how far they have come, and the results they share."""

from tests.functional.support.people import (
    ALE,
    HARRYDA,
    NOT_SHARING,
    REGION_COORDINATOR,
    REGION_READER,
    ROUND,
)
from tests.functional.support.visitor import NewVisitor

KOMMUNER = [
    "Ale", "Alingsås", "Göteborg", "Härryda", "Kungsbacka", "Kungälv", "Lerum", "Lilla Edet", "Mölndal", "Partille",
    "Stenungsund", "Tjörn", "Öckerö",
]  # fmt: skip
"""In the order of the Swedish alphabet: Göteborg before Härryda, Kungsbacka before Kungälv, Öckerö last."""


def test_a_round_lists_every_kommun_in_swedish_order(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    page = region.get(region.get("/").links["Göteborgsregionen 2026"])
    assert page.address == ROUND
    assert [row[0] for row in page.table[1:]] == KOMMUNER


def test_the_last_three_letters_of_the_alphabet_come_in_their_order(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    for old, new in (("Ale", "Älvdalen"), ("Lerum", "Åmål"), ("Tjörn", "Zorn")):
        region.site.change("UPDATE municipality SET name = ? WHERE name = ?", new, old)
    assert [row[0] for row in region.get(ROUND).table[-4:]] == ["Zorn", "Åmål", "Älvdalen", "Öckerö"]


def test_a_result_that_is_missing_or_not_shared_is_said_in_words_and_never_as_zero(visit: NewVisitor) -> None:
    page = visit(REGION_COORDINATOR).get(ROUND)
    result = {row[0]: row[-1] for row in page.table[1:]}
    assert result["Mölndal"] == "delar inte"
    assert {name for name, words in result.items() if words == "har inte svarat"} == {"Ale", "Öckerö"}
    assert result["Alingsås"] == "pågår"
    shared = [name for name, words in result.items() if words.startswith("Se resultatet")]
    assert len(shared) == 4
    assert set(result.values()) == {
        "delar inte",
        "pågår",
        "har inte svarat",
        *(f"Se resultatet för {name}" for name in shared),
    }
    assert (
        "I 10 av 13 kommuner är svarstiden avslutad. 4 har fastställt sitt resultat och delar det med regionen."
        in page.text
    )


def test_a_region_opens_every_result_it_is_offered(visit: NewVisitor) -> None:
    region = visit(REGION_READER)
    page = region.get(ROUND)
    links = {text: way for text, way in page.links.items() if text.startswith("Se resultatet")}
    assert len(links) == 4
    for text, way in links.items():
        result = region.get(way)
        assert result.heading == f"{text.removeprefix('Se resultatet för ')} 2026"


def test_a_region_that_may_not_see_a_result_is_told_why(visit: NewVisitor) -> None:
    for person in (REGION_COORDINATOR, REGION_READER):
        region = visit(person)
        for page in ("resultat", "resultat/politiskt", "rapport", "rapport.pdf"):
            refusal = region.get(f"{NOT_SHARING}/{page}", 403)
            assert "Resultatet är inte delat med regionen." in refusal.text


def test_sharing_that_is_taken_back_takes_effect_at_once(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    region.get(f"{HARRYDA}/resultat")
    region.site.change(
        "UPDATE assessment SET sharing = 'NOTHING' WHERE municipality_id = "
        "(SELECT id FROM municipality WHERE slug = '1401-harryda')"
    )
    region.get(f"{HARRYDA}/resultat", 403)
    assert {row[0]: row[-1] for row in region.get(ROUND).table[1:]}["Härryda"] == "delar inte"


def test_a_region_cannot_answer_or_lead_for_a_kommun(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    before = region.site.rows("SELECT * FROM assessment"), region.site.rows("SELECT * FROM respondent")
    region.get(ALE, 403)
    region.get(f"{ALE}/avsluta", 403)
    region.get(f"{ALE}/svara", 404)
    for address in ("svara-ensam", "svara-flera", "avsluta", "oppna-igen"):
        region.post(f"{ALE}/{address}", {"roll": "strateg"}, 409)
    assert (region.site.rows("SELECT * FROM assessment"), region.site.rows("SELECT * FROM respondent")) == before


def test_a_region_sees_how_many_are_done_and_no_names(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    row = next(row for row in region.get(ROUND).table if row[0] == "Alingsås")
    invitations, submissions = region.site.rows(
        "SELECT count(*), count(handed_in_at) FROM respondent JOIN assessment ON assessment.id = assessment_id "
        "JOIN round ON round.id = round_id JOIN edition ON edition.id = edition_id "
        "JOIN municipality ON municipality.id = municipality_id WHERE slug = '1489-alingsas' AND year = 2026"
    )[0]
    assert row[2:4] == [str(invitations), str(submissions)]
    names = [
        name for (name,) in region.site.rows("SELECT person.name FROM person JOIN respondent ON person_id = person.id")
    ]
    cells = [cell for row in region.get(ROUND).table for cell in row]
    assert names
    assert not {name for name in names for cell in cells if name in cell}

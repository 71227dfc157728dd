"""The audit log on the pages: each sees its own part, in Swedish, and can take it out with what proves it."""

import csv
import io
import json
from datetime import datetime

import pytest

from app.accounts.audit.chain import Line, broken_lines, canonical, seal
from tests.functional.support.members import as_operator
from tests.functional.support.pages import Page
from tests.functional.support.people import (
    ALE,
    ALE_COORDINATOR,
    ALE_READER,
    ALINGSAS,
    ALINGSAS_COORDINATOR,
    ALINGSAS_RESPONDENT,
    OTHER_KOMMUN_COORDINATOR,
    OTHER_REGION_COORDINATOR,
    REGION_COORDINATOR,
    REGION_READER,
)
from tests.functional.support.visitor import NewVisitor, Visitor

OPERATORS, REGIONS, ALES = "/drift/logg", "/gr/logg", "/gr/kommuner/1440-ale/logg"
HEADER = ["När", "Vad", "Vem", "Var"]


def newest(page: Page) -> list[str]:
    """What, who and where of the latest line."""
    assert page.table[0] == HEADER
    return page.table[1][1:]


def test_what_a_coordinator_does_stands_first_in_the_kommuns_log(visit: NewVisitor) -> None:
    coordinator = visit(ALE_COORDINATOR)
    coordinator.press(coordinator.get(f"{ALE}/hur-ni-svarar"), "Svara för kommunen")
    ((name,),) = coordinator.site.rows(
        "SELECT person.name FROM person JOIN membership ON person_id = person.id JOIN municipality "
        "ON municipality.id = municipality_id WHERE slug = '1440-ale' AND role = 'kommun_coordinator'"
    )
    page = coordinator.get(coordinator.get("/gr/kommuner/1440-ale").links["Vem som gjort vad i kommunen"])
    assert page.address == ALES
    assert newest(page) == ["Sättet att svara valdes: en svarar för alla.", name, "Ale 2026"]


def test_a_region_sees_roles_and_states_of_its_kommuner_and_nothing_of_respondents(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    page = region.get(f"{REGIONS}?grupp=sjalvskattning")
    assert {row[1] for row in page.table[1:]} <= {
        "Svarstiden avslutades.",
        "Sättet att svara valdes: flera svarar var för sig.",
        "Sättet att svara valdes: en svarar för alla.",
    }
    assert "Inget är loggat för det urvalet." in region.get(f"{REGIONS}?grupp=svarande").text
    roles = region.get(f"{REGIONS}?grupp=roller")
    assert any(row[1].startswith("Rollen läsare i kommunen gavs till ") for row in roles.table)


def test_an_operator_sees_everything_and_who_has_signed_in(visit: NewVisitor) -> None:
    operator = as_operator(visit())
    page = operator.get(operator.get("/drift").links["Logg: vem som gjort vad"])
    assert newest(page)[0].startswith("Inloggning")
    assert "263" not in page.heading
    regions, everything = visit(REGION_COORDINATOR).get(REGIONS).text, page.text
    assert int(everything.split(" händelser")[0].split()[-1]) > int(regions.split(" händelser")[0].split()[-1])


def test_a_respondent_is_named_while_known_and_forgotten_when_taken_away(visit: NewVisitor) -> None:
    kommun = visit(ALINGSAS_COORDINATOR)
    address = "/gr/kommuner/1489-alingsas/logg?grupp=svarande"
    lines = [row for row in kommun.get(address).table[1:] if row[1] != "Svaren lämnades in av en svarande."]
    assert len(lines) == 2
    assert {row[2] for row in lines} == {"den som svarar"}
    kommun.site.change("UPDATE respondent SET person_id = NULL, name = ''")
    assert {row[1] for row in kommun.get(address).table[1:]} == {"Svaren lämnades in av en svarande."}


def test_somebody_who_has_been_erased_is_told_as_that(visit: NewVisitor) -> None:
    operator = as_operator(visit())
    operator.site.change("UPDATE person SET name = '', email = NULL")
    page = operator.get(f"{OPERATORS}?grupp=roller")
    assert {row[2] for row in page.table[1:]} <= {"en person som tagits bort", "kommandoraden eller tjänsten"}
    assert "gavs till en person som tagits bort." in page.text


@pytest.mark.parametrize(
    ("query", "days"),
    [
        ("fran=2025-09-16&till=2025-09-18", {"16 september 2025", "18 september 2025"}),
        ("fran=2025-09-18&till=2025-09-18", {"18 september 2025"}),
        ("till=2024-08-20", {"20 augusti 2024"}),
    ],
)
def test_days_are_chosen_with_both_ends(visit: NewVisitor, query: str, days: set[str]) -> None:
    page = visit(REGION_COORDINATOR).get(f"{REGIONS}?{query}")
    assert {row[0].split(" kl.")[0].replace("\xa0", " ") for row in page.table[1:]} == days


@pytest.mark.parametrize(
    ("query", "field", "words"),
    [
        ("fran=i+går", "fran", "Skriv dagen som 2026-11-23"),
        ("till=2025-02-30", "till", "Skriv dagen som 2026-11-23"),
        ("fran=0001-01-01", "fran", "Skriv dagen som 2026-11-23"),
        ("till=9999-12-31", "till", "Skriv dagen som 2026-11-23"),
        ("fran=2025-02-02&till=2025-02-01", "till", "Sista dagen är före den första."),
    ],
)
def test_a_day_that_is_none_is_told_and_kept(visit: NewVisitor, query: str, field: str, words: str) -> None:
    region = visit(REGION_COORDINATOR)
    for ending in ("", ".csv", ".json"):
        page = region.get(f"{REGIONS}{ending}?{query}", 422)
        assert words in page.text
        assert page.by_id(field).get("aria-invalid") == "true"
    assert region.get(f"{REGIONS}?grupp=roller&{query}", 422).by_id(field).get("value") in {
        "i går",
        "2025-02-30",
        "0001-01-01",
        "9999-12-31",
        "2025-02-01",
    }


def test_a_long_log_comes_in_parts_that_keep_what_was_chosen(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    page, rows = region.get(f"{REGIONS}?grupp=sjalvskattning"), []
    while True:
        rows += page.table[1:]
        if "Äldre" not in page.links:
            break
        page = region.get(page.links["Äldre"])
    assert len(rows) > 50
    assert not [row for row in rows if "Rollen" in row[1]]
    for odd in ("sida=999", "sida=-3", "sida=x", "grupp=finns-inte", "grupp=%00"):
        region.get(f"{REGIONS}?{odd}")


def records(visitor: Visitor, address: str) -> list[dict[str, object]]:
    answer = visitor.fetch("GET", address)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "no-store"
    lines: list[dict[str, object]] = json.loads(answer.text)
    return lines


def test_the_whole_log_taken_out_proves_itself(visit: NewVisitor) -> None:
    operator = as_operator(visit())
    all_records = records(operator, operator.get(OPERATORS).links["Hämta som JSON"])
    lines = [
        Line(**(record | {"at": datetime.fromisoformat(str(record["at"])), "facts": canonical(record["facts"])}))  # type: ignore[arg-type]
        for record in all_records
    ]
    assert len(lines) > 200
    assert list(broken_lines(lines)) == []


def test_a_kommuns_part_has_only_its_own_lines_each_with_its_seal(visit: NewVisitor) -> None:
    lines = records(visit(ALINGSAS_COORDINATOR), "/gr/kommuner/1489-alingsas/logg.json")
    assert len({record["municipality_id"] for record in lines}) == 1
    for record in lines:
        at = datetime.fromisoformat(str(record["at"]))
        who = (record["actor_id"], record["action"], record["region_id"], record["municipality_id"])
        assert record["hash"] == seal(str(record["previous_hash"]), at, *who, canonical(record["facts"]))  # type: ignore[arg-type]


def test_a_file_for_a_spreadsheet_is_in_swedish_and_runs_no_formula(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    region.site.change('UPDATE person SET name = \'=HYPERLINK("https://ond.example";"Åsa")\'')
    answer = region.fetch("GET", f"{REGIONS}.csv?grupp=roller")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"].startswith('attachment; filename="logg-gr-2')
    assert answer.content.startswith(b"\xef\xbb\xbf")
    header, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""), delimiter=";")
    assert header[:6] == ["nummer", "tidpunkt", "vem", "vad", "var", "händelse"]
    assert len(rows) == len(records(region, f"{REGIONS}.json?grupp=roller"))
    assert {row[5].partition(".")[0] for row in rows} == {"membership"}
    assert {cell[0] for row in rows for cell in row if cell} & set("=+-@") == set()
    assert any(row[2].startswith("'=HYPERLINK") for row in rows)


@pytest.mark.parametrize("ending", ["", ".csv", ".json"])
def test_each_log_is_for_its_own(visit: NewVisitor, ending: str) -> None:
    readers = {OPERATORS: (), REGIONS: (REGION_COORDINATOR,), ALES: (ALE_COORDINATOR,)}
    inside = {OPERATORS: (), REGIONS: (REGION_READER,), ALES: (ALE_READER, REGION_COORDINATOR)}
    outside = (ALINGSAS_COORDINATOR, ALINGSAS_RESPONDENT, OTHER_REGION_COORDINATOR, OTHER_KOMMUN_COORDINATOR)
    operator = as_operator(visit())
    for address, people in readers.items():
        assert operator.fetch("GET", address + ending).status_code == 200
        for person in people:
            assert visit(person).fetch("GET", address + ending).status_code == 200
        for person in inside[address]:
            visit(person).get(address + ending, 403)
        for person in outside:
            assert visit(person).get(address + ending, 404).heading == "Sidan finns inte"


def test_no_answer_and_no_address_is_in_the_log(visit: NewVisitor) -> None:
    coordinator = visit(ALINGSAS_COORDINATOR)
    rows = coordinator.site.rows("SELECT facts FROM audit_line")
    assert not [facts for (facts,) in rows if "@" in facts]
    comments = coordinator.site.rows("SELECT DISTINCT comment FROM answer WHERE comment != ''")
    everything = " ".join(facts for (facts,) in rows)
    assert comments
    assert not [comment for (comment,) in comments if comment in everything]
    assert coordinator.get(f"{ALINGSAS}/utskick").table

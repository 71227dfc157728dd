import json
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from app.assessment.questionnaires.questionnaire import Level
from app.reports.kernel.tables import (
    Column,
    ColumnKind,
    Export,
    ExportTable,
    Mark,
    Measure,
    Source,
    index_measure,
    measure,
)
from app.reports.tables.kolada import kolada_row, kolada_table, kpi_id
from app.reports.tables.table_files import as_json, machine_csv, swedish_csv

SOURCE = Source(
    "Ale", "1440", 2026, "Omställningsförmåga 2026", "omstallningsformaga/2026", "abc123", 2, "Utkast",
    is_final=False, is_example_data=True, is_trial=False, made=date(2026, 11, 27),
)  # fmt: skip
TABLE = ExportTable(
    "capitals",
    "kapitalslag",
    "Kapitalslag",
    "Ett per rad.",
    (
        Column("capital_id", "Id", "Kapitalslagets id."),
        Column("index", "Index", "Vägt medel.", ColumnKind.DECIMAL),
        Column("level", "Nivå", "1…5.", ColumnKind.WHOLE),
        Column("coverage", "Täckning", "Andel.", ColumnKind.SHARE),
        Column("due", "Till", "Dag.", ColumnKind.DATE),
        Column("action", "Åtgärd", "Text."),
    ),
    (
        ("politiskt", measure(Fraction(8, 3)), 2, measure(Fraction(1, 2)), date(2027, 6, 30), "=1+1"),
        ("human", Mark.MISSING, Mark.PROTECTED, Mark.NOT_APPLICABLE, None, 'Möte; "stort", snart'),
        ("realt", measure(Fraction(-1, 4)), 0, measure(0), None, "-"),
    ),
)
EXPORT = Export("Resultat Ale 2026", "fil", SOURCE, (TABLE,))
SCALE = tuple(Level(value=Decimal(value), label=str(value)) for value in range(5))


def test_a_swedish_csv_has_semicolons_decimal_comma_byte_order_mark_and_printed_marks() -> None:
    assert swedish_csv(TABLE, SOURCE).decode() == (
        "\ufeffKommunkod;Kommun;År;Förbehåll;Id;Index;Nivå;Täckning;Till;Åtgärd\r\n"
        "1440;Ale;2026;exempeldata, utkast;politiskt;2,6667;2;0,5;2027-06-30;'=1+1\r\n"
        '1440;Ale;2026;exempeldata, utkast;human;-;..;.;;"Möte; ""stort"", snart"\r\n'
        "1440;Ale;2026;exempeldata, utkast;realt;-0,25;0;0;;-\r\n"
    )


def test_a_heading_from_the_questionnaire_is_made_harmless_too() -> None:
    columns = (Column("realt", "=HYPERLINK(1)", "Index."), Column("human", "Hus;+bil", "Index."))
    header = swedish_csv(ExportTable("indices", "kommuner", "Kommuner", "", columns, ()), None).decode("utf-8-sig")
    assert header == "'=HYPERLINK(1);\"Hus;'+bil\"\r\n"


def test_a_machine_csv_has_commas_points_and_its_marks_in_a_column_of_their_own() -> None:
    assert machine_csv(TABLE, SOURCE).decode() == (
        "municipality_code,municipality,year,caution,capital_id,index,level,coverage,due,action,marks\r\n"
        '1440,Ale,2026,"exempeldata, utkast",politiskt,2.6667,2,0.5,2027-06-30,\'=1+1,\r\n'
        '1440,Ale,2026,"exempeldata, utkast",human,,,,,"Möte; ""stort"", snart",'
        "index=missing level=protected coverage=not_applicable\r\n"
        '1440,Ale,2026,"exempeldata, utkast",realt,-0.25,0,0,,-,\r\n'
    )


def test_json_has_numbers_as_numbers_texts_as_written_and_marks_beside() -> None:
    data = json.loads(as_json(EXPORT))
    first, second, third = data["tables"][0]["rows"]
    assert first == {
        "capital_id": "politiskt", "index": 2.6667, "level": 2, "coverage": 0.5, "due": "2027-06-30",
        "action": "=1+1", "marks": {},
    }  # fmt: skip
    assert second["index"] is None
    assert second["marks"] == {"index": "missing", "level": "protected", "coverage": "not_applicable"}
    assert (third["index"], third["level"], third["coverage"]) == (-0.25, 0, 0)
    assert (data["source"]["municipality_code"], data["source"]["is_example_data"]) == ("1440", True)
    assert data["marks"] == {"missing": "-", "not_applicable": ".", "protected": ".."}


def test_kolada_s_shape_has_an_empty_value_and_the_mark_as_status() -> None:
    kpi = kpi_id("omstallningsformaga", "politiskt")
    rows = [kolada_row(kpi, "0114", 2026, measure(Fraction(5, 2))), kolada_row(kpi, "1440", 2026, Mark.PROTECTED)]
    assert machine_csv(kolada_table(rows), None).decode() == (
        "kpi,municipality,period,value,status\r\n"
        "omstallningsformaga-politiskt,0114,2026,2.5,\r\n"
        "omstallningsformaga-politiskt,1440,2026,,..\r\n"
    )
    with pytest.raises(TypeError):
        kolada_row(kpi, "1440", 2026, "2,5")


@pytest.mark.parametrize(
    ("index", "measure"),
    [
        (Fraction(5, 2), Measure(Decimal("2.5"), 1)),
        (Fraction(196, 100), Measure(Decimal("1.96"), 2)),
        # 1.9996 would be 2.000 with three decimals, and is below the level with four.
        (Fraction(19996, 10000), Measure(Decimal("1.9996"), 4)),
        # 1.99999 would be 2.0000 with four: cut off instead.
        (Fraction(199999, 100000), Measure(Decimal("1.9999"), 4)),
        (Fraction(4), Measure(Decimal(4), 1)),
    ],
)
def test_an_index_never_looks_as_if_it_had_reached_the_next_level(index: Fraction, measure: Measure) -> None:
    assert index_measure(index, SCALE) == measure


def test_a_row_with_a_cell_too_few_is_no_table() -> None:
    with pytest.raises(ValueError, match="every column"):
        ExportTable("a", "a", "A", "", (Column("x", "X", ""), Column("y", "Y", "")), (("1",),))

"""The country's kommuner, and lists of them as people paste them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.accounts.organisations.municipality_list import KOMMUNER, MAX_LINES, counties, read_list


def codes(text: str) -> list[str]:
    kommuner, errors = read_list(text)
    assert errors == ()
    return [kommun.code for kommun in kommuner]


def test_there_are_290_kommuner_in_21_counties_with_names_and_addresses_of_their_own() -> None:
    assert len(KOMMUNER) == 290
    assert len(counties()) == 21
    assert sum(map(len, counties().values())) == 290
    assert len({kommun.name for kommun in KOMMUNER.values()}) == 290
    assert all(re.fullmatch(r"\d{4}(-[a-z]+)+", kommun.slug) for kommun in KOMMUNER.values())
    assert KOMMUNER["0114"].slug == "0114-upplands-vasby"
    assert KOMMUNER["1407"].slug == "1407-ockero"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1440", ["1440"]),
        ("Ale", ["1440"]),
        ("ale KOMMUN", ["1440"]),
        ("Göteborgs stad", ["1480"]),
        ("Göteborg", ["1480"]),
        ("Alingsås kommun", ["1489"]),
        ("Härryda  kommun", ["1401"]),
        ("1440 Ale", ["1440"]),
        ("1440\tAle", ["1440"]),
        ("1440;Ale kommun", ["1440"]),
        ("1440, Ale", ["1440"]),
        ("1440 – Ale", ["1440"]),
        ("Ale, Alingsås; Lerum", ["1440", "1489", "1441"]),
        ("1440 1489,1441", ["1440", "1489", "1441"]),
        ("Ale\r\n\r\n  \r\nLerum\r\nAle", ["1440", "1441"]),
        ("Go\u0308teborg", ["1480"]),
        ("Region Gotland", ["0980"]),
        ("Gotlands kommun", ["0980"]),
        ("Falu kommun", ["2080"]),
        ("Stockholms stad\nBorås Stad\nMalung-Sälens kommun\nDals-Eds kommun", ["0180", "1490", "2023", "1438"]),
        ("114", ["0114"]),
        ("114 Upplands Väsby", ["0114"]),
        ("114;Upplands Väsby kommun", ["0114"]),
        ("114\n115\t117", ["0114", "0115", "0117"]),
        ("Ale (1440)", ["1440"]),
        ("Ale 1440", ["1440"]),
        ("Upplands Väsby\t114", ["0114"]),
        ("- Ale\n• Lerum", ["1440", "1441"]),
        ("\u200bAle\u202c", ["1440"]),
        ("Ale kommun, Västra Götalands län", ["1440"]),
        ("1440\tAle\tVästra Götalands län", ["1440"]),
        ("", []),
    ],
)
def test_kommuner_are_found_by_code_name_or_both(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Möndal", "Menade du Mölndal?"),
        ("alingsas", "Menade du Alingsås?"),
        ("Atlantis", "Kontrollera stavningen"),
        ("9999", "Koden 9999 finns inte"),
        ("1489 Ale", "Koden 1489 är Alingsås."),
        ("1440 Atlantis", "Koden 1440 är Ale."),
        ("14400", "Kontrollera stavningen"),
        ("144", "Koden 0144 finns inte"),
        ("Ale (1489)", "Koden 1489 är Alingsås."),
        ("Västra Götalands län", "Det är ett län."),
        ("<script>", "Kontrollera stavningen"),
    ],
)
def test_a_line_that_names_no_kommun_says_what_to_do(text: str, words: str) -> None:
    kommuner, (error,) = read_list(f"Lund\n{text}")
    assert [kommun.name for kommun in kommuner] == ["Lund"]
    assert (error.line, error.text) == (2, text)
    assert words in error.message


def test_a_list_that_never_ends_is_told_so() -> None:
    kommuner, (error,) = read_list("Ale\n" * (MAX_LINES + 1))
    assert [kommun.name for kommun in kommuner] == ["Ale"]
    assert "Dela upp den" in error.message


@given(st.lists(st.sampled_from(sorted(KOMMUNER)), max_size=12), st.sampled_from(["\n", ",", ";", "\r\n", "\t"]))
def test_names_and_codes_name_the_same_whatever_stands_between(sample: list[str], between: str) -> None:
    unique = list(dict.fromkeys(sample))
    assert codes(between.join(sample)) == unique
    assert codes(between.join(KOMMUNER[code].name for code in sample)) == unique


@given(st.sampled_from(sorted(KOMMUNER)), st.sampled_from(["{name} kommun", "{name}s kommun", "{name}s stad"]))
def test_every_kommun_is_known_by_its_official_name_and_by_its_code_without_the_zero(code: str, form: str) -> None:
    assert codes(form.format(name=KOMMUNER[code].name)) == [code]
    assert codes(code.removeprefix("0")) == [code]
    assert codes(f"{code.removeprefix('0')} {KOMMUNER[code].name}") == [code]


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading_and_every_fault_says_something(text: str) -> None:
    kommuner, errors = read_list(text)
    assert all(kommun.code in KOMMUNER for kommun in kommuner)
    assert all(error.message and 1 <= error.line <= text.count("\n") + 200 for error in errors)

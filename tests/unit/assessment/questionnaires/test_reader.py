"""From a file to a questionnaire, or to every problem at once."""

import os
from decimal import Decimal
from pathlib import Path

import pytest

from app.assessment.questionnaires.problems import QuestionnaireError
from app.assessment.questionnaires.questionnaire import Form, Previous, Questionnaire
from app.assessment.questionnaires.reader import Steps, load, load_text
from app.editions.problems import MAX_PROBLEMS, Problem
from app.editions.reader import Lookup, editions_in
from tests.paths import DEFINITIONS

VALID = DEFINITIONS / "valid"
OUR_OWN = sorted((VALID.parents[2] / "questionnaires").glob("*/*.yaml"))
MINIMAL = (VALID / "minimal.yaml").read_text(encoding="utf-8")
STEPS = "next_step: {0: Besluta., 1: Följ upp.}"
"""As every question of it has them."""
FOLLOWING = {"later-edition", "longer-scale"}
"""Files that continue earlier-edition.yaml; the others are first editions."""


def read(name: str) -> Questionnaire:
    before = read("earlier-edition") if name in FOLLOWING else None
    return load_text((VALID / f"{name}.yaml").read_bytes(), filename=name, previous=before)


def changed(*replacements: tuple[str, str], text: str = MINIMAL) -> str:
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def problems_of(text: str | bytes, previous: Questionnaire | Lookup | None = None) -> tuple[Problem, ...]:
    content = text.encode() if isinstance(text, str) else text
    with pytest.raises(QuestionnaireError) as error:
        load_text(content, filename="2026.yaml", previous=previous)
    return error.value.problems


def codes(text: str | bytes, previous: Questionnaire | Lookup | None = None) -> list[str]:
    return [problem.code for problem in problems_of(text, previous)]


def placed(folder: Path, text: str = MINIMAL, name: str = "2026.yaml") -> Path:
    """Writes an edition into <folder>/exempel."""
    file = folder / "exempel" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


# What a valid file becomes


@pytest.mark.parametrize("name", sorted(file.stem for file in VALID.iterdir()))
def test_a_valid_file_becomes_a_questionnaire(name: str) -> None:
    assert read(name).id == "exempel"


def test_everything_written_is_in_the_questionnaire() -> None:
    edition = read("minimal")

    assert (edition.year, edition.title, edition.language) == (2026, "Exempel 2026", "sv")
    assert [(level.value, level.label) for level in edition.scale] == [
        (Decimal(0), "Saknas"),
        (Decimal(1), "Påbörjat"),
        (Decimal(2), "Etablerat"),
    ]
    assert [group.id for group in edition.role_groups] == ["politik", "ledning"]
    assert [capital.id for capital in edition.capitals] == ["politiskt", "mottagande"]
    assert list(edition.questions) == ["politiskt-mal", "politiskt-enighet", "politiskt-vagen", "mottagande-tid"]
    goals = edition.questions["politiskt-mal"]
    assert goals.anchors == ("Inga mål är beslutade.", "Mål finns för mandatperioden.", "Mål finns till 2045.")
    assert (goals.core, goals.weight, goals.previous) == (True, Decimal(1), Previous.NEW)
    assert edition.capital("mottagande").cross_cutting
    assert [question.id for question in edition.capital("politiskt").asked(Form.SHORT)] == ["politiskt-mal"]


@pytest.mark.parametrize("name", ["byte-order-mark", "windows-line-ends", "decomposed-letters"])
def test_how_a_file_is_saved_does_not_change_the_questionnaire(name: str) -> None:
    assert read(name).content_hash == read("minimal").content_hash


def test_anchors_are_ordered_by_level_however_they_are_written() -> None:
    text = changed(
        ("          0: Inga mål är beslutade.\n", ""),
        ("till 2045.\n", "till 2045.\n          0: Inga mål är beslutade.\n"),
    )

    assert load_text(text.encode(), filename="x", previous=None) == read("minimal")


def test_decimals_are_exact() -> None:
    edition = read("uneven-scale")

    assert [level.value for level in edition.scale] == [Decimal(0), Decimal("0.5"), Decimal("3.25")]
    assert edition.limits.prerequisite_level == Decimal("0.5")
    text = changed(("        core: true\n", "        core: true\n        weight: 0.1\n"))
    read_back = load_text(text.encode(), filename="x", previous=None).questions["politiskt-mal"]
    assert str(read_back.weight) == "0.1"


def test_meaningless_zeros_do_not_change_the_content() -> None:
    texts = [
        changed(("        core: true\n", f"        core: true\n        weight: {w}\n")) for w in ("1", "1.00", "+01.0")
    ]

    hashes = {load_text(text.encode(), filename="x", previous=None).content_hash for text in texts}
    assert hashes == {read("minimal").content_hash}


def test_next_steps_are_read_in_the_order_of_the_levels_they_lead_from() -> None:
    text = changed((STEPS, "next_step: {1: Besluta mål till 2045., 0: Besluta ett mål.}"))
    goals = load_text(text.encode(), filename="x", previous=None).questions["politiskt-mal"]

    assert [goals.step_from(position) for position in (1, 2, 3)] == [
        "Besluta ett mål.",
        "Besluta mål till 2045.",
        None,
    ]


def test_one_problem_tells_every_level_that_has_no_next_step() -> None:
    problems = problems_of(changed((STEPS, "next_step: {5: Besluta ett mål.}")))

    assert [problem.code for problem in problems] == ["missing-next-step", "unknown-level"]
    assert problems[0].message == "Frågan ”politiskt-mal” saknar nästa steg för nivå: 0, 1."


WITHOUT_STEPS = "".join(line for line in MINIMAL.splitlines(keepends=True) if "next_step" not in line)


def test_an_edition_that_is_to_be_published_has_next_steps_on_every_question() -> None:
    with pytest.raises(QuestionnaireError) as error:
        load_text(WITHOUT_STEPS.encode(), filename="x", previous=None, steps=Steps.REQUIRED)

    assert [(problem.code, problem.line, problem.path) for problem in error.value.problems] == [
        ("missing-next-step", 24, "capitals[0].questions[0].next_step"),
        ("missing-next-step", 35, "capitals[0].direction.unity.next_step"),
        ("missing-next-step", 41, "capitals[0].direction.predictability.next_step"),
        ("missing-next-step", 53, "capitals[1].questions[0].next_step"),
    ]


def test_an_edition_from_before_next_steps_were_asked_for_stays_readable() -> None:
    edition = load_text(WITHOUT_STEPS.encode(), filename="x", previous=None)

    assert edition.questions["politiskt-mal"].step_from(1) is None


def test_the_edition_before_may_lack_next_steps(tmp_path: Path) -> None:
    earlier = (VALID / "earlier-edition.yaml").read_text(encoding="utf-8")
    lines = [line for line in earlier.splitlines(keepends=True) if "next_step" not in line]
    placed(tmp_path, "".join(lines), name="2025.yaml")
    file = placed(tmp_path, (VALID / "later-edition.yaml").read_text(encoding="utf-8"))

    assert load(file, steps=Steps.REQUIRED).year == 2026


@pytest.mark.parametrize(("value", "is_allowed"), [("0", True), ("2.5", True), ("-0.5", False), ("1000000000", False)])
def test_the_weight_of_a_pool_is_halved_at_nought_or_more_people(value: str, is_allowed: bool) -> None:
    text = changed(("role_groups:", f"limits: {{role_weight_half: {value}}}\nrole_groups:"))

    if is_allowed:
        assert load_text(text.encode(), filename="x", previous=None).limits.role_weight_half == Decimal(value)
    else:
        (problem,) = problems_of(text)
        assert problem.code in ("out-of-range", "bad-number")


# Every problem at once


def test_all_problems_are_told_at_once_in_the_order_of_the_file() -> None:
    text = changed(
        ("title: Exempel 2026", "titel: Exempel 2026"),
        ("          1: Mål finns för mandatperioden.\n", ""),
        ("id: politiskt-vagen", "id: politiskt-enighet"),
        ("short_name: Mottagande", "short_name: Politiskt"),
        ("    cross_cutting: true", "    depends_on: [humant]\n    cross_cutting: ja"),
    )

    problems = problems_of(text)

    assert [problem.code for problem in problems] == [
        "unknown-key",
        "missing-anchor",
        "duplicate-id",
        "duplicate-name",
        "unknown-capital",
        "wrong-type",
    ]
    assert [problem.line for problem in problems] == [3, 26, 42, 50, 52, 53]


def test_a_problem_in_one_question_does_not_hide_the_next_question() -> None:
    text = changed(("        core: true\n", "        core: kanske\n"), ("1: Någon timme.", "1: ingen tid."))

    assert codes(text) == ["wrong-type", "duplicate-anchor"]


def test_too_few_is_told_together_with_what_is_wrong_in_the_few() -> None:
    second = "  - id: ledning\n    name: Ledning\n    description: Kommundirektör eller förvaltningschef.\n"

    assert codes(changed(("- id: politik\n", "- id: POLITIK\n"), (second, ""))) == ["too-few", "bad-id"]


def test_levels_are_not_written_as_a_list_nor_twice() -> None:
    assert codes(changed((STEPS, "next_step: [Besluta., Följ upp.]"))) == ["wrong-type"]
    assert codes(changed((STEPS, "next_step: {0: Besluta., 1: Följ upp., 1.0: Följ.}"))) == ["duplicate-key"]


def test_a_problem_says_where_in_the_structure_it_is() -> None:
    (problem,) = problems_of(changed(("          1: Mål finns för mandatperioden.\n", "")))

    assert problem.as_dict() == {
        "file": "2026.yaml",
        "line": 26,
        "column": 9,
        "code": "missing-anchor",
        "message": "Frågan ”politiskt-mal” saknar nivåbeskrivning för nivå 1 (Påbörjat).",
        "remedy": "Beskriv vad man kan se i en kommun på den nivån.",
        "path": "capitals[0].questions[0].anchors",
    }


def test_a_misspelt_key_is_told_once_with_the_key_that_was_meant() -> None:
    (problem,) = problems_of(changed(("title: Exempel 2026", "titel: Exempel 2026")))

    assert "Menade du ”title”?" in problem.message


def test_a_faulty_level_of_the_scale_is_not_held_against_the_questions() -> None:
    assert codes(changed(("{value: 1, label: Påbörjat}", "{value: ett, label: Påbörjat}"))) == ["wrong-type"]


def test_a_cycle_is_named_by_its_capitals() -> None:
    text = changed(
        ("    explanation: Att enas om mål som håller.\n", "    explanation: x\n    depends_on: [mottagande]\n"),
        ("    cross_cutting: true", "    depends_on: [politiskt]\n    cross_cutting: true"),
    )

    (problem,) = problems_of(text)
    assert "politiskt → mottagande → politiskt" in problem.message


def test_a_capital_that_builds_on_itself_is_a_cycle() -> None:
    text = changed(("    cross_cutting: true", "    depends_on: [mottagande]\n    cross_cutting: true"))

    (problem,) = problems_of(text)
    assert (problem.code, "mottagande → mottagande" in problem.message) == ("dependency-cycle", True)


def test_no_more_problems_are_listed_than_anyone_reads() -> None:
    text = MINIMAL + "".join(f"x{number}: 1\n" for number in range(3 * MAX_PROBLEMS))

    problem_codes = codes(text)
    assert len(problem_codes) == MAX_PROBLEMS + 1
    assert problem_codes.count("too-many-problems") == 1


@pytest.mark.parametrize(
    ("value", "code", "remedy"),
    [
        ("0,5", "wrong-type", "Skriv decimaltecknet som punkt."),
        ('"2"', "wrong-type", "Ta bort citattecknen."),
        ("två", "wrong-type", "Skriv ett tal med siffror."),
        (".nan", "bad-number", "t.ex. 0.5"),
        ("1e999999999", "bad-number", "t.ex. 0.5"),
        ("0x10", "bad-number", "t.ex. 0.5"),
        ("0.1234567", "bad-number", "sex decimaler"),
        ("0", "out-of-range", "större än 0"),
        ("-1", "out-of-range", "större än 0"),
        ("~", "empty-value", "Skriv ett värde"),
        ("[1]", "wrong-type", "Skriv ett tal."),
        ("true", "wrong-type", "Skriv ett tal"),
    ],
)
def test_a_weight_is_a_number_above_nought(value: str, code: str, remedy: str) -> None:
    (problem,) = problems_of(changed(("        core: true\n", f"        core: true\n        weight: {value}\n")))

    assert problem.code == code
    assert remedy in problem.remedy


@pytest.mark.parametrize("value", ["ja", "yes", "on", "True", "1", '"true"'])
def test_only_true_and_false_are_true_and_false(value: str) -> None:
    assert codes(changed(("        core: true\n", f"        core: {value}\n"))) == ["wrong-type"]


@pytest.mark.parametrize("value", ["2026", "true", "3.5", "[a]", "{a: b}"])
def test_a_text_that_yaml_takes_for_something_else_is_told(value: str) -> None:
    assert codes(changed(("title: Exempel 2026", f"title: {value}"))) == ["wrong-type"]


def test_words_that_older_yaml_took_for_true_are_text() -> None:
    edition = load_text(changed(("label: Saknas", "label: no")).encode(), filename="x", previous=None)

    assert edition.scale[0].label == "no"


def test_two_levels_may_not_have_the_same_value() -> None:
    assert codes(changed(("{value: 1, label: Påbörjat}", "{value: 0, label: Påbörjat}"))) == ["scale-not-increasing"]


def test_a_name_for_something_whose_own_id_is_faulty_is_not_held_against_it() -> None:
    text = changed(
        ("- id: politik\n", "- id: POLITIK\n"),
        ("        core: true\n", "        core: true\n        meant_for: [politik]\n"),
    )

    assert codes(text) == ["bad-id"]


def test_what_uses_a_yaml_tag_is_told_once() -> None:
    assert codes(changed(("year: 2026", 'year: !!int "2026"'))) == ["tag"]


def test_what_stands_in_a_part_that_has_a_yaml_anchor_is_checked_too() -> None:
    text = changed(("      - id: politiskt-mal\n", "      - &mal\n        id: politiskt_mal\n"))

    assert codes(text) == ["alias", "bad-id"]


def test_a_negative_nought_is_nought() -> None:
    edition = load_text(changed(("{value: 0,", "{value: -0,")).encode(), filename="x", previous=None)

    assert str(edition.scale[0].value) == "0"


@pytest.mark.parametrize(("value", "is_allowed"), [("1", True), ("1.000001", False), ("0", False)])
def test_a_share_is_above_nought_and_at_most_one(value: str, is_allowed: bool) -> None:
    text = changed(("role_groups:", f"limits: {{min_coverage: {value}}}\nrole_groups:"))

    if is_allowed:
        assert load_text(text.encode(), filename="x", previous=None).limits.min_coverage == 1
    else:
        (problem,) = problems_of(text)
        assert problem.remedy == "Talet ska vara större än 0 och högst 1."


def test_an_id_has_at_most_sixty_characters() -> None:
    assert load_text(changed(("politiskt-mal", "p" * 60)).encode(), filename="x", previous=None)
    assert codes(changed(("politiskt-mal", "p" * 61))) == ["bad-id"]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("title: Exempel 2026", 'title: "Exempel 2026', 3),
        ("    name: Ledning", "    name: [Ledning", 15),
        ("    name: Ledning", "    name: {Ledning", 15),
        ("    name: Ledning", "   name: Ledning", 15),
        ("    name: Ledning", "    name Ledning", 15),
        ("    name: Ledning", "    name: Ledning: chefer", 15),
        ("    name: Ledning", "    name: @ledning", 15),
        ("    name: Ledning", '    name: "Led" ning', 15),
    ],
)
def test_a_slip_in_the_yaml_is_told_where_it_was_made(old: str, new: str, line: int) -> None:
    (problem,) = problems_of(changed((old, new)))

    assert (problem.code, problem.line) == ("syntax", line)


# Against the edition before


def test_a_question_that_says_same_may_change_its_help_but_not_its_words() -> None:
    later, before = (VALID / "later-edition.yaml").read_text(encoding="utf-8"), read("earlier-edition")
    text = "        text: Hur långt fram är målen beslutade?\n"

    with_help = changed((text, text + "        help: Ny hjälp.\n"), text=later)
    assert load_text(with_help.encode(), filename="x", previous=before).questions["politiskt-mal"].help == "Ny hjälp."
    (problem,) = problems_of(changed(("långt fram", "långt framåt"), text=later), previous=before)
    assert problem.code == "same-differs"
    assert "text skiljer sig från 2025" in problem.message
    assert "långt framåt" in problem.message


def test_words_on_a_longer_scale_are_compared_level_by_level_as_previous_scale_says() -> None:
    text, before = (VALID / "longer-scale.yaml").read_text(encoding="utf-8"), read("earlier-edition")

    later_text = changed(("{0: 0, 1: 1, 2: 2}", "{0: 0, 1: 1, 2: 3}"), text=text)

    assert set(codes(later_text, previous=before)) == {"same-differs"}


def test_two_old_levels_may_equal_one_new() -> None:
    text, before = (VALID / "later-edition.yaml").read_text(encoding="utf-8"), read("earlier-edition")
    text = text.replace("previous: same", "previous: reworded")

    later_text = changed(("role_groups:", "previous_scale: {0: 0, 1: 0, 2: 2}\nrole_groups:"), text=text)
    edition = load_text(later_text.encode(), filename="x", previous=before)

    assert edition.previous_scale == {Decimal(0): Decimal(0), Decimal(1): Decimal(0), Decimal(2): Decimal(2)}


def test_a_difference_deep_in_a_long_text_is_shown() -> None:
    first, last = "Hur långt fram är målen beslutade?", "Räkna bara det som är beslutat av fullmäktige. " * 5
    earlier = changed((first, f"{first} {last}före"), text=(VALID / "earlier-edition.yaml").read_text(encoding="utf-8"))
    later = changed((first, f"{first} {last}efter"), text=(VALID / "later-edition.yaml").read_text(encoding="utf-8"))

    (problem,) = problems_of(later, previous=load_text(earlier.encode(), filename="x", previous=None))

    assert "av fullmäktige. före” blev ”…" in problem.message
    assert "av fullmäktige. efter”" in problem.message


def test_claims_about_the_edition_before_may_be_left_unchecked() -> None:
    later = (VALID / "later-edition.yaml").read_bytes()

    assert codes(later, previous=None) == ["first-edition-not-new"] * 4
    assert load_text(later, filename="x", previous=Lookup.UNCHECKED).year == 2026


# From the disk


def test_the_edition_before_is_the_greatest_earlier_year_of_the_folder(tmp_path: Path) -> None:
    later = (VALID / "later-edition.yaml").read_text(encoding="utf-8")
    placed(tmp_path, changed(("2026", "2023"), ("målen", "de gamla målen")), name="2023.yaml")
    placed(tmp_path, later.replace("2026", "2027"), name="2027.yaml")
    placed(tmp_path, (VALID / "earlier-edition.yaml").read_text(encoding="utf-8"), name="2025.yaml")
    placed(tmp_path, "x", name="utkast-2025.yaml")
    file = placed(tmp_path, later)

    assert load(file).year == 2026
    assert list(editions_in(file.parent)) == [2023, 2025, 2026, 2027]
    with pytest.raises(QuestionnaireError, match=r"\[same-differs\]"):
        load(file, previous=load(file.with_name("2023.yaml")))


def test_a_first_edition_has_none_before_it(tmp_path: Path) -> None:
    assert load(placed(tmp_path)) == read("minimal")


def test_problems_of_the_edition_before_are_told_as_one(tmp_path: Path) -> None:
    placed(tmp_path, "id: exempel\n", name="2025.yaml")

    with pytest.raises(QuestionnaireError) as error:
        load(placed(tmp_path, (VALID / "later-edition.yaml").read_text(encoding="utf-8")))

    assert [(problem.code, problem.line) for problem in error.value.problems] == [("previous-edition-broken", 2)]


@pytest.mark.parametrize(
    ("name", "expected"), [("2025.yaml", "file-name"), ("2026.yml", "file-name"), ("formulär.yaml", "file-name")]
)
def test_a_file_is_named_after_its_year(tmp_path: Path, name: str, expected: str) -> None:
    with pytest.raises(QuestionnaireError) as error:
        load(placed(tmp_path, name=name))

    assert [(problem.code, problem.line) for problem in error.value.problems] == [(expected, 2)]


def test_a_folder_is_named_after_the_id(tmp_path: Path) -> None:
    with pytest.raises(QuestionnaireError) as error:
        load(placed(tmp_path, changed(("id: exempel", "id: annat"))))

    assert [(problem.code, problem.line) for problem in error.value.problems] == [("folder-name", 1)]


def test_a_file_of_fifty_megabytes_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = placed(tmp_path)
    os.truncate(file, 50_000_000)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("the file was opened"))

    with pytest.raises(QuestionnaireError) as error:
        load(file)

    assert [problem.code for problem in error.value.problems] == ["too-large"]


def test_a_text_of_more_than_a_megabyte_is_refused() -> None:
    assert codes(MINIMAL.encode() + b"#" * 1_000_000) == ["too-large"]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("finns-inte/2026.yaml", "missing-file"),
        (".", "not-a-file"),
        ("\0", "missing-file"),
        ("x" * 5_000, "unreadable-file"),
    ],
)
def test_a_path_that_leads_to_no_file_is_told(tmp_path: Path, path: str, code: str) -> None:
    with pytest.raises(QuestionnaireError) as error:
        load(tmp_path / path)

    assert [problem.code for problem in error.value.problems] == [code]


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "2026.yaml")

    with pytest.raises(QuestionnaireError, match="not-a-file"):
        load(tmp_path / "2026.yaml")


@pytest.mark.parametrize("file", OUR_OWN, ids=lambda file: file.stem)
def test_our_own_questionnaires_have_no_problems(file: Path) -> None:
    assert load(file).year == int(file.stem)

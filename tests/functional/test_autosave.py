"""A question saves itself as soon as it is answered: what comes back, and what happens to what was stored."""

import re
import threading

import pytest

from tests.functional.journeys import answer_page, begin_for_ale
from tests.functional.pages import question_ids
from tests.functional.people import ALE, ALE_COORDINATOR, ALE_READER, ALINGSAS, ALINGSAS_RESPONDENT
from tests.functional.visitor import NewVisitor, Visitor

PAGE = f"{ALE}/svara/politiskt"
STORED = (
    "SELECT kind, position, comment, evidence_url, version FROM answer "
    "WHERE respondent_id = (SELECT max(id) FROM respondent) AND question_id = ?"
)


@pytest.fixture
def coordinator(visit: NewVisitor) -> Visitor:
    visitor: Visitor = visit()
    begin_for_ale(visitor)
    return visitor


@pytest.fixture
def question(coordinator: Visitor) -> str:
    return question_ids(coordinator.get(PAGE))[0]


def test_a_saved_answer_says_so_with_time_and_the_version_to_name_next(coordinator: Visitor, question: str) -> None:
    fragment = coordinator.answer(PAGE, question, "3")
    assert re.search(r'data-version="1">Sparat \d\d\.\d\d<', fragment)
    assert coordinator.site.rows(STORED, question) == [("LEVEL", 3, "", "", 1)]


def test_last_years_level_is_shown_only_after_the_own_answer(coordinator: Visitor, question: str) -> None:
    assert "enades ni om" not in coordinator.get(PAGE).text
    assert re.search("2025 enades ni om", coordinator.answer(PAGE, question, "3"))
    assert coordinator.get(PAGE).text.count("enades ni om") == 1


def test_the_same_again_makes_no_new_version_whatever_version_it_names(coordinator: Visitor, question: str) -> None:
    coordinator.answer(PAGE, question, "3", comment="Samma.")
    for version in (0, 1, 7):
        assert 'data-version="1"' in coordinator.answer(PAGE, question, "3", version, comment="Samma.")
    assert coordinator.site.rows(STORED, question) == [("LEVEL", 3, "Samma.", "", 1)]


def test_an_answer_can_be_changed_again_and_again(coordinator: Visitor, question: str) -> None:
    for version, choice in enumerate(["1", "5", "vet_ej", "2", ""]):
        assert f'data-version="{version + 1}"' in coordinator.answer(PAGE, question, choice, version)
    assert coordinator.site.rows(STORED, question) == [(None, None, "", "", 5)]


def test_a_stale_version_is_told_what_the_other_one_saved(coordinator: Visitor, question: str) -> None:
    coordinator.answer(PAGE, question, "4")
    fields = {f"{question}.choice": "1", f"{question}.version": "0"}
    fragment = coordinator.put(f"{PAGE}/{question}", fields, 409)
    assert "<em>3 Etablerat</em>" in fragment
    assert 'data-save-over="1"' in fragment
    assert coordinator.site.rows(STORED, question) == [("LEVEL", 4, "", "", 1)]
    coordinator.answer(PAGE, question, "1", 1)
    assert coordinator.site.rows(STORED, question) == [("LEVEL", 1, "", "", 2)]


@pytest.mark.parametrize("version", ["", "-1", "1.0", "x", "٣", "9999999999999999999999"])
def test_a_version_that_is_no_number_never_overwrites(coordinator: Visitor, question: str, version: str) -> None:
    coordinator.answer(PAGE, question, "4")
    coordinator.put(f"{PAGE}/{question}", {f"{question}.choice": "1", f"{question}.version": version}, 409)
    assert coordinator.site.rows(STORED, question) == [("LEVEL", 4, "", "", 1)]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"evidence": "javascript:alert(1)"}, "hel webbadress"),
        ({"evidence": "www.ale.se"}, "hel webbadress"),
        ({"evidence": "https://"}, "hel webbadress"),
        ({"evidence": "https://[ale.se"}, "hel webbadress"),
        ({"evidence": "https://ale.se/" + "a" * 500}, "högst 500 tecken"),
        ({"comment": "a" * 2_001}, "1 tecken för lång"),
        ({"comment": "a\x00b"}, "inte går att spara"),
        ({"choice": "6"}, "Valet finns inte"),
        ({"choice": "0"}, "Valet finns inte"),
        ({"choice": "²"}, "Valet finns inte"),
        ({"choice": "niva"}, "Valet finns inte"),
    ],
)
def test_an_entry_that_cannot_be_kept_says_what_to_do_and_changes_nothing(
    coordinator: Visitor, question: str, fields: dict[str, str], words: str
) -> None:
    coordinator.answer(PAGE, question, "4", comment="Står kvar.")
    sent = {f"{question}.choice": "2", f"{question}.version": "1"}
    sent |= {f"{question}.{name}": value for name, value in fields.items()}
    fragment = coordinator.put(f"{PAGE}/{question}", sent, 422)
    assert "Inte sparat än." in fragment
    assert words in fragment
    assert coordinator.site.rows(STORED, question) == [("LEVEL", 4, "Står kvar.", "", 1)]


def test_the_longest_comment_is_kept_to_the_letter(coordinator: Visitor, question: str) -> None:
    longest = ("å\n" * 999) + "🌱ö"
    coordinator.answer(PAGE, question, "4", comment=longest)
    assert coordinator.site.rows(STORED, question) == [("LEVEL", 4, longest, "", 1)]


def test_an_unanswered_question_with_a_comment_is_kept_without_an_answer(coordinator: Visitor, question: str) -> None:
    coordinator.answer(PAGE, question, "", comment="Frågar ekonomen.")
    assert coordinator.site.rows(STORED, question) == [(None, None, "Frågar ekonomen.", "", 1)]
    assert "enades ni om" not in coordinator.get(PAGE).text


def test_who_is_logged_out_is_told_so_and_nothing_is_saved(coordinator: Visitor, question: str) -> None:
    coordinator.press(coordinator.get("/"), "Logga ut")
    fields = {f"{question}.choice": "1", f"{question}.version": "0"}
    assert "Du är utloggad" in coordinator.put(f"{PAGE}/{question}", fields, 401)
    assert coordinator.site.rows(STORED, question) == []


def test_who_is_not_asked_cannot_answer(visit: NewVisitor, coordinator: Visitor, question: str) -> None:
    fields = {f"{question}.choice": "1", f"{question}.version": "0"}
    for person in (ALE_READER, ALINGSAS_RESPONDENT):
        assert "Sidan finns inte" in visit(person).put(f"{PAGE}/{question}", fields, 404)
    assert coordinator.site.rows(STORED, question) == []


def test_a_question_that_is_not_in_the_questionnaire_is_not_found(coordinator: Visitor) -> None:
    for name in ("finns-inte", "politiskt", "sammanfattning", "x" * 300):
        coordinator.put(f"{PAGE}/{name}", {f"{name}.choice": "1"}, 404)


def test_what_has_been_handed_in_is_not_changed(coordinator: Visitor, question: str) -> None:
    answer_page(coordinator, coordinator.get(PAGE), 2)
    coordinator.press(coordinator.get(f"{ALE}/svara/sammanfattning"), "Lämna in svaren")
    fields = {f"{question}.choice": "5", f"{question}.version": "1"}
    assert "redan inlämnade" in coordinator.put(f"{PAGE}/{question}", fields, 409)
    assert coordinator.site.rows(STORED, question) == [("LEVEL", 2, "", "", 1)]


def test_a_closed_round_takes_no_more_answers(coordinator: Visitor, question: str) -> None:
    coordinator.site.change("UPDATE round SET closed_at = '2026-11-01 12:00:00' WHERE closed_at IS NULL")
    fields = {f"{question}.choice": "5", f"{question}.version": "0"}
    assert "Omgången är stängd" in coordinator.put(f"{PAGE}/{question}", fields, 409)
    assert "Omgången är stängd" in coordinator.get(PAGE).text


def test_of_many_who_save_at_once_one_wins_and_the_others_are_told(visit: NewVisitor, question: str) -> None:
    browsers = [visit(ALE_COORDINATOR) for _ in range(5)]
    statuses: list[int] = []

    def save(browser: Visitor, choice: int) -> None:
        fields = {f"{question}.choice": str(choice), f"{question}.version": "0"}
        statuses.append(browser.fetch("PUT", f"{PAGE}/{question}", fields).status_code)

    threads = [threading.Thread(target=save, args=(browser, place + 1)) for place, browser in enumerate(browsers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200, 409, 409, 409, 409]
    assert [row[-1] for row in browsers[0].site.rows(STORED, question)] == [1]


def test_a_respondents_answers_are_her_own(visit: NewVisitor) -> None:
    respondent = visit(ALINGSAS_RESPONDENT)
    page = respondent.get(f"{ALINGSAS}/svara/politiskt")
    question = question_ids(page)[0]
    before = respondent.site.rows("SELECT count(*) FROM answer")[0][0]
    version = int(page.form("Spara och fortsätt").values[f"{question}.version"])
    respondent.answer(page.address, question, "5", version, comment="Mitt eget.")
    changed = respondent.site.rows(
        "SELECT person_id = (SELECT person_id FROM sign_in) FROM answer "
        "JOIN respondent ON respondent.id = respondent_id WHERE comment = 'Mitt eget.'"
    )
    assert changed == [(1,)]
    assert respondent.site.rows("SELECT count(*) FROM answer")[0][0] == before + (version == 0)

"""A question saves itself as soon as it is answered: what comes back, and what happens to what was stored."""

import re
import threading

import pytest

from app.assessment.answering.entry import COMMENT_MAX, LINK_MAX
from tests.functional.support.journeys import answer_page, begin_for_ale
from tests.functional.support.pages import question_ids, text_of
from tests.functional.support.people import ALE, ALE_COORDINATOR, ALE_READER, ALINGSAS, ALINGSAS_RESPONDENT
from tests.functional.support.visitor import NewVisitor, Visitor

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


def test_a_respondent_who_has_changed_the_answer_in_another_tab_is_told_so(visit: NewVisitor) -> None:
    respondent = visit(ALINGSAS_RESPONDENT)
    page = respondent.get(f"{ALINGSAS}/svara/politiskt")
    name = question_ids(page)[0]
    version = int(page.form("Spara och fortsätt").values[f"{name}.version"])
    respondent.answer(page.address, name, "4", version, comment="Från den andra fliken.")
    fields = {f"{name}.choice": "1", f"{name}.version": str(version)}
    fragment = respondent.put(f"{page.address}/{name}", fields, 409)
    assert re.search(r"Du har ändrat svaret i en annan flik kl\. \d\d\.\d\d till <em>3 Etablerat</em>", fragment)
    assert "Från den andra fliken." in fragment
    assert "annan samordnare" not in fragment


def test_where_several_coordinate_the_kommun_it_may_have_been_another_of_them(
    coordinator: Visitor, question: str
) -> None:
    coordinator.site.change(
        "INSERT INTO membership (person_id, role, municipality_id, since, ended_at) SELECT (SELECT max(id) FROM person), "
        "role, municipality_id, since, '2026-01-02 12:00:00' FROM membership WHERE role = 'kommun_coordinator' "
        "AND municipality_id = (SELECT id FROM municipality WHERE code = '1440')"
    )
    coordinator.answer(PAGE, question, "4")
    fragment = coordinator.put(f"{PAGE}/{question}", {f"{question}.choice": "1", f"{question}.version": "0"}, 409)
    assert "Du eller en annan samordnare har ändrat svaret" in fragment


def test_a_stale_version_is_told_what_the_other_one_saved(coordinator: Visitor, question: str) -> None:
    coordinator.answer(PAGE, question, "4")
    fields = {f"{question}.choice": "1", f"{question}.version": "0"}
    fragment = coordinator.put(f"{PAGE}/{question}", fields, 409)
    assert "<em>3 Etablerat</em>" in fragment
    assert 'data-save-over="1"' in fragment
    assert "Du har ändrat svaret i en annan flik" in fragment
    assert coordinator.site.rows(STORED, question) == [("LEVEL", 4, "", "", 1)]
    coordinator.answer(PAGE, question, "1", 1)
    assert coordinator.site.rows(STORED, question) == [("LEVEL", 1, "", "", 2)]


@pytest.mark.parametrize("version", ["", "-1", "1.0", "x", "٣", "9999999999999999999999"])
def test_a_version_that_is_no_number_never_overwrites(coordinator: Visitor, question: str, version: str) -> None:
    coordinator.answer(PAGE, question, "4")
    coordinator.put(f"{PAGE}/{question}", {f"{question}.choice": "1", f"{question}.version": version}, 409)
    assert coordinator.site.rows(STORED, question) == [("LEVEL", 4, "", "", 1)]


@pytest.mark.parametrize(
    ("fields", "words", "row"),
    [
        ({"evidence": "javascript:alert(1)"}, "hel webbadress", ("LEVEL", 2, "Nytt.", "https://ale.se/1", 2)),
        ({"evidence": "beslutet"}, "hel webbadress", ("LEVEL", 2, "Nytt.", "https://ale.se/1", 2)),
        ({"evidence": "https://"}, "hel webbadress", ("LEVEL", 2, "Nytt.", "https://ale.se/1", 2)),
        ({"evidence": "https://[ale.se"}, "hel webbadress", ("LEVEL", 2, "Nytt.", "https://ale.se/1", 2)),
        (
            {"evidence": "https://ale.se/".ljust(LINK_MAX + 3, "a")},
            f"3 tecken för lång. Använd en adress på högst {LINK_MAX} tecken",
            ("LEVEL", 2, "Nytt.", "https://ale.se/1", 2),
        ),
        ({"comment": "a" * (COMMENT_MAX + 1)}, "1 tecken för lång", ("LEVEL", 2, "Står kvar.", "https://ale.se/2", 2)),
        ({"comment": "a\x00b"}, "inte går att spara", ("LEVEL", 2, "Står kvar.", "https://ale.se/2", 2)),
        ({"choice": "6"}, "Valet finns inte", ("LEVEL", 4, "Nytt.", "https://ale.se/2", 2)),
        ({"choice": "0"}, "Valet finns inte", ("LEVEL", 4, "Nytt.", "https://ale.se/2", 2)),
        ({"choice": "²"}, "Valet finns inte", ("LEVEL", 4, "Nytt.", "https://ale.se/2", 2)),
        ({"choice": "niva"}, "Valet finns inte", ("LEVEL", 4, "Nytt.", "https://ale.se/2", 2)),
    ],
)
def test_a_field_that_cannot_be_kept_says_what_to_do_and_the_others_are_saved(
    coordinator: Visitor, question: str, fields: dict[str, str], words: str, row: tuple[object, ...]
) -> None:
    coordinator.answer(PAGE, question, "4", comment="Står kvar.", evidence="https://ale.se/1")
    values = {"choice": "2", "comment": "Nytt.", "evidence": "https://ale.se/2", "version": "1"} | fields
    fragment = coordinator.put(f"{PAGE}/{question}", {f"{question}.{name}": values[name] for name in values}, 422)
    name = {"choice": "valet", "comment": "kommentaren", "evidence": "länken"}[next(iter(fields))]
    assert re.search(rf'data-version="2">Sparat \d\d\.\d\d, men inte {name}\.', fragment)
    assert "Det som var sparat där förut finns kvar." in fragment
    assert words in fragment
    assert coordinator.site.rows(STORED, question) == [row]


def test_a_bad_link_alone_is_not_called_saved(coordinator: Visitor, question: str) -> None:
    values = {f"{question}.evidence": "beslutet", f"{question}.version": "0"}
    fragment = coordinator.put(f"{PAGE}/{question}", values, 422)
    assert "Inte sparat än: länken." in fragment
    assert "Sparat" not in fragment
    assert coordinator.site.rows(STORED, question) == []


def test_a_bad_link_sent_again_makes_no_new_version(coordinator: Visitor, question: str) -> None:
    for version in ("0", "1"):
        values = {f"{question}.choice": "3", f"{question}.evidence": "beslutet", f"{question}.version": version}
        assert 'data-version="1"' in coordinator.put(f"{PAGE}/{question}", values, 422)
    assert coordinator.site.rows(STORED, question) == [("LEVEL", 3, "", "", 1)]


def test_an_answer_taken_back_is_unanswered_and_keeps_its_comment(coordinator: Visitor, question: str) -> None:
    coordinator.answer(PAGE, question, "3", comment="Frågar ekonomen.")
    fragment = coordinator.answer(PAGE, question, "", 1, comment="Frågar ekonomen.")
    assert re.search(r'data-version="2">Sparat \d\d\.\d\d\. Inget svar är valt\.', fragment)
    assert "enades ni om" not in fragment
    assert coordinator.site.rows(STORED, question) == [(None, None, "Frågar ekonomen.", "", 2)]


def test_without_javascript_an_answer_is_taken_back_with_a_button_and_the_rest_of_the_page_is_saved(
    coordinator: Visitor, question: str
) -> None:
    coordinator.answer(PAGE, question, "3", comment="Frågar ekonomen.")
    page = coordinator.get(PAGE)
    other = question_ids(page)[1]
    form = page.form("Ta bort mitt svar på frågan")
    values = form.filled({f"{other}.choice": "2"}) | {f"{question}.clear": "ja"}
    answer = coordinator.fetch("POST", PAGE, values)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{PAGE}#fraga-{question}")
    assert coordinator.site.rows(STORED, question) == [(None, None, "Frågar ekonomen.", "", 2)]
    assert coordinator.site.rows(STORED, other) == [("LEVEL", 2, "", "", 1)]
    later = coordinator.get(PAGE)
    assert f"{question}.choice" not in later.form("Spara och fortsätt").values
    assert "Inget svar är valt" in text_of(later.by_id(f"fraga-{question}"))


def test_enter_in_a_field_takes_no_answer_back(coordinator: Visitor, question: str) -> None:
    """Browsers press a form's first button then."""
    coordinator.answer(PAGE, question, "3")
    assert coordinator.get(PAGE).form("Spara och fortsätt").buttons[0] == "Spara"


def test_what_was_sent_before_without_a_reply_is_no_conflict(coordinator: Visitor, question: str) -> None:
    """The page was hidden while a save was under way: the next says what that one held."""
    coordinator.answer(PAGE, question, "3", comment="Besl")
    values = {"choice": "3", "comment": "Beslut i juni", "version": "0"}
    values |= {"unheard.choice": "3", "unheard.comment": "Besl", "unheard.evidence": "", "unheard.version": "0"}
    fields = {f"{question}.{name}": value for name, value in values.items()}
    assert 'data-version="2"' in coordinator.put(f"{PAGE}/{question}", fields)
    assert coordinator.site.rows(STORED, question) == [("LEVEL", 3, "Beslut i juni", "", 2)]
    coordinator.put(f"{PAGE}/{question}", fields | {f"{question}.comment": "Ännu ett"}, 409)
    assert coordinator.site.rows(STORED, question) == [("LEVEL", 3, "Beslut i juni", "", 2)]


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
    rows = respondent.site.rows(
        "SELECT person_id = (SELECT person_id FROM sign_in) FROM answer "
        "JOIN respondent ON respondent.id = respondent_id WHERE comment = 'Mitt eget.'"
    )
    assert rows == [(1,)]
    assert respondent.site.rows("SELECT count(*) FROM answer")[0][0] == before + (version == 0)

"""What people write on the two questions about the direction comes out where other comments do, and nowhere else."""

import json

import pytest

from tests.functional.meeting.test_meeting import settle
from tests.functional.results.test_before_a_result import of_kommun
from tests.functional.support.pages import text_of
from tests.functional.support.people import (
    ALINGSAS,
    ALINGSAS_RESPONDENT,
    KUNGSBACKA,
    KUNGSBACKA_COORDINATOR,
    KUNGSBACKA_READER,
)
from tests.functional.support.serving import Site
from tests.functional.support.visitor import NewVisitor

MATURITY, UNITY, WAY = "politiskt-langsiktiga-mal", "politiskt-enighet", "politiskt-vagen"
TEXTS = {
    MATURITY: "Målen är satta av en tidigare majoritet.",
    UNITY: "Vi är eniga om målet men inte om takten.",
    WAY: "Ingen vet vad som fungerar här.",
}


@pytest.fixture
def site_with_comments(site: Site) -> Site:
    """In Kungsbacka, where answering is closed, the first respondent has commented on one question of each kind."""
    for question, text in TEXTS.items():
        site.change(
            "UPDATE answer SET comment = ?, evidence_url = 'https://kungsbacka.example/' || question_id WHERE question_id "
            "= ? AND respondent_id = (SELECT min(r.id) FROM respondent r JOIN assessment a ON a.id = r.assessment_id "
            "JOIN municipality m ON m.id = a.municipality_id JOIN round d ON d.id = a.round_id "
            "WHERE m.code = '1384' AND d.closed_at IS NULL AND NOT d.is_trial)",
            text,
            question,
        )
    return site


def test_the_coordinator_reads_them_at_the_meeting_beside_their_questions(
    site_with_comments: Site, visit: NewVisitor
) -> None:
    coordinator = visit(KUNGSBACKA_COORDINATOR)
    whole = coordinator.get(f"{KUNGSBACKA}/moten/politiskt")
    for question, text in TEXTS.items():
        alone = coordinator.get(f"{KUNGSBACKA}/moten/politiskt/{question}")
        for page in (whole, alone):
            [comment] = [item for item in page.by_id(f"fraga-{question}").iter("li") if text in text_of(item)]
            assert text_of(comment) == f"{text} Underlag (öppnas i ny flik)"  # no name, no role
    reader_page = visit(KUNGSBACKA_READER).get(f"{KUNGSBACKA}/moten/politiskt").text
    assert not any(text in reader_page for text in TEXTS.values())


def test_they_are_gone_through_before_they_are_handed_out_and_can_be_taken_away(
    site_with_comments: Site, visit: NewVisitor
) -> None:
    coordinator = visit(KUNGSBACKA_COORDINATOR)
    review = coordinator.get(f"{KUNGSBACKA}/lamna-ut/granska?diarienummer=KS+1")
    removable = coordinator.get(f"{KUNGSBACKA}/lamna-ut/kommentarer")
    for text in TEXTS.values():
        assert text in review.text
        assert text in removable.text


def test_where_too_few_answered_they_stay_hidden_like_the_others(site_with_comments: Site, visit: NewVisitor) -> None:
    """Four of the kommun's people have answered each question, one fewer than are shown."""
    site_with_comments.change(
        "DELETE FROM answer WHERE respondent_id NOT IN (SELECT r.id FROM respondent r JOIN assessment a ON a.id = "
        "r.assessment_id JOIN municipality m ON m.id = a.municipality_id JOIN round d ON d.id = a.round_id "
        "WHERE m.code = '1384' AND d.closed_at IS NULL AND NOT d.is_trial ORDER BY r.id LIMIT 4)"
    )
    coordinator = visit(KUNGSBACKA_COORDINATOR)
    for page in ("moten/politiskt", "lamna-ut/granska?diarienummer=KS+1", "lamna-ut/kommentarer"):
        content = coordinator.get(f"{KUNGSBACKA}/{page}").text
        assert not any(text in content for text in TEXTS.values()), page


def test_no_file_or_report_has_them(site_with_comments: Site, visit: NewVisitor) -> None:
    """Not even a PDF's or a workbook's own text: what is made of the same content as plain text says none of it."""
    coordinator = visit(KUNGSBACKA_COORDINATOR)
    plain = [
        file
        for file in of_kommun(site_with_comments, KUNGSBACKA)
        if file.endswith((".csv", ".json", "/rapport", "/export"))
    ]
    assert len(plain) >= 4
    for file in plain:
        answer = coordinator.fetch("GET", file)
        assert answer.status_code == 200, file
        assert not any(text in answer.text for text in TEXTS.values()), file


def test_what_the_meeting_writes_about_the_direction_is_in_the_reports_appendix_when_chosen(
    site_with_comments: Site, visit: NewVisitor
) -> None:
    coordinator = visit(KUNGSBACKA_COORDINATOR)
    page = coordinator.get(f"{KUNGSBACKA}/moten/politiskt")
    settle(coordinator, page, UNITY, "4", comment="Alla partier står bakom målet.")
    assert "Alla partier står bakom målet." not in coordinator.get(f"{KUNGSBACKA}/rapport").text
    site_with_comments.change("UPDATE assessment SET reasons_in_report = 1")
    assert "Alla partier står bakom målet." in coordinator.get(f"{KUNGSBACKA}/rapport").text
    assert "Alla partier står bakom målet." in coordinator.fetch("GET", f"{KUNGSBACKA}/export/skal.csv").text


def test_who_answers_finds_the_own_comment_on_the_direction(visit: NewVisitor) -> None:
    visitor = visit(ALINGSAS_RESPONDENT)
    visitor.answer(f"{ALINGSAS}/svara/politiskt", UNITY, "3", comment=TEXTS[UNITY])
    assert TEXTS[UNITY] in visitor.get(f"{ALINGSAS}/svara/sammanfattning").text
    page = visitor.get(visitor.get("/personuppgifter").links["Här är allt som finns om dig"])
    assert TEXTS[UNITY] in page.text
    [place] = json.loads(visitor.fetch("GET", page.links["Hämta som fil (JSON)"]).text)["places"]
    assert [answer["comment"] for answer in place["answers"] if answer["question_id"] == UNITY] == [TEXTS[UNITY]]

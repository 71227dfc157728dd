"""A new vote from "Rösta om" to how people voted, on the coordinator's page and on phones, all without JavaScript."""

import json

import pytest

from tests.functional.support.pages import Page, text_of
from tests.functional.support.people import (
    ALE_COORDINATOR,
    ALINGSAS,
    ALINGSAS_COORDINATOR,
    ALINGSAS_READER,
    ALINGSAS_RESPONDENT,
    OTHER_RESPONDENT,
    REGION_COORDINATOR,
)
from tests.functional.support.serving import Site
from tests.functional.support.visitor import NewVisitor, Visitor

MAL = "politiskt-langsiktiga-mal"
QUESTION = f"{ALINGSAS}/moten/politiskt/{MAL}"
VOTING = f"{ALINGSAS}/rosta"


@pytest.fixture
def coordinator(visit: NewVisitor) -> Visitor:
    """Of Alingsås, where answering has just been closed."""
    visitor = visit(ALINGSAS_COORDINATOR)
    visitor.press(visitor.get(f"{ALINGSAS}/avsluta"), "Ja, avsluta svarstiden")
    return visitor


def start(coordinator: Visitor) -> Page:
    return coordinator.press(coordinator.get(QUESTION), "Rösta om")


def close(coordinator: Visitor) -> Page:
    return coordinator.press(coordinator.get(QUESTION), "Stäng omröstningen")


def cast(voter: Visitor, choice: str, status: int = 200) -> Page:
    return voter.fill(voter.get(VOTING).forms[-1], {"val": choice}, status)


def others_vote(site: Site, people: int, position: int) -> None:
    """So many of the kommun's other respondents vote for a level."""
    site.change(
        "INSERT INTO ballot (respondent_id, assessment_id, question_id, kind, position) "
        "SELECT r.id, r.assessment_id, v.question_id, 'LEVEL', ? FROM respondent r JOIN vote v "
        "ON v.assessment_id = r.assessment_id WHERE v.closed_at IS NULL AND NOT r.for_kommun "
        "AND r.id NOT IN (SELECT respondent_id FROM ballot) ORDER BY r.id DESC LIMIT ?",
        position,
        people,
    )


def test_people_vote_on_their_phones_and_see_nothing_of_each_other(visit: NewVisitor, coordinator: Visitor) -> None:
    voter, reader = visit(ALINGSAS_RESPONDENT), visit(ALINGSAS_READER)
    assert voter.get(VOTING).heading == "Ingen omröstning pågår"
    assert "Det pågår en omröstning" not in voter.get(f"{ALINGSAS}/svara").text
    page = start(coordinator)
    assert "Ingen har röstat" in page.text
    answering = voter.get(f"{ALINGSAS}/svara")
    assert "Det pågår en omröstning på mötet." in answering.text
    assert answering.links["Rösta"] == VOTING
    done = cast(voter, "4")
    assert "Din röst är sparad: 3 Etablerat." in done.text
    assert "Ändra min röst" in done.text
    for visitor in (coordinator, reader):
        shown = visitor.get(QUESTION)
        assert text_of(shown.by_id("antal-roster")) == "1 har röstat"
        assert not shown.by_class("vote-levels")
    others_vote(voter.site, 5, 2)
    cast(voter, "3")
    closed = close(coordinator)
    counts = [text_of(item) for item in closed.by_class("choosers-count")][:5]
    assert counts == ["inga röster", "5 röster", "1 röst", "inga röster", "inga röster"]
    assert "6 har röstat" in closed.text
    assert text_of(closed.by_id(f"lage-fraga-{MAL}")).startswith("Inte bestämt än")
    assert reader.get(QUESTION).by_class("vote-levels")
    assert voter.site.rows("SELECT count(*) FROM ballot") == [(0,)]
    assert voter.get(VOTING).heading == "Ingen omröstning pågår"


def test_too_few_votes_are_not_shown_and_a_new_vote_replaces_the_old(visit: NewVisitor, coordinator: Visitor) -> None:
    voter = visit(ALINGSAS_RESPONDENT)
    start(coordinator)
    others_vote(voter.site, 3, 2)
    cast(voter, "3")
    page = close(coordinator)
    assert "För få röster för att visa." in page.text
    assert not page.by_class("vote-levels")
    assert voter.site.rows("SELECT voters, counts, dont_know FROM vote") == [(4, None, None)]
    again = coordinator.press(page, "Ta bort och rösta igen")
    assert "Ingen har röstat" in again.text


def test_a_vote_that_comes_too_late_is_refused_and_said_so(visit: NewVisitor, coordinator: Visitor) -> None:
    voter = visit(ALINGSAS_RESPONDENT)
    start(coordinator)
    form = voter.get(VOTING).forms[-1]
    assert "Välj ett av alternativen" in voter.fill(form, {}, 422).text
    close(coordinator)
    late = voter.fill(form, {"val": "3"}, 409)
    assert "Omröstningen stängdes innan din röst kom fram." in late.text
    assert voter.site.rows("SELECT count(*) FROM ballot") == [(0,)]


def test_who_was_not_asked_to_answer_neither_votes_nor_learns_that_there_is_a_vote(
    visit: NewVisitor, coordinator: Visitor
) -> None:
    start(coordinator)
    form = {"fraga": MAL, "nummer": "1", "val": "3"}
    for person in (ALE_COORDINATOR, ALINGSAS_READER, ALINGSAS_COORDINATOR, REGION_COORDINATOR, OTHER_RESPONDENT):
        visitor = visit(person)
        visitor.get(VOTING, 404)
        visitor.post(VOTING, form, 404)
    refused = {ALE_COORDINATOR: 404, ALINGSAS_RESPONDENT: 404, REGION_COORDINATOR: 409, ALINGSAS_READER: 409}
    for person, status in refused.items():
        visitor = visit(person)
        visitor.post(f"{QUESTION}/omrostning", {"ersatter": "1"}, status)
        visitor.post(f"{QUESTION}/omrostning/stang", {"nummer": "1"}, status)
    assert coordinator.site.rows("SELECT number, closed_at FROM vote") == [(1, None)]


def test_another_question_waits_and_the_log_tells_that_there_was_a_vote_not_how_anybody_voted(
    visit: NewVisitor, coordinator: Visitor
) -> None:
    start(coordinator)
    other = coordinator.get(f"{ALINGSAS}/moten/finansiellt").links
    url = next(url for url in other.values() if url.startswith(f"{ALINGSAS}/moten/finansiellt/"))
    assert "Det pågår en omröstning om en annan fråga" in coordinator.get(url).text
    refused = coordinator.post(f"{url}/omrostning", {}, 409)
    assert "Stäng den först." in refused.text
    cast(visit(ALINGSAS_RESPONDENT), "3")
    close(coordinator)
    lines = coordinator.site.rows("SELECT action, facts FROM audit_line WHERE action LIKE 'vote.%'")
    assert [action for action, _ in lines] == ["vote.started", "vote.closed"]
    assert all(set(json.loads(facts)) == {"assessment_id", "question_id"} for _, facts in lines)


def test_a_vote_that_is_open_when_the_result_is_handed_in_comes_to_nothing(
    visit: NewVisitor, coordinator: Visitor
) -> None:
    start(coordinator)
    cast(visit(ALINGSAS_RESPONDENT), "3")
    handing_in = coordinator.get(f"{ALINGSAS}/lamna-in-resultat").form("Lämna in")
    coordinator.send(handing_in, reason="Mötet räckte inte till.", namn="Nils Ek", adress="nils.ek@alingsas.example")
    assert coordinator.site.rows("SELECT count(*) FROM ballot") == [(0,)]
    assert visit(ALINGSAS_RESPONDENT).get(VOTING).heading == "Ingen omröstning pågår"

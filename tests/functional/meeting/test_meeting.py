"""The joint meeting from closed answers to a result that says what was agreed, all without JavaScript."""

from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from tests.functional.support.pages import Form, Page, text_of
from tests.functional.support.people import (
    ALINGSAS,
    ALINGSAS_COORDINATOR,
    KUNGSBACKA,
    KUNGSBACKA_COORDINATOR,
    KUNGSBACKA_READER,
    LILLA_EDET,
    LILLA_EDET_COORDINATOR,
    REGION_COORDINATOR,
    TJORN,
    TJORN_COORDINATOR,
)
from tests.functional.support.visitor import NewVisitor, Visitor

MEETING = f"{KUNGSBACKA}/moten"
MAL = "politiskt-langsiktiga-mal"


@pytest.fixture
def coordinator(visit: NewVisitor) -> Visitor:
    """Of Kungsbacka, where eighteen people have answered and nothing is agreed yet."""
    return visit(KUNGSBACKA_COORDINATOR)


def form_of(page: Page, question: str) -> Form:
    return next(form for form in page.forms if form.action.endswith(f"/{question}"))


def settle(visitor: Visitor, page: Page, question: str, choice: str, status: int = 200, **words: str) -> Page:
    """Choose and write about a question on a page, and save."""
    fields = {f"{question}.choice": choice} | {f"{question}.{name}": text for name, text in words.items()}
    return visitor.fill(form_of(page, question), fields, status)


def standing(page: Page, question: str) -> str:
    return text_of(page.by_id(f"lage-fraga-{question}"))


def questions_of(page: Page) -> list[str]:
    return [(item.get("id") or "").removeprefix("fraga-") for item in page.by_class("talk")]


def test_a_coordinator_goes_from_the_start_page_through_a_capital_to_the_result(coordinator: Visitor) -> None:
    home = coordinator.get(KUNGSBACKA)
    overview = coordinator.get(home.links["Möte"])
    assert overview.heading == "Gemensamt möte"
    assert overview.table[1] == ["Politiskt kapital", "0 av 8", "0", "0", "8"]
    page = coordinator.get(overview.links["Politiskt kapital"])
    assert page.address == f"{MEETING}/politiskt"
    for question in questions_of(page):
        page = settle(coordinator, page, question, "3", comment="Så ser det ut i besluten.")
        assert page.address == f"{MEETING}/politiskt"
        assert standing(page, question).startswith("Ni enades om 2 Delvis på plats kl.")
    overview = coordinator.get(MEETING)
    assert overview.table[1] == ["Politiskt kapital", "8 av 8", "0", "0", "0"]
    result = coordinator.get(f"{KUNGSBACKA}/resultat")
    assert result.table[1][:3] == ["Politiskt kapital", "Delvis på plats", "2,0"]
    assert {row[1] for row in coordinator.get(f"{KUNGSBACKA}/resultat/politiskt").table[1:]} == {"2,0enat svar"}


def test_the_questions_show_how_people_answered_in_numbers_and_why_to_talk_about_them(coordinator: Visitor) -> None:
    page = coordinator.get(f"{MEETING}/politiskt")
    first = page.by_id(f"fraga-{questions_of(page)[0]}")
    words = text_of(first)
    assert "personer gav en nivå. Medel av rollerna är" in words
    assert "Svaren skiljer sig i snitt" in words
    counts = [text_of(span) for span in first.iter("span") if span.get("class") == "choosers-count"]
    people = sum(int(count.removesuffix(" svar")) for count in counts if count != "inga svar")
    assert len(counts) == 5
    assert f"{people} personer gav en nivå" in words
    assert "kärnfråga" in page.text
    marks = [span for span in first.iter() if span.get("class") == "choosers-marks"]
    assert len(marks) == len([count for count in counts if count != "inga svar"]) + 3  # the last are the key's


def test_not_united_is_settled_with_the_different_views_and_the_result_says_so(coordinator: Visitor) -> None:
    before = coordinator.get(f"{KUNGSBACKA}/resultat/politiskt").table
    page = coordinator.get(f"{MEETING}/politiskt")
    page = settle(coordinator, page, MAL, "enades_inte", comment="Politiken ser målen. Förvaltningen saknar mått.")
    assert standing(page, MAL).startswith("Ni enades inte")
    assert coordinator.get(MEETING).table[1] == ["Politiskt kapital", "0 av 8", "1", "0", "7"]
    after = coordinator.get(f"{KUNGSBACKA}/resultat/politiskt").table
    changes = [(old[1], new[1]) for old, new in zip(before, after, strict=True) if old != new]
    assert changes == [(old, old.replace("medel", "enades inte, medel")) for old, _ in changes]
    assert len(changes) == 1
    report = coordinator.get(f"{KUNGSBACKA}/rapport")
    assert "På 1 fråga enades ni inte." in report.text


def test_a_question_is_parked_found_again_and_opened(coordinator: Visitor) -> None:
    page = settle(coordinator, coordinator.get(f"{MEETING}/politiskt"), MAL, "parkerad")
    assert "Parkerade frågor" in page.text
    overview = coordinator.get(MEETING)
    assert overview.table[1] == ["Politiskt kapital", "0 av 8", "0", "1", "7"]
    assert "Inget är parkerat." not in overview.text
    [address] = [way for way in overview.links.values() if way.endswith(MAL)]
    alone = coordinator.get(address)
    assert alone.address == f"{MEETING}/politiskt/{MAL}"
    back = settle(coordinator, alone, MAL, "oppen")
    assert back.address == alone.address
    assert standing(back, MAL).startswith("Inte bestämt än")
    assert "Inget är parkerat." in coordinator.get(MEETING).text


def test_a_question_by_itself_has_all_that_the_list_does(coordinator: Visitor) -> None:
    whole = coordinator.get(f"{MEETING}/politiskt")
    for number, question in enumerate(questions_of(whole), start=1):
        page = coordinator.get(f"{MEETING}/politiskt/{question}")
        assert page.heading == f"Politiskt kapital, fråga {number} av 8"
        assert questions_of(page) == [question]
        large = next(text for text, address in whole.links.items() if address.endswith(f"/politiskt/{question}"))
        assert large.startswith("Visa stort")
        list_text, alone = (
            text_of(shown_page.by_id(f"fraga-{question}")).replace(f"Fråga {number} av 8", "")
            for shown_page in (whole, page)
        )
        assert alone.split() == list_text.replace(large, "").split()


def test_a_fault_is_told_what_was_typed_stays_and_the_level_is_noted(coordinator: Visitor) -> None:
    for address in (f"{MEETING}/politiskt", f"{MEETING}/politiskt/{MAL}"):
        page = coordinator.get(address)
        invalid = settle(coordinator, page, MAL, "4", 422, comment="Viktigt.", evidence="ingen länk")
        assert invalid.title.startswith("Fel:")
        assert "Länken ska vara en hel webbadress" in text_of(invalid.by_id("fel"))
        values = form_of(invalid, MAL).values
        assert (values[f"{MAL}.choice"], values[f"{MAL}.comment"]) == ("4", "Viktigt.")
        assert "men inte länken" in text_of(invalid.by_id(f"fraga-{MAL}"))
        stored_values = form_of(coordinator.get(address), MAL).values
        assert (stored_values[f"{MAL}.choice"], stored_values[f"{MAL}.comment"], stored_values[f"{MAL}.evidence"]) == (
            "4",
            "Viktigt.",
            "",
        )
        reply = settle(coordinator, invalid, MAL, "oppen", evidence="")
        assert reply.address == address


def test_two_coordinators_never_overwrite_each_other_unseen(visit: NewVisitor, coordinator: Visitor) -> None:
    other = visit(KUNGSBACKA_COORDINATOR)
    mine, theirs = (visitor.get(f"{MEETING}/politiskt") for visitor in (coordinator, other))
    settle(other, theirs, MAL, "2", comment="Bara ett mål har mått.")
    conflict = settle(coordinator, mine, MAL, "4", 409, comment="Alla målen har mått.")
    message = text_of(conflict.by_id(f"fraga-{MAL}"))
    assert "Det du skrev är inte sparat." in message
    assert "Någon annan ändrade kl." in message
    assert "Ni enades om 1 Påbörjat" in message
    assert "Bara ett mål har mått." in message
    assert form_of(conflict, MAL).values[f"{MAL}.comment"] == "Alla målen har mått."
    assert form_of(other.get(f"{MEETING}/politiskt"), MAL).values[f"{MAL}.choice"] == "2"
    settle(coordinator, conflict, MAL, "4")
    now = form_of(other.get(f"{MEETING}/politiskt"), MAL).values
    assert (now[f"{MAL}.choice"], now[f"{MAL}.comment"]) == ("4", "Alla målen har mått.")


def test_sending_the_same_twice_is_the_same_as_once(coordinator: Visitor) -> None:
    page = coordinator.get(f"{MEETING}/politiskt")
    settle(coordinator, page, MAL, "4", comment="En gång.")
    again = settle(coordinator, page, MAL, "4", comment="En gång.")
    assert form_of(again, MAL).values[f"{MAL}.version"] == "1"


def test_an_autosave_answers_with_what_is_saved_and_the_next_version(coordinator: Visitor) -> None:
    coordinator.get(f"{MEETING}/politiskt")
    address = f"{MEETING}/politiskt/{MAL}"
    fields = {f"{MAL}.choice": "4", f"{MAL}.comment": "<b>Så</b> & så", f"{MAL}.version": "0"}
    assert 'data-version="1">Sparat' in coordinator.put(address, fields)
    conflict = coordinator.put(address, fields | {f"{MAL}.choice": "2"}, 409)
    assert "&lt;b&gt;Så&lt;/b&gt; &amp; så" in conflict
    assert 'data-save-over="1"' in conflict
    assert "Texten är 1 tecken för lång" in coordinator.put(address, fields | {f"{MAL}.comment": "a" * 2_001}, 422)


def test_a_kommun_with_two_respondents_sees_nothing_that_identifies_one(visit: NewVisitor) -> None:
    coordinator = visit(LILLA_EDET_COORDINATOR)
    coordinator.site.change(
        "UPDATE answer SET comment = 'Hemlig kommentar.' WHERE respondent_id IN (SELECT r.id FROM "
        "respondent r JOIN assessment a ON a.id = r.assessment_id JOIN municipality m ON m.id = "
        "a.municipality_id WHERE m.code = '1462')"
    )
    for capital in ("politiskt", "finansiellt", "human"):
        page = coordinator.get(f"{LILLA_EDET}/moten/{capital}")
        assert "Hemlig kommentar." not in page.text
        for question in questions_of(page):
            words = text_of(page.by_id(f"fraga-{question}"))
            assert "Färre än 5 har svarat på frågan." in words
            assert "gav en nivå" not in words
        assert not page.by_class("choosers-count")
        assert not page.by_class("choosers-marks")
        assert not page.by_class("tag") or {text_of(tag) for tag in page.by_class("tag")} == {"kärnfråga"}
    reply = settle(coordinator, coordinator.get(f"{LILLA_EDET}/moten/politiskt"), MAL, "3")
    assert standing(reply, MAL).startswith("Ni enades om 2 Delvis på plats")


def test_comments_are_shown_to_the_coordinator_alone_in_the_order_of_the_alphabet(
    visit: NewVisitor, coordinator: Visitor
) -> None:
    texts = ("Övermorgon blir det bra.", "Aldrig sett målen.", "<script>alert(1)</script>")
    for place, text in enumerate(texts):
        coordinator.site.change(
            "UPDATE answer SET comment = ? WHERE question_id = ? AND respondent_id = (SELECT r.id FROM respondent r "
            "JOIN assessment a ON a.id = r.assessment_id JOIN municipality m ON m.id = a.municipality_id JOIN round d "
            "ON d.id = a.round_id WHERE m.code = '1384' AND d.closed_at IS NULL ORDER BY r.id LIMIT 1 OFFSET ?)",
            text,
            MAL,
            place,
        )
    page = coordinator.get(f"{MEETING}/politiskt")
    comments = [text_of(item) for item in page.by_id(f"fraga-{MAL}").iter("li") if text_of(item) in texts]
    assert comments == [texts[2], texts[1], texts[0]]
    reader_page = visit(KUNGSBACKA_READER).get(f"{MEETING}/politiskt")
    assert not any(text in reader_page.text for text in texts)


def test_a_reader_follows_and_has_nothing_to_press(visit: NewVisitor, coordinator: Visitor) -> None:
    settle(coordinator, coordinator.get(f"{MEETING}/politiskt"), MAL, "4", comment="Alla målen har mått.")
    reader = visit(KUNGSBACKA_READER)
    overview = reader.get(reader.get(KUNGSBACKA).links["Möte"])
    assert overview.table[1] == ["Politiskt kapital", "1 av 8", "0", "0", "7"]
    page = reader.get(f"{MEETING}/politiskt")
    assert [form.action for form in page.forms] == ["/logga-ut"]
    assert "Skäl: Alla målen har mått." in text_of(page.by_id(f"fraga-{MAL}"))
    assert questions_of(reader.get(f"{MEETING}/politiskt/{MAL}")) == [MAL]
    refusal = reader.post(f"{MEETING}/politiskt/{MAL}", {f"{MAL}.choice": "1", f"{MAL}.version": "1"}, 409)
    assert "Din roll ger inte rätt" in refusal.text


def test_the_region_does_not_see_the_meeting(visit: NewVisitor) -> None:
    region = visit(REGION_COORDINATOR)
    for address in (MEETING, f"{MEETING}/politiskt", f"{MEETING}/politiskt/{MAL}"):
        assert "Din roll ger inte rätt" in region.get(address, 403).text


@pytest.mark.parametrize("place", ["", "/politiskt", f"/politiskt/{MAL}"])
def test_where_there_is_no_meeting_to_hold_the_page_says_why(visit: NewVisitor, place: str) -> None:
    answering = visit(ALINGSAS_COORDINATOR)
    page = answering.get(f"{ALINGSAS}/moten{place}")
    assert "Det gemensamma mötet börjar när svarstiden är avslutad." in page.text
    assert answering.get(page.links["Avsluta svarstiden"]).heading == "Avsluta svarstiden?"
    simple = visit(TJORN_COORDINATOR).get(f"{TJORN}/moten{place}")
    assert "En person har svarat för alla." in simple.text
    assert "Avsluta svarstiden" not in simple.links


def test_nothing_is_noted_where_there_is_no_meeting(visit: NewVisitor) -> None:
    visitor = visit(ALINGSAS_COORDINATOR)
    refusal = visitor.post(f"{ALINGSAS}/moten/politiskt/{MAL}", {f"{MAL}.choice": "3", f"{MAL}.version": "0"}, 409)
    assert "börjar när svarstiden är avslutad" in refusal.text


def test_a_locked_result_is_read_and_not_changed(coordinator: Visitor) -> None:
    page = coordinator.get(f"{MEETING}/politiskt")
    coordinator.site.change("UPDATE assessment SET approved_at = '2026-11-20 09:00:00'")
    refusal = settle(coordinator, page, MAL, "4", 409)
    assert "Resultatet är fastställt och låst." in refusal.text
    locked_page = coordinator.get(f"{MEETING}/politiskt")
    assert "Resultatet är fastställt och låst." in locked_page.text
    assert [form.action for form in locked_page.forms] == ["/logga-ut"]
    assert text_of(locked_page.by_id(f"skal-{MAL}")) == ""
    start = coordinator.get(MEETING)
    assert "Resultatet är fastställt och låst." in start.text
    assert [form.action for form in start.forms] == ["/logga-ut"]
    assert not any(label.startswith(("Börja", "Till nästa")) for label in start.links)


def test_what_is_handed_in_is_not_changed_until_it_is_taken_back(coordinator: Visitor) -> None:
    page = coordinator.get(f"{MEETING}/politiskt")
    handing_in = coordinator.get(f"{KUNGSBACKA}/lamna-in-resultat")
    form = next(form for form in handing_in.forms if form.action.endswith("/lamna-in-resultat"))
    reason = next(name for name in form.values if "reason" in name or "skal" in name)
    coordinator.fill(form, {reason: "Vi hann inte fler."})
    assert "väntar på att fastställas" in settle(coordinator, page, MAL, "4", 409).text


def test_addresses_that_do_not_belong_together_are_not_found(coordinator: Visitor) -> None:
    for address in (
        f"{MEETING}/finns-inte",
        f"{MEETING}/politiskt/finns-inte",
        f"{MEETING}/finansiellt/{MAL}",
    ):
        assert coordinator.get(address, 404).heading == "Sidan finns inte"


@contextmanager
def following(visitor: Visitor, address: str) -> Iterator[Iterator[str]]:
    """The lines of a stream that says something."""
    with visitor.http.stream("GET", address, headers={"Sec-Fetch-Site": "same-origin"}) as stream:
        assert stream.status_code == 200
        headers = stream.headers
        assert headers["content-type"] == "text/event-stream; charset=utf-8"
        assert (headers["cache-control"], headers["x-accel-buffering"]) == ("no-store", "no")
        yield (line for line in stream.iter_lines() if line.strip(": "))


def test_a_stream_tells_of_every_change_with_nothing_in_it_but_a_number(
    visit: NewVisitor, coordinator: Visitor
) -> None:
    reader = visit(KUNGSBACKA_READER)
    with following(reader, f"{MEETING}/handelser") as lines:
        assert [next(lines), next(lines)] == ["event: andring", "data: 0"]
        settle(coordinator, coordinator.get(f"{MEETING}/politiskt"), MAL, "4", comment="Hemligt.")
        assert [next(lines), next(lines)] == ["event: andring", "data: 1"]


def test_a_stream_ends_when_the_session_or_the_role_ends(visit: NewVisitor, coordinator: Visitor) -> None:
    ends = (
        "UPDATE membership SET ended_at = '2026-01-01 00:00:00'",
        "DELETE FROM sign_in",
    )
    for end in ends:
        follower = visit(KUNGSBACKA_COORDINATOR)
        with following(follower, f"{MEETING}/handelser") as lines:
            assert [next(lines), next(lines)] == ["event: andring", "data: 0"]
            follower.site.change(end)
            assert next(lines, "the end") == "the end"
        follower.site.change("UPDATE membership SET ended_at = NULL")


def test_whoever_comes_when_too_many_follow_is_told_to_come_back(coordinator: Visitor) -> None:
    followers = coordinator.site.app.state.followers
    before, followers.most = followers.most, 0
    try:
        answer: httpx.Response = coordinator.fetch("GET", f"{MEETING}/handelser")
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "10")
    finally:
        followers.most = before
